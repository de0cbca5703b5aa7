"""`quiz stats` after a million answers, compared with the same after a thousand; and recounting all of them."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from bench.histories import FACTS, MANY, answers, filled, opened
from bench.measure import Figure, by_turns, timed
from bench.sample import work_folder
from bench.terminal import environment
from quiz.history.derived.schedule import Schedule

__all__ = ["statistics"]

_FEW = 1_000
_LIMIT, _RECOUNT_LIMIT = 1.5, 0.6
_FETCH = (
    "SELECT round, fact, topic, bank, kind, is_right, hinted, certainty, answered_at FROM attempts "
    "WHERE voided_at IS NULL"
)


def statistics(runs: int) -> list[Figure]:
    """Measure the whole command, and a full recount compared with a loop that fetches the same columns of all rows."""
    with work_folder() as folder:
        many = filled(folder / "many", answers(MANY // FACTS))
        few = filled(folder / "few", _few())
        for data in (many, few):
            with closing(opened(data)) as history:
                history.recount()
                Schedule(history).update()
        ours, floor = by_turns(runs, lambda: _stats(many), lambda: _stats(few))
        with closing(opened(many)) as history:
            counted, fetched = by_turns(
                max(3, runs // 4), lambda: timed(history.recount), lambda: timed(lambda: _fetch(many))
            )
    return [
        Figure("`quiz stats` over 1,000,000 answers, floor: over 1,000", "ms", ours, floor, _LIMIT),
        Figure("recounting 1,000,000 answers, floor: fetching them", "ms", counted, fetched, _RECOUNT_LIMIT),
    ]


def _few() -> Iterator[tuple[object, ...]]:
    return islice(answers(1), _FEW)


def _stats(data: Path) -> float:
    env = {**environment(), "QUIZ_DATA_DIR": str(data)}
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "quiz", "stats", "--plain"], env=env, check=True, capture_output=True)
    return (time.perf_counter() - began) * 1000


def _fetch(data: Path) -> None:
    with closing(opened(data)) as history:
        for _ in history._db.execute(_FETCH):  # noqa: SLF001 # nothing but the rows
            pass
