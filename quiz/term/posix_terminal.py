"""A terminal of POSIX: its modes while keys are read, and the bytes that come from it."""

import os
import select
import signal
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from quiz.term.leaving import Stopped
from quiz.term.signals import signals_wake, suspend


class PosixTerminal:
    """The terminal of a file descriptor, as a source of keys."""

    def __init__(self, fd: int) -> None:
        self._fd = fd

    def open(self) -> None:
        """Remember the state of the terminal, and turn off echo and waiting for Enter."""
        self._found = termios.tcgetattr(self._fd)
        self._woken, self._waking = os.pipe()
        for end in (self._woken, self._waking):
            os.set_blocking(end, False)
        self._set(_quiet(self._found))

    def close(self) -> None:
        """Leave the terminal as it was."""
        self._set(self._found)
        os.close(self._woken)
        os.close(self._waking)

    def _set(self, modes: list[Any]) -> None:
        with suppress(termios.error):  # the terminal is gone
            termios.tcsetattr(self._fd, termios.TCSANOW, modes)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Pass on every key as it is, even Ctrl-C. Signals, and a change of size, end the wait for a byte.

        The interpreter writes to the pipe as soon as a signal comes. If the wait is just about to begin, a handler
        would run too late: only a system call that has begun is interrupted.
        """

        def noted(*_signal: object) -> None:
            """Stand in for a handler that would end the program."""

        with signals_wake(noted):
            before = signal.signal(signal.SIGWINCH, noted)
            before_fd = signal.set_wakeup_fd(self._waking, warn_on_full_buffer=False)
            self._set(_raw(self._found))
            try:
                yield
            finally:
                self._set(_quiet(self._found))
                signal.set_wakeup_fd(before_fd)
                signal.signal(signal.SIGWINCH, before)

    def suspend(self) -> None:
        """Stop the program until the shell brings it back, and leave the shell a terminal with echo and lines."""
        self._set(_cooked(self._found))
        suspend()
        self._set(_raw(self._found))

    def read(self, timeout: float | None) -> bytes | None:
        """Return the next byte; `b""` if none comes in `timeout` seconds, and None if a signal does.

        Raises `Stopped` if the terminal is gone.
        """
        ready = select.select([self._fd, self._woken], [], [], timeout)[0]
        if self._woken in ready:
            os.read(self._woken, 4096)
            return None
        if not ready:
            return b""
        try:
            data = os.read(self._fd, 1)
        except OSError:
            data = b""
        if not data:
            raise Stopped
        return data

    def has_bytes(self) -> bool:
        """Return whether something was typed that has not been read yet."""
        return bool(select.select([self._fd], [], [], 0)[0])


def _quiet(found: list[Any]) -> list[Any]:
    """Return the modes of a terminal without echo and lines."""
    return [*found[:3], found[3] & ~(termios.ECHO | termios.ICANON), *found[4:]]


def _cooked(found: list[Any]) -> list[Any]:
    """Return the modes of a terminal with echo and lines.

    The current ones may be ours, if one prompter starts another.
    """
    local = termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG
    return [found[0] | termios.ICRNL, *found[1:3], found[3] | local, *found[4:]]


def _raw(found: list[Any]) -> list[Any]:
    """Return the modes of a terminal in which every key comes as it is."""
    taken = termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR
    local = termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG
    chars = [*found[6]]
    chars[termios.VMIN], chars[termios.VTIME] = 1, 0
    return [found[0] & ~taken, *found[1:3], found[3] & ~local, *found[4:6], chars]
