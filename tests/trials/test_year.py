"""A student's days in a ledger, which would notice anything that is lost, changed or counted differently."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from trials.forked import Done
from trials.report import as_text
from trials.year import Machine, year

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Program

SAID = "Question 1 of 1. Words. 0 right so far.\nWhich colour has name1?\n1. colour1\nRight. You chose 1, colour1.\n"


def test_what_a_student_answered_in_some_days_is_there() -> None:
    report = year(8, seed=3)  # a whole year by command

    assert report.passed, as_text(report)
    assert dict(report.figures)["answers"] != "0"


@pytest.fixture
def machine(tmp_path: Path, program: Program) -> Machine:
    """Return a computer with a round of three answers that the ledger knows."""
    made = Machine(tmp_path / "home")
    program.folder.joinpath("banks").mkdir(exist_ok=True)
    program.bank("words", (made.home / "banks" / "words.yaml").read_text(encoding="utf-8"))
    done = program.run("play", "words", "--plain", "--seed", "7", "--questions", "3", typed="1\n2\n1\nq\n")
    made.file.parent.mkdir()
    made.file.write_bytes(program.history_file.read_bytes())
    assert made.check([Done(0, done.out, "")], 0) == []
    assert made.counted() == []
    return made


def changed(machine: Machine, sql: str) -> None:
    with closing(sqlite3.connect(machine.file, isolation_level=None)) as db:
        db.execute(sql)


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("DELETE FROM attempts WHERE position = 1", "an answer is gone or changed"),
        ("UPDATE attempts SET took_ms = took_ms + 1 WHERE position = 0", "an answer is gone or changed"),
        ("UPDATE attempts SET voided_at = 5 WHERE position = 0", "0 answers were taken back, 1 are so in the file"),
    ],
)
def test_what_is_lost_or_changed_is_noticed(machine: Machine, sql: str, told: str) -> None:
    changed(machine, sql)

    assert any(told in line for line in machine.check([], 0))


def test_what_was_shown_and_not_kept_is_noticed(machine: Machine) -> None:
    (line,) = machine.check([Done(-9, SAID, "")], 1)

    assert line.startswith("shown and not kept: Answered(stem='Which colour has name1?'")


def test_what_was_kept_and_not_shown_is_noticed(machine: Machine) -> None:
    machine.rows = {}

    assert any("kept and not shown" in line for line in machine.check([], 1))


@pytest.mark.parametrize(
    "sql",
    ["UPDATE fact_counts SET tries = tries + 1", "UPDATE day_counts SET day = day + 1", "DELETE FROM fact_counts"],
)
def test_what_is_counted_otherwise_is_noticed(machine: Machine, sql: str) -> None:
    changed(machine, sql)

    assert machine.counted()
