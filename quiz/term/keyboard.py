"""Whether a terminal has single keys, and quieting it while they are read."""

import os
import sys
from collections.abc import Callable

Undo = Callable[[], None]


def has_terminal_keys() -> bool:
    """Tell whether single keys can be read and the screen drawn as the terminal prompter does."""
    return os.name == "posix" and sys.platform not in ("emscripten", "wasi")


def quiet_keys(fd: int) -> Undo:
    """Stop a terminal from echoing keys and from waiting for Enter; return the way back."""
    import termios

    before = termios.tcgetattr(fd)
    quiet = termios.tcgetattr(fd)
    quiet[3] &= ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(fd, termios.TCSANOW, quiet)
    return lambda: termios.tcsetattr(fd, termios.TCSANOW, before)
