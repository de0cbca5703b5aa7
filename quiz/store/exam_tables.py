"""The table of exams."""

__all__ = ["TABLE"]

TABLE = """
CREATE TABLE exams (
    player     TEXT    PRIMARY KEY REFERENCES players (id),
    day        TEXT    NOT NULL,      -- such as 2026-12-18, where the player is
    scope      TEXT    NOT NULL,      -- JSON: names of banks
    daily      INTEGER NOT NULL,      -- how many facts a day
    planned_on TEXT    NOT NULL,      -- the day that `planned` is for
    planned    TEXT    NOT NULL       -- JSON: facts; derived, and made anew on another day
) STRICT, WITHOUT ROWID
"""
