"""What the end of a round says besides the score."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Program

ROUND = ("colors", "--mode", "test", "--questions", "5", "--topic", "Mixing")


def end_of(said: str) -> list[str]:
    """Return what is said after the last answer."""
    return said[said.rindex("The round is over.") :].splitlines()


def played(program: Program, wrong: int) -> list[str]:
    """Play a round of five with a number of wrong answers; return what its end says."""
    return end_of(program.play(*ROUND, "--seed", "7", answers=["wrong"] * wrong))


@pytest.fixture(autouse=True)
def wrong_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer with a wrong option of the current question wherever a list of answers has `wrong`."""
    from tests import conftest

    class Talk(conftest.Conversation):
        def hear(self, *args: str) -> str:
            self.heard = super().hear(*args)
            return self.heard

        def say(self, line: str) -> None:
            right = conftest.right_answer(self.heard) if line == "wrong" else ""
            super().say(("2" if right == "1" else "1") if line == "wrong" else line)

    monkeypatch.setattr(conftest, "Conversation", Talk)


def test_a_first_round_is_no_best_yet(colors: Program) -> None:
    said = played(colors, 1)

    assert "4 of 5 right at the first try." in said
    assert not any("best" in line for line in said)


def test_a_better_score_than_ever_is_told_with_what_it_was(colors: Program) -> None:
    played(colors, 2)
    played(colors, 3)

    assert "New best: 4 of 5. Your best before that was 3 of 5." in played(colors, 1)


def test_the_same_score_again_is_no_best(colors: Program) -> None:
    played(colors, 1)

    assert not any("best" in line for line in played(colors, 1))


def test_a_round_without_a_miss_is_told(colors: Program) -> None:
    assert "Everything right at the first try." in played(colors, 0)


def test_a_few_questions_are_no_feat(colors: Program) -> None:
    said = end_of(colors.play(*ROUND, "--questions", "2"))

    assert "2 of 2 right at the first try." in said
    assert "Everything right at the first try." not in said


def test_the_best_of_another_mode_does_not_count(colors: Program) -> None:
    played(colors, 4)
    said = end_of(colors.play("colors", "--questions", "5", "--topic", "Mixing", "--seed", "7", answers=["wrong"]))

    assert not any("best" in line for line in said)


def test_the_week_is_told_once_something_is_played(colors: Program) -> None:
    assert "This week: 1 of 3 days." in played(colors, 0)


def test_weeks_before_are_counted(colors: Program) -> None:
    played(colors, 0)
    with closing(sqlite3.connect(colors.history_file)) as db, db:
        ((player, today, answers),) = db.execute("SELECT * FROM day_counts").fetchall()
        days = [today - back * 7 - day for back in (1, 2) for day in (-3, -2, -1, 0, 1, 2, 3)]
        db.executemany("INSERT OR IGNORE INTO day_counts VALUES (?, ?, ?)", [(player, day, answers) for day in days])

    assert any(line.endswith("weeks in a row.") for line in played(colors, 0))


def test_without_a_history_nothing_is_said_of_it(colors: Program) -> None:
    done = colors.run(
        "bank", "preview", "colors", "--play", "--fact", "warm", typed="2 3\n1 2\n1 3\n1 4\n2 4\n3 4\n" * 3
    )

    assert "The round is over." in done.out
    assert "This week" not in done.out


def test_best_scores_are_listed_by_mode(colors: Program) -> None:
    played(colors, 1)
    colors.play("colors", "--questions", "5", "--topic", "Mixing", "--seed", "7")
    (line,) = [line for line in colors.run("banks").out.splitlines() if "Colors" in line]
    (record,) = [bank for bank in colors.run("banks", "--json").json() if bank["name"] == "colors"]

    assert line.endswith(", best 5 of 5 (learn), 4 of 5 (test), 0 of 6 known")
    assert {"learn": {"right": 5, "questions": 5}, "test": {"right": 4, "questions": 5}} == record["best_by_mode"]
