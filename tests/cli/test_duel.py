"""`quiz play --players` through pipes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Program

DUEL = ("play", "colors", "--topic", "Mixing", "--seed", "7", "--questions", "2", "--players", "Ada,Ben")


def rounds(program: Program, name: str) -> list[dict[str, object]]:
    """Return a player's duels."""
    found = program.run("history", "--json", "--player", name).json()
    assert isinstance(found, list)
    return [row for row in found if row["mode"] == "duel"]


@pytest.fixture
def known(colors: Program) -> Program:
    """Return the program after Ada and Ben have played."""
    for name in ("Ada", "Ben"):
        colors.run("play", "colors", "--seed", "1", "--questions", "1", "--player", name, typed="1\nq\n")
    return colors


GOLDEN = """\
Ada, it is your turn. Ben, look away.
Question 1 of 2. Mixing. It is Ada's turn.
What do black and white give?
1. brown
2. green
3. gray
4. purple
Your answer, 1 to 4: 3
Ben, it is your turn. Ada, look away.
Question 1 of 2. Mixing. It is Ben's turn.
What do black and white give?
1. brown
2. green
3. gray
4. purple
Your answer, 1 to 4: 4
What do black and white give?
The answer: gray.
Ada: right.
Ben: not this time. Ben said: purple.
black and white give gray.
Source: The painter's handbook.
Ada 1, Ben 0.

"""


def test_a_question_reads_like_this(known: Program) -> None:
    done = known.run(*DUEL, typed="3\n4\n")

    assert (0, "") == (done.code, done.err)
    assert done.out.startswith(GOLDEN)
    assert done.out.endswith("\nThe duel is stopped. The answers are saved.\n")


def test_each_keeps_a_history_of_their_own(known: Program) -> None:
    done = known.run(*DUEL, typed="3\n1\n1\n1\nq\n")

    assert "The duel is over.\nA" in done.out
    shown = []
    for name, right in (("Ada", True), ("Ben", False)):
        (row,) = rounds(known, name)
        assert ("duel", 2, 2) == (row["mode"], row["answered"], row["questions"])
        attempts = known.attempts(str(row["id"]))
        assert ("first", right) == (attempts[0].kind, attempts[0].right)
        shown.append([attempt.shown for attempt in attempts])
    assert shown[0] == shown[1]


def test_what_was_answered_before_a_stop_is_kept_and_not_resumed(known: Program) -> None:
    known.run(*DUEL, typed="3\nq\n")
    (row,) = rounds(known, "Ada")

    assert (1, "left") == (row["answered"], row["ending"])
    assert [] == rounds(known, "Ben")
    assert "Resume" not in known.run("play", "colors", "--topic", "Mixing", "--player", "Ada", typed="q\n").out


def test_what_was_killed_is_not_offered_to_be_resumed_alone(known: Program) -> None:
    talk = known.talk(*DUEL)
    talk.hear()
    talk.say("3")
    talk.hear()
    talk.process.kill()
    talk.end()
    (row,) = rounds(known, "Ada")

    assert (1, None) == (row["answered"], row["ending"])
    assert "Resume" not in known.run("play", "colors", "--topic", "Mixing", "--player", "Ada", typed="q\n").out


def test_another_duel_asks_other_questions(known: Program) -> None:
    known.run(*DUEL, typed="3\n1\n1\n1\n1\n1\n1\n1\n1\nq\n")
    assert [2, 2] == [row["answered"] for row in rounds(known, "Ada")]


def test_of_three_all_others_look_away(known: Program) -> None:
    said = known.run(*DUEL[:-1], "Ada,Ben,Cleo", typed="1\n3\n").out
    assert "Ada, it is your turn. Everybody else, look away.\n" in said


def test_an_answer_is_not_taken_back(known: Program) -> None:
    done = known.run(*DUEL, typed="3\nu\n1\n")

    assert "In a duel you cannot take back answers or flag questions.\n" in done.out
    assert [1, 1] == [rounds(known, name)[0]["answered"] for name in ("Ada", "Ben")]


def test_known_players_go_on_with_their_history_and_nothing_is_kept_of_guests(colors: Program) -> None:
    colors.run("play", "colors", "--seed", "1", "--player", "ADA", typed="1\n")
    done = colors.run(*DUEL, typed="3\n1\nq\n")

    assert ["ADA"] == [player["name"] for player in colors.run("players", "--json").json()]
    assert 1 == len(rounds(colors, "Ada"))
    assert done.out.endswith("\nThe duel is stopped. The answers of Ada are saved.\n")


def test_a_duel_of_guests_leaves_no_history(colors: Program) -> None:
    done = colors.run(*DUEL, typed="3\n1\nq\n")

    assert (0, "") == (done.code, done.err)
    assert done.out.endswith("\nThe duel is stopped. Nothing was saved.\n")
    assert [] == colors.run("players", "--json").json()
    assert "Who is playing?" not in colors.run("play", "colors", typed="1\n").out


@pytest.mark.parametrize(
    ("players", "said"),
    [
        ("Ada", "a duel has 2 to 6 players"),
        ("a,b,c,d,e,f,g", "a duel has 2 to 6 players"),
        ("Ada,ada", "`ada` is named twice"),
        ("Ada,", "a player's name is empty\n  type a name\n"),
        (" ,", "a player's name is empty\n  type a name\n"),
    ],
)
def test_players_that_make_no_duel_are_refused(colors: Program, players: str, said: str) -> None:
    done = colors.run("play", "colors", "--players", players)

    assert (2, "") == (done.code, done.out)
    assert done.err.startswith(f"quiz: {said}")
    assert not colors.history_file.exists()


@pytest.mark.parametrize("other", [("--player", "Ada"), ("--mode", "test"), ("--certainty",)])
def test_a_duel_goes_without_what_is_for_one(colors: Program, other: tuple[str, ...]) -> None:
    done = colors.run("play", "colors", "--players", "Ada,Ben", *other)

    assert 2 == done.code
    assert done.err.startswith(f"quiz: `--players` cannot be combined with `{other[0]}`")


def test_a_history_removed_in_mid_duel_is_told(known: Program) -> None:
    talk = known.talk(*DUEL)
    talk.hear()
    known.history_file.unlink()
    talk.say("3")
    out, err = talk.process.communicate(timeout=60)

    assert 74 == talk.end()
    assert b"This answer was not saved. All earlier answers were." in out
    assert b"was moved or replaced while it was open" in err
