"""The fuzzer: tens of thousands of files, each taken as far as a round in a process that may die of it.

A worker writes to shared memory which input it is at. If it dies, hangs or grows, that input is reported, reduced and
saved in a file.
"""

import os
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from random import Random
from typing import NamedTuple

from quiz.bank.limits import MAX_BYTES
from quiz.library.files import Unreadable, read_regular
from trials.forked import CONTEXT
from trials.heavy import HEAVY
from trials.inputs import made
from trials.judging import judge
from trials.report import Report

__all__ = ["Limits", "check_file", "fuzz", "fuzz_corpus", "fuzzing", "heaviest"]

KEPT = Path("fuzz-failures")
_BOTH_EVERY = 50  # both parsers read one input in this many, if both are there
_SMALL = 64 * 1024
_TOLD_EVERY = 1_000
_SHRINKING = 20.0  # seconds
_LEAST = 150 * 1024 * 1024  # a worker with more memory of its own is replaced
_ROOM = 1 << 30  # of addresses, so that a machine is not filled by one input


class Limits(NamedTuple):
    """What judges an input, and what is too much for one."""

    judge: Callable[..., str] = judge
    seconds: float = 1.0  # of the processor
    memory: int = 150 * 1024 * 1024  # bytes by which a worker grows
    hangs: float = 20.0  # seconds of the processor after which a worker is ended


_LIMITS = Limits()
_OF_HEAVY = Limits(seconds=8.0)  # for a bank of 60,000 questions, all of them made twice

Make = Callable[[int], tuple[str, bytes]]
_Slots = tuple["Synchronized[int]", "Synchronized[int]"]  # in shared memory: the number a worker is at, how many it did
#: What a worker sends: a failure (the input's number and what went wrong), or its counts at the end.
_Told = tuple[int, str] | Counter[str]


def fuzzing(count: int, seed: int, limits: Limits = _LIMITS) -> Report:
    """Judge a number of made-up inputs, with a worker for each processor."""
    return fuzz("fuzz", partial(made, seed), count, limits)


