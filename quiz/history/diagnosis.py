"""Finding out what is wrong with a history, on a copy; and restoring a backup."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, mkstemp
from typing import NamedTuple

from quiz.game.modes import MODES
from quiz.history.backups import backups
from quiz.history.database import (
    DATABASE_ERRORS,
    HistoryError,
    NewerVersion,
    OutOfReach,
    checked_version,
    connect,
    exists,
    out_of_reach,
    reason,
)
from quiz.history.derived.schedule import Schedule
from quiz.history.digests import Changed, changed_answers
from quiz.history.fact_counts import fact_counts
from quiz.history.log import History
from quiz.history.mix_ups import mix_ups, mixed_up
from quiz.history.player_files import lines_of
from quiz.history.players import exam_of, planned_on, played, players, tells_certainty
from quiz.history.records import InvalidRecord, chosen_of, loaded, shown_of
from quiz.history.statistics import scores, statistics
from quiz.library.files import fsync_folder, make_private, reason_of, sync

_COMPANIONS = ("-journal", "-wal", "-shm")  # what SQLite leaves of a change that was cut off; it rebuilds the last one
_ATTEMPTS = 3  # looks at a file that another program may be writing to
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # why a copy cannot be written


class Diagnosis(NamedTuple):
    """What is wrong with a history. `problem` is empty if all of it can be read, or if there is no history."""

    path: Path
    exists: bool
    problem: str = ""
    help: str = ""
    newer: bool = False  # of a version that this program does not know yet
    rounds: int = 0
    answers: int = 0  # with those that were taken back
    voided: int = 0  # answers that were taken back
    misjudged: int = 0  # answers whose mark contradicts what was chosen
    changed: Changed = Changed()  # answers that are not as they were saved; the history can still be read

    @property
    def is_intact(self) -> bool:
        """Whether there is a history and all of it can be read."""
        return self.exists and not self.problem


class Restored(NamedTuple):
    """What was restored: the backup that is the history now, and where the former file was moved, if there was one."""

    backup: Diagnosis
    aside: Path | None


def diagnose(path: Path) -> Diagnosis:
    """Look at a history without changing it: its header, then every page, row and record of a copy.

    Raises `HistoryError` if it cannot be looked at, or there is no room for a copy: then nothing can be said about the
    history.
    """
    if not exists(path):
        return Diagnosis(path, exists=False)
    found = Diagnosis(path, exists=True)
    for _ in range(_ATTEMPTS):
        found = _look(path)
        if found.is_intact:
            break
    return found


def _look(path: Path) -> Diagnosis:
    damaged = Diagnosis(path, exists=True)
    try:
        checked_version(path)
        with TemporaryDirectory(prefix="quiz-doctor-") as folder:
            # If a program was killed while writing, the change is undone in the copy, not in the file.
            copy = Path(folder, path.name)
            for suffix in ("", *_COMPANIONS[:2]):
                with suppress(FileNotFoundError):
                    shutil.copyfile(f"{path}{suffix}", f"{copy}{suffix}")
            with closing(sqlite3.connect(copy)) as db:
                with suppress(*DATABASE_ERRORS):  # as many as can be found, however damaged the file is
                    damaged = damaged._replace(changed=changed_answers(db))
                found = _examined(db, damaged)
            return _used(copy, found) if found.is_intact else found
    except HistoryError as error:
        return damaged._replace(problem=error.message, help=error.help, newer=isinstance(error, NewerVersion))
    except DATABASE_ERRORS as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:  # where the copy is
            raise _no_room(path, reason(error)) from error
        return damaged._replace(problem=f"the history `{path}` cannot be used: {reason(error)}")
    except OSError as error:
        why = reason_of(error)
        if isinstance(error, PermissionError):
            raise out_of_reach(path, error) from error
        # There is no usable folder for temporary files; but if the error names the history, it is a link to a missing
        # drive.
        has_no_folder = error.errno == errno.ENOENT and str(error.filename) != str(path)
        if error.errno in _NO_ROOM or has_no_folder:
            raise _no_room(path, why) from error
        return damaged._replace(problem=f"the history `{path}` cannot be read: {why}", help="fix that, then try again")


def _no_room(path: Path, why: str) -> HistoryError:
    return HistoryError(
        f"there is no room for a copy of `{path}`, which is what is checked: {why}",
        "make room, or set TMPDIR to a folder that has some, then try again",
    )


def _examined(db: sqlite3.Connection, found: Diagnosis) -> Diagnosis:
    verdict = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if verdict != "ok":
        return found._replace(problem=f"the history `{found.path}` is damaged: {' '.join(str(verdict).split())}")
    if db.execute("PRAGMA foreign_key_check").fetchone():
        return found._replace(problem=f"the history `{found.path}` is damaged: some answers have no round")
    rounds = _unread(db, "SELECT setup FROM rounds", _check_round)
    judged = _Judged()
    columns = {name for _, name, *_ in db.execute("PRAGMA table_info(attempts)")}
    # What was typed is not among the options, so they do not say whether it was right.
    typed = "response IS NOT NULL" if "response" in columns else "FALSE"
    answers = _unread(db, f"SELECT shown, chosen, is_right, {typed} FROM attempts", judged.check)
    # The earliest versions could not take answers back.
    voids = "SELECT count(*) FROM attempts WHERE voided_at IS NOT NULL" if "voided_at" in columns else "SELECT 0"
    (voided,) = db.execute(voids).fetchone()
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}  # earlier versions have fewer
    flags = _unread(db, "SELECT shown FROM flags", shown_of) if "flags" in tables else (0, 0)
    for what, (_, unread) in (("a round", rounds), ("an answer", answers), ("a flag", flags)):
        if unread:
            return found._replace(problem=f"the history `{found.path}` is damaged: {what} cannot be read")
    return found._replace(rounds=rounds[0], answers=answers[0], voided=voided, misjudged=judged.otherwise)


def _used(copy: Path, found: Diagnosis) -> Diagnosis:
    """Read a copy as the commands read the history: if one of them fails, it is not intact."""
    try:
        db = connect(copy, write=False)
        assert db is not None
        with closing(db):
            _read_all(History(found.path, db, writable=False))
    except HistoryError as error:
        return found._replace(problem=error.message.replace(str(copy), str(found.path)), help=error.help)
    return found


def _read_all(history: History) -> None:
    """Run the queries of all commands, for every player, to find what would make a command fail.

    Raises `HistoryError` if one fails.
    """
    history.rounds()
    history.flags()
    history.attempts_of_all_banks()
    played(history)
    for player in players(history):
        _read_of_player(history.of(player))


def _read_of_player(history: History) -> None:
    """Run what opening a round, `stats`, `history`, `review` and `players export` run for a player."""
    history.open_rounds()
    tells_certainty(history)
    statistics(history, 0)
    mix_ups(history)
    facts = list(fact_counts(history))
    banks = sorted({fact.partition("/")[0] for fact in facts})
    schedule = Schedule(history)
    schedule.known(banks)
    schedule.memories(banks)
    schedule.last_items(facts)
    mixed_up(history, facts)
    if history.player is not None:
        for _ in lines_of(history, history.player):
            pass  # each is written as an export writes it, and dropped
    exam_of(history)
    for (day,) in history.select("SELECT planned_on FROM exams WHERE player = ?", history.player and history.player.id):
        planned_on(history, day)
    for latest in history.rounds()[:1]:
        for mode in MODES:
            scores(history, mode, latest, lambda _: True)


def _unread(db: sqlite3.Connection, sql: str, check: Callable[..., object]) -> tuple[int, int]:
    """Return how many rows a query finds, and how many of them cannot be read."""
    rows = unread = 0
    for row in db.execute(sql):
        rows += 1
        try:
            check(*row)
        except InvalidRecord:
            unread += 1
    return rows, unread


def _check_round(setup: str) -> None:
    if not isinstance(loaded(setup), dict):
        raise InvalidRecord("no setup")


class _Judged:
    """Counts the answers whose mark contradicts what was chosen."""

    def __init__(self) -> None:
        self.otherwise = 0

    def check(self, shown: str, chosen: str, is_right: int, is_typed: int) -> None:
        """Look at an answer. Raises `InvalidRecord` if it cannot be shown again."""
        screen = shown_of(shown)
        picked = chosen_of(chosen, screen)
        if not is_typed:
            self.otherwise += screen.is_right(picked) != bool(is_right)


def newest_intact(history: Path) -> Diagnosis | None:
    """Return the diagnosis of the newest backup that is intact, or None. Raises `HistoryError` as `diagnose` does."""
    for path in backups(history):
        try:
            found = diagnose(path)
        except OutOfReach:  # somebody else's: an older one may do
            continue
        if found.is_intact:
            return found
    return None


def restore(history: Path) -> Restored | None:
    """Put the newest intact backup in the history's place; what was there is kept under another name.

    Returns None if no backup is intact: nothing is changed then. There is a file in the history's place at every
    moment. Raises OSError, and `HistoryError` if there is no room for a look.
    """
    backup = newest_intact(history)
    if backup is None:
        return None
    handle, name = mkstemp(dir=history.parent, prefix=".history-", suffix=".restored")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(backup.path.read_bytes())
            file.flush()
            sync(file.fileno())
        make_private(temporary)
        aside = _kept_aside(history) if os.path.lexists(history) else None
        temporary.replace(history)
        fsync_folder(history.parent)
    finally:
        temporary.unlink(missing_ok=True)
    return Restored(backup, aside)


def _kept_aside(history: Path) -> Path:
    """Give the file, and the journal that belongs to it, another name."""
    number = 1
    while os.path.lexists(aside := history.with_name(f"{history.stem}.damaged-{number}{history.suffix}")):
        number += 1
    if not history.is_file():  # a folder or a pipe cannot have two names, and no answer is in it
        history.rename(aside)
    else:
        try:
            os.link(history, aside)
        except OSError:  # no hard links here
            shutil.copyfile(history, aside)
    for suffix in _COMPANIONS:  # left there, they would be applied to the backup
        with suppress(FileNotFoundError):
            Path(f"{history}{suffix}").replace(f"{aside}{suffix}")
    return aside
