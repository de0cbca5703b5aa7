"""Why a prompt is left without an answer."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

else:
    Protocol = object  # only the type checker asks; making a protocol takes as long as a module


class Stopped(Exception):
    """The player leaves: with `q`, at the end of the input, or interrupted.

    A round catches it and says what was saved, the menu shows itself again, and a command
    that does not catch it ends with exit code 0.
    """

    def __init__(self, *, interrupted: bool = False) -> None:
        super().__init__()
        self.interrupted = interrupted


class TimeUp(Exception):
    """The time of a sprint is up."""
