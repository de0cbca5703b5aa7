"""`quiz review` with a million answers behind it against the same with twenty, and keeping the schedule."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bench.measure import Figure, by_turns, timed
from bench.sample import bank_bytes, work_folder
from bench.terminal import Program, environment
from quiz.store.history import Attempt, History, RoundRow
from quiz.store.players import UNNAMED, Player, add_player, new_id, only_player
from quiz.store.schedule import Schedule

__all__ = ["reviewing"]

_FACTS, _MANY = 2_000, 1_000_000
_DUE = 20  # facts, so that both ask the same
_DAY = 86_400_000
_FIRST_LIMIT, _UPDATE_LIMIT = 1.2, 5.0
_SHOWN = '{"bank":"Sample","stem":"Which?","options":[],"why":"","source":""}'


def reviewing(runs: int) -> list[Figure]:
    """Measure until the keys below the first question were received, and folding an answer, and all of them."""
    with work_folder() as folder:
        many = _filled(folder / "many", _answers(_MANY // _FACTS))
        few = _filled(folder / "few", _answers(0))
        with closing(_opened(many)) as history:
            fold = [timed(Schedule(history).update)]
            update = [_update(history, i) for i in range(max(2 * runs, 10))]
        with closing(_opened(few)) as history:
            Schedule(history).update()
        ours, floor = by_turns(runs, lambda: _first(many), lambda: _first(few))
    return [
        Figure("`quiz review` behind 1,000,000 answers", "ms", ours, floor, _FIRST_LIMIT),
        Figure("an answer brought into the schedule", "ms", update[1:], limit=_UPDATE_LIMIT),
        Figure("folding 1,000,000 answers anew", "ms", fold),
    ]


def _first(data: Path) -> float:
    env = {**environment(), "QUIZ_DATA_DIR": str(data)}
    with Program("quiz", "review", env=env) as program:
        return (program.receive("? keys") - program.began) * 1000


def _update(history: History, nth: int) -> float:
    """Answer a question on a fact that was asked long ago, and return how long the schedule takes to know."""
    now = time.time_ns() // 1_000_000
    fact = f"p{_DUE + nth:05}"
    attempt = Attempt(
        *(f"new-{nth}", "new", nth, "first", "sample", "0" * 64, f"sample/posts.who-holds/{fact}"),
        *(f"sample/posts/{fact}", "Posts", "pick", nth, {}, ("p",)),
        hinted=False, right=True, took_ms=900, answered_at=now,
    )  # fmt: skip
    history.save(RoundRow("new", now, "learn", "7", 500, "{}"), attempt)
    return timed(Schedule(history).update)


def _opened(folder: Path) -> History:
    history = History.open(folder / "history.db", write=True)
    assert history is not None
    return history.of(only_player(history) or Player("", UNNAMED))


def _filled(folder: Path, answers: "Iterator[tuple[object, ...]]") -> Path:
    """Make a history of answers, and a bank that they are about; return its folder."""
    (folder / "banks").mkdir(parents=True, mode=0o700)
    (folder / "banks" / "sample.yaml").write_bytes(bank_bytes(_FACTS))
    _opened(folder).close()
    with closing(sqlite3.connect(folder / "history.db", isolation_level=None)) as db:
        db.executescript("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; BEGIN")
        player = add_player(db, new_id(), UNNAMED).id
        db.execute("INSERT INTO rounds VALUES ('all', 0, 1, 'finished', 'learn', '7', 10, '{}', ?)", (player,))
        rounds = ((f"r{i}", i, i + 1, player) for i in range(_MANY // _FACTS))
        db.executemany("INSERT INTO rounds VALUES (?, ?, ?, 'finished', 'learn', '7', 10, '{}', ?)", rounds)
        db.executemany(f"INSERT INTO attempts VALUES ({', '.join('?' * 19)})", answers)
        db.execute("UPDATE rounds SET ended_at = 1, ending = 'finished'")
        db.execute("COMMIT")
    return folder


def _answers(each: int) -> Iterator[tuple[object, ...]]:
    """Answer all facts rightly so many times over three years, and then the first twenty of them wrongly."""
    now = time.time_ns() // 1_000_000
    for i in range(each):
        at = now - 1100 * _DAY + i * 1000 * _DAY // each
        for j in range(_FACTS):
            yield _answer(f"r{i}", j, at + j, right=1)
    for j in range(_DUE):
        yield _answer("all", j, now - 60 * _DAY, right=0)


def _answer(round_: str, position: int, at: int, right: int) -> tuple[object, ...]:
    row = f"p{position:05}"
    return (
        *(f"{round_}-{position}", round_, position, "first", "sample", "0" * 64, f"sample/posts.who-holds/{row}"),
        *(f"sample/posts/{row}", "Posts", "pick", 0, _SHOWN, '["p"]', 0, right, 900, at, None, None),
    )
