"""Steps from one version of the history to the next. `MIGRATIONS` is the list of them all."""

import sqlite3
from collections.abc import Callable, Mapping

__all__ = ["FIRST", "LATEST", "MIGRATIONS"]

FIRST = 1  # what schema.sql makes


def m002_facts_in_time(db: sqlite3.Connection) -> None:
    """Find the attempts on a fact, in order, without reading all of them."""
    db.execute("CREATE INDEX attempts_by_fact ON attempts (fact, answered_at)")


def m003_certainty_undo_flags(db: sqlite3.Connection) -> None:
    """Keep how sure an answer was, that it was taken back, and questions that were flagged."""
    db.execute("ALTER TABLE attempts ADD COLUMN certainty TEXT CHECK (certainty IN ('sure', 'think', 'guess'))")
    db.execute("ALTER TABLE attempts ADD COLUMN voided_at INTEGER")  # NULL: it counts
    db.execute(
        """CREATE TABLE flags (
            id         TEXT    PRIMARY KEY,                      -- UUID
            attempt    TEXT    NOT NULL REFERENCES attempts (id),
            note       TEXT    NOT NULL,                         -- the player's words, or nothing
            flagged_at INTEGER NOT NULL,
            shown      TEXT    NOT NULL                          -- JSON: all that was on the screen
        ) STRICT"""
    )


def m004_players(db: sqlite3.Connection) -> None:
    """Let rounds know their player. What was there belongs to the first one."""
    from quiz.store.players import UNNAMED, add_player, new_id

    db.execute(
        """
        CREATE TABLE players (
            id      TEXT PRIMARY KEY,      -- UUID made by the program where the player first played
            name    TEXT NOT NULL,
            folded  TEXT NOT NULL UNIQUE   -- the name without regard to case
        ) STRICT
        """
    )
    db.execute("ALTER TABLE rounds ADD COLUMN player TEXT REFERENCES players (id)")
    db.execute("CREATE INDEX rounds_of_player ON rounds (player, started_at)")
    if db.execute("SELECT 1 FROM rounds LIMIT 1").fetchone():
        first = add_player(db, new_id(), UNNAMED)
        db.execute("UPDATE rounds SET player = ?", (first.id,))


def m005_counts(db: sqlite3.Connection) -> None:
    """Keep counts for statistics beside the answers, and count what is there."""
    from quiz.store.counts import TABLES
    from quiz.store.recounting import count_anew

    for table in TABLES.split(";\n"):
        db.execute(table)
    count_anew(db)


def m006_schedule(db: sqlite3.Connection) -> None:
    """Keep what is folded from the attempts for reviewing, and note what has to be folded again."""
    from quiz.store.schedule_tables import TABLES

    for statement in TABLES:
        db.execute(statement)


def m007_surely_wrong(db: sqlite3.Connection) -> None:
    """Keep in the schedule which facts were wrong though the player was sure."""
    db.execute("ALTER TABLE schedule ADD COLUMN surely_wrong INTEGER NOT NULL DEFAULT 0")
    db.execute(
        "INSERT INTO schedule_stale SELECT DISTINCT r.player, a.fact, 0 "
        "FROM attempts a JOIN rounds r ON r.id = a.round "
        "WHERE a.certainty = 'sure' AND a.is_right = 0 AND a.kind = 'first' AND r.player IS NOT NULL "
        "ON CONFLICT DO UPDATE SET since = 0"
    )


def m008_confusions(db: sqlite3.Connection) -> None:
    """Keep what players mix up beside the answers, and find what there is."""
    from quiz.store.confusions import TABLES, recount

    for statement in TABLES:
        db.execute(statement)
    recount(db)


def m009_exams(db: sqlite3.Connection) -> None:
    """Keep the exam that a player prepares for."""
    from quiz.store.exam_tables import TABLE

    db.execute(TABLE)


def m010_response_and_offset(db: sqlite3.Connection) -> None:
    """Keep what was typed as an answer, and the local time of its moment."""
    db.execute("ALTER TABLE attempts ADD COLUMN response TEXT")  # NULL: nothing was typed
    db.execute("ALTER TABLE attempts ADD COLUMN utc_offset_s INTEGER")  # NULL: not known


#: Version that a step leads to -> the step.
MIGRATIONS: Mapping[int, Callable[[sqlite3.Connection], None]] = {
    2: m002_facts_in_time,
    3: m003_certainty_undo_flags,
    4: m004_players,
    5: m005_counts,
    6: m006_schedule,
    7: m007_surely_wrong,
    8: m008_confusions,
    9: m009_exams,
    10: m010_response_and_offset,
}

LATEST = max(MIGRATIONS, default=FIRST)
