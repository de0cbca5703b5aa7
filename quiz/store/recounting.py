"""Making anew what is kept beside the answers and derived from them."""

import sqlite3

from quiz.store import confusions, counts

__all__ = ["recount"]


def recount(db: sqlite3.Connection) -> None:
    """Make the counts and what is mixed up anew from all attempts, within the caller's transaction."""
    confusions.recount(db, counts.recount(db))
