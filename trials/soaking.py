"""Endless rounds: a thousand in one process, and hundreds in fresh ones. Only the history may grow."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from typing import NamedTuple

from trials.driving import Driven, environment, make_home
from trials.report import Report

__all__ = ["fresh", "grown", "soaking"]

_QUESTIONS = 6
_WARM = 5  # rounds after which nothing should grow any more
_MOST_GROWTH = 6144  # KiB of memory, over all rounds: SQLite keeps up to 2 MB of the file
_MOST_LATER = 1024  # KiB of memory, over the second half of the rounds, if the file was larger than that before
_KEPT = 2_400_000  # bytes of the history after which SQLite keeps no more of it
_SLOWER = 3.0  # times as much work for a round of the last quarter as for one of the second
_UNEVEN = 1.5  # times as many bytes for a round of the last quarter as for one of the second
_STEM = re.compile(r"^(?:Which colour has|How large is) name(\d+)\?$", re.MULTILINE)
_OPTION = re.compile(r"^(\d+)\. [a-z]+(\d+)$", re.MULTILINE)


class Sample(NamedTuple):
    """A process, or the history, after a round."""

    memory: int  # KiB
    descriptors: int
    work: float  # seconds of the processor so far
    size: int  # bytes of the history


def soaking(count: int, seed: int) -> Report:
    """Play a number of rounds in one process, mostly with right answers, and inspect it after each."""
    began = time.monotonic()
    home = make_home(Path(tempfile.mkdtemp(prefix="quiz-soak-")))
    try:
        program = Driven(home, ["play", "words", "--plain", "--questions", str(_QUESTIONS)])
        samples = _play(program, home, count, Random(seed))
        program.end()
        failures = [*grown(samples), *_kept(home, count), *([program.complaint.decode()] if program.complaint else [])]
        if program.process.returncode != 0:
            failures.append(f"it ended with {program.process.returncode}")
        figures = [*_figures(samples), *_commands(home)]
        return Report("soak", len(samples), "rounds in one process", time.monotonic() - began, failures, figures)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def fresh(count: int, seed: int) -> Report:
    """Play a number of rounds, each in a process of its own."""
    began = time.monotonic()
    home = make_home(Path(tempfile.mkdtemp(prefix="quiz-soak-")))
    try:
        samples: list[Sample] = []
        failures: list[str] = []
        work = 0.0
        for number in range(count):
            draw = Random(f"{seed} {number}")
            program = Driven(home, ["play", "words", "--plain", "--questions", str(_QUESTIONS)])
            found = _play(program, home, 1, draw)
            program.end()
            if program.complaint or program.process.returncode != 0 or not found:
                failures.append(f"round {number}: {program.process.returncode} {program.complaint.decode()[-300:]}")
                continue
            work += found[0].work
            samples.append(found[0]._replace(work=work))
        failures += [*grown(samples), *_kept(home, count)]
        figures = [*_figures(samples), *_commands(home)]
        return Report("fresh", count, "rounds in fresh processes", time.monotonic() - began, failures, figures)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _play(program: Driven, home: Path, rounds: int, draw: Random) -> list[Sample]:
    """Play rounds to their ends, and leave at the last."""
    samples: list[Sample] = []
    while len(samples) < rounds and program.process.poll() is None:
        heard = program.hear()
        if heard is None:
            break
        program.forget()
        if "What now?" in heard:
            samples.append(_sample(program.process.pid, home))
            program.say("r" if len(samples) < rounds else "q")
        else:
            program.say(_answer(heard, draw))
    return samples


def _answer(heard: str, draw: Random) -> str:
    stems = list(_STEM.finditer(heard))
    if not stems:
        return "1"
    right = [number for number, of in _OPTION.findall(heard, stems[-1].end()) if of == stems[-1][1]]
    return right[0] if right and draw.random() < 0.9 else "1"


def _sample(pid: int, home: Path) -> Sample:
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    memory = int(re.findall(r"VmRSS:\s+(\d+)", status)[0])
    times = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    work = (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")
    descriptors = len(list(Path(f"/proc/{pid}/fd").iterdir()))
    return Sample(memory, descriptors, work, (home / "data" / "history.db").stat().st_size)


def grown(samples: Sequence[Sample]) -> list[str]:
    """Return what has grown although it must not, from the samples after each round."""
    if len(samples) <= _WARM:
        return []
    found = []
    first, last = samples[_WARM], samples[-1]
    if last.memory - first.memory > _MOST_GROWTH:
        found.append(f"memory has grown from {first.memory} to {last.memory} KiB")
    half = samples[len(samples) // 2]
    if half.size > _KEPT and last.memory - half.memory > _MOST_LATER:
        found.append(f"memory was still growing in the second half, from {half.memory} to {last.memory} KiB")
    if last.descriptors > first.descriptors:
        found.append(f"of {first.descriptors} open files {last.descriptors} were left")
    quarter = len(samples) // 4
    if quarter >= 20:
        second, end = (samples[2 * quarter - 1], samples[quarter - 1]), (samples[-1], samples[-quarter - 1])
        if end[0].work - end[1].work > _SLOWER * max(second[0].work - second[1].work, 0.1):
            found.append("rounds take ever more time")
        if end[0].size - end[1].size > _UNEVEN * max(second[0].size - second[1].size, 65536):
            found.append("rounds take ever more bytes of the history")
    return found


def _kept(home: Path, rounds: int) -> list[str]:
    """Return what is missing in the history."""
    with closing(sqlite3.connect(home / "data" / "history.db")) as db:
        ended = db.execute("SELECT count(*) FROM rounds WHERE ended_at IS NOT NULL").fetchone()[0]
        sound = db.execute("PRAGMA integrity_check").fetchone()[0]
    wrong = [] if ended == rounds else [f"of {rounds} rounds {ended} are in the history"]
    return wrong + ([] if sound == "ok" else [f"the history is not sound: {sound}"])


def _figures(samples: Sequence[Sample]) -> list[tuple[str, str]]:
    if len(samples) <= _WARM:
        return []
    first, last = samples[_WARM], samples[-1]
    quarter = max(1, len(samples) // 4)
    early = 1000 * (samples[quarter].work - samples[0].work) / quarter
    late = 1000 * (last.work - samples[-quarter - 1].work) / quarter
    per_round = (last.size - first.size) / max(1, len(samples) - 1 - _WARM)
    return [
        ("memory after the first rounds and at the end", f"{first.memory / 1024:.1f} and {last.memory / 1024:.1f} MB"),
        ("open files then", f"{first.descriptors} and {last.descriptors}"),
        ("work for a round, first and last quarter", f"{early:.0f} and {late:.0f} ms"),
        ("history, for a round", f"{per_round:,.0f} bytes"),
        ("history", f"{last.size / 1024:,.0f} KB"),
    ]


def _commands(home: Path) -> list[tuple[str, str]]:
    """Return how long commands that read the whole history take at its end."""
    figures = []
    for args in (["history"], ["stats"]):
        began = time.monotonic()
        subprocess.run([sys.executable, "-m", "quiz", *args], env=environment(home), check=True, capture_output=True)
        figures.append((f"quiz {' '.join(args)} at the end", f"{1000 * (time.monotonic() - began):.0f} ms"))
    return figures
