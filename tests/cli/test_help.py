"""`quiz help`, the front page, and the examples in the help of every command."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer

from quiz.app import manual
from quiz.app.errors import UserError
from quiz.cli import COMMANDS, options
from quiz.cli.app import app
from quiz.cli.environment import VARIABLES
from quiz.cli.examples import EXAMPLES
from quiz.cli.front_page import PROGRAM_OPTIONS, front_page
from tests.cli.test_commands import NAMES, commands

if TYPE_CHECKING:
    from tests.conftest import Program

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(path.stem for path in (ROOT / "docs").glob("*.md"))


def test_help_of_a_command_is_what_the_command_says_itself(program: Program) -> None:
    assert program.run("bank", "check", "--help") == program.run("help", "bank", "check")


def test_help_alone_lists_commands_and_topics(program: Program) -> None:
    done = program.run("help")

    assert (0, "") == (done.code, done.err)
    assert done.out.startswith(program.run("--help").out)
    listed = [line.split()[0] for line in done.out.partition("Topics:\n")[2].splitlines()]
    assert PAGES == listed
    assert "accessibility" in listed


@pytest.mark.parametrize("topic", ["accessibility", "learning"])
def test_a_topic_shows_its_page(program: Program, topic: str) -> None:
    done = program.run("help", topic)

    assert (0, "") == (done.code, done.err)
    assert (ROOT / "docs" / f"{topic}.md").read_text(encoding="utf-8").splitlines()[
        0
    ] == f"# {done.out.splitlines()[0]}"


def test_no_topic_has_the_name_of_a_command() -> None:
    assert set(PAGES) & set(COMMANDS) == set()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["lerning"], "did you mean `learning`?"),
        (["../../etc/hosts"], "`quiz help` lists the commands and topics"),
        (["bank", "chekc"], "did you mean `bank check`?"),
        (["play", "sprint"], "`quiz help` lists the commands and topics"),
        (["\x1b[31m"], "<U+001B>"),
    ],
)
def test_what_there_is_no_help_on_is_said(program: Program, words: list[str], expected: str) -> None:
    done = program.run("help", *words)

    assert (2, "") == (done.code, done.out)
    assert expected in done.err
    assert "\x1b" not in done.err


def test_every_command_has_examples_and_every_example_is_understood() -> None:
    assert {"", *NAMES} == set(EXAMPLES)
    root: Any = typer.main.get_command(app)
    for line, what in (example for examples in EXAMPLES.values() for example in examples):
        assert what.endswith(".")
        command, args = root, shlex.split(line.partition(" > ")[0])
        context = command.context_class(command, info_name="quiz")
        while args and hasattr(command, "get_command") and (found := command.get_command(context, args[0])):
            command, args = found, args[1:]
        command.make_context("quiz", args)  # raises if an option or a value is not known


#: Examples that need nothing but the banks that ship and a bank called rivers.yaml.
RUN = [
    line
    for command in ("play", "find", "aside", "bank export", "bank preview", "bank pack", "bank check", "bank schema")
    for line, _ in EXAMPLES[command]
    if "--watch" not in line and "--back" not in line
]


@pytest.mark.parametrize("line", RUN)
def test_an_example_can_be_run_as_it_is(program: Program, line: str) -> None:
    for name in ("rivers.yaml", "capitals.yaml", "question_banks/capitals.yaml"):
        path = program.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(CAPITALS, encoding="utf-8")

    done = program.run(*shlex.split(line.partition(" > ")[0]))

    assert 0 == done.code, done.err
    assert "No fact contains" not in done.out


CAPITALS = """\
title: Capitals
questions:
  of: {ask: What is the capital of Peru?, answer: Lima, wrong: [Oslo, Paris]}
