"""How many facts are due on the days to come."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

__all__ = ["FORECAST_DAYS", "forecast"]

#: How many days are looked ahead, today being the first.
FORECAST_DAYS = 14


def forecast(due: Iterable[int], ends: Sequence[int]) -> tuple[int, ...]:
    """Return how many facts are due on each day.

    `due` are the times from which facts are due, `ends` when the days end, in order; both in
    milliseconds since 1970. What is due already counts for the first day, what is due after the
    last one for none. Nothing is foreseen of facts that are reviewed and come due again.
    """
    counts = [0] * len(ends)
    for at in due:
        day = bisect_left(ends, at)
        if day < len(ends):
            counts[day] += 1
    return tuple(counts)
