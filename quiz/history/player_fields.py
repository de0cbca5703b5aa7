"""The records of a player's file: their kinds, their fields in order, and what each field may hold."""

from collections.abc import Mapping

from quiz.history.records import LONGEST_ANSWER_MS
from quiz.json_lines import (
    Checks,
    has_fields,
    is_count,
    is_flag,
    is_id,
    is_object,
    is_offset,
    is_text,
    list_of,
    list_of_texts,
    may_have_fields,
    one_of_texts,
    or_none,
)


def _is_form(value: object) -> bool:
    from quiz.items.forms import FORMS

    return isinstance(value, str) and value in FORMS


def _is_shown(value: object) -> bool:
    from quiz.game.shown import NotShown, Shown

    try:
        Shown.from_json(value)
    except NotShown:
        return False
    return True


_HAS_SETUP = has_fields({"seed": is_text, "mode": is_text, "questions": is_count, "banks": list_of(list_of_texts(2)),
                   "topics": list_of(is_text), "facts": list_of(is_text), "names": list_of(is_text)})  # fmt: skip
_MAY_HAVE_SETUP = may_have_fields({"asks": list_of(list_of_texts(2)), "mixed_up": list_of(list_of_texts(3)),
                             "time_ms": lambda value: is_count(value) and value <= LONGEST_ANSWER_MS,
                             "draws": is_count, "cards": list_of(is_text), "typed": list_of(is_text),
                             "types_all": is_flag, "test": is_text, "until": is_text, "feedback": is_text})  # fmt: skip


def _is_setup(value: object) -> bool:
    return _HAS_SETUP(value) and _MAY_HAVE_SETUP(value)


HEAD = "player"
ROUND = "round"
ANSWER = "answer"
FLAG = "flag"
_is_aside = has_fields({"id": is_id, "fact": is_id, "set_at": is_count, "back_at": or_none(is_count)})
HEAD_FIELDS: Checks = {"id": is_id, "name": is_text, "rounds": is_count, "answers": is_count, "flags": is_count,
                       "asides": or_none(list_of(_is_aside))}  # fmt: skip
#: The records that follow the head: the names of their fields, in order, and what these hold.
FIELDS: Mapping[str, Checks] = {
    ROUND: {
        "id": is_id, "started_at": is_count, "ended_at": or_none(is_count),
        "ending": one_of_texts("finished", "left", "changed", None), "mode": is_id, "seed": is_text,
        "planned": is_count, "setup": _is_setup,
    },
    ANSWER: {
        "id": is_id, "round": is_id, "position": is_count, "kind": one_of_texts("first", "again", "between"),
        "bank": is_id, "bank_hash": is_text, "item": is_id, "fact": is_id, "topic": is_text,
        "form": _is_form, "slot": is_count, "shown": is_object,
        "chosen": list_of(is_id), "hinted": is_flag, "right": is_flag, "took_ms": is_count,
        "answered_at": is_count, "certainty": one_of_texts("sure", "think", "guess", None),
        "voided_at": or_none(is_count), "response": or_none(is_text), "utc_offset_s": or_none(is_offset),
        "forgotten_at": or_none(is_count),
    },
    FLAG: {"id": is_id, "answer": is_id, "note": is_text, "flagged_at": is_count, "shown": _is_shown},
}  # fmt: skip

_ADDED_AFTER_2 = frozenset(("forgotten_at", "asides"))
#: Version of a player's file -> fields that were added after it, which its records may lack: they are None then.
ADDED_AFTER = {1: _ADDED_AFTER_2 | {"response", "utc_offset_s"}, 2: _ADDED_AFTER_2}
#: Fields that are a moment, in milliseconds since 1970, UTC.
TIMES = frozenset(("started_at", "ended_at", "answered_at", "voided_at", "flagged_at", "forgotten_at"))
