"""A player's whole history as lines, to be kept or taken elsewhere."""

import json
from typing import Any

from quiz.store.history import History, HistoryError
from quiz.store.player_lines import ANSWER, FIELDS, FLAG, HEAD, ROUND, VERSION, line
from quiz.store.players import Player

__all__ = ["exported"]

_ROUNDS = "SELECT {} FROM rounds WHERE player = ? ORDER BY started_at, id"
_ANSWERS = "SELECT {} FROM attempts WHERE round = ? ORDER BY position"
_FLAGS = "SELECT {} FROM flags f JOIN attempts a ON a.id = f.attempt WHERE a.round = ? ORDER BY f.flagged_at, f.id"
#: Fields that the history calls otherwise, and those that it keeps as JSON or as 0 and 1.
_COLUMNS = {"right": "is_right"}
_FLAG_COLUMNS = {"id": "f.id", "answer": "f.attempt", "shown": "f.shown"}
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
    head = {"version": VERSION, "id": player.id, "name": player.name}
    head |= {"rounds": counts[ROUND], "answers": counts[ANSWER], "flags": counts[FLAG]}
    return [line(HEAD, head), *lines]


def _records(history: History, kind: str, sql: str, columns: dict[str, str], of: str) -> list[dict[str, Any]]:
    names = list(FIELDS[kind])
    rows = history.select(sql.format(", ".join(columns.get(name, name) for name in names)), of)
    try:
        return [{name: _value(name, value) for name, value in zip(names, row, strict=True)} for row in rows]
    except ValueError:
        help_ = "`quiz doctor` says what can be done"
        raise HistoryError(f"the history `{history.path}` has something that cannot be read", help_) from None


def _value(name: str, value: Any) -> Any:
    if name in _JSON:
        return json.loads(value)
    return bool(value) if name in _BOOLS else value
