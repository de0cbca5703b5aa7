"""`quiz history`, `quiz stats` and `quiz banks`."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from quiz.history.records import Attempt

if TYPE_CHECKING:
    from tests.conftest import Program

NOTHING = "Nothing has been played yet. `quiz play` starts a round.\n"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00")


@pytest.fixture
def played(colors: Program) -> Program:
    """Return the program after a finished round (one of two right) and a stopped one."""
    colors.play("colors", "--topic", "Mixing", "--mode", "test", "--questions", "2", "--seed", "7", answers=[])
    colors.run("play", "colors", "--questions", "3", "--seed", "7", typed="1\n")
    return colors


# history


def test_a_history_without_rounds(program: Program) -> None:
    assert (0, NOTHING, "") == program.run("history")
    assert [] == program.run("history", "--json").json()
    assert not program.data.exists()


def test_rounds_are_listed_latest_first(played: Program) -> None:
    done = played.run("history")

    assert (0, "") == (done.code, done.err)
    stopped, finished = done.out.splitlines()
    start = r"[0-9a-f]{8}  \d{4}-\d\d-\d\d \d\d:\d\d Colors: basics, "
    assert re.fullmatch(start + r"learn: 0 of 1 right, \d+ s, stopped after 1 of 3", stopped)
    assert re.fullmatch(start + r"test: 2 of 2 right, \d+ s", finished)


def test_rounds_for_programs(played: Program) -> None:
    stopped, finished = played.run("history", "--json").json()

    expected = {
        "version": 1,
        "ending": "finished",
        "banks": ["colors"],
        "mode": "test",
        "seed": "7",
        "questions": 2,
        "answered": 2,
        "right": 2,
    }
    assert expected == {name: finished[name] for name in expected}
    assert {*expected, "id", "started_at", "ended_at", "took_ms", "test", "late"} == set(finished)
    assert TIME.fullmatch(finished["started_at"])
    assert TIME.fullmatch(finished["ended_at"])
    assert [None, None] == [stopped["ending"], stopped["ended_at"]]


def test_a_round_is_shown_as_it_was_on_the_screen(played: Program) -> None:
    stopped = played.rounds()[0]
    (attempt,) = played.attempts(stopped.id)
    done = played.run("history", stopped.id[:8])

    lines = [f"1. {attempt.shown.stem}"]
    for i, option in enumerate(attempt.shown.options, start=1):
        marks = ["the answer"] if option.correct else []
        if i == 1:
            marks = ["your answer", *(["right"] if option.correct else [])]
        lines.append(f"   {i}  {option.text}" + (f"   ({', '.join(marks)})" if marks else ""))
    worth = " 0.5 points." if attempt.shown.options[0].correct else ""
    lines += [f"   Not this time.{worth} Red and yellow are warm.", ""]
    assert (0, "") == (done.code, done.err)
    assert ["", *lines] == done.out.splitlines()[1:]


def test_a_round_keeps_the_wording_of_its_day(played: Program) -> None:
    before = played.run("history", played.rounds()[0].id).out
    path = played.banks / "colors.yaml"
    path.write_text(path.read_text().replace("warm", "hot"))

    assert "Which of these are warm?" in before
    assert before == played.run("history", played.rounds()[0].id).out


def test_a_round_for_programs(played: Program) -> None:
    record = played.run("history", played.rounds()[1].id, "--json").json()

    assert [0, 1] == [attempt["position"] for attempt in record["attempts"]]
    assert ([1, 1], 2) == ([attempt["mark"] for attempt in record["attempts"]], record["points"])
    for attempt in record["attempts"]:
        assert set(Attempt._fields) - {"round", "forgotten_at"} | {"mark"} == set(attempt)
        assert ("first", "colors", "Mixing", "pick") == tuple(attempt[n] for n in ("kind", "bank", "topic", "form"))
        assert attempt["item"].startswith("colors/mixes.what/")
        assert attempt["fact"].startswith("colors/mixes/")
        assert {"bank", "stem", "options", "why", "source"} == set(attempt["shown"])
        assert 4 == len(attempt["shown"]["options"])
        assert attempt["chosen"] == [o["id"] for o in attempt["shown"]["options"] if o["correct"]]
        assert TIME.fullmatch(attempt["answered_at"])


def test_a_round_that_is_not_there(played: Program) -> None:
    done = played.run("history", "zzz")

    assert (2, "", "quiz: there is no round `zzz`\n  `quiz history` lists your rounds\n") == done


# stats


def test_statistics_of_nothing(program: Program) -> None:
    assert (0, NOTHING, "") == program.run("stats")
    record = program.run("stats", "--json").json()
    assert (1, [], [], [], []) == tuple(record[name] for name in ("version", "banks", "topics", "rounds", "days"))
    assert {"first_tries": 0, "right": 0, "accuracy": None, "low": None, "high": None} == {
        name: value for name, value in record["recall"].items() if name not in ("guessing", "remembered")
    }
    assert (None, None, 0) == (
        *(record["recall"][n] for n in ("guessing", "remembered")),
        record["right_on_three_days"],
    )
    assert "bank,topic,facts_seen,first_tries,right,accuracy,trend\r\n" == program.run("stats", "--csv").out


def test_statistics_by_bank_and_topic(played: Program) -> None:
    expected = """\
