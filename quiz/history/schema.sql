-- The history, version 1. Later versions are made by quiz/history/migrations.py.
--
-- Only what happened is kept: rounds and attempts. Scores, schedules and statistics are
-- folded from the attempts and can change without a migration. Times are milliseconds
-- since 1970 in UTC.

CREATE TABLE rounds (
    id          TEXT    PRIMARY KEY,            -- UUID
    started_at  INTEGER NOT NULL,
    ended_at    INTEGER,                        -- NULL while the round can be resumed
    ending      TEXT CHECK (ending IN ('finished', 'left', 'changed')),
    mode        TEXT    NOT NULL,
    seed        TEXT    NOT NULL,
    planned     INTEGER NOT NULL,               -- how many first tries the round has
    setup       TEXT    NOT NULL                -- JSON: all that the round was started with
) STRICT;

CREATE TABLE attempts (
    id          TEXT    PRIMARY KEY,            -- UUID made by the player's program
    round       TEXT    NOT NULL REFERENCES rounds (id),
    position    INTEGER NOT NULL,               -- place in the round, from 0
    kind        TEXT    NOT NULL CHECK (kind IN ('first', 'again', 'between')),
    bank        TEXT    NOT NULL,
    bank_hash   TEXT    NOT NULL,               -- content of the bank when it was shown
    item        TEXT    NOT NULL,
    fact        TEXT    NOT NULL,
    topic       TEXT    NOT NULL,
    form        TEXT    NOT NULL,
    slot        INTEGER NOT NULL,               -- with the round's seed: how the options lay
    shown       TEXT    NOT NULL,               -- JSON: stem, options in order, why, source
    chosen      TEXT    NOT NULL,               -- JSON: ids of the options chosen
    hinted      INTEGER NOT NULL CHECK (hinted IN (0, 1)),
    is_right    INTEGER NOT NULL CHECK (is_right IN (0, 1)),
    took_ms     INTEGER NOT NULL,
    answered_at INTEGER NOT NULL,
    UNIQUE (round, position)
) STRICT;

CREATE INDEX rounds_open ON rounds (started_at) WHERE ended_at IS NULL;
