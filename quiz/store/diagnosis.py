"""What is wrong with a history, found out on a copy; and bringing back a backup."""

import json
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, mkstemp

from quiz.record import Record
from quiz.store.backups import backups
from quiz.store.database import DATABASE_ERRORS, HistoryError, NewerVersion, checked_version, reason
from quiz.store.platform import fsync_folder, make_private

__all__ = ["Diagnosis", "Restored", "diagnose", "newest_sound", "restore"]

_ATTEMPTS = 3  # looks at a file that another program may be writing to


class Diagnosis(Record):
    """What a look at a history found. `problem` is empty where it is sound, or where there is none."""

    path: Path
    exists: bool
    problem: str = ""
    help: str = ""
    newer: bool = False  # of a version that this program does not know yet
    rounds: int = 0
    answers: int = 0

    @property
    def sound(self) -> bool:
        """Tell whether there is a history and nothing is wrong with it."""
        return self.exists and not self.problem


class Restored(Record):
    """The backup that is the history now, and where what was there is kept, if anything was."""

    backup: Diagnosis
    aside: Path | None


def diagnose(path: Path) -> Diagnosis:
    """Look at a history without changing it: its header, then every page, row and record of a copy."""
    if not os.path.lexists(path):
        return Diagnosis(path, exists=False)
    found = Diagnosis(path, exists=True)
    for _ in range(_ATTEMPTS):
        found = _look(path)
        if found.sound:
            break
    return found


def _look(path: Path) -> Diagnosis:
    sick = Diagnosis(path, exists=True)
    try:
        checked_version(path)
        with TemporaryDirectory(prefix="quiz-doctor-") as folder:
            # What a killed program left half written is undone in the copy, not in the file.
            copy = Path(folder, path.name)
            for suffix in ("", "-journal"):
                with suppress(FileNotFoundError):
                    shutil.copyfile(f"{path}{suffix}", f"{copy}{suffix}")
            with closing(sqlite3.connect(copy)) as db:
                return _examined(db, sick)
    except HistoryError as error:
        return sick._replace(problem=error.message, help=error.help, newer=isinstance(error, NewerVersion))
    except DATABASE_ERRORS as error:
        return sick._replace(problem=f"the history `{path}` cannot be used: {reason(error)}")
    except OSError as error:
        why = error.strerror or str(error)
        return sick._replace(problem=f"the history `{path}` cannot be read: {why}", help="mend that, then try again")


def _examined(db: sqlite3.Connection, found: Diagnosis) -> Diagnosis:
    verdict = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if verdict != "ok":
        return found._replace(problem=f"the history `{found.path}` is damaged: {' '.join(str(verdict).split())}")
    if db.execute("PRAGMA foreign_key_check").fetchone():
        return found._replace(problem=f"the history `{found.path}` is damaged: answers lack their round")
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}  # earlier versions have fewer
    rounds = answers = 0
    for (setup,) in db.execute("SELECT setup FROM rounds"):
        rounds += 1
        if not _is_json(setup, dict):
            return found._replace(problem=f"the history `{found.path}` is damaged: a round cannot be read")
    for shown, chosen in db.execute("SELECT shown, chosen FROM attempts"):
        answers += 1
        if not (_is_json(shown, dict) and _is_json(chosen, list)):
            return found._replace(problem=f"the history `{found.path}` is damaged: an answer cannot be read")
    if "flags" in tables and any(not _is_json(shown, dict) for (shown,) in db.execute("SELECT shown FROM flags")):
        return found._replace(problem=f"the history `{found.path}` is damaged: a flag cannot be read")
    return found._replace(rounds=rounds, answers=answers)


def _is_json(text: object, kind: type) -> bool:
    try:
        return isinstance(json.loads(text), kind) if isinstance(text, str) else False
    except (ValueError, RecursionError):
        return False


def newest_sound(history: Path) -> Diagnosis | None:
    """Return what is in the newest backup that is sound, or None."""
    looked = (diagnose(path) for path in backups(history))
    return next((found for found in looked if found.sound), None)


def restore(history: Path) -> Restored | None:
    """Put the newest sound backup in the history's place; what was there is kept aside.

    Returns None where no backup is sound: nothing is changed then. At any moment of it
    there is a file in the history's place. Raises OSError.
    """
    backup = newest_sound(history)
    if backup is None:
        return None
    handle, name = mkstemp(dir=history.parent, prefix=".history-", suffix=".restored")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(backup.path.read_bytes())
            file.flush()
            os.fsync(file.fileno())
        make_private(temporary)
        aside = _kept_aside(history) if os.path.lexists(history) else None
        temporary.replace(history)
        fsync_folder(history.parent)
    finally:
        temporary.unlink(missing_ok=True)
    return Restored(backup, aside)


def _kept_aside(history: Path) -> Path:
    """Give the file, and the journal that belongs to it, another name too."""
    number = 1
    while True:
        aside = history.with_name(f"{history.stem}.sick-{number}{history.suffix}")
        try:
            os.link(history, aside)
            break
        except FileExistsError:
            number += 1
        except OSError:  # no hard links here
            if not aside.exists():
                shutil.copyfile(history, aside)
                break
            number += 1
    journal = Path(f"{history}-journal")
    if journal.exists():  # left there it would be played into the backup
        journal.replace(f"{aside}-journal")
    return aside
