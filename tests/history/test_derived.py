"""What is derived from the answers is rebuilt after an update, with today's columns."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from quiz import clock
from quiz.history import database
from quiz.history.derived import confusions, counts, schedule
from quiz.history.derived.answers import Answers, OnProgress
from quiz.history.derived.schedule import Schedule
from quiz.history.derived.upkeep import DERIVED, define
from quiz.history.log import History
from quiz.history.migrations import LATEST, MIGRATIONS, STALE
from quiz.history.player_files import exported, take_in
from quiz.history.players import merge, players, remove

#: Version -> a history that it left behind, as SQL.
EARLIER = {int(file.stem.partition("-v")[2]): file for file in Path(__file__).parent.glob("history-v*.sql")}
#: What is saved and never made again.
KEPT = {"rounds", "attempts", "flags", "players", "exams", "asides", "habits"}
COUNTED = ("day_counts", "topic_counts", "certainty_counts", "fact_counts", "confusions")


def earlier(version: int, folder: Path) -> Path:
    """Make the history that an earlier version of the program left."""
    path = folder / "history.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(EARLIER[version].read_text(encoding="utf-8"))
    path.chmod(0o600)
    return path


@pytest.fixture(params=sorted(EARLIER))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return the history of each earlier version in turn."""
    return earlier(request.param, tmp_path)


