"""What is derived from the answers, and made again after a change of version.

To change the shape of such a table, edit its definition and the code that fills it, add a step to
`quiz.history.migrations`, and name the group in `STALE` under the new version. The step itself drops
what has no definition any more.
"""

import re
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from quiz.history import confusions, counts, schedule_tables
from quiz.history.recounting import count_anew

Progress = Callable[[float], None]


class Derived(NamedTuple):
    """A group of tables: the statements that define it, and what fills it from the answers.

    Without `fill` it is left empty, and filled when it is next needed.
    """

    definition: Sequence[str]
    fill: Callable[[sqlite3.Connection, Progress | None], object] | None = None


DERIVED: Mapping[str, Derived] = {
    "counts": Derived(counts.TABLES, count_anew),
    "confusions": Derived(confusions.TABLES, lambda db, on_progress: confusions.recount(db, on_progress=on_progress)),
    "schedule": Derived(schedule_tables.TABLES),  # `quiz.history.schedule` fills it, player by player
}
_DEFINED = re.compile(r"CREATE (TABLE|INDEX|TRIGGER) (\w+)")


def rebuild(db: sqlite3.Connection, stale: Collection[str], on_progress: Progress | None = None) -> None:
    """Make the named groups again as they are defined today, within the caller's transaction.

    `on_progress` is given the share that is done, from 0 to 1.
    """
    groups = [group for name, group in DERIVED.items() if name in stale]
    for group in groups:
        for statement in reversed(group.definition):
            kind, name = _DEFINED.findall(statement)[0]
            db.execute(f"DROP {kind} IF EXISTS {name}")
        for statement in group.definition:
            db.execute(statement)
    fills = [group.fill for group in groups if group.fill is not None]
    for i, fill in enumerate(fills):
        fill(db, _part_of(on_progress, i, len(fills)))


def _part_of(on_progress: Progress | None, i: int, count: int) -> Progress | None:
    """Return what turns the share of one of several parts into that of the whole."""
    return None if on_progress is None else lambda share: on_progress((i + share) / count)
