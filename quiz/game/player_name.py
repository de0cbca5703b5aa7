"""The names that players may have."""

import unicodedata

from quiz.text import clean

MAX_NAME = 30


def player_name(text: str) -> str:
    """Return the name that a text gives a player: in NFC, with single spaces.

    Raises ValueError with a readable reason if it is not a name: one that cannot be shown as it is could pass for
    another name, and a comma separates names.
    """
    name = " ".join(unicodedata.normalize("NFC", text[: 20 * MAX_NAME]).split())
    if not name:
        raise ValueError("it is empty")
    if len(name) > MAX_NAME:
        raise ValueError(f"it is longer than {MAX_NAME} characters")
    if clean(name) != name:
        raise ValueError("it has invisible characters")
    if name.startswith("-") or "," in name:
        raise ValueError("a name cannot have a comma or start with `-`")
    if not any(char.isalnum() for char in name):
        raise ValueError("it has no letter or digit")
    return name
