"""An answer typed in a real terminal: edited, pasted, and in letters of any script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start

BANK = """\
id: words
cards: false
title: Words
source: A book
questions:
  city:
    {topic: Cities, ask: "What is the capital of Portugal?", answer: Lisbon, typed: true, why: So., hint: On the Tagus.}
  word: {ask: "What is a word in Greek?", answer: λόγος, typed: true, wrong: [μύθος], why: So it is.}
  gaps:
    gaps: "Water boils at {boiling} °C and freezes at {freezing} °C."
    answers: {boiling: 100, freezing: {answer: 0, wrong: [10, 32]}}
    why: At sea level.
"""
QUEEN = """\
id: chess
cards: false
title: Chess
source: A book
tables:
  pieces:
    rows:
      queen: {piece: the queen, letter: Q, also: queen}
      rook: {piece: the rook, letter: R, also: rook}
    questions:
      letter: {ask: "Which letter stands for {piece}?", answer: letter, typed: true, why: "{letter}."}
"""


@pytest.fixture
def words(program: Program) -> Program:
    (program.folder / "words.yaml").write_text(BANK, encoding="utf-8")
    (program.folder / "chess.yaml").write_text(QUEEN, encoding="utf-8")
    return program


def test_a_line_is_edited_and_pasted_and_marked(words: Program, start: Start) -> None:
    terminal = start("play", "words.yaml", "--seed", "1", "--questions", "3")
    terminal.see("1 of 3", "Enter answers")
    answers = {"Portugal": "Libson", "Greek": "λογος", "boils": "100"}
    kept = {"words/city": "Libson", "words/word": "λογος", "words/gaps": "100 | 0"}

    for number in (1, 2, 3):
        terminal.see(f"{number} of 3", "Enter answers")  # the question is between them
        asked = next(name for name in answers if terminal.sees(name))
        text = answers[asked]
        if asked == "Portugal":
            terminal.see("or type only: h hint", "? keys", "q stop and save")
            terminal.press("?", "enter")
            terminal.see("h and Enter for a hint;")
            assert not terminal.sees("Hint: On the Tagus.")
            terminal.press("h", "enter")
            terminal.see("Hint: On the Tagus.")
            terminal.press("Madrid is it", "\x15", "Porto and", "\x17", "\x17", "Lison", *["\x1b[D"] * 3, "b", "enter")
            terminal.see("Nearly.", "The correct form is Lisbon.")
        elif asked == "Greek":
            terminal.press(f"\x1b[200~{text}\x1b[201~")
            terminal.see(text)
            terminal.resize(60, 20)
            terminal.see(f"{number} of 3", text)
            terminal.press("enter")
            terminal.see("Right.", "The correct form is λόγος.")
        else:
            terminal.see("Gap 1 of 2")
            terminal.press(text, "enter")
            terminal.see("Gap 1: 100", "One of: 0; 10; 32", "Gap 2 of 2")
            terminal.press("0", "enter")
            terminal.see("Right.")
        terminal.see("any key continues")
        terminal.listening()
        terminal.press("x")
    terminal.see("3 of 3 right at the first try")

    assert kept == {attempt.item: attempt.response for attempt in words.attempts()}


def test_keys_that_are_explained_at_length_are_read_on_a_low_screen(words: Program, start: Start) -> None:
    terminal = start("play", "words.yaml", "--topic", "Cities", size=(20, 8))
    terminal.see("capital of", "q stop and save")
    terminal.press("?", "enter")
    for part in ("Type the answer", "After an answer,", "aside."):
        terminal.see(part, "any key continues")
        terminal.listening()
        terminal.press("x")
    terminal.see("capital of", "q stop and save")
    terminal.press("Lisbon", "enter")
    terminal.read("right", "any key")

    assert ["Lisbon"] == [attempt.response for attempt in words.attempts()]


@pytest.mark.parametrize("size", [(80, 24), (40, 15)], ids=["80x24", "40x15"])
def test_y_says_that_a_typed_answer_was_right(words: Program, start: Start, size: tuple[int, int]) -> None:
    terminal = start("play", "words.yaml", "--topic", "Cities", size=size)
    terminal.see("Enter answers or type only: h hint", "q stop and save")
    terminal.press("Olisipo", "enter")
    terminal.see("Not this time.", "y I was right")
    terminal.listening()
    terminal.press("y")
    terminal.see("flagged for the author of the bank.", "The question comes again.")
    terminal.listening()
    terminal.press("x")
    terminal.see("1 of 1", "Enter answers")

    assert [True] == [attempt.voided_at is not None for attempt in words.attempts()]
    assert "I was right: Olisipo" in words.run("flags").out


@pytest.mark.parametrize("leave", [["q", "enter"], ["ctrl-c"], ["\x04"]], ids=["q", "Ctrl-C", "Ctrl-D"])
def test_a_typed_question_is_left(words: Program, start: Start, leave: list[str]) -> None:
    terminal = start("play", "words.yaml")
    terminal.see("Enter answers")
    terminal.press(*leave)

    assert terminal.end() in (0, 130)
    assert terminal.reads("Stopped before the first answer.")
    assert terminal.modes() == terminal.modes_before


def test_a_letter_that_is_an_answer_is_no_command(words: Program, start: Start) -> None:
    terminal = start("play", "chess.yaml", "--questions", "1")
    terminal.see("1 of 1")
    assert not terminal.sees("q stop")
    terminal.press("q", "enter")
    terminal.see("any key continues")

    assert ["q"] == [attempt.response for attempt in words.attempts()]


def test_the_clock_of_a_sprint_moves_while_an_answer_is_typed_and_ends_it(words: Program, start: Start) -> None:
    words.clock(0)
    terminal = start("play", "words.yaml", "--topic", "Cities", "--mode", "sprint", "--time", "10s")
    terminal.see("question 1", "0:10 left", "Enter answers")
    terminal.press("L", "i", "s")
    terminal.see("❯ Lis")

    words.clock(4)
    terminal.see("0:06 left")
    assert terminal.sees("❯ Lis")

    words.clock(11)
    terminal.see("Time is up.")
    terminal.listening()
    terminal.press("x")
    terminal.see("0 of 0 right in 10 s")
    terminal.listening()
    terminal.press("q")
    assert terminal.end() == 0
