"""`quiz players`: who plays here, and changes to who is whose."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from quiz import clock
from quiz.app.errors import Exit, fail
from quiz.app.history import open_upgraded
from quiz.app.players import checked_name, find_player
from quiz.cli.lazy import group
from quiz.history.database import HistoryError
from quiz.history.log import History
from quiz.history.players import NameTaken, PlayerTotals, merge, played, players, remove, rename
from quiz.library.paths import history_file
from quiz.serialize import json_text, utc
from quiz.term.leaving import Stopped
from quiz.term.sink import is_terminal, stdout_sink
from quiz.ui.prompter import Entry
from quiz.ui.words import plural

app = group()

Name = Annotated[str, typer.Argument(metavar="NAME", help="The player.", show_default=False)]


@app.callback(invoke_without_command=True)
def root(ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False) -> None:
    """List or change who plays here.

    A player is made by `quiz play --player NAME`. Who never gave a name is called `me`.
    """
    if ctx.invoked_subcommand is not None:
        return
    with _history(write=False) as history:
        found = played(history) if history else []
    if as_json:
        stdout_sink().data(json_text([_record(one) for one in found]))
    else:
        stdout_sink().text(*map(_sentence, found) if found else ["Nobody has played yet. `quiz play` starts a round."])


@app.command("rename")
def rename_player(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The name up to now.", show_default=False)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The name from now on.", show_default=False)],
) -> None:
    """Give a player another name."""
    name = checked_name(new)
    with _history(write=True) as history:
        player = find_player(players(history) if history else (), old)
        assert history is not None
        try:
            rename(history, player, name)
        except NameTaken:
            help_ = f'`quiz players merge "{player.name}" "{name}"` puts both together'
            fail(Exit.USAGE, f"there is a player `{name}` already", help_)
    stdout_sink().text(f"{player.name} is called {name} now.")


@app.command("merge")
def merge_players(
    source: Annotated[str, typer.Argument(metavar="FROM", help="The player who goes.", show_default=False)],
    into: Annotated[str, typer.Argument(metavar="INTO", help="The player who stays.", show_default=False)],
) -> None:
    """Give all rounds of one player to another.

    A backup of the history is made first.
    """
    with _history(write=True) as history:
        known = players(history) if history else []
        player, other = find_player(known, source), find_player(known, into)
        assert history is not None
        if player == other:
            fail(Exit.USAGE, f"`{player.name}` is the same player", "name two players")
        backup = _backed_up(history)
        moved = merge(history, player, other)
    verb = "belongs" if moved == 1 else "belong"
    stdout_sink().text(f"{plural(moved, 'round')} of {player.name} {verb} to {other.name} now.", _told(backup))


@app.command("remove")
def remove_player(name: Name, yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Remove a player with all rounds and answers.

    Asks first, and makes a backup of the history.
    """
    with _history(write=True) as history:
        player = find_player(players(history) if history else (), name)
        assert history is not None
        what = next(one for one in played(history) if one.player == player)
        if not (yes or _agreed(what)):
            stdout_sink().text("Nothing was removed.")
            return
        backup = _backed_up(history)
        remove(history, player)
    stdout_sink().text(f"{player.name} was removed, with {_content(what)}.", _told(backup))


@app.command("export")
def export_player(
    name: Name,
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A new file; else standard output.")] = None,
) -> None:
    """Write the whole history of a player as JSON Lines.

    It is what `quiz players import` reads; docs/formats.md describes it.
    """
    from quiz.app.player_files import write_player

    with _history(write=False) as history:
        player = find_player(players(history) if history else (), name)
        assert history is not None
        write_player(history, player, file)


@app.command("import")
def import_player(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `export` wrote.", show_default=False)],
    name: Annotated[
        str, typer.Option("--as", metavar="NAME", help="Whose it is here; else as in the file.", show_default=False)
    ] = "",
) -> None:
    """Take in the history of a player from a file.

    What is there already is not doubled. A file that is not sound changes nothing.
    """
    from quiz.app.player_files import read_player

    checked = checked_name(name) if name else ""
    try:
        history = open_upgraded(history_file(), write=True)
        assert history is not None  # to write, it is made
        with closing(history):
            read_player(history, file, checked)
    except HistoryError as error:
        fail(Exit.STORAGE, error.message, error.help)


@contextmanager
def _history(*, write: bool) -> Iterator[History | None]:
    """Open the history where there is one; end the command where it cannot be used."""
    try:
        path = history_file()
        # What is not there is not made; what once was there is missed in either case.
        history = open_upgraded(path, write=write and path.exists())
        try:
            yield history
        finally:
            if history:
                history.close()
    except HistoryError as error:
        fail(Exit.STORAGE, error.message, error.help)


def _agreed(what: PlayerTotals) -> bool:
    """Ask whether a player is to be removed."""
    if not is_terminal(sys.stdin):
        fail(Exit.USAGE, f"`{what.player.name}` has {_content(what)}; nothing was removed", "`--yes` removes them")
    from quiz.app.prompting import entered, make_prompter

    prompter = make_prompter(stdout_sink(), plain=False)
    entries = [Entry(f"Keep {what.player.name}"), Entry(f"Remove {what.player.name}", _content(what))]
    try:
        with entered(prompter):
            return prompter.choose("Remove with all rounds and answers?", entries) == 1
    except Stopped:
        return False


def _backed_up(history: History) -> Path:
    import sqlite3

    from quiz.history.backups import back_up

    try:
        return back_up(history.path, f"before-{clock.local(clock.now_ms()):%Y-%m-%dT%H-%M-%S-%f}")
    except (sqlite3.Error, OSError) as error:
        fail(Exit.STORAGE, f"no backup could be made, so nothing was changed: {error}", "`quiz doctor` may say more")


def _told(backup: Path) -> str:
    return f"The history as it was before is kept as `{backup}`."


def _content(what: PlayerTotals) -> str:
    return f"{plural(what.rounds, 'round')} and {plural(what.answers, 'answer')}"


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
