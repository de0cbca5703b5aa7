"""The records of a history: a round, an answer, a flag; what each field holds, as a row and in a player's file.

The fields of `Attempt` are the columns of the table `attempts`: each is saved, read, exported and imported by
its name. A row that does not hold what this program writes (a flipped bit or another
program can leave one that SQLite finds nothing wrong with) cannot be shown again.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from quiz.game.shown import Shown  # the first question does not need it


LONGEST_ANSWER_MS = 86_400_000  # a day: what is kept of the time of an answer that took longer


class InvalidRecord(Exception):
    """What a row holds is not what this program writes."""


class RoundRow(NamedTuple):
    """A round as it is kept. Times in milliseconds since 1970, UTC; `setup` is JSON."""

    id: str
    started_at: int
    mode: str
    seed: str
    planned: int
    setup: str
    ended_at: int | None = None
    ending: str | None = None
    answered: int = 0  # first tries
    right: int = 0
    took_ms: int = 0


class Attempt(NamedTuple):
    """One answer to one item. `shown` is what was on the screen, `chosen` ids of options.

    `certainty` is `sure`, `think` or `guess`, None where it was not asked. An answer that was
    taken back has a time in `voided_at`: it stays in the log and counts nowhere. One with a time in
    `forgotten_at` counts for its round and its day, but says no longer what is known. `response` is what
    was typed, None where options were chosen. `utc_offset_s` is how many seconds local time was
    ahead of UTC when the answer was given, None where that is not known.
    """

    id: str
    round: str
    position: int
    kind: str
    bank: str
    bank_hash: str
    item: str
    fact: str
    topic: str
    form: str
    slot: int
    shown: "Shown"
    chosen: tuple[str, ...]
    hinted: bool
    right: bool
    took_ms: int
    answered_at: int
    certainty: str | None = None
    voided_at: int | None = None
    response: str | None = None
    utc_offset_s: int | None = None
    forgotten_at: int | None = None


class Flag(NamedTuple):
    """A question that was flagged. `shown` is all that was on the screen, with what was chosen."""

    id: str
    attempt: str
    note: str
    flagged_at: int
    shown: "Shown"


#: The columns of an attempt, in the order of its fields.
ATTEMPT_COLUMNS = tuple("is_right" if name == "right" else name for name in Attempt._fields)


def attempt_row(attempt: Attempt) -> tuple[object, ...]:
    """Return the values of `ATTEMPT_COLUMNS`."""
    texts = {"shown": compact_json(attempt.shown.to_json()), "chosen": compact_json(attempt.chosen)}
    return tuple((attempt._asdict() | texts).values())


def attempt_of(row: Sequence[Any]) -> Attempt:
    """Return the attempt of the values of `ATTEMPT_COLUMNS`. Raises `InvalidRecord` where it cannot be shown again."""
    values = dict(zip(Attempt._fields, row, strict=True))
    values["shown"] = shown_of(values["shown"])
    values["chosen"] = chosen_of(values["chosen"], values["shown"])
    return Attempt(**values | {"hinted": bool(values["hinted"]), "right": bool(values["right"])})


def compact_json(value: object) -> str:
    """Return a value as it is kept in a column of JSON."""
    import json  # the first question does not need it

    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def shown_of(text: str) -> "Shown":
    """Return what was on the screen. Raises `InvalidRecord` where it cannot be shown again."""
    from quiz.game.shown import NotShown, Shown

    try:
        return Shown.from_json(loaded(text))
    except NotShown as error:
        raise InvalidRecord(str(error)) from None


def chosen_of(text: str, shown: "Shown") -> tuple[str, ...]:
    """Return the ids of the options that were chosen. Raises `InvalidRecord` where they are not of what was shown."""
    from quiz.game.shown import NotShown

    try:
        return shown.choice(loaded(text))
    except NotShown as error:
        raise InvalidRecord(str(error)) from None


def loaded(text: str) -> Any:
    """Return what JSON says. Raises `InvalidRecord` where it is none."""
    import json  # the first question does not need it

    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise InvalidRecord("no JSON") from None


_LONGEST_ID = 500
_DAY_S = 86_400
_GREATEST = (1 << 53) - 1  # what every reader of JSON keeps exactly

Check = Callable[[Any], bool]
Checks = Mapping[str, Check]


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


def _has(fields: Checks) -> Check:
    """Return a check for an object that has these fields; it may have more."""
    return lambda value: (
        isinstance(value, dict) and all(name in value and check(value[name]) for name, check in fields.items())
    )


def _may_have(fields: Checks) -> Check:
    """Return a check for what an object has of these fields."""
    return lambda value: (
        isinstance(value, dict) and all(check(value[name]) for name, check in fields.items() if name in value)
    )


def _is_offset(value: object) -> bool:
    return type(value) is int and abs(value) < _DAY_S


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


_HAS_SETUP = _has({"seed": _is_text, "mode": _is_text, "questions": is_count, "banks": _list_of(_texts(2)),
                   "topics": _list_of(_is_text), "facts": _list_of(_is_text), "names": _list_of(_is_text)})  # fmt: skip
_MAY_HAVE_SETUP = _may_have({"asks": _list_of(_texts(2)), "mixed_up": _list_of(_texts(3)),
                             "time_ms": lambda value: is_count(value) and value <= LONGEST_ANSWER_MS,
                             "draws": is_count, "cards": _list_of(_is_text), "typed": _list_of(_is_text),
                             "types_all": _is_flag})  # fmt: skip


def _is_setup(value: object) -> bool:
    return _HAS_SETUP(value) and _MAY_HAVE_SETUP(value)


HEAD = "player"
ROUND = "round"
ANSWER = "answer"
FLAG = "flag"
_is_aside = _has({"id": _is_id, "fact": _is_id, "set_at": is_count, "back_at": _or_none(is_count)})
HEAD_FIELDS: Checks = {"id": _is_id, "name": _is_text, "rounds": is_count, "answers": is_count, "flags": is_count,
                       "asides": _or_none(_list_of(_is_aside))}  # fmt: skip
#: The records that follow the head: the names of their fields, in order, and what these hold.
FIELDS: Mapping[str, Checks] = {
    ROUND: {
        "id": _is_id, "started_at": is_count, "ended_at": _or_none(is_count),
        "ending": _one_of("finished", "left", "changed", None), "mode": _is_id, "seed": _is_text,
        "planned": is_count, "setup": _is_setup,
    },
    ANSWER: {
        "id": _is_id, "round": _is_id, "position": is_count, "kind": _one_of("first", "again", "between"),
        "bank": _is_id, "bank_hash": _is_text, "item": _is_id, "fact": _is_id, "topic": _is_text,
        "form": _is_form, "slot": is_count, "shown": _is_object,
        "chosen": _list_of(_is_id), "hinted": _is_flag, "right": _is_flag, "took_ms": is_count,
        "answered_at": is_count, "certainty": _one_of("sure", "think", "guess", None),
        "voided_at": _or_none(is_count), "response": _or_none(_is_text), "utc_offset_s": _or_none(_is_offset),
        "forgotten_at": _or_none(is_count),
    },
    FLAG: {"id": _is_id, "answer": _is_id, "note": _is_text, "flagged_at": is_count, "shown": _is_shown},
}  # fmt: skip

_ADDED_AFTER_2 = frozenset(("forgotten_at", "asides"))
#: Version of a player's file -> fields that were added after it, which its records may lack: they are None then.
ADDED_AFTER = {1: _ADDED_AFTER_2 | {"response", "utc_offset_s"}, 2: _ADDED_AFTER_2}
#: Fields that are a moment, in milliseconds since 1970, UTC.
TIMES = frozenset(("started_at", "ended_at", "answered_at", "voided_at", "flagged_at", "forgotten_at"))
