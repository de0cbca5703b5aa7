"""`quiz class` for a class and for a school: reading, replaying and counting, compared with `json.loads`.

`python -m bench.classes` measures only these.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench.measure import Figure, by_turns, no_collector, timed
from bench.sample import bank_bytes, work_folder
from bench.table import about, as_text
from bench.terminal import environment
from quiz.app.class_results import ClassWanted, class_report
from quiz.classroom.result_file import ResultsBank, StudentAnswer, StudentResults, results_file
from quiz.items.decoding import decode
from quiz.items.draw import DRAWS
from quiz.items.item import Item
from quiz.items.sources import PatternSource, bank_sources

__all__ = ["classes"]

_QUESTIONS = 200
_CLASS, _SCHOOL = 30, 1_000
_CLASS_LIMIT_MS, _SCHOOL_LIMIT_MS, _RATIO_LIMIT = 2_000, 30_000, 4.0
_MORNING = 1_796_029_200_000


def classes(runs: int) -> list[Figure]:
    """Measure the whole command, and its work compared with parsing the same lines, for a test and for rounds."""
    few = max(3, runs // 4)
    with work_folder() as folder:
        (folder / "banks").mkdir()
        (folder / "banks" / "sample.yaml").write_bytes(bank_bytes(_QUESTIONS, ["who-holds"]))
        test = handed_in(folder / "test", _SCHOOL, same=True)
        rounds = handed_in(folder / "rounds", _SCHOOL, same=False)
        small = handed_in(folder / "class", _CLASS, same=True)
        whole = [[_command(folder, each) for _ in range(few)] for each in (small, test)]
        os.environ |= _places(folder)
        both: list[list[list[float]]] = []
        for each in (test, rounds):
            lines = [line for file in each.iterdir() for line in file.read_bytes().splitlines()]
            with no_collector():
                both.append(by_turns(few, partial(_work, each), partial(_parse, lines)))
    students = f"{_SCHOOL:,} x {_QUESTIONS}"
    return [
        Figure(f"`quiz class`, {_CLASS} x {_QUESTIONS} answers", "ms", whole[0], limit=_CLASS_LIMIT_MS),
        Figure(f"`quiz class`, {students} answers", "ms", whole[1], limit=_SCHOOL_LIMIT_MS),
        Figure(
            f"{students} of a test, replayed, floor: json.loads of the lines",
            "ms",
            both[0][0],
            both[0][1],
            _RATIO_LIMIT,
        ),
        Figure(f"{students} of rounds of their own, replayed, floor: the same", "ms", both[1][0], both[1][1]),
    ]


def handed_in(folder: Path, students: int, *, same: bool) -> Path:
    """Write the results of a number of students to a folder: of a test, or each of a round with its own seed."""
    folder.mkdir()
    bank = decode(bank_bytes(_QUESTIONS, ["who-holds"]), "sample").bank
    assert bank is not None
    (source,) = [source for _, _, source in bank_sources(bank) if isinstance(source, PatternSource)]
    drawing = random.Random(7)
    for number in range(students):
        seed = "7" if same else str(number)
        items = list(_items(source, seed))
        answers = tuple(_answer(item, bank.hash, number, slot, seed, drawing) for slot, item in enumerate(items))
        banks = (ResultsBank(bank.id, bank.hash, bank.title),)
        results = StudentResults(f"id-{number}", f"s{number}", None, "1.0", banks, answers)
        (folder / f"s{number:05}.results").write_bytes(results_file(results))
    return folder


def _items(source: PatternSource, seed: str) -> Iterator[Item]:
    for row in source.rows:
        made = source.item(row, seed, row)
        assert isinstance(made, Item)
        yield made


def _answer(item: Item, content: str, student: int, slot: int, seed: str, drawing: random.Random) -> StudentAnswer:
    """Return an answer of a student; later students know more."""
    knows = drawing.random() < 0.3 + 0.6 * (student % 30) / 30
    chosen = item.keys if knows else (drawing.choice(item.options).id,)
    return StudentAnswer(
        bank=item.origin.bank,
        bank_hash=content,
        draws=DRAWS,
        item=item.id,
        fact=item.fact,
        form=item.form,
        seed=seed,
        slot=slot,
        pairs=(),
        round=f"round-{student}",
        position=slot,
        kind="first",
        mode="test",
        test="t" * 32,
        is_late=False,
        chosen=chosen,
        response=None,
        right=chosen == item.keys,
        hinted=False,
        took_ms=drawing.randrange(1_000, 20_000),
        answered_at=_MORNING + 20_000 * slot,
        utc_offset_s=3600,
    )


def _places(folder: Path) -> dict[str, str]:
    return {"QUIZ_DATA_DIR": str(folder / "data"), "QUIZ_BANK_DIR": str(folder / "banks")}


def _command(folder: Path, handed: Path) -> float:
    env = {**environment(), **_places(folder)}
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "quiz", "class", str(handed), "--json"], env=env, check=True, capture_output=True
    )
    return (time.perf_counter() - began) * 1000


def _work(folder: Path) -> float:
    return timed(lambda: class_report(ClassWanted([str(folder)])))


def _parse(lines: list[bytes]) -> float:
    return timed(lambda: [json.loads(line) for line in lines])


if __name__ == "__main__":
    argparse.ArgumentParser(
        prog="python -m bench.classes",
        description="Measure how fast `quiz class` is, next to parsing the same lines and nothing more.",
    ).parse_args()
    print("\n".join([as_text(classes(12)), "", *about()]))
