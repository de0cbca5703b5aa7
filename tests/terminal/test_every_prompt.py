"""Every kind of prompt, interrupted in every way: answers are saved, and the terminal is as it was."""

from __future__ import annotations

import signal
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PLACES

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start, Terminal

ECHO_AND_LINES = (True, True)
ENDING = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT]


def round_of(start: Start, bank: str, topic: str) -> Terminal:
    terminal = start("play", bank, "--topic", topic, "--questions", "1", "--seed", "7")
    terminal.question(1)
    return terminal


def at_pick(program: Program, start: Start) -> tuple[Terminal, str, int]:
    return round_of(start, "colors", "Mixing"), "give?", 0


def at_choose_all(program: Program, start: Start) -> tuple[Terminal, str, int]:
    return round_of(start, "colors", "Warmth"), "Which of these are warm?", 0


def at_order(program: Program, start: Start) -> tuple[Terminal, str, int]:
    return round_of(start, "places", "In order"), "Put these in order", 0


def at_match(program: Program, start: Start) -> tuple[Terminal, str, int]:
    return round_of(start, "places", "In pairs"), "Match each person", 0


def at_feedback(program: Program, start: Start) -> tuple[Terminal, str, int]:
    terminal = round_of(start, "colors", "Mixing")
    terminal.press("1")
    terminal.feedback()
    return terminal, "any key continues", 1


def at_note(program: Program, start: Start) -> tuple[Terminal, str, int]:
    terminal, _, answers = at_feedback(program, start)
    terminal.listening()
    terminal.press("!")
    return terminal, "What is wrong with this question?", answers


def at_the_end(program: Program, start: Start) -> tuple[Terminal, str, int]:
    terminal = start("play", "colors", "--topic", "Mixing", "--questions", "1", "--mode", "test", "--seed", "7")
    terminal.question(1)
    terminal.press("1")
    terminal.read("another round")
    return terminal, "another round", 1


def at_home(program: Program, start: Start) -> tuple[Terminal, str, int]:
    return start(), "Choose one bank", 0


def at_resuming(program: Program, start: Start) -> tuple[Terminal, str, int]:
    program.run("play", "colors", "--questions", "3", typed="1\n")
    return start("play", "colors"), "Resume: 1 of 3 answered", 1


def at_players(program: Program, start: Start) -> tuple[Terminal, str, int]:
    for name in ("Ada", "Ben"):
        program.run("play", "colors", "--questions", "3", "--seed", "1", "--player", name, typed="1\n")
    return start("play", "colors", "--seed", "2"), "Who is playing?", 2


def at_removing(program: Program, start: Start) -> tuple[Terminal, str, int]:
    program.run("play", "colors", "--questions", "3", "--seed", "1", "--player", "Ada", typed="1\n")
    return start("players", "remove", "Ada"), "Ada", 1


def at_wizard(program: Program, start: Start) -> tuple[Terminal, str, int]:
    return start("bank", "new"), "What is the bank called?", 0


Arrive = Callable[["Program", "Start"], "tuple[Terminal, str, int]"]

#: Each kind of prompt -> how to get to it, what is shown there, and how many answers are saved by then.
PROMPTS: Mapping[str, Arrive] = {
    "pick": at_pick,
    "choose all": at_choose_all,
    "order": at_order,
    "match": at_match,
    "feedback": at_feedback,
    "note": at_note,
    "end": at_the_end,
    "home": at_home,
    "resuming": at_resuming,
    "players": at_players,
    "removing": at_removing,
    "wizard": at_wizard,
}
every_prompt = pytest.mark.parametrize("where", PROMPTS)


def arrived(colors: Program, start: Start, where: str) -> tuple[Terminal, str, int]:
    """Get to a prompt that is listening."""
    colors.bank("places", PLACES)
    terminal, text, answers = PROMPTS[where](colors, start)
    terminal.see(text)
    terminal.listening()
    return terminal, text, answers


def is_as_before(terminal: Terminal) -> bool:
    last = terminal.raw.rfind
    return (
        terminal.modes() == ECHO_AND_LINES
        and last(b"\x1b[?25h") > last(b"\x1b[?25l")  # the cursor is shown
        and last(b"\x1b[?2004l") > last(b"\x1b[?2004h")  # pasting is as before
        and last(b"\x1b[?7h") > last(b"\x1b[?7l")  # long lines wrap
    )


@every_prompt
@pytest.mark.parametrize("number", ENDING)
def test_a_signal(colors: Program, start: Start, number: signal.Signals, where: str) -> None:
    terminal, _, answers = arrived(colors, start, where)
    terminal.child.kill(number)

    assert 128 + number == terminal.end()
    assert is_as_before(terminal)
    assert b"Traceback" not in terminal.raw
    assert answers == terminal.answers()


@every_prompt
def test_a_closed_terminal(colors: Program, start: Start, where: str) -> None:
    terminal, _, answers = arrived(colors, start, where)
    terminal.hang_up()

    assert answers == terminal.answers()


@every_prompt
def test_ctrl_z_and_back(colors: Program, start: Start, where: str) -> None:
    terminal, text, answers = arrived(colors, partial(start, shell=True), where)
    terminal.press("\x1a")
    terminal.until(lambda: b"was stopped" in terminal.raw, "the shell")
    assert is_as_before(terminal)

    drawn = len(terminal.raw)
    terminal.press("enter")
    terminal.until(lambda: terminal.raw.rfind(b"\x1b[?2004h") > drawn, "a prompt")
    terminal.see(text)
    terminal.listening()
    terminal.press("ctrl-c")

    assert 130 == terminal.end()
    assert is_as_before(terminal)
    assert b"Traceback" not in terminal.raw
    assert answers == terminal.answers()


@every_prompt
def test_another_size(colors: Program, start: Start, where: str) -> None:
    terminal, text, answers = arrived(colors, start, where)
    drawn = len(terminal.raw)
    terminal.resize(50, 20)
    terminal.until(lambda: terminal.raw.rfind(b"\x1b[?2004h") > drawn, "a prompt")
    terminal.see(text)
    terminal.listening()
    terminal.press("ctrl-c")

    assert 130 == terminal.end()
    assert is_as_before(terminal)
    assert answers == terminal.answers()
