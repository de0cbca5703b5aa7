"""A player's history as a file: exported whole, and imported whole or not at all."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from quiz.game.player_name import player_name
from quiz.history.database import HistoryError
from quiz.history.derived.upkeep import rebuild
from quiz.history.digests import digest_of, digests_kept
from quiz.history.log import History
from quiz.history.player_fields import ADDED_AFTER, ANSWER, FIELDS, FLAG, HEAD, ROUND
from quiz.history.player_lines import VERSION, Head, PlayerRecord, read_head, read_line, record_line
from quiz.history.players import Player, add_player, new_id
from quiz.history.records import ATTEMPT_COLUMNS, LONGEST_ANSWER_MS, InvalidRecord, compact_json, loaded
from quiz.json_lines import BadLine
from quiz.text import normalize

_ROUNDS = "SELECT {} FROM rounds WHERE player = ? ORDER BY started_at, id"
_ANSWERS = "SELECT {} FROM attempts WHERE round = ? ORDER BY position"
_FLAGS = "SELECT {} FROM flags f JOIN attempts a ON a.id = f.attempt WHERE a.round = ? ORDER BY f.flagged_at, f.id"
_ASIDES = "SELECT id, fact, set_at, back_at FROM asides WHERE player = ? ORDER BY set_at, id"
#: Fields with another name in the history, and those that it keeps as JSON or as 0 and 1.
_COLUMNS = {"right": "is_right"}
_FLAG_COLUMNS = {"id": "f.id", "answer": "f.attempt", "shown": "f.shown", "extra": "f.extra"}
_JSON = frozenset(("setup", "shown", "chosen"))
_BOOLS = frozenset(("hinted", "right"))


def exported(history: History, player: Player) -> list[bytes]:
    """Return the lines of a player's history: the head, then each round with its answers and their flags.

    The same history gives the same bytes. Raises `HistoryError`.
    """
    with history.reading():
        *lines, head = lines_of(history, player)
    return [head, *lines]


def lines_of(history: History, player: Player) -> Iterator[bytes]:
    """Yield the lines of a player's history; the head, which counts the others, comes last. Raises `HistoryError`."""
    counts = {ROUND: 0, ANSWER: 0, FLAG: 0}
    for round_ in _records(history, ROUND, _ROUNDS, _COLUMNS, player.id):
        found = {
            ROUND: [round_],
            ANSWER: _records(history, ANSWER, _ANSWERS, _COLUMNS, round_["id"]),
            FLAG: _records(history, FLAG, _FLAGS, _FLAG_COLUMNS, round_["id"]),
        }
        for kind, records in found.items():
            counts[kind] += len(records)
            yield from (_line(history, kind, record) for record in records)
    ((extra,),) = history.select("SELECT extra FROM players WHERE id = ?", player.id)
    head = {"version": VERSION, "id": player.id, "name": player.name}
    head |= {"rounds": counts[ROUND], "answers": counts[ANSWER], "flags": counts[FLAG]}
    asides = history.select(_ASIDES, player.id)
    if asides:
        head["asides"] = [dict(zip(("id", "fact", "set_at", "back_at"), row, strict=True)) for row in asides]
    yield _line(history, HEAD, _passing_on(history, head, extra))


def _line(history: History, kind: str, record: Mapping[str, Any]) -> bytes:
    try:
        return record_line(kind, record)
    except (ValueError, RecursionError):  # half a character, or a number that is not finite
        raise _unreadable(history) from None


def _records(history: History, kind: str, sql: str, columns: dict[str, str], of: str) -> list[dict[str, Any]]:
    names = list(FIELDS[kind])
    rows = history.select(sql.format(", ".join(columns.get(name, name) for name in (*names, "extra"))), of)
    found = []
    for *values, extra in rows:
        record = {name: _value(history, name, value) for name, value in zip(names, values, strict=True)}
        found.append(_passing_on(history, record, extra))
    return found


def _value(history: History, name: str, value: Any) -> Any:
    if name in _JSON:
        return _loaded(history, value)
    return bool(value) if name in _BOOLS else value


def _passing_on(history: History, record: dict[str, Any], extra: str | None) -> dict[str, Any]:
    """Return a record with the fields of later programs that came with it."""
    if extra is None:
        return record
    found = _loaded(history, extra)
    if not isinstance(found, dict):
        raise _unreadable(history)
    return record | {name: value for name, value in found.items() if name not in record and name != "type"}


def _loaded(history: History, text: str) -> Any:
    try:
        return loaded(text)
    except InvalidRecord:
        raise _unreadable(history) from None


def _unreadable(history: History) -> HistoryError:
    help_ = "`quiz doctor` says what can be done"
    return HistoryError(f"the history `{history.path}` has something that cannot be read", help_)


