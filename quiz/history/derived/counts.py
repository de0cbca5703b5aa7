"""Counts of the answers, so that statistics need not read every answer.

Each answer is counted in the transaction that saves it; `rebuild` rebuilds all counts.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from quiz.game.mastery import BITS, FIRST, RIGHT, FactCount, answered_on, fold, recalls_in
from quiz.game.scoring import guess_chance
from quiz.game.statistics import RECENT
from quiz.history.derived.answers import PACKED, Answers, AnswersTo, OnProgress, with_local_offsets
from quiz.history.fact_counts import FACT_COLUMNS
from quiz.history.records import COUNTS, InvalidRecord, loaded
from quiz.items.forms import answer_kind_of

#: Statements that define the tables. Days are those of the player, as numbers (see quiz/days.py).
TABLES: Sequence[str] = (
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
        missed_on  INTEGER NOT NULL,
        right_days INTEGER NOT NULL,
        right_on   INTEGER NOT NULL,
        recalls  INTEGER NOT NULL,
        recalled INTEGER NOT NULL,
        chance   REAL    NOT NULL,                  -- how many of the recalls blind guessing would get right
        PRIMARY KEY (player, fact)
    ) STRICT, WITHOUT ROWID""",
)

CERTAINTY = ("", "guess", "think", "sure")  # by the lowest two bits of an answer

_MOST_OPTIONS = 20  # that are counted: no question has more

#: The errors that are raised if counts are not as this program keeps them.
_UNREADABLE = (ValueError, TypeError, OverflowError, RecursionError)
_Row = tuple[object, ...]


class _Answered(NamedTuple):
    """The part of an attempt that is counted."""

    player: str
    bank: str
    topic: str
    fact: str
    answer: int


_SELECT = f"SELECT r.player, a.bank, a.topic, a.fact, {PACKED} FROM attempts a JOIN rounds r ON r.id = a.round"


def _insert(table: str, columns: str) -> str:
    """Return the statement that replaces the row of a table with the same key."""
    places = ", ".join("?" for _ in columns.split(","))
    return f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({places})"


_KEEP_DAY = _insert("day_counts", "player, day, answers")
_KEEP_TOPIC = _insert("topic_counts", "player, bank, topic, tries, is_right, latest")
_KEEP_CERTAINTY = _insert("certainty_counts", "player, certainty, tries, is_right")
_KEEP_FACT = _insert("fact_counts", f"player, fact, bank, topic, {FACT_COLUMNS}, chance")


def added(db: sqlite3.Connection, attempt: str) -> None:
    """Count an attempt that was just added. Counts that cannot be read are rebuilt, so no answer is lost."""
    try:
        _count(db, attempt)
    except _UNREADABLE:
        rebuild(db, Answers(db))


def voided(db: sqlite3.Connection, attempt: str) -> None:
    """Remove an attempt that was just voided from the counts, or rebuild them, as `added` does."""
    try:
        one = _read(db, attempt)
        _add(db, one, -1)
        _refold(db, one.player, one.fact)
    except _UNREADABLE:
        rebuild(db, Answers(db))


def rebuild(db: sqlite3.Connection, answers: Answers, on_progress: OnProgress | None = None) -> None:
    """Count all answers again. That is quick compared with reading them, so it reports no progress of its own."""
    del on_progress
    topics: defaultdict[_Row, _Topic] = defaultdict(_Topic)
    certain: defaultdict[str, Counter[int]] = defaultdict(Counter)
    facts: dict[tuple[str, str], list[AnswersTo]] = {}
    for one in answers.by_fact:
        certain[one.player] += one.traits
        topics[one.player, one.bank, one.topic].add(one)
        facts.setdefault((one.player, one.fact), []).append(one)
    for table in ("day_counts", "topic_counts", "certainty_counts", "fact_counts"):
        db.execute(f"DELETE FROM {table}")
    db.executemany(_KEEP_DAY, ((*key, count) for key, count in answers.by_day.items()))
    db.executemany(_KEEP_TOPIC, ((*key, *topic.row()) for key, topic in topics.items() if topic.tries))
    db.executemany(_KEEP_CERTAINTY, _certainty_rows(certain))
    db.executemany(_KEEP_FACT, [_fact_row(db, *key, parts) for key, parts in sorted(facts.items())])


def _read(db: sqlite3.Connection, attempt: str) -> _Answered:
    with_local_offsets(db)
    return _Answered(*db.execute(f"{_SELECT} WHERE a.id = ?", (attempt,)).fetchone())


def _count(db: sqlite3.Connection, attempt: str) -> None:
    one = _read(db, attempt)
    _add(db, one, 1)
    row = db.execute(
        f"SELECT chance, {FACT_COLUMNS} FROM fact_counts WHERE player = ? AND fact = ?", (one.player, one.fact)
    ).fetchone()
    chance, before = (row[0], FactCount(*row[1:])) if row else (0.0, FactCount())
    if one.answer >> BITS > before.seen_at:
        after = fold((one.answer,), before)
        if after.recalls > before.recalls:
            chance += _chance(db, one.player, one.fact, [one.answer])
        db.execute(_KEEP_FACT, (one.player, one.fact, one.bank, one.topic, *after, chance))
    else:  # the clock was put back
        _refold(db, one.player, one.fact)


