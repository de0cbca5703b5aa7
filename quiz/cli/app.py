"""The program without a command: its own options, and the menu."""

import sys
from typing import Annotated

import typer

from quiz.cli import COMMANDS
from quiz.cli.at_once import open_menu, show_version, shown_page, warn_of_settings
from quiz.cli.groups import group

app = group(
    COMMANDS,
    page=shown_page,
    # The options that install completion are of no use to a command, which would wait until they are made.
    add_completion=sys.argv[1:2] == [] or sys.argv[1] not in COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
)

#: Commands that report themselves what is wrong with the settings, or take none.
_WITHOUT_SETTINGS = ("config", "help")


def _version(wanted: bool) -> None:
    if wanted:
        show_version()
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(
    ctx: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", "-V", help="Show the version and exit.", callback=_version, is_eager=True)
    ] = False,
    _debug: Annotated[
        bool, typer.Option("--debug", help="When the command ends, show what to put into a bug report.")
    ] = False,
) -> None:
    """A quiz and learning game for the terminal. Without a command: the menu."""
    if ctx.invoked_subcommand not in _WITHOUT_SETTINGS:
        warn_of_settings()
    if ctx.invoked_subcommand is None:
        open_menu()
