"""Counts that are kept beside the answers, so that statistics need not read every answer.

They are derived: each answer is counted in the transaction that keeps it, and
`quiz.history.recounting` makes them all from the attempts again. Whoever changes attempts or the
players of rounds by other ways than `History` calls it in the same transaction.
"""

import json
import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from quiz import clock
from quiz.days import BEGINS_MS, DAY_MS
from quiz.game.mastery import ALONE, BITS, FIRST, RIGHT, SHIFT, FactCount, answered_on, fold
from quiz.game.summary import RECENT

#: Statements that define the tables. Days are those of the player, as numbers (see quiz/days.py).
TABLES = (
    """CREATE TABLE day_counts (
        player   TEXT    NOT NULL,
        day      INTEGER NOT NULL,
        answers  INTEGER NOT NULL,
        PRIMARY KEY (player, day)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE topic_counts (
        player   TEXT    NOT NULL,
        bank     TEXT    NOT NULL,
        topic    TEXT    NOT NULL,
        tries    INTEGER NOT NULL,                  -- first tries, as in the tables below
        is_right INTEGER NOT NULL,
        latest   TEXT    NOT NULL,                  -- JSON: the latest of them, packed as in quiz/game/mastery.py
        PRIMARY KEY (player, bank, topic)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE certainty_counts (
        player    TEXT    NOT NULL,
        certainty TEXT    NOT NULL,
        tries     INTEGER NOT NULL,
        is_right  INTEGER NOT NULL,
        PRIMARY KEY (player, certainty)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE fact_counts (
        player   TEXT    NOT NULL,
        fact     TEXT    NOT NULL,
        bank     TEXT    NOT NULL,                  -- as the latest answer has them
        topic    TEXT    NOT NULL,
        tries    INTEGER NOT NULL,
        is_right INTEGER NOT NULL,
        seen_at  INTEGER NOT NULL,                  -- these as quiz/game/mastery.py has them
        seen_on  INTEGER NOT NULL,
        run_from INTEGER NOT NULL,
        run_to   INTEGER NOT NULL,
        recalls  INTEGER NOT NULL,
        recalled INTEGER NOT NULL,
        PRIMARY KEY (player, fact)
    ) STRICT, WITHOUT ROWID""",
)

CERTAINTY = ("", "guess", "think", "sure")  # by the lowest two bits of an answer

#: How many seconds local time was ahead of UTC; where that is not known, by the time zone of this machine.
_OFFSET_S = "coalesce(a.utc_offset_s, local_offset_s(a.answered_at))"
_SHIFT = f"(a.answered_at + {_OFFSET_S} * 1000 + {DAY_MS - BEGINS_MS}) / {DAY_MS} - a.answered_at / {DAY_MS}"
#: An attempt as `fold` wants it. Wherever it is used, `with_local_offsets` comes before.
ANSWER = f"""
    (a.answered_at << {BITS}) + ({_SHIFT} << {SHIFT}) + (a.kind = 'first') * {FIRST} + a.is_right * {RIGHT}
    + CASE WHEN a.certainty IS NULL THEN (a.is_right > a.hinted) * {ALONE} WHEN a.certainty = 'guess' THEN 1
      ELSE (a.is_right > a.hinted) * {ALONE} + CASE a.certainty WHEN 'think' THEN 2 ELSE 3 END END
"""

_QUARTER_MS = 900_000  # local clocks change at quarters of an hour
_Row = tuple[object, ...]


class _Answered(NamedTuple):
    """An attempt as far as it is counted."""

    player: str
    bank: str
    topic: str
    fact: str
    answer: int


_FIELDS = f"SELECT r.player, a.bank, a.topic, a.fact, {ANSWER} FROM attempts a"
_JOINED = f"{_FIELDS} JOIN rounds r ON r.id = a.round"


