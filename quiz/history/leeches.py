"""Facts that a player misses again and again, and until when they rest.

They are found among the facts that were missed often enough, with the index of the attempts on a fact; nothing more is
saved about them.
"""

from typing import TYPE_CHECKING, NamedTuple

from quiz import clock
from quiz.days import FIRST_DAY
from quiz.game.leeches import LEECH_DAYS, LEECH_MISSES, REST_DAYS, is_leech
from quiz.history.records import COUNTS, KEPT_OFFSET_S

if TYPE_CHECKING:
    from quiz.history.log import History

_MOST = 60  # first tries that are looked at
_TRIES = (
    f"SELECT a.answered_at, {KEPT_OFFSET_S}, a.is_right FROM attempts a JOIN rounds r ON r.id = a.round "
    f"WHERE a.fact = ? AND r.player = ? AND a.kind = 'first' AND {COUNTS} ORDER BY a.answered_at DESC LIMIT {_MOST}"
)
_OFTEN = (
    f"SELECT fact FROM fact_counts WHERE player = ? AND tries - is_right >= {LEECH_MISSES} AND missed_on > ? "
    "ORDER BY missed_on DESC, fact"
)


class Leech(NamedTuple):
    """A fact that was missed on some of the last `days` on which it was asked, and the day until which it rests."""

    fact: str
    missed: int
    days: int
    rests_until: int


def leech_of(history: "History", fact: str) -> Leech | None:
    """Return the leech that a fact is, if it is missed again and again; else None. Raises `HistoryError`."""
    by_day: dict[int, bool] = {}  # the first try of each day, the latest day first
    for at, offset_s, right in history.select(_TRIES, fact, _player(history)):
        by_day[clock.moment(at, offset_s or 0).day] = bool(right)
    days = list(by_day)[:LEECH_DAYS]
    tries = [by_day[day] for day in days]
    if not is_leech(tries):
        return None
    return Leech(fact, tries.count(False), len(tries), days[0] + (0 if tries[0] else REST_DAYS))


def leeches(history: "History", missed_after: int = FIRST_DAY - 1) -> list[Leech]:
    """Return the facts that are missed again and again, the most recently missed first. Raises `HistoryError`.

    Only those last missed after the day `missed_after`, which is a number, are returned.
    """
    often = history.select(_OFTEN, _player(history), missed_after)
    return [found for (fact,) in often if (found := leech_of(history, fact))]


def resting(history: "History", today: int) -> dict[str, int]:
    """Return the facts that rest today, each with the day until which it rests, as a number. Raises `HistoryError`."""
    found = {one.fact: one.rests_until for one in leeches(history, today - REST_DAYS)}
    return {fact: until for fact, until in found.items() if until > today}


def _player(history: "History") -> str:
    return history.player.id if history.player else ""
