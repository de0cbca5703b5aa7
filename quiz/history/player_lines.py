"""A player's history as JSON Lines: its records are written as version 2, and read line by line as version 1 or 2.

docs/formats.md describes it. What is read here may come from anyone: every value is checked
before it can reach the history, or later a screen.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from quiz.game.shown import NotShown, Shown
from quiz.history.player_fields import ADDED_AFTER, ANSWER, FIELDS, HEAD, HEAD_FIELDS, TIMES
from quiz.json_lines import BadLine, Checks, check_field, cleaned, cleaned_object, is_count, object_of
from quiz.serialize import json_line
from quiz.text import quoted

VERSION = 2  # what is written
LONGEST_LINE = 1 << 20


class Head(NamedTuple):
    """The first line: whose history it is, how many records follow, and what was set aside, if it says that."""

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
    """A line after the first: a round, an answer or a flag, as its `kind` says."""

    kind: str
    fields: dict[str, Any]  # all fields of the kind, in their order
    extra: Mapping[str, Any]  # fields that this program does not know
    cleaned: int  # texts that were changed by cleaning
    is_right: bool = False  # of an answer: by the options shown and chosen, or, if it was typed, as the file says


def record_line(kind: str, record: Mapping[str, Any]) -> bytes:
    """Return a record as a line; the same record is always the same bytes."""
    return json_line({"type": kind, **record})


def read_head(data: bytes) -> Head:
    """Read the first line. Its name is as it is in the file; all other texts are cleaned. Raises `BadLine`."""
    found = object_of(data, LONGEST_LINE, "it is not a player's history")
    if found.get("type") != HEAD:
        raise BadLine("it is not a player's history")
    version = found.pop("version", None)
    if not is_count(version) or not version:
        raise BadLine("it has no version")
    if version > VERSION:
        raise BadLine("it was made by a newer version; update the program")
    name = {"name": found.pop("name")} if "name" in found else {}
    found, changed = cleaned(found)
    fields, extra = _checked(found | name, HEAD_FIELDS, version)
    return Head(**fields, version=version, extra=extra, cleaned=changed)


def read_line(data: bytes, version: int, latest: int) -> PlayerRecord:
    """Read a line after the first, in a file of the given version, and clean its texts. Raises `BadLine`.

    `latest` is the latest time that is accepted, in milliseconds since 1970, UTC.
    """
    found, changed = cleaned_object(data, LONGEST_LINE, "it is not JSON")
    kind = found.get("type")
    if not isinstance(kind, str) or kind not in FIELDS:
        raise BadLine(f"`type` is not one of {', '.join(FIELDS)}")
    fields, extra = _checked(found, FIELDS[kind], version)
    for name in TIMES & fields.keys():
        if fields[name] is not None and fields[name] > latest:
            raise BadLine(f"{quoted(name)} is more than a year ahead of the clock of this computer")
    return PlayerRecord(kind, fields, extra, changed, _is_right(fields) if kind == ANSWER else False)


def _is_right(answer: Mapping[str, Any]) -> bool:
    """Return whether an answer is right by what was shown and chosen. Raises `BadLine` if these do not fit.

    What was typed need not be among the options, so they do not say whether it was right.
    """
    try:
        shown = Shown.from_json(answer["shown"])
    except NotShown:
        raise BadLine("`shown` is not valid") from None
    if not shown.fits(answer["form"]):
        raise BadLine("`keys` do not fit the `form`")
    try:
        by_choice = shown.is_right(shown.choice(answer["chosen"]))
    except NotShown:
        raise BadLine("`chosen` does not fit the options") from None
    return by_choice if answer["response"] is None else bool(answer["right"])


def _checked(found: Mapping[str, Any], fields: Checks, version: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the known fields in their order, and any others. Raises `BadLine`, in version 1 also if there are others.

    So nothing is dropped: later programs have more fields, which are passed on from version 2.
    """
    known: dict[str, Any] = {}
    unread = ADDED_AFTER[1] if version == 1 else frozenset()
    for name, check in fields.items():
        if name in ADDED_AFTER[version] and (name in unread or name not in found):
            known[name] = None
            continue
        check_field(found, name, check)
        known[name] = found[name]
    extra = {name: value for name, value in found.items() if name != "type" and (name not in fields or name in unread)}
    if version == 1 and extra:
        raise BadLine(f"{quoted(next(iter(extra)))} is not known")
    return known, extra
