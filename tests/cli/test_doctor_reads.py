"""Every command can read a history that `quiz doctor` calls intact, whatever value any column holds."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quiz.app.errors import Exit
from quiz.cli.app import app
from quiz.cli.run import report_error
from quiz.history.diagnosis import diagnose
from quiz.history.log import History
from quiz.history.players import Exam, Habits, keep_exam, keep_habits, keep_planned, only_player, set_aside
from quiz.history.records import Flag
from tests.conftest import COLORS, Program

COMMANDS = ["stats --json", "stats --facts --json", "stats --confusions --json", "history --json", "flags --json",
            "review --plain", "play colors --plain", "play colors --mode mistakes --plain",
            "players", "players export me"]  # fmt: skip
EXTREMES: dict[str, object] = {"INTEGER": 2**63 - 1, "REAL": 1e308, "TEXT": "{"}
#: Other values that a column may hold by accident.
ODD: dict[str, list[object]] = {"INTEGER": [-(2**63)], "REAL": [-1.0, 0.0], "TEXT": ["[]"]}


def in_turn(nth: int) -> list[str]:
    """A third of the commands, a different third for each column of a table, as all of them would take minutes."""
    return COMMANDS[nth % 3 :: 3]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Return the program with something in every table: rounds with mistakes, a flag, a schedule, an exam."""
    program = Program(tmp_path_factory.mktemp("played"))
    program.bank("colors", COLORS)
    program.run("play", "colors", "--seed", "7", "--topic", "Mixing", "--certainty", typed="1\n1\n" * 4 + "q\n")
    program.run("stats", "--json")
    history = History.open(program.history_file, write=True)
    assert history is not None
    with closing(history):
        player = only_player(history)
        assert player is not None
        history = history.of(player)
        attempt = history.attempts(history.rounds()[0].id)[0]
        history.flag(Flag("flag", attempt.id, "Is it?", 3000, attempt.shown))
        keep_exam(history, Exam("2999-01-01", ("colors",), 5))
        keep_planned(history, "2998-01-01", [attempt.fact])
        set_aside(history, [attempt.fact], 3000)
        keep_habits(history, Habits(cards=False, typed="never"))
    shutil.rmtree(program.data / "backups", ignore_errors=True)
    return program


