"""Keeping the derived tables up to date. `DERIVED` lists their modules.

Code that saves, voids or moves answers brings all of them up to date in the same transaction, with `added`, `voided` or
`rebuild`. To change the shape of such a table, edit its definition and the code that fills it, add a step to
`quiz.history.migrations`, and name the module in `STALE` under the new version.
"""

import re
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from quiz.history.derived import confusions, counts, schedule
from quiz.history.derived.answers import Answers, OnProgress, assume_offsets
from quiz.interpreter import collector_off


class Derived(Protocol):
    """A module of tables that follow from the answers."""

    TABLES: Sequence[str]
    """The statements that define them."""

    def added(self, db: sqlite3.Connection, attempt: str, /) -> None:
        """Include an answer that was just added and counts, by its id, in the transaction that added it."""

    def voided(self, db: sqlite3.Connection, attempt: str, /) -> None:
        """Exclude an answer that was just voided, by its id, in the transaction that voided it."""

    def rebuild(self, db: sqlite3.Connection, answers: Answers, on_progress: OnProgress | None, /) -> None:
        """Rebuild everything from all answers, in the transaction that changed them.

        `on_progress` is given the share that is done, from 0 to 1.
        """


DERIVED: Mapping[str, Derived] = {
    "counts": counts,
    "confusions": confusions,
    "schedule": schedule,
}
_DEFINED = re.compile(r"CREATE (TABLE|INDEX|TRIGGER) (\w+)")


def added(db: sqlite3.Connection, attempt: str) -> None:
    """Include an answer that was just added and counts, by its id, within the caller's transaction."""
    for one in DERIVED.values():
        one.added(db, attempt)


def voided(db: sqlite3.Connection, attempt: str) -> None:
    """Exclude an answer that was just voided, by its id, within the caller's transaction."""
    if db.execute("SELECT forgotten_at IS NOT NULL FROM attempts WHERE id = ?", (attempt,)).fetchone() == (1,):
        rebuild(db)  # it only counted for its day
        return
    for one in DERIVED.values():
        one.voided(db, attempt)


def rebuild(db: sqlite3.Connection, names: Collection[str] = DERIVED, on_progress: OnProgress | None = None) -> None:
    """Rebuild all derived tables, or those that are named, from all answers, within the caller's transaction.

    Answers without a local time get one first. `on_progress` is called with the share that is done, from 0 to 1.
    """
    assume_offsets(db)
    wanted = [one for name, one in DERIVED.items() if name in names]
    parts = [_part_of(on_progress, i, 1 + len(wanted)) for i in range(1 + len(wanted))]
    answers = Answers(db, parts[0])
    with collector_off():
        for one, part in zip(wanted, parts[1:], strict=True):
            one.rebuild(db, answers, part)


def define(db: sqlite3.Connection, names: Collection[str]) -> None:
    """Make the named tables, empty and as they are defined today, within the caller's transaction."""
    for one in (one for name, one in DERIVED.items() if name in names):
        for statement in reversed(one.TABLES):
            kind, name = _DEFINED.findall(statement)[0]
            db.execute(f"DROP {kind} IF EXISTS {name}")
        for statement in one.TABLES:
            db.execute(statement)


def _part_of(on_progress: OnProgress | None, i: int, count: int) -> OnProgress | None:
    """Return a function that turns the progress of one part into that of the whole."""
    return None if on_progress is None else lambda share: on_progress((i + share) / count)
