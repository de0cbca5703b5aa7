"""Times as they can be shown."""

__all__ = ["dated"]

_LATEST = 253_370_764_800_000  # in the year 9999, wherever that is


def dated(ms: float) -> float:
    """Return a time in seconds that has a date, of one in milliseconds: a clock can say what no calendar has."""
    return min(max(ms, 0), _LATEST) / 1000
