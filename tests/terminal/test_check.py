"""What the check has found, in a real terminal: the caret is under the place, however narrow the terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from quiz.term.lines import text_width

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start

CAPITALS = """\
id: capitals
title: Capitals
source: An atlas
tables:
  capitals:
    rows:
      de: {name: Germany, capital: Berlin}
      fr: {name: France, %s}
      jp: {name: Japan, capital: Tokyo}
    questions:
      of: {ask: "What is the capital of {name}?", answer: capital, why: "{capital}."}
"""


def marked(rows: list[str]) -> str:
    """Return the part of the line that is above the carets, as the terminal shows it."""
    at, found = next((i, match) for i, row in enumerate(rows) if (match := re.match(r" +\| +(\^+)", row)))
    cells = [cell for char in rows[at - 1] for cell in (char, *[""] * (text_width(char) - 1))]
    return "".join(cells[found.start(1) : found.end(1)])


@pytest.mark.parametrize("size", [(80, 24), (40, 15)], ids=["80 columns", "40 columns"])
@pytest.mark.parametrize(
    "typed",
    [
        "capitol: Paris",
        "\t\tcapitol: Paris",
        'capital: "日本の首都", capitol: "東京都新宿区西新宿"',
        'capital: "\N{LATIN SMALL LETTER E}\N{COMBINING ACUTE ACCENT}tat", capitol: Paris',
        'capital: "hid\u200bden", capitol: Paris',
        f"capital: {'on and on ' * 300}, capitol: {'and on ' * 300}",
        f"capital: {'東' * 100}, capitol: {'京' * 100}",
    ],
    ids=["plain", "tabs", "wide", "marks", "hidden", "long", "long and wide"],
)
def test_the_caret_stands_under_the_place(program: Program, start: Start, typed: str, size: tuple[int, int]) -> None:
    program.bank("capitals", CAPITALS % typed)

    terminal = start("bank", "check", "banks/capitals.yaml", size=size)

    assert 1 == terminal.end()
    assert "capitol" == marked(terminal.rows())


def test_a_message_and_its_help_are_broken_between_words(program: Program, start: Start) -> None:
    program.bank("capitals", CAPITALS % "capital: Paris, why: not")

    terminal = start("bank", "check", "banks/capitals.yaml", size=(40, 15))

    assert 1 == terminal.end()
    expected = """\
banks/capitals.yaml:8:42: error
    B202: the row `fr` has `why`, which
    is not a column
    8 | …ance, capital: Paris, why: not}
      |                        ^^^
      | the columns are name, capital
      | (as in the first row)
1 error. 1 bank, 0 facts, 0 questions."""
    assert expected in "\n".join(terminal.rows())


@pytest.mark.parametrize(("env", "colored"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_follows_what_was_asked_for(
    program: Program, start: Start, env: dict[str, str], *, colored: bool
) -> None:
    program.bank("capitals", CAPITALS % "capitol: Paris")

    terminal = start("bank", "check", "banks/capitals.yaml", size=(80, 24), env=env)

    assert 1 == terminal.end()
    assert colored is (b"\x1b[1;31m^^^^^^^" in terminal.raw)


def test_a_terminal_is_told_of_the_manual_page(program: Program, start: Start) -> None:
    program.bank("capitals", CAPITALS.replace("is the", "is not the") % "capital: Paris")

    terminal = start("bank", "check", "banks/capitals.yaml")

    assert 0 == terminal.end()
    assert terminal.sees("1 warning. 1 bank, 3 facts, 3 questions.")
    assert terminal.sees("`quiz bank check --explain Q107` says why, and how to allow it.")
