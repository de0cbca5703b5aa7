"""Days played in a week: counted kindly."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.game.statistics import GOAL, Week, week
from quiz.ui.round_pages import week_text

MONDAY = date(2026, 11, 23).toordinal()
DAYS = st.sets(st.integers(MONDAY - 100, MONDAY + 6))


def test_a_week_begins_on_monday() -> None:
    assert 0 == date.fromordinal(MONDAY).weekday()
    assert Week(1, 0) == week([MONDAY - 1, MONDAY], MONDAY)
    assert Week(1, 0) == week([MONDAY - 1, MONDAY], MONDAY - 1)


def test_a_day_counts_once() -> None:
    assert Week(2, 0) == week([MONDAY, MONDAY, MONDAY + 1], MONDAY + 6)


def test_weeks_in_a_row_are_those_that_met_the_goal() -> None:
    played = [MONDAY - 7 * back + day for back in range(4) for day in range(GOAL) if back != 2]

    assert Week(GOAL, 2) == week(played, MONDAY + 3)


def test_a_week_that_has_just_begun_breaks_nothing() -> None:
    played = [MONDAY - 7 + day for day in range(GOAL)]

    assert Week(0, 1) == week(played, MONDAY)


def test_nothing_was_played() -> None:
    assert Week(0, 0) == week([], MONDAY)


@given(days=DAYS, today=st.integers(MONDAY, MONDAY + 6))
def test_playing_on_another_day_never_takes_anything_away(days: set[int], today: int) -> None:
    before, after = week(days, today), week({*days, today}, today)

    assert before.days <= after.days <= before.days + 1
    assert before.in_a_row <= after.in_a_row <= before.in_a_row + 1


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Week(1, 0), "This week: 1 of 3 days."),
        (Week(2, 4), "This week: 2 of 3 days. 4 weeks in a row."),
        (Week(3, 1), "This week: 3 days. The goal of 3 is met, the others are free."),
        (Week(5, 5), "This week: 5 days. The goal of 3 is met, the others are free. 5 weeks in a row."),
    ],
)
def test_a_week_in_words(found: Week, said: str) -> None:
    assert said == week_text(found)
