"""What is due: `quiz review`, learning rounds that use the history, and mistakes."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from quiz import clock

if TYPE_CHECKING:
    from tests.conftest import Program

DAY = 86_400_000
GREEN = "What do blue and yellow give?"
#: Every thing can be asked about in two forms.
TWO_FORMS = """\
id: two
title: Two
source: A book
tables:
  things:
    topic: Things
    columns: [name, colour]
    rows: [[Sky, blue], [Grass, green], [Snow, white], [Coal, black], [Blood, red]]
    questions:
      what: {ask: "Which colour has {name}?", answer: colour, why: "{name} is {colour}."}
      claim: {claim: "{name} is {colour}.", swap: colour, why: "{name} is {colour}."}
"""


def days_pass(program: Program, days: int) -> None:
    """Move everything in the history back by a number of days."""
    with closing(sqlite3.connect(program.history_file)) as db:
        db.execute("UPDATE attempts SET answered_at = answered_at - ?", (days * DAY,))
        db.execute("UPDATE rounds SET started_at = started_at - ?, ended_at = ended_at - ?", (days * DAY, days * DAY))
        db.commit()


def facts(program: Program, round_id: str = "") -> list[str]:
    """Return the facts of a round in the order they were first asked; the latest round if none is named."""
    return [attempt.fact for attempt in program.attempts(round_id) if attempt.kind == "first"]


@pytest.fixture
def played(colors: Program) -> Program:
    """Return the program after a round of six facts four days ago; the first of them was missed."""
    colors.play("colors", "--questions", "6", "--seed", "7", answers=["9", "1"])
    assert 1 == sum(not attempt.right for attempt in colors.attempts() if attempt.kind == "first")
    days_pass(colors, 4)
    return colors


def missed(program: Program) -> str:
    return next(attempt.fact for attempt in program.attempts() if not attempt.right)


# Review


def test_nothing_is_due_before_anything_was_played(program: Program) -> None:
    done = program.run("review")

    assert (0, "") == (done.code, done.err)
    assert "Nothing is due yet. Facts that you were asked about come back here." in done.out


def test_what_was_played_today_is_due_on_another_day(colors: Program) -> None:
    colors.play("colors", "--seed", "7", "--questions", "6", answers=["9", "1"])
    done = colors.run("review", typed="2\n")

    assert (0, "") == (done.code, done.err)
    assert "Nothing is due today. 6 facts are due tomorrow." in done.out
    assert "1. Play a round ..." in done.out


def test_a_review_asks_what_is_due_least_remembered_first(played: Program) -> None:
    first = missed(played)
    done = played.run("review", typed="1\n")

    assert "Question 1 of 6." in done.out
    assert [first] == facts(played)
    assert "review" == played.rounds()[0].mode


def test_what_was_reviewed_is_not_due_any_more(played: Program) -> None:
    talk = played.play_command("review")
    again = played.run("review")

    assert "6 of 6 right at the first try" in talk
    assert 6 == len(set(facts(played)))
    assert "Nothing is due today." in again.out


def test_more_than_the_limit_waits_and_is_told_kindly(played: Program) -> None:
    said = played.play_command("review", "--limit", "2")

    assert said.startswith("This review asks about 2 of the 6 facts that are due. The rest can wait until tomorrow.\n")
    assert "Question 1 of 2." in said
    assert "4 facts that are due" not in said
    assert "Question 1 of 4." in played.run("review", "--limit", "5", typed="").out


def test_a_review_is_about_the_banks_that_are_named(played: Program) -> None:
    played.bank("other", TWO_FORMS)

    assert "Nothing is due yet." in played.run("review", "--bank", "other").out
    assert "Question 1 of 6." in played.run("review", "--bank", "colors").out
    path = played.folder / "elsewhere.yaml"
    path.write_text((played.banks / "colors.yaml").read_text().replace("id: colors", "id: elsewhere"))
    assert "Nothing is due yet." in played.run("review", "--bank", str(path)).out


def test_before_an_exam_what_else_is_due_is_told_too(played: Program) -> None:
    played.bank("other", TWO_FORMS)
    played.run(
        "review", "--exam", (clock.today() + timedelta(9)).isoformat(), "--bank", "other", "--limit", "1", "--json"
    )
    said = played.run("review").out

    plan = "The exam is in 9 days. Today's part of the plan is 1 fact."
    assert said.startswith(f"{plan} After that, this review asks about 6 other facts that are due.\n")
    assert "\nQuestion 1 of 7." in said


def test_a_bank_that_is_not_there_is_told(played: Program) -> None:
    done = played.run("review", "--bank", "colours")

    assert 2 == done.code
    assert "there is no bank or course `colours`" in done.err


def test_each_fact_is_asked_in_the_form_it_was_not_asked_in_last(program: Program) -> None:
    program.bank("two", TWO_FORMS)
    done = program.run("play", "two", "--questions", "5", "--seed", "1", typed="1\n" * 5 + "q\n")
    assert 0 == done.code, done.err
    before = {attempt.fact: attempt.form for attempt in program.attempts()}
    days_pass(program, 4)
    program.run("review", typed="1\n" * 5)
    after = {attempt.fact: attempt.form for attempt in program.attempts() if attempt.kind == "first"}

    assert {"review"} == {program.rounds()[0].mode}
    assert after
    assert all(before[fact] != form for fact, form in after.items())


def test_facts_and_banks_that_are_gone_are_passed_over(played: Program) -> None:
    bank = played.banks / "colors.yaml"
    text = bank.read_text()
    bank.write_text(text.replace("      green:", "      lime:"))
    fewer = played.run("review")
    bank.write_text("tables: [")
    broken = played.run("review")
    bank.unlink()
    gone = played.run("review")

    assert "all 5 facts that are due. It ends with 1 new fact." in fewer.out
    assert "Question 1 of 6." in fewer.out
    assert ["", "", ""] == [done.err for done in (fewer, broken, gone)]
    assert all("Nothing is due yet." in done.out for done in (broken, gone))


def test_a_stopped_review_is_offered_again(played: Program) -> None:
    played.run("review", typed="1\n")
    played.bank("other", TWO_FORMS)
    first = facts(played)
    done = played.run("review", typed="1\n1\n")

    assert "Unfinished round" in done.out
    assert "1. Resume the review: 1 of 6 answered" in done.out
    assert 2 == len(facts(played))
    assert first == facts(played)[:1]
    assert 2 == len(played.rounds())


def test_a_stopped_review_of_a_bank_that_is_gone_is_not_offered(played: Program) -> None:
    played.run("review", typed="1\n")
    (played.banks / "colors.yaml").unlink()
    done = played.run("review")

    assert (0, "") == (done.code, done.err)
    assert "Unfinished round" not in done.out
    assert "Nothing is due yet." in done.out


def test_deleting_what_is_kept_of_the_schedule_changes_nothing(played: Program) -> None:
    assert "Question 1 of 6." in played.run("review").out
    with closing(sqlite3.connect(played.history_file)) as db:
        kept = db.execute("SELECT * FROM schedule ORDER BY fact").fetchall()
        for table in ("schedule", "schedule_stale", "schedule_by"):
            db.execute(f"DELETE FROM {table}")
        db.commit()

    assert 6 == len(kept)
    assert "Question 1 of 6." in played.run("review").out
    with closing(sqlite3.connect(played.history_file)) as db:
        assert kept == db.execute("SELECT * FROM schedule ORDER BY fact").fetchall()


def test_a_player_reviews_what_that_player_knows(played: Program) -> None:
    assert "Nothing is due yet." in played.run("review", "--player", "Ben").out
    assert "Question 1 of 6." in played.run("review", "--player", "me").out


# Learning rounds


def test_a_learning_round_brings_what_is_due_and_the_missed_fact_among_it(played: Program) -> None:
    miss = missed(played)
    before = len(played.rounds())
    played.run("play", "colors", "--questions", "3", typed="1\n" * 60)  # enough for this round and for later ones

    assert miss in facts(played, played.rounds()[-1 - before].id)


def test_a_learning_round_resumes_with_the_same_questions(played: Program) -> None:
    played.run("play", "colors", "--questions", "5", typed="h\n1\n")
    (row, *_) = played.rounds()
    asks = re.findall(r'"asks": (\[.*?\]\])', row.setup)
    assert asks
    days_pass(played, 9)  # something else is due now
    done = played.run("play", "colors", typed="1\n")

    assert "Resume: 1 of 5 answered" in done.out
    assert "Question 2 of 5." in done.out


def test_a_seed_gives_the_same_round_whatever_was_played(played: Program) -> None:
    args = ("play", "colors", "--questions", "4", "--seed", "3")
    before = played.run(*args, typed="").out
    played.play("colors", "--questions", "6", "--seed", "9")
    days_pass(played, 30)

    assert before == played.run(*args, typed="").out


# Mistakes


def test_mistakes_asks_what_was_wrong_at_the_last_first_try(played: Program) -> None:
    miss = missed(played)
    said = played.play("colors", "--mode", "mistakes")

    assert "Question 1 of 1." in said
    assert [miss] == facts(played)
    told = "You have no mistakes here: the last time you were asked about each fact, you were right at the first try."
    assert told in played.run("play", "colors", "--mode", "mistakes").out


def test_mistakes_before_any_are_made_are_none(colors: Program) -> None:
    done = colors.run("play", "colors", "--mode", "mistakes")

    assert (0, "") == (done.code, done.err)
    assert "You have not been asked about these facts yet, so there are no mistakes to practise." in done.out
