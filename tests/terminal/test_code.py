"""Questions with code in terminals of three sizes: no character is lost, and lines stay as they were written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.test_code import BANK, LOOP, RIGHT
from tests.terminal.conftest import squeezed
from tests.terminal.test_questions import sized

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start, Terminal


@pytest.fixture
def code(program: Program) -> Program:
    program.bank("code", BANK)
    return program


def reads_code(terminal: Terminal, lines: list[str]) -> bool:
    """Return whether lines can be read, wherever they were broken."""
    return squeezed("".join(lines)) in terminal.readable().replace("↳", "")


@sized("size")
def test_code_is_whole_before_and_after_the_answer(code: Program, start: Start, size: tuple[int, int]) -> None:
    terminal = start("play", "code", "--seed", "3", size=size)
    terminal.question(1)
    assert reads_code(terminal, LOOP), "\n".join(terminal.rows())
    assert reads_code(terminal, RIGHT), "\n".join(terminal.rows())
    assert terminal.reads("Look at every line.")

    terminal.press("1")
    terminal.feedback()
    terminal.read("All the others are odd.")
    assert 1 == terminal.answers()


def test_the_lines_are_those_that_were_written(code: Program, start: Start) -> None:
    terminal = start("play", "code", "--seed", "3")
    terminal.question(1)
    rows = terminal.rows()

    first = rows.index(f"   {LOOP[0]}")
    assert rows[first : first + 3] == [f"   {line}" for line in LOOP]
    assert rows[first - 2 : first] == [" What does this program print?", ""]
    option = next(i for i, row in enumerate(rows) if row.endswith(RIGHT[0]))
    assert rows[option + 1] == f"      {RIGHT[1]}"


def test_a_line_that_is_too_wide_goes_on_below_a_mark(code: Program, start: Start) -> None:
    terminal = start("play", "code", "--seed", "3", size=(40, 24))
    terminal.question(1)

    assert f"   {LOOP[2]}"[:39] in terminal.rows()
    terminal.resize(30, 24)
    terminal.until(lambda: any("↳" in row for row in terminal.rows()), "a line that goes on")
    rows = [row for row in terminal.rows() if "↳" in row or "print(i" in row]
    assert "".join(row.strip().removeprefix("↳ ") for row in rows).replace(" ", "") == squeezed(LOOP[2])
