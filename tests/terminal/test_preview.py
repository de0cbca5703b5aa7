"""`quiz bank preview` in a terminal: the pager, widths, and trying questions out."""

from __future__ import annotations

import re
import shutil
import signal
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start

#: A pager that says how it was called, shows everything, and ends with a given exit code.
PAGER = """\
import sys
lines = sys.stdin.buffer.readlines(){limit}
sys.stdout.buffer.write(b"<" + b" ".join(word.encode() for word in sys.argv[1:]) + b">\\n" + b"".join(lines))
sys.stdout.buffer.write(b"END OF %d LINES\\n" % len(lines))
"""
ESCAPE = re.compile(rb"\x1b\[[0-9;]*m")
SIZES = [(80, 24), (40, 15), (20, 10)]
LESS = pytest.mark.skipif(shutil.which("less") is None, reason="there is no `less`")


def pager(program: Program, limit: str = "") -> dict[str, str]:
    """Return an environment in which our pager is the user's."""
    script = program.folder / "my pager.py"
    script.write_text(PAGER.format(limit=limit), encoding="utf-8")
    return {"PAGER": f"{sys.executable} '{script}' --plain 'two words'"}


def test_what_is_longer_than_the_screen_goes_through_the_pager(program: Program, start: Start) -> None:
    terminal = start("bank", "preview", "eu-nato", env=pager(program))
    terminal.read("<--plain two words>", "EU and NATO: background", "EU and NATO: member counts", "LINES")

    assert 0 == terminal.end()
    assert terminal.reads("✗ Austria decoy")
    assert ESCAPE.search(terminal.raw)
    assert b"\x1b" not in ESCAPE.sub(b"", terminal.raw)


def test_without_colours_the_pager_gets_none(program: Program, start: Start) -> None:
    terminal = start("bank", "preview", "eu-nato", env={**pager(program), "NO_COLOR": "1"})
    terminal.read("LINES")

    assert 0 == terminal.end()
    assert b"\x1b" not in terminal.raw


def test_what_fits_the_screen_needs_no_pager(program: Program, start: Start) -> None:
    terminal = start("bank", "preview", "leaders", "--pattern", "who-signed", env=pager(program))

    assert 0 == terminal.end()
    assert terminal.reads("Mark Rutte") or terminal.reads("decoy")
    assert not terminal.reads("LINES")


NO_PAGER = {
    "an empty name": ({"PAGER": ""}, []),
    "a program that is not there": ({"PAGER": "no-such-pager -R"}, []),
    "an open quotation mark": ({"PAGER": "less '"}, []),
    "no program at all": ({"PATH": ""}, []),
    "plain lines": ({"PAGER": "false"}, ["--plain"]),
    "a screen reader": ({"PAGER": "false", "ACCESSIBLE": "1"}, []),
    "a simple terminal": ({"PAGER": "false", "TERM": "dumb"}, []),
}


@pytest.mark.parametrize(("env", "args"), NO_PAGER.values(), ids=NO_PAGER)
def test_without_a_pager_all_is_simply_written(
    program: Program, start: Start, env: dict[str, str], args: list[str]
) -> None:
    terminal = start("bank", "preview", "eu-nato", *args, env=env)

    assert 0 == terminal.end()
    assert terminal.reads("EU and NATO: background")
    assert terminal.reads("EU and NATO: member counts")


def test_the_pager_is_no_line_for_a_shell(program: Program, start: Start) -> None:
    terminal = start("bank", "preview", "eu-nato", env={"PAGER": "cat; touch pwned"})

    assert 0 == terminal.end()
    assert terminal.reads("EU and NATO: member counts")
    assert not (program.folder / "pwned").exists()


def test_a_pager_that_is_left_early_is_no_error(program: Program, start: Start) -> None:
    rows = "\n".join(f"      r{i}: {{name: name {i}, town: town {i}}}" for i in range(3000))
    patterns = '      q: {ask: "Where does {name} live?", answer: town}\n'
    program.bank("long", f"title: Long\ntables:\n  t:\n    rows:\n{rows}\n    questions:\n{patterns}")
    script = program.folder / "pager.py"
    script.write_text("import sys\nprint('FIRST', sys.stdin.buffer.readline())\n", encoding="utf-8")
    terminal = start("bank", "preview", "long", env={"PAGER": f"{sys.executable} {script}"})
    terminal.read("FIRST")

    assert 0 == terminal.end()
    assert not terminal.reads("Traceback")


