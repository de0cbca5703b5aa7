"""Changes to who is whose: renaming, merging and removing players, each in one transaction."""

import sqlite3
from typing import NamedTuple

from quiz.history.derived import rebuild
from quiz.history.log import History
from quiz.history.players import Player
from quiz.text import fold


class NameTaken(Exception):
    """Another player has the name."""


class Played(NamedTuple):
    """What a player has played. `last_at` is the time of the last answer, None where there is none.

    `last_offset_s` is how many seconds local time was ahead of UTC then, None where that is not known.
    """

    player: Player
    rounds: int
    answers: int
    last_at: int | None
    last_offset_s: int | None


def played(history: History) -> list[Played]:
    """Return what each player has played, by name; answers that were taken back do not count."""
    found = history.select(  # SQLite takes what is not summed, the offset, from the row that has the maximum
        """
        SELECT p.id, p.name, count(DISTINCT r.id), count(a.id), max(a.answered_at), a.utc_offset_s
        FROM players p
        LEFT JOIN rounds r ON r.player = p.id
        LEFT JOIN attempts a ON a.round = r.id AND a.voided_at IS NULL
        GROUP BY p.id ORDER BY p.folded
        """
    )
    return [Played(Player(id_, name), *counts) for id_, name, *counts in found]


def rename(history: History, player: Player, name: str) -> Player:
    """Give a player another name. Raises `NameTaken`; and `HistoryError`, as all of these do."""
    with history.transaction() as db:
        other = db.execute("SELECT id FROM players WHERE folded = ?", (fold(name),)).fetchone()
        if other is not None and other[0] != player.id:
            raise NameTaken(name)
        db.execute("UPDATE players SET name = ?, folded = ? WHERE id = ?", (name, fold(name), player.id))
    return player._replace(name=name)


def merge(history: History, player: Player, into: Player) -> int:
    """Give all rounds of a player to another; the first is no player any more. Returns how many rounds."""
    with history.transaction() as db:
        moved = db.execute("UPDATE rounds SET player = ? WHERE player = ?", (into.id, player.id)).rowcount
        db.execute("DELETE FROM exams WHERE player = ?", (player.id,))
        db.execute("DELETE FROM players WHERE id = ?", (player.id,))
        rebuild(db)
    return moved


def remove(history: History, player: Player) -> None:
    """Remove a player with all rounds and answers."""
    with history.transaction() as db:
        _remove_rounds(db, player)
        db.execute("DELETE FROM exams WHERE player = ?", (player.id,))
        db.execute("DELETE FROM players WHERE id = ?", (player.id,))
        rebuild(db)


def _remove_rounds(db: sqlite3.Connection, player: Player) -> None:
    rounds = "SELECT id FROM rounds WHERE player = ?"
    attempts = f"SELECT id FROM attempts WHERE round IN ({rounds})"
    db.execute(f"DELETE FROM flags WHERE attempt IN ({attempts})", (player.id,))
    db.execute(f"DELETE FROM attempts WHERE round IN ({rounds})", (player.id,))
    db.execute("DELETE FROM rounds WHERE player = ?", (player.id,))
