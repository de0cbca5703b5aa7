"""The wizard of `quiz bank new` on a screen: one step at a time, and the terminal is left as it was."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from tests.terminal.conftest import squeezed

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start, Terminal

SIZES = pytest.mark.parametrize("size", [(80, 24), (40, 15), (20, 8)], ids=["80x24", "40x15", "20x8"])
ECHO_AND_LINES = (True, True)

#: What each step asks, and what is typed.
STEPS = [
    ("What is the bank called?", "Capitals"),
    ("What topic are the questions on?", ""),
    ("Where do the facts come from?", "Atlas"),
    ("Which columns does your table have?", "country, capital"),
    ("What goes in row 1 under `country`?", "France"),
    ("capital?", "Paris"),
    ("What goes in row 2 under `country`?", "Kenya"),
    ("capital?", "Nairobi"),
    ("What goes in row 3 under `country`?", "Norway"),
    ("capital?", "Oslo"),
    ("Another country?", ""),
    ("Write a question that can be asked about every row.", ""),
]
REVIEW = "Write the bank"


def go(terminal: Terminal, steps: int = len(STEPS)) -> None:
    """Answer the first steps, and wait for what comes next."""
    for asked, typed in STEPS[:steps]:
        terminal.read(asked)
        terminal.listening()
        terminal.press(typed, "enter")
    terminal.read(STEPS[steps][0] if steps < len(STEPS) else REVIEW)
    terminal.listening()


def untouched(program: Program) -> bool:
    return not [path for path in program.folder.rglob("*") if path.is_file()]


@SIZES
def test_a_bank_is_written_step_by_step(program: Program, start: Start, size: tuple[int, int]) -> None:
    terminal = start("bank", "new", size=size)
    go(terminal)
    shown = terminal.turned()
    for text in ("3 questions from 3 facts.", "What is the capital of France?", "✓ Paris", "✗ Oslo"):
        assert squeezed(text) in shown
    terminal.press("enter")

    assert 0 == terminal.end()
    assert terminal.reads(f"Written: {program.banks / 'capitals.yaml'}")
    assert terminal.reads("quiz bank preview capitals")
    assert ECHO_AND_LINES == terminal.modes()
    assert "1 bank, 3 facts, 3 questions." in program.run("bank", "check", "capitals").out


def test_a_step_shows_how_far_one_is_an_example_and_what_there_is(program: Program, start: Start) -> None:
    terminal = start("bank", "new")
    terminal.see("1 of 6", "for example: Capitals of Europe", "Ctrl-C leaves without writing")
    go(terminal, 1)
    terminal.see("2 of 6", "Press Enter for: Capitals")
    terminal.press("enter")
    terminal.see("3 of 6")
    terminal.listening()
    terminal.press("enter")
    terminal.see("4 of 6", "for example: country, capital")
    terminal.listening()
    terminal.press("thing, size", "enter")
    terminal.see("5 of 6", "thing, size")
    terminal.listening()
    terminal.press("egg", "enter")
    terminal.see("egg", "size?")


@SIZES
def test_a_mistake_is_told_and_what_was_typed_stays(program: Program, start: Start, size: tuple[int, int]) -> None:
    terminal = start("bank", "new", size=size)
    go(terminal, 3)
    terminal.press("country", "enter")
    terminal.read("Name two columns or more")
    terminal.listening()
    assert terminal.sees("❯  country")
    terminal.press(", capital", "enter")
    terminal.read("What goes in row 1 under `country`?")


@pytest.mark.parametrize("steps", [0, 1, 4, 5, 11, 12])
def test_ctrl_c_leaves_nothing_behind_and_says_so(program: Program, start: Start, steps: int) -> None:
    terminal = start("bank", "new")
    go(terminal, steps)
    terminal.press("half an answer" if steps < len(STEPS) else "", "ctrl-c")

    assert 130 == terminal.end()
    assert terminal.sees("Nothing was written.")
    assert ECHO_AND_LINES == terminal.modes()
    assert b"Traceback" not in terminal.raw
    assert untouched(program)


def test_the_end_of_the_input_leaves_as_well(program: Program, start: Start) -> None:
    terminal = start("bank", "new")
    go(terminal, 4)
    terminal.press("\x04")

    assert 0 == terminal.end()
    assert terminal.sees("Nothing was written.")
    assert untouched(program)


@pytest.mark.parametrize("key", ["q", "4"])
def test_leaving_at_the_end_writes_nothing(program: Program, start: Start, key: str) -> None:
    terminal = start("bank", "new")
    go(terminal)
    terminal.press(key)

    assert 0 == terminal.end()
    assert terminal.sees("Nothing was written.")
    assert untouched(program)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_restores_the_terminal(program: Program, start: Start, number: signal.Signals) -> None:
    terminal = start("bank", "new")
    go(terminal, 4)
    terminal.child.kill(number)

    assert 128 + number == terminal.end()
    assert ECHO_AND_LINES == terminal.modes()
    assert b"Traceback" not in terminal.raw
    assert terminal.raw.rfind(b"\x1b[?2004l") > terminal.raw.rfind(b"\x1b[?2004h"), "pasting is as before"
    assert untouched(program)


def test_in_another_size_the_step_is_drawn_anew_with_what_was_typed(program: Program, start: Start) -> None:
    terminal = start("bank", "new")
    go(terminal, 0)
    terminal.press("Capi")
    terminal.see("❯  Capi")
    terminal.resize(40, 15)
    terminal.until(lambda: len(terminal.rows()[1]) == 39 and terminal.sees("❯  Capi"), "a narrower page")
    terminal.listening()
    terminal.press("tals", "enter")
    terminal.see("Press Enter for: Capitals")


def test_what_is_pasted_is_one_clean_line(program: Program, start: Start) -> None:
    terminal = start("bank", "new")
    go(terminal, 0)
    terminal.press("\x1b[200~Capi\ttals\nof\u200b \x07Europe\x1b[201~", "enter")
    terminal.see("Press Enter for: Capi tals of Europe")


def test_rows_and_questions_are_added_from_the_review(program: Program, start: Start) -> None:
    terminal = start("bank", "new")
    go(terminal)
    terminal.press("2")
    terminal.see("Another country?")
    terminal.listening()
    terminal.press("Peru", "enter")
    terminal.see("Peru", "capital?")
    terminal.listening()
    terminal.press("Lima", "enter")
    terminal.see("France, Paris", "Peru, Lima", "Another country?")
    terminal.listening()
    terminal.press("enter")
    terminal.see("1 pattern generates 4 questions from 4 facts.")
    terminal.listening()
    terminal.press("down", "down", "enter")
    terminal.see("Press Enter for: Which country's capital is {capital}?")
    terminal.listening()
    terminal.press("enter")
    terminal.read("2 patterns generate 8 questions from 4 facts.")
    terminal.listening()
    terminal.press("1")

    assert 0 == terminal.end()
    assert "1 bank, 4 facts, 8 questions." in program.run("bank", "check", "capitals").out


def test_of_a_sheet_what_is_doubtful_is_asked_and_a_question_is_left_out(program: Program, start: Start) -> None:
    rows = "France;Europe;Paris\nItaly;;Rome\nSpain;;Madrid\nPeru;America;Lima\n"
    (program.folder / "capitals.csv").write_text(f"Country;Continent;Capital\n{rows}")
    terminal = start(
        "bank", "new", "--sheet", str(program.folder / "capitals.csv"), "--topic", "Cities", "--source", ""
    )
    terminal.read("What is the bank called?")
    terminal.listening()
    terminal.press("enter")
    terminal.read("Should they have the value above?")
    terminal.listening()
    terminal.press("2")
    terminal.read(REVIEW)
    terminal.listening()
    terminal.press("2")
    terminal.read("Which one should not be asked?")
    terminal.listening()
    terminal.press("1")
    terminal.read("2 patterns generate 8 questions")
    terminal.listening()
    terminal.press("1")

    assert 0 == terminal.end()
    bank = (program.banks / "capitals.yaml").read_text()
    assert "spain: [Spain, Europe, Madrid]" in bank
    assert "claim:" not in bank


def test_the_menu_starts_the_wizard_and_offers_the_bank_then(program: Program, start: Start) -> None:
    terminal = start()
    terminal.see("Quit")
    terminal.listening()
    terminal.press("up", "up")
    terminal.see("❯ w  Write a bank of your own ...")
    terminal.press("enter")
    go(terminal)
    terminal.press("enter")
    terminal.see("Written: ", "any key continues")
    terminal.listening()
    terminal.press("x")
    terminal.see("Play: Capitals", "1 bank, 3 facts")
    terminal.listening()
    terminal.press("q")

    assert 0 == terminal.end()
    assert ECHO_AND_LINES == terminal.modes()


def test_the_menu_comes_back_where_the_wizard_is_left(program: Program, start: Start) -> None:
    terminal = start()
    terminal.see("Quit")
    terminal.listening()
    terminal.press("w")
    go(terminal, 4)
    terminal.press("ctrl-c")
    terminal.see("Nothing was written.", "any key continues")
    terminal.listening()
    terminal.press("x")
    terminal.see("Write a bank of your own ...", "Quit")
    terminal.listening()
    terminal.press("q")

    assert 0 == terminal.end()
    assert not list(program.banks.iterdir())


@pytest.mark.parametrize(
    ("args", "env"),
    [(["--plain"], {}), ([], {"ACCESSIBLE": "1"}), ([], {"TERM": "dumb"})],
    ids=["plain", "accessible", "dumb"],
)
def test_lines_where_no_screen_is_wanted(program: Program, start: Start, args: list[str], env: dict[str, str]) -> None:
    terminal = start("bank", "new", *args, env=env)
    for prompt, typed in [("Title: ", "Capitals"), ("Topic [Capitals]: ", ""), ("Source: ", "Atlas")]:
        terminal.until(lambda prompt=prompt: terminal.raw.endswith(prompt.encode()), prompt)  # type: ignore[misc]
        terminal.press(typed + "\r")
    terminal.until(lambda: terminal.raw.endswith(b"Columns: "), "the next step")
    terminal.press("ctrl-c")

    assert 130 == terminal.end()
    assert terminal.raw.endswith(b"Nothing was written.\r\n")
    assert b"\x1b" not in terminal.raw
    assert untouched(program)


@pytest.mark.parametrize("keys", [["enter"], ["escape", "enter"], ["\x0f"], ["\x12", "enter"], ["\x13", "enter"]])
def test_every_key_that_takes_a_line_takes_what_was_typed(program: Program, start: Start, keys: list[str]) -> None:
    terminal = start("bank", "new")
    go(terminal, 0)
    terminal.press("Rivers", *keys)

    terminal.see("2 of 6", "Press Enter for: Rivers")


def test_no_key_of_the_library_draws_anything_and_no_reply_of_the_terminal_is_typed(
    program: Program, start: Start
) -> None:
    terminal = start("bank", "new")
    go(terminal, 0)
    terminal.press("Rivers")
    terminal.see("Rivers")
    before = terminal.rows()
    seen = len(terminal.raw)
    # Ctrl-R, -S, -L, -Q, -X; Alt with 1, x and <; Shift with an arrow; replies, one of them in two pieces.
    terminal.press("\x12", "\x13", "\x0c", "\x11", "\x18", "\x1b1", "\x1bx", "\x1b<", "\x1b[1;2D")
    terminal.press("\x1b]11;rgb:1e1e/", "1e1e/1e1e\x1b\\", "\x1b[?64;1;2c", "\x1bP>|tmux 3.4\x1b\\", "\x1b[I")
    terminal.press("\x1bOr")  # 2 on the number pad
    terminal.see("Rivers2")

    assert [row.replace("Rivers2", "Rivers") for row in terminal.rows()] == before
    for text in (b"reverse-i-search", b"arg:", b"rgb", b"tmux", b"\x1b[2J"):
        assert text not in terminal.raw[seen:]
    terminal.press("\x1bOM")
    terminal.see("2 of 6", "Press Enter for: Rivers2")
