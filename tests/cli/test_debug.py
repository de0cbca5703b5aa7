"""A bug in the program, and what `--debug` says about it, which is nothing that players wrote or did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Program

#: A program that fails while it handles a player's data.
BROKEN = """\
import quiz.library.files
def history_file():
    secret = "Ada answered green"
    raise KeyError(secret)
quiz.library.files.history_file = history_file
from quiz.__main__ import main
main()
"""


def break_it(program: Program) -> None:
    program.start, program.forks = ["-c", BROKEN], False


def test_a_fault_is_one_line_and_no_traceback(program: Program) -> None:
    break_it(program)
    code, out, err = program.run("doctor")

    assert (70, "") == (code, out)
    first, second = err.splitlines()
    assert first == "quiz: this is a bug in the program: KeyError at <string>:4 in history_file"
    assert "`quiz --debug`" in second


def test_a_report_has_where_it_was_and_no_names_answers_or_paths(program: Program) -> None:
    program.run("config", "player", "Ada")
    break_it(program)
    code, _, err = program.run("--debug", "doctor", env={"QUIZ_PLAYER": "Ada"})

    assert 70 == code
    assert "command: quiz --debug doctor\n" in err
    assert "variables: QUIZ_PLAYER, QUIZ_DATA_DIR, QUIZ_BANK_DIR, QUIZ_TYPEAHEAD\n" in err
    assert "settings: player, with 0 mistakes\n" in err
    assert "  quiz/cli/doctor.py:" in err
    assert err.endswith("  KeyError\n")
    for secret in ("Ada", "green", str(program.folder)):
        assert secret not in err


@pytest.mark.parametrize(
    ("args", "shown"),
    [
        (["play", "colors", "--player", "Ada", "--topic=Mixing", "-x"], "play ... --player ... --topic ..."),
        (["bank", "check", "--ada=1", "-h"], "bank check ... -h"),
        (["bank", "check", "no-such"], "bank check ..."),
        (["--version"], "--version"),
    ],
)
def test_of_a_command_only_the_names_of_commands_and_options_are_shown(
    colors: Program, args: list[str], shown: str
) -> None:
    plain, reported = colors.run(*args), colors.run("--debug", *args)

    assert (plain.code, plain.out) == (reported.code, reported.out)
    report = reported.err.removeprefix(plain.err)
    assert f"command: quiz --debug {shown}\n" in report
    assert f"exit code: {plain.code}\n" in report
    assert report.endswith("the program was not at fault\n")


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "none"), (b"", "cannot be used"), (b"x" * 200, "cannot be used")],
)
def test_whatever_the_history_is_the_report_is_written(program: Program, content: bytes | None, said: str) -> None:
    if content is not None:
        program.data.mkdir()
        program.history_file.write_bytes(content)

    assert f"\nhistory: {said}" in program.run("--debug", "-V").err


def test_a_library_that_is_missing_is_said(program: Program) -> None:
    missing = """\
from importlib import metadata
def version(name, known=metadata.version):
    if name == "typst":
        raise metadata.PackageNotFoundError(name)
    return known(name)
metadata.version = version
from quiz.__main__ import main
main()
"""
    program.start, program.forks = ["-c", missing], False

    assert ", typst not installed, SQLite " in program.run("--debug", "-V").err


def test_a_history_is_counted(colors: Program) -> None:
    colors.run("play", "colors", "--questions", "2", typed="1\n1\n")

    assert ", players: 1, rounds: 1, answers: 2, " in colors.run("--debug", "-V").err
