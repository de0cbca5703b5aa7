"""JSON that may come from anyone: read within limits, and its texts cleaned."""

import json
import math
from typing import Any, NoReturn

from quiz.text import clean

_DEEPEST = 40  # lists and objects within each other; what this program writes has four


class BadJson(ValueError):
    """Bytes are not a JSON object that can be taken in."""


def read_object(data: bytes) -> dict[str, Any]:
    """Return the object that UTF-8 JSON holds. Raises `BadJson`.

    What could not be written again is refused: a number that is not finite or has thousands of
    digits, and half of a pair of surrogates.
    """
    try:
        found = json.loads(data.decode("utf-8"), parse_constant=_refuse, parse_float=_finite)
        json.dumps(found, ensure_ascii=False).encode()  # half a character of a pair can be escaped, but not kept
    except (ValueError, RecursionError):
        raise BadJson("it is not JSON") from None
    if not isinstance(found, dict):
        raise BadJson("it is not an object")
    return found


def cleaned(value: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Return an object with all of its texts cleaned, and how many of them were changed by that.

    Raises `BadJson` where it is nested so deeply that not every program could read it.
    """
    cleaner = _Cleaner()
    return cleaner.cleaned(value), cleaner.changed


class _Cleaner:
    """Cleans the texts of a value, and counts those that it changes."""

    def __init__(self) -> None:
        self.changed = 0

    def cleaned(self, value: Any, depth: int = 1) -> Any:
        if isinstance(value, str):
            return self._text(value)
        if not isinstance(value, dict | list):
            return value
        if depth > _DEEPEST:
            raise BadJson("it is nested too deeply")
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
