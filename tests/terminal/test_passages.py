"""Passages in terminals of three sizes: shown from the beginning, scrolled, and at hand for the next question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.test_passages import BANK, FERRY
from tests.terminal.test_questions import sized

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start, Terminal

DOWN, UP = "\x1b[6~", "\x1b[5~"
TYPED = """\
  name: {topic: Typed, passage: ferry, ask: Which town did it leave?, answer: Kiel, typed: true}
"""


@pytest.fixture
def reading(program: Program) -> Program:
    program.bank("reading", BANK + TYPED)
    return program


def moved(terminal: Terminal, key: str) -> list[str]:
    """Press a key and wait for the change; return the rows of the screen."""
    before = terminal.rows()
    terminal.press(key)
    terminal.until(lambda: terminal.rows() != before, f"what {key!r} shows")
    terminal.listening()
    return terminal.rows()


@sized("size")
def test_a_passage_is_read_from_its_beginning_to_its_questions(
    reading: Program, start: Start, size: tuple[int, int]
) -> None:
    terminal = start("play", "reading", "--topic", "Ferry", "--seed", "1", size=size)
    terminal.question(1)
    shown = terminal.rows()
    if size == (80, 24):
        assert terminal.sees(FERRY[2])
        assert not terminal.sees("reads on")
    else:
        assert shown[0].split()[:3] == FERRY[0].split()[:3]
        while "↓" in terminal.rows()[-1]:
            shown += moved(terminal, DOWN)
        assert "↑" in terminal.rows()[-1]
    words = " ".join(" ".join(row.split()) for row in shown)
    assert [paragraph for paragraph in FERRY if not set(paragraph.split()) <= set(words.split())] == []

    terminal.press("1")
    terminal.feedback()
    terminal.press("x")
    terminal.until(lambda: terminal.reads("2 of 3") and terminal.sees("❯ 1"), "the next question with its options")
    if size != (80, 24):
        terminal.listening()
        assert "↑" in terminal.rows()[-1]
        while "↑" in moved(terminal, UP)[-1]:
            pass
        assert terminal.rows()[0].split()[:3] == FERRY[0].split()[:3]


def test_arrows_alone_go_on_and_back(reading: Program, start: Start) -> None:
    terminal = start("play", "reading", "--topic", "Ferry", "--seed", "1", size=(40, 15))
    terminal.question(1)
    first = terminal.rows()
    while not terminal.sees("❯ 1"):
        moved(terminal, "down")
    while terminal.rows() != first:
        moved(terminal, "up")
    assert 0 == terminal.answers()


def test_an_explanation_that_is_called_back_has_its_passage(reading: Program, start: Start) -> None:
    terminal = start("play", "reading", "--topic", "Ferry", "--seed", "1")
    terminal.question(1)
    terminal.press("1")
    terminal.feedback()
    terminal.press("x")
    terminal.question(2)
    terminal.press("w")
    terminal.see("any key continues")

    assert terminal.sees(FERRY[0])


def test_a_typed_answer_to_a_long_passage_is_asked_for_below_it(reading: Program, start: Start) -> None:
    terminal = start("play", "reading", "--topic", "Typed", size=(40, 12))
    terminal.see("any key continues")
    terminal.press("x")
    terminal.listening_anew()
    assert terminal.sees("Which town did it leave?")
    terminal.press("x")
    terminal.see("p whole question")
    terminal.press("p\r")
    terminal.see("any key continues")
    assert terminal.reads(FERRY[0])
