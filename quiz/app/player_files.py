"""Writing a player's history to a file and taking it in from one."""

from collections.abc import Iterator
from pathlib import Path

from quiz import clock
from quiz.app.errors import Exit, UserError
from quiz.history.log import History
from quiz.history.player_lines import LONGEST_LINE, BadLine
from quiz.history.players import Player
from quiz.history.transfer import AnotherPlayer, Imported, exported, take_in
from quiz.library.files import Taken, Unreadable, Unwritable, regular_lines, write_new
from quiz.term.sink import stdout_sink
from quiz.ui.words import plural


def write_player(history: History, player: Player, path: Path | None) -> None:
    """Write a player's history to a new file that only its owner may read, or to standard output."""
    data = b"".join(exported(history, player))
    if path is None:
        stdout_sink().data(data.decode().removesuffix("\n"))
        return
    try:
        write_new(path, data, private=True)
    except Taken:
        raise UserError(Exit.USAGE, f"`{path}` is there already", "take another name, or move it away") from None
    except Unwritable as error:
        raise UserError(Exit.STORAGE, f"`{path}` cannot be written: {error.reason}", "take another place") from None
    stdout_sink().text(f"The history of {player.name} is in `{path}`.")


def read_player(history: History, path: Path, name: str) -> None:
    """Take in a player's history from a file. Raises `UserError`, with nothing changed, where it is not sound."""
    try:
        done = take_in(history, regular_lines(path, LONGEST_LINE), clock.now_ms(), name)
    except Unreadable as error:
        raise UserError(Exit.BAD_DATA, f"`{path}` cannot be read: {error.reason}", "nothing was changed") from None
    except BadLine as bad:
        raise UserError(Exit.BAD_DATA, f"{path}:{bad.number}: {bad.reason}", "nothing was changed") from None
    except AnotherPlayer as other:
        help_ = f'`--as "{other.name}"` adds to theirs, `--as` with another name makes a new player'
        raise UserError(Exit.USAGE, f"another player is called `{other.name}` here", help_) from None
    stdout_sink().text(*_told(done))


def _told(done: Imported) -> Iterator[str]:
    added = f"{plural(done.rounds, 'round')} and {plural(done.answers, 'answer')} added"
    known = f", {plural(done.known, 'round')} known already" if done.known else ""
    yield f"{done.player.name}: {added}{known}."
    if done.left_out:
        verb = "was" if done.left_out == 1 else "were"
        yield f"{plural(done.left_out, 'answer')} {verb} left out: the round went on here in another way."
    if done.cleaned:
        what = "1 text was cleaned. It" if done.cleaned == 1 else f"{done.cleaned} texts were cleaned. They"
        yield f"{what} had characters that can harm a terminal or mislead who reads."
    if done.shortened:
        yield f"{plural(done.shortened, 'answer')} took longer than a day. A day is kept."
    if done.remarked:
        verb = "was" if done.remarked == 1 else "were"
        yield f"{plural(done.remarked, 'answer')} {verb} marked wrongly in the file. What was chosen counts."
