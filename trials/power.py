"""Rounds whose computer loses its power: recorded once, cut at many moments, and checked each time."""

import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

from trials.disk import Disk, write_files
from trials.driving import Driven, make_home, play_script
from trials.forked import pool
from trials.ledger import Ledger
from trials.report import Report
from trials.tracing import Event, record, why_not

__all__ = ["ROUND", "power"]

_PARTS = 2
_RESUMED = 100  # after this many states, the program itself plays on once

#: What is played: a round with answers that are right and wrong, one taken back, one flagged, and another round.
ROUND = ("play", "words", "--questions", "4", "--plain", "--seed", "7")
_SCRIPT = ("1", "2", "u", "3", "! odd", "4", "1", "m", "1", "2", "1", "2")


def power(count: int, seed: int) -> Report:
    """Cut the power `count` times at moments drawn from a seed, each time with different writes lost or torn."""
    if reason := why_not():
        return Report("power", 0, "power cuts", 0.0, [reason])
    began = time.monotonic()
    home = make_home(Path(tempfile.mkdtemp(prefix="quiz-power-")))
    try:
        events = record(home, _SCRIPT, ROUND)
    finally:
        shutil.rmtree(home)
    size = -(-count // _PARTS)
    parts = [(events, str(home), seed, range(first, min(first + size, count))) for first in range(0, count, size)]
    with pool() as processes:
        found = list(processes.map(_cuts, parts))
    failures = [line for wrong, _ in found for line in wrong]
    told = sum(event.kind == "told" for event in events)
    figures = [
        ("steps of the run", f"{len(events) - told:,}"),
        ("states in which a write was lost or torn, or a name", f"{sum(lost for _, lost in found):,}"),
    ]
    return Report("power", count, "power cuts", time.monotonic() - began, failures, figures)


def _cuts(part: tuple[Sequence[Event], str, int, range]) -> tuple[list[str], int]:
    """Cut the power at some moments. Returns what went wrong, and in how many states something was lost."""
    events, old, seed, numbers = part
    wrong: list[str] = []
    lost = 0
    changes = [i for i, event in enumerate(events) if event.kind != "told"]
    for number in numbers:
        draw = Random(f"{seed} {number}")
        moment = draw.choice(changes) + 1
        new = Path(tempfile.mkdtemp(prefix="quiz-cut-", dir=_memory()))
        try:
            disk = Disk()
            ledger = Ledger(new)
            for event in events[:moment]:
                disk.apply(event)
            ledger.heard(b"".join(event.data for event in events[:moment] if event.kind == "told").decode())
            files = disk.after_a_cut(draw)
            lost += files != disk.now()
            write_files(files, old, make_home(new))
            found = ledger.check()
            if number % _RESUMED == 0:
                found += _played_on(new, ledger)
            wrong += [f"cut {number}, after step {moment}: {line}" for line in found]
        finally:
            shutil.rmtree(new)
    return wrong, lost


def _played_on(home: Path, ledger: Ledger) -> list[str]:
    """Play on with the program itself, from where the round was stopped."""
    program = Driven(home, ["play", "words", "--plain"])
    wrong = [line for text in play_script(program, ["1", "1", "2"]) for line in ledger.heard(text)]
    if program.process.returncode:
        wrong.append(f"exit code {program.process.returncode}: {program.complaint.decode()}")
    return wrong + ledger.check()


def _memory() -> str | None:
    """Return a folder in memory, if there is one: nothing here needs to last."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None
