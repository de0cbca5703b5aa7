"""What a sound history holds in its texts: a row that does not cannot be shown again.

A flipped bit or another program can leave a row that SQLite finds nothing wrong with.
"""

from typing import Any

from quiz.game.shown import NotShown, Shown


class Unreadable(Exception):
    """What a row holds is not what this program writes."""


def shown_of(text: str) -> Shown:
    """Return what was on the screen. Raises `Unreadable` where it cannot be shown again."""
    try:
        return Shown.from_json(loaded(text))
    except NotShown as error:
        raise Unreadable(str(error)) from None


def chosen_of(text: str, shown: Shown) -> tuple[str, ...]:
    """Return the ids of the options that were chosen. Raises `Unreadable` where they are not of what was shown."""
    try:
        return shown.choice(loaded(text))
    except NotShown as error:
        raise Unreadable(str(error)) from None


def loaded(text: str) -> Any:
    """Return what JSON says. Raises `Unreadable` where it is none."""
    import json  # the first question does not need it

    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable("no JSON") from None
