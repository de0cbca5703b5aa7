"""What is no number where one belongs stays as it is, or is left out with a reason."""

import pytest

from quiz.exchange.decimals import plain_number, share
from quiz.exchange.grids import counted_day, time_of_day


@pytest.mark.parametrize("text", ["", "x", "1,5", "1 2"])
def test_what_is_no_number_stays_as_it_is(text: str) -> None:
    assert text == plain_number(text) == share(text) == time_of_day(text) == counted_day(text)


@pytest.mark.parametrize("text", ["inf", "1e999"])
def test_a_day_or_a_time_without_end_stays_as_it_is(text: str) -> None:
    assert text == time_of_day(text) == counted_day(text)
