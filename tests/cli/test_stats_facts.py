"""`quiz stats --facts`, and what is due on the coming days."""

from __future__ import annotations

import csv
import re
import sqlite3
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from quiz import clock
from tests.conftest import PETS

if TYPE_CHECKING:
    from tests.conftest import Program

ROUND = ("play", "colors", "--topic", "Mixing", "--questions", "2", "--seed", "7")


@pytest.fixture
def played(colors: Program) -> Program:
    """Return the program after two facts of six were tried."""
    colors.run(*ROUND, "--mode", "test", typed="1\n2\n")
    return colors


def test_before_the_first_answer_there_is_nothing(program: Program) -> None:
    assert "No bank that `quiz banks` lists has been played yet." in program.run("stats", "--facts").out
    assert {"version": 1, "facts": []} == program.run("stats", "--facts", "--json").json()
    assert [] == program.run("stats", "--json").json()["forecast"]


def test_each_fact_is_told_with_how_well_it_is_known(played: Program) -> None:
    out = played.run("stats", "--facts").out

    assert out.startswith("Colors: basics\n  learning: 2 facts\n")
    wrong = next(attempt.fact.rpartition("/")[2] for attempt in played.attempts() if not attempt.right)
    assert re.search(rf"^    {wrong} \(0 of 1 right at the first try, due tomorrow\)$", out, re.MULTILINE)
    assert "  new: 4 facts\n" in out
    assert "    Which of these are warm? Choose all.\n" in out


def test_json_and_the_sheet_hold_the_same(played: Program) -> None:
    record = played.run("stats", "--facts", "--json").json()
    rows = list(csv.DictReader(played.run("stats", "--facts", "--csv").out.splitlines()))

    assert 1 == record["version"]
    assert [{k: "" if v is None else str(v) for k, v in fact.items()} for fact in record["facts"]] == rows
    assert ["learning"] * 2 + ["new"] * 4 == [fact["state"] for fact in record["facts"]]
    first = record["facts"][0]
    right = {attempt.fact: int(attempt.right) for attempt in played.attempts()}
    assert (first["fact"], first["first_tries"]) == (f"colors/mixes/{first['name']}", 1)
    assert first["right"] == right[first["fact"]]
    due = clock.local(round(datetime.fromisoformat(first["due_at"]).timestamp() * 1000))
    assert (4, True) == (due.hour, 1 <= (due.date() - clock.today()).days <= 2)


def test_what_is_due_is_foreseen_for_two_weeks(played: Program) -> None:
    days = played.run("stats", "--json").json()["forecast"]

    assert 14 == len(days)
    assert 2 == sum(day["due"] for day in days[:3])
    assert [day["day"] for day in days] == sorted({day["day"] for day in days})
    page = played.run("stats", "--plain").out
    assert "2 in all within 7 days, counting today. `quiz review` asks about what is due." in page


def test_a_fact_that_left_its_bank_is_neither_listed_nor_foreseen(played: Program) -> None:
    path = played.banks / "colors.yaml"
    gone = {fact["name"] for fact in played.run("stats", "--facts", "--json").json()["facts"][:2]}
    kept = [line for line in path.read_text().splitlines(keepends=True) if line.split(":")[0].strip() not in gone]
    path.write_text("".join(kept))

    assert not gone & {fact["name"] for fact in played.run("stats", "--facts", "--json").json()["facts"]}
    assert [] == played.run("stats", "--json").json()["forecast"]


def test_a_bank_that_is_not_found_by_name_is_named_and_counts_once_it_is_added(program: Program) -> None:
    (program.folder / "pets.yaml").write_text(PETS, encoding="utf-8")
    program.run("play", "pets.yaml", "--seed", "1", "--questions", "2", "--no-cards", typed="1\n1\n")
    before, page = program.run("stats", "--json").json(), program.run("stats", "--plain").out
    lost = "Not listed by `quiz banks`, or with errors: pets. Its new facts and reviews are not counted.\n"

    assert {"new": 0, "learning": 2, "known": 0, "mature": 0} == before["facts"]
    assert [] == before["forecast"]
    assert [] == program.run("stats", "--facts", "--json").json()["facts"]
    assert "No bank that `quiz banks` lists has been played yet." in program.run("stats", "--facts").out
    assert lost in page

    program.run("bank", "add", "pets.yaml")
    after = program.run("stats", "--json").json()

    assert {"new": 2, "learning": 2, "known": 0, "mature": 0} == after["facts"]
    assert 2 == sum(day["due"] for day in after["forecast"])
    assert lost not in program.run("stats", "--plain").out


@pytest.mark.parametrize("other", ["--recount", "--confusions"])
def test_facts_do_not_go_with_other_reports(played: Program, other: str) -> None:
    done = played.run("stats", "--facts", other)

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"quiz: `--facts` cannot be combined with `{other}`\n")


@pytest.mark.parametrize("output", ["--html", "--svg"])
def test_facts_are_written_as_a_page(played: Program, output: str) -> None:
    assert played.run("stats", "--facts", output, "page") == (0, "Written: page\n", "")

    page = (played.folder / "page").read_text()
    listed = [line.strip() for line in played.run("stats", "--facts", "--plain").out.splitlines() if line]
    assert len(listed) >= 9
    assert not [line for line in listed if line not in page]


def test_a_schedule_that_was_deleted_is_kept_again_by_looking_at_statistics(played: Program) -> None:
    days = played.run("stats", "--json").json()["forecast"]
    with closing(sqlite3.connect(played.history_file)) as db, db:
        for table in ("schedule", "schedule_by", "schedule_stale"):
            db.execute(f"DELETE FROM {table}")

    assert days == played.run("stats", "--json").json()["forecast"]
    with closing(sqlite3.connect(played.history_file)) as db:
        assert [(2,)] == db.execute("SELECT count(*) FROM schedule").fetchall()
