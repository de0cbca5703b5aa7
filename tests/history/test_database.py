"""The file of the history is made whole and private, migrated after a backup, and never damaged."""

import os
import re
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from quiz.history import database
from quiz.history.database import APPLICATION_ID, HistoryError, connect
from quiz.history.derived.upkeep import DERIVED
from quiz.history.log import History
from quiz.history.migrations import LATEST, MIGRATIONS, OLDEST

HERE = Path(__file__).parent
#: Version -> a history that it wrote, as SQL.
EARLIER = {int(file.stem.partition("-v")[2]): file for file in HERE.glob("history-v*.sql")}
#: What every version has, table by table.
KEPT = {
    "rounds": "id, started_at, ended_at, ending, mode, seed, planned, setup",
    "attempts": "id, round, position, kind, bank, bank_hash, item, fact, topic, form, slot, shown, chosen, hinted, "
    "is_right, took_ms, answered_at",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.db"


def opened(path: Path, *, write: bool = True) -> sqlite3.Connection:
    db = connect(path, write=write)
    assert db is not None
    return db


def fresh(path: Path) -> Path:
    """Make an empty history."""
    opened(path).close()
    return path


def version_1(path: Path) -> Path:
    """Make a history as the first version of the program left it."""
    return earlier(1, path)


def earlier(version: int, path: Path) -> Path:
    """Make a history as an earlier version of the program left it."""
    path.parent.mkdir(mode=0o700)
    with closing(sqlite3.connect(path)) as db:
        db.executescript(EARLIER[version].read_text(encoding="utf-8"))
    return path


def pragma(path: Path, name: str) -> object:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(f"PRAGMA {name}").fetchone()[0]


def rows(path: Path) -> list[list[tuple[object, ...]]]:
    """Return all rounds and attempts, with the columns that every version has."""
    with closing(sqlite3.connect(path)) as db:
        return kept(db)


def kept(db: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    return [db.execute(f"SELECT {columns} FROM {table} ORDER BY id").fetchall() for table, columns in KEPT.items()]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.parent.iterdir())


# A new history


@pytest.mark.parametrize("umask", [0o022, 0o000])
def test_a_new_history_is_private(path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        fresh(path)
    finally:
        os.umask(before)

    assert 0o600 == mode(path)
    assert 0o700 == mode(path.parent)


def test_a_new_history_says_what_it_is(path: Path) -> None:
    fresh(path)

    assert APPLICATION_ID == pragma(path, "application_id")
    assert LATEST == pragma(path, "user_version")
    assert "delete" == pragma(path, "journal_mode")


def test_a_new_history_leaves_nothing_else(path: Path) -> None:
    fresh(path)

    assert ["history.db"] == names(path)


@pytest.mark.parametrize("there", [False, True], ids=["first", "second"])
def test_where_there_are_no_hard_links_a_new_history_is_made_as_well(
    path: Path, monkeypatch: pytest.MonkeyPatch, *, there: bool
) -> None:
    def no_links(*_args: object) -> None:
        if there:  # another program was faster
            path.write_bytes(b"another's")
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    if there:
        with pytest.raises(HistoryError):
            fresh(path)
    else:
        fresh(path)

    assert ["history.db"] == names(path)
    assert there == (b"another's" == path.read_bytes())


def test_an_open_history_is_durable_and_checks_references(path: Path) -> None:
    with closing(opened(path)) as db:
        names = ("journal_mode", "synchronous", "fullfsync", "foreign_keys")
        found = [db.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    assert ["delete", 3, 1, 1] == found  # 3 is EXTRA


def test_a_history_in_wal_mode_is_brought_back_to_a_rollback_journal(path: Path) -> None:
    with closing(sqlite3.connect(fresh(path))) as db:
        db.execute("PRAGMA journal_mode = WAL")
    opened(path).close()

    assert "delete" == pragma(path, "journal_mode")


def test_reading_where_there_is_none_makes_none(path: Path) -> None:
    assert connect(path, write=False) is None
    assert not path.parent.exists()


def test_tables_are_strict(path: Path) -> None:
    with closing(sqlite3.connect(fresh(path))) as db:
        found = db.execute(
            "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%'"
        )
        tables = dict(found.fetchall())
        assert {"attempts", "rounds", "flags"} <= tables.keys()
        assert {1} == set(tables.values())


# Migration


def test_migrations_are_listed_in_one_line_of_versions() -> None:
    assert list(range(OLDEST + 1, LATEST + 1)) == list(MIGRATIONS)


def test_there_is_a_history_of_every_earlier_version() -> None:
    assert list(range(OLDEST, LATEST)) == sorted(EARLIER)


@pytest.mark.parametrize("version", sorted(EARLIER))
def test_a_history_of_an_earlier_version_is_migrated_and_keeps_every_row(path: Path, version: int) -> None:
    before = rows(earlier(version, path))
    assert version == pragma(path, "user_version")
    opened(path).close()

    assert LATEST == pragma(path, "user_version")
    assert before == rows(path)
    assert [2, 4] == [len(table) for table in before]


@pytest.mark.parametrize("version", sorted(EARLIER))
def test_a_migrated_history_has_the_shape_of_a_new_one(path: Path, tmp_path: Path, version: int) -> None:
    opened(earlier(version, path)).close()
    new = fresh(tmp_path / "new" / "history.db")

    def shape(file: Path) -> list[tuple[object, ...]]:
        """Return the schema of the file, without comments and white space."""
        with closing(sqlite3.connect(file)) as db:
            found = db.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall()
        return [(kind, name, re.sub(r"--.*|\s", "", sql or "")) for kind, name, sql in found]

    assert shape(new) == shape(path)


def test_a_migrated_history_can_be_read_and_written(path: Path) -> None:
    history = History.open(version_1(path), write=True)
    assert history is not None
    with closing(history):
        ended, running = sorted(history.rounds(), key=lambda row: row.started_at)

        assert (2, 1, "finished") == (ended.answered, ended.right, ended.ending)
        assert [running] == history.open_rounds()
        assert [0, 1, 2] == [attempt.position for attempt in history.attempts(ended.id)]
        assert 3 == len(history.first_tries())
        history.end(running.id, "left", 1)
        assert [] == history.open_rounds()


def test_a_history_of_version_1_is_backed_up_before(path: Path) -> None:
    before = rows(version_1(path))
    opened(path).close()
    backup = path.parent / "backups" / "history-v1.db"

    assert ["backups", "history.db"] == names(path)
    assert (1, APPLICATION_ID, "ok") == tuple(
        pragma(backup, name) for name in ("user_version", "application_id", "integrity_check")
    )
    assert before == rows(backup)
    assert 0o600 == mode(backup)


def test_an_unsound_backup_stops_the_migration(path: Path) -> None:
    data = bytearray(version_1(path).read_bytes())
    page = int.from_bytes(data[16:18], "big")
    data[page : 2 * page] = b"\xff" * page  # the root page of a table
    path.write_bytes(data)

    with pytest.raises(HistoryError):
        connect(path, write=True)

    assert bytes(data) == path.read_bytes()
    assert [] == list((path.parent / "backups").iterdir())


def test_a_migration_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(db: sqlite3.Connection) -> None:
        db.execute("DROP TABLE attempts")
        raise sqlite3.OperationalError("disk I/O error")

    before = rows(version_1(path))
    monkeypatch.setattr(database, "MIGRATIONS", {2: half})
    with pytest.raises(HistoryError, match="disk I/O error"):
        connect(path, write=True)

    assert before == rows(path)
    assert 1 == pragma(path, "user_version")


def test_an_old_history_that_cannot_be_migrated_in_memory_is_not_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_db: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    before = version_1(path).read_bytes()
    monkeypatch.setattr(database, "MIGRATIONS", {2: fails})
    with pytest.raises(HistoryError, match="database or disk is full"):
        connect(path, write=False)

    assert before == path.read_bytes()


def test_a_rebuild_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    before = rows(version_1(path))
    monkeypatch.setattr(DERIVED["confusions"], "rebuild", fails)
    with pytest.raises(HistoryError, match="disk I/O error"):
        connect(path, write=True)

    assert before == rows(path)
    assert 1 == pragma(path, "user_version")


#: Kills the program in the middle of a migration, with part of it written to the file.
KILLED = """
import os, signal, sys
from pathlib import Path
from quiz.history import database
from quiz.history.derived.upkeep import DERIVED

def killed(db, *_):
    db.execute("PRAGMA cache_spill = 1")
    db.execute("UPDATE attempts SET shown = shown || hex(zeroblob(200000))")
    os.kill(os.getpid(), signal.SIGKILL)

{where}
database.connect(Path(sys.argv[1]), write=True)
"""
WHERE_KILLED = {
    "first step": "database.MIGRATIONS = {2: killed}",
    "last step": "database.MIGRATIONS = {**database.MIGRATIONS, database.LATEST: killed}",
    **{f"rebuild of {name}": f"DERIVED[{name!r}].rebuild = killed" for name in DERIVED},
}


@pytest.mark.parametrize("where", WHERE_KILLED)
def test_a_migration_that_is_killed_is_undone_and_done_at_the_next_start(path: Path, where: str) -> None:
    before = rows(version_1(path))
    script = KILLED.format(where=WHERE_KILLED[where])
    done = subprocess.run([sys.executable, "-c", script, str(path)], check=False, timeout=60)
    assert -9 == done.returncode
    assert path.with_name("history.db-journal").exists()

    opened(path).close()

    assert LATEST == pragma(path, "user_version")
    assert before == rows(path)
    with closing(sqlite3.connect(path)) as db:
        assert (3,) == db.execute("SELECT sum(tries) FROM fact_counts").fetchone()


def test_reading_an_old_history_migrates_nothing(path: Path) -> None:
    before = version_1(path).read_bytes()
    with closing(opened(path, write=False)) as db:
        assert 4 == db.execute("SELECT count(*) FROM attempts").fetchone()[0]
        assert LATEST == db.execute("PRAGMA user_version").fetchone()[0]  # of the copy that is read

    assert before == path.read_bytes()
    assert ["history.db"] == names(path)


# A file that is not an intact history is left as it is


def newer(path: Path) -> None:
    with closing(sqlite3.connect(fresh(path))) as db:
        db.execute(f"PRAGMA user_version = {LATEST + 1}")


def versionless(path: Path) -> None:
    with closing(sqlite3.connect(fresh(path))) as db:
        db.execute("PRAGMA user_version = 0")


def foreign(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE rounds (id)")


def truncated(path: Path) -> None:
    data = fresh(path).read_bytes()
    path.write_bytes(data[: len(data) // 2])


def short(path: Path) -> None:
    path.write_bytes(fresh(path).read_bytes()[:50])


def empty(path: Path) -> None:
    path.parent.mkdir()
    path.touch()


def garbage(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"\x00\xffno database at all\n" * 500)


def overwritten(path: Path) -> None:
    data = bytearray(fresh(path).read_bytes())
    data[100:] = b"\xaa" * (len(data) - 100)
    path.write_bytes(data)


def without_tables(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as db:
        db.executescript(f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {LATEST};")


BROKEN: list[tuple[Callable[[Path], None], str]] = [
    (newer, "newer version"),
    (versionless, "no version"),
    (foreign, "not a history"),
    (truncated, "cut short"),
    (short, "not a history"),
    (empty, "is empty"),
    (garbage, "not a history"),
    (overwritten, "malformed"),
    (without_tables, "no such table"),
]


@pytest.mark.parametrize("write", [True, False], ids=["write", "read"])
@pytest.mark.parametrize(("breaks", "reason"), BROKEN, ids=[breaks.__name__ for breaks, _ in BROKEN])
def test_a_broken_history_is_refused_and_left(
    path: Path, breaks: Callable[[Path], None], reason: str, *, write: bool
) -> None:
    breaks(path)
    before = path.read_bytes()

    with pytest.raises(HistoryError, match=reason) as caught:
        connect(path, write=write)

    assert before == path.read_bytes()
    assert ["history.db"] == names(path)
    assert str(path) in caught.value.message
    assert "" != caught.value.help


@pytest.mark.parametrize("write", [True, False], ids=["write", "read"])
def test_a_folder_in_its_place_is_refused(path: Path, *, write: bool) -> None:
    path.mkdir(parents=True)

    with pytest.raises(HistoryError):
        connect(path, write=write)

    assert path.is_dir()


@pytest.mark.parametrize("write", [True, False], ids=["write", "read"])
def test_a_pipe_in_its_place_is_not_waited_for(path: Path, *, write: bool) -> None:
    path.parent.mkdir()
    os.mkfifo(path)

    with pytest.raises(HistoryError, match="it is not a file"):
        connect(path, write=write)


def test_a_dangling_link_in_its_place_is_not_replaced(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(tmp_path / "gone" / "history.db")

    with pytest.raises(HistoryError):
        connect(path, write=True)

    assert path.is_symlink()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")

    with pytest.raises(HistoryError, match="cannot be opened") as caught:
        connect(tmp_path / "data" / "history.db", write=True)

    assert "set QUIZ_DATA_DIR to a folder that you can write to" == caught.value.help


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from quiz.history.database import HistoryError, connect

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    connect(Path(sys.argv[1]), write=True)
except HistoryError as error:
    print(error.message)
"""


@pytest.mark.parametrize("space", [0, 4096, 16384])
def test_a_full_disk_at_the_first_start_leaves_no_stub(path: Path, space: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path), str(space)],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert "" == done.stderr
    assert done.stdout.startswith(f"the history `{path}` ")
    assert [] == names(path)


def test_a_history_in_a_read_only_folder_can_be_read(path: Path) -> None:
    opened(version_1(path)).close()
    before = names(path)
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        history = History.open(path, write=False)
        assert history is not None
        with closing(history):
            assert 2 == len(history.rounds())
            assert before == names(path)
    finally:
        path.parent.chmod(0o700)


@pytest.mark.parametrize("part", ["file", "folder"])
def test_a_history_that_can_only_be_read_is_told_when_it_is_opened_to_write(
    path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    """SQLite itself would then open it for reading, and say nothing before the first answer."""
    opened(version_1(path)).close()
    shut = path if part == "file" else path.parent
    monkeypatch.setattr(os, "access", lambda at, mode: not (mode == os.W_OK and at == shut))  # root can write anything
    before = path.read_bytes()

    with pytest.raises(HistoryError, match="can be read, but not written") as caught:
        History.open(path, write=True)
    assert "QUIZ_DATA_DIR" in caught.value.help
    history = History.open(path, write=False)
    assert history is not None
    with closing(history):
        assert 2 == len(history.rounds())
    assert before == path.read_bytes()


KILLED_WRITER = """
import os, signal, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA cache_size = 1")
db.execute("BEGIN IMMEDIATE")
db.execute("UPDATE attempts SET shown = shown || hex(zeroblob(200000))")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("write", [True, False], ids=["write", "read"])
def test_after_a_writer_was_killed_the_history_is_as_before_its_transaction(path: Path, *, write: bool) -> None:
    opened(version_1(path)).close()
    before = rows(path)
    done = subprocess.run([sys.executable, "-c", KILLED_WRITER, str(path)], check=False, timeout=60)
    assert -9 == done.returncode
    assert path.with_name("history.db-journal").exists()

    with closing(opened(path, write=write)) as db:
        assert before == kept(db)


# Many at once


WORKER = """
import sys
from pathlib import Path
from quiz.game.shown import Shown
from quiz.history import database
from quiz.history.log import History
from quiz.history.records import Attempt, RoundRow

database._BUSY_SECONDS = 100  # a busy machine takes long to write for so many
me = sys.argv[2]
row = RoundRow(f"r{me}", 1, "learn", "7", 3, "{}")
shown = Shown("", "", ())
attempt = Attempt("", row.id, 0, "first", "b", "h", "i", "f", "t", "pick", 0, shown, ("x",), False, True, 5, 6)
print("ready", flush=True)
sys.stdin.readline()
history = History.open(Path(sys.argv[1]), write=True)
for i in range(3):
    history.save(row, attempt._replace(id=f"{me}-{i}", position=i))
    history.save(row, attempt._replace(id=f"{me}-{i}", position=i))
history.close()
"""


def at_once(path: Path, count: int) -> None:
    """Let `count` processes open the history at the same moment and save three answers each."""
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, str(path), str(i)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for i in range(count)
    ]
    for worker in workers:
        assert worker.stdout is not None
        assert "ready\n" == worker.stdout.readline()
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    for worker in workers:
        assert ("", "") == worker.communicate(timeout=120)


@pytest.mark.parametrize("count", [8, 32])
def test_first_opens_and_writers_at_once_lose_nothing_and_keep_nothing_twice(path: Path, count: int) -> None:
    at_once(path, count)

    with closing(sqlite3.connect(path)) as db:
        found = sorted(row[0] for row in db.execute("SELECT id FROM attempts"))
    assert sorted(f"{worker}-{i}" for worker in range(count) for i in range(3)) == found
    assert ["history.db"] == names(path)


def test_migrations_at_once_keep_every_row(path: Path) -> None:
    before = rows(version_1(path))
    at_once(path, 16)

    assert LATEST == pragma(path, "user_version")
    assert 4 + 16 * 3 == len(rows(path)[1])
    assert before[1] == [row for row in rows(path)[1] if row in before[1]]
    assert before == rows(path.parent / "backups" / "history-v1.db")
