"""A sprint in a terminal: only its clock moves, by a time that the tests set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start

SPRINT = ("play", "colors", "--mode", "sprint", "--topic", "Mixing", "--seed", "7")


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
def test_the_clock_moves_and_leaves_the_rest_as_it_is(colors: Program, start: Start, size: tuple[int, int]) -> None:
    colors.clock(0)
    terminal = start(*SPRINT, size=size)
    terminal.see("question 1", "1:00 left")
    terminal.listening()
    terminal.press("down")
    terminal.see("❯ 2")
    before = terminal.rows()

    colors.clock(7.5)
    terminal.see("0:53 left")

    assert [row.replace("0:53", "1:00") for row in terminal.rows()] == before
    terminal.press("down")
    terminal.see("❯ 3")
    terminal.press("enter")
    terminal.feedback()
    assert terminal.sees("! flag")
    assert not terminal.sees("u undo")


def test_the_clock_stands_while_an_answer_is_read(colors: Program, start: Start) -> None:
    colors.clock(0)
    terminal = start(*SPRINT)
    terminal.see("1:00 left")
    terminal.listening()
    colors.clock(10)
    terminal.press("1")
    terminal.feedback()
    colors.clock(50)
    terminal.press("enter")

    terminal.see("question 2", "0:50 left")


def test_when_the_time_is_up_the_round_ends_and_a_key_that_comes_late_chooses_nothing(
    colors: Program, start: Start
) -> None:
    colors.clock(0)
    terminal = start(*SPRINT)
    terminal.see("1:00 left")
    terminal.listening()
    terminal.press("1")
    terminal.feedback()
    terminal.press("enter")
    terminal.see("question 2")
    terminal.listening()

    colors.clock(61)
    terminal.see("Time is up.")
    terminal.press("1")
    terminal.see("of 1 right in 1 min 0 s", "another round")

    assert ["finished"] == [row.ending for row in colors.rounds()]
    terminal.press("q")
    assert 0 == terminal.end()


def test_with_reduced_motion_the_clock_does_not_move_but_ends_the_round(colors: Program, start: Start) -> None:
    colors.clock(0)
    terminal = start(*SPRINT, env={"QUIZ_REDUCED_MOTION": "1"})
    terminal.see("question 1", "1:00 left")
    terminal.listening()

    colors.clock(61)
    terminal.see("Time is up.")

    assert b"0:" not in terminal.raw
    assert b"\x1b7" not in terminal.raw


def test_the_keys_of_a_sprint_do_not_tell_of_taking_back(colors: Program, start: Start) -> None:
    colors.clock(0)
    terminal = start(*SPRINT)
    terminal.see("1:00 left")
    terminal.listening()
    terminal.press("?")

    terminal.see("after an answer, ! flags its question")
    assert not terminal.sees("takes it back")
