"""A player's history as JSON Lines: its records, written as version 2 and read line by line, version 1 as well.

docs/formats.md describes it. What is read here may come from anyone: every value is checked
before it can reach the history, or later a screen.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from quiz.game.shown import NotShown, Shown
from quiz.history.foreign_json import BadJson, cleaned, read_object
from quiz.history.player_fields import ANSWER, FIELDS, HEAD, HEAD_FIELDS, SINCE_2, TIMES, Fields, is_count
from quiz.serialize import json_line
from quiz.text import quoted

VERSION = 2  # what is written
LONGEST_LINE = 1 << 20


class BadLine(Exception):
    """A line that is not what it should be. `reason` says what is wrong with it."""

    def __init__(self, reason: str, number: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.number = number


class Head(NamedTuple):
    """The first line: whose history it is, and how many records follow."""

    id: str
    name: str
    rounds: int
    answers: int
    flags: int
    version: int
    extra: Mapping[str, Any]  # fields that this program does not know
    cleaned: int  # texts that were changed by cleaning


class Line(NamedTuple):
    """A line after the first: a record of a kind."""

    kind: str
    fields: dict[str, Any]  # all of the kind, in their order
    extra: Mapping[str, Any]  # fields that this program does not know
    cleaned: int  # texts that were changed by cleaning
    is_right: bool = False  # of an answer, what the options say that were shown and chosen


def line(kind: str, record: Mapping[str, Any]) -> bytes:
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


def read_line(data: bytes, version: int, latest: int) -> Line:
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
    return Line(kind, fields, extra, changed, _is_right(fields) if kind == ANSWER else False)


def _is_right(answer: Mapping[str, Any]) -> bool:
    """Return whether an answer is right by what was shown and chosen. Raises `BadLine` where these do not fit."""
    try:
        shown = Shown.from_json(answer["shown"])
    except NotShown:
        raise BadLine("`shown` is not what it should be") from None
    if not shown.fits(answer["form"]):
        raise BadLine("`keys` do not go with the `form`")
    try:
        return shown.is_right(shown.choice(answer["chosen"]))
    except NotShown:
        raise BadLine("`chosen` does not go with the options") from None


def _object(data: bytes, reason: str) -> dict[str, Any]:
    if len(data) > LONGEST_LINE:
        raise BadLine(f"the line is longer than {LONGEST_LINE} bytes")
    try:
        return read_object(data)
    except BadJson:
        raise BadLine(reason) from None


def _cleaned(found: dict[str, Any]) -> tuple[dict[str, Any], int]:
    try:
        return cleaned(found)
    except BadJson as error:
        raise BadLine(str(error)) from None


def _checked(found: Mapping[str, Any], fields: Fields, version: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return these fields in their order, and others. Raises `BadLine`, in version 1 also where there are others.

    So nothing is dropped: later programs know more fields, and from version 2 on these are passed on.
    """
    known: dict[str, Any] = {}
    for name, check in fields.items():
        if version == 1 and name in SINCE_2:
            known[name] = None
            continue
        if name not in found:
            raise BadLine(f"{quoted(name)} is missing")
        if not check(found[name]):
            raise BadLine(f"{quoted(name)} is not what it should be")
        known[name] = found[name]
    absent = SINCE_2 if version == 1 else ()
    extra = {name: value for name, value in found.items() if name != "type" and (name not in fields or name in absent)}
    if version == 1 and extra:
        raise BadLine(f"{quoted(next(iter(extra)))} is not known")
    return known, extra
