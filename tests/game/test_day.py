"""Days as they are named on the command line."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.game.exam import read_day

ANY = st.dates(date(1000, 1, 1), date(9000, 12, 31))


@given(ANY)
def test_every_day_is_read_back(day: date) -> None:
    whole = (day.year, day.month, day.day)
    assert whole == read_day(day.isoformat(), 1)
    assert whole == read_day(f"{day.day} {day:%B} {day.year}", 1)
    assert whole == read_day(f"{day:%b} {day.day}", day.year)


@pytest.mark.parametrize("text", ["", "x", "2026", "May", "May 2026", "32 May", "31 April", "1/2/2026", "none"])
def test_anything_else_is_none(text: str) -> None:
    assert read_day(text, 2026) is None


def test_the_last_day_of_a_year_is_no_other_day() -> None:
    assert (2026, 12, 31) == read_day("31 December", 2026)
    assert date(2026, 12, 31) + timedelta(1) == date(2027, 1, 1)
