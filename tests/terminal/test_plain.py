"""If no screen is wanted or possible, a terminal gets lines; colour can be turned off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start

ARGS = ["play", "colors", "--topic", "Mixing", "--questions", "2", "--seed", "7"]
COLOUR = re.compile(rb"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;\d+)*m")

LINEAR: dict[str, tuple[list[str], dict[str, str]]] = {
    "--plain": (["--plain"], {}),
    "--plain --color always": (["--plain", "--color", "always"], {}),
    "ACCESSIBLE": ([], {"ACCESSIBLE": "1"}),
    "TERM=dumb": ([], {"TERM": "dumb"}),
}


@pytest.mark.parametrize(("args", "env"), LINEAR.values(), ids=LINEAR)
def test_lines_hold_no_escape(colors: Program, start: Start, args: list[str], env: dict[str, str]) -> None:
    terminal = start(*ARGS, *args, env=env)
    terminal.until(lambda: terminal.raw.count(b"Your answer, 1 to 4: ") == 1, "a prompt")
    terminal.press("h\r")
    terminal.until(lambda: terminal.raw.count(b"Your answer, 1 to 4: ") == 2, "a prompt")
    terminal.press("1\r")
    terminal.until(lambda: terminal.raw.count(b"Your answer, 1 to 4: ") == 3, "a prompt")
    terminal.press("q\r")

    assert 0 == terminal.end()
    assert b"Question 1 of 2. Mixing. 0 right so far.\r\n" in terminal.raw
    assert b"\r\nHint: Think of " in terminal.raw
    assert terminal.raw.endswith(b"\r\n\r\nSaved. 1 question is left in this round.\r\n")
    assert re.fullmatch(rb"(?:[^\x00-\x1f\x7f]|\r\n)+", terminal.raw)
    assert 1 == terminal.answers()


def test_what_is_typed_is_written_once(colors: Program, start: Start) -> None:
    terminal = start(*ARGS, "--plain")
    terminal.until(lambda: b"Your answer, 1 to 4: " in terminal.raw, "a prompt")
    terminal.press("1\r")
    terminal.until(lambda: terminal.raw.count(b"Your answer, 1 to 4: ") == 2, "a prompt")

    assert b"Your answer, 1 to 4: 1\r\n" in terminal.raw
    assert b"1\r\n1\r\n" not in terminal.raw


def test_the_end_of_the_input_stops_and_saves(colors: Program, start: Start) -> None:
    terminal = start(*ARGS, "--plain")
    terminal.until(lambda: b"Your answer, 1 to 4: " in terminal.raw, "a prompt")
    terminal.press("1\r")
    terminal.until(lambda: terminal.raw.count(b"Your answer, 1 to 4: ") == 2, "a prompt")
    terminal.press("\x04")

    assert 0 == terminal.end()
    assert terminal.raw.endswith(b"Saved. 1 question is left in this round.\r\n")


def test_accessible_0_is_as_if_it_were_not_set(colors: Program, start: Start) -> None:
    terminal = start(*ARGS, env={"ACCESSIBLE": "0"})
    terminal.question(1)

    assert terminal.sees("q stop and save")


@pytest.mark.parametrize(
    ("args", "env", "expected"),
    [
        ([], {}, True),
        ([], {"NO_COLOR": "1"}, False),
        ([], {"NO_COLOR": ""}, True),
        (["--color", "never"], {}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
    ],
    ids=["auto", "NO_COLOR", "NO_COLOR is empty", "never", "always before NO_COLOR"],
)
def test_colour(colors: Program, start: Start, args: list[str], env: dict[str, str], *, expected: bool) -> None:
    terminal = start(*ARGS, *args, env=env)
    terminal.question(1)
    terminal.press("1")
    terminal.feedback()
    terminal.press("x")
    terminal.question(2)
    terminal.press("q")

    assert 0 == terminal.end()
    assert expected == bool(COLOUR.search(terminal.raw))


def test_without_colour_the_words_say_the_same(colors: Program, start: Start) -> None:
    screens = []
    for env in ({}, {"NO_COLOR": "1"}):
        terminal = start(*ARGS, env=env)
        terminal.question(1)
        terminal.press("1")
        terminal.feedback()
        screens.append(terminal.rows())

    assert screens[0] == screens[1]
    assert any("✗ your answer" in row or "✓ your answer" in row for row in screens[0])


def test_the_menu_needs_a_screen_or_is_read_in_lines(colors: Program, start: Start) -> None:
    terminal = start(env={"TERM": "dumb"})
    terminal.until(lambda: b"Your answer, 1 to " in terminal.raw, "a prompt")
    terminal.press("q\r")

    assert 0 == terminal.end()
    assert b"\x1b" not in terminal.raw
    assert b"Play: Colors" in terminal.raw
