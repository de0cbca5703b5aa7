"""A program in its own pseudo-terminal, started without forking the process that runs the tests."""

import fcntl
import os
import select
import signal
import subprocess
import sys
import termios
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Union

from tests.fork_server import Forked

__all__ = ["Child", "started"]

#: A process that leads a session and opens a terminal is controlled by it. That it opens the terminal itself spares
#: a fork: what runs between a fork and the start of another program could do the same, but at the price of all pages.
_CONTROLLED = ': <"$0"; exec "$@"'


Process = Union["subprocess.Popen[bytes]", Forked]


def started(command: Sequence[str], env: Mapping[str, str], folder: Path, terminal: int) -> Process:
    """Start a command in a session of its own, controlled by a terminal."""
    return subprocess.Popen(
        ["/bin/sh", "-c", _CONTROLLED, os.ttyname(terminal), *command],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env=env,
        cwd=folder,
        start_new_session=True,
    )


class Child:
    """A running program and the other end of its terminal: keys go in, bytes come out."""

    def __init__(self, start: Callable[[int], Process], columns: int, rows: int) -> None:
        self.fd, terminal = os.openpty()
        self._name = os.ttyname(terminal)
        termios.tcsetwinsize(terminal, (rows, columns))
        self._process = start(terminal)
        os.close(terminal)

    def send(self, keys: str | bytes) -> None:
        """Press keys, or send bytes as they are."""
        data = keys if isinstance(keys, bytes) else keys.encode()
        while data:
            data = data[os.write(self.fd, data) :]

    def read(self, seconds: float) -> bytes:
        """Return what it has written. Raises TimeoutError after `seconds` of silence, EOFError at the end."""
        if seconds <= 0 or not select.select([self.fd], [], [], seconds)[0]:
            raise TimeoutError
        with suppress(OSError):  # how Linux says that nobody has the terminal open any more
            if data := os.read(self.fd, 65536):
                return data
        raise EOFError

    def is_idle(self) -> bool:
        """Return whether it has taken every key and waits; where that cannot be seen, it is taken for granted."""
        status = Path(f"/proc/{self._process.pid}/stat")
        if not status.exists():
            return True
        terminal = os.open(self._name, os.O_RDONLY | os.O_NOCTTY)
        try:
            waiting = int.from_bytes(fcntl.ioctl(terminal, termios.FIONREAD, bytes(4)), sys.byteorder)
        finally:
            os.close(terminal)
        return not waiting and status.read_text(encoding="ascii").rpartition(")")[2].split()[0] == "S"

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size, and notify the program."""
        termios.tcsetwinsize(self.fd, (rows, columns))

    def kill(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        self._process.send_signal(number)

    def wait(self, seconds: float) -> int:
        """Wait for its end. Returns the exit code, 128 + n after signal n. Raises subprocess.TimeoutExpired."""
        code = self._process.wait(seconds)
        return code if code >= 0 else 128 - code

    def hang_up(self) -> None:
        """Close the terminal."""
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1

    def stop(self) -> None:
        """End it if it still runs, and close the terminal."""
        self.kill(signal.SIGKILL)
        self._process.wait()
        self.hang_up()
