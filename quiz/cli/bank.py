"""`quiz bank`: the commands for those who write banks."""

import typer

from quiz.cli.lazy import lazy_group

#: The commands of the group, as `quiz.cli.COMMANDS` has those of the program.
COMMANDS = {
    "new": ("quiz.cli.bank_new", "Write a bank of your own, step by step."),
    "check": ("quiz.cli.bank_check", "Find every mistake in banks."),
    "preview": ("quiz.cli.bank_preview", "List every question of a bank."),
    "schema": ("quiz.cli.bank_schema", "Print the JSON Schema of banks, for editors."),
}

app = typer.Typer(
    cls=lazy_group(COMMANDS),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
)


@app.callback()
def bank() -> None:
    """Write, check and preview banks, for teachers."""
