"""`quiz review` after a million answers, compared with the same after twenty; and saving the schedule."""

import time
from contextlib import closing
from pathlib import Path

from bench.histories import DUE, FACTS, MANY, answers, filled, opened
from bench.measure import Figure, by_turns, timed
from bench.sample import work_folder
from bench.terminal import Program, environment
from quiz.game.shown import Shown
from quiz.history.derived.schedule import Schedule
from quiz.history.log import History
from quiz.history.records import Attempt, RoundRow

__all__ = ["reviewing"]

_FIRST_LIMIT, _UPDATE_LIMIT = 1.2, 5.0


def reviewing(runs: int) -> list[Figure]:
    """Measure the time until the keys below the first question are received, and folding one answer and all of them."""
    with work_folder() as folder:
        many = filled(folder / "many", answers(MANY // FACTS))
        few = filled(folder / "few", answers(0))
        with closing(opened(many)) as history:
            fold = [timed(Schedule(history).update)]
            update = [_update(history, i) for i in range(max(2 * runs, 10))]
        with closing(opened(few)) as history:
            Schedule(history).update()
        ours, floor = by_turns(runs, lambda: _first(many), lambda: _first(few))
    return [
        Figure("`quiz review` after 1,000,000 answers", "ms", ours, floor, _FIRST_LIMIT),
        Figure("an answer brought into the schedule", "ms", update[1:], limit=_UPDATE_LIMIT),
        Figure("rebuilding the schedule of 1,000,000 answers", "ms", fold),
    ]


def _first(data: Path) -> float:
    env = {**environment(), "QUIZ_DATA_DIR": str(data)}
    with Program("quiz", "review", env=env) as program:
        return (program.receive(" key") - program.began) * 1000  # of a question, or of the page that announces them


def _update(history: History, nth: int) -> float:
    """Answer a question on a fact that was asked long ago, and return how long the schedule takes to be updated."""
    now = time.time_ns() // 1_000_000
    fact = f"p{DUE + nth:05}"
    attempt = Attempt(
        *(f"new-{nth}", "new", nth, "first", "sample", "0" * 64, f"sample/posts.who-holds/{fact}"),
        *(f"sample/posts/{fact}", "Posts", "pick", nth, Shown("", "", ()), ("p",)),
        hinted=False, right=True, took_ms=900, answered_at=now,
    )  # fmt: skip
    history.save(RoundRow("new", now, "learn", "7", 500, "{}"), attempt)
    return timed(Schedule(history).update)
