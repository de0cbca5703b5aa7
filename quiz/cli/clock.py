"""The clock that measures how long an answer takes, and the offset of local time."""

import time

from quiz.cli.times import dated

__all__ = ["ticked_ms", "utc_offset_s"]


def ticked_ms() -> int:
    """Return milliseconds since some moment; it never goes back."""
    return time.monotonic_ns() // 1_000_000


def utc_offset_s(at: int) -> int:
    """Return how many seconds local time is ahead of UTC at a moment, in milliseconds since 1970, UTC."""
    return time.localtime(dated(at)).tm_gmtoff
