"""The tables of the schedule, and what notes that a fact has to be folded again.

All of it is derived; see quiz/history/schedule.py. Triggers note every change to first tries, to
whom rounds belong, and who is gone, whatever part of the program makes it.
"""

#: Statements that define them.
TABLES = (
    """CREATE TABLE schedule (
        player      TEXT    NOT NULL,
        fact        TEXT    NOT NULL,
        stability   REAL    NOT NULL,      -- days until it is remembered with a probability of 0.9
        difficulty  REAL    NOT NULL,      -- from 1 to 10
        reviewed_at INTEGER NOT NULL,      -- milliseconds since 1970
        reviewed_on INTEGER NOT NULL,      -- days, as numbers (see quiz/days.py)
        due_on      INTEGER NOT NULL,
        is_right    INTEGER NOT NULL,      -- how the last first try went
        surely_wrong INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (player, fact)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE schedule_stale (        -- facts that are to be folded again
        player      TEXT    NOT NULL,
        fact        TEXT    NOT NULL,
        since       INTEGER NOT NULL,      -- earlier attempts are as they were
        PRIMARY KEY (player, fact)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE schedule_by (           -- what folded the schedule; a player who is not here has none yet
        player      TEXT    PRIMARY KEY,
        scheduler   TEXT    NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TRIGGER schedule_answered AFTER INSERT ON attempts WHEN NEW.kind = 'first' BEGIN
        INSERT INTO schedule_stale SELECT player, NEW.fact, NEW.answered_at FROM rounds
        WHERE id = NEW.round AND player IS NOT NULL
        ON CONFLICT DO UPDATE SET since = min(since, excluded.since);
    END""",
    """CREATE TRIGGER schedule_changed AFTER UPDATE ON attempts WHEN NEW.kind = 'first' BEGIN
        INSERT INTO schedule_stale SELECT player, NEW.fact, 0 FROM rounds
        WHERE id = NEW.round AND player IS NOT NULL
        ON CONFLICT DO UPDATE SET since = 0;
    END""",
    """CREATE TRIGGER schedule_removed AFTER DELETE ON attempts WHEN OLD.kind = 'first' BEGIN
        INSERT INTO schedule_stale SELECT player, OLD.fact, 0 FROM rounds
        WHERE id = OLD.round AND player IS NOT NULL
        ON CONFLICT DO UPDATE SET since = 0;
    END""",
    """CREATE TRIGGER schedule_moved AFTER UPDATE OF player ON rounds BEGIN
        INSERT INTO schedule_stale SELECT player, fact, 0 FROM attempts
        JOIN (SELECT OLD.player AS player UNION SELECT NEW.player) WHERE round = NEW.id AND player IS NOT NULL
        ON CONFLICT DO UPDATE SET since = 0;
    END""",
    """CREATE TRIGGER schedule_left AFTER DELETE ON players BEGIN
        DELETE FROM schedule WHERE player = OLD.id;
        DELETE FROM schedule_stale WHERE player = OLD.id;
        DELETE FROM schedule_by WHERE player = OLD.id;
    END""",
)