_YEAR_MS = 366 * 86_400_000


class AnotherPlayer(Exception):
    """There is already a player of that name, who seems to be someone else."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Imported(NamedTuple):
    """What was imported. `known` rounds already existed; the place of `left_out` answers in a round was taken.

    The last three say what was changed on the way: texts that were cleaned, answers whose time
    was cut to a day, and answers that the file marked contrary to the options that were chosen.
    """

    player: Player
    rounds: int
    answers: int
    known: int
    left_out: int
    cleaned: int = 0
    shortened: int = 0
    remarked: int = 0


def take_in(history: History, lines: Iterable[bytes], now: int, name: str = "") -> Imported:
    """Add the history of a player from its lines, in one transaction. `now` is in milliseconds since 1970, UTC.

    The player is the one with the id in the head, or else a new one with the name in it; with `name`, it is the player
    of that name, or a new one. A round or answer whose id already exists is not added again; it gets what it lacks: an
    end, when it was taken back, and fields of later programs. Raises `BadLine` with the line's number, `AnotherPlayer`
    and `HistoryError`; nothing is changed then.
    """
    with history.transaction() as db:
        importing: _Import | None = None
        number = 1
        for number, data in enumerate(lines, start=1):  # the last one is reported if lines are missing
            try:
                if importing is None:
                    head = read_head(data)
                    importing = _Import(db, head, _target(db, head, name), now + _YEAR_MS)
                else:
                    importing.add(data)
            except BadLine as bad:
                raise BadLine(bad.reason, number) from None
        if importing is None:
            raise BadLine("the file is empty", number)
        importing.end(number)
        rebuild(db)
        return importing.imported()


def _target(db: sqlite3.Connection, head: Head, name: str) -> Player:
    """Return who the history will belong to here. Raises `AnotherPlayer` and `BadLine`."""
    same = db.execute("SELECT id, name FROM players WHERE id = ?", (head.id,)).fetchone()
    if same and not name:
        return Player(*same)
    try:
        wanted = name or player_name(head.name)
    except ValueError as error:
        raise BadLine(f"`name` cannot be a player's: {error}") from None
    called = db.execute("SELECT id, name FROM players WHERE folded = ?", (normalize(wanted),)).fetchone()
    if called and not name:
        raise AnotherPlayer(called[1])
    return Player(*called) if called else add_player(db, new_id() if same else head.id, wanted)


class _Import:
    """Adds records one after another; each answer and flag follows its round."""

    def __init__(self, db: sqlite3.Connection, head: Head, player: Player, latest: int) -> None:
        self._db = db
        self._head = head
        self._player = player
        self._latest = latest  # no time is later
        self._round = ""
        self._ids: set[str] = set()  # of the answers of the round
        self._left_out: set[str] = set()
        self._counts = {ROUND: 0, ANSWER: 0, FLAG: 0}
        self._added = {ROUND: 0, ANSWER: 0}
        self._skipped = self._shortened = self._remarked = 0
        self._cleaned = head.cleaned
        self._complete("players", player.id, head.extra)
        for one in head.asides or ():
            self._add_aside(one)

    def _add_aside(self, one: Mapping[str, Any]) -> None:
        """Add a fact that was set aside; one that is there gets the time when it was brought back. Raises `BadLine`."""
        if max(one["set_at"], one["back_at"] or 0) > self._latest:
            raise BadLine("a time in `asides` is more than a year ahead of the clock of this computer")
        self._db.execute(
            "INSERT INTO asides (id, player, fact, set_at, back_at) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET back_at = coalesce(back_at, excluded.back_at)",
            (one["id"], self._player.id, one["fact"], one["set_at"], one["back_at"]),
        )

    def add(self, data: bytes) -> None:
        """Add the record of a line if it is not there. Raises `BadLine`."""
        line = read_line(data, self._head.version, self._latest)
        self._counts[line.kind] += 1
        self._cleaned += line.cleaned
        {ROUND: self._add_round, ANSWER: self._add_answer, FLAG: self._add_flag}[line.kind](line)

    def end(self, number: int) -> None:
        """Check at the last line that none is missing. Raises `BadLine`."""
        for kind, said in ((ROUND, self._head.rounds), (ANSWER, self._head.answers), (FLAG, self._head.flags)):
            if self._counts[kind] != said:
                raise BadLine(f"the file ends with {self._counts[kind]} of {said} {kind}s", number)

    def imported(self) -> Imported:
        """Return what was imported."""
        known = self._counts[ROUND] - self._added[ROUND]
        changed = (self._cleaned, self._shortened, self._remarked)
        return Imported(self._player, self._added[ROUND], self._added[ANSWER], known, self._skipped, *changed)

    def _add_round(self, line: PlayerRecord) -> None:
        record = line.fields
        if (record["ended_at"] is None) != (record["ending"] is None):
            raise BadLine("`ended_at` and `ending` contradict each other")
        self._round, self._ids, self._left_out = record["id"], set(), set()
        same = ("started_at", "mode", "seed", "planned")
        there = self._db.execute(
            "SELECT started_at, mode, seed, planned FROM rounds WHERE id = ?", (record["id"],)
        ).fetchone()
        if there is None:
            values = {**record, "setup": compact_json(record["setup"]), "player": self._player.id}
            self._insert("rounds", values, line.extra)
            self._added[ROUND] += 1
        elif there != tuple(record[name] for name in same):
            raise BadLine("there is already a different round with this id")
        else:
            self._db.execute(
                "UPDATE rounds SET ended_at = ?, ending = ? WHERE id = ? AND ended_at IS NULL",
                (record["ended_at"], record["ending"], record["id"]),
            )
            self._complete("rounds", record["id"], line.extra)

    def _add_answer(self, line: PlayerRecord) -> None:
        record, id_ = line.fields, line.fields["id"]
        if record["round"] != self._round:
            raise BadLine("the answer does not follow its round")
        if id_ in self._ids:
            raise BadLine("an answer with this id came before")
        self._ids.add(id_)
        there = self._db.execute("SELECT round, position FROM attempts WHERE id = ?", (id_,)).fetchone()
        if there is not None:
            if there != (self._round, record["position"]):
                raise BadLine("there is already a different answer with this id")
            with digests_kept(self._db, "id = ?", id_):
                self._fill_in(id_, {**record, "right": line.is_right})
                self._complete("attempts", id_, line.extra)
            return
        place = (self._round, record["position"])
        if self._db.execute("SELECT 1 FROM attempts WHERE (round, position) = (?, ?)", place).fetchone():
            self._left_out.add(id_)  # the round was continued here in another way
            self._skipped += 1
            return
        values = {**record, "shown": compact_json(record["shown"]), "chosen": compact_json(record["chosen"])}
        # Neither is trusted: a time could overflow every sum, and a mark could count what was not known.
        self._remarked += values.pop("right") != line.is_right
        self._shortened += record["took_ms"] > LONGEST_ANSWER_MS
        values |= {"is_right": line.is_right, "took_ms": min(record["took_ms"], LONGEST_ANSWER_MS)}
        extra = compact_json(line.extra) if line.extra else None
        values["digest"] = digest_of([*(values[name] for name in ATTEMPT_COLUMNS), extra])
        self._insert("attempts", values, line.extra)
        self._added[ANSWER] += 1

    def _add_flag(self, line: PlayerRecord) -> None:
        values = {**line.fields, "attempt": line.fields["answer"], "shown": compact_json(line.fields["shown"])}
        answer = values.pop("answer")
        if answer not in self._ids:
            raise BadLine("the flag does not follow its answer")
        if answer not in self._left_out:
            self._insert("flags", values, line.extra)
            self._complete("flags", values["id"], line.extra)

    def _fill_in(self, id_: str, answer: Mapping[str, Any]) -> None:
        """Complete an existing answer with what a file of an earlier version lacked, and when it was taken back."""
        if answer["voided_at"] is not None:
            voids = "UPDATE attempts SET voided_at = ? WHERE id = ? AND voided_at IS NULL"
            self._db.execute(voids, (answer["voided_at"], id_))
        if answer["response"] is not None:  # then it is marked by what was typed
            self._db.execute(
                "UPDATE attempts SET is_right = ? WHERE id = ? AND response IS NULL", (answer["right"], id_)
            )
        for name in sorted(ADDED_AFTER[1] & answer.keys()):
            if answer[name] is not None:
                self._db.execute(f"UPDATE attempts SET {name} = ? WHERE id = ? AND {name} IS NULL", (answer[name], id_))

    def _complete(self, table: str, id_: str, extra: Mapping[str, Any]) -> None:
        """Give an existing record the fields of later programs, if it has none."""
        if extra:
            self._db.execute(f"UPDATE {table} SET extra = ? WHERE id = ? AND extra IS NULL", (compact_json(extra), id_))

    def _insert(self, table: str, values: dict[str, Any], extra: Mapping[str, Any]) -> None:
        values = {**values, "extra": compact_json(extra) if extra else None}
        names, places = ", ".join(values), ", ".join("?" * len(values))
        self._db.execute(
            f"INSERT INTO {table} ({names}) VALUES ({places}) ON CONFLICT (id) DO NOTHING",
            tuple(values.values()),
        )
