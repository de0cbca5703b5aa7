"""What the records of a player's file have: their fields, in order, and what each may hold."""

from collections.abc import Callable, Mapping
from typing import Any

from quiz.game.shown import NotShown, Shown
from quiz.history.log import LONGEST_MS
from quiz.items.forms import FORMS

_LONGEST_ID = 500
_DAY_S = 86_400
_GREATEST = (1 << 53) - 1  # what every reader of JSON keeps exactly

Check = Callable[[Any], bool]
Fields = Mapping[str, Check]


def is_count(value: object) -> bool:
    """Tell whether a value is a whole number from 0 that every program can read."""
    return type(value) is int and 0 <= value <= _GREATEST


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_id(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_ID


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _one_of(*values: str | None) -> Check:
    return lambda value: value in values if value is None or isinstance(value, str) else False


def _or_none(check: Check) -> Check:
    return lambda value: value is None or check(value)


def _list_of(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(map(check, value))


def _texts(count: int) -> Check:
    return lambda value: isinstance(value, list) and len(value) == count and all(map(_is_text, value))


def _has(fields: Fields) -> Check:
    """Return a check for an object that has these fields; it may have more."""
    return lambda value: (
        isinstance(value, dict) and all(name in value and check(value[name]) for name, check in fields.items())
    )


def _may_have(fields: Fields) -> Check:
    """Return a check for what an object has of these fields."""
    return lambda value: (
        isinstance(value, dict) and all(check(value[name]) for name, check in fields.items() if name in value)
    )


def _is_offset(value: object) -> bool:
    return type(value) is int and abs(value) < _DAY_S


def _is_shown(value: object) -> bool:
    try:
        Shown.from_json(value)
    except NotShown:
        return False
    return True


_HAS_SETUP = _has({"seed": _is_text, "mode": _is_text, "questions": is_count, "banks": _list_of(_texts(2)),
                   "topics": _list_of(_is_text), "facts": _list_of(_is_text), "names": _list_of(_is_text)})  # fmt: skip
_MAY_HAVE_SETUP = _may_have({"asks": _list_of(_texts(2)), "mixed_up": _list_of(_texts(3)),
                             "time_ms": lambda value: is_count(value) and value <= LONGEST_MS,
                             "draws": is_count})  # fmt: skip


def _is_setup(value: object) -> bool:
    return _HAS_SETUP(value) and _MAY_HAVE_SETUP(value)


HEAD = "player"
ROUND = "round"
ANSWER = "answer"
FLAG = "flag"
HEAD_FIELDS: Fields = {"id": _is_id, "name": _is_text, "rounds": is_count, "answers": is_count, "flags": is_count}
#: The records that follow the head: the names of their fields, in order, and what these hold.
FIELDS: Mapping[str, Fields] = {
    ROUND: {
        "id": _is_id, "started_at": is_count, "ended_at": _or_none(is_count),
        "ending": _one_of("finished", "left", "changed", None), "mode": _is_id, "seed": _is_text,
        "planned": is_count, "setup": _is_setup,
    },
    ANSWER: {
        "id": _is_id, "round": _is_id, "position": is_count, "kind": _one_of("first", "again", "between"),
        "bank": _is_id, "bank_hash": _is_text, "item": _is_id, "fact": _is_id, "topic": _is_text,
        "form": _one_of(*FORMS), "slot": is_count, "shown": _is_object,
        "chosen": _list_of(_is_id), "hinted": _is_flag, "right": _is_flag, "took_ms": is_count,
        "answered_at": is_count, "certainty": _one_of("sure", "think", "guess", None),
        "voided_at": _or_none(is_count), "response": _or_none(_is_text), "utc_offset_s": _or_none(_is_offset),
    },
    FLAG: {"id": _is_id, "answer": _is_id, "note": _is_text, "flagged_at": is_count, "shown": _is_shown},
}  # fmt: skip

#: Fields that version 1 does not have.
SINCE_2 = frozenset(("response", "utc_offset_s"))
#: Fields that are a moment, in milliseconds since 1970, UTC.
TIMES = frozenset(("started_at", "ended_at", "answered_at", "voided_at", "flagged_at"))
