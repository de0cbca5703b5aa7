"""Processes that start quickly: they are forked from a small one that has imported the program and the trials.

A fork copies the tables of all the memory that a process has, and then each page that either of the two writes to.
In a process that has run a thousand tests, this takes longer than the work of the new one, so a trial never forks the
process that it was called in.
"""

import multiprocessing
import os
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import IO, NamedTuple

from trials.driving import environment

__all__ = ["CONTEXT", "Begun", "Conditions", "Done", "pool", "run"]

#: Forks from a server, which is started when it is first needed.
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["trials.imported"])

_WORKERS = 2
_PATIENCE = 30  # seconds until a run is ended by a signal


class Done(NamedTuple):
    """A run that came to its end. `code` is negative after a signal."""

    code: int
    out: str
    err: str

    def wrong(self, codes: Sequence[int]) -> list[str]:
        """Return what went wrong: a run must end with one of these codes, and without a traceback."""
        if self.code not in codes or "Traceback" in self.err:
            return [f"exit code {self.code}: {self.err[-600:].strip()}"]
        return []


def pool() -> ProcessPoolExecutor:
    """Return the processes that share the parts of a trial."""
    return ProcessPoolExecutor(_WORKERS, CONTEXT)


class Conditions(NamedTuple):
    """Under which a run is: the time that the clock shows at its start, where it is not the machine's, in milliseconds
    since 1970, UTC; the time zone; and after how many seconds it is killed, 0 for not at all.
    """

    at: int | None = None
    zone: str = "UTC"
    killed_after: float = 0


class Begun:
    """A run of the program, with `typed` on its standard input. To be made in a process of `pool`."""

    def __init__(self, home: Path, args: Sequence[str], typed: str = "", conditions: Conditions | None = None) -> None:
        self._files = [tempfile.TemporaryFile() for _ in range(3)]  # noqa: SIM115 # until its end
        self._files[0].write(typed.encode())
        self._files[0].seek(0)
        self._pid = os.fork()
        if not self._pid:
            _be_the_program(home, args, self._files, conditions or Conditions())

    def end(self) -> Done:
        """Wait for its end."""
        _, status = os.waitpid(self._pid, 0)
        said = []
        for file in self._files:
            file.seek(0)
            said.append(file.read().decode())
            file.close()
        return Done(os.waitstatus_to_exitcode(status), said[1], said[2])


def run(home: Path, args: Sequence[str], typed: str = "", conditions: Conditions | None = None) -> Done:
    """Run the program to its end, with `typed` on its standard input. To be called in a process of `pool`."""
    return Begun(home, args, typed, conditions).end()


def _be_the_program(home: Path, args: Sequence[str], files: Sequence[IO[bytes]], conditions: Conditions) -> None:
    """Run the program as when it is started. Never returns."""
    code = 1
    try:
        signal.setitimer(signal.ITIMER_REAL, conditions.killed_after or _PATIENCE)  # its signal ends a process at once
        for number, file in enumerate(files):
            os.dup2(file.fileno(), number)
        sys.stdin, sys.stdout, sys.stderr = (
            os.fdopen(number, mode, encoding="utf-8", closefd=False) for number, mode in enumerate("rww")
        )
        os.environ.clear()
        os.environ.update(environment(home) | {"TZ": conditions.zone})
        _set_clock(conditions.at)
        os.chdir(home)
        sys.argv = ["quiz", *args]
        code = _code_of_main()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    finally:
        os._exit(code)


def _set_clock(at: int | None) -> None:
    """Set the clock of the program to a time; it continues from there."""
    time.tzset()
    if at is None:
        return
    from quiz import clock

    began = time.monotonic_ns()
    clock.now_ms = lambda: at + (time.monotonic_ns() - began) // 1_000_000


def _code_of_main() -> int:
    from quiz.__main__ import main

    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 # as Python does at the end of a program
        traceback.print_exc()
        return 1
    return 0
