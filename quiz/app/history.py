"""Opening the history for a player (one who is named, the only one, or one who is chosen), and its daily backup."""

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from quiz import clock
from quiz.app.at_end import AT_END
from quiz.app.errors import Exit, UserError, as_sentences
from quiz.history.database import HistoryError
from quiz.history.log import History
from quiz.history.players import UNNAMED, Player, latest_first, only_player
from quiz.library.files import history_file
from quiz.term.leaving import Stopped
from quiz.term.sink import is_terminal, stderr_sink
from quiz.text import normalize
from quiz.ui.prompter import Entry, Prompter

if TYPE_CHECKING:
    from quiz.term.progress import Progress


#: Shown once, after what is known about all facts was recalculated by other rules.
UPDATED = (
    "What you know was recalculated from all your answers. A right answer now counts for less if it may have "
    "been a guess, so more facts are due for a while."
)


def open_upgraded(path: Path, *, write: bool, on_update: Callable[[], None] | None = None) -> History | None:
    """Open a history as `History.open` does, with a progress bar on standard error if it takes long.

    It is closed when the command ends, if not before.
    `on_update` is called if it was of an earlier version, and had answers. Raises `HistoryError`.
    """
    bars: list[Progress] = []  # made with the first report, as most starts change nothing

    def on_progress(share: float) -> None:
        """Show how far the update is; the bar is made at its first step."""
        from quiz.term.progress import Progress
        from quiz.term.switches import is_reduced

        if not bars:
            bars.append(Progress(stderr_sink(), clock.ticked_s, still=is_reduced()))
        bars[0].at(share, "Updating your history")

    try:
        history = History.open(path, write=write, on_progress=on_progress)
        if history is not None:
            AT_END.callback(history.close)
        if bars and history is not None and on_update is not None and history.select("SELECT 1 FROM attempts LIMIT 1"):
            on_update()
        return history
    finally:
        for bar in bars:
            bar.close()


def open_current() -> History | None:
    """Open the history to read it; None if there is none, or if it must be updated first, which may take a long time.

    Raises `HistoryError` and what SQLite raises.
    """
    from quiz.history.database import checked_version, exists
    from quiz.history.migrations import LATEST

    path = history_file()
    return History.open(path, write=False) if exists(path) and checked_version(path) == LATEST else None


def back_up_today(history: History | None) -> None:
    """Make today's backup if there is none yet. If it fails, that is no reason to disturb a player."""
    if history is None:
        return
    import sqlite3

    from quiz.history.backups import back_up_daily

    with suppress(sqlite3.Error, OSError):  # `quiz doctor` says from which day the newest one is
        back_up_daily(history.path, clock.today())


def open_for_all(prompter: Prompter) -> History | None:
    """Open the history to write, for no player yet; if that fails, offer to play without saving (None)."""
    return _opened(prompter, lambda history: history)


def open_history(prompter: Prompter, player: str = "") -> History | None:
    """Open the history to write, as that of the player; if that fails, offer to play without saving (None)."""

    def of_player(history: History) -> History:
        only = None if player else only_player(history)
        if only is not None:
            return history.of(only)
        return to_play(history, player, prompter)

    return _opened(prompter, of_player)


def _opened(prompter: Prompter, of: Callable[[History], History]) -> History | None:
    try:
        history = open_upgraded(history_file(), write=True, on_update=lambda: prompter.say(UPDATED))
        assert history is not None  # to write, it is made
        return of(history)
    except HistoryError as error:
        if not is_terminal(sys.stdin):
            raise
        entries = [Entry("Play without saving"), Entry("Quit", key="q")]
        try:
            prompter.say(*as_sentences(error.message, error.help))
            if prompter.choose("Your answers cannot be saved", entries) == 0:
                return None
        except Stopped:
            pass  # a player who leaves the notice does not want to play without saving either
        raise UserError(Exit.STORAGE) from None


def to_play(history: History, name: str, prompter: Prompter) -> History:
    """Return the history as that of the player; a new name adds a player.

    In a terminal, it asks who is playing if there are several players and none is named, and asks before a new player
    is added to others. Elsewhere the player who played last plays.
    """
    known = latest_first(history)
    wanted = checked_name(name) if name else ""
    found = _known(known, wanted)
    if found is None and wanted:
        found = _newcomer(history, known, wanted, prompter)
    return history.of(found or _chosen(known, prompter))


