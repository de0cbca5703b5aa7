"""Steps from one version of the history to the next. `MIGRATIONS` is the list of them all.

A step is frozen: it is SQL of its own that is never edited after a release, and it imports nothing from the program,
which keeps changing. It reads and changes only tables that are not derived: `rounds`, `attempts`, `flags`, `players`,
`exams`, `asides` and `habits`.

The derived tables may be missing, or have an older structure, while the steps run. No step makes or fills them: `STALE`
names those that have another structure in a version, and `quiz.history.derived.upkeep` makes them once, after the last
step, as the program defines them then.
"""

import sqlite3
from collections.abc import Callable, Mapping

OLDEST = 1  # what schema.sql makes


def m002_facts_in_time(db: sqlite3.Connection) -> None:
    """Find the attempts on a fact, in order, without reading all of them."""
    db.execute("CREATE INDEX attempts_by_fact ON attempts (fact, answered_at)")


def m003_certainty_undo_flags(db: sqlite3.Connection) -> None:
    """Keep how sure the player was of an answer, that it was taken back, and questions that were flagged."""
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
    """Add players to rounds. Earlier rounds belong to the first player."""
    from uuid import uuid4  # most starts migrate nothing

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
        first = str(uuid4())
        db.execute("INSERT INTO players (id, name, folded) VALUES (?, 'me', 'me')", (first,))
        db.execute("UPDATE rounds SET player = ?", (first,))


def m005_counts(_db: sqlite3.Connection) -> None:
    """Keep counts for statistics. They are derived."""


def m006_schedule(_db: sqlite3.Connection) -> None:
    """Keep the schedule for reviewing. It is derived."""


def m007_surely_wrong(_db: sqlite3.Connection) -> None:
    """Keep in the schedule which facts were confident errors. It is derived."""


def m008_confusions(_db: sqlite3.Connection) -> None:
    """Keep what players mix up. It is derived."""


def m009_exams(db: sqlite3.Connection) -> None:
    """Keep the exam that a player prepares for."""
    db.execute(
        """
        CREATE TABLE exams (
            player     TEXT    PRIMARY KEY REFERENCES players (id),
            day        TEXT    NOT NULL,      -- such as 2026-12-18, where the player is
            scope      TEXT    NOT NULL,      -- JSON: names of banks
            daily      INTEGER NOT NULL,      -- how many facts a day
            planned_on TEXT    NOT NULL,      -- the day that `planned` is for
            planned    TEXT    NOT NULL       -- JSON: facts; made again on another day
        ) STRICT, WITHOUT ROWID
        """
    )


def m010_response_and_offset(db: sqlite3.Connection) -> None:
    """Keep what was typed as an answer, and its local time."""
    db.execute("ALTER TABLE attempts ADD COLUMN response TEXT")  # NULL: nothing was typed
    db.execute("ALTER TABLE attempts ADD COLUMN utc_offset_s INTEGER")  # NULL: not known


def m011_extra(db: sqlite3.Connection) -> None:
    """Keep the fields of a later program in a player's file, to pass them on."""
    for table in ("players", "rounds", "attempts", "flags"):
        db.execute(f"ALTER TABLE {table} ADD COLUMN extra TEXT")  # JSON: fields by name; NULL: none


def m012_days(db: sqlite3.Connection) -> None:
    """Count by the player's days; counts by quarters of an hour are dropped."""
    db.execute("DROP TABLE IF EXISTS time_counts")


def m013_assumed_offset(db: sqlite3.Connection) -> None:
    """Keep the assumed local time of an answer, if it is not known. `quiz.history.derived` fills it."""
    db.execute("ALTER TABLE attempts ADD COLUMN assumed_offset_s INTEGER")  # NULL if `utc_offset_s` is known
    db.execute("CREATE INDEX attempts_without_offset ON attempts (assumed_offset_s) WHERE utc_offset_s IS NULL")


def m014_growth(_db: sqlite3.Connection) -> None:
    """Count when facts were missed, on how many days they were right, and what guessing gives. It is derived."""


def m015_wishes(db: sqlite3.Connection) -> None:
    """Keep the facts that a player has set aside, the answers that are forgotten, and the player's habits."""
    db.execute("ALTER TABLE attempts ADD COLUMN forgotten_at INTEGER")  # NULL: it says what is known
    # If a later program wrote a player's file that was imported here, it is among what was passed on.
    db.execute(
        "UPDATE attempts SET forgotten_at = json_extract(extra, '$.forgotten_at') WHERE extra IS NOT NULL "
        "AND json_valid(extra) AND json_type(extra, '$.forgotten_at') = 'integer'"
    )
    db.execute("CREATE INDEX attempts_forgotten ON attempts (forgotten_at) WHERE forgotten_at IS NOT NULL")
    db.execute(
        """
        CREATE TABLE asides (
            id      TEXT    PRIMARY KEY,      -- UUID
            player  TEXT    NOT NULL REFERENCES players (id),
            fact    TEXT    NOT NULL,
            set_at  INTEGER NOT NULL,
            back_at INTEGER                   -- NULL: it is set aside
        ) STRICT
        """
    )
    db.execute("CREATE INDEX asides_of_player ON asides (player, fact)")
    db.execute(
        """
        CREATE TABLE habits (
            player TEXT NOT NULL REFERENCES players (id),
            name   TEXT NOT NULL,             -- of an option
            value  TEXT NOT NULL,
            PRIMARY KEY (player, name)
        ) STRICT, WITHOUT ROWID
        """
    )


def m016_pace(_db: sqlite3.Connection) -> None:
    """Keep the pace of each player, and take guessing into account in what is known about a fact. It is derived."""


def m017_digest(db: sqlite3.Connection) -> None:
    """Keep a digest of each answer, which shows if a disk has changed it; and how often a fact was asked.

    The second is derived.
    """
    db.execute("ALTER TABLE attempts ADD COLUMN digest INTEGER")  # NULL: the answer is from before, and not checked


def m018_counted(db: sqlite3.Connection) -> None:
    """Keep all that is counted of an answer next to its fact, so that all answers can be counted from the index."""
    db.execute("DROP INDEX attempts_by_fact")
    db.execute(
        "CREATE INDEX attempts_by_fact ON attempts (fact, bank, topic, answered_at, kind, is_right, hinted, certainty, "
        "utc_offset_s, assumed_offset_s, voided_at, forgotten_at)"
    )


#: The version that a step leads to -> the step.
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
    11: m011_extra,
    12: m012_days,
    13: m013_assumed_offset,
    14: m014_growth,
    15: m015_wishes,
    16: m016_pace,
    17: m017_digest,
    18: m018_counted,
}

#: Version -> derived tables that are new or have another structure from then on, by their names in
#: `quiz.history.derived.upkeep`.
STALE: Mapping[int, tuple[str, ...]] = {
    5: ("counts",),
    6: ("schedule",),
    7: ("schedule",),
    8: ("confusions",),
    12: ("counts", "schedule"),
    13: ("counts", "schedule"),
    14: ("counts",),
    16: ("confusions", "schedule"),
    17: ("schedule",),
}

LATEST = max(MIGRATIONS, default=OLDEST)