def test_ctrl_c_is_for_the_pager(program: Program, start: Start) -> None:
    script = program.folder / "pager.py"
    script.write_text(
        "import os, signal, sys\n"
        "signal.signal(signal.SIGINT, lambda *_: os.write(1, b'INTERRUPTED'))\n"
        "os.write(1, b'LINES %d' % len(sys.stdin.buffer.readlines()))\n"
        "with open('/dev/tty', 'rb', buffering=0) as keys:\n"
        "    while keys.read(1) != b'q':\n"
        "        pass\n",
        encoding="utf-8",
    )
    terminal = start("bank", "preview", "eu-nato", env={"PAGER": f"{sys.executable} '{script}'"})
    terminal.read("LINES")
    terminal.press("ctrl-c")
    terminal.read("INTERRUPTED")
    terminal.press("q", "enter")

    assert 0 == terminal.end()
    assert not terminal.reads("Traceback")


@LESS
def test_less_shows_a_screen_at_a_time_and_is_left_with_q(program: Program, start: Start) -> None:
    terminal = start("bank", "preview", "eu-nato")
    terminal.see("EU and NATO: background", "forces.which-force")
    assert not terminal.reads("EU and NATO: member counts")
    assert b"ESC" not in terminal.raw
    terminal.press("G")
    terminal.see("How did the membership of the EU and NATO overlap when the joint declaration was signed?", "(END)")
    terminal.press("q")

    assert 0 == terminal.end()
    assert not terminal.reads("Traceback")


@LESS
def test_a_program_that_is_ended_ends_its_pager(program: Program, start: Start) -> None:
    terminal = start("bank", "preview", "eu-nato")
    terminal.see("forces.which-force")
    terminal.child.kill(signal.SIGTERM)

    assert 143 == terminal.end()
    assert not terminal.reads("Traceback")


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "40x15", "20x10"])
def test_nothing_is_cut_at_any_width(program: Program, start: Start, size: tuple[int, int]) -> None:
    terminal = start("bank", "preview", "leaders", "--pattern", "who-signed", "--plain", size=size)

    assert 0 == terminal.end()
    for text in (
        "leaders.who-signed",
        "Who signed the joint declaration as President of the European Council?",
        "✓ Charles Michel",
        "✗ Ursula von der Leyen",
        "body: the European Commission",
    ):
        assert terminal.reads(text), text


def test_the_reasons_stand_in_a_column_and_wrap_in_it(program: Program, start: Start) -> None:
    why = "Because it is far away, and nobody who has been there has ever come back to tell of it."
    program.bank(
        "far", f'title: T\nquestions: {{q: {{ask: A?, answer: aa, wrong: [{{text: bbbb, why: "{why}"}}, c]}}}}'
    )
    terminal = start("bank", "preview", "far", size=(60, 24))

    assert 0 == terminal.end()
    rows = [row for row in terminal.rows() if row.strip()]
    at = next(i for i, row in enumerate(rows) if "bbbb" in row)
    assert rows[at].startswith("    ✗ bbbb    Because ")
    assert rows[at + 1].startswith(" " * 14 + rows[at + 1].strip()[0])
    assert why == " ".join([rows[at][14:], rows[at + 1].strip()])


def test_questions_are_tried_out_in_the_terminal(program: Program, start: Start) -> None:
    terminal = start("bank", "preview", "leaders", "--pattern", "who-signed", "--play")
    terminal.see("You are trying these questions out. Nothing is saved.", "any key continues")
    terminal.listening()
    terminal.press("x")
    terminal.question(1)
    terminal.see("1 of 3", "1-4 answer ? keys q stop")
    assert not terminal.sees("stop and save")
    terminal.answer()
    terminal.feedback()
    terminal.press("x")
    terminal.question(2)
    terminal.press("q")

    assert 0 == terminal.end()
    assert terminal.reads("Nothing was saved.")
    assert not program.history_file.exists()
    assert (True, True) == terminal.modes()


def test_trying_out_can_be_left_before_it_begins(program: Program, start: Start) -> None:
    terminal = start("bank", "preview", "leaders", "--play")
    terminal.see("any key continues")
    terminal.listening()
    terminal.press("q")

    assert 0 == terminal.end()
    assert not program.history_file.exists()
