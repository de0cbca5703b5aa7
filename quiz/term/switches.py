"""The environment variables that are on or off, and what they decide."""

import os

from quiz.library.settings import setting

_OFF = ("", "0", "false", "no", "off")


def is_on(name: str) -> bool:
    """Return whether a variable is on: it is set, and not to an empty text, `0`, `false`, `no` or `off`, in any case.

    `NO_COLOR` is different: by its convention, any value that is not empty turns colour off.
    """
    return os.environ.get(name, "").strip().casefold() not in _OFF


def is_reduced() -> bool:
    """Return whether the player wants a still screen: nothing is drawn again except in answer to a key."""
    if is_on("QUIZ_REDUCED_MOTION") or is_on("ACCESSIBLE"):
        return True
    return not os.environ.get("QUIZ_REDUCED_MOTION") and setting("motion") == "no"


def color_of_environment() -> bool | None:
    """Return whether the environment wants colour, whatever the output is; None if it says nothing.

    `NO_COLOR` (no-color.org) comes first, then `FORCE_COLOR` (force-color.org) and `CLICOLOR_FORCE`
    (bixense.com/clicolors).
    """
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE")
    return is_on("FORCE_COLOR") or is_on("CLICOLOR_FORCE") if forced else None


def counts_early_keys() -> bool:
    """Return whether keys count even if they come too early for a person to have read the question."""
    return is_on("QUIZ_TYPEAHEAD")
