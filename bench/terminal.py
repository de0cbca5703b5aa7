"""A program in a pseudo-terminal of 80 by 24: keys in, bytes out, both with their times."""

import os
import re
import select
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

__all__ = ["Program", "environment"]

_ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[=>])")
_QUIET = 0.03  # seconds without output after which a program is assumed to wait for a key
_PATIENCE = 20.0
_ROOT = Path(__file__).resolve().parent.parent


@cache
def _bytecode() -> TemporaryDirectory[str]:
    """Return a folder for compiled modules, which the runs that do not count fill as an installer would."""
    return TemporaryDirectory(prefix="quiz-bench-")


def environment(**more: str) -> dict[str, str]:
    """Return a small environment, the same for ours and the floors."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH", "QUIZ_DATA_DIR") if name in os.environ}
    own = {"PYTHONPYCACHEPREFIX": _bytecode().name, "PROMPT_TOOLKIT_NO_CPR": "1", "QUIZ_TYPEAHEAD": "1"}
    return {**kept, **own, "LANG": "C.UTF-8", "TERM": "xterm-256color", **more}


class Program:
    """`python -m MODULE ARGS...` in a pseudo-terminal. `began` is the time of its start."""

    def __init__(self, *args: str, env: Mapping[str, str]) -> None:
        self._master, slave = os.openpty()
        termios.tcsetwinsize(slave, (24, 80))
        command = [sys.executable, "-m", *args]
        self.seen = b""
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=env, cwd=_ROOT, start_new_session=True
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _type: type[BaseException] | None, _e: BaseException | None, _tb: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def send(self, key: str) -> float:
        """Press a key, and forget what was shown before. Returns the time."""
        self.seen = b""
        sent = time.perf_counter()
        os.write(self._master, key.encode())
        return sent

    def receive(self, text: str) -> float:
        """Wait until `text` is shown after the last key. Returns when it was received."""
        wanted = text.encode()
        until = time.perf_counter() + _PATIENCE
        while self._read(until - time.perf_counter()):
            received = time.perf_counter()
            if wanted in _ESCAPES.sub(b"", self.seen):
                return received
        raise RuntimeError(f"{text!r} was not shown, but {self.seen[-2000:]!r}")

    def settle(self) -> None:
        """Wait until nothing more is shown, so that the program waits for a key."""
        while self._read(_QUIET):
            pass

    def _read(self, patience: float) -> bool:
        if not select.select([self._master], [], [], max(patience, 0))[0]:
            return False
        try:
            chunk = os.read(self._master, 65536)
        except OSError:  # the program has ended
            return False
        self.seen += chunk
        return bool(chunk)
