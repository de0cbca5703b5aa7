"""Several players: whose history a command is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Program

ROUND = ("play", "colors", "--questions", "1", "--topic", "Mixing", "--seed", "1")
READERS = [("stats", "--json"), ("history", "--json"), ("stats",), ("history",)]


def plays(program: Program, name: str) -> None:
    """Let a player answer one question."""
    done = program.run(*ROUND, "--player", name, typed="1\n")
    assert (0, "") == (done.code, done.err)


@pytest.fixture
def two(colors: Program) -> Program:
    """Return the program after a round of Ada's and two of Ben's."""
    for name in ("Ada", "Ben", "ben"):
        plays(colors, name)
    return colors


def test_each_player_reads_their_own_history(two: Program) -> None:
    assert [1, 2] == [len(two.run("history", "--json", "--player", name).json()) for name in ("ada", "BEN")]
    assert 1 == two.run("stats", "--json", "--player", "Ada").json()["banks"][0]["first_tries"]


def test_the_environment_names_the_player_and_the_option_goes_first(two: Program) -> None:
    env = {"QUIZ_PLAYER": "Ben"}

    assert 2 == len(two.run("history", "--json", env=env).json())
    assert 1 == len(two.run("history", "--json", "--player", "Ada", env=env).json())


@pytest.mark.parametrize("args", [*READERS, ROUND])
def test_where_several_play_and_nobody_can_be_asked_one_must_be_named(two: Program, args: tuple[str, ...]) -> None:
    done = two.run(*args, typed="1\n")

    told = "quiz: several players have a history here: Ada and Ben\n  name one with `--player` or `QUIZ_PLAYER`\n"
    assert (2, "", told) == done


@pytest.mark.parametrize("args", [*READERS, ("banks",)])
def test_a_player_who_is_not_there_is_told_with_the_nearest(two: Program, args: tuple[str, ...]) -> None:
    assert (2, "", "quiz: there is no player `Adda`\n  did you mean `Ada`?\n") == two.run(*args, "--player", "Adda")


def test_a_player_where_nobody_has_played(program: Program) -> None:
    assert (2, "", "quiz: there is no player `Ada`\n  nobody has played yet\n") == program.run(
        "stats", "--player", "Ada"
    )


@pytest.mark.parametrize("name", ["a,b", "\u202eadA", "-", "x" * 31])
@pytest.mark.parametrize("args", [("history",), ROUND])
def test_a_hostile_name_is_refused(colors: Program, args: tuple[str, ...], name: str) -> None:
    done = colors.run(*args, f"--player={name}", typed="1\n")

    assert (2, "") == (done.code, done.out)
    assert " cannot be a player's name: " in done.err
    assert "\u202e" not in done.err
    assert not colors.rounds()


def test_who_never_names_anyone_never_reads_of_players(colors: Program) -> None:
    said = colors.play("colors")
    for args in (("history",), ("stats",), ("banks",), ("history", "--json")):
        done = colors.run(*args)
        assert (0, "") == (done.code, done.err)
        said += done.out

    assert "player" not in said.casefold()


def test_a_round_is_resumed_by_its_player_alone(two: Program) -> None:
    two.run("play", "colors", "--player", "Ada", typed="1\n")

    assert "A round is not finished" in two.run("play", "colors", "--player", "Ada", typed="").out
    assert "A round is not finished" not in two.run("play", "colors", "--player", "Ben", typed="").out


def test_the_best_score_is_that_of_the_player(colors: Program) -> None:
    colors.play("colors", "--player", "Ada")
    plays(colors, "Ben")

    def best(*args: str) -> object:
        return next(bank["best"] for bank in colors.run("banks", "--json", *args).json() if bank["name"] == "colors")

    assert {"right": 6, "questions": 6} == best("--player", "Ada")
    assert best("--player", "Ben") is None
    assert best() is None  # of nobody in particular
