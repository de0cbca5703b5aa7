"""When was played, from the counts that are kept beside the answers."""

from quiz.store.history import History

__all__ = ["played_at"]

_QUARTER = 900_000  # milliseconds: counts are by quarters of an hour


def played_at(history: History, since: int) -> list[int]:
    """Return times since `since` in each quarter of an hour in which the player of a history answered."""
    if history.player is None:
        return []
    found = history.select(
        "SELECT quarter FROM time_counts WHERE player = ? AND quarter >= ?", history.player.id, since // _QUARTER
    )
    return [quarter * _QUARTER for (quarter,) in found]
