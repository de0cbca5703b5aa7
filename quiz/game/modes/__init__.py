"""The modes of a round, one module each. `MODES` is the list of them all."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.game.mode import Mode

#: Name of a mode and of its module -> what the help of `--mode` says of it; nothing where a command
#: of its own plays it. Only the names are read with the command line.
MODES: Mapping[str, str] = {
    "learn": "feedback at once",
    "test": "at the end",
    "mistakes": "what was wrong last time",
    "sprint": "by the clock",
    "review": "",
    "practice": "",
    "duel": "",
}


@cache
def mode_of(name: str) -> "Mode":
    """Return a mode by its name. Raises KeyError for a name that is not in `MODES`."""
    if name not in MODES:
        raise KeyError(name)
    mode: Mode = import_module(f"quiz.game.modes.{name}").MODE
    return mode
