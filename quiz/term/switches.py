"""The environment variables that are on or off, and what they decide."""

import os

_OFF = ("", "0", "false", "no", "off")


def is_on(name: str) -> bool:
    """Tell whether a variable is on: set, and to none of nothing, `0`, `false`, `no` and `off`, in any case.

    `NO_COLOR` is none of them: by its convention any value that is not empty switches colour off.
    """
    return os.environ.get(name, "").strip().casefold() not in _OFF


def is_reduced() -> bool:
    """Tell whether the user wants a still screen: nothing is drawn again but in answer to a key."""
    return is_on("QUIZ_REDUCED_MOTION") or is_on("ACCESSIBLE")


def counts_early_keys() -> bool:
    """Return whether keys count that come before what they answer can have been read. For programs that type."""
    return is_on("QUIZ_TYPEAHEAD")
