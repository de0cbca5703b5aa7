"""The player's days: from four o'clock to four o'clock, where the player is."""

import time
from datetime import date, datetime

__all__ = ["day_end", "now_and_tonight", "today_of"]

_DAY_BEGINS = 4  # o'clock, as who plays at midnight still has the same day


def now_and_tonight() -> tuple[int, int]:
    """Return the time, and when this day ends for the player, in milliseconds."""
    now = time.time_ns() // 1_000_000
    return now, day_end(now)


def day_end(now: int, days: int = 0) -> int:
    """Return when the local day of a time ends, or one that comes so many days later."""
    at = time.localtime(now / 1000 - _DAY_BEGINS * 3600)
    return round(time.mktime((at.tm_year, at.tm_mon, at.tm_mday + 1 + days, _DAY_BEGINS, 0, 0, 0, 0, -1)) * 1000) - 1


def today_of(now: int) -> date:
    """Return the player's day at a time: one that began at four o'clock."""
    return datetime.fromtimestamp(now / 1000 - _DAY_BEGINS * 3600).astimezone().date()
