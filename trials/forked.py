"""Processes that need not start from nothing: forked from a small one that has imported the program and the trials.

A fork copies the tables of all the memory that a process has, and then each page that either of the two writes to.
From a process that has run a thousand tests this takes longer than what the new one is for, so a trial never forks
the process that it was called in.
"""

import multiprocessing
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import IO, NamedTuple

from trials.driving import environment

__all__ = ["CONTEXT", "Done", "pool", "run"]

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
        """Return what no run may do: to end otherwise than by these codes, or with a traceback."""
        if self.code not in codes or "Traceback" in self.err:
            return [f"exit code {self.code}: {self.err[-600:].strip()}"]
        return []


def pool() -> ProcessPoolExecutor:
    """Return the processes that the parts of a trial are shared among."""
    return ProcessPoolExecutor(_WORKERS, CONTEXT)


def run(home: Path, args: Sequence[str], typed: str = "") -> Done:
    """Run the program to its end, with `typed` on its standard input. To be called in a process of `pool`."""
    with tempfile.TemporaryFile() as into, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        into.write(typed.encode())
        into.seek(0)
        pid = os.fork()
        if not pid:
            _be_the_program(home, args, (into, out, err))
        _, status = os.waitpid(pid, 0)
        for file in (out, err):
            file.seek(0)
        return Done(os.waitstatus_to_exitcode(status), out.read().decode(), err.read().decode())


def _be_the_program(home: Path, args: Sequence[str], files: Sequence[IO[bytes]]) -> None:
    """Run the program as a start of it does. Never returns."""
    code = 1
    try:
        signal.alarm(_PATIENCE)
        for number, file in enumerate(files):
            os.dup2(file.fileno(), number)
        sys.stdin, sys.stdout, sys.stderr = (
            os.fdopen(number, mode, encoding="utf-8", closefd=False) for number, mode in enumerate("rww")
        )
        os.environ.clear()
        os.environ.update(environment(home))
        os.chdir(home)
        sys.argv = ["quiz", *args]
        code = _code_of_main()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    finally:
        os._exit(code)


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
