"""`quiz players`: renaming, merging and removing players, and their histories as files."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from quiz import clock
from quiz.app.errors import Exit, UserError
from quiz.app.history import checked_name, find_player, open_upgraded
from quiz.history.database import exists
from quiz.history.log import History
from quiz.history.players import NameTaken, Player, PlayerTotals, merge, played, players, remove, rename
from quiz.library.files import Taken, Unreadable, Unwritable, history_file, reason_of, regular_lines, write_new
from quiz.term.leaving import Stopped
from quiz.term.sink import Sink, is_terminal, stdout_sink
from quiz.text import plural
from quiz.ui.prompter import Entry

if TYPE_CHECKING:
    from quiz.history.player_files import Imported


@contextmanager
def opened(*, write: bool) -> Iterator[History | None]:
    """Open the history, if there is one, and close it afterwards. Raises `HistoryError`.

    A history that does not exist is not created. If it is missing although it has backups, that is an error, whether it
    is opened to read or to write.
    """
    path = history_file()
    history = open_upgraded(path, write=write and exists(path))
    try:
        yield history
    finally:
        if history:
            history.close()


@contextmanager
def _with_players(*names: str, write: bool) -> Iterator[tuple[History, list[Player]]]:
    """Open the history and find the players of these names in it. Raises `HistoryError`, `UserError`."""
    with opened(write=write) as history:
        known = players(history) if history else []
        found = [find_player(known, name) for name in names]
        assert history is not None  # or nobody would be found
        yield history, found


def rename_player(old: str, new: str) -> str:
    """Give a player another name; return what to say. Raises `HistoryError`, `UserError`."""
    name = checked_name(new)
    with _with_players(old, write=True) as (history, (player,)):
        try:
            rename(history, player, name)
        except NameTaken:
            help_ = f'`quiz players merge "{player.name}" "{name}"` merges the two'
            raise UserError(Exit.USAGE, f"there is already a player `{name}`", help_) from None
    return f"{player.name} is now called {name}."


def merge_players(source: str, into: str) -> list[str]:
    """Give all rounds of one player to another; return what to say. Raises `HistoryError`, `UserError`."""
    with _with_players(source, into, write=True) as (history, (player, other)):
        if player == other:
            raise UserError(Exit.USAGE, f"`{player.name}` is the same player", "name two different players")
        backup = _backed_up(history)
        moved = merge(history, player, other)
    rounds = plural(moved, "round now belongs", "rounds now belong")
    return [f"{rounds} to {other.name} instead of {player.name}.", backup]


def remove_player(name: str, *, is_agreed: bool) -> list[str]:
    """Remove a player with all rounds and answers; return what to say. Raises `HistoryError`, `UserError`.

    Asks first, unless that is agreed already.
    """
    with _with_players(name, write=True) as (history, (player,)):
        what = next(one for one in played(history) if one.player == player)
        if not (is_agreed or _agrees(what)):
            return ["Nothing was removed."]
        backup = _backed_up(history)
        remove(history, player)
    return [f"{player.name} was removed, with {_content(what)}.", backup]


def _agrees(what: PlayerTotals) -> bool:
    """Ask whether to remove a player."""
    if not is_terminal(sys.stdin):
        player = f"`{what.player.name}`"
        raise UserError(
            Exit.USAGE, f"{player} has {_content(what)}; nothing was removed", f"add `--yes` to remove {player}"
        )
    from quiz.app.prompting import entered, make_prompter

    prompter = make_prompter(stdout_sink())
    entries = [Entry(f"Keep {what.player.name}"), Entry(f"Remove {what.player.name}", _content(what))]
    try:
        with entered(prompter):
            return prompter.choose("Remove with all rounds and answers?", entries) == 1
    except Stopped:
        return False


def _content(what: PlayerTotals) -> str:
    return f"{plural(what.rounds, 'round')} and {plural(what.answers, 'answer')}"


def _backed_up(history: History) -> str:
    """Make a backup; return where it is, in words. Raises `UserError`."""
    import sqlite3

    from quiz.history.backups import back_up
    from quiz.history.database import reason

    try:
        backup = back_up(history.path, f"before-{clock.local(clock.now_ms()):%Y-%m-%dT%H-%M-%S-%f}")
    except (sqlite3.Error, OSError) as error:
        why = reason_of(error) if isinstance(error, OSError) else reason(error)
        message = f"no backup could be made, so nothing was changed: {why}"
        raise UserError(Exit.STORAGE, message, "`quiz doctor` may say more") from None
    return f"A backup from before this change is saved as `{backup}`."


def export_player(name: str, path: Path | None, sink: Sink) -> None:
    """Write a player's history to a new file that only its owner may read, and say so; or write it to the sink."""
    from quiz.history.player_files import exported

    with _with_players(name, write=False) as (history, (player,)):
        data = b"".join(exported(history, player))
    if path is None:
        sink.data(data.decode().removesuffix("\n"))
        return
    try:
        write_new(path, data, private=True)
    except Taken:
        raise UserError(Exit.USAGE, f"`{path}` already exists", "choose another name, or move it away") from None
    except Unwritable as error:
        raise UserError(Exit.STORAGE, f"`{path}` cannot be written: {error.reason}", "choose another place") from None
    sink.text(f"The history of the player `{player.name}` is in `{path}`.")


def import_player(path: Path, name: str) -> list[str]:
    """Import a player's history from a file, under a name if there is one; return what to say.

    Raises `HistoryError`, and `UserError` if the file is not intact; nothing is changed then.
    """
    from quiz.history.player_files import AnotherPlayer, take_in
    from quiz.history.player_lines import LONGEST_LINE
    from quiz.json_lines import BadLine

    checked = checked_name(name) if name else ""
    history = open_upgraded(history_file(), write=True)
    assert history is not None  # to write, it is made
    with closing(history):
        try:
            done = take_in(history, regular_lines(path, LONGEST_LINE), clock.now_ms(), checked)
        except Unreadable as error:
            raise UserError(Exit.BAD_DATA, f"`{path}` cannot be read: {error.reason}", "nothing was changed") from None
        except BadLine as bad:
            raise UserError(Exit.BAD_DATA, f"{path}:{bad.number}: {bad.reason}", "nothing was changed") from None
        except AnotherPlayer as other:
            help_ = f'`--as "{other.name}"` adds to that history; `--as` with another name makes a new player'
            raise UserError(Exit.USAGE, f"another player is called `{other.name}` here", help_) from None
    return list(_imported(done))


def _imported(done: "Imported") -> Iterator[str]:
    yield f"Added to {done.player.name}: {plural(done.rounds, 'round')} and {plural(done.answers, 'answer')}."
    if done.known:
        yield plural(done.known, "1 round was already there.", "{} rounds were already there.")
    if done.left_out:
        yield plural(
            done.left_out,
            "1 answer was left out, because its round was continued here in a different way.",
            "{} answers were left out, because their rounds were continued here in a different way.",
        )
    if done.cleaned:
        yield plural(
            done.cleaned,
            "1 text was cleaned. It had characters that can harm a terminal or mislead a reader.",
            "{} texts were cleaned. They had characters that can harm a terminal or mislead a reader.",
        )
    if done.shortened:
        yield plural(
            done.shortened,
            "1 answer took longer than a day. It counts as one day.",
            "{} answers took longer than a day. Each of them counts as one day.",
        )
    if done.remarked:
        yield plural(
            done.remarked,
            "1 answer was marked wrongly in the file. What was chosen counts.",
            "{} answers were marked wrongly in the file. What was chosen counts.",
        )
