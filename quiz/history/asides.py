"""Facts that a player has set aside: they are not asked again until they are brought back.

The history keeps when a fact was set aside and when it was brought back; `quiz.history.players` writes both.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.history.log import History


def aside_facts(history: "History") -> dict[str, int]:
    """Return the facts that are set aside, each with when that was done, the latest last. Raises `HistoryError`."""
    sql = "SELECT fact, set_at FROM asides WHERE player = ? AND back_at IS NULL ORDER BY set_at, id"
    return dict(history.select(sql, history.player.id if history.player else ""))
