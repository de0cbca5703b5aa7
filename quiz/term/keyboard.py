"""Single keys of a terminal, one at a time."""

import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Self

from quiz.term.keys import KeyParser

if TYPE_CHECKING:
    from typing import Protocol
else:
    Protocol = object  # only the type checker needs it; making a protocol takes as long as importing a module


class KeySource(Protocol):
    """Where bytes of keys come from: a terminal of POSIX, or the console of Windows."""

    def open(self) -> None:
        """Remember the state of the terminal, and turn off echo and waiting for Enter."""

    def close(self) -> None:
        """Leave the terminal as it was."""

    def listening(self) -> AbstractContextManager[None]:
        """Pass on every key as it is, even Ctrl-C. Signals, and a change of size, end the wait for a byte."""
        raise NotImplementedError

    def suspend(self) -> None:
        """Stop the program until the shell brings it back."""

    def read(self, timeout: float | None) -> bytes | None:
        """Return bytes that were typed, as few as possible, or none after a given time.

        Returns None if a signal or a change of size came instead. Raises `Stopped` at the end of the input.
        """

    def has_bytes(self) -> bool:
        """Return whether `read` has something to return."""


def has_terminal_keys() -> bool:
    """Return whether single keys can be read and the screen drawn as the terminal prompter does."""
    if os.name == "nt":
        from quiz.term.windows_console import WindowsConsole

        return WindowsConsole().can_draw()
    return os.name == "posix" and sys.platform not in ("emscripten", "wasi")


def standard_input() -> KeySource:
    """Return the source of keys from the terminal of standard input."""
    if os.name == "nt":
        from quiz.term.windows_console import WindowsConsole

        return WindowsConsole()
    from quiz.term.posix_terminal import PosixTerminal

    return PosixTerminal(sys.stdin.fileno())


class Keyboard:
    """The keys of a terminal. Use it as a context manager: within it, nothing is echoed or waits for Enter.

    As few bytes as possible are taken, so that what is typed ahead waits for the next reader.
    """

    def __init__(self, source: KeySource) -> None:
        self._source = source
        self._parser = KeyParser()
        self._unread = b""  # what was read beyond a key

    def __enter__(self) -> Self:
        self._source.open()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._source.close()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take every key as it is, even Ctrl-C.

        Signals, and a change of the terminal's size, end the wait for a key.
        """
        with self._source.listening():
            yield

    def suspend(self) -> None:
        """Stop the program until the shell brings it back, and leave the shell a terminal with echo and lines."""
        self._source.suspend()

    def take_unread(self) -> str:
        """Return what was read beyond the last key, for another reader."""
        unread, self._unread = self._unread, b""
        return unread.decode("utf-8", "replace")

    def give_back(self, text: str) -> None:
        """Take back what another reader has read too far."""
        self._unread += text.encode("utf-8", "surrogateescape")

    def has_key(self) -> bool:
        """Return whether something was typed that has not been read yet."""
        return bool(self._unread) or self._source.has_bytes()

    def key(self, timeout: float | None = None) -> str:
        """Return the next key: a letter in lower case, or a name such as `enter`.

        Returns nothing after a given time, or when a signal came. What is pasted is one
        key, `paste`. Raises `Stopped` at the end of the input.
        """
        while True:
            if not self._unread:
                wait = self._parser.wait
                read = self._source.read(timeout if wait is None else wait)
                if not read:
                    # If a signal came, a key that has begun continues at the next call.
                    return "" if wait is None or read is None else self._parser.give_up()
                self._unread = read
            key, is_taken = self._parser.feed(self._unread[0])
            if is_taken:
                self._unread = self._unread[1:]
            if key:
                return key
