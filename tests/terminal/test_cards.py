"""New facts on cards: in terminals of any size, skipped with a key, and left when a round is stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.terminal.conftest import squeezed

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start, Terminal

SIZES = [(80, 24), (40, 15), (20, 10)]
sized = pytest.mark.parametrize("size", SIZES, ids=[f"{columns}x{rows}" for columns, rows in SIZES])
MIXING = ("play", "colors", "--topic", "Mixing", "--questions", "5")
SAID = [
    "blue and yellow give green.",
    "red and yellow give orange.",
    "red and blue give purple.",
    "black and white give gray.",
    "red and green give brown.",
]


def turn(terminal: Terminal) -> str:
    """Read the pages of cards until a question comes; return everything they show, without white space."""
    pages: list[str] = []
    while True:
        terminal.listening_anew()
        if terminal.reads("? keys"):
            return "".join(pages)
        pages.append(squeezed("".join(terminal.rows())))
        terminal.press("x")


@sized
def test_new_facts_are_shown_before_they_are_asked(with_cards: Program, start: Start, size: tuple[int, int]) -> None:
    terminal = start(*MIXING, size=size)
    shown = turn(terminal)

    places = [shown.index(squeezed(said)) for said in SAID]
    assert sorted(places) == places
    for number in range(1, 6):
        assert f"new:{number}of5" in shown
    assert "5togo" in shown
    assert "Thepainter'shandbook" in shown
    assert terminal.answers() == 0
    terminal.press("1")
    terminal.feedback()
    assert terminal.answers() == 1  # a card is no question


def test_a_card_that_is_read_on_loses_nothing_in_a_larger_terminal(with_cards: Program, start: Start) -> None:
    terminal = start(*MIXING, size=(20, 8))
    terminal.see("new: 1 of 5")
    terminal.listening()
    while not terminal.sees("handbook"):
        terminal.press("x")
        terminal.listening_anew()
    terminal.press()
    terminal.resize(80, 24)
    terminal.listening_anew()

    assert terminal.sees("The painter's handbook")


@sized
def test_a_key_skips_the_cards(with_cards: Program, start: Start, size: tuple[int, int]) -> None:
    terminal = start(*MIXING, size=size)
    terminal.see("new: 1 of 5")
    terminal.listening()
    assert terminal.sees("s skip the cards") == (size[0] > 20)  # keys are named as far as there is room
    terminal.press("s")
    terminal.see("? keys")

    assert not terminal.reads("new: 2 of 5")


def test_a_round_that_is_stopped_at_a_card_or_later_goes_on_with_the_cards_that_are_left(
    with_cards: Program, start: Start
) -> None:
    terminal = start(*MIXING)
    terminal.see("new: 1 of 5")
    terminal.listening()
    terminal.press("q")
    terminal.see("Stopped before the first answer.")
    assert terminal.end() == 0
    assert not with_cards.rounds()

    terminal = start(*MIXING)
    turn(terminal)
    terminal.press("1")
    terminal.feedback()
    terminal.press("x")
    terminal.see("? keys")
    terminal.press("q")
    assert terminal.end() == 0
    asked = with_cards.attempts()[0].fact.rpartition("/")[2]

    terminal = start("play", "colors", "--plain")
    terminal.see("Resume: 1 of 5 answered")
    terminal.press("1", "enter")
    terminal.see("New fact 4 of 4", "Question 2 of 5")
    (known,) = [said for said in SAID if said.endswith(f" {asked}.")]
    assert not terminal.reads(known)
    assert all(terminal.reads(said) for said in SAID if said != known)


def test_what_a_bank_has_on_its_cards_cannot_harm_the_terminal(program: Program, start: Start) -> None:
    rows = "".join(f'      r{i}: {{a: A{i}, b: B{i}, card: "\\e[2J\\e]0;title\\a{i} \\u202e"}}\n' for i in range(4))
    text = f'title: X\ntables:\n  t:\n    rows:\n{rows}    questions: {{q: {{ask: "B of {{a}}?", answer: b}}}}\n'
    program.bank("x", text)
    terminal = start("play", "x", "--questions", "4")
    terminal.see("new: 1 of 4")
    terminal.listening()

    assert b"\x1b]0;" not in terminal.raw
    assert "\u202e".encode() not in terminal.raw
    assert terminal.sees("<U+001B>[2J")
