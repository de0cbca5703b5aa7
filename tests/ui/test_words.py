"""The wording that pages and plain lines share."""

from datetime import date

import pytest

from quiz.ui.words import begun


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 12, 1), "begun today"),
        (date(2026, 11, 30), "begun yesterday"),
        (date(2026, 11, 29), "begun on Sunday"),
        (date(2026, 11, 25), "begun on Wednesday"),
        (date(2026, 11, 24), "begun on 24 November"),
        (date(2026, 12, 2), "begun on 2 December"),  # by a clock that was wrong
    ],
)
def test_when_a_round_began_is_said_as_people_say_it(day: date, said: str) -> None:
    assert said == begun(day, date(2026, 12, 1))