"""


def test_an_example_is_below_the_command_that_it_is_about() -> None:
    for name, examples in EXAMPLES.items():
        assert [] == [line for line, _ in examples if name and not f"{line} ".startswith(f"{name} ")]


def test_the_help_says_what_options_take_in_words() -> None:
    root: Any = typer.main.get_command(app)
    program = root.context_class(root, info_name="quiz")
    for name, command in commands():
        text = command.get_help(command.context_class(command, info_name=name, parent=program))
        assert "Examples:" in text
        assert not re.search(r"<(str|int|text|path|float|file)( range)?>", text), name
        assert "default: (" not in text
        assert "<=" not in text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["play", "--questions", "many"], "`--questions` must be a whole number from 1 to 500"),
        (["play", "--questions", "501"], "`--questions` must be a whole number from 1 to 500"),
        (["bank", "pack", "greek", "x.quiz", "--test", "1.5"], "`--test` must be a whole number from 1 to 500"),
        (["bank", "preview", "greek", "--limit", "0"], "`--limit` must be a whole number of at least 1"),
    ],
)
def test_a_number_that_does_not_fit_is_said_in_words(program: Program, words: list[str], expected: str) -> None:
    done = program.run(*words)

    assert (2, "") == (done.code, done.out)
    assert expected in done.err


def test_the_front_page_has_every_option_of_the_program() -> None:
    root: Any = typer.main.get_command(app)
    context = root.context_class(root, info_name="quiz")

    assert {opt for param in root.get_params(context) for opt in param.opts} == {
        option for options in PROGRAM_OPTIONS for option in options.split(", ") if option != "-h"
    }


def test_the_front_page_has_every_variable_that_is_read() -> None:
    read = {
        name
        for path in (ROOT / "quiz").rglob("*.py")
        for name in re.findall(
            r"""(?:environ(?:\.get\(|\[)|is_on\()"([A-Z_]+)["\)]""", path.read_text(encoding="utf-8")
        )
    }
    manual = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")

    assert {"QUIZ_DATA_DIR", "ACCESSIBLE", "NO_COLOR"} <= read
    assert read - set(VARIABLES) == INTERNAL
    assert [] == [name for name in VARIABLES if f"`{name}" not in manual]


#: What shells and terminals set by themselves.
INTERNAL = {"COMP_CWORD", "COMP_WORDS", "TERM", "_TYPER_COMPLETE_ARGS", "_TYPER_COMPLETE_FISH_ACTION"}


def test_the_page_for_man_is_that_of_the_commands(program: Program) -> None:
    done = program.run("help", "--man")

    assert (0, "") == (done.code, done.err)
    hint = "run `quiz help --man > docs/quiz.1`"
    assert (ROOT / "docs" / "quiz.1").read_text(encoding="utf-8") == done.out, hint


def test_the_page_for_man_has_every_command_and_is_well_formed() -> None:
    lines = (ROOT / "docs" / "quiz.1").read_text(encoding="utf-8").splitlines()
    headings = [line.split('"')[1].replace("\\-", "-") for line in lines if line.startswith(".SS ")]

    assert {" ".join(heading.split()[1:3]) for heading in headings} >= {name for name in NAMES if " " in name}
    assert {line.split()[0] for line in lines if line.startswith(".")} == {".TH", ".SH", ".SS", ".PP", ".TP"}
    assert [] == [line for line in lines if line.startswith("'")]


def test_no_name_of_the_source_is_in_a_help() -> None:
    names = {name for name in vars(options) if re.fullmatch(r"(?:[A-Z][a-z]+){2,}", name)}
    words = set(re.findall(r"\w+", (ROOT / "docs" / "quiz.1").read_text(encoding="utf-8")))

    assert "PlainLines" in names
    assert set() == names & words


@pytest.mark.parametrize("width", [78, 50, 30])
def test_the_front_page_fits_its_width(width: int) -> None:
    lines = front_page("quiz", width).splitlines()

    assert [] == [line for line in lines if len(line) > max(width, 49)]
    assert " ".join(front_page("quiz").split()) == " ".join(" ".join(lines).split())


def test_the_program_is_called_as_it_was_called(program: Program, tmp_path: Path) -> None:
    other = tmp_path / "quizround"
    other.write_text("from quiz.__main__ import main\nmain()\n", encoding="utf-8")
    program.start = [str(other)]

    assert program.run("--help").out.startswith("Usage: quizround ")
    assert program.run("play", "--help").out.startswith("Usage: quizround play ")


def test_a_page_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.md").mkdir()
    monkeypatch.setattr(manual, "shipped_docs", lambda: tmp_path)
    with pytest.raises(UserError) as caught:
        manual.manual_page("broken")

    assert 74 == caught.value.exit_code
    assert [f"quiz: `{tmp_path / 'broken.md'}` cannot be read: it is a folder", "  install the program again"] == list(
        caught.value.lines
    )
