"""What a sound history holds in its texts: a row that does not cannot be shown again.

A flipped bit or another program can leave a row that SQLite finds nothing wrong with.
"""

from collections.abc import Mapping
from typing import Any

__all__ = ["Unreadable", "chosen_of", "loaded", "shown_of"]


class Unreadable(Exception):
    """What a row holds is not what this program writes."""


def shown_of(text: str) -> dict[str, Any]:
    """Return what was on the screen. Raises `Unreadable` where it cannot be shown again."""
    found = loaded(text)
    if not _fits(found, _SHOWN) or not all(_fits(option, _OPTION) for option in found["options"]):
        raise Unreadable("not what was on a screen")
    ids = sorted(option["id"] for option in found["options"])
    keys, prompts = found.get("keys", []), found.get("prompts", [])
    if not (_is_texts(keys) and _is_texts(prompts)) or (keys and sorted(keys) != ids) or len(prompts) > len(keys):
        raise Unreadable("no places of options")
    return dict(found)


def chosen_of(text: str, shown: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids of the options that were chosen. Raises `Unreadable` where they are not of what was shown."""
    found = loaded(text)
    ids = [option["id"] for option in shown["options"]]
    if not _is_texts(found) or not set(found) <= set(ids) or (shown.get("keys") and sorted(found) != sorted(ids)):
        raise Unreadable("not what was shown")
    return tuple(found)


def loaded(text: str) -> Any:
    """Return what JSON says. Raises `Unreadable` where it is none."""
    import json  # the first question does not need it

    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable("no JSON") from None


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _fits(value: object, fields: Mapping[str, type]) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(name), kind) for name, kind in fields.items())


_SHOWN = {"stem": str, "options": list, "why": str}
_OPTION = {"id": str, "text": str, "correct": bool}