def _add(db: sqlite3.Connection, one: _Answered, sign: int) -> None:
    """Add an answer to the sums, or subtract it. Sums of 0 are not kept."""
    _sum(db, "day_counts", {"player": one.player, "day": answered_on(one.answer)}, {"answers": sign})
    if one.answer & FIRST:
        right = sign * bool(one.answer & RIGHT)
        _add_to_topic(db, one, sign, right)
        if one.answer & 3:
            key = {"player": one.player, "certainty": CERTAINTY[one.answer & 3]}
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
        db.execute(_KEEP_TOPIC, (*key, tries + sign, rights + right, json.dumps(latest)))
    else:
        db.execute("DELETE FROM topic_counts WHERE player = ? AND bank = ? AND topic = ?", key)


def _latest(db: sqlite3.Connection, key: _Row) -> list[int]:
    """Return the latest first tries in a topic, found through the facts of its bank."""
    sql = f"""
        {_SELECT} WHERE a.fact = ? AND {COUNTS} AND a.kind = 'first'
        AND (r.player, a.bank, a.topic) = (?, ?, ?) ORDER BY a.answered_at DESC LIMIT {RECENT}
    """
    facts = db.execute("SELECT fact FROM fact_counts WHERE player = ? AND bank = ?", key[:2]).fetchall()
    found = [_Answered(*row).answer for (fact,) in facts for row in db.execute(sql, (fact, *key))]
    return sorted(found)[-RECENT:]


def _sum(db: sqlite3.Connection, table: str, key: Mapping[str, object], sums: dict[str, int]) -> None:
    row = {**key, **sums}
    more = ", ".join(f"{name} = {name} + excluded.{name}" for name in sums)
    insert = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' for _ in row)})"
    db.execute(f"{insert} ON CONFLICT DO UPDATE SET {more}", tuple(row.values()))
    count = next(iter(sums))
    if sums[count] < 0:
        db.execute(f"DELETE FROM {table} WHERE player = ? AND {count} = 0", (key["player"],))


def _refold(db: sqlite3.Connection, player: str, fact: str) -> None:
    """Count a fact again from all answers to it."""
    sql = f"{_SELECT} WHERE a.fact = ? AND {COUNTS} AND r.player = ?"
    found = sorted((_Answered(*row) for row in db.execute(sql, (fact, player))), key=lambda one: one.answer)
    db.execute("DELETE FROM fact_counts WHERE player = ? AND fact = ?", (player, fact))
    if found:
        _, bank, topic = max((one.answer, one.bank, one.topic) for one in found)
        answers = [one.answer for one in found]
        chance = _chance(db, player, fact, recalls_in(answers))
        db.execute(_KEEP_FACT, (player, fact, bank, topic, *fold(answers), chance))


def _chance(db: sqlite3.Connection, player: str, fact: str, answers: Sequence[int]) -> float:
    """Return how many first tries at a fact blind guesses would get right, by the options that were shown."""
    sql = (
        "SELECT a.form, a.shown FROM attempts a JOIN rounds r ON r.id = a.round WHERE a.fact = ? AND a.answered_at = ? "
        f"AND a.kind = 'first' AND {COUNTS} AND r.player = ? ORDER BY a.id LIMIT 1"
    )
    chance = 0.0
    for answer in answers:  # one by one, as answers are counted: `sum` may round otherwise
        shown = db.execute(sql, (fact, answer >> BITS, player)).fetchone()
        chance += _chance_of(*shown) if shown else 0.0
    return chance


def _chance_of(form: str, shown: str) -> float:
    """Return how likely a guess is to be right; 0 if the answer cannot be read or is not chosen from options."""
    try:
        return guess_chance(answer_kind_of(form), min(len(loaded(shown)["options"]), _MOST_OPTIONS))
    except (InvalidRecord, *_UNREADABLE, KeyError):
        return 0.0


class _Topic:
    """The sums of a topic while all answers are counted."""

    def __init__(self) -> None:
        self.tries = self.right = 0
        self.latest: list[int] = []

    def add(self, one: AnswersTo) -> None:
        """Add the answers to a fact of the topic."""
        self.tries += sum(count for trait, count in one.traits.items() if trait & FIRST)
        self.right += sum(count for trait, count in one.traits.items() if trait & FIRST and trait & RIGHT)
        tries = islice((answer for answer in reversed(one.answers) if answer & FIRST), RECENT)
        self.latest = sorted([*self.latest, *tries])[-RECENT:]

    def row(self) -> tuple[int, int, str]:
        """Return the sums as they are kept."""
        return self.tries, self.right, json.dumps(self.latest)


def _certainty_rows(traits: dict[str, Counter[int]]) -> Iterable[_Row]:
    for player, counts in traits.items():
        for i, name in enumerate(CERTAINTY):
            tries = [(trait, count) for trait, count in counts.items() if trait & FIRST and trait & 3 == i]
            if i and tries:
                yield player, name, sum(n for _, n in tries), sum(n for trait, n in tries if trait & RIGHT)


def _fact_row(db: sqlite3.Connection, player: str, fact: str, parts: list[AnswersTo]) -> _Row:
    latest = max(parts, key=lambda part: (part.answers[-1], part.bank, part.topic))
    if len(parts) == 1:
        answers, count = latest.answers, fold(latest.answers, traits=latest.traits)
    else:
        answers = sorted(answer for part in parts for answer in part.answers)
        count = fold(answers)
    chance = _chance(db, player, fact, recalls_in(answers)) if count.recalls else 0.0
    return player, fact, latest.bank, latest.topic, *count, chance
