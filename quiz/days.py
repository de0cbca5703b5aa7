"""The player's days: each begins at four in the morning by the local clock, and has the date on which it began.

Somebody who plays after midnight is still in the same day. A day is a number, that of its date as
`datetime.date.toordinal` counts: 1 is 1 January of the year 1, a Monday.
"""

from typing import NamedTuple

DAY_MS = 86_400_000  # 24 hours
BEGINS_MS = 4 * 3_600_000  # a day begins at four o'clock
EPOCH_DAY = 719_163  # 1 January 1970
_LATEST_MS = 250_000_000_000_000  # in the year 9892: what is due a hundred years later still has a date
_LATEST_DATED_MS = 253_370_764_800_000  # in the year 9999, wherever that is
_FURTHEST_S = 18 * 3_600  # no local clock is further from UTC

#: No moment has an earlier or a later day.
FIRST_DAY = EPOCH_DAY - 1
LAST_DAY = EPOCH_DAY + _LATEST_MS // DAY_MS + 1


def day_of(at: int, utc_offset_s: int) -> int:
    """Return the player's day at a moment, as a number.

    `at` is in milliseconds since 1970, UTC; `utc_offset_s` is how many seconds the local clock was
    ahead of UTC at that moment. What the local clock shows decides, so the days on which clocks
    change begin at four as well. A time beyond the calendar counts as the nearest one that has a date.
    """
    if not (0 <= at <= _LATEST_MS and -_FURTHEST_S <= utc_offset_s <= _FURTHEST_S):
        at = min(max(at, 0), _LATEST_MS)
        utc_offset_s = min(max(utc_offset_s, -_FURTHEST_S), _FURTHEST_S)
    shown = at + utc_offset_s * 1000  # its hours and minutes always make up days of 24 hours
    return (shown - BEGINS_MS) // DAY_MS + EPOCH_DAY


def seconds_with_date(ms: float) -> float:
    """Return milliseconds as seconds, limited to times that have a date: a clock can go beyond the calendar."""
    return min(max(ms, 0), _LATEST_DATED_MS) / 1000


class Moment(NamedTuple):
    """A moment where the player is: milliseconds since 1970, UTC, and how many seconds local time is ahead of UTC."""

    at: int
    utc_offset_s: int

    @property
    def day(self) -> int:
        """The player's day, as a number."""
        return day_of(self.at, self.utc_offset_s)
