"""Pages of the manual in a terminal, and the settings that decide what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
def test_a_page_of_the_manual_goes_through_the_pager_and_fits(start: Start, size: tuple[int, int]) -> None:
    terminal = start("help", "accessibility", size=size, env={"PAGER": "cat"})

    assert 0 == terminal.end()
    assert terminal.reads("Using the program in your own way")
    assert terminal.reads("With a screen reader")
    assert b"\x1b[1m" in terminal.raw  # its headings are bold
    rows = terminal.raw.decode().replace("\x1b[1m", "").replace("\x1b[0m", "").splitlines()
    assert [] == [row for row in rows if len(row) > size[0]]


def test_the_help_is_as_wide_as_the_terminal(start: Start) -> None:
    terminal = start("--help", size=(50, 24))

    assert 0 == terminal.end()
    assert max(len(row.rstrip()) for row in terminal.raw.decode().splitlines()) <= 50
    assert terminal.reads("Environment variables:")


def test_plain_lines_can_be_a_setting_and_an_option_says_more(colors: Program, start: Start) -> None:
    colors.run("config", "plain", "yes")
    terminal = start("play", "colors", "--seed", "7")
    terminal.see("Your answer")
    terminal.press("ctrl-c")
    assert 130 == terminal.end()

    terminal = start("play", "colors", "--seed", "7", "--no-plain")
    terminal.question(1)
    terminal.see("q stop")
    terminal.press("q")
    assert 0 == terminal.end()


def test_colour_can_be_a_setting(colors: Program, start: Start) -> None:
    colors.run("config", "color", "never")
    terminal = start("play", "colors", "--seed", "7")
    terminal.question(1)
    assert b"\x1b[1m" not in terminal.raw
    terminal.press("q")
    assert 0 == terminal.end()
