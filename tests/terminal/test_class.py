"""`quiz class` in a terminal: the page is shown in the pager, with what to teach again on the first screen."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.classroom.handing import BANK, class_folder
from tests.terminal.test_preview import pager

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start

#: A pager that shows one screen.
FIRST = "\nlines = lines[:22]"


@pytest.fixture
def school(program: Program) -> Program:
    program.bank("europe", BANK)
    class_folder(program.folder)
    return program


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
def test_what_to_teach_again_is_on_the_first_screen(school: Program, start: Start) -> None:
    terminal = start("class", "handed-in", env=pager(school, FIRST))
    terminal.read("END OF 22 LINES")

    assert 0 == terminal.end()
    for text in ("How the class did", "30 handed in", "To teach again", "--drill again.quiz"):
        assert terminal.reads(text)


def test_a_hostile_name_and_text_harm_no_terminal(school: Program, start: Start) -> None:
    (school.folder / "list.csv").write_text("code,name\n07,\x1b[31mRed\x07\n", encoding="utf-8")
    path = school.folder / "handed-in" / "09.results"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"code":"09"', '"code":"\\u001b]0;x\\u0007"'), encoding="utf-8"
    )
    terminal = start("class", "handed-in", "--list", "list.csv", env={**pager(school), "NO_COLOR": "1"})
    terminal.read("LINES")

    assert 0 == terminal.end()
    assert b"\x1b" not in terminal.raw
    assert b"\x07" not in terminal.raw
    assert terminal.reads("<U+001B>]0;x<U+0007>")
