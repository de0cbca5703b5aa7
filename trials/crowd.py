"""Many writers of one history at once: nothing is lost, nothing is saved twice, and the counts are right."""

import shutil
import sqlite3
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

from quiz.game.shown import Shown, ShownOption
from quiz.history.database import HistoryError
from quiz.history.log import History
from quiz.history.records import Attempt, RoundRow
from trials.forked import CONTEXT
from trials.report import Report

__all__ = ["crowd"]

_ANSWERS = 100
_SHOWN = Shown("B", "?", (ShownOption("o", "O", correct=True),))


def crowd(count: int, seed: int) -> Report:
    """Let `count` processes open a history that does not exist yet, all at once, and save 100 answers each.

    The answers come without a pause, so that the file is locked nearly all the time. None tries again: a process that
    waits ten seconds in vain, which a player would be told, is a failure.
    """
    began = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="quiz-crowd-"))
    path = folder / "data" / "history.db"
    try:
        start = CONTEXT.Barrier(count)
        told: Any = CONTEXT.Queue()
        writers = [CONTEXT.Process(target=_write, args=(path, name, start, told)) for name in range(count)]
        for writer in writers:
            writer.start()
        found = [told.get() for _ in writers]
        for writer in writers:
            writer.join()
        saved = [id_ for ids, _, _ in found for id_ in ids]
        waits = sorted(wait for _, seconds, _ in found for wait in seconds)
        failures = [*(reason for _, _, reasons in found for reason in reasons), *_compared(path, saved)]
        figures = [
            ("answers kept", f"{len(saved):,} of {count * _ANSWERS:,}"),
            ("seconds until an answer was kept", f"{median(waits):.2f} in the middle, {waits[-1]:.1f} at most"),
        ]
        return Report("crowd", count, "writers at once", time.monotonic() - began, failures, figures)
    finally:
        shutil.rmtree(folder)


def _write(path: Path, name: int, start: Any, told: Any) -> None:
    """Save answers; report the ids of those that were saved, how many seconds each took, and what went wrong."""
    row = RoundRow(f"r{name}", 1, "learn", "7", _ANSWERS, "{}")
    saved: list[str] = []
    waits: list[float] = []
    wrong: list[str] = []
    start.wait()
    try:
        history = History.open(path, write=True)
        assert history is not None
        with closing(history):
            for i in range(_ANSWERS):
                fact = f"b/t/{i % 7}"
                attempt = Attempt(
                    *(f"{name}-{i}", row.id, i, "first", "b", "h", f"b/t.p/{i % 7}", fact, "T", "pick", 0, _SHOWN),
                    chosen=("o",),
                    hinted=False,
                    right=bool(i % 3),
                    took_ms=5,
                    answered_at=1_700_000_000_000 + i,
                )
                began = time.monotonic()
                history.save(row, attempt)
                waits.append(time.monotonic() - began)
                saved.append(attempt.id)
    except HistoryError as error:
        wrong.append(f"writer {name}: {error.message}")
    told.put((saved, waits, wrong))


def _compared(path: Path, saved: list[str]) -> list[str]:
    """Compare what is in the file with what was reported, using SQLite alone. Returns what is wrong."""
    with closing(sqlite3.connect(path)) as db:
        kept = Counter(id_ for (id_,) in db.execute("SELECT id FROM attempts"))
        sound = db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        dangling = db.execute("PRAGMA foreign_key_check").fetchall()
        players = db.execute("SELECT count(*) FROM players").fetchone()[0]
        answers, right = db.execute("SELECT count(*), sum(is_right) FROM attempts").fetchone()
        counted = [
            db.execute(f"SELECT sum(tries), sum(is_right) FROM {table}").fetchone()
            for table in ("fact_counts", "topic_counts")
        ]
    wrong = [] if kept == Counter(saved) else [f"{len(saved)} answers were saved, {kept.total()} are kept"]
    wrong += [] if sound and not dangling else ["the file is not sound"]
    wrong += [] if players == 1 else [f"there are {players} players"]
    wrong += [] if counted == [(answers, right)] * 2 else [f"{answers} answers, counted as {counted}"]
    left = sorted(entry.name for entry in path.parent.iterdir())
    return wrong + ([] if left == [path.name] else [f"left behind: {left}"])