@pytest.fixture(params=[True, False], ids=["to write", "to read"])
def write(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def opened(path: Path, *, write: bool = True, on_progress: Callable[[float], None] | None = None) -> History:
    history = History.open(path, write=write, on_progress=on_progress)
    assert history is not None
    return history.of(players(history)[0])


@pytest.fixture
def migrated(old: Path) -> Iterator[History]:
    with closing(opened(old)) as history:
        yield history


def tables(history: History) -> dict[str, list[tuple[Any, ...]]]:
    return {table: sorted(history.select(f"SELECT * FROM {table}")) for table in COUNTED}


def test_every_table_is_either_kept_or_derived(tmp_path: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript("CREATE TABLE attempts (kind, fact); CREATE TABLE rounds (player); CREATE TABLE players (id)")
        before = {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}
        define(db, DERIVED)
        derived = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")} - before
    history = History.open(tmp_path / "history.db", write=True)
    assert history is not None
    with closing(history):
        found = {name for (name,) in history.select("SELECT name FROM sqlite_schema WHERE type = 'table'")}

    assert not derived & KEPT
    assert found == KEPT | derived


def test_every_group_that_is_made_again_is_defined_and_was_made_once() -> None:
    assert set(DERIVED) == {name for names in STALE.values() for name in names}
    assert STALE.keys() <= MIGRATIONS.keys()


def test_after_a_change_of_version_all_is_as_a_recount_makes_it(migrated: History) -> None:
    found = tables(migrated)
    migrated.recount()

    assert found == tables(migrated)
    assert 3 == sum(row[3] for row in found["topic_counts"])  # first tries


def test_after_a_change_of_version_the_schedule_is_as_it_is_made_from_nothing(migrated: History) -> None:
    found = sorted(Schedule(migrated).known(["colors"]))
    with migrated.transaction() as db:
        for table in ("schedule", "schedule_stale", "schedule_by"):
            db.execute(f"DELETE FROM {table}")

    assert found == sorted(Schedule(migrated).known(["colors"]))
    assert {"colors/mixes/green", "colors/mixes/orange", "colors/mixes/purple"} == {one.fact for one in found}


def test_an_old_history_that_is_only_read_shows_the_same(old: Path) -> None:
    with closing(opened(old, write=False)) as read:
        found, known = tables(read), sorted(Schedule(read).known(["colors"]))
    with closing(opened(old)) as migrated:
        expected, kept = tables(migrated), sorted(Schedule(migrated).known(["colors"]))

    def of_anyone(rows: dict[str, list[tuple[Any, ...]]]) -> list[list[tuple[Any, ...]]]:
        """Return rows without the player, who may differ."""
        return [sorted(row[1:] for row in table) for table in rows.values()]

    assert of_anyone(expected) == of_anyone(found)
    assert kept == known


def test_an_answer_that_is_saved_after_a_change_of_version_is_counted(migrated: History) -> None:
    (latest, *_) = migrated.rounds()
    (answer, *_) = migrated.attempts(latest.id)
    migrated.save(latest, answer._replace(id="new", position=9, right=False, chosen=("gray",)))
    found = tables(migrated)
    migrated.recount()

    assert found == tables(migrated)
    assert 4 == sum(row[3] for row in found["topic_counts"])


class Noted:
    """A module of derived tables that records its calls."""

    TABLES = ("CREATE TABLE noted (id TEXT) STRICT",)

    def __init__(self) -> None:
        self.calls: list[tuple[str, ...]] = []

    def added(self, _db: sqlite3.Connection, attempt: str, /) -> None:
        self.calls.append(("added", attempt))

    def voided(self, _db: sqlite3.Connection, attempt: str, /) -> None:
        self.calls.append(("voided", attempt))

    def rebuild(self, db: sqlite3.Connection, answers: Answers, _on_progress: OnProgress | None, /) -> None:
        assert [] == db.execute("SELECT * FROM noted").fetchall()
        self.calls.append(("rebuild", str(sum(answers.by_day.values()))))


def test_what_is_added_to_the_list_is_kept_up_to_date_by_all_that_changes_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = Noted()
    monkeypatch.setitem(DERIVED, "noted", noted)
    monkeypatch.setattr(database, "LATEST", LATEST + 1)
    monkeypatch.setattr(database, "MIGRATIONS", {**MIGRATIONS, LATEST + 1: lambda _db: None})
    monkeypatch.setattr(database, "STALE", {**STALE, LATEST + 1: ("noted",)})
    with closing(opened(earlier(max(EARLIER), tmp_path))) as history:
        (latest, *_) = history.rounds()
        (answer, *_) = history.attempts(latest.id)
        history.save(latest, answer._replace(id="new", position=9))
        history.save(latest, answer._replace(id="new", position=9))
        history.void("new", 1)
        history.void("new", 1)
        history.recount()
        lines = exported(history, history.player) if history.player else []
        take_in(history, lines, clock.now_ms(), "Bob")
        me, bob = sorted(players(history), key=lambda one: one.name == "Bob")
        merge(history, bob, me)
        remove(history, me)

    count = noted.calls[0][1]
    assert int(count) > 0
    assert noted.calls == [
        ("rebuild", count),
        ("added", "new"),
        ("voided", "new"),
        *[("rebuild", count)] * 3,
        ("rebuild", "0"),
    ]


class Change(NamedTuple):
    """A change by which a developer adds a column to a derived table."""

    table: str
    column: str
    after: str  # the column before it
    fill: Callable[[pytest.MonkeyPatch], None]  # changes the code that fills the table
    wrong: str  # condition for rows that lack the column's value


def fill_fact_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    keep = counts._KEEP_FACT.replace("chance)", "chance, missed)").replace("?)", "?, ?5 - ?6)")
    monkeypatch.setattr(counts, "_KEEP_FACT", keep)


def fill_confusions(monkeypatch: pytest.MonkeyPatch) -> None:
    keep = confusions._KEEP.replace("is_guess)", "is_guess, left)").replace("?)", "?, 2 - ?6)")
    monkeypatch.setattr(confusions, "_KEEP", keep)


def fill_schedule(monkeypatch: pytest.MonkeyPatch) -> None:
    keep = schedule._KEEP.replace("surely_wrong)", "surely_wrong, missed)").replace("?)", "?, 1 - ?9)")
    monkeypatch.setattr(schedule, "_KEEP", f"{keep}, missed = excluded.missed")


CHANGES = {
    "counts": Change(
        "fact_counts", "missed", "chance   REAL    NOT NULL", fill_fact_counts, "missed <> tries - is_right"
    ),
    "confusions": Change(
        *("confusions", "left", "is_guess INTEGER NOT NULL DEFAULT 0", fill_confusions, "left <> 2 - apart")
    ),
    "schedule": Change(
        *("schedule", "missed", "surely_wrong INTEGER NOT NULL DEFAULT 0", fill_schedule, "missed <> 1 - is_right")
    ),
}


def test_every_group_is_changed_below() -> None:
    assert CHANGES.keys() == DERIVED.keys()


@pytest.mark.parametrize("group", CHANGES)
def test_a_column_is_added_to_what_is_derived_and_every_old_history_has_it(
    old: Path, group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = CHANGES[group]
    definition = "\f".join(DERIVED[group].TABLES)
    assert 1 == definition.count(change.after)
    wider = definition.replace(change.after, f"{change.after}, {change.column} INTEGER NOT NULL").split("\f")
    monkeypatch.setattr(DERIVED[group], "TABLES", wider)
    change.fill(monkeypatch)
    monkeypatch.setattr(database, "LATEST", LATEST + 1)
    monkeypatch.setattr(database, "MIGRATIONS", {**MIGRATIONS, LATEST + 1: lambda _db: None})
    monkeypatch.setattr(database, "STALE", {**STALE, LATEST + 1: (group,)})

    with closing(opened(old)) as history:
        Schedule(history).update()

        assert history.select(f"SELECT {change.column} FROM {change.table}")
        assert [] == history.select(f"SELECT * FROM {change.table} WHERE {change.wrong}")
        assert [(LATEST + 1,)] == history.select("PRAGMA user_version")


@pytest.mark.parametrize("version", sorted(EARLIER))
def test_how_much_is_done_is_reported_in_order(tmp_path: Path, version: int, write: bool) -> None:
    shares: list[float] = []
    opened(earlier(version, tmp_path), write=write, on_progress=shares.append).close()

    assert shares == sorted(shares)
    assert all(0 <= share < 1 for share in shares)
    assert bool(shares) == (version < max(STALE))


def test_nothing_is_reported_where_nothing_is_made_again(tmp_path: Path, write: bool) -> None:
    shares: list[float] = []
    path = earlier(max(EARLIER), tmp_path)
    opened(path).close()
    opened(path, write=write, on_progress=shares.append).close()

    assert [] == shares
