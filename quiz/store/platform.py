"""What platforms do not share, guarded in one place."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = [
    "NEW_FLAGS",
    "OPEN_FLAGS",
    "can_suspend",
    "exit_on_signals",
    "fsync_folder",
    "give_name",
    "has_terminal_keys",
    "make_private",
    "make_private_folder",
    "quiet_keys",
    "raise_received",
    "signals_wake",
    "suspend",
]

#: Open for reading without waiting for a writer of a pipe and without translating lines.
OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

#: Make a file to write that was not there, without translating lines.
NEW_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def can_suspend() -> bool:
    """Tell whether a shell can stop programs and bring them back."""
    return hasattr(signal, "SIGTSTP")


def suspend() -> None:
    """Stop, as a terminal's Ctrl-Z does, until the shell brings the program back."""
    os.kill(0, signal.SIGTSTP)


def make_private(path: Path) -> None:
    """Let only the owner read and write a file, where the platform knows owners."""
    if os.name == "posix":
        path.chmod(0o600)


def make_private_folder(path: Path) -> None:
    """Make a folder, with its parents, that only the owner can enter."""
    if not path.is_dir():
        path.mkdir(mode=0o700, parents=True, exist_ok=True)


def fsync_folder(path: Path) -> None:
    """Make a rename in a folder durable, where folders can be synced."""
    if os.name != "posix":
        return
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def give_name(temporary: Path, path: Path) -> None:
    """Give a finished file its name in the same folder. Raises FileExistsError where the name is taken."""
    if os.name == "nt":
        temporary.rename(path)  # refuses a name that is taken
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # file systems of memory cards know no links: reserve the name, then replace what reserves it
        os.close(os.open(path, NEW_FLAGS))
        try:
            temporary.replace(path)
        except OSError:
            path.unlink()
            raise
    else:
        temporary.unlink()


class _Signals:
    """The last signal that asked to end, and what a prompt wants to be told of it."""

    received = 0
    wake: Callable[[], None] | None = None


def exit_on_signals() -> None:
    """Turn SIGTERM and SIGHUP into `SystemExit(128 + n)`, so that every `finally` runs; keep SIGINT in mind."""

    def leave(number: int, _frame: object) -> None:
        _Signals.received = number
        if _Signals.wake is not None:
            _Signals.wake()
        else:
            raise_received()

    for name in ("SIGTERM", "SIGHUP", "SIGINT"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # `nohup` is to be heeded
            signal.signal(number, leave)


def raise_received() -> None:
    """Raise what a signal asked for: KeyboardInterrupt or SystemExit; nothing where none came.

    To be called where a program would go on to wait: an exception that is raised by a
    signal is lost where it meets a finalizer or an event loop.
    """
    if _Signals.received == signal.SIGINT:
        raise KeyboardInterrupt
    if _Signals.received:
        raise SystemExit(128 + _Signals.received)


@contextmanager
def signals_wake(wake: Callable[[], None]) -> Iterator[None]:
    """Within it, a signal that asks to end calls `wake` and raises nothing before the end."""
    raise_received()
    _Signals.wake = wake
    try:
        yield
    finally:
        _Signals.wake = None
        raise_received()


def has_terminal_keys() -> bool:
    """Tell whether single keys can be read and the screen drawn as the terminal prompter does."""
    return os.name == "posix" and sys.platform not in ("emscripten", "wasi")


Undo = Callable[[], None]


def quiet_keys(fd: int) -> Undo:
    """Stop a terminal from echoing keys and from waiting for Enter; return the way back."""
    import termios

    before = termios.tcgetattr(fd)
    quiet = termios.tcgetattr(fd)
    quiet[3] &= ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(fd, termios.TCSANOW, quiet)
    return lambda: termios.tcsetattr(fd, termios.TCSANOW, before)
