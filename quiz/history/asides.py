"""Facts that a player has set aside: they are not asked again until they are brought back. Both stay in the log."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from quiz.history.players import kept_player, new_id

if TYPE_CHECKING:
    from quiz.history.log import History


def aside_facts(history: "History") -> dict[str, int]:
    """Return the facts that are set aside, each with the time since when, the latest last. Raises `HistoryError`."""
    sql = "SELECT fact, set_at FROM asides WHERE player = ? AND back_at IS NULL ORDER BY set_at, id"
    return dict(history.select(sql, history.player.id if history.player else ""))


def set_aside(history: "History", facts: Iterable[str], at: int) -> None:
    """Set facts aside at a time, durably. What is set aside already stays so. Raises `HistoryError`."""
    with history.transaction() as db:
        history.player = kept_player(db, history.player)
        for fact in facts:
            db.execute(
                "INSERT INTO asides (id, player, fact, set_at) SELECT ?1, ?2, ?3, ?4 "
                "WHERE NOT EXISTS (SELECT 1 FROM asides WHERE player = ?2 AND fact = ?3 AND back_at IS NULL)",
                (new_id(), history.player.id, fact, at),
            )


def bring_back(history: "History", facts: Iterable[str], at: int) -> None:
    """Bring facts back that were set aside, at a time, durably. Raises `HistoryError`."""
    with history.transaction() as db:
        for fact in facts:
            db.execute(
                "UPDATE asides SET back_at = max(?, set_at) WHERE player = ? AND fact = ? AND back_at IS NULL",
                (at, history.player.id if history.player else "", fact),
            )
