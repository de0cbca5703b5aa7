"""When a fact is missed again and again, so that it rests."""

from collections.abc import Sequence

LEECH_DAYS = 6  # how many of the latest days on which a fact was asked count
LEECH_MISSES = 4  # a fact was missed on this many of them, or more
REST_DAYS = 2  # after a miss, before it is asked again. Longer rests cost more than they gain


def is_leech(days: Sequence[bool]) -> bool:
    """Return whether a fact is missed again and again: `days` are its first tries of each day, right or not.

    The latest day comes first.
    """
    return days[:LEECH_DAYS].count(False) >= LEECH_MISSES
