"""What one key does on the feedback screen: take the answer back, flag the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.terminal.conftest import squeezed

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start, Terminal

SIZES = [(80, 24), (40, 15)]
ROUND = ("play", "colors", "--topic", "Mixing", "--seed", "7", "--questions", "1")


def begun(start: Start, *args: str, size: tuple[int, int] = (80, 24)) -> Terminal:
    terminal = start(*ROUND, *args, size=size)
    terminal.question(1)
    return terminal


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "40x15"])
def test_u_asks_the_question_again_as_it_was(colors: Program, start: Start, size: tuple[int, int]) -> None:
    terminal = begun(start, size=size)
    before = terminal.rows()
    terminal.press("1")
    terminal.see("any key continues u undo ! flag")
    terminal.listening()
    terminal.press("u")
    terminal.until(lambda: terminal.rows() == before, "the question")
    terminal.listening()
    terminal.press("2")
    terminal.feedback()

    assert [True, False] == [attempt.voided_at is not None for attempt in colors.attempts()]


def test_the_last_answer_can_be_taken_back_from_the_end_page(colors: Program, start: Start) -> None:
    terminal = begun(start, "--mode", "learn")
    terminal.press("1")
    while terminal.feedback() != "Right.":  # until the round is over
        terminal.listening()
        terminal.press("u")
        terminal.until(lambda: not terminal.sees("any key continues"), "the question")
        terminal.listening()
        terminal.press(str(1 + len(colors.attempts())))
    terminal.listening()
    terminal.press("x")
    terminal.see("1 of 1 right at the first try", "take the last answer back")
    terminal.listening()
    terminal.press("u")
    terminal.see("1-4 answer")

    assert colors.attempts()[-1].voided_at is not None
    assert [None] == [row.ending for row in colors.rounds()]


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "40x15"])
def test_a_flag_takes_a_note_and_the_feedback_stays(colors: Program, start: Start, size: tuple[int, int]) -> None:
    terminal = begun(start, size=size)
    terminal.press("1")
    terminal.feedback()
    terminal.listening()
    terminal.press("!")
    terminal.see("What is wrong with this question?")
    terminal.press("Two are Right", "enter")
    terminal.see("This question is flagged, with your note.", "any key continues")

    assert terminal.reads("What do black and white give?")
    assert "Two are Right" in colors.run("flags").out


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "40x15"])
def test_q_at_the_note_goes_back_without_flagging(colors: Program, start: Start, size: tuple[int, int]) -> None:
    terminal = begun(start, size=size)
    terminal.press("1")
    terminal.feedback()
    terminal.listening()
    terminal.press("!")
    terminal.see("What is wrong with this question?", "Type only q")
    terminal.press("q", "enter")
    terminal.see("any key continues")

    assert terminal.reads("What do black and white give?")
    assert not terminal.sees("flagged")
    assert [] == colors.run("flags", "--json").json()
    terminal.listening_anew()
    terminal.press("x")
    terminal.see("another round")


def test_other_keys_go_on(colors: Program, start: Start) -> None:
    terminal = start(*ROUND[:-1], "2")
    terminal.question(1)
    terminal.press("1")
    terminal.feedback()
    terminal.listening()
    terminal.press("x")
    terminal.question(2)

    assert [None] == [attempt.voided_at for attempt in colors.attempts()]


def test_an_explanation_that_is_called_back_can_be_read_on_a_low_screen(colors: Program, start: Start) -> None:
    terminal = start("play", "colors", "--topic", "Mixing", "--seed", "7", "--questions", "2", size=(20, 8))
    terminal.question(1)
    terminal.press("1")
    terminal.feedback()
    terminal.listening()
    terminal.press("x")
    terminal.question(2)
    terminal.press("w")
    terminal.listening_anew()
    shown = ""
    while terminal.sees("any key continues"):
        shown += squeezed("".join(terminal.rows()).replace("any key continues", ""))
        terminal.press("x")
        terminal.listening_anew()

    attempt = colors.attempts()[0]
    for text in (attempt.shown.stem, *(option.text for option in attempt.shown.options), "The painter's handbook"):
        assert squeezed(text) in shown
    assert 1 == terminal.answers()


def test_an_explanation_is_called_back_while_the_next_question_is_open(colors: Program, start: Start) -> None:
    terminal = start("play", "colors", "--topic", "Mixing", "--seed", "7", "--questions", "2")
    terminal.question(1)
    terminal.press("1")
    terminal.feedback()
    explanation = next(row for row in terminal.rows() if "give" in row and "." in row)
    terminal.listening()
    terminal.press("x")
    terminal.question(2)
    assert not terminal.sees(explanation)
    terminal.press("w")
    terminal.see(explanation, colors.attempts()[0].shown.stem, "any key continues")
    terminal.listening()
    terminal.press("x")
    terminal.see("2 of 2")
    terminal.listening()
    terminal.press("1")
    terminal.until(lambda: terminal.answers() == 2, "the second answer")
