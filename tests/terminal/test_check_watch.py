"""Watching a bank in a real terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import COLORS

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start


def test_what_is_saved_is_checked_and_ctrl_c_ends(colors: Program, start: Start) -> None:
    terminal = start("bank", "check", "--watch", "colors", size=(80, 24))
    terminal.see("1 bank, 6 facts, 6 questions.", "Watching 1 file. Ctrl-C ends.")

    colors.bank("colors", COLORS.replace("What do {parts} give?", "What do {parts} not give?"))
    terminal.see("Q107: 5 of 5 questions are negative", "mixes.what 5 questions", "What do blue and yellow not give?")

    colors.bank("colors", COLORS.replace("title:", "titel:"))
    terminal.see("B101: a bank has no key `titel`", "did you mean `title`?")
    assert not terminal.sees("Q107")

    terminal.press("ctrl-c")
    assert 0 == terminal.end()
    assert terminal.modes_before == terminal.modes()


def test_on_a_small_screen_the_first_finding_is_begun(colors: Program, start: Start) -> None:
    colors.bank("colors", COLORS.replace("do {parts} give", "do {parts} not give").replace("are warm", "are not warm"))

    terminal = start("bank", "check", "--watch", "banks/colors.yaml", size=(40, 15))

    terminal.see("Watching 1 file. Ctrl-C ends.")
    assert "banks/colors.yaml:15:7: warning" == terminal.rows()[0]
    assert "and 1 more" in terminal.rows()
    assert "2 warnings. 1 bank, 6 facts, 6" in terminal.rows()
    terminal.press("ctrl-c")
    assert 0 == terminal.end()
