"""`quiz players`: who plays here, and changes to which rounds are whose."""

from pathlib import Path
from typing import Annotated

import typer

from quiz.app import players as changes
from quiz.app.reports import Output, show_report
from quiz.cli.completing import complete_player
from quiz.cli.groups import group
from quiz.term.sink import stdout_sink

#: The commands of the group, as `quiz.cli.COMMANDS` has those of the program.
PLAYER_COMMANDS = {
    "rename": ("quiz.cli.players:players_rename", "Give a player another name."),
    "merge": ("quiz.cli.players:players_merge", "Give all rounds of one player to another."),
    "remove": ("quiz.cli.players:players_remove", "Remove a player with all rounds and answers."),
    "export": ("quiz.cli.players:players_export", "Write the whole history of a player as JSON Lines."),
    "import": ("quiz.cli.players:players_import", "Import the history of a player from a file."),
}

players_group = group(PLAYER_COMMANDS)

Name = Annotated[
    str, typer.Argument(metavar="NAME", help="The player.", show_default=False, autocompletion=complete_player)
]


@players_group.callback(invoke_without_command=True)
def _players(
    ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False
) -> None:
    """List or change who plays here.

    `quiz play --player NAME` adds a player. Until you name somebody, the only player is called `me`.
    """
    if ctx.invoked_subcommand is not None:
        return
    with changes.opened(write=False) as history:
        show_report("players", Output(plain=not as_json, json=as_json), history)


def players_rename(
    old: Annotated[
        str,
        typer.Argument(metavar="OLD", help="The current name.", show_default=False, autocompletion=complete_player),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The new name.", show_default=False)],
) -> None:
    """Give a player another name."""
    stdout_sink().text(changes.rename_player(old, new))


def players_merge(
    source: Annotated[
        str,
        typer.Argument(
            metavar="FROM", help="The player to remove.", show_default=False, autocompletion=complete_player
        ),
    ],
    into: Annotated[
        str,
        typer.Argument(
            metavar="INTO", help="The player who gets the rounds.", show_default=False, autocompletion=complete_player
        ),
    ],
) -> None:
    """Give all rounds of one player to another.

    A backup of the history is made first.
    """
    stdout_sink().text(*changes.merge_players(source, into))


def players_remove(name: Name, yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Remove a player with all rounds and answers.

    It asks first, and makes a backup of the history.
    """
    stdout_sink().text(*changes.remove_player(name, is_agreed=yes))


def players_export(
    name: Name,
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A new file; by default standard output.")
    ] = None,
) -> None:
    """Write the whole history of a player as JSON Lines.

    `quiz players import` reads this file; `quiz help formats` describes it.
    """
    changes.export_player(name, file, stdout_sink())


def players_import(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file that `export` wrote.", show_default=False)],
    name: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="NAME",
            help="The player's name here; by default as in the file.",
            show_default=False,
            autocompletion=complete_player,
        ),
    ] = "",
) -> None:
    """Import the history of a player from a file.

    What is already there is skipped. A file that is not valid changes nothing.
    """
    stdout_sink().text(*changes.import_player(file, name))
