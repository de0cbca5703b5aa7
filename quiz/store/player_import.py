"""Taking in a player's history from lines: whole or not at all, and nothing twice."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from quiz.game.names import player_name
from quiz.record import Record
from quiz.store.history import History
from quiz.store.player_lines import ANSWER, FLAG, ROUND, BadLine, Head, read_head, read_line
from quiz.store.players import Player, add_player, new_id
from quiz.store.recounting import recount
from quiz.text import fold

__all__ = ["AnotherPlayer", "Imported", "take_in"]


class AnotherPlayer(Exception):
    """A player of the name is there already, and seems to be someone else."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Imported(Record):
    """What was taken in. `known` rounds were there; `left_out` answers had their place in a round taken."""

    player: Player
    rounds: int
    answers: int
    known: int
    left_out: int


def take_in(history: History, lines: Iterable[bytes], name: str = "") -> Imported:
    """Add the history of a player from its lines, in one transaction.

    The player is the one of the id in the head, else a new one of the name in it; with `name`
    whoever is called so, or a new player. A round or answer of an id that is there is not added
    again; it gets what it lacks: an end, and when it was taken back. Raises `BadLine` with the
    line's number, `AnotherPlayer` and `HistoryError`; nothing is changed then.
    """
    with history.transaction() as db:
        taking: _Taking | None = None
        number = 1
        for number, data in enumerate(lines, start=1):  # the last one is told where lines are missing
            try:
                if taking is None:
                    head = read_head(data)
                    taking = _Taking(db, head, _target(db, head, name))
                else:
                    taking.add(*read_line(data))
            except BadLine as bad:
                raise BadLine(bad.reason, number) from None
        if taking is None:
            raise BadLine("the file is empty", number)
        taking.end(number)
        recount(db)
        return taking.imported()


def _target(db: sqlite3.Connection, head: Head, name: str) -> Player:
    """Return whose the history is to be here. Raises `AnotherPlayer` and `BadLine`."""
    same = db.execute("SELECT id, name FROM players WHERE id = ?", (head.id,)).fetchone()
    if same and not name:
        return Player(*same)
    try:
        wanted = name or player_name(head.name)
    except ValueError as error:
        raise BadLine(f"`name` cannot be a player's: {error}") from None
    called = db.execute("SELECT id, name FROM players WHERE folded = ?", (fold(wanted),)).fetchone()
    if called and not name:
        raise AnotherPlayer(called[1])
    return Player(*called) if called else add_player(db, new_id() if same else head.id, wanted)


class _Taking:
    """Takes records in, one after another; each answer and flag follows its round."""

    def __init__(self, db: sqlite3.Connection, head: Head, player: Player) -> None:
        self._db = db
        self._head = head
        self._player = player
        self._round = ""
        self._ids: set[str] = set()  # of the answers of the round
        self._left_out: set[str] = set()
        self._counts = {ROUND: 0, ANSWER: 0, FLAG: 0}
        self._added = {ROUND: 0, ANSWER: 0}
        self._skipped = 0

    def add(self, kind: str, record: dict[str, Any]) -> None:
        """Add a record where it is not there. Raises `BadLine`."""
        self._counts[kind] += 1
        {ROUND: self._add_round, ANSWER: self._add_answer, FLAG: self._add_flag}[kind](record)

    def end(self, number: int) -> None:
        """Check at the last line that none is missing. Raises `BadLine`."""
        for kind, said in ((ROUND, self._head.rounds), (ANSWER, self._head.answers), (FLAG, self._head.flags)):
            if self._counts[kind] != said:
                raise BadLine(f"the file ends with {self._counts[kind]} of {said} {kind}s", number)

    def imported(self) -> Imported:
        """Return what was taken in."""
        known = self._counts[ROUND] - self._added[ROUND]
        return Imported(self._player, self._added[ROUND], self._added[ANSWER], known, self._skipped)

    def _add_round(self, record: dict[str, Any]) -> None:
        if (record["ended_at"] is None) != (record["ending"] is None):
            raise BadLine("`ended_at` and `ending` do not go together")
        self._round, self._ids, self._left_out = record["id"], set(), set()
        same = ("started_at", "mode", "seed", "planned")
        there = self._db.execute(
            "SELECT started_at, mode, seed, planned FROM rounds WHERE id = ?", (record["id"],)
        ).fetchone()
        if there is None:
            self._insert("rounds", {**record, "setup": _json(record["setup"]), "player": self._player.id})
            self._added[ROUND] += 1
        elif there != tuple(record[name] for name in same):
            raise BadLine("a round of this id is there, and is another one")
        else:
            self._db.execute(
                "UPDATE rounds SET ended_at = ?, ending = ? WHERE id = ? AND ended_at IS NULL",
                (record["ended_at"], record["ending"], record["id"]),
            )

    def _add_answer(self, record: dict[str, Any]) -> None:
        id_ = record["id"]
        if record["round"] != self._round:
            raise BadLine("the answer does not follow its round")
        if id_ in self._ids:
            raise BadLine("an answer of this id came before")
        self._ids.add(id_)
        there = self._db.execute("SELECT round, position FROM attempts WHERE id = ?", (id_,)).fetchone()
        if there is not None:
            if there != (self._round, record["position"]):
                raise BadLine("an answer of this id is there, and is another one")
            if record["voided_at"] is not None:
                voids = "UPDATE attempts SET voided_at = ? WHERE id = ? AND voided_at IS NULL"
                self._db.execute(voids, (record["voided_at"], id_))
            return
        place = (self._round, record["position"])
        if self._db.execute("SELECT 1 FROM attempts WHERE (round, position) = (?, ?)", place).fetchone():
            self._left_out.add(id_)  # the round went on here in another way
            self._skipped += 1
            return
        values = {**record, "shown": _json(record["shown"]), "chosen": _json(record["chosen"])}
        values["is_right"] = values.pop("right")
        self._insert("attempts", values)
        self._added[ANSWER] += 1

    def _add_flag(self, record: dict[str, Any]) -> None:
        answer = record.pop("answer")
        if answer not in self._ids:
            raise BadLine("the flag does not follow its answer")
        if answer not in self._left_out:
            self._insert("flags", {**record, "attempt": answer, "shown": _json(record["shown"])})

    def _insert(self, table: str, values: dict[str, Any]) -> None:
        names, places = ", ".join(values), ", ".join("?" * len(values))
        self._db.execute(
            f"INSERT INTO {table} ({names}) VALUES ({places}) ON CONFLICT (id) DO NOTHING",
            tuple(values.values()),
        )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
