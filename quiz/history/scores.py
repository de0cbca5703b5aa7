"""The scores of earlier rounds, read a few at a time: a long history is never held as a whole."""

from collections.abc import Callable
from typing import NamedTuple

from quiz.history.log import History, RoundRow

_AT_ONCE = 100  # rounds


class Score(NamedTuple):
    """How many of the first tries of a round were right, and when it began."""

    started_at: int
    right: int
    answered: int


def scores(history: History, mode: str, before: RoundRow, is_wanted: Callable[[str], bool]) -> list[Score]:
    """Return the scores of the player's finished rounds of a mode before another round, the latest first.

    `is_wanted` tells by what a round was started with, as it is kept. Raises `HistoryError`.
    """
    player = history.player.id if history.player else None
    found: list[Score] = []
    last = -1
    while rows := history.select(
        "SELECT rowid, id, started_at, setup FROM rounds WHERE rowid > ?1 AND mode = ?2 AND ending = 'finished' "
        "AND started_at <= ?3 AND (?4 IS NULL OR player = ?4) ORDER BY rowid LIMIT ?5",
        *(last, mode, before.started_at, player, _AT_ONCE),
    ):
        last = rows[-1][0]
        for _, id_, started_at, setup in rows:
            if id_ != before.id and is_wanted(setup):
                ((right, answered),) = history.select(
                    "SELECT coalesce(sum(is_right), 0), count(*) FROM attempts "
                    "WHERE round = ? AND kind = 'first' AND voided_at IS NULL",
                    id_,
                )
                found += [Score(started_at, right, answered)] if answered else []
    return sorted(found, key=lambda score: -score.started_at)
