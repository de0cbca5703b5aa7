"""A player's history as JSON Lines, version 1: its records, written and read line by line.

docs/formats.md describes it. What is read here may come from anyone: every value is checked
before it can reach the history, or later a screen.
"""

import json
import math
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from quiz.bank.model import Form
from quiz.game.shown import NotShown, Shown
from quiz.record import Record
from quiz.text import quoted

__all__ = [
    "ANSWER",
    "FIELDS",
    "FLAG",
    "HEAD",
    "LONGEST_LINE",
    "ROUND",
    "VERSION",
    "BadLine",
    "Head",
    "line",
    "read_head",
    "read_line",
]

VERSION = 1
LONGEST_LINE = 1 << 20
_LONGEST_ID = 500
_GREATEST = (1 << 53) - 1  # what every reader of JSON keeps exactly


class BadLine(Exception):
    """A line that is not what it should be. `reason` says what is wrong with it."""

    def __init__(self, reason: str, number: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.number = number


class Head(Record):
    """The first line: whose history it is, and how many records follow."""

    id: str
    name: str
    rounds: int
    answers: int
    flags: int


Check = Callable[[Any], bool]
Fields = Mapping[str, Check]


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value <= _GREATEST


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_id(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_ID


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _one_of(*values: str | None) -> Check:
    return lambda value: value in values if value is None or isinstance(value, str) else False


def _or_none(check: Check) -> Check:
    return lambda value: value is None or check(value)


def _list_of(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(map(check, value))


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(_is_text, value))


def _has(fields: Fields) -> Check:
    """Return a check for an object that has these fields; it may have more."""
    return lambda value: (
        isinstance(value, dict) and all(name in value and check(value[name]) for name, check in fields.items())
    )


def _is_shown(value: object) -> bool:
    try:
        Shown.from_json(value)
    except NotShown:
        return False
    return True


_SETUP = _has({"seed": _is_text, "mode": _is_text, "questions": _is_count, "banks": _list_of(_is_pair),
               "topics": _list_of(_is_text), "facts": _list_of(_is_text), "names": _list_of(_is_text)})  # fmt: skip

HEAD = "player"
ROUND = "round"
ANSWER = "answer"
FLAG = "flag"
_HEAD: Fields = {"id": _is_id, "name": _is_text, "rounds": _is_count, "answers": _is_count, "flags": _is_count}
#: The records that follow the head: the names of their fields, in order, and what these hold.
FIELDS: Mapping[str, Fields] = {
    ROUND: {
        "id": _is_id, "started_at": _is_count, "ended_at": _or_none(_is_count),
        "ending": _one_of("finished", "left", "changed", None), "mode": _is_id, "seed": _is_text,
        "planned": _is_count, "setup": _SETUP,
    },
    ANSWER: {
        "id": _is_id, "round": _is_id, "position": _is_count, "kind": _one_of("first", "again", "between"),
        "bank": _is_id, "bank_hash": _is_text, "item": _is_id, "fact": _is_id, "topic": _is_text,
        "form": _one_of(*(form.value for form in Form)), "slot": _is_count, "shown": _is_shown,
        "chosen": _list_of(_is_id), "hinted": _is_flag, "right": _is_flag, "took_ms": _is_count,
        "answered_at": _is_count, "certainty": _one_of("sure", "think", "guess", None),
        "voided_at": _or_none(_is_count),
    },
    FLAG: {"id": _is_id, "answer": _is_id, "note": _is_text, "flagged_at": _is_count, "shown": _is_shown},
}  # fmt: skip


def line(kind: str, record: Mapping[str, Any]) -> bytes:
    """Return a record as a line; the same record is always the same bytes."""
    return (json.dumps({"type": kind, **record}, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def read_head(data: bytes) -> Head:
    """Read the first line. Raises `BadLine`."""
    found = _object(data, "it is not a player's history")
    if found.get("type") != HEAD:
        raise BadLine("it is not a player's history")
    if found.get("version") != VERSION:
        newer = _is_count(found.get("version")) and found["version"] > VERSION
        raise BadLine("it is of a newer version; update the program" if newer else "it has no version")
    return Head(**_checked(found, _HEAD))


def read_line(data: bytes) -> tuple[str, dict[str, Any]]:
    """Read a line after the first: what it is, and its fields. Raises `BadLine`."""
    found = _object(data, "it is not JSON")
    kind = found.get("type")
    if not isinstance(kind, str) or kind not in FIELDS:
        raise BadLine(f"`type` is none of {', '.join(FIELDS)}")
    record = _checked(found, FIELDS[kind])
    if kind == ANSWER:
        _check_answer(record)
    return kind, record


def _check_answer(record: Mapping[str, Any]) -> None:
    """Check what the fields of an answer say of each other. Raises `BadLine`."""
    shown = Shown.from_json(record["shown"])
    if not shown.fits(record["form"]):
        raise BadLine("`keys` do not go with the `form`")
    try:
        shown.choice(record["chosen"])
    except NotShown:
        raise BadLine("`chosen` does not go with the options") from None


def _object(data: bytes, reason: str) -> dict[str, Any]:
    if len(data) > LONGEST_LINE:
        raise BadLine(f"the line is longer than {LONGEST_LINE} bytes")
    try:
        found = json.loads(data.decode("utf-8"), parse_constant=_refuse, parse_float=_finite)
        json.dumps(found, ensure_ascii=False).encode()  # half a character of a pair can be escaped, but not kept
    except (ValueError, RecursionError):
        raise BadLine(reason) from None
    if not isinstance(found, dict):
        raise BadLine(reason)
    return found


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _checked(found: Mapping[str, Any], fields: Fields) -> dict[str, Any]:
    """Return these fields in their order. Raises `BadLine`, also where there are others: nothing is dropped."""
    for name, check in fields.items():
        if name not in found:
            raise BadLine(f"{quoted(name)} is missing")
        if not check(found[name]):
            raise BadLine(f"{quoted(name)} is not what it should be")
    other = next((name for name in found if name not in fields and name not in ("type", "version")), None)
    if other is not None:
        raise BadLine(f"{quoted(other)} is not known")
    return {name: found[name] for name in fields}
