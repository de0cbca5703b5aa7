"""`quiz players`: who plays here, and changes to who is whose."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from quiz import clock
from quiz.app import player_changes as changes
from quiz.cli.lazy import group
from quiz.history.players import PlayerTotals, played
from quiz.serialize import json_text, utc
from quiz.term.sink import stdout_sink
from quiz.ui.words import plural

players_group = group()

Name = Annotated[str, typer.Argument(metavar="NAME", help="The player.", show_default=False)]


@players_group.callback(invoke_without_command=True)
def _players(
    ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False
) -> None:
    """List or change who plays here.

    A player is made by `quiz play --player NAME`. Who never gave a name is called `me`.
    """
    if ctx.invoked_subcommand is not None:
        return
    with changes.opened(write=False) as history:
        found = played(history) if history else []
    if as_json:
        stdout_sink().data(json_text([_record(one) for one in found]))
    else:
        stdout_sink().text(*map(_sentence, found) if found else ["Nobody has played yet. `quiz play` starts a round."])


@players_group.command("rename")
def _rename(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The name up to now.", show_default=False)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The name from now on.", show_default=False)],
) -> None:
    """Give a player another name."""
    stdout_sink().text(changes.rename_player(old, new))


@players_group.command("merge")
def _merge(
    source: Annotated[str, typer.Argument(metavar="FROM", help="The player who goes.", show_default=False)],
    into: Annotated[str, typer.Argument(metavar="INTO", help="The player who stays.", show_default=False)],
) -> None:
    """Give all rounds of one player to another.

    A backup of the history is made first.
    """
    stdout_sink().text(*changes.merge_players(source, into))


@players_group.command("remove")
def _remove(name: Name, yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Remove a player with all rounds and answers.

    Asks first, and makes a backup of the history.
    """
    stdout_sink().text(*changes.remove_player(name, is_agreed=yes))


@players_group.command("export")
def _export(
    name: Name,
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A new file; else standard output.")] = None,
) -> None:
    """Write the whole history of a player as JSON Lines.

    It is what `quiz players import` reads; docs/formats.md describes it.
    """
    changes.export_player(name, file, stdout_sink())


@players_group.command("import")
def _import(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `export` wrote.", show_default=False)],
    name: Annotated[
        str, typer.Option("--as", metavar="NAME", help="Whose it is here; else as in the file.", show_default=False)
    ] = "",
) -> None:
    """Take in the history of a player from a file.

    What is there already is not doubled. A file that is not sound changes nothing.
    """
    stdout_sink().text(*changes.import_player(file, name))


def _sentence(what: PlayerTotals) -> str:
    last = "" if what.last_at is None else f", last on {_last_day(what.last_at, what.last_offset_s)}"
    return f"{what.player.name}: {plural(what.rounds, 'round')}, {plural(what.answers, 'answer')}{last}"


def _last_day(at: int, offset_s: int | None) -> str:
    return date.fromordinal(clock.moment(at, offset_s).day).isoformat()


def _record(what: PlayerTotals) -> dict[str, Any]:
    return {
        "version": 1,
        "id": what.player.id,
        "name": what.player.name,
        "rounds": what.rounds,
        "answers": what.answers,
        "last_played": None if what.last_at is None else utc(what.last_at),
    }
