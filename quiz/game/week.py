"""Days played in a week, against a small goal: most days are free, and a missed week is passed over."""

from collections.abc import Iterable
from typing import NamedTuple

#: Days a week. Sessions that are spread out teach more than long ones; the other days are free.
GOAL = 3
_DAYS = 7


class Week(NamedTuple):
    """How many days were played in this week, from Monday on, and for how many weeks in a row the goal was met.

    This week is one of these once its goal is met; until then it breaks nothing.
    """

    days: int
    in_a_row: int


def week(days: Iterable[int], today: int) -> Week:
    """Return the week of a day. Days are the player's, as numbers: day 1 was a Monday (see `quiz.days`)."""
    by_week: dict[int, set[int]] = {}
    for day in days:
        by_week.setdefault((day - 1) // _DAYS, set()).add(day)
    this = (today - 1) // _DAYS
    met = {number for number, played in by_week.items() if len(played) >= GOAL}
    in_a_row, before = int(this in met), this - 1
    while before in met:
        in_a_row, before = in_a_row + 1, before - 1
    return Week(len(by_week.get(this, ())), in_a_row)
