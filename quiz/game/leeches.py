"""When a fact is missed again and again, so that it rests."""

from collections.abc import Sequence

LEECH_DAYS = 6  # the latest days on which a fact was asked: those that count
LEECH_MISSES = 4  # as many of them, or more, on which it was missed
REST_DAYS = 2  # after a miss, on which it is asked again at the earliest. Longer rests cost more than they give back


def is_leech(days: Sequence[bool]) -> bool:
    """Return whether a fact is missed again and again: `days` are its first tries of each day, right or not.

    The latest day comes first.
    """
    return days[:LEECH_DAYS].count(False) >= LEECH_MISSES
