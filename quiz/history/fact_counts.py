"""Reading the counts of the answers to each fact, as `quiz.history.derived.counts` keeps them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.game.mastery import FactCount
    from quiz.history.log import History

FACT_COLUMNS = (  # as in `FactCount`
    "tries, is_right, seen_at, seen_on, run_from, run_to, missed_on, right_days, right_on, recalls, recalled"
)


def fact_counts(history: "History") -> "dict[str, FactCount]":
    """Return fact -> the counts of the player's answers to it. Raises `HistoryError`."""
    from quiz.game.mastery import FactCount  # the first question does not need it

    player = history.player.id if history.player else ""
    rows = history.select(f"SELECT fact, {FACT_COLUMNS} FROM fact_counts WHERE player = ?", player)
    return {fact: FactCount(*counts) for fact, *counts in rows}


def right_days(history: "History", fact: str) -> int:
    """Return on how many days, three at most, a player's first try at a fact was right without help.

    Raises `HistoryError`.
    """
    player = history.player.id if history.player else ""
    rows = history.select("SELECT right_days FROM fact_counts WHERE player = ? AND fact = ?", player, fact)
    return int(rows[0][0]) if rows else 0