What you remember after a week: it is too early to say. No fact has come back after 7 days yet.
Facts: 3 new and 3 learning.
Facts due: none today, 3 tomorrow, 3 in all within 7 days, counting today. `quiz review` asks about what is due.
Colors: basics: 3 facts seen, 2 of 3 right at the first try
  Mixing: 2 facts seen, 2 of 2 right at the first try
  Warmth: 1 fact seen, 0 of 1 right at the first try
Your last 2 rounds, not counting practice: 2 of 2, 0 of 1 right.
Played on 1 day in the past year.
"""

    assert (0, expected, "") == played.run("stats")


def test_statistics_for_programs(played: Program) -> None:
    def figures(seen: int, right: int, accuracy: float) -> dict[str, object]:
        return {"facts_seen": seen, "first_tries": seen, "right": right, "accuracy": accuracy, "trend": None}

    expected = {
        "banks": [{"bank": "colors", **figures(3, 2, 0.6667)}],
        "topics": [
            {"bank": "colors", "topic": "Mixing", **figures(2, 2, 1.0)},
            {"bank": "colors", "topic": "Warmth", **figures(1, 0, 0.0)},
        ],
        "facts": {"new": 3, "learning": 3, "known": 0, "mature": 0},
        "certainty": {},
    }
    record = played.run("stats", "--json").json()
    assert expected == {name: record[name] for name in expected}
    assert [(2, 2), (0, 1)] == [(one["right"], one["answered"]) for one in record["rounds"]]
    assert [3] == [day["answers"] for day in record["days"]]
    assert 3 == sum(day["due"] for day in record["forecast"])
    assert {*expected, "version", "missed_again", "recall", "forecast", "rounds", "days", "right_on_three_days"} == set(
        record
    )


def test_statistics_as_a_sheet(played: Program) -> None:
    expected = """\
