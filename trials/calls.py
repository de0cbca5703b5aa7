"""A round that dies, or finds its disk full or broken, at one of its system calls."""

import shutil
import tempfile
import time
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from random import Random
from typing import NamedTuple, TypeVar

from trials.driving import Driven, make_home, play_script
from trials.forked import pool
from trials.ledger import Ledger
from trials.report import Report
from trials.tracing import CHANGING, WRITES, count_calls, injecting, why_not

__all__ = ["calls", "faults", "small_disk"]

_T = TypeVar("_T")
_ROUND = ("play", "words", "--questions", "3", "--plain", "--seed", "7")
_SCRIPT = ("1", "2", "3", "u", "1", "m", "2", "1", "q")
_STORAGE = 74  # the exit code if the history cannot be written
_WELL = (0, _STORAGE)
_KILLED = -9
_KILLED_LEAST = 0.9  # of the rounds: a round that makes fewer calls than the one that was counted comes to its end
_SPEECHLESS = 120  # from Python, if not even a write to the null device succeeds
_BLOCKS = range(0, 260, 2)  # KiB that a file may have
_FAULTS = ("error=ENOSPC", "error=EIO", "error=ENOSPC+", "error=EIO+")  # once, or from then on


class _Case(NamedTuple):
    """One run: what goes before the program, what the run is called, and the exit codes that are allowed."""

    name: str
    before: tuple[str, ...]
    codes: tuple[int, ...]


def calls(count: int, seed: int) -> Report:
    """Kill a round at `count` of the system calls that change something, drawn from a seed, or at all of them."""
    if reason := why_not():
        return Report("calls", 0, "system calls", 0.0, [reason])
    every = _counted(CHANGING)
    cases = [
        _Case(f"{call} {n}", tuple(injecting(call, "signal=KILL", str(n))), (_KILLED, 0))
        for call, n in _drawn(every, count, seed)
    ]
    figures = [("system calls of the round that change something", len(every))]
    return _report("calls", "system calls", cases, figures, least_killed=_KILLED_LEAST)


def faults(count: int, seed: int) -> Report:
    """Make `count` writes and syncs of a round fail, drawn from a seed, or all of them, once or from then on."""
    if reason := why_not():
        return Report("faults", 0, "faults", 0.0, [reason])
    written = _counted(WRITES)
    every = [(call, n, fault) for call, n in written for fault in _FAULTS]
    cases = [
        _Case(
            f"{call} {n} {fault}",
            tuple(injecting(call, fault.rstrip("+"), f"{n}{'+' * fault.count('+')}")),
            (*_WELL, _SPEECHLESS) if call == "write" and "+" in fault else _WELL,
        )
        for call, n, fault in _drawn(every, count, seed)
    ]
    return _report("faults", "faults", cases, [("writes and syncs of the round", len(written))])


def small_disk(count: int, seed: int) -> Report:
    """Play on a disk where no file may grow beyond a size, with `count` sizes drawn from a seed."""
    limited = 'ulimit -f "$1"; shift; exec "$@"'
    cases = [
        _Case(f"{size} KiB", ("bash", "-c", limited, "bash", str(size)), _WELL) for size in _drawn(_BLOCKS, count, seed)
    ]
    return _report("small-disk", "sizes", cases, [])


def _drawn(every: Sequence[_T], count: int, seed: int) -> list[_T]:
    return list(every) if count >= len(every) else sorted(Random(seed).sample(list(every), count), key=str)


def _counted(names: Sequence[str]) -> list[tuple[str, int]]:
    """Return the calls of a round: a name, and its number among the calls of that name."""
    home = make_home(Path(tempfile.mkdtemp(prefix="quiz-count-")))
    try:
        found = count_calls(home, names, _SCRIPT, _ROUND)
        return [(name, n) for name, numbers in found.items() for n in numbers]
    finally:
        shutil.rmtree(home)


def _report(
    name: str, unit: str, cases: Sequence[_Case], figures: Sequence[tuple[str, int]], least_killed: float = 0.0
) -> Report:
    began = time.monotonic()
    with pool() as processes:
        tried = list(processes.map(_tried, cases, chunksize=4))
    found = list(chain.from_iterable(wrong for _, wrong in tried))
    killed = [code for code, _ in tried].count(_KILLED)
    if killed < least_killed * len(cases):
        found.append(f"only {killed} of {len(cases)} were killed")
    told = [(what, f"{number:,}") for what, number in figures]
    return Report(name, len(cases), unit, time.monotonic() - began, found, told)


def _tried(case: _Case) -> tuple[int, list[str]]:
    """Play a round under a fault, look at the history, and play on without one.

    Returns the exit code of the round, and what is wrong.
    """
    home = make_home(Path(tempfile.mkdtemp(prefix="quiz-fault-")))
    try:
        ledger = Ledger(home)
        program = Driven(home, _ROUND, case.before)
        wrong = [line for text in play_script(program, _SCRIPT) for line in ledger.heard(text)]
        code, complaint = program.process.returncode, program.complaint.decode()
        if code not in case.codes:
            wrong.append(f"exit code {code}: {complaint[-200:]}")
        if "Traceback" in complaint:
            wrong.append(f"a traceback: {complaint[-400:]}")
        wrong += ledger.check()
        program = Driven(home, ["play", "words", "--plain"])
        wrong += [line for text in play_script(program, ["1", "1", "2"]) for line in ledger.heard(text)]
        if program.process.returncode:
            wrong.append(f"then exit code {program.process.returncode}: {program.complaint.decode()[-200:]}")
        return code, [f"{case.name}: {line}" for line in wrong + ledger.check()]
    finally:
        shutil.rmtree(home)
