"""Whether anything on the screen may move by itself."""

import os

__all__ = ["is_reduced"]


def is_reduced() -> bool:
    """Tell whether the user wants a still screen: nothing is drawn again but in answer to a key."""
    return any(os.environ.get(name, "") not in ("", "0") for name in ("QUIZ_REDUCED_MOTION", "ACCESSIBLE"))