def columns(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (table, column, type) of everything that a history saves."""
    with closing(sqlite3.connect(path)) as db:
        tables = [str(name) for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for table in tables:
            for _, name, kind, *_rest in db.execute(f"PRAGMA table_info({table})").fetchall():
                yield table, name, kind


TABLES = ["rounds", "attempts", "players", "flags", "exams", "asides", "habits", "confusions", "schedule",
          "schedule_by", "schedule_stale", "day_counts", "topic_counts", "certainty_counts", "fact_counts"]  # fmt: skip


def test_every_table_is_looked_at(played: Program) -> None:
    found = {table for table, *_ in columns(played.history_file)}

    assert set(TABLES) == found


@pytest.fixture
def path(played: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of the history that commands read when they run in this process."""
    for name, value in played.env().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("QUIZ_DATA_DIR", str(tmp_path))
    return tmp_path / "history.db"


@pytest.mark.parametrize("table", TABLES)
def test_what_makes_a_command_fail_is_told(played: Program, path: Path, table: str) -> None:
    for nth, (_, column, kind) in enumerate(one for one in columns(played.history_file) if one[0] == table):
        if not harmed(played.history_file, path, table, column, EXTREMES[kind]):
            continue
        damaged = path.read_bytes()
        told = diagnose(path)
        for command in in_turn(nth):
            path.write_bytes(damaged)
            done = CliRunner().invoke(app, command.split(), input="1\nq\nq\n")
            what = f"{table}.{column}: {command}: {done.exception!r} {done.output[-300:]}"
            code = report_error(done.exception) if isinstance(done.exception, Exception) else done.exit_code
            assert code is not None, what
            assert not (code == Exit.STORAGE and told.is_intact), what


@pytest.mark.parametrize("table", TABLES)
def test_what_is_called_sound_makes_no_command_fail(played: Program, path: Path, table: str) -> None:
    harms = [(column, odd) for of, column, kind in columns(played.history_file) if of == table for odd in ODD[kind]]
    for nth, (column, odd) in enumerate(harms):
        if not harmed(played.history_file, path, table, column, odd) or not diagnose(path).is_intact:
            continue
        called_sound = path.read_bytes()
        for command in in_turn(nth):
            path.write_bytes(called_sound)
            done = CliRunner().invoke(app, command.split(), input="1\nq\nq\n")
            code = report_error(done.exception) if isinstance(done.exception, Exception) else done.exit_code
            what = f"{table}.{column} = {odd!r}: {command}: {done.exception!r} {done.output[-300:]}"
            assert code not in (None, Exit.STORAGE), what


@pytest.mark.parametrize("table", TABLES)
def test_the_doctor_comes_to_a_verdict_on_whatever_is_there(played: Program, tmp_path: Path, table: str) -> None:
    odd: dict[str, list[object]] = {
        "INTEGER": [-(2**63), -1, 0, 1, 10**14],
        "REAL": [-1e308, -1.0, 0.0, 1e-300],
        "TEXT": ["", "x", "[]", "{}", '"s"', "null", "9" * 5000, "[" * 100_000, '{"a":"\\ud800"}'],
    }
    path = tmp_path / "history.db"
    for _, column, kind in (one for one in columns(played.history_file) if one[0] == table):
        for value in odd[kind]:
            if harmed(played.history_file, path, table, column, value):
                found = diagnose(path)
                told = re.search("is damaged|cannot be read", found.problem)
                assert found.is_intact or told, (column, value, found.problem)


def harmed(sound: Path, path: Path, table: str, column: str, value: object) -> bool:
    """Copy a history with another value in a column; return whether the file can hold it."""
    shutil.copyfile(sound, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        try:
            changed = db.execute(f"UPDATE {table} SET {column} = ?", (value,)).rowcount
            if (table, column) != ("attempts", "digest"):  # as another program would leave them
                db.execute("UPDATE attempts SET digest = NULL")
        except sqlite3.Error:  # a rule of the table refuses it
            return False
    return changed > 0


# Marks


@pytest.mark.parametrize("is_right", [0, 1])
def test_an_answer_that_is_marked_against_what_was_chosen_is_told(
    played: Program, tmp_path: Path, is_right: int
) -> None:
    path = tmp_path / "history.db"
    assert 0 == diagnose(played.history_file).misjudged

    shutil.copyfile(played.history_file, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        wrong = db.execute("UPDATE attempts SET is_right = ? WHERE is_right <> ?", (is_right, is_right)).rowcount

    found = diagnose(path)
    assert wrong > 0
    assert (True, wrong) == (found.is_intact, found.misjudged)


@pytest.mark.parametrize(("chosen", "otherwise"), [(["a", "b"], 0), (["b", "a"], 1)])
def test_places_count_where_there_are_some(played: Program, tmp_path: Path, chosen: list[str], otherwise: int) -> None:
    path = tmp_path / "history.db"
    options = [{"id": id_, "text": id_, "correct": True} for id_ in "ab"]
    shown = {"bank": "", "stem": "", "options": options, "why": "", "source": "", "keys": ["a", "b"], "prompts": []}
    shutil.copyfile(played.history_file, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("DELETE FROM flags")
        db.execute("DELETE FROM confusions")
        db.execute("DELETE FROM attempts WHERE position > 0")
        db.execute(
            "UPDATE attempts SET form = 'order', is_right = 1, shown = ?, chosen = ?",
            (json.dumps(shown), json.dumps(chosen)),
        )

    assert otherwise == diagnose(path).misjudged