bank,topic,facts_seen,first_tries,right,accuracy,trend
colors,Mixing,2,2,2,1.0,
colors,Warmth,1,1,0,0.0,
""".replace("\n", "\r\n")
    assert (0, expected, "") == played.run("stats", "--csv")


def test_two_shapes_of_statistics_do_not_go_together(played: Program) -> None:
    done = played.run("stats", "--json", "--csv")

    assert (2, "", "quiz: `--json` cannot be combined with `--csv`\n  leave one of them out\n") == done


def test_statistics_are_counted_anew(played: Program) -> None:
    before = played.run("stats").out
    with closing(sqlite3.connect(played.history_file)) as db, db:
        db.execute("DELETE FROM topic_counts")
        db.execute("UPDATE fact_counts SET tries = 77")
    assert before != played.run("stats").out

    assert (0, "All answers were counted again.\n", "") == played.run("stats", "--recount")
    assert before == played.run("stats").out


def test_there_is_nothing_to_count_anew(program: Program) -> None:
    assert (0, NOTHING, "") == program.run("stats", "--recount")
    assert not program.data.exists()


def test_only_first_tries_count(colors: Program) -> None:
    colors.run(
        "play", "colors", "--topic", "Mixing", "--questions", "4", "--seed", "3", typed="1\n" * 4 + "m\n" + "1\n" * 5
    )
    kinds = [attempt.kind for row in colors.rounds() for attempt in colors.attempts(row.id)]
    record = colors.run("stats", "--json").json()

    assert {"first", "again"} <= set(kinds)
    assert 9 == len(kinds)
    assert [kinds.count("first")] == [bank["first_tries"] for bank in record["banks"]]


# banks


def test_banks_are_listed_with_what_they_hold(colors: Program) -> None:
    done = colors.run("banks")

    assert (0, "") == (done.code, done.err)
    assert "\n  eu-nato/leaders: " in done.out
    assert "  colors: Colors: basics. Mixing, Warmth. 6 facts, 6 questions" == done.out.splitlines()[-1]


def test_the_best_score_of_a_bank_is_told(colors: Program) -> None:
    for answers in ("1111", ""):
        colors.play("colors", "--questions", "4", "--mode", "test", answers=answers)

    assert colors.run("banks").out.endswith("6 questions, best 4 of 4, 0 of 6 known\n")
    assert {"right": 4, "questions": 4} == colors.run("banks", "--json").json()[-1]["best"]


def test_banks_for_programs(colors: Program) -> None:
    record = colors.run("banks", "--json").json()[-1]

    expected = {
        "version": 1,
        "course": "",
        "name": "colors",
        "path": str(colors.banks / "colors.yaml"),
        "errors": 0,
        "id": "colors",
        "title": "Colors: basics",
        "topics": ["Mixing", "Warmth"],
        "facts": 6,
        "items": 6,
        "best": None,
        "best_by_mode": {},
        "mastery": {"new": 6, "learning": 0, "known": 0, "mature": 0},
        "due": 0,
    }
    assert expected == record


def test_a_bank_with_errors_is_listed_with_what_to_do(program: Program) -> None:
    path = program.bank("bad", "id: bad\nquestions:\n  - {ask: Which?}\n  - {answer: a}\n")
    done = program.run("banks")
    record = program.run("banks", "--json").json()[-1]

    assert (0, "") == (done.code, done.err)
    assert f"  bad: {record['errors']} errors, see `quiz bank check {path}`" == done.out.splitlines()[-1]
    assert record["errors"] > 1
    assert "id" not in record


def test_listing_banks_makes_no_history(colors: Program) -> None:
    colors.run("banks")

    assert not colors.history_file.exists()


# A history that cannot be used


@pytest.mark.parametrize("command", ["history", "history --json", "history abc", "stats", "stats --json"])
def test_a_broken_history_is_told_and_left(program: Program, command: str) -> None:
    data = b"no database " * 100
    program.data.mkdir()
    program.history_file.write_bytes(data)
    done = program.run(*command.split())

    assert (74, "") == (done.code, done.out)
    assert done.err.startswith(f"quiz: the history `{program.history_file}` cannot be used: ")
    assert 2 == done.err.count("\n")
    assert data == program.history_file.read_bytes()


def test_banks_are_listed_whatever_the_history_is(colors: Program) -> None:
    expected = colors.run("banks").out
    colors.data.mkdir(exist_ok=True)
    colors.history_file.write_bytes(b"no database " * 100)

    done = colors.run("banks")

    assert (0, expected) == (done.code, done.out)
    assert f"quiz: the history `{colors.history_file}` cannot be used: it is not a history of this program" in done.err
    assert "so no scores are shown" in done.err
