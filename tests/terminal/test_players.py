"""Several players at one terminal: the program asks who plays, shows it, and lets you change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start

ROUND = ("play", "colors", "--questions", "1", "--topic", "Mixing", "--seed", "1")


@pytest.fixture
def two(colors: Program) -> Program:
    """Return the program after a round of Ada's and one of Ben's."""
    for name in ("Ada", "Ben"):
        assert 0 == colors.run(*ROUND, "--player", name, typed="1\n").code
    return colors


def history_of(program: Program, name: str) -> int:
    return len(program.run("history", "--json", "--player", name).json())


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
def test_who_plays_is_asked_where_several_do(two: Program, start: Start, size: tuple[int, int]) -> None:
    terminal = start("play", "colors", "--seed", "3", size=size)
    terminal.see("Who is playing?", "Ada", "Ben")
    terminal.listening()
    terminal.press("enter")  # whoever played last
    terminal.question(1)
    terminal.answer()
    terminal.feedback()
    terminal.press("q")

    assert 0 == terminal.end()
    assert (1, 2) == (history_of(two, "Ada"), history_of(two, "Ben"))


def test_a_list_is_that_of_who_is_chosen(two: Program, start: Start) -> None:
    terminal = start("history")
    terminal.see("Who is playing?")
    terminal.listening()
    terminal.press("1")

    assert 0 == terminal.end()
    assert terminal.reads("0 of 1 right") or terminal.reads("1 of 1 right")


def test_a_new_name_beside_others_is_asked_about(two: Program, start: Start) -> None:
    terminal = start(*ROUND, "--player", "Adda")
    terminal.see("Adda has not played yet", "Start as Adda", "Play as Ada", "Play as Ben")
    terminal.listening()
    terminal.press("3")
    terminal.question(1)
    terminal.answer()
    terminal.feedback()
    terminal.press("q")

    assert 0 == terminal.end()
    assert 2 == history_of(two, "Ada")
    assert 2 == two.run("history", "--player", "Adda").code


def test_the_first_name_may_take_what_was_played_before(colors: Program, start: Start) -> None:
    colors.run(*ROUND, typed="1\n")
    terminal = start(*ROUND, "--player", "Ada")
    terminal.see("Ada has not played yet", "Start as Ada", "Call me Ada")
    terminal.listening()
    terminal.press("2")
    terminal.question(1)
    terminal.answer()
    terminal.feedback()
    terminal.press("q")

    assert 0 == terminal.end()
    assert 2 == history_of(colors, "Ada")


def test_the_menu_tells_who_plays_and_lets_one_change(two: Program, start: Start) -> None:
    terminal = start(env={"QUIZ_PLAYER": "Ada"})
    terminal.see("quiz · Ada", "Change player ...")
    terminal.listening()
    terminal.press("p")
    terminal.see("Who is playing?")
    terminal.listening()
    terminal.press("enter")
    terminal.see("quiz · Ben")


def test_the_menu_of_one_player_has_no_word_of_players(colors: Program, start: Start) -> None:
    colors.run(*ROUND, typed="1\n")
    terminal = start()
    terminal.see("Statistics", "Quit")

    assert not terminal.sees("layer")


@pytest.mark.parametrize(("key", "left"), [("1", ["Ada", "Ben"]), ("q", ["Ada", "Ben"]), ("2", ["Ada"])])
def test_before_a_player_is_removed_it_is_asked(two: Program, start: Start, key: str, left: list[str]) -> None:
    terminal = start("players", "remove", "Ben")
    terminal.see("Remove with all rounds and answers?", "Keep Ben", "1 round and 1 answer")
    terminal.listening()
    terminal.press(key)

    assert 0 == terminal.end()
    assert left == [one["name"] for one in two.run("players", "--json").json()]
