"""Rounds that were stopped under other drawing rules end, and the program's version is named as the reason."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from quiz.items.draw import DRAWS

if TYPE_CHECKING:
    from tests.conftest import Program

OTHER = (
    "A round that you stopped was started with another version of the program, so it cannot be resumed. "
    "Your answers are kept.\n"
)


def drawn_by(program: Program, number: object) -> None:
    """Give all rounds of the history this number, or none if it is None."""
    with closing(sqlite3.connect(program.history_file)) as db, db:
        for id_, setup in db.execute("SELECT id, setup FROM rounds").fetchall():
            changed = {**json.loads(setup), "draws": number}
            kept = {name: value for name, value in changed.items() if value is not None}
            db.execute("UPDATE rounds SET setup = ? WHERE id = ?", (json.dumps(kept), id_))


def endings(program: Program) -> list[tuple[str | None, int]]:
    """Return how each round ended and how many answers it has, the latest first."""
    return [(row.ending, row.answered) for row in program.rounds()]


def test_a_round_keeps_the_number_of_its_rules(colors: Program) -> None:
    colors.run("play", "colors", typed="1\n")
    (row,) = colors.rounds()

    assert DRAWS == json.loads(row.setup)["draws"]


STOPPED = [
    ("play", "colors", "--questions", "4"),
    ("play", "colors", "--topic", "Mixing"),
    ("play", "colors", "--mode", "sprint"),
]


@pytest.mark.parametrize("number", [0, DRAWS + 1, DRAWS + 100])
@pytest.mark.parametrize("first", STOPPED)
def test_a_round_of_other_rules_ends_and_its_answers_stay(colors: Program, first: tuple[str, ...], number: int) -> None:
    colors.run(*first, typed="1\n")
    drawn_by(colors, number)
    before = colors.attempts()
    done = colors.run("play", "colors", typed="1\n")

    assert (0, "") == (done.code, done.err)
    assert done.out.startswith(OTHER)
    assert "Unfinished round" not in done.out
    assert "bank has changed" not in done.out
    assert [(None, 1), ("left", 1)] == endings(colors)
    assert before == colors.attempts(colors.rounds()[1].id)


def test_several_rounds_of_other_rules_are_told_at_once(colors: Program) -> None:
    seeded = ("play", "colors", "--seed")  # a round with a seed of its own leaves the others alone
    for seed in "123":
        colors.run(*seeded, seed, typed="1\n")
    drawn_by(colors, DRAWS + 1)
    done = colors.run("play", "colors", typed="1\n")

    assert done.out.startswith("3 rounds that you stopped were started with another version of the program, ")
    assert [(None, 1), *[("left", 1)] * 3] == endings(colors)
    assert "another version" not in colors.run("play", "colors", typed="2\n").out


def test_a_review_of_other_rules_ends_and_another_begins(colors: Program) -> None:
    colors.play("colors", "--topic", "Mixing", "--questions", "5")
    with closing(sqlite3.connect(colors.history_file)) as db, db:
        db.execute("UPDATE attempts SET answered_at = answered_at - 20 * 86400000")
    colors.run("stats", "--recount")
    assert "Question 1 of" in colors.run("review", typed="1\n").out
    drawn_by(colors, DRAWS + 1)
    done = colors.run("review", typed="1\n")

    assert (0, "") == (done.code, done.err)
    assert OTHER in done.out
    assert "Unfinished round" not in done.out
    assert ["left", "finished"] == [row.ending for row in colors.rounds() if row.ending]


@pytest.mark.parametrize("number", [None, DRAWS])
def test_a_round_of_the_same_rules_is_resumed(colors: Program, number: int | None) -> None:
    """The first versions of the program saved no number; they drew by rules 1."""
    colors.run("play", "colors", "--questions", "4", typed="1\n")
    drawn_by(colors, number)
    done = colors.run("play", "colors", typed="1\n")

    assert ("1. Resume: 1 of 4 answered (begun today)\n" in done.out) == (number == DRAWS or DRAWS == 1)


def test_a_round_that_asks_otherwise_though_its_bank_is_the_same_blames_the_program(colors: Program) -> None:
    colors.run("play", "colors", "--questions", "4", typed="1\n")
    with closing(sqlite3.connect(colors.history_file)) as db, db:
        db.execute("UPDATE attempts SET shown = json_set(shown, '$.stem', 'Another?')")
    done = colors.run("play", "colors", typed="1\n")

    assert (
        "This version of the program asks its questions differently. Your answer is kept. A new round starts.\n"
        in done.out
    )
    assert re.search("^Question 1 of", done.out, re.MULTILINE)
    assert ("left", 1) == endings(colors)[-1]
