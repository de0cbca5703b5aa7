"""Exit codes, and ending a command with a message."""

from collections.abc import Iterable
from typing import NoReturn

from quiz.term.sink import stderr_sink


class Exit:
    """What a command's exit code says. 65 and 74 are EX_DATAERR and EX_IOERR of sysexits.h."""

    FINE = 0
    FINDINGS = 1
    USAGE = 2
    BAD_DATA = 65
    STORAGE = 74
    INTERRUPTED = 130


def fail(code: int, message: str, help: str = "") -> NoReturn:
    """End the command with one line on standard error, and what to do in a second one."""
    lines: Iterable[str] = [f"quiz: {message}", *([f"  {help}"] if help else [])]
    stderr_sink().text(*lines)
    raise SystemExit(code)
