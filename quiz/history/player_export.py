"""A player's whole history as lines, to be kept or taken elsewhere."""

from typing import Any

from quiz.history.database import HistoryError
from quiz.history.log import History
from quiz.history.player_fields import ANSWER, FIELDS, FLAG, HEAD, ROUND
from quiz.history.player_lines import VERSION, line
from quiz.history.players import Player
from quiz.history.readable import Unreadable, loaded

_ROUNDS = "SELECT {} FROM rounds WHERE player = ? ORDER BY started_at, id"
_ANSWERS = "SELECT {} FROM attempts WHERE round = ? ORDER BY position"
_FLAGS = "SELECT {} FROM flags f JOIN attempts a ON a.id = f.attempt WHERE a.round = ? ORDER BY f.flagged_at, f.id"
#: Fields that the history calls otherwise, and those that it keeps as JSON or as 0 and 1.
_COLUMNS = {"right": "is_right"}
_FLAG_COLUMNS = {"id": "f.id", "answer": "f.attempt", "shown": "f.shown", "extra": "f.extra"}
_JSON = frozenset(("setup", "shown", "chosen"))
_BOOLS = frozenset(("hinted", "right"))


def exported(history: History, player: Player) -> list[bytes]:
    """Return the lines of a player's history: the head, then each round with its answers and their flags.

    The same history gives the same bytes. Raises `HistoryError`.
    """
    lines: list[bytes] = []
    counts = {ROUND: 0, ANSWER: 0, FLAG: 0}

    def add(kind: str, records: list[dict[str, Any]]) -> None:
        counts[kind] += len(records)
        lines.extend(line(kind, record) for record in records)

    with history.reading():
        for round_ in _records(history, ROUND, _ROUNDS, _COLUMNS, player.id):
            add(ROUND, [round_])
            add(ANSWER, _records(history, ANSWER, _ANSWERS, _COLUMNS, round_["id"]))
            add(FLAG, _records(history, FLAG, _FLAGS, _FLAG_COLUMNS, round_["id"]))
        ((extra,),) = history.select("SELECT extra FROM players WHERE id = ?", player.id)
    head = {"version": VERSION, "id": player.id, "name": player.name}
    head |= {"rounds": counts[ROUND], "answers": counts[ANSWER], "flags": counts[FLAG]}
    return [line(HEAD, _passing_on(history, head, extra)), *lines]


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
    except Unreadable:
        raise _unreadable(history) from None


def _unreadable(history: History) -> HistoryError:
    help_ = "`quiz doctor` says what can be done"
    return HistoryError(f"the history `{history.path}` has something that cannot be read", help_)
