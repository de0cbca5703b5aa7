"""A player's whole history as the lines of a file, to be kept or taken elsewhere."""

from collections.abc import Iterator, Mapping
from typing import Any

from quiz.history.database import HistoryError
from quiz.history.log import History
from quiz.history.player_lines import VERSION, record_line
from quiz.history.players import Player
from quiz.history.records import ANSWER, FIELDS, FLAG, HEAD, ROUND, InvalidRecord, loaded

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
