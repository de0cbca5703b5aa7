"""The records of a history: a round, an answer, a flag; and how each of them is kept as a row.

The fields of `Attempt` are the columns of the table `attempts`: each is saved, read, exported and imported by
its name. A row that this program cannot have written cannot be shown again: a flipped bit or another program can leave
such a row, and SQLite does not notice it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from quiz.game.shown import Shown  # the first question does not need it


LONGEST_ANSWER_MS = 86_400_000  # a day: the time that is saved for an answer that took longer

#: The attempts, as `a`, that say what is known: those that were neither taken back nor forgotten.
COUNTS = "a.voided_at IS NULL AND a.forgotten_at IS NULL"
#: How many seconds local time was ahead of UTC; if that is not known, what is assumed.
KEPT_OFFSET_S = "coalesce(a.utc_offset_s, a.assumed_offset_s)"


class InvalidRecord(Exception):
    """A row does not hold what this program writes."""


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

    `certainty` is `sure`, `think` or `guess`, None if it was not asked. An answer that was
    taken back has a time in `voided_at`: it stays in the log and is not counted. One with a time in `forgotten_at`
    counts for its round and its day, but no longer says what is known. `response` is what was typed, None if options
    were chosen. `utc_offset_s` is how many seconds local time was ahead of UTC when the answer was given, None if that
    is not known.
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
    """Return the attempt of the values of `ATTEMPT_COLUMNS`. Raises `InvalidRecord` if it cannot be shown again."""
    values = dict(zip(Attempt._fields, row, strict=True))
    values["shown"] = shown_of(values["shown"])
    values["chosen"] = chosen_of(values["chosen"], values["shown"])
    return Attempt(**values | {"hinted": bool(values["hinted"]), "right": bool(values["right"])})


def compact_json(value: object) -> str:
    """Return a value as it is kept in a column of JSON."""
    import json  # the first question does not need it

    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def shown_of(text: str) -> "Shown":
    """Return what was on the screen. Raises `InvalidRecord` if it cannot be shown again."""
    from quiz.game.shown import NotShown, Shown

    try:
        return Shown.from_json(loaded(text))
    except NotShown as error:
        raise InvalidRecord(str(error)) from None


def chosen_of(text: str, shown: "Shown") -> tuple[str, ...]:
    """Return the ids of the options that were chosen. Raises `InvalidRecord` if they were not shown."""
    from quiz.game.shown import NotShown

    try:
        return shown.choice(loaded(text))
    except NotShown as error:
        raise InvalidRecord(str(error)) from None


def loaded(text: str) -> Any:
    """Return what JSON holds. Raises `InvalidRecord` if the text is not JSON."""
    import json  # the first question does not need it

    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise InvalidRecord("not JSON") from None
