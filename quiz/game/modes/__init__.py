"""The modes of a round. `MODES` is the list of them all; `definitions` says how each of them is played."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.game.mode import Mode

#: Name of a mode -> what the help of `--mode` says about it; empty if it has a command of its own.
#: Only the names are read with the command line.
MODES: Mapping[str, str] = {
    "learn": "feedback after each answer",
    "test": "feedback at the end",
    "mistakes": "what you missed last time",
    "sprint": "against the clock",
    "review": "",
    "practice": "",
    "duel": "",
}

#: How many facts a review asks at most.
REVIEW_LIMIT = 20


@cache
def mode_of(name: str) -> "Mode":
    """Return a mode by its name. Raises KeyError for a name that is not in `MODES`."""
    from quiz.game.modes.definitions import DEFINITIONS

    return {mode.name: mode for mode in DEFINITIONS}[name]
