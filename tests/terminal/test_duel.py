"""A duel at one screen: nobody sees another's answer before their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start, Terminal

DUEL = ("play", "colors", "--topic", "Mixing", "--seed", "7", "--questions", "1", "--players", "Ada,Ben")


def remembered(terminal: Terminal) -> None:
    """Let the answers of Ada and Ben, who have not played before, be saved."""
    terminal.see("Ada and Ben have not played here before", "Play as guests", "Save the answers")
    terminal.listening()
    terminal.press("2")


def turn(terminal: Terminal, name: str, key: str) -> None:
    terminal.see(f"{name}, it is your turn.")
    terminal.listening()
    assert not terminal.sees("black and white"), "what was asked before is gone"
    terminal.press(" ")
    terminal.read("Ada 0, Ben 0")
    terminal.see("What do black and white give?")
    terminal.listening()
    assert not terminal.sees("✓")
    terminal.press(key)


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
def test_turns_are_taken_and_the_end_tells_who_won(colors: Program, start: Start, size: tuple[int, int]) -> None:
    terminal = start(*DUEL, size=size)
    remembered(terminal)
    turn(terminal, "Ada", "3")
    turn(terminal, "Ben", "4")
    terminal.read("✓ Ada: gray", "✗ Ben: purple")
    for _ in range(6):  # a short screen shows it in parts
        if terminal.reads("another duel"):
            break
        terminal.listening()
        terminal.press(" ")
        terminal.listening()
    terminal.read("Ada wins with 1 of 1.", "another duel")
    terminal.listening()
    terminal.press("q")

    assert 0 == terminal.end()
    assert 2 == terminal.answers()


def test_ctrl_c_keeps_what_was_answered(colors: Program, start: Start) -> None:
    terminal = start(*DUEL)
    remembered(terminal)
    turn(terminal, "Ada", "3")
    terminal.see("Ben, it is your turn.")
    terminal.listening()
    terminal.press("ctrl-c")

    assert 130 == terminal.end()
    assert terminal.reads("The duel is stopped. The answers are saved.")
    assert 1 == terminal.answers()
    assert (True, True) == terminal.modes()
