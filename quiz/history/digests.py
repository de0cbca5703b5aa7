"""A short digest of each answer, saved with it: it shows if a disk or another program has changed the answer.

SQLite does not notice a letter that has become another one. An answer of an earlier version has no digest, and is not
checked.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from quiz.history.records import ATTEMPT_COLUMNS
from quiz.interpreter import blake2b

#: The columns of an answer that are not derived: `assumed_offset_s` may be worked out again.
DIGESTED = (*ATTEMPT_COLUMNS, "extra")
_NAMES = tuple(name.encode() for name in DIGESTED)
_SELECT = f"SELECT {', '.join(DIGESTED)}, digest FROM attempts WHERE digest IS NOT NULL"
_NAMED = 5  # changed answers that are named


class ChangedAnswer(NamedTuple):
    """An answer that is not as it was saved: the beginning of its round's id, and its number there, from 1."""

    round: str
    number: int


class Changed(NamedTuple):
    """How many answers are not as they were saved, and the first of them."""

    answers: int = 0
    first: tuple[ChangedAnswer, ...] = ()


def digest_of(values: Sequence[Any]) -> int:
    """Return the digest of the values of `DIGESTED`: 64 bits of BLAKE2b, as SQLite keeps them.

    Texts may come as bytes. Empty columns are left out, so a column that a later version adds changes no digest.
    """
    parts = []
    for name, value in zip(_NAMES, values, strict=True):
        if value is not None:
            text = value if isinstance(value, str | bytes) else str(+value)  # 1 for True, as SQLite keeps it
            data = text.encode() if isinstance(text, str) else text
            parts.append(b"%s %d %s" % (name, len(data), data))
    return int.from_bytes(blake2b(b"".join(parts), digest_size=8).digest(), "big", signed=True)


@contextmanager
def digests_kept(db: sqlite3.Connection, where: str, *values: object) -> Iterator[None]:
    """Give new digests to the answers of a condition that are changed within it, in the caller's transaction.

    Answers that did not match their digests keep these, so that they are still found.
    """
    whole = [row[0] for *row, digest in db.execute(f"{_SELECT} AND ({where})", values) if digest_of(row) == digest]
    yield
    for id_ in whole:
        for *row, digest in db.execute(f"{_SELECT} AND id = ?", (id_,)).fetchall():
            if digest_of(row) != digest:
                db.execute("UPDATE attempts SET digest = ? WHERE id = ?", (digest_of(row), id_))


def changed_answers(db: sqlite3.Connection) -> Changed:
    """Return which answers with digests are not as they were saved. Raises `sqlite3.Error`."""
    if "digest" not in {name for _, name, *_ in db.execute("PRAGMA table_info(attempts)")}:
        return Changed()
    factory, db.text_factory = db.text_factory, bytes  # what was changed may no longer be a text
    try:
        rows = (row for *row, digest in db.execute(_SELECT) if digest_of(row) != digest)
        count, first = 0, []
        for count, row in enumerate(rows, start=1):
            if count <= _NAMED:
                first.append(_named(*row[1:3]))
        return Changed(count, tuple(first))
    finally:
        db.text_factory = factory


def _named(round_: object, position: object) -> ChangedAnswer:
    """Name an answer by columns that may hold anything."""
    text = round_.decode(errors="replace") if isinstance(round_, bytes) else str(round_)
    return ChangedAnswer(text[:8], position + 1 if isinstance(position, int) else 0)
