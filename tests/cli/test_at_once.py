"""Several programs at once, locks, and clocks that jump; each in a process of its own."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quiz.history.log import History
from tests.conftest import Conversation, right_answer

if TYPE_CHECKING:
    from tests.conftest import Program

#: Starts the program with the wait for a lock cut short.
IMPATIENT = "import quiz.history.database as database; database._BUSY_SECONDS = 0.05"
#: Starts it with a clock that jumps a year back or ahead after it was read a few times.
JUMPING = """
import itertools, time
real, looks = time.time_ns, itertools.count()
time.time_ns = lambda: real() + ({days} * 86_400 * 10**9 if next(looks) >= {after} else 0)
"""
MAIN = "\nfrom quiz.__main__ import main\nmain()\n"
VERSION_1 = Path(__file__).parent.parent / "history" / "history-v1.sql"


def start(program: Program, before: str, *args: str) -> Conversation:
    process = subprocess.Popen(
        [sys.executable, "-c", before + MAIN, *args],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=program.env(),
        cwd=program.folder,
    )
    program._running.append(process)
    return Conversation(process)


def answer_all(talk: Conversation) -> str:
    """Play a round to its end with right answers."""
    heard = talk.hear()
    said = heard
    while "What now?" not in heard:
        talk.say(right_answer(heard))
        heard = talk.hear()
        said += heard
    talk.say("q")
    return said + talk.hear()


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql).fetchall()


def test_eight_first_starts_at_once_share_one_history(colors: Program) -> None:
    talks = [colors.talk("play", "colors", "--seed", str(seed)) for seed in range(8)]
    for talk in talks:
        talk.say(right_answer(talk.hear()))
    for talk in talks:
        assert "Right." in talk.hear()
        talk.say("q")
        assert 0 == talk.end()

    assert [(8, 8)] == rows(colors.history_file, "SELECT count(*), count(DISTINCT round) FROM attempts")
    assert [(1,)] == rows(colors.history_file, "SELECT count(*) FROM players")
    assert [("ok",)] == rows(colors.history_file, "PRAGMA integrity_check")


def test_two_migrations_at_once_keep_every_answer_and_one_backup(colors: Program) -> None:
    colors.data.mkdir(mode=0o700)
    with closing(sqlite3.connect(colors.history_file)) as db:
        db.executescript(VERSION_1.read_text(encoding="utf-8"))
    before = rows(colors.history_file, "SELECT id, chosen FROM attempts ORDER BY id")
    talks = [colors.talk("play", "colors", "--seed", str(seed)) for seed in range(2)]
    for talk in talks:
        talk.say(right_answer(talk.hear()))
    for talk in talks:
        assert "Right." in talk.hear()
        talk.say("q")
        assert 0 == talk.end()

    after = rows(colors.history_file, "SELECT id, chosen FROM attempts ORDER BY id")
    backup = colors.data / "backups" / "history-v1.db"
    assert set(before) < set(after)
    assert len(before) + 2 == len(after)
    assert before == rows(backup, "SELECT id, chosen FROM attempts ORDER BY id")


def test_who_cannot_open_a_locked_history_is_not_sent_to_a_backup(colors: Program) -> None:
    colors.play("colors", "--questions", "1")
    with closing(sqlite3.connect(colors.history_file, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        talk = start(colors, IMPATIENT, "history")
        talk.hear()
        assert 74 == talk.end()

    assert talk.process.stderr is not None
    complaint = talk.process.stderr.read().decode()
    assert "cannot be used: another program keeps it locked\n  close that program, or wait" in complaint
    assert "doctor" not in complaint


def test_a_lock_that_is_held_too_long_is_told_and_nothing_is_lost(colors: Program) -> None:
    talk = start(colors, IMPATIENT, "play", "colors", "--seed", "7")
    talk.say(right_answer(talk.hear()))
    second = talk.hear()
    with closing(sqlite3.connect(colors.history_file, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        talk.say(right_answer(second))
        said = talk.hear()
        assert 74 == talk.end()
        holder.execute("ROLLBACK")

    assert "This answer was not saved. All earlier answers were." in said
    assert "Right." not in said
    assert talk.process.stderr is not None
    complaint = talk.process.stderr.read().decode()
    help_ = "close that program, or wait until it is done, and try again"
    assert complaint.endswith(f"cannot be written: another program keeps it locked\n  {help_}\n")
    assert "Traceback" not in complaint
    assert [(1,)] == rows(colors.history_file, "SELECT count(*) FROM attempts")

    again = colors.talk("play", "colors")
    assert "Resume: 1 of 6 answered" in again.hear()
    again.say("1")
    assert "Question 2 of 6" in answer_all(again)
    assert [(6,)] == rows(colors.history_file, "SELECT count(*) FROM attempts")


def test_a_lock_at_the_start_is_told(colors: Program) -> None:
    colors.play("colors", "--seed", "7")
    with closing(sqlite3.connect(colors.history_file, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        talk = start(colors, IMPATIENT, "play", "colors", "--seed", "8")
        talk.hear()
        assert 74 == talk.end()
        assert talk.process.stderr is not None
        assert "another program keeps it locked" in talk.process.stderr.read().decode()
        holder.execute("ROLLBACK")

    assert [(6,)] == rows(colors.history_file, "SELECT count(*) FROM attempts")


@pytest.mark.parametrize("days", [-20_000, -365, 365])
@pytest.mark.parametrize("after", [1, 3])
def test_a_clock_that_jumps_in_mid_round_loses_nothing(colors: Program, days: int, after: int) -> None:
    colors.play("colors", "--seed", "6")
    talk = start(colors, JUMPING.format(days=days, after=after), "play", "colors", "--seed", "7")
    answer_all(talk)
    assert 0 == talk.end()

    assert [(12,)] == rows(colors.history_file, "SELECT count(*) FROM attempts")
    for args in (["history"], ["stats"], ["stats", "--facts"], ["review", "--plain"], ["doctor"]):
        done = colors.run(*args, typed="q\n")
        assert (0, "") == (done.code, done.err)
    counts = "SELECT * FROM {} ORDER BY 1, 2, 3"
    tables = ("day_counts", "topic_counts", "fact_counts")
    kept = [rows(colors.history_file, counts.format(table)) for table in tables]
    history = History.open(colors.history_file, write=True)
    assert history is not None
    with closing(history):
        history.recount()
    assert kept == [rows(colors.history_file, counts.format(table)) for table in tables]
    assert "Saved." in colors.play("colors", "--seed", "8")