def to_read(history: History, name: str, *, asks: bool = True) -> History:
    """Return the history as that of the player named, of the only one, or of the one that is chosen.

    If nobody can be asked, it is that of the player who played last. Raises `UserError` if there is
    no player of that name.
    """
    known = latest_first(history)
    if name:
        return history.of(find_player(known, name))
    if len(known) < 2 or not (asks and is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        return history.of(_chosen(known, None))
    from quiz.app.prompting import entered, make_prompter
    from quiz.term.sink import stdout_sink

    prompter = make_prompter(stdout_sink())
    with entered(prompter):
        return history.of(_chosen(known, prompter))


def open_to_read(name: str, *, asks: bool = True) -> History | None:
    """Open the history to read it as `to_read` does; None if you have not played anything yet.

    Raises `HistoryError`.
    """
    history = open_upgraded(history_file(), write=False)
    if history is None:
        if name:
            find_player((), name)
        return None
    return to_read(history, name, asks=asks)


def known_player(history: History, name: str) -> Player | None:
    """Return the player of a checked name, if there is one."""
    return _known(latest_first(history), name)


def change_player(history: History, prompter: Prompter) -> None:
    """Let another player play. Raises `Stopped` if none is chosen."""
    known = latest_first(history)
    history.player = known[_pick(known, prompter)]


def checked_name(name: str) -> str:
    """Return a name that may be a player's. Raises `UserError` if it may not."""
    from quiz.game.player_name import player_name

    try:
        return player_name(name)
    except ValueError as error:
        from quiz.text import quoted

        if not name.strip():
            raise UserError(Exit.USAGE, "a player's name is empty", "type a name") from None
        raise UserError(
            Exit.USAGE, f"{quoted(name)} cannot be a player's name: {error}", "choose another name"
        ) from None


def find_player(known: Sequence[Player], name: str) -> Player:
    """Return the player of a name. Raises `UserError` if there is none."""
    found = _known(known, checked_name(name))
    if found is None:
        from quiz.bank.problems import did_you_mean
        from quiz.text import quoted

        names = [player.name for player in known]
        help_ = did_you_mean(name, names) or _who_plays(known)
        raise UserError(Exit.USAGE, f"there is no player {quoted(name)}", help_)
    return found


def _known(known: Sequence[Player], name: str) -> Player | None:
    return next((player for player in known if normalize(player.name) == normalize(name)), None)


def _newcomer(history: History, known: list[Player], name: str, prompter: Prompter) -> Player:
    """Return a new player, or the known one who was meant by the name."""
    if not known or not is_terminal(sys.stdin):
        return Player("", name)
    if [player.name for player in known] == [UNNAMED]:
        others = [Entry(f"Call me {name}", "the rounds played so far are mine")]
    else:
        others = [Entry(f"Play as {player.name}") for player in known]
    chosen = prompter.choose(f"{name} has not played yet", [Entry(f"Start as {name}"), *others])
    if chosen == 0:
        return Player("", name)
    if known[0].name == UNNAMED and len(known) == 1:
        from quiz.history.players import rename

        return rename(history, known[0], name)
    return known[chosen - 1]


def _chosen(known: list[Player], prompter: Prompter | None) -> Player:
    """Return the only player, or the one that is chosen; if nobody can be asked, the one who played last.

    `known` begins with the player who played last.
    """
    if not known:
        return Player("", UNNAMED)
    if len(known) == 1:
        return known[0]
    if prompter is None or not is_terminal(sys.stdin):
        stderr_sink().text(f"quiz: {known[0].name} is playing; `--player` or `QUIZ_PLAYER` chooses another player")
        return known[0]
    return known[_pick(known, prompter)]


def _pick(known: list[Player], prompter: Prompter) -> int:
    return prompter.choose("Who is playing?", [Entry(player.name) for player in known])


def _who_plays(known: Sequence[Player]) -> str:
    from quiz.text import listed

    names = [f"`{player.name}`" for player in known]
    if len(names) < 2:
        return f"the only player is {names[0]}" if names else "nobody has played yet"
    shown = names if len(names) <= 8 else [*names[:8], f"{len(names) - 8} more"]
    return f"the players are {listed(shown)}"
