"""How many facts are due on the days to come."""

from collections.abc import Iterable

#: How many days are looked ahead, today being the first.
FORECAST_DAYS = 14


def forecast(due: Iterable[int], today: int, days: int = FORECAST_DAYS) -> tuple[int, ...]:
    """Return how many facts are due on each of so many days, today first.

    `due` are the days on which facts are due; days are the player's, as numbers. What is due already
    counts for today, what is due after the last day for none. Nothing is foreseen of facts that are
    reviewed and come due again.
    """
    counts = [0] * days
    for day in due:
        left = max(0, day - today)
        if left < days:
            counts[left] += 1
    return tuple(counts)
