"""Opening the history's file safely: it is made whole, checked before it is touched, and migrated with a backup."""

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from quiz import clock
from quiz.history.migrations import LATEST, MIGRATIONS, OLDEST, STALE
from quiz.library.files import OPEN_FLAGS, fsync_folder, is_there, make_private, make_private_folder, reason_of

APPLICATION_ID = 0x5155495A  # "QUIZ"
#: The errors of a database that cannot be used; if it is damaged, the message itself may not be a text.
DATABASE_ERRORS = (sqlite3.Error, UnicodeDecodeError)
_BUSY_SECONDS = 10.0
_TURN = 10  # milliseconds, in which SQLite asks a few times
_MAGIC = b"SQLite format 3\x00"


class HistoryError(Exception):
    """The history cannot be used. `help` says what to do."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = help


class NewerVersion(HistoryError):
    """The history was made by a later version of the program."""


class OutOfReach(HistoryError):
    """The history, or its folder, cannot be looked at. Nothing is known about the file itself."""


def connect(
    path: Path, *, write: bool, on_progress: Callable[[float], None] | None = None
) -> sqlite3.Connection | None:
    """Open the history and bring it to the latest version; None if there is none and none should be made.

    If it will only be read, that is done in a temporary copy. If it is of an earlier version and tables are rebuilt,
    `on_progress` is given the share that is done, from 0 to 1. Raises `HistoryError` if it is not an intact history of
    a known version; the file is left as it is then.
    """
    try:
        if not is_there(path):
            _refuse_if_lost(path)
            if not write:
                return None
            _make(path)
        version = checked_version(path)
        if write and version < LATEST:
            _migrate(path, on_progress)
        db = _open(path, write=write)
        return _stepped_up(db, on_progress) if version < LATEST and not write else db
    except DATABASE_ERRORS as error:
        raise _refused(path, reason(error), way_out(error)) from error
    except OSError as error:
        raise out_of_reach(path, error) from error


def exists(path: Path) -> bool:
    """Return whether there is a history. Raises `OutOfReach` if that cannot be known."""
    try:
        return is_there(path)
    except OSError as error:
        raise out_of_reach(path, error) from error


def out_of_reach(path: Path, error: OSError) -> OutOfReach:
    """Return the error to raise if the system does not let the program look at a history."""
    return OutOfReach(f"the history `{path}` cannot be opened: {reason_of(error)}", _ELSEWHERE)


def begin_writing(db: sqlite3.Connection) -> None:
    """Begin to write, waiting up to ten seconds while others do. Raises `sqlite3.OperationalError` after that.

    SQLite waits longer after every refusal, up to a tenth of a second, so among many writers the first would be served
    last. Here all ask equally often.
    """
    until = clock.ticked_s() + _BUSY_SECONDS
    db.execute(f"PRAGMA busy_timeout = {_TURN}")
    try:
        while True:
            try:
                db.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or clock.ticked_s() >= until:
                    raise
            else:
                return
    finally:
        db.execute(f"PRAGMA busy_timeout = {int(_BUSY_SECONDS * 1000)}")


def reason(error: Exception) -> str:
    """Return why a database cannot be used."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_BUSY:
        return "another program keeps it locked"
    if code == sqlite3.SQLITE_FULL:
        return "the disk is full"
    return "it is damaged" if isinstance(error, UnicodeDecodeError) else str(error)


