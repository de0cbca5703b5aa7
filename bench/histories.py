"""Histories of a million answers and of few, for the figures that compare them."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bench.sample import bank_bytes
from quiz.history.log import History
from quiz.history.players import UNNAMED, Player, add_player, new_id, only_player
from quiz.history.records import ATTEMPT_COLUMNS

__all__ = ["DUE", "FACTS", "MANY", "answers", "filled", "opened"]

FACTS, MANY = 2_000, 1_000_000
ROUND = 20  # questions
DUE = 20  # facts, so that a review of each history asks the same
_WRONG = 4  # times on days in a row, so that they are due whatever was known about them before
_DAY = 86_400_000
_SHOWN = '{"bank":"Sample","stem":"Which?","options":[],"why":"","source":""}'


def opened(folder: Path) -> History:
    """Open the history of a folder to write, as its only player."""
    history = History.open(folder / "history.db", write=True)
    assert history is not None
    return history.of(only_player(history) or Player("", UNNAMED))


def filled(folder: Path, answers: Iterator[tuple[object, ...]]) -> Path:
    """Make a history of answers, and a bank that they are about; return its folder."""
    (folder / "banks").mkdir(parents=True, mode=0o700)
    (folder / "banks" / "sample.yaml").write_bytes(bank_bytes(FACTS))
    opened(folder).close()
    with closing(sqlite3.connect(folder / "history.db", isolation_level=None)) as db:
        db.executescript("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; BEGIN")
        player = add_player(db, new_id(), UNNAMED).id
        rounds = [(f"r{i}", i, i + 1, player) for i in range(MANY // ROUND)]
        rounds += [(f"wrong{i}", 0, 1, player) for i in range(_WRONG)]
        db.executemany("INSERT INTO rounds VALUES (?, ?, ?, 'finished', 'learn', '7', 10, '{}', ?, NULL)", rounds)
        names = ", ".join(ATTEMPT_COLUMNS)
        db.executemany(f"INSERT INTO attempts ({names}) VALUES ({', '.join('?' * len(ATTEMPT_COLUMNS))})", answers)
        db.execute("UPDATE rounds SET ended_at = 1, ending = 'finished'")
        db.execute("COMMIT")
    return folder


def answers(each: int) -> Iterator[tuple[object, ...]]:
    """Answer all facts rightly a number of times over three years, and then twenty of them wrongly on some days."""
    now = time.time_ns() // 1_000_000
    for i in range(each):
        at = now - 1100 * _DAY + i * 1000 * _DAY // each
        for j in range(FACTS):
            yield _answer(f"r{(i * FACTS + j) // ROUND}", j, at + j, right=1)
    for i in range(_WRONG):
        for j in range(DUE):
            yield _answer(f"wrong{i}", j, now - (60 - i) * _DAY, right=0)


def _answer(round_: str, position: int, at: int, right: int) -> tuple[object, ...]:
    row = f"p{position:05}"
    return (
        *(f"{round_}-{position}", round_, position, "first", "sample", "0" * 64, f"sample/posts.who-holds/{row}"),
        *(f"sample/posts/{row}", "Posts", "pick", 0, _SHOWN, '["p"]', 0, right, 900, at, None, None, None, 0, None),
    )
