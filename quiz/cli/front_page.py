"""What `quiz --help` says. It is composed here, from texts alone, so that it need not wait for the commands."""

from collections.abc import Iterable

from quiz.cli import COMMANDS
from quiz.cli.environment import VARIABLES
from quiz.cli.examples import EXAMPLES
from quiz.term.lines import wrap

WIDEST = 78  # cells, as in the help of the commands
_NARROWEST = 20  # cells for the text next to a name

#: The options of the program itself.
PROGRAM_OPTIONS = {
    "-V, --version": "Show the version and exit.",
    "--debug": "When the command ends, show what to put into a bug report.",
    "--install-completion": "Let the Tab key complete commands in this shell.",
    "--show-completion": "Show the script that does this, to copy or change it.",
    "-h, --help": "Show this message and exit.",
}


def front_page(program: str, width: int = WIDEST) -> str:
    """Return the help of the program, under the name by which it was called, in lines of a given width."""
    examples = [(f"{program} {line}", what) for line, what in EXAMPLES[""]]
    commands = [(name, line) for name, (_, line) in COMMANDS.items()]
    lines = [
        *wrap(f"Usage: {program} [OPTIONS] COMMAND [ARGS]...", width),
        "",
        *wrap("  A quiz and learning game for the terminal. Without a command: the menu.", width),
        *_section("Examples", examples, width),
        *_section("Commands", commands, width),
        *_section("Options", PROGRAM_OPTIONS.items(), width),
        *_section("Environment variables", VARIABLES.items(), width),
        "",
        *wrap(f"`{program} help COMMAND` explains a command; `{program} help` lists the pages of the manual.", width),
    ]
    return "\n".join(lines)


def _section(title: str, rows: Iterable[tuple[str, str]], width: int) -> list[str]:
    """Return a heading and a row for each name, with its description next to it; further lines go below that."""
    rows = list(rows)
    column = max(len(name) for name, _ in rows) + 4
    lines = ["", f"{title}:"]
    for name, text in rows:
        first, *more = wrap(text, max(width - column, _NARROWEST))
        lines += [f"  {name}".ljust(column) + first, *(" " * column + line for line in more)]
    return lines
