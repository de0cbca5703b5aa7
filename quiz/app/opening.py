"""Opening the history to play."""

import sys
from collections.abc import Callable

from quiz.app.errors import Exit, fail
from quiz.app.upgrading import open_upgraded
from quiz.history.database import HistoryError
from quiz.history.log import History
from quiz.history.players import only_player
from quiz.library.paths import history_file
from quiz.term.leaving import Stopped
from quiz.term.sink import is_terminal
from quiz.ui.prompter import Entry, Prompter


def open_for_all(prompter: Prompter) -> History | None:
    """Open the history to write, as nobody's yet; where that cannot be, offer to play unsaved (None)."""
    return _opened(prompter, lambda history: history)


def open_history(prompter: Prompter, player: str = "") -> History | None:
    """Open the history to write, as that of who plays; where that cannot be, offer to play unsaved (None)."""

    def of_player(history: History) -> History:
        only = None if player else only_player(history)
        if only is not None:
            return history.of(only)
        from quiz.app.players import to_play  # most have the history for themselves

        return to_play(history, player, prompter)

    return _opened(prompter, of_player)


def _opened(prompter: Prompter, of: Callable[[History], History]) -> History | None:
    try:
        history = open_upgraded(history_file(), write=True)
        assert history is not None  # to write, it is made
        return of(history)
    except HistoryError as error:
        if not is_terminal(sys.stdin):
            fail(Exit.STORAGE, error.message, error.help)
        entries = [Entry("Play without saving"), Entry("Quit", key="q")]
        try:
            prompter.say(*(f"{text[:1].upper()}{text[1:]}." for text in (error.message, error.help) if text))
            if prompter.choose("Your answers cannot be saved", entries) == 0:
                return None
        except Stopped:
            pass  # who leaves the notice does not want to play without saving either
        raise SystemExit(Exit.STORAGE) from None
