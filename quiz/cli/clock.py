"""The clock that measures how long an answer takes."""

import time

__all__ = ["ticked_ms"]


def ticked_ms() -> int:
    """Return milliseconds since some moment; it never goes back."""
    return time.monotonic_ns() // 1_000_000
