"""Every command of the program, with every option, when everything that it reads and is given is hostile.

The commands and options come from the program itself, so none can be forgotten.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sqlite3
import xml.etree.ElementTree as ET
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
import typer
from wcwidth import wcswidth

from quiz.cli.app import app
from tests.terminal.test_hostile import HARMFUL, OURS, bank, every, harm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Program
    from tests.terminal.conftest import Start

EVIL = "x\x1b]0;pwned\x07\x1b[31;47m\u202e\u200b\r\n::error::x <script>alert(1)</script>\U000e0041\x9b2Jx"
FORMULA = '=HYPERLINK("http://evil.example")'
#: Parameter -> an argument with which a command gets as far as its options.
FITTING = {"banks": ["hostile"], "paths": ["hostile"], "old": [EVIL], "new": ["y"], "name": [EVIL], "round_id": []}
#: What never ends, and what typer writes about completion, which has no text of strangers.
LEFT_OUT = {"--watch", "--install-completion", "--show-completion"}


def commands() -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield the path of every command and group of the program, and its parameters."""

    def walk(path: tuple[str, ...], command: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
        yield path, command
        if hasattr(command, "list_commands"):
            for name in command.list_commands(None):
                yield from walk((*path, name), command.get_command(None, name))

    yield from walk((), typer.main.get_command(app))


COMMANDS = list(commands())


def test_every_command_is_there() -> None:
    paths = {" ".join(path) for path, _ in COMMANDS}

    assert paths >= {"play", "banks", "bank check", "bank new", "players rename", "stats", "doctor"}


@pytest.fixture
def hostile(program: Program) -> Program:
    """Return the program with everything hostile: a bank and its file name, a player, a flag, rounds."""
    text = bank(" ".join(every()).replace("title", f"{FORMULA} title"))
    program.bank("hostile", text)
    folder = program.banks / "ev\x1b[31mil\n::error::\u202e"
    folder.mkdir()
    (folder / os.fsdecode(b"b\xffad\x1b]0;x\x07.yaml")).write_bytes(b"questions: {'\\e[2J': {ask: y}}\n")
    program.run("play", "hostile", "--questions", "4", typed="1\n1\nq\n", env={"QUIZ_PLAYER": "me"})
    with closing(sqlite3.connect(program.history_file)) as db, db:  # as a broken or evil program would write it
        for table, column in (("players", "name"), ("flags", "note")):
            if column in [row[1] for row in db.execute(f"PRAGMA table_info({table})")]:
                db.execute(f"UPDATE {table} SET {column} = ?", (EVIL,))
        shown = json.loads(db.execute("SELECT shown FROM attempts").fetchone()[0])
        shown |= {"stem": f"stem {EVIL}", "bank": f"{FORMULA} {EVIL}", "why": EVIL, "source": EVIL}
        db.execute("UPDATE attempts SET shown = ?, topic = ?", (json.dumps(shown), f"{FORMULA} {EVIL}"))
    (program.folder / "sheet.csv").write_text(f'a,b\n"{EVIL}",c\n{EVIL!r},d\ne,f\n', encoding="utf-8", newline="")
    return program


def value_of(parameter: Any) -> list[str]:
    """Return hostile values of an option: none if it takes no value."""
    return [] if getattr(parameter, "is_flag", False) else [EVIL]


def lines_of(command: Any) -> Iterator[list[str]]:
    """Yield arguments: hostile ones alone, then each option with fitting ones; commands that wait get `--plain`."""
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and not LEFT_OUT & set(p.opts)]
    plain = ["--plain"] if any("--plain" in p.opts for p in options) else []
    fitting = [value for p in arguments for value in FITTING.get(p.name, [EVIL] if p.required else [])]
    yield [*plain, *(EVIL for _ in arguments)]
    yield [*plain, *fitting]
    for option in options:
        yield [*plain, option.opts[-1], *value_of(option), *fitting]
        choices = getattr(option.type, "choices", None) or []
        for choice in choices:
            yield [*plain, option.opts[-1], getattr(choice, "value", choice), *fitting]


PROMPT = b"\x1b[?2004h"  # what a prompt writes when it takes over the screen


def is_data(args: list[str]) -> bool:
    return bool({"--json", "--csv", "json", "sarif", "github"} & set(args))


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[" ".join(path) or "quiz" for path, _ in COMMANDS])
def test_a_command_with_everything_hostile(hostile: Program, start: Start, path: tuple[str, ...], command: Any) -> None:
    before = set(hostile.folder.iterdir())
    for args in lines_of(command):
        terminal = start(*path, *args, env={"PAGER": "cat"})
        if not path and not args:
            terminal.read("n next page")
            terminal.listening()
        terminal.press("q\r", "\x04", "\x04")
        code = terminal.end()
        typed = terminal.raw.decode().replace("^D\x08\x08", "")
        is_drawn = PROMPT in terminal.raw

        assert "Traceback" not in typed, args
        assert code in (0, 1, 2, 65, 74, 130), (args, code)
        assert [] == harm(typed.encode(), drawn=is_drawn), args
        if not is_data(args) and not is_drawn:
            too_wide = [line for line in re.split(r"\r?\n", OURS.sub("", typed)) if wcswidth(line) < 0]
            assert [] == too_wide, args
    for made in set(hostile.folder.iterdir()) - before:
        if made.is_file() and made.suffix != ".db":
            assert [] == HARMFUL.findall(made.read_text("utf-8").replace("\r\n", "")), made


