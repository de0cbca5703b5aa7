"""The history's file: opening it, with progress where one of an earlier version is large, and its daily backup."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from quiz import clock
from quiz.history.log import History
from quiz.term.sink import stderr_sink

if TYPE_CHECKING:
    from quiz.term.progress import Progress


def open_upgraded(path: Path, *, write: bool) -> History | None:
    """Open a history as `History.open` does, with a progress bar on standard error where it takes long.

    Raises `HistoryError`.
    """
    bars: list[Progress] = []  # made with the first report, as most starts change nothing

    def on_progress(share: float) -> None:
        from quiz.term.progress import Progress
        from quiz.term.switches import is_reduced

        if not bars:
            bars.append(Progress(stderr_sink(), clock.ticked_s, still=is_reduced()))
        bars[0].at(share, "Updating your history")

    try:
        return History.open(path, write=write, on_progress=on_progress)
    finally:
        for bar in bars:
            bar.close()


def back_up_today(history: History | None) -> None:
    """Make today's backup where there is none yet. One that cannot be made is no reason to disturb a player."""
    if history is None:
        return
    import sqlite3

    from quiz.history.backups import back_up_daily

    with suppress(sqlite3.Error, OSError):  # `quiz doctor` tells of which day the newest one is
        back_up_daily(history.path, clock.today())
