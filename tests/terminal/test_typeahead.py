"""Keys that come too early to be meant, in a round with the settings that players have."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start

SIGNS = """\
id: signs
cards: false
title: Signs
source: A book
questions:
  iron: {ask: "What stands for iron?", answer: Fe, typed: true, why: Ferrum.}
  gold: {ask: "What stands for gold?", answer: Au, typed: true, why: Aurum.}
  lead: {ask: "What stands for lead?", answer: Pb, typed: true, why: Plumbum.}
"""


def test_what_is_typed_too_early_answers_nothing_and_hides_nothing(colors: Program, start: Start) -> None:
    """Keys come before the first question, two at once, and on a page that has just come; `q` counts at once."""
    colors.clock(0)
    terminal = start("play", "colors", "--topic", "Mixing", "--seed", "7", env={"QUIZ_TYPEAHEAD": "0"})
    terminal.press("1", "1", "1", "1")
    terminal.question(1)
    terminal.press("1", "1")
    terminal.feedback()
    terminal.listening()
    terminal.press("1", "x", "enter", "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\", "?")
    terminal.idle()

    colors.clock(1)
    terminal.press("?")
    terminal.question(2)
    assert terminal.answers() == 1
    terminal.press("q")

    assert terminal.end() == 0
    assert terminal.answers() == 1


def test_a_key_pressed_twice_in_the_menu_does_not_leave_the_page_that_it_opens(colors: Program, start: Start) -> None:
    colors.clock(0)
    terminal = start(env={"QUIZ_TYPEAHEAD": "0"})
    terminal.see("Quit")
    terminal.listening()
    terminal.press("s", "s")
    terminal.see("Nothing has been played yet.", "any key continues")
    terminal.listening()
    terminal.press("s", "q")  # if the first left the page, the second would end the program
    terminal.listening_anew()
    terminal.see("Quit")

    terminal.press("s")
    terminal.listening_anew()
    terminal.see("any key continues")
    colors.clock(1)
    terminal.press("x")
    terminal.listening_anew()
    terminal.see("Quit")
    terminal.press("q")
    assert terminal.end() == 0


def test_enter_that_leaves_an_explanation_does_not_answer_what_is_typed_next(program: Program, start: Start) -> None:
    """Enter comes several times at once, and goes on while it is held down; `q` counts at once there too."""
    (program.folder / "signs.yaml").write_text(SIGNS, encoding="utf-8")
    program.clock(0)
    terminal = start("play", "signs.yaml", "--seed", "7", env={"QUIZ_TYPEAHEAD": "0"})
    terminal.see("1 of 3", "Enter answers")
    terminal.press("no", "enter")
    terminal.see("any key continues")
    terminal.listening()

    program.clock(1)
    terminal.press("\r\r\rx")
    terminal.see("2 of 3", "Enter answers")
    terminal.press("enter", "enter")
    terminal.press("neither", "enter")
    terminal.see("any key continues")
    assert not terminal.reads("press Enter again")
    assert [attempt.response for attempt in program.attempts()] == ["no", "neither"]

    terminal.listening()
    program.clock(2)
    terminal.press("\rq")
    assert terminal.end() == 0
    assert terminal.reads("Saved. 1 question is left in this round.")
