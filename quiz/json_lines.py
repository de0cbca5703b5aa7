"""JSON Lines that may come from anyone: reading the object of a line, cleaning its texts and checking its fields.

What is read here could reach a history or a screen, so nothing in it is trusted.
"""

import json
import math
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from quiz.text import clean, quoted

_DEEPEST = 40  # nested lists and objects; what this program writes has four
_LONGEST_ID = 500
_DAY_S = 86_400
_GREATEST = (1 << 53) - 1  # the greatest number that every reader of JSON keeps exactly

Check = Callable[[Any], bool]
Checks = Mapping[str, Check]


class BadLine(Exception):
    """A line that is not valid. `reason` says what is wrong with it."""

    def __init__(self, reason: str, number: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.number = number


def object_of(data: bytes, longest: int, reason: str) -> dict[str, Any]:
    """Return the object that a line of UTF-8 JSON holds. Raises `BadLine` with a reason if it does not hold one.

    What could not be written again is refused: numbers that are not finite or have thousands of digits, and halves of
    surrogate pairs.
    """
    if len(data) > longest:
        raise BadLine(f"the line is longer than {longest} bytes")
    found = _parsed(data, reason)
    try:
        json.dumps(found, ensure_ascii=False).encode()  # half of a surrogate pair can be escaped, but not saved
    except (ValueError, RecursionError):
        raise BadLine(reason) from None
    return found


def cleaned_object(data: bytes, longest: int, reason: str) -> tuple[dict[str, Any], int]:
    """Return the object that a line holds as `object_of` does, with its texts as `cleaned` does. Raises `BadLine`.

    Most lines are ASCII without escapes, where there is nothing to clean.
    """
    is_plain = data.isascii() and b"\\" not in data and b"\x7f" not in data
    if not is_plain or len(data) > longest or data.count(b"{") + data.count(b"[") > _DEEPEST:
        return cleaned(object_of(data, longest, reason))
    return _parsed(data, reason), 0


def _parsed(data: bytes, reason: str) -> dict[str, Any]:
    try:
        text = data.decode("utf-8").strip(" \t\r\n")
        found, end = _DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        raise BadLine(reason) from None
    if end < len(text) or not isinstance(found, dict):
        raise BadLine(reason)
    return found


def cleaned(found: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Return an object with all of its texts cleaned, and how many of them were changed by that.

    Raises `BadLine` if it is nested so deeply that not every program could read it.
    """
    cleaner = _Cleaner()
    return cleaner.cleaned(found), cleaner.changed


def check_field(found: Mapping[str, Any], name: str, check: Check) -> None:
    """Raise `BadLine` if an object lacks a field, or the field is not valid."""
    if name not in found:
        raise BadLine(f"{quoted(name)} is missing")
    if not check(found[name]):
        raise BadLine(f"{quoted(name)} is not valid")


def is_count(value: object) -> bool:
    """Return whether a value is a whole number from 0 that every program can read."""
    return type(value) is int and 0 <= value <= _GREATEST


def is_text(value: object) -> bool:
    """Return whether a value is a text."""
    return isinstance(value, str)


def is_id(value: object) -> bool:
    """Return whether a value is a text that can be an id: not empty, and not too long."""
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_ID


def is_object(value: object) -> bool:
    """Return whether a value is an object."""
    return isinstance(value, dict)


def is_flag(value: object) -> bool:
    """Return whether a value is true or false."""
    return isinstance(value, bool)


def is_offset(value: object) -> bool:
    """Return whether local time can be this many seconds ahead of UTC, or behind it."""
    return type(value) is int and abs(value) < _DAY_S


def one_of_texts(*values: str | None) -> Check:
    """Return a check for one of these texts, or None."""
    return lambda value: value in values if value is None or isinstance(value, str) else False


def or_none(check: Check) -> Check:
    """Return a check that also accepts None."""
    return lambda value: value is None or check(value)


def list_of(check: Check, most: int | None = None) -> Check:
    """Return a check for a list of limited length whose members pass a check."""
    return lambda value: isinstance(value, list) and (most is None or len(value) <= most) and all(map(check, value))


def list_of_texts(count: int) -> Check:
    """Return a check for a list of a given number of texts."""
    return lambda value: isinstance(value, list) and len(value) == count and all(map(is_text, value))


def has_fields(fields: Checks) -> Check:
    """Return a check for an object that has these fields; it may have more."""
    return lambda value: (
        isinstance(value, dict) and all(name in value and check(value[name]) for name, check in fields.items())
    )


def may_have_fields(fields: Checks) -> Check:
    """Return a check for an object that may have these fields."""
    return lambda value: (
        isinstance(value, dict) and all(check(value[name]) for name, check in fields.items() if name in value)
    )


class _Cleaner:
    """Cleans the texts of a value, and counts those that it changes."""

    def __init__(self) -> None:
        self.changed = 0

    def cleaned(self, value: Any, depth: int = 1) -> Any:
        """Return a value of JSON with its texts cleaned. Raises `BadLine` if it is nested too deeply."""
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


_DECODER = json.JSONDecoder(parse_constant=_refuse, parse_float=_finite)
