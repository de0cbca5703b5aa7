"""Checking banks: a large one with all rules, in ms and MB, and a small one again whenever it is saved."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import yaml

from bench.measure import Figure, by_turns, no_collector, timed
from bench.sample import bank_bytes, work_folder
from bench.terminal import environment
from quiz.app.check import Watch
from quiz.items.decoding import decode
from quiz.library.banks import BankFile
from quiz.lint.check import check_bank
from quiz.term.sink import Sink

__all__ = ["checking", "run_program", "watching"]

_OURS = ("-m", "quiz", "bank", "check")
_LOADER = "bench.floors.load_yaml"
_FACTS = 10_000
_LIMIT = 1.5
_MEMORY = 300.0
_SMALL = 200
_WATCH_LIMIT = 100.0


def checking(runs: int) -> list[Figure]:
    """Measure decoding, making all 60,000 items and judging them by all rules, compared with only loading the YAML.

    First both in this process, then both as programs, from start to exit; then yamllint on the same bank.
    """
    data = bank_bytes(_FACTS)

    def ours() -> float:
        return _fresh(lambda: _check(data))

    def loader() -> float:
        return _fresh(lambda: yaml.load(data, Loader=yaml.CSafeLoader))  # noqa: TID251 # what others do

    loading = by_turns(max(3, runs // 4), ours, loader)
    linting = by_turns(max(2, runs // 8), ours, _yamllint(data.decode()))
    with work_folder() as folder:
        path = folder / "sample.yaml"
        path.write_bytes(data)
        programs = [partial(timed, partial(run_program, *args, str(path))) for args in (_OURS, ("-m", _LOADER))]
        processes = by_turns(max(3, runs // 4), *programs)
        memory = float(run_program("-m", "bench.floors.most_memory", *_OURS, str(path)))
    return [
        Figure("check 10,000 facts", "ms", loading[0], loading[1], _LIMIT),
        Figure("the same as programs", "ms", processes[0], processes[1]),
        Figure("the same, next to yamllint", "ms", linting[0], linting[1], 1.0),
        Figure("its memory, as a program", "MB", [memory], limit=_MEMORY),
    ]


def _check(data: bytes) -> None:
    bank = decode(data, "sample").bank
    assert bank is not None
    if check_bank(bank).items != 6 * _FACTS:
        raise RuntimeError("items are missing")


def _fresh(call: Callable[[], object]) -> float:
    """Time a call as programs make it, with the cycle collector on and nothing left for it to collect."""
    with no_collector():
        pass
    return timed(call)


def _yamllint(text: str) -> Callable[[], float]:
    from yamllint import linter
    from yamllint.config import YamlLintConfig

    config = YamlLintConfig("extends: default")
    return lambda: _fresh(lambda: list(linter.run(text, config)))


def run_program(*args: str) -> str:
    """Run Python with arguments in the root of the repository; return what it writes."""
    root = Path(__file__).resolve().parent.parent
    command = [sys.executable, *args]
    return subprocess.run(command, env=environment(), cwd=root, check=True, capture_output=True, text=True).stdout


def watching(runs: int) -> list[Figure]:
    """Measure the time from saving a pattern to its questions being shown, between two waits of the watch."""
    text = bank_bytes(_SMALL).decode()
    times: list[float] = []
    with work_folder() as folder, Path(os.devnull).open("w", encoding="utf-8") as null:
        path = folder / "sample.yaml"
        path.write_text(text, encoding="utf-8")
        began = time.perf_counter()

        def wait() -> None:
            nonlocal began
            times.append((time.perf_counter() - began) * 1000)
            if len(times) > runs:
                raise KeyboardInterrupt
            path.write_text(text.replace("Who is", f"Who, in {len(times)}, is"), encoding="utf-8")
            began = time.perf_counter()

        with suppress(KeyboardInterrupt):
            Watch({str(path): [BankFile(path, "", "sample")]}, Sink(null)).run(wait)
    return [Figure("check 200 facts again on a save", "ms", times[1:], limit=_WATCH_LIMIT)]
