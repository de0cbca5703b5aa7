"""Who plays: the players of a history, each with rounds of their own.

A player is made with the first answer. Whoever never gave a name is `UNNAMED`, and need not know.
"""

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from quiz.text import fold

if TYPE_CHECKING:
    from quiz.history.log import History


#: What the first player is called as long as nobody gives a name.
UNNAMED = "me"


class Player(NamedTuple):
    """A player; without an id as long as nothing of theirs is kept."""

    id: str
    name: str


def players(history: "History") -> list[Player]:
    """Return all players, by name."""
    return [Player(*row) for row in history.select("SELECT id, name FROM players ORDER BY folded")]


def only_player(history: "History") -> Player | None:
    """Return who plays where nobody needs to ask: the only player, or the first to be; None where there are several."""
    known = players(history)
    return None if len(known) > 1 else known[0] if known else Player("", UNNAMED)


def tells_certainty(history: "History") -> bool:
    """Tell whether the player said with the latest answer how sure it was: so it goes on until it is turned off.

    Duels and sprints do not ask, so they say nothing of it.

    Raises `HistoryError`.
    """
    if history.player is None or not history.player.id:
        return False
    latest = (
        "SELECT (SELECT certainty FROM attempts WHERE round = rounds.id ORDER BY position DESC LIMIT 1) "
        "FROM rounds WHERE player = ? AND mode NOT IN ('duel', 'sprint') ORDER BY started_at DESC LIMIT 1"
    )
    return history.select(latest, history.player.id) not in ([], [(None,)])


def kept_player(db: sqlite3.Connection, player: Player | None) -> Player:
    """Return a player with an id, made within the transaction where there is none of that name yet."""
    if player is not None and player.id:
        return player
    name = player.name if player else UNNAMED
    known = "SELECT id, name FROM players WHERE folded = ?"
    found = db.execute(known, (fold(name),)).fetchone()
    return Player(*found) if found else add_player(db, new_id(), name)


def add_player(db: sqlite3.Connection, id_: str, name: str) -> Player:
    """Make a player. Raises `sqlite3.IntegrityError` where the id or the name is taken."""
    db.execute("INSERT INTO players (id, name, folded) VALUES (?, ?, ?)", (id_, name, fold(name)))
    return Player(id_, name)


def new_id() -> str:
    """Return an id that no other player has, on whatever machine."""
    from uuid import uuid4  # not needed before the first answer

    return str(uuid4())
