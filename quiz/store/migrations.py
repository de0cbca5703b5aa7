"""Steps from one version of the history to the next. `MIGRATIONS` is the list of them all."""

import sqlite3
from collections.abc import Callable, Mapping

__all__ = ["FIRST", "LATEST", "MIGRATIONS"]

FIRST = 1  # what schema.sql makes


def m002_facts_in_time(db: sqlite3.Connection) -> None:
    """Find the attempts on a fact, in order, without reading all of them."""
    db.execute("CREATE INDEX attempts_by_fact ON attempts (fact, answered_at)")


#: Version that a step leads to -> the step.
MIGRATIONS: Mapping[int, Callable[[sqlite3.Connection], None]] = {
    2: m002_facts_in_time,
}

LATEST = max(MIGRATIONS, default=FIRST)