# What is written for programs


def formulas(text: str) -> list[str]:
    """Return the cells of a sheet that a spreadsheet would run."""
    return [
        cell for row in csv.reader(io.StringIO(text)) for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")
    ]


@pytest.mark.parametrize("args", [["stats", "--csv"], ["stats", "--facts", "--csv"]], ids=" ".join)
def test_a_sheet_runs_nothing(hostile: Program, args: list[str]) -> None:
    done = hostile.run(*args, env={"QUIZ_PLAYER": ""})

    assert 0 == done.code
    assert len(done.out.splitlines()) > 1
    assert [] == formulas(done.out)


def test_the_pages_of_the_statistics_hold_text_only(hostile: Program) -> None:
    for option, name in (("--html", "page.html"), ("--svg", "picture.svg")):
        assert 0 == hostile.run("stats", option, name).code
    page = (hostile.folder / "page.html").read_text("utf-8")
    picture = (hostile.folder / "picture.svg").read_text("utf-8")

    for text in (page, picture):
        assert "<script" not in text.lower()
        assert [] == HARMFUL.findall(text)
    names = {element.tag.rpartition("}")[2] for element in ET.fromstring(picture).iter()}
    assert names <= {"svg", "title", "desc", "rect", "text", "g", "style", "line", "path", "circle", "tspan", "defs"}


def test_no_finding_makes_a_command_of_github(hostile: Program) -> None:
    folder = next(path for path in hostile.banks.iterdir() if path.is_dir())
    done = hostile.run("bank", "check", "--format", "github", str(folder), "hostile")

    assert done.code in (1, 65)
    for line in done.out.splitlines():
        assert re.match(r"::(error|warning|notice) file=[^:,]*,line=\d+,", line), line
    assert [] == HARMFUL.findall(done.out)


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_findings_for_programs_are_data(hostile: Program, form: str) -> None:
    folder = next(path for path in hostile.banks.iterdir() if path.is_dir())
    done = hostile.run("bank", "check", "--format", form, str(folder), "hostile")

    assert json.loads(done.out)
    assert [] == HARMFUL.findall(done.out)


# What comes from the environment


VARIABLES = ["QUIZ_PLAYER", "QUIZ_DATA_DIR", "QUIZ_BANK_DIR", "TERM", "COLUMNS", "LINES", "NO_COLOR", "LANG", "PAGER"]


@pytest.mark.parametrize("name", VARIABLES)
def test_a_variable_of_the_environment(hostile: Program, start: Start, name: str) -> None:
    for args in (["play", "hostile", "--plain"], ["stats"]):
        terminal = start(*args, env={"PAGER": "cat", name: EVIL})
        terminal.press("q\r", "\x04", "\x04")
        code = terminal.end()
        typed = terminal.raw.decode().replace("^D\x08\x08", "")

        assert "Traceback" not in typed, args
        assert code in (0, 1, 2, 65, 74), (args, code)
        assert [] == harm(typed.encode(), drawn=False), args


# The screen stays whole


WIDE = "\u65e5\u672c\u8a9e \U0001f469\u200d\U0001f4bb \u05e2\u05d1\u05e8\u05d9\u05ea e\u0301\u0308 \ud55c\uad6d\uc5b4 "


@pytest.mark.parametrize("size", [(40, 24), (80, 24), (100, 40)])
def test_nothing_is_wider_than_the_screen(program: Program, start: Start, size: tuple[int, int]) -> None:
    program.bank("wide", bank(WIDE * 6))
    for args in (["bank", "preview", "wide", "--plain"], ["bank", "check", "wide"], ["play", "wide", "--plain"]):
        terminal = start(*args, size=size)
        terminal.press("q\r", "\x04")
        terminal.end()
        for line in re.split(r"\r?\n", OURS.sub("", terminal.raw.decode().replace("^D\x08\x08", ""))):
            assert wcswidth(line) >= 0
            if "--plain" not in args:  # plain lines are as long as they are
                assert wcswidth(line) <= size[0], (args, line)


@pytest.mark.parametrize("size", [(40, 24), (80, 24), (100, 40)])
def test_a_question_fits_the_screen(program: Program, start: Start, size: tuple[int, int]) -> None:
    program.bank("wide", bank(WIDE))
    terminal = start("play", "wide", size=size)
    terminal.question(1)
    rows = terminal.rows()
    numbered = [row for row in rows if re.match(r"\W*1  ", row)]

    assert 1 == len(numbered)
    assert len(rows) == size[1]
    terminal.press("1")
    terminal.feedback()
    terminal.press("q")
    assert 0 == terminal.end()
