"""The program's standard streams when it ends: written out, or given up if they are broken."""

import os
import sys


def flush_streams() -> OSError | None:
    """Write out what waits in standard output and error, so that a full disk is noticed before exit.

    Returns what is wrong with standard output, if anything. There is nowhere to report that standard error is broken.
    """
    try:
        if sys.stderr is not None:
            sys.stderr.flush()
    except (OSError, ValueError):
        _drop(2)
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        return error
    return None


def give_up_output(reason: str) -> None:
    """Give up standard output, which is broken, and say why. Without a reason, nobody is reading it: say nothing."""
    _drop(1)
    if not reason:
        return
    try:
        print(f"quiz: the output cannot be written: {reason}", file=sys.stderr)  # noqa: T201 # our own words only
    except (OSError, ValueError):
        _drop(2)


def _drop(fd: int) -> None:
    """Discard what still waits for a broken stream; otherwise Python would fail on it at exit."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, fd)
    os.close(null)
