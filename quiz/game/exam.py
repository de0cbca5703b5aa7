"""Planning for an exam: its day, and what to review on which day, so that all of it is fresh then.

The days of a plan are numbered from today, which is 0. The plan takes it that reviews go right and that a
new fact is missed the first time; it is made anew each day from what really happened.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quiz.game.memory import RETENTION, Grade, Memory, recall, reviewed
from quiz.values.dates import dates, single_day
from quiz.values.signs import plain

#: How likely a fact should be remembered on the day. Gaps are whole days, so a bit less than due facts have.
FRESH = RETENTION - 0.02
_MOST = 500  # facts a day
_WINDOWS = (2, 7, 365)  # days before the exam in which a fact may be asked ahead of its time


class Day(NamedTuple):
    """What one day asks: facts that were asked before, and new ones."""

    number: int
    review: tuple[str, ...]
    new: tuple[str, ...]


class Plan(NamedTuple):
    """The days up to an exam on which something is asked, and the facts that will not be fresh on its day."""

    days: tuple[Day, ...]
    late: tuple[str, ...]


def plan_exam(facts: Sequence[str], memories: Mapping[str, Memory], today: int, days: int, limit: int) -> Plan:
    """Plan the days before an exam that is in so many `days`, with up to `limit` facts a day.

    `today` is the player's day, as a number. `memories` are those of the facts that were asked
    before. Facts are asked when they are due, new ones as early as there is room, and ahead of
    their time only shortly before the exam; earlier than that where it must be.
    """
    plan = Plan((), tuple(facts))
    for window in _WINDOWS:
        plan = min(plan, _planned(facts, memories, today, days, limit, window), key=lambda one: len(one.late))
        if not plan.late or window >= days:
            break
    return plan


def enough(facts: Sequence[str], memories: Mapping[str, Memory], today: int, days: int) -> int | None:
    """Return the least number of facts a day with which all will be fresh; None where no number is enough."""
    low, high = 1, min(_MOST, len(facts))
    if plan_exam(facts, memories, today, days, high).late:
        return None
    while low < high:
        middle = (low + high) // 2
        if plan_exam(facts, memories, today, days, middle).late:
            low = middle + 1
        else:
            high = middle
    return high


def _planned(
    facts: Sequence[str], memories: Mapping[str, Memory], today: int, days: int, limit: int, window: int
) -> Plan:
    known = {fact: memories[fact] for fact in facts if fact in memories}
    new = [fact for fact in facts if fact not in known]
    exam = today + days
    planned: list[Day] = []
    for number in range(days):
        day = today + number
        asked = _due(known, day)[:limit]
        first, new = new[: limit - len(asked)], new[limit - len(asked) :]
        if days - number <= window:
            done = {*asked, *first}
            ahead = [fact for fact in _stale(known, exam) if fact not in done]
            asked += ahead[: limit - len(asked) - len(first)]
        for fact in asked:
            known[fact] = reviewed(known[fact], Grade.GOOD, day)
        for fact in first:
            known[fact] = reviewed(None, Grade.AGAIN, day)
        if asked or first:
            planned.append(Day(number, tuple(asked), tuple(first)))
    return Plan(tuple(planned), (*_stale(known, exam), *new))


def _due(known: Mapping[str, Memory], day: int) -> list[str]:
    """Return the facts that are due on a day, most forgotten first."""
    due = [fact for fact, memory in known.items() if memory.due <= day]
    return sorted(due, key=lambda fact: (recall(known[fact], day), fact))


def _stale(known: Mapping[str, Memory], exam: int) -> list[str]:
    """Return the facts that will not be fresh at the exam if they are not asked again, the least fresh first."""
    held = {fact: recall(memory, exam) for fact, memory in known.items()}
    return sorted((fact for fact in held if held[fact] < FRESH), key=lambda fact: (held[fact], fact))


def read_day(text: str, year: int) -> tuple[int, int, int] | None:
    """Read `2026-12-18`, `18 December 2026` or `18 December` as (year, month, day), or return None.

    Without a year of its own the day is one of `year`.
    """
    found = dates(plain(text)) or dates(plain(f"{text} {year}"))
    return single_day(found[""]) if "" in found else None
