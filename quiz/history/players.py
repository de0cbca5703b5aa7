"""The players of a history, each with rounds, an exam and habits; and renaming, merging and removing them.

A player is created with the first answer. A player without a name is `UNNAMED`, and need not know that. Each change is
one transaction.
"""

import json
import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from quiz.history.records import InvalidRecord, loaded
from quiz.text import normalize

if TYPE_CHECKING:
    from quiz.history.log import History

#: What the first player is called until somebody gives a name.
UNNAMED = "me"


class Player(NamedTuple):
    """A player, who has no id until something of theirs is saved."""

    id: str
    name: str


class NameTaken(Exception):
    """Another player has the name."""


class PlayerTotals(NamedTuple):
    """What a player has played. `last_at` is the time of the last answer, None if there is none.

    `last_offset_s` is how many seconds local time was ahead of UTC then, as the statistics have it; None if
    there is no answer.
    """

    player: Player
    rounds: int
    answers: int
    last_at: int | None
    last_offset_s: int | None


def players(history: "History") -> list[Player]:
    """Return all players, by name."""
    return [Player(*row) for row in history.select("SELECT id, name FROM players ORDER BY folded")]


def latest_first(history: "History") -> list[Player]:
    """Return all players, the one who played last first. Duels do not count, because several play them."""
    found = history.select(
        """
        SELECT p.id, p.name FROM players p LEFT JOIN rounds r ON r.player = p.id AND r.mode != 'duel'
        GROUP BY p.id ORDER BY max(r.started_at) DESC NULLS LAST, p.folded
        """
    )
    return [Player(*row) for row in found]


def only_player(history: "History") -> Player | None:
    """Return the only player, or the first one of a new history; None if there are several, so one must be chosen."""
    known = players(history)
    return None if len(known) > 1 else known[0] if known else Player("", UNNAMED)


def tells_certainty(history: "History") -> bool:
    """Return whether the player said how sure they were of the latest answer: that stays on until it is turned off.

    Duels, sprints and tests that were handed out do not ask, so they do not count.

    Raises `HistoryError`.
    """
    if history.player is None or not history.player.id:
        return False
    latest = (
        "SELECT (SELECT certainty FROM attempts WHERE round = rounds.id ORDER BY position DESC LIMIT 1) "
        "FROM rounds WHERE player = ? AND mode NOT IN ('duel', 'sprint') AND json_extract(setup, '$.test') IS NULL "
        "ORDER BY started_at DESC LIMIT 1"
    )
    return history.select(latest, history.player.id) not in ([], [(None,)])


class Typing:
    """When an answer that can be typed is typed: only if its bank says so, for well-known facts, or always."""

    NEVER = "never"
    KNOWN = "known"
    ALWAYS = "always"


class Habits(NamedTuple):
    """What a player wants of every round until they say otherwise: new facts on cards, and when answers are typed."""

    cards: bool = True
    typed: str = Typing.KNOWN


def habits_of(history: "History") -> Habits:
    """Return what the player last wanted of rounds. Raises `HistoryError`."""
    kept = dict(history.select("SELECT name, value FROM habits WHERE player = ?", _id(history)))
    typed = kept.get("typed", Typing.KNOWN)
    return Habits(kept.get("cards") != "no", typed if typed in (Typing.NEVER, Typing.ALWAYS) else Typing.KNOWN)


def keep_habits(history: "History", habits: Habits) -> None:
    """Save what the player wants of rounds; a player who is not in the history yet is added. Raises `HistoryError`."""
    with history.transaction() as db:
        history.player = kept_player(db, history.player)
        for name, value in (("cards", "yes" if habits.cards else "no"), ("typed", habits.typed)):
            db.execute(
                "INSERT OR REPLACE INTO habits (player, name, value) VALUES (?, ?, ?)", (history.player.id, name, value)
            )


def set_aside(history: "History", facts: Iterable[str], at: int) -> None:
    """Set facts aside at a time, durably. Facts that are already set aside do not change. Raises `HistoryError`."""
    with history.transaction() as db:
        history.player = kept_player(db, history.player)
        for fact in facts:
            db.execute(
                "INSERT INTO asides (id, player, fact, set_at) SELECT ?, ?, ?, ? "
                "WHERE NOT EXISTS (SELECT 1 FROM asides WHERE player = ? AND fact = ? AND back_at IS NULL)",
                (new_id(), history.player.id, fact, at, history.player.id, fact),
            )


def bring_back(history: "History", facts: Iterable[str], at: int) -> None:
    """Bring facts back that were set aside, at a time, durably. Raises `HistoryError`."""
    with history.transaction() as db:
        for fact in facts:
            db.execute(
                "UPDATE asides SET back_at = max(?, set_at) WHERE player = ? AND fact = ? AND back_at IS NULL",
                (at, _id(history), fact),
            )


def kept_player(db: sqlite3.Connection, player: Player | None) -> Player:
    """Return a player with an id, who is added within the transaction if there is none of that name yet."""
    if player is not None and player.id:
        return player
    name = player.name if player else UNNAMED
    known = "SELECT id, name FROM players WHERE folded = ?"
    found = db.execute(known, (normalize(name),)).fetchone()
    return Player(*found) if found else add_player(db, new_id(), name)


def add_player(db: sqlite3.Connection, id_: str, name: str) -> Player:
    """Add a player. Raises `sqlite3.IntegrityError` if the id or the name is taken."""
    db.execute("INSERT INTO players (id, name, folded) VALUES (?, ?, ?)", (id_, name, normalize(name)))
    return Player(id_, name)


