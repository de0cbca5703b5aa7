"""The program in a process of its own that need not start anew: forked from one that has imported all of it."""

import importlib
import os
import pkgutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import IO, NamedTuple

from trials.driving import environment

__all__ = ["Done", "run"]

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


def run(home: Path, args: Sequence[str], typed: str = "") -> Done:
    """Run the program to its end, with `typed` on its standard input."""
    _import_all()
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


def _import_all() -> None:
    """Import every module once, so that the forked ones need not."""
    if "quiz.cli.doctor" in sys.modules and "quiz.cli.stats" in sys.modules:
        return
    package = importlib.import_module("quiz")
    for module in pkgutil.walk_packages(package.__path__, "quiz."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


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
