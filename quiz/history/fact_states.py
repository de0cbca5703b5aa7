"""Reading how each fact went, from the counts alone."""

from quiz.game.mastery import FactCount
from quiz.history.log import History


def fact_counts(history: History) -> dict[str, FactCount]:
    """Return fact -> what the player's answers to it come to. Raises `HistoryError`."""
    rows = history.select(
        "SELECT fact, tries, is_right, seen_at, seen_on, run_from, run_to, recalls, recalled FROM fact_counts "
        "WHERE player = ?",
        history.player.id if history.player else "",
    )
    return {fact: FactCount(*counts) for fact, *counts in rows}