def way_out(error: Exception) -> str:
    """Return what to do if a database cannot be used; nothing if the error does not say."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return "make room on the disk, or set QUIZ_DATA_DIR to a folder on another one"
    # It is not damaged: a backup that was restored now would lose answers.
    return "close that program, or wait until it is done, and try again" if code == sqlite3.SQLITE_BUSY else ""


_ELSEWHERE = "set QUIZ_DATA_DIR to a folder that you can write to"


def _refused(path: Path, reason: str, help: str = "") -> HistoryError:
    help_ = help or "it was left as it is; `quiz doctor` says what can be done, and can restore a backup"
    return HistoryError(f"the history `{path}` cannot be used: {reason}", help_)


def _refuse_if_lost(path: Path) -> None:
    """Refuse to take a history that used to exist for an empty one."""
    folder = path.parent / "backups"
    if any(folder.glob(f"{path.stem}-*.db")):
        help_ = f"`quiz doctor --restore` restores a backup; to start again with an empty history, move `{folder}` away"
        raise HistoryError(f"the history `{path}` is missing, but there are backups of it", help_)


def _open(path: Path, *, write: bool) -> sqlite3.Connection:
    # If a program was killed while writing, the next one that opens the file undoes the change, if it may write.
    if write and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        # SQLite would silently open it to read, and only the first answer would fail.
        raise HistoryError(f"the history `{path}` can be read, but not written", _ELSEWHERE)
    unfinished = path.with_name(path.name + "-journal").exists() and os.access(path.parent, os.W_OK)
    mode = "rw" if write or unfinished else "ro"
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_BUSY_SECONDS, isolation_level=None
    )
    try:
        if write:
            db.execute("PRAGMA journal_mode = DELETE")
            _be_durable(db)
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("SELECT 1 FROM rounds LIMIT 1")
    except DATABASE_ERRORS:
        db.close()
        raise
    return db


def _be_durable(db: sqlite3.Connection) -> None:
    """Make a commit return only when it is on the disk: with a rollback journal, no answer is then lost in a power cut.

    On macOS that needs `fullfsync`, because synced data may wait in the disk's own memory (SQLite's documentation of
    the pragma); elsewhere it makes no difference.
    """
    db.execute("PRAGMA synchronous = EXTRA")
    db.execute("PRAGMA fullfsync = ON")


def checked_version(path: Path) -> int:
    """Return the version in the file's header, without opening the file as a database.

    Raises `HistoryError` if it is not a history, is cut short, or is of an unknown version; and OSError.
    """
    header, size = _header(path)
    if size == 0:
        raise _refused(path, "the file is empty")
    if len(header) < 100 or header[:16] != _MAGIC or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise _refused(path, "it is not a history of this program")
    if _is_short(header, size) and not path.with_name(path.name + "-journal").exists():
        header, size = _header(path)  # a writer may have ended between the two looks
        if _is_short(header, size):
            raise _refused(path, "the file is cut short")
    version = int.from_bytes(header[60:64], "big")
    if version > LATEST:
        message = f"the history `{path}` was made by a newer version ({version}; this program knows {LATEST})"
        raise NewerVersion(message, "update the program; the file was left as it is")
    if version < OLDEST:
        raise _refused(path, "it has no version")
    return version


def _header(path: Path) -> tuple[bytes, int]:
    fd = os.open(path, OPEN_FLAGS)  # a pipe is not waited for
    try:
        found = os.fstat(fd)
        if not stat.S_ISREG(found.st_mode):
            raise _refused(path, "it is not a file")
        return os.read(fd, 100), found.st_size
    finally:
        os.close(fd)


def _is_short(header: bytes, size: int) -> bool:
    """Return whether a file is smaller than its header says (the database file format, section 1.3)."""
    page = int.from_bytes(header[16:18], "big")
    return size < int.from_bytes(header[28:32], "big") * (65536 if page == 1 else page)


def _make(path: Path) -> None:
    """Make a new history next to its place and move it there whole; if another program was first, its history stays."""
    make_private_folder(path.parent)
    from tempfile import mkstemp  # only if a file is made

    handle, name = mkstemp(dir=path.parent, prefix=".history-", suffix=".new")
    os.close(handle)
    temporary = Path(name)
    try:
        schema = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
        with closing(sqlite3.connect(temporary, isolation_level=None)) as db:
            _be_durable(db)
            db.executescript(
                f"BEGIN; {schema} PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {OLDEST}; COMMIT;"
            )
            _step_up(db)
        make_private(temporary)
        try:
            os.link(temporary, path)
        except FileExistsError:
            pass
        except (OSError, AttributeError):  # no hard links here; a rename on such systems does not replace
            if not path.exists():
                temporary.rename(path)
        fsync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def _step_up(
    db: sqlite3.Connection, path: Path | None = None, on_progress: Callable[[float], None] | None = None
) -> None:
    """Bring an open history to the latest version: all steps, and what is derived, in one transaction.

    The file at `path` is backed up first, under the same lock, so if several programs come at once, one of them makes
    the backup and the steps.
    """
    begin_writing(db)
    try:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version < LATEST:
            from quiz.history.derived import upkeep  # most starts migrate nothing

            if path is not None:
                from quiz.history.backups import back_up

                back_up(path, f"v{version}")
            steps = range(version + 1, LATEST + 1)
            for target in steps:
                MIGRATIONS[target](db)
            stale = {name for target in steps for name in STALE.get(target, ())}
            upkeep.define(db, stale)
            upkeep.rebuild(db, stale, on_progress)
            db.execute(f"PRAGMA user_version = {LATEST}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # if the disk failed, SQLite has already rolled back
            db.execute("ROLLBACK")
        raise


def _stepped_up(db: sqlite3.Connection, on_progress: Callable[[float], None] | None) -> sqlite3.Connection:
    """Return a temporary copy, at the latest version, of an older history that will only be read.

    The file itself is left as it is until something has to be written.
    """
    copy = sqlite3.connect("", isolation_level=None)  # SQLite keeps it in memory, or on the disk if it is large
    try:
        with closing(db):
            db.backup(copy)
        _step_up(copy, on_progress=on_progress)
    except DATABASE_ERRORS:
        copy.close()
        raise
    return copy


def _migrate(path: Path, on_progress: Callable[[float], None] | None) -> None:
    with closing(sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)) as db:
        _be_durable(db)
        _step_up(db, path, on_progress)
