"""Single keys of a terminal: its modes while they are read, and what its bytes mean."""

import os
import select
import signal
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, Self

from quiz.term.leaving import Stopped
from quiz.term.signals import signals_wake, suspend

#: The keys that are no letter of their own. Enter comes as a line feed where it was typed before keys were read.
_NAMED: Mapping[str, str] = {
    "\r": "enter", "\n": "enter", " ": "space", "\x7f": "backspace", "\x08": "backspace",
    "\x03": "ctrl-c", "\x04": "ctrl-d", "\x1a": "ctrl-z", "\x10": "up", "\x0e": "down",
    "\x1b[A": "up", "\x1b[B": "down", "\x1b[C": "right", "\x1b[D": "left",
    "\x1bOA": "up", "\x1bOB": "down", "\x1bOC": "right", "\x1bOD": "left",
}  # fmt: skip
_ESCAPE = "\x1b"
_ESCAPE_WAIT = 0.05  # seconds that Escape waits for the rest of an arrow key
_PASTE, _PASTE_END = "\x1b[200~", "\x1b[201~"


def has_terminal_keys() -> bool:
    """Tell whether single keys can be read and the screen drawn as the terminal prompter does."""
    return os.name == "posix" and sys.platform not in ("emscripten", "wasi")


class Keyboard:
    """The keys of a terminal, one at a time. Use as a context manager: within it nothing is echoed or waits for Enter.

    Bytes are taken one by one, so that what is typed ahead waits for whoever reads next.
    """

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._unread = ""  # what was read beyond a key
        self._pasted: str | None = None  # the end of what is being pasted
        self._decoder = getincrementaldecoder("utf-8")("replace")

    def __enter__(self) -> Self:
        import termios

        self._found = termios.tcgetattr(self._fd)
        self._woken, self._waking = os.pipe()
        for end in (self._woken, self._waking):
            os.set_blocking(end, False)
        self._set(_quiet(self._found))
        return self

    def __exit__(self, *_exc: object) -> None:
        self._set(self._found)
        os.close(self._woken)
        os.close(self._waking)

    def _set(self, modes: list[Any]) -> None:
        import termios

        with suppress(termios.error):  # the terminal is gone
            termios.tcsetattr(self._fd, termios.TCSANOW, modes)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take every key as it is, Ctrl-C too. Signals, and another size of the terminal, end the wait for a key."""

        def wake(*_signal: object) -> None:
            with suppress(BlockingIOError):
                os.write(self._waking, b"\0")

        with signals_wake(wake):
            before = signal.signal(signal.SIGWINCH, wake)
            self._set(_raw(self._found))
            try:
                yield
            finally:
                self._set(_quiet(self._found))
                signal.signal(signal.SIGWINCH, before)

    def suspend(self) -> None:
        """Stop the program until the shell brings it back, and leave the shell a terminal with echo and lines."""
        self._set(_cooked(self._found))
        suspend()
        self._set(_raw(self._found))

    def take_unread(self) -> str:
        """Return what was read too far, for another reader."""
        unread, self._unread = self._unread, ""
        return unread

    def give_back(self, text: str) -> None:
        """Take what another reader has read too far."""
        self._unread += text

    def has_key(self) -> bool:
        """Tell whether something was typed that is not read yet."""
        return bool(self._unread or select.select([self._fd], [], [], 0)[0])

    def key(self, timeout: float | None = None) -> str:
        """Return the next key: a letter, a name such as `enter`, or an escape sequence as it came.

        Returns nothing after so many seconds, or when a signal came. What is pasted is one
        key, `paste`. Raises `Stopped` at the end of the input.
        """
        if self._pasted is not None:
            return self._paste()
        key = self._char(timeout)
        if key == _ESCAPE:
            key += self._sequence()
            if key == _PASTE:
                self._pasted = ""
                return self._paste()
        return "escape" if key == _ESCAPE else _NAMED.get(key, key)

    def _sequence(self) -> str:
        """Return what belongs to an escape that was read: nothing, or a sequence of ECMA-48."""
        first = self._char(_ESCAPE_WAIT)
        if first not in ("[", "O"):
            self._unread = first + self._unread
            return ""
        rest = first
        while True:
            char = self._char(_ESCAPE_WAIT)
            if not " " <= char <= "~":  # broken off
                self._unread = char + self._unread
                return rest
            rest += char
            # The console of Linux has function keys with a second bracket.
            if first == "O" or (char >= "@" and rest != "[["):
                return rest

    def _paste(self) -> str:
        while self._pasted != _PASTE_END:
            char = self._char(None)
            if not char:
                return ""
            self._pasted = f"{self._pasted}{char}"[-len(_PASTE_END) :]
        self._pasted = None
        return "paste"

    def _char(self, timeout: float | None) -> str:
        """Return the next character; nothing after so many seconds, or when a signal came. Raises `Stopped`."""
        while not self._unread:
            ready = select.select([self._fd, self._woken], [], [], timeout)[0]
            if self._woken in ready:
                os.read(self._woken, 4096)
                return ""
            if not ready:
                return ""
            try:
                data = os.read(self._fd, 1)
            except OSError:
                data = b""
            if not data:
                raise Stopped
            self._unread = self._decoder.decode(data)
        char, self._unread = self._unread[0], self._unread[1:]
        return char


def _quiet(found: list[Any]) -> list[Any]:
    """Return the modes of a terminal without echo and lines."""
    import termios

    return [*found[:3], found[3] & ~(termios.ECHO | termios.ICANON), *found[4:]]


def _cooked(found: list[Any]) -> list[Any]:
    """Return the modes of a terminal with echo and lines. Those found may be ours: one prompter starts another."""
    import termios

    local = termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG
    return [found[0] | termios.ICRNL, *found[1:3], found[3] | local, *found[4:]]


def _raw(found: list[Any]) -> list[Any]:
    """Return the modes of a terminal in which every key comes as it is."""
    import termios

    taken = termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR
    local = termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG
    chars = [*found[6]]
    chars[termios.VMIN], chars[termios.VTIME] = 1, 0
    return [found[0] & ~taken, *found[1:3], found[3] & ~local, *found[4:6], chars]
