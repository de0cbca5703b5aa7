"""Planning for an exam: its day, and what to ask on which day before it.

The days of a plan are numbered from today, which is 0. Each day asks what a learning round would probably choose then,
if an answer is as likely to be right as the fact is to be remembered. The plan is made again each day from what really
happened. Choosing the facts that gain most until the exam was tried, and less was remembered (see the
exams of `python -m bench.learning`): it spends days on facts that are forgotten again by then.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quiz.game.due import ReviewState, chosen, tenths
from quiz.game.memory import USUAL, Memory, Pace, foreseen, recall_of
from quiz.values.dates import dates, single_day
from quiz.values.signs import plain

_MOST = 500  # facts a day
_ROOM = 3  # of ten facts of a day: places for facts that were never asked


class Day(NamedTuple):
    """What is asked on one day: facts that were asked before, and new ones."""

    number: int
    review: tuple[str, ...]
    new: tuple[str, ...]


MOST_DAYS = 366  # days that are planned before an exam


class Plan(NamedTuple):
    """The days before an exam on which something is asked, and the facts that will not have been asked by then.

    `remembered` is how many of all facts will probably be known on the day.
    """

    days: tuple[Day, ...]
    unseen: tuple[str, ...]
    remembered: float


def plan_exam(
    facts: Sequence[str], memories: Mapping[str, Memory], today: int, days: int, limit: int, pace: Pace = USUAL
) -> Plan:
    """Plan the days before an exam in `days` days, with up to `limit` facts a day.

    `today` is the player's day, as a number. `memories` are those of the facts that were asked before, at the usual
    pace; the player has a `pace`. New facts are asked in the order of `facts`, some on each day.
    """
    known = {fact: memories[fact] for fact in facts if fact in memories}
    planned = []
    for number in range(min(days, MOST_DAYS)):  # a damaged history may have any day
        day = today + number
        new = [fact for fact in facts if fact not in known]
        states = (
            ReviewState(fact, one.stability, one.day, one.day, one.due, right=True, asked=one.asked).at_pace(pace)
            for fact, one in known.items()
        )
        asked = chosen(states, new, limit, day, room(limit))
        first = tuple(fact for fact in asked if fact not in known)
        again = tuple(fact for fact in asked if fact in known)
        known |= {fact: foreseen(known.get(fact), day, pace) for fact in asked}
        if asked:
            planned.append(Day(number, again, first))
    unseen = tuple(fact for fact in facts if fact not in known)
    remembered = sum(recall_of(known.get(fact), today + days, pace) for fact in facts)
    return Plan(tuple(planned), unseen, remembered)


def room(limit: int) -> int:
    """Return how many of the places of a day are for facts that were never asked."""
    return tenths(limit, _ROOM)


def enough(new: int, days: int) -> int | None:
    """Return how many facts a day are enough to ask all new ones in time; None if no number is enough."""
    return next((limit for limit in range(1, _MOST + 1) if room(limit) * days >= new), None)


def read_day(text: str, year: int) -> tuple[int, int, int] | None:
    """Read `2026-12-18`, `18 December 2026` or `18 December` as (year, month, day), or return None.

    `year` is used if the text has none.
    """
    found = dates(plain(text)) or dates(plain(f"{text} {year}"))
    return single_day(found[""]) if "" in found else None
