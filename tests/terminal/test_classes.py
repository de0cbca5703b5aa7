"""A test that was handed out, taken in a terminal, and its results handed in there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from quiz.classroom.result_file import read_results

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start, Terminal

PACK = ("bank", "pack", "colors", "t.quiz", "--test", "2", "--seed", "s", "--minutes", "5")


def taken(colors: Program, start: Start, *options: str) -> Terminal:
    """Take a test of two questions, and return the terminal at its end."""
    assert 0 == colors.run(*PACK, *options).code
    colors.clock(0)
    terminal = start("play", "t.quiz")
    terminal.see("A test: 2 questions in 5 minutes, the same for everybody.", "any key continues")
    terminal.press("x")
    terminal.see("1 of 2", "5:00 left")
    terminal.listening()
    terminal.answer()
    terminal.see("2 of 2")
    terminal.listening()
    terminal.answer()
    return terminal


def test_a_test_is_taken_with_its_time_in_sight_and_its_answers_are_seen_at_its_end(
    colors: Program, start: Start
) -> None:
    terminal = taken(colors, start)
    terminal.see("of 2 right", "look at all answers", "`quiz results FILE` writes a file to hand in")

    assert not terminal.sees("another round")
    terminal.listening()
    terminal.press("v")
    terminal.see("the answer")


def test_a_test_without_feedback_shows_how_many_were_answered_and_no_more(colors: Program, start: Start) -> None:
    terminal = taken(colors, start, "--feedback", "none")
    terminal.see("2 of 2 answered", "Time: 0 s", "quit")

    for text in ("right", "look at all answers", "practise"):
        assert not terminal.sees(text)
    terminal.listening()
    terminal.press("q")
    assert 0 == terminal.end()


def test_a_test_that_was_stopped_goes_on_with_the_time_that_is_left(colors: Program, start: Start) -> None:
    colors.run(*PACK)
    colors.clock(0)
    terminal = start("play", "t.quiz")
    terminal.see("any key continues")
    terminal.press("x")
    terminal.see("1 of 2")
    terminal.listening()
    colors.clock(60)
    terminal.answer()
    terminal.see("2 of 2", "4:00 left")
    terminal.listening()
    terminal.press("q")
    terminal.see("Saved. 1 question is left in this round. The time left is 4 min 0 s.")
    assert 0 == terminal.end()
    again = start("play", "t.quiz")
    again.see("any key continues")
    again.press("x")
    again.see("Resume the test: 1 of 2 answered", "4 min 0 s left")


def test_what_leaves_is_shown_before_it_is_written_and_a_name_only_if_it_is_typed(
    colors: Program, start: Start
) -> None:
    colors.play("colors", "--seed", "1", "--questions", "2")
    path = colors.folder / "r.jsonl"
    for key in ("q", "\x04", "name"):
        refused = start("results", "r.jsonl")
        refused.see("What you hand in", "2 answers to Colors: basics, today.", "No name, unless you type one.")
        refused.listening()
        if key == "name":
            refused.press("down", "enter")
            refused.see("The name that your teacher knows you by.")
            refused.listening()
            refused.press("\x04")
        else:
            refused.press(key)
        refused.see("Nothing was written.")
        assert 0 == refused.end()
        assert not path.exists()

    terminal = start("results", "r.jsonl")
    terminal.see("Write it with a name")
    terminal.listening()
    terminal.press("down", "enter")
    terminal.see("The name that your teacher knows you by.")
    terminal.listening()
    terminal.press("Ada", "enter")
    terminal.see("Written: r.jsonl")
    assert 0 == terminal.end()
    assert "Ada" == read_results(path.read_bytes())[0].name
    assert 2 == json.loads(path.read_text(encoding="utf-8").splitlines()[0])["answers"]


@pytest.mark.parametrize("key", ["enter", "q"])
def test_a_bank_is_replaced_only_after_asking(colors: Program, start: Start, key: str) -> None:
    colors.run("bank", "pack", "colors", "t.quiz", "--date", "2026-12-01")
    path = colors.bank("colors", "# mine\n" + (colors.banks / "colors.yaml").read_text(encoding="utf-8"))
    mine = path.read_bytes()
    terminal = start("bank", "add", "t.quiz")
    terminal.see("You already have another version of `Colors: basics`. Replace it with the version from 2026-12-01?")
    terminal.listening()
    terminal.press(key)
    terminal.see("Nothing was changed.")
    assert 0 == terminal.end()
    assert mine == path.read_bytes()

    again = start("bank", "add", "t.quiz")
    again.see("6 facts; your answers stay")
    again.listening()
    again.press("down", "enter")
    again.see("Replaced: ")
    assert 0 == again.end()
    assert mine.removeprefix(b"# mine\n") == path.read_bytes()
