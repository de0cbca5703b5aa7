"""Rounds that are killed at random moments: no answer that was shown may be lost."""

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from trials.driving import Driven, make_home
from trials.forked import pool
from trials.ledger import Ledger
from trials.report import Report

__all__ = ["killing"]

_CHUNK = 50  # kills of one history
_START = 0.15  # seconds within which a start is killed
_STEPS = (0.002, 0.006, 0.03)  # seconds after an answer within which it is killed
_LONGEST = 500  # prompts before a round counts as endless


def killing(count: int, seed: int) -> Report:
    """Kill the program `count` times, at moments drawn from a seed, and look at the history each time.

    The moments are drawn, but what a process is doing then differs from run to run.
    """
    began = time.monotonic()
    chunks = [(seed, first, min(_CHUNK, count - first)) for first in range(0, count, _CHUNK)]
    with pool() as processes:
        found = list(processes.map(_chunk, chunks))
    failures = [failure for wrong, _, _ in found for failure in wrong]
    shown = sum(answers for _, answers, _ in found)
    untold = sum(late for _, _, late in found)
    figures = [
        ("answers shown", f"{shown - untold:,}, none lost" if not failures else f"{shown - untold:,}"),
        ("kept before they could be shown", f"{untold:,}"),
    ]
    return Report("kill", sum(size for _, _, size in chunks), "kills", time.monotonic() - began, failures, figures)


def _chunk(chunk: tuple[int, int, int]) -> tuple[list[str], int, int]:
    """Kill a number of rounds of one history.

    Returns what went wrong, and how many answers were saved and never shown.
    """
    seed, first, size = chunk
    home = make_home(Path(tempfile.mkdtemp(prefix="quiz-kill-")))
    try:
        ledger = Ledger(home)
        wrong: list[str] = []
        untold = 0
        for number in range(first, first + size):
            draw = Random(f"{seed} {number}")
            found = _play_and_kill(home, ledger, draw)
            told = len(ledger.shown)
            found += ledger.check()
            untold += len(ledger.shown) - told
            wrong += [f"kill {number}: {line}" for line in found]
        wrong += [f"after kill {first + size - 1}: {line}" for line in _play_to_the_end(home, ledger)]
        return wrong, len(ledger.shown), untold
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _play_and_kill(home: Path, ledger: Ledger, draw: Random) -> list[str]:
    """Answer a few questions and kill the program in the middle of what follows."""
    program = Driven(home, ["play", "words", "--plain"])
    wrong: list[str] = []
    moment = draw.uniform(0, _START)
    for _ in range(draw.randint(0, 5)):
        text = program.hear()
        if text is None or program.process.poll() is not None:
            wrong.append(f"stuck, or ended by itself: {program.said[-200:]!r}")
            break
        wrong += ledger.heard(text)
        program.say(_answer(text, draw.randint))
        moment = draw.uniform(0, draw.choice(_STEPS))
    wrong += ledger.heard(program.hear(moment) or "")
    return wrong + ledger.heard(program.kill())


def _play_to_the_end(home: Path, ledger: Ledger) -> list[str]:
    """Resume what is left and play it to its end. Returns what is wrong."""
    draw = Random(0)
    program = Driven(home, ["play", "words", "--plain"])
    wrong: list[str] = []
    for _ in range(_LONGEST):
        text = program.hear() or ""
        wrong += ledger.heard(text)
        if "What now?" in text:
            break
        program.say(_answer(text, draw.randint))
    program.say("q")
    wrong += ledger.heard(program.end())
    if program.process.returncode:
        wrong.append(f"exit code {program.process.returncode}: {program.complaint.decode()}")
    told = len(ledger.shown)
    wrong += ledger.check()
    return wrong + (["an answer is kept that was never told"] if len(ledger.shown) > told else [])


def _answer(text: str, draw: Callable[[int, int], int]) -> str:
    if "Unfinished round" in text:
        return "1"
    return "r" if "What now?" in text else str(draw(1, 4))
