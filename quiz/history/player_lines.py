"""A player's history as JSON Lines: its records, written as version 2 and read line by line, version 1 as well.

docs/formats.md describes it. What is read here may come from anyone: every value is checked
before it can reach the history, or later a screen.
"""

import json
import math
from collections.abc import Mapping
from typing import Any, NamedTuple, NoReturn

from quiz.game.shown import NotShown, Shown
from quiz.history.records import ADDED_AFTER, ANSWER, FIELDS, HEAD, HEAD_FIELDS, TIMES, Checks, is_count
from quiz.serialize import json_line
from quiz.text import clean, quoted

VERSION = 2  # what is written
LONGEST_LINE = 1 << 20
_DEEPEST = 40  # lists and objects within each other; what this program writes has four


class BadLine(Exception):
    """A line that is not what it should be. `reason` says what is wrong with it."""

    def __init__(self, reason: str, number: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.number = number


class Head(NamedTuple):
    """The first line: whose history it is, how many records follow, and what was set aside, if it says so."""

    id: str
    name: str
    rounds: int
    answers: int
    flags: int
    asides: list[dict[str, Any]] | None
    version: int
    extra: Mapping[str, Any]  # fields that this program does not know
    cleaned: int  # texts that were changed by cleaning


class PlayerRecord(NamedTuple):
    """A line after the first: a record of a kind."""

    kind: str
    fields: dict[str, Any]  # all of the kind, in their order
    extra: Mapping[str, Any]  # fields that this program does not know
    cleaned: int  # texts that were changed by cleaning
    is_right: bool = False  # of an answer: by the options shown and chosen, or, where it was typed, as the file says


def record_line(kind: str, record: Mapping[str, Any]) -> bytes:
    """Return a record as a line; the same record is always the same bytes."""
    return json_line({"type": kind, **record})


def read_head(data: bytes) -> Head:
    """Read the first line. Its name is as it is in the file, all other texts are cleaned. Raises `BadLine`."""
    found = _object(data, "it is not a player's history")
    if found.get("type") != HEAD:
        raise BadLine("it is not a player's history")
    version = found.pop("version", None)
    if not is_count(version) or not version:
        raise BadLine("it has no version")
    if version > VERSION:
        raise BadLine("it is of a newer version; update the program")
    name = {"name": found.pop("name")} if "name" in found else {}
    found, changed = _cleaned(found)
    fields, extra = _checked(found | name, HEAD_FIELDS, version)
    return Head(**fields, version=version, extra=extra, cleaned=changed)


def read_line(data: bytes, version: int, latest: int) -> PlayerRecord:
    """Read a line after the first, of a file of a version, with its texts cleaned. Raises `BadLine`.

    `latest` is the last time that is taken for one, in milliseconds since 1970, UTC.
    """
    found, changed = _cleaned(_object(data, "it is not JSON"))
    kind = found.get("type")
    if not isinstance(kind, str) or kind not in FIELDS:
        raise BadLine(f"`type` is none of {', '.join(FIELDS)}")
    fields, extra = _checked(found, FIELDS[kind], version)
    for name in TIMES & fields.keys():
        if fields[name] is not None and fields[name] > latest:
            raise BadLine(f"{quoted(name)} is more than a year ahead of the clock of this computer")
    return PlayerRecord(kind, fields, extra, changed, _is_right(fields) if kind == ANSWER else False)


def _is_right(answer: Mapping[str, Any]) -> bool:
    """Return whether an answer is right by what was shown and chosen. Raises `BadLine` where these do not fit.

    What was typed need not be among the options, so they do not say whether it was right.
    """
    try:
        shown = Shown.from_json(answer["shown"])
    except NotShown:
        raise BadLine("`shown` is not what it should be") from None
    if not shown.fits(answer["form"]):
        raise BadLine("`keys` do not go with the `form`")
    try:
        by_choice = shown.is_right(shown.choice(answer["chosen"]))
    except NotShown:
        raise BadLine("`chosen` does not go with the options") from None
    return by_choice if answer["response"] is None else bool(answer["right"])


def _object(data: bytes, reason: str) -> dict[str, Any]:
    """Return the object that a line of UTF-8 JSON holds. Raises `BadLine` with a reason where it is none.

    What could not be written again is refused: a number that is not finite or has thousands of
    digits, and half of a pair of surrogates.
    """
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


def _cleaned(found: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Return an object with all of its texts cleaned, and how many of them were changed by that.

    Raises `BadLine` where it is nested so deeply that not every program could read it.
    """
    cleaner = _Cleaner()
    return cleaner.cleaned(found), cleaner.changed


def _checked(found: Mapping[str, Any], fields: Checks, version: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return these fields in their order, and others. Raises `BadLine`, in version 1 also where there are others.

    So nothing is dropped: later programs know more fields, and from version 2 on these are passed on.
    """
    known: dict[str, Any] = {}
    unread = ADDED_AFTER[1] if version == 1 else frozenset()
    for name, check in fields.items():
        if name in ADDED_AFTER[version] and (name in unread or name not in found):
            known[name] = None
            continue
        if name not in found:
            raise BadLine(f"{quoted(name)} is missing")
        if not check(found[name]):
            raise BadLine(f"{quoted(name)} is not what it should be")
        known[name] = found[name]
    extra = {name: value for name, value in found.items() if name != "type" and (name not in fields or name in unread)}
    if version == 1 and extra:
        raise BadLine(f"{quoted(next(iter(extra)))} is not known")
    return known, extra


class _Cleaner:
    """Cleans the texts of a value, and counts those that it changes."""

    def __init__(self) -> None:
        self.changed = 0

    def cleaned(self, value: Any, depth: int = 1) -> Any:
        """Return a value of JSON with its texts cleaned. Raises `BadLine` where it is nested too deeply."""
        if isinstance(value, str):
            return self._text(value)
        if not isinstance(value, dict | list):
            return value
        if depth > _DEEPEST:
            raise BadLine("it is nested too deeply")
        if isinstance(value, list):
            return [self.cleaned(one, depth + 1) for one in value]
        return {self._text(name): self.cleaned(one, depth + 1) for name, one in value.items()}

    def _text(self, text: str) -> str:
        found = clean(text)
        self.changed += found != text
        return found


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value
