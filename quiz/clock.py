"""The clock and the time zone of this machine. No other module reads them; all others are given what was read here.

A module that needs the time calls these functions as `clock.now()`, so that a test can set the clock.
"""

import time
from typing import TYPE_CHECKING

from quiz.days import BEGINS_MS, Moment, seconds_with_date

if TYPE_CHECKING:
    from datetime import date, datetime


def now_ms() -> int:
    """Return the time in milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


def now() -> Moment:
    """Return this moment, with the offset of local time."""
    at = now_ms()
    return Moment(at, utc_offset_s(at))


def moment(at: int, offset_s: int | None) -> Moment:
    """Return a moment from the history, in milliseconds since 1970, UTC.

    If the offset of its local time is neither kept nor assumed (None), it was in the time zone of this machine.
    """
    return Moment(at, utc_offset_s(at) if offset_s is None else offset_s)


def today() -> "date":
    """Return the date of the player's day."""
    return date_of(now_ms())


def date_of(at: int) -> "date":
    """Return the date of the player's day here at a moment, in milliseconds since 1970, UTC."""
    from datetime import date

    return date.fromordinal(moment(at, None).day)


def utc_offset_s(at: int) -> int:
    """Return how many seconds local time is ahead of UTC at a moment, in milliseconds since 1970, UTC."""
    return time.localtime(seconds_with_date(at)).tm_gmtoff


def local(at: int) -> "datetime":
    """Return a moment, in milliseconds since 1970, UTC, as the local clock shows it."""
    from datetime import datetime

    return datetime.fromtimestamp(seconds_with_date(at)).astimezone()


def day_begins(day: "date") -> int:
    """Return the moment at which one of the player's days begins here, in milliseconds since 1970, UTC."""
    return round(time.mktime((day.year, day.month, day.day, BEGINS_MS // 3_600_000, 0, 0, 0, 0, -1)) * 1000)


def ticked_ms() -> int:
    """Return milliseconds since some moment; it never goes back."""
    return time.monotonic_ns() // 1_000_000


def ticked_s() -> float:
    """Return seconds since some moment; it never goes back."""
    return ticked_ms() / 1000