def new_id() -> str:
    """Return an id that no other player has on any machine."""
    from uuid import uuid4  # not needed before the first answer

    return str(uuid4())


def played(history: "History") -> list[PlayerTotals]:
    """Return what each player has played, by name; answers that were taken back do not count."""
    found = history.select(  # SQLite takes the offset, which is not summed, from the row that has the maximum
        """
        SELECT p.id, p.name, count(DISTINCT r.id), count(a.id), max(a.answered_at),
            coalesce(a.utc_offset_s, a.assumed_offset_s)
        FROM players p
        LEFT JOIN rounds r ON r.player = p.id
        LEFT JOIN attempts a ON a.round = r.id AND a.voided_at IS NULL
        GROUP BY p.id ORDER BY p.folded
        """
    )
    return [PlayerTotals(Player(id_, name), *counts) for id_, name, *counts in found]


def rename(history: "History", player: Player, name: str) -> Player:
    """Give a player another name. Raises `NameTaken`; and `HistoryError`, as all of these do."""
    with history.transaction() as db:
        other = db.execute("SELECT id FROM players WHERE folded = ?", (normalize(name),)).fetchone()
        if other is not None and other[0] != player.id:
            raise NameTaken(name)
        db.execute("UPDATE players SET name = ?, folded = ? WHERE id = ?", (name, normalize(name), player.id))
    return player._replace(name=name)


def merge(history: "History", player: Player, into: Player) -> int:
    """Give all rounds of a player to another, and remove the first player. Returns how many rounds."""
    from quiz.history.derived import upkeep  # the first question does not need it

    with history.transaction() as db:
        moved = db.execute("UPDATE rounds SET player = ? WHERE player = ?", (into.id, player.id)).rowcount
        db.execute("UPDATE asides SET player = ? WHERE player = ?", (into.id, player.id))
        _remove_player(db, player)
        upkeep.rebuild(db)
    return moved


def remove(history: "History", player: Player) -> None:
    """Remove a player with all rounds and answers."""
    from quiz.history.derived import upkeep

    with history.transaction() as db:
        _remove_rounds(db, player)
        _remove_player(db, player)
        upkeep.rebuild(db)


def _remove_player(db: sqlite3.Connection, player: Player) -> None:
    for table in ("exams", "asides", "habits"):
        db.execute(f"DELETE FROM {table} WHERE player = ?", (player.id,))
    db.execute("DELETE FROM players WHERE id = ?", (player.id,))


def _remove_rounds(db: sqlite3.Connection, player: Player) -> None:
    rounds = "SELECT id FROM rounds WHERE player = ?"
    attempts = f"SELECT id FROM attempts WHERE round IN ({rounds})"
    db.execute(f"DELETE FROM flags WHERE attempt IN ({attempts})", (player.id,))
    db.execute(f"DELETE FROM attempts WHERE round IN ({rounds})", (player.id,))
    db.execute("DELETE FROM rounds WHERE player = ?", (player.id,))


class Exam(NamedTuple):
    """An exam: its day (ISO 8601), the names of the banks it is about, and how many facts a day are asked."""

    day: str
    scope: tuple[str, ...]
    daily: int


def exam_of(history: "History") -> Exam | None:
    """Return the exam that the player prepares for. Raises `HistoryError`, as all of these do."""
    from datetime import date  # a round does not need it

    rows = history.select("SELECT day, scope, daily FROM exams WHERE player = ?", _id(history))
    if not rows:
        return None
    day, scope, daily = rows[0]
    try:
        date.fromisoformat(day)
    except ValueError:
        raise history.damaged("an exam") from None
    return Exam(day, tuple(_texts(history, scope)), daily)


def keep_exam(history: "History", exam: Exam) -> None:
    """Save an exam in place of the one before; a player who is not in the history yet is added."""
    with history.transaction() as db:
        history.player = kept_player(db, history.player)
        db.execute(
            "INSERT OR REPLACE INTO exams (player, day, scope, daily, planned_on, planned) "
            "VALUES (?, ?, ?, ?, '', '[]')",
            (history.player.id, exam.day, json.dumps(exam.scope, ensure_ascii=False), exam.daily),
        )


def forget_exam(history: "History") -> bool:
    """Forget the exam. Returns False if there was none."""
    with history.transaction() as db:
        return db.execute("DELETE FROM exams WHERE player = ?", (_id(history),)).rowcount > 0


def planned_on(history: "History", day: str) -> list[str] | None:
    """Return the facts that are planned for a day, if they were planned already."""
    rows = history.select("SELECT planned FROM exams WHERE player = ? AND planned_on = ?", _id(history), day)
    return _texts(history, rows[0][0]) if rows else None


def keep_planned(history: "History", day: str, facts: list[str]) -> None:
    """Save what is planned for a day."""
    with history.transaction() as db:
        db.execute(
            "UPDATE exams SET planned_on = ?, planned = ? WHERE player = ?", (day, json.dumps(facts), _id(history))
        )


def _id(history: "History") -> str:
    return history.player.id if history.player else ""


def _texts(history: "History", kept: str) -> list[str]:
    """Return a list of texts that is kept as JSON. Raises `HistoryError` if it is not such a list."""
    try:
        found = loaded(kept)
    except InvalidRecord:
        found = None
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise history.damaged("an exam")
    return found
