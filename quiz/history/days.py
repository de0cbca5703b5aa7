"""On which days was played, from the counts that are kept beside the answers."""

from quiz.days import LAST_DAY
from quiz.history.log import History


def days_played(history: History, since: int) -> dict[int, int]:
    """Return the days since `since` on which the player of a history answered, and how many answers each has.

    Days are the player's, as numbers, in order: each answer counts for the day that it was where it
    was given. Raises `HistoryError`.
    """
    if history.player is None:
        return {}
    found = history.select(
        "SELECT day, answers FROM day_counts WHERE player = ? AND day BETWEEN ? AND ? ORDER BY day",
        *(history.player.id, since, LAST_DAY),
    )
    return dict(found)
