"""`quiz review --exam`: planning the days until an exam, and following the plan."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from quiz import clock
from quiz.app.errors import Exit, UserError
from quiz.app.review import exam_day
from tests.conftest import PETS

if TYPE_CHECKING:
    from tests.conftest import Program

TODAY = date(2026, 11, 28)


def days_ahead(count: int) -> str:
    return (clock.today() + timedelta(count)).isoformat()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-12-18", "2026-12-18"),
        ("18 December", "2026-12-18"),
        ("18 dec 2026", "2026-12-18"),
        ("18.12.2026", "2026-12-18"),
        ("18. December", "2026-12-18"),
        ("December 31", "2026-12-31"),
        ("1 February", "2027-02-01"),
        ("27 November", "2027-11-27"),
    ],
)
def test_days_are_read_as_people_write_them(text: str, meant: str) -> None:
    assert meant == exam_day(text, TODAY).isoformat()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("soon", "`soon` is not a valid date"),
        ("2026", "`2026` is not a valid date"),
        ("December", "`December` is not a valid date"),
        ("30 February", "`30 February` is not a valid date"),
        ("29 February", "`29 February` is not a valid date"),
        ("15 March 44 BC", "`15 March 44 BC` is not a valid date"),
        ("03/04/2027", "`03/04/2027` is not a valid date"),
        ("\x1b[31m", "`<U+001B>[31m` is not a valid date"),
        ("2026-11-28", "2026-11-28 is today"),
        ("28 November", "2026-11-28 is today"),
        ("2026-11-27", "2026-11-27 is in the past"),
        ("1 January 2020", "2020-01-01 is in the past"),
        ("2028-01-01", "2028-01-01 is more than a year away"),
    ],
)
def test_other_days_are_refused(text: str, said: str) -> None:
    with pytest.raises(UserError) as refused:
        exam_day(text, TODAY)

    assert refused.value.exit_code == Exit.USAGE
    assert refused.value.lines[0] == f"quiz: {said}"


@pytest.mark.parametrize(
    ("text", "help_"),
    [
        ("29 February", "neither 2026 nor 2027 has this day; name a year that does, such as 2028"),
        ("30 February", "write it as 2026-12-18 or `18 December`"),
        ("15 March 44 BC", "write it as 2026-12-18 or `18 December`"),
    ],
)
def test_a_day_that_only_leap_years_have_says_so(text: str, help_: str) -> None:
    with pytest.raises(UserError) as refused:
        exam_day(text, TODAY)

    assert help_ in " ".join(refused.value.lines)


def test_a_plan_is_told_day_by_day(colors: Program) -> None:
    out = colors.run("review", "--exam", days_ahead(10), "--bank", "colors", "--limit", "4", typed="q\n").out

    assert out.startswith("The exam is in 10 days, on ")
    assert " It covers 6 facts.\nToday: " in out
    assert re.search(r"If you keep to the plan, you will remember about \d of 6 facts at the exam\.\n", out)
    assert "\nExam in 10 days\n1. Begin with today's 4 facts\n2. Quit\n" in out


def test_what_cannot_be_ready_in_time_is_told_with_what_would_be_enough(colors: Program) -> None:
    few = colors.run("review", "--exam", days_ahead(3), "--bank", "colors", "--limit", "1", typed="q\n").out

    assert "With 1 a day, 3 facts will not have been asked by then.\nWith `--limit " in few


def test_the_plan_as_json_plays_nothing(colors: Program) -> None:
    record = colors.run("review", "--exam", days_ahead(10), "--bank", "colors", "--limit", "4", "--json").json()

    assert (1, days_ahead(10), 6, 4, 0, None) == tuple(
        record[key] for key in ("version", "exam", "facts", "daily", "late", "enough")
    )
    assert 6 == sum(day["new"] for day in record["days"])
    assert all(0 < day["review"] + day["new"] <= 4 for day in record["days"])
    assert [] == colors.rounds()


def test_until_then_review_asks_what_is_planned_for_today(colors: Program) -> None:
    colors.run("review", "--exam", days_ahead(10), "--bank", "colors", "--limit", "4", "--json")
    talk = colors.talk("review")
    heard = talk.hear()

    assert "The exam is in 10 days. Today's part of the plan is 4 facts.\nQuestion 1 of 4." in heard
    for _ in range(4):
        talk.say("1")
        heard = talk.hear()
    talk.say("q")
    talk.end()
    # What was asked today is done, whether right or wrong; the rest of the plan is for other days.
    again = colors.run("review", typed="2\nq\n").out
    assert "part of the plan" not in again


def test_begun_with_the_plan_the_round_is_a_review(colors: Program) -> None:
    colors.run("review", "--exam", days_ahead(3), "--bank", "colors", "--limit", "2", typed="1\n1\n1\n")
    (row,) = colors.rounds()

    assert ("review", 2) == (row.mode, row.planned)


def test_without_banks_the_exam_is_about_what_was_played(colors: Program) -> None:
    colors.run("play", "colors", "--questions", "1", "--seed", "1", typed="1\n")

    assert 6 == colors.run("review", "--exam", days_ahead(5), "--json").json()["facts"]


def test_before_anything_was_played_the_banks_must_be_named(colors: Program) -> None:
    done = colors.run("review", "--exam", days_ahead(5))

    assert 2 == done.code
    assert done.err.startswith("quiz: you have not played anything yet\n  name the banks of the exam with `--bank`")


def test_a_bank_that_was_played_by_its_path_must_be_added_or_named(program: Program) -> None:
    (program.folder / "pets.yaml").write_text(PETS, encoding="utf-8")
    program.run("play", "pets.yaml", "--seed", "1", "--questions", "2", "--no-cards", typed="1\n1\n")
    review, exam = program.run("review"), program.run("review", "--exam", days_ahead(5))
    lost = f"the bank that you played (`pets`) is not in `{program.banks}`, or has errors"

    assert 2 == exam.code
    assert exam.err == (
        f"quiz: {lost}\n"
        "  `quiz bank add FILE` adds a bank to that folder, or name the banks of the exam with `--bank`\n"
    )
    assert f"Nothing is due yet. Facts that you were asked about come back here. T{lost[1:]}. `quiz" in review.out

    program.run("bank", "add", "pets.yaml")

    assert 4 == program.run("review", "--exam", days_ahead(5), "--json").json()["facts"]


def test_if_only_facts_that_are_set_aside_were_played_an_exam_says_so(program: Program) -> None:
    program.bank("pets", PETS)
    program.run("play", "pets", "--seed", "1", "--questions", "1", "--no-cards", typed="1\n")
    program.run("aside", *(attempt.fact for attempt in program.attempts()))
    done = program.run("review", "--exam", days_ahead(5))

    assert 2 == done.code
    assert done.err.startswith(
        "quiz: the facts that you were asked about were set aside or forgotten, or are no longer"
    )


def test_an_exam_is_forgotten(colors: Program) -> None:
    colors.run("review", "--exam", days_ahead(5), "--bank", "colors", "--json")

    assert "The plan for the exam was removed.\n" == colors.run("review", "--exam", "none").out
    assert "There is no plan to remove.\n" == colors.run("review", "--exam", "NONE").out
    assert "part of the plan" not in colors.run("review", typed="q\n").out


def test_an_exam_that_is_over_changes_nothing(colors: Program) -> None:
    colors.run("review", "--exam", days_ahead(5), "--bank", "colors", "--json")
    with closing(sqlite3.connect(colors.history_file)) as db, db:
        db.execute("UPDATE exams SET day = '2020-01-01'")

    assert "Nothing is due yet." in colors.run("review", typed="q\n").out


def test_an_exam_about_a_bank_that_is_gone_does_no_harm(colors: Program) -> None:
    colors.run("review", "--exam", days_ahead(5), "--bank", "colors", "--json")
    (colors.banks / "colors.yaml").unlink()

    done = colors.run("review", typed="q\n")
    assert (0, "") == (done.code, done.err)


def test_players_have_exams_of_their_own_that_go_with_them(colors: Program) -> None:
    for name in ("Ada", "Ben"):
        colors.run("play", "colors", "--seed", "1", "--player", name, typed="1\n")
    colors.run("review", "--exam", days_ahead(5), "--json", "--player", "Ada")

    assert "part of the plan" in colors.run("review", "--player", "Ada", typed="q\n").out
    assert "part of the plan" not in colors.run("review", "--player", "Ben", typed="q\n").out
    assert 0 == colors.run("players", "remove", "Ada", "--yes").code
    assert ["Ben"] == [player["name"] for player in colors.run("players", "--json").json()]


def test_json_goes_with_a_plan_only(program: Program) -> None:
    done = program.run("review", "--json")

    assert (2, "") == (done.code, done.out)
    assert done.err.startswith("quiz: `--json` needs `--exam`")
