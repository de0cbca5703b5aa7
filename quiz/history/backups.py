"""Backups of the history: made whole, checked, and thinned out as they grow old.

They are in `backups` next to the history: `history-2026-11-24.db` from a day on which somebody played, and
`history-v1.db` from before a step to another version. Thinning keeps the last backup of each of 7 days, 4 weeks and 12
months; days without a backup are not counted, so a clock that was wrong once deletes nothing.
"""

import os
import sqlite3
from collections.abc import Callable, Collection, Hashable
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from quiz.library.files import fsync_folder, make_private, make_private_folder, sync

_BUSY_SECONDS = 10
#: How many periods keep their last backup, and what identifies a period.
_PERIODS: tuple[tuple[int, Callable[[date], Hashable]], ...] = (
    (7, lambda day: day),
    (4, lambda day: day.isocalendar()[:2]),
    (12, lambda day: (day.year, day.month)),
)


def backup_folder(history: Path) -> Path:
    """Return the folder of a history's backups."""
    return history.parent / "backups"


def backups(history: Path) -> list[Path]:
    """Return the backups that there are, the newest first."""
    try:
        found = [path for path in backup_folder(history).iterdir() if path.match(f"{history.stem}-*.db")]
        return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    except OSError:
        return []


def _day(backup: Path, history: Path) -> date | None:
    """Return the day of a daily backup; None for any other file."""
    try:
        return date.fromisoformat(backup.stem.removeprefix(f"{history.stem}-"))
    except ValueError:
        return None


def kept(days: Collection[date]) -> set[date]:
    """Return the days whose backups stay: the last of each of 7 days, 4 weeks and 12 months that have any."""
    stay: set[date] = set()
    for count, period in _PERIODS:
        last = {period(day): day for day in sorted(days)}
        stay |= set(sorted(last.values())[-count:])
    return stay


def back_up(history: Path, name: str) -> Path:
    """Copy the history through SQLite's backup API to `history-NAME.db`, checked before it gets that name.

    A backup of that name is replaced. Raises `sqlite3.Error` if the history cannot be
    read or the copy is not intact, and `OSError` if it cannot be written.
    """
    from tempfile import mkstemp  # most starts make no backup

    folder = backup_folder(history)
    make_private_folder(folder)
    path = folder / f"{history.stem}-{name}.db"
    handle, temporary_name = mkstemp(dir=folder, prefix=".backup-")
    os.close(handle)
    temporary = Path(temporary_name)
    try:
        source = f"{history.absolute().as_uri()}?mode=ro"
        with (
            closing(sqlite3.connect(temporary)) as copy,
            closing(sqlite3.connect(source, uri=True, timeout=_BUSY_SECONDS)) as db,
        ):
            db.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            verdict = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if verdict != "ok":
            raise sqlite3.DatabaseError(f"its backup is not intact ({verdict})")
        make_private(temporary)
        _sync(temporary)
        temporary.replace(path)
        fsync_folder(folder)
    finally:
        temporary.unlink(missing_ok=True)
    return path


def back_up_daily(history: Path, today: date) -> None:
    """Make the backup of a day if there is none yet, and thin out the older ones. Raises as `back_up` does."""
    days = {day: path for path in backups(history) if (day := _day(path, history)) is not None}
    if today in days:
        return
    days[today] = back_up(history, today.isoformat())
    for day in days.keys() - kept(days):
        with suppress(OSError):
            days[day].unlink()


def _sync(path: Path) -> None:
    fd = os.open(path, os.O_RDWR)
    try:
        sync(fd)
    finally:
        os.close(fd)
