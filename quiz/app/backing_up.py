"""The daily backup of the history, made when a round is over or stopped."""

from contextlib import suppress

from quiz import clock
from quiz.history.log import History


def back_up_today(history: History | None) -> None:
    """Make today's backup where there is none yet. One that cannot be made is no reason to disturb a player."""
    if history is None:
        return
    import sqlite3

    from quiz.history.backups import back_up_daily

    with suppress(sqlite3.Error, OSError):  # `quiz doctor` tells of which day the newest one is
        back_up_daily(history.path, clock.today())