def with_local_offsets(db: sqlite3.Connection) -> None:
    """Let a connection know the time zone of this machine, for answers whose local time is not kept."""

    @lru_cache(maxsize=1000)
    def of_quarter(number: int) -> int:
        return clock.utc_offset_s(number * _QUARTER_MS)

    db.create_function("local_offset_s", 1, lambda at: of_quarter(at // _QUARTER_MS), deterministic=True)


def count_answer(db: sqlite3.Connection, attempt: str) -> None:
    """Count an attempt that was just added, in the transaction that added it."""
    with_local_offsets(db)
    one = _Answered(*db.execute(f"{_JOINED} WHERE a.id = ?", (attempt,)).fetchone())
    _add(db, one, 1)
    row = db.execute(
        "SELECT tries, is_right, seen_at, seen_on, run_from, run_to, recalls, recalled FROM fact_counts"
        " WHERE player = ? AND fact = ?",
        (one.player, one.fact),
    ).fetchone()
    before = FactCount(*row) if row else FactCount()
    if one.answer >> BITS > before.seen_at:
        _keep_fact(db, (one.player, one.fact, one.bank, one.topic), fold((one.answer,), before))
    else:  # the clock was put back
        _refold(db, one.player, one.fact)


def uncount_answer(db: sqlite3.Connection, attempt: str) -> None:
    """Take an attempt out of the counts, in the transaction that voids it, after it was voided."""
    with_local_offsets(db)
    one = _Answered(*db.execute(f"{_JOINED} WHERE a.id = ?", (attempt,)).fetchone())
    _add(db, one, -1)
    _refold(db, one.player, one.fact)


def _add(db: sqlite3.Connection, one: _Answered, sign: int) -> None:
    """Add an answer to the sums, or take it away. What comes to nothing is not kept."""
    _sum(db, "day_counts", (one.player, answered_on(one.answer)), {"answers": sign})
    if one.answer & FIRST:
        right = sign * bool(one.answer & RIGHT)
        _add_to_topic(db, one, sign, right)
        if one.answer & 3:
            key = (one.player, CERTAINTY[one.answer & 3])
            _sum(db, "certainty_counts", key, {"tries": sign, "is_right": right})


def _add_to_topic(db: sqlite3.Connection, one: _Answered, sign: int, right: int) -> None:
    key = (one.player, one.bank, one.topic)
    row = db.execute(
        "SELECT tries, is_right, latest FROM topic_counts WHERE player = ? AND bank = ? AND topic = ?", key
    ).fetchone()
    tries, rights, latest = (row[0], row[1], json.loads(row[2])) if row else (0, 0, [])
    if sign > 0:
        latest = sorted([*latest, one.answer])[-RECENT:]
    elif one.answer in latest:
        latest = _latest(db, key)
    if tries + sign:
        values = (*key, tries + sign, rights + right, json.dumps(latest))
        db.execute(f"INSERT OR REPLACE INTO topic_counts VALUES ({places(values)})", values)
    else:
        db.execute("DELETE FROM topic_counts WHERE player = ? AND bank = ? AND topic = ?", key)


def _latest(db: sqlite3.Connection, key: _Row) -> list[int]:
    """Return the latest first tries in a topic, by way of the facts of its bank."""
    sql = f"""
        {_JOINED} WHERE a.fact = ? AND a.voided_at IS NULL AND a.kind = 'first'
        AND (r.player, a.bank, a.topic) = (?, ?, ?) ORDER BY a.answered_at DESC LIMIT {RECENT}
    """
    facts = db.execute("SELECT fact FROM fact_counts WHERE player = ? AND bank = ?", key[:2]).fetchall()
    found = [_Answered(*row).answer for (fact,) in facts for row in db.execute(sql, (fact, *key))]
    return sorted(found)[-RECENT:]


def _sum(db: sqlite3.Connection, table: str, key: _Row, sums: dict[str, int]) -> None:
    more = ", ".join(f"{name} = {name} + excluded.{name}" for name in sums)
    row = (*key, *sums.values())
    db.execute(f"INSERT INTO {table} VALUES ({places(row)}) ON CONFLICT DO UPDATE SET {more}", row)
    count = next(iter(sums))
    if sums[count] < 0:
        db.execute(f"DELETE FROM {table} WHERE player = ? AND {count} = 0", key[:1])


def places(row: Sequence[object]) -> str:
    """Return the place of each value of a row, for a statement."""
    return ", ".join("?" * len(row))


def _keep_fact(db: sqlite3.Connection, key: _Row, count: FactCount) -> None:
    row = (*key, *count)
    db.execute(f"INSERT OR REPLACE INTO fact_counts VALUES ({places(row)})", row)


def _refold(db: sqlite3.Connection, player: str, fact: str) -> None:
    """Count a fact anew from all answers to it."""
    sql = f"{_JOINED} WHERE a.fact = ? AND a.voided_at IS NULL AND r.player = ?"
    found = sorted((_Answered(*row) for row in db.execute(sql, (fact, player))), key=lambda one: one.answer)
    db.execute("DELETE FROM fact_counts WHERE player = ? AND fact = ?", (player, fact))
    if found:
        _, bank, topic = max((one.answer, one.bank, one.topic) for one in found)
        _keep_fact(db, (player, fact, bank, topic), fold([one.answer for one in found]))
