"""The page for `man quiz`, in the language of man(7). It is made from the commands, and docs/quiz.1 holds it."""

from collections.abc import Iterable, Iterator
from inspect import cleandoc
from typing import Any

import typer

import quiz
from quiz.app.errors import Exit
from quiz.cli.environment import VARIABLES
from quiz.cli.examples import EXAMPLES
from quiz.cli.front_page import PROGRAM_OPTIONS

_EXITS = {
    Exit.FINE: "All went well.",
    Exit.FINDINGS: "A check found errors, or something was lost with --strict.",
    Exit.USAGE: "The command is wrong.",
    Exit.BAD_DATA: "A bank, sheet, file or setting cannot be read.",
    Exit.FAULT: "The program has a bug.",
    Exit.STORAGE: "Something could not be saved.",
    Exit.INTERRUPTED: "Ctrl-C.",
}
_FILES = {
    "~/.local/share/quiz/history.db": "Every answer; see QUIZ_DATA_DIR.",
    "~/.local/share/quiz/backups/": "Its backups.",
    "~/.local/share/quiz/banks/": "Your own banks; see QUIZ_BANK_DIR.",
    "~/.config/quiz/config.yaml": "Your settings; see QUIZ_CONFIG_DIR.",
}


def man_page(ctx: typer.Context) -> str:
    """Return the page of the program that a context belongs to."""
    root: Any = ctx.find_root()
    lines = [
        f'.TH QUIZ 1 "" "quiz {quiz.__version__}"',
        *_section("NAME", [r"quiz \- a quiz and learning game for the terminal"]),
        *_section("SYNOPSIS", [r"\fBquiz\fR [\fIOPTIONS\fR] \fICOMMAND\fR [\fIARGS\fR]..."]),
        *_section("DESCRIPTION", _paragraphs(_ABOUT)),
        *_section("OPTIONS", _tagged(PROGRAM_OPTIONS.items())),
        *_section("COMMANDS", [line for command in _commands(root) for line in _command(command)]),
        *_section("ENVIRONMENT", _tagged(VARIABLES.items())),
        *_section("FILES", _tagged(_FILES.items())),
        *_section("EXIT STATUS", _tagged((str(code), what) for code, what in _EXITS.items())),
        *_section("EXAMPLES", _examples("")),
        *_section("SEE ALSO", _paragraphs("`quiz help` lists the pages of the manual, `quiz help TOPIC` shows one.")),
    ]
    return "\n".join(lines)


_ABOUT = """
Teachers write facts; the program makes the questions, proves every wrong answer wrong, and
remembers what each student answered. Without a command: the menu.
"""


def _commands(group: Any) -> Iterator[Any]:
    """Yield the context of every command below a group, and of groups that do something by themselves."""
    for name in group.command.list_commands(group):
        command = group.command.get_command(group, name)
        context = type(group)(command, info_name=name, parent=group)
        if not hasattr(command, "list_commands"):
            yield context
            continue
        if command.invoke_without_command:
            yield context
        yield from _commands(context)


def _command(context: Any) -> Iterator[str]:
    usage = " ".join(context.command.collect_usage_pieces(context))
    yield f'.SS "{_escaped(f"{context.command_path} {usage}")}"'
    yield from _paragraphs(context.command.help)
    yield from _options(context)
    yield from _examples(context.command_path.partition(" ")[2])


def _options(context: Any) -> list[str]:
    records = [param.get_help_record(context) for param in context.command.get_params(context)]
    return _tagged(record for record in records if record)


def _examples(name: str) -> list[str]:
    found = [(f"$ quiz {line}", what) for line, what in EXAMPLES.get(name, ())]
    return _tagged(found)


def _section(name: str, lines: Iterable[str]) -> list[str]:
    return [f'.SH "{name}"', *lines]


def _paragraphs(text: str) -> list[str]:
    return [line for part in cleandoc(text).split("\n\n") for line in (".PP", _escaped(" ".join(part.split())))]


def _tagged(rows: Iterable[tuple[str, str]]) -> list[str]:
    """Return names in bold, each with its description below it."""
    return [
        line for name, text in rows for line in (".TP", f"\\fB{_escaped(name)}\\fR", _escaped(" ".join(text.split())))
    ]


def _escaped(text: str) -> str:
    """Return a text that man(7) shows as it is: nothing in it is a command, and no line breaks at a hyphen."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{text}" if text.startswith((".", "'")) else text
