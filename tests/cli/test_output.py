"""Output that cannot be written, and unusual encodings and colours."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Program

COMMANDS = [
    "--help",
    "--version",
    "banks",
    "banks --json",
    "history",
    "history --json",
    "stats",
    "bank preview colors",
    "bank preview colors --json",
    "bank check colors",
    "play colors",
]
SIGNS = """\
id: signs
title: Signs · Zeichen
questions:
  - ask: "Größe – “naïve” café, 日本, Łódź ✓ ❯ 🎨?"
    answer: ħ is “h” — ok…
    wrong: [Ελλάδα, ½ × 2 − 1, æther]
    why: "Ça va • 3 × 4"
"""


@pytest.mark.parametrize("command", COMMANDS)
def test_a_reader_that_leaves_early_is_no_error(colors: Program, command: str) -> None:
    done = colors.shell(f"{{ quiz {command}; echo $? >&2; }} | head -c 1 >/dev/null")

    assert "0\n" == done.err


def test_a_reader_of_one_line_gets_it(colors: Program) -> None:
    done = colors.shell("quiz bank preview colors eu-nato solar-system --json | head -1")

    assert (0, "[\n", "") == done


def test_a_reader_that_is_gone_before_the_first_word_is_no_error(colors: Program) -> None:
    done = colors.shell("{ quiz banks; echo $? >&2; } | true")

    assert "0\n" == done.err


@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_device_is_told_once(colors: Program, command: str) -> None:
    done = colors.shell(f"quiz {command} >/dev/full")

    assert (74, "", "quiz: the output cannot be written: No space left on device\n") == done


def test_answers_that_cannot_be_read_are_as_none(colors: Program) -> None:
    done = colors.shell("quiz play colors --questions 1 0>answers")

    assert (0, "") == (done.code, done.err)
    assert done.out.endswith("\nStopped before the first answer.\n")


def test_a_full_device_for_messages_too_is_borne(colors: Program) -> None:
    for line in ("quiz banks >/dev/full 2>/dev/full", "quiz play nothing 2>/dev/full"):
        assert colors.shell(line).code in (2, 74)
        assert "" == colors.shell(line).out


@pytest.mark.parametrize("command", COMMANDS)
def test_a_closed_output_gives_no_traceback(colors: Program, command: str) -> None:
    done = colors.shell(f"quiz {command} >&-")

    assert done.code in (0, 74)
    assert done.err in ("", "quiz: the output cannot be written: the output is closed\n")
    assert (done.code == 74) == bool(done.err)


@pytest.mark.parametrize("command", ["play nothing", "bank check nothing", "history zzz"])
def test_closed_messages_keep_the_exit_code(colors: Program, command: str) -> None:
    done = colors.shell(f"quiz {command} 2>&-")

    assert (2, "", "") == done


@pytest.mark.parametrize("source", ["<&-", "</dev/null"])
@pytest.mark.parametrize("command", COMMANDS)
def test_without_input_nothing_breaks(colors: Program, command: str, source: str) -> None:
    done = colors.shell(f"quiz {command} {source}")

    assert (0, "") == (done.code, done.err)
    assert "" != done.out


def test_everything_closed(colors: Program) -> None:
    done = colors.shell("quiz play colors <&- >&- 2>&-")

    assert (74, "", "") == done


def test_a_line_without_end_is_not_kept_in_memory(colors: Program) -> None:
    done = colors.shell("(ulimit -v 400000; head -c 60000000 /dev/zero | quiz play colors --topic Mixing)")

    assert (0, "") == (done.code, done.err)
    assert [] == colors.rounds()


def raw(program: Program, encoding: str, *args: str, typed: bytes = b"") -> bytes:
    """Return what the program writes in another encoding, after a run without errors."""
    env = program.env({"PYTHONUTF8": "0", "PYTHONIOENCODING": encoding})
    done = subprocess.run(
        [sys.executable, "-m", "quiz", *args],
        check=False,
        input=typed,
        capture_output=True,
        env=env,
        cwd=program.folder,
        timeout=60,
    )
    assert (0, b"") == (done.returncode, done.stderr)
    return done.stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "cp1252", "ascii:strict"])
@pytest.mark.parametrize("command", ["play signs", "bank preview signs", "bank check signs", "banks", "--help"])
def test_an_output_with_few_letters_gets_near_ones(program: Program, encoding: str, command: str) -> None:
    program.bank("signs", SIGNS)
    written = raw(program, encoding, *command.split(), typed=b"1\nq\n")

    assert written.decode(encoding.partition(":")[0])


def test_ascii_shows_what_it_can(program: Program) -> None:
    program.bank("signs", SIGNS)
    shown = raw(program, "ascii", "bank", "preview", "signs").decode("ascii")

    assert '\n  Grosse - "naive" cafe, ??, ' in shown
    assert "\n    + ?" in shown
    assert '"h" - ok...\n' in shown
    assert "\n    x aether\n" in shown


def test_latin_1_keeps_what_it_has(program: Program) -> None:
    program.bank("signs", SIGNS)
    shown = raw(program, "latin-1", "bank", "preview", "signs").decode("latin-1")

    assert '\n  Größe - "naïve" café, ??, ' in shown
    assert "\n    x æther\n" in shown
    assert "\n    x ½ × 2 - 1\n" in shown


def test_letters_that_cannot_be_shown_are_told_before_the_first_question(program: Program) -> None:
    options = "{ask: Which is one?, answer: ένα, wrong: [δύο, τρία]}"
    program.bank("greek", f"title: Greek\nquestions: {{q: {options}}}\n")
    program.bank("french", "title: French\nquestions: {q: {ask: Où ?, answer: “ça”, wrong: [là, ici]}}\n")

    def first_line(bank: str, encoding: str) -> str:
        return raw(program, encoding, "play", bank, "--no-cards", typed=b"q\n").decode(encoding).splitlines()[0]

    assert first_line("greek", "ascii").startswith("Some letters of these questions cannot be shown here")
    assert first_line("greek", "latin-1").startswith("Some letters of these questions cannot be shown here")
    assert first_line("greek", "utf-8").startswith("Question 1")
    assert first_line("greek", "iso8859-7").startswith("Question 1")
    assert first_line("french", "ascii").startswith("Question 1")  # by similar letters


def test_data_for_programs_is_ascii_in_every_encoding(program: Program) -> None:
    program.bank("signs", SIGNS)

    expected = raw(program, "utf-8", "bank", "preview", "signs", "--json")
    assert expected == raw(program, "ascii", "bank", "preview", "signs", "--json")
    assert b"\\u65e5" in expected


def test_sheets_for_programs_are_utf_8_in_every_encoding(program: Program) -> None:
    program.bank("signs", SIGNS)

    program.run("play", "signs", typed="1\n")

    sheet = raw(program, "cp1252", "stats", "--facts", "--csv")
    assert sheet == raw(program, "utf-8", "stats", "--facts", "--csv")
    assert "日本" in sheet.decode("utf-8")
    assert sheet.count(b"\r") == sheet.count(b"\r\n") == sheet.count(b"\n")


@pytest.mark.parametrize("args", [["--color", "always"], ["--color", "never"], ["--color", "auto"], ["--plain"]])
def test_plain_lines_hold_no_escape(colors: Program, args: list[str]) -> None:
    done = colors.run(
        "play", "colors", "--topic", "Mixing", *args, typed="h\n?\n1\n2\nq\n", env={"TERM": "xterm-256color"}
    )

    assert (0, "") == (done.code, done.err)
    assert re.fullmatch(r"[^\x00-\x09\x0b-\x1f\x7f-\x9f]+", done.out)


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"ACCESSIBLE": "1"}, {"FORCE_COLOR": "1"}])
def test_settings_about_looks_do_not_change_plain_lines(colors: Program, env: dict[str, str]) -> None:
    args = ["play", "colors", "--seed", "7", "--topic", "Mixing"]

    assert colors.run(*args, typed="1\nq\n") == colors.run(*args, typed="1\nq\n", env=env)


@pytest.mark.parametrize("command", ["--help", "play --help", "bank chekc", "play --mode x"])
def test_help_and_usage_hold_no_escape_even_when_colour_is_forced(colors: Program, command: str) -> None:
    done = colors.run(*command.split(), env={"FORCE_COLOR": "1", "TERM": "xterm-256color", "PY_COLORS": "1"})

    assert "\x1b" not in done.out + done.err