def fuzz_corpus(folder: Path, limits: Limits = _LIMITS) -> Report:
    """Judge every file in a folder and below it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return fuzz("fuzz", partial(_of_files, files), len(files), limits)


def _of_files(files: Sequence[Path], number: int) -> tuple[str, bytes]:
    try:
        return str(files[number]), read_regular(files[number], MAX_BYTES)
    except Unreadable:
        return str(files[number]), b""


def heaviest(count: int, seed: int, limits: Limits = _OF_HEAVY) -> Report:
    """Judge banks that are as large as allowed, or larger, and that generate as much as possible.

    They are always the same; the seed only chooses among them if not all are wanted.
    """
    names = Random(seed).sample(sorted(HEAVY), min(count, len(HEAVY)))  # for trials
    return fuzz("heavy", partial(_of_heavy, names), len(names), limits)


def _of_heavy(names: Sequence[str], number: int) -> tuple[str, bytes]:
    return names[number], HEAVY[names[number]]().encode()


def fuzz(name: str, make: Make, count: int, limits: Limits = _LIMITS) -> Report:
    """Judge a number of inputs, which `make` gives by their numbers, with a worker for each processor."""
    began = time.monotonic()
    counts: Counter[str] = Counter()
    failures: list[str] = []
    workers = min(os.cpu_count() or 1, count) or 1
    pools = [_Worker(make, range(nth, count, workers), limits) for nth in range(workers)]
    with suppress(KeyboardInterrupt):  # what was done until then is reported
        while any(worker.is_running for worker in pools):
            for worker in pools:
                failures += [_kept(make, number, what, limits) for number, what in worker.step(counts)]
    for worker in pools:
        worker.stop()
    tried = sum(worker.done for worker in pools)
    figures = [(outcome, f"{found:,}") for outcome, found in sorted(counts.items()) if not outcome.startswith("most")]
    figures += [("most time for one", f"{counts['most ms'] / 1000:.2f} s")]
    figures += [("most memory of a worker", f"{counts['most MB']} MB")]
    return Report(name, tried, "inputs", time.monotonic() - began, failures, figures)


class _Worker:
    """Goes through inputs in a process; if that ends too early, another continues after the input."""

    def __init__(self, make: Make, numbers: range, limits: Limits) -> None:
        self._limits = limits
        self._make = make
        self._numbers = numbers
        self._at: Synchronized[int] = CONTEXT.Value("q", -1)
        self._done: Synchronized[int] = CONTEXT.Value("q", 0)
        self.is_running = True
        self._start()

    def _start(self) -> None:
        self._at.value = -1
        receiver, sender = CONTEXT.Pipe(duplex=False)
        self._receiver = receiver
        self._process = CONTEXT.Process(
            target=_run, args=(self._make, self._numbers, self._limits, (self._at, self._done), sender)
        )
        self._process.start()
        sender.close()

    @property
    def done(self) -> int:
        """How many inputs it began with."""
        return self._done.value

    def stop(self) -> None:
        """End the process, if it still runs."""
        self._process.kill()
        self._process.join()

    def step(self, counts: Counter[str]) -> list[tuple[int, str]]:
        """Take in what the process has reported. Returns failures."""
        if not self.is_running or not self._receiver.poll(0.05):
            return []
        try:
            told: _Told = self._receiver.recv()
        except EOFError:
            return self._ended()
        if isinstance(told, Counter):
            for name, value in told.items():
                counts[name] = max(counts[name], value) if name.startswith("most") else counts[name] + value
            return []
        return [told]

    def _ended(self) -> list[tuple[int, str]]:
        self._process.join()
        code, at = self._process.exitcode, self._at.value
        self._receiver.close()
        if code == 0 and at == -1:
            self.is_running = False
            return []
        left = self._numbers[self._numbers.index(at) + 1 :] if at in self._numbers else self._numbers[:0]
        self._numbers = left
        self.is_running = bool(left)
        if left:
            self._start()
        if code == 0:  # it made room
            return []
        if code == -signal.SIGVTALRM:
            return [(at, f"takes more than {self._limits.hangs:.0f} s")]
        return [(at, f"the interpreter ended with {code}")]


def _run(make: Make, numbers: range, limits: Limits, slots: "_Slots", sender: Connection) -> None:
    """Judge inputs in a process of their own. It sends counts now and then, and ends early if it has grown."""
    resource.setrlimit(resource.RLIMIT_AS, (_ROOM, _ROOM))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    counts: Counter[str] = Counter()
    at, done = slots
    for number in numbers:
        at.value = number
        done.value += 1
        _, data = make(number)
        outcome, seconds, grown = measured(data, limits, both=number % _BOTH_EVERY == 0 and len(data) < _SMALL)
        counts["most ms"] = max(counts["most ms"], round(seconds * 1000))
        counts["most MB"] = max(counts["most MB"], _memory() >> 20)
        if outcome in ("refused", "nothing to ask", "played"):
            counts[outcome] += 1
        else:
            sender.send((number, outcome))
        if grown or _memory() > _LEAST:
            sender.send(counts)
            sys.exit(0)
        if sum(counts.values()) > _TOLD_EVERY:
            sender.send(counts)
            counts = Counter()
    sender.send(counts)
    at.value = -1


def measured(data: bytes, limits: Limits, *, both: bool) -> tuple[str, float, bool]:
    """Judge a file. Returns how far it came or what went wrong, the seconds it took, and whether memory has grown."""
    before = _memory()
    signal.setitimer(signal.ITIMER_VIRTUAL, limits.hangs)
    began = time.process_time()
    try:
        outcome = limits.judge(data, both=both)
    except Exception as error:  # noqa: BLE001 # that is what is looked for
        last = traceback.extract_tb(error.__traceback__)[-1]
        outcome = f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})"
    seconds = time.process_time() - began
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    grown = _memory() - before
    if outcome in ("refused", "nothing to ask", "played"):
        if seconds > limits.seconds * (3 if both else 1):  # Python's own parser is many times slower
            outcome = f"takes {seconds:.1f} s"
        elif grown > limits.memory:
            outcome = f"takes {grown >> 20} MB"
    return outcome, seconds, grown > limits.memory


def _memory() -> int:
    """Return the most memory that this process had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def check_file(data: bytes, limits: Limits = _LIMITS) -> str:
    """Judge a file in a process of its own; return what goes wrong, or nothing."""
    worker = _Worker(partial(_the_one, data), range(1), limits)
    counts: Counter[str] = Counter()
    found: list[tuple[int, str]] = []
    while worker.is_running:
        found += worker.step(counts)
    return found[0][1] if found else ""


def _the_one(data: bytes, _number: int) -> tuple[str, bytes]:
    return "one", data


def _kept(make: Make, number: int, what: str, limits: Limits) -> str:
    """Save an input that failed, as small as it still fails in the same way; return a line about it."""
    kind, data = make(number)
    small = _smaller(data, what.partition(":")[0].rstrip("0123456789. sMB"), limits)
    KEPT.mkdir(exist_ok=True)
    path = KEPT / f"{number}.yaml"
    path.write_bytes(small)
    return f"{number} ({kind}): {what[:300]}; {len(small)} of {len(data)} bytes kept in {path}"


def _smaller(data: bytes, what: str, limits: Limits) -> bytes:
    """Drop lines, then pieces, as long as the file fails in the same way, for some seconds."""
    deadline = time.monotonic() + _SHRINKING
    for cut in (data.splitlines(keepends=True), None):
        parts = cut if cut is not None else [bytes([byte]) for byte in data[:2000]] + [data[2000:]]
        size = len(parts) // 2
        while size and time.monotonic() < deadline:
            for at in range(0, len(parts), size):
                left = parts[:at] + parts[at + size :]
                if time.monotonic() < deadline and check_file(b"".join(left), limits).startswith(what):
                    parts = left
                    break
            else:
                size //= 2
        data = b"".join(parts)
    return data
