"""Counts that are kept beside the answers, so that statistics need not read every answer.

They are derived: each answer is counted in the transaction that keeps it, and `recount`
makes them all from the attempts again. Whoever changes attempts or the players of rounds
by other ways than `History` calls `recount` in the same transaction.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from quiz.collector import collector_off
from quiz.game.mastery import ALONE, BITS, FIRST, RIGHT, FactCount, flags_of, fold
from quiz.game.summary import RECENT
from quiz.record import Record

__all__ = ["QUARTER", "TABLES", "count_answer", "recount", "uncount_answer"]

QUARTER = 900_000  # milliseconds; time zones differ by multiples of a quarter of an hour

#: Times of play are by quarters of an hour since 1970.
TABLES = """
CREATE TABLE time_counts (
    player   TEXT    NOT NULL,
    quarter  INTEGER NOT NULL,
    answers  INTEGER NOT NULL,
    PRIMARY KEY (player, quarter)
) STRICT, WITHOUT ROWID;
CREATE TABLE topic_counts (
    player   TEXT    NOT NULL,
    bank     TEXT    NOT NULL,
    topic    TEXT    NOT NULL,
    tries    INTEGER NOT NULL,                  -- first tries, as in the tables below
    is_right INTEGER NOT NULL,
    latest   TEXT    NOT NULL,                  -- JSON: the latest of them, packed as in quiz/game/mastery.py
    PRIMARY KEY (player, bank, topic)
) STRICT, WITHOUT ROWID;
CREATE TABLE certainty_counts (
    player    TEXT    NOT NULL,
    certainty TEXT    NOT NULL,
    tries     INTEGER NOT NULL,
    is_right  INTEGER NOT NULL,
    PRIMARY KEY (player, certainty)
) STRICT, WITHOUT ROWID;
CREATE TABLE fact_counts (
    player   TEXT    NOT NULL,
    fact     TEXT    NOT NULL,
    bank     TEXT    NOT NULL,                  -- as the latest answer has them
    topic    TEXT    NOT NULL,
    tries    INTEGER NOT NULL,
    is_right INTEGER NOT NULL,
    seen_at  INTEGER NOT NULL,                  -- these as quiz/game/mastery.py has them
    run_from INTEGER NOT NULL,
    run_to   INTEGER NOT NULL,
    recalls  INTEGER NOT NULL,
    recalled INTEGER NOT NULL,
    PRIMARY KEY (player, fact)
) STRICT, WITHOUT ROWID;
"""

_CERTAINTY = ("", "guess", "think", "sure")  # by the lowest two bits of an answer

#: An attempt as `fold` wants it.
_ANSWER = f"""
    (a.answered_at << {BITS}) + (a.kind = 'first') * {FIRST} + a.is_right * {RIGHT}
    + CASE WHEN a.certainty IS NULL THEN (a.is_right > a.hinted) * {ALONE} WHEN a.certainty = 'guess' THEN 1
      ELSE (a.is_right > a.hinted) * {ALONE} + CASE a.certainty WHEN 'think' THEN 2 ELSE 3 END END
"""

_Row = tuple[object, ...]


class _Answered(Record):
    """An attempt as far as it is counted."""

    player: str
    bank: str
    topic: str
    fact: str
    answer: int


class _Part(Record):
    """The answers to a fact that have the same bank and topic, in order; and their flags, counted."""

    bank: str
    topic: str
    answers: list[int]
    flags: Counter[int]


_FIELDS = f"SELECT r.player, a.bank, a.topic, a.fact, {_ANSWER} FROM attempts a"  # noqa: S608
_JOINED = f"{_FIELDS} JOIN rounds r ON r.id = a.round"


def count_answer(db: sqlite3.Connection, attempt: str) -> None:
    """Count an attempt that was just added, in the transaction that added it."""
    one = _Answered(*db.execute(f"{_JOINED} WHERE a.id = ?", (attempt,)).fetchone())
    _add(db, one, 1)
    row = db.execute(
        "SELECT tries, is_right, seen_at, run_from, run_to, recalls, recalled FROM fact_counts"
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
    one = _Answered(*db.execute(f"{_JOINED} WHERE a.id = ?", (attempt,)).fetchone())
    _add(db, one, -1)
    _refold(db, one.player, one.fact)


def _add(db: sqlite3.Connection, one: _Answered, sign: int) -> None:
    """Add an answer to the sums, or take it away. What comes to nothing is not kept."""
    at = one.answer >> BITS
    _sum(db, "time_counts", (one.player, at // QUARTER), {"answers": sign})
    if one.answer & FIRST:
        right = sign * bool(one.answer & RIGHT)
        _add_to_topic(db, one, sign, right)
        if one.answer & 3:
            key = (one.player, _CERTAINTY[one.answer & 3])
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
        db.execute(f"INSERT OR REPLACE INTO topic_counts VALUES ({_places(values)})", values)  # noqa: S608
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
    db.execute(f"INSERT INTO {table} VALUES ({_places(row)}) ON CONFLICT DO UPDATE SET {more}", row)  # noqa: S608
    count = next(iter(sums))
    if sums[count] < 0:
        db.execute(f"DELETE FROM {table} WHERE player = ? AND {count} = 0", key[:1])  # noqa: S608


def _places(row: Sequence[object]) -> str:
    return ", ".join("?" * len(row))


def _keep_fact(db: sqlite3.Connection, key: _Row, count: FactCount) -> None:
    row = (*key, *count)
    db.execute(f"INSERT OR REPLACE INTO fact_counts VALUES ({_places(row)})", row)  # noqa: S608


def _refold(db: sqlite3.Connection, player: str, fact: str) -> None:
    """Count a fact anew from all answers to it."""
    sql = f"{_JOINED} WHERE a.fact = ? AND a.voided_at IS NULL AND r.player = ?"
    found = sorted((_Answered(*row) for row in db.execute(sql, (fact, player))), key=lambda one: one.answer)
    db.execute("DELETE FROM fact_counts WHERE player = ? AND fact = ?", (player, fact))
    if found:
        _, bank, topic = max((one.answer, one.bank, one.topic) for one in found)
        _keep_fact(db, (player, fact, bank, topic), fold([one.answer for one in found]))


def recount(db: sqlite3.Connection) -> dict[tuple[str, str], int]:
    """Make all counts anew from the attempts, within the caller's transaction.

    Returns the players and facts with a wrong answer, each with the time of the first.
    """
    wrong: dict[tuple[str, str], int] = {}
    with collector_off():
        times, asked = _gathered(db)
        topics: defaultdict[_Row, _Topic] = defaultdict(_Topic)
        certain: defaultdict[str, Counter[int]] = defaultdict(Counter)
        facts: dict[tuple[str, str], list[_Part]] = {}
        for (player, fact, bank, topic), answers in asked.items():
            answers.sort()
            flags = flags_of(answers)
            certain[player] += flags
            topics[player, bank, topic].add(answers, flags)
            facts.setdefault((player, fact), []).append(_Part(bank, topic, answers, flags))
            if not all(flag & RIGHT for flag in flags):
                first = next(answer for answer in answers if not answer & RIGHT) >> BITS
                wrong[player, fact] = min(first, wrong.get((player, fact), first))
        _replace(db, "time_counts", ((*key, answers) for key, answers in times.items()))
        _replace(db, "topic_counts", ((*key, *topic.row()) for key, topic in topics.items() if topic.tries))
        _replace(db, "certainty_counts", _certainty_rows(certain))
        _replace(db, "fact_counts", (_fact_row(*key, parts) for key, parts in sorted(facts.items())))
    return wrong


_Asked = dict[tuple[str, str, str, str], list[int]]
_Latest = tuple[str | None, str | None, Callable[[int], None]]  # bank, topic, and what takes an answer with them


def _none_yet() -> _Latest:
    answers: list[int] = []
    return None, None, answers.append


def _gathered(db: sqlite3.Connection) -> tuple[Counter[tuple[str, int]], _Asked]:
    """Read all attempts once. Returns times of play, and answers by player, fact, bank and topic.

    What is done for each of a million rows is as little as can be: a fact is looked up by its
    id alone, as its bank and topic are nearly always those of the answer before.
    """
    names = [player for (player,) in db.execute("SELECT DISTINCT player FROM rounds")]
    players: dict[str | None, str] = {None: names[0]} if names else {}
    column = "NULL"  # of one player all rounds are
    if len(names) > 1:
        column, players = "a.round", dict(db.execute("SELECT id, player FROM rounds"))
    latest: dict[str, defaultdict[str, _Latest]] = {player: defaultdict(_none_yet) for player in players.values()}
    asked: _Asked = {}
    times: Counter[tuple[str, int]] = Counter()
    mine: defaultdict[str, _Latest] = defaultdict(_none_yet)
    round_, start, end, at, count = None, 0, 0, ("", 0), 0
    unit = QUARTER << BITS
    for found, fact, bank, topic, answer in db.execute(
        f"SELECT {column}, a.fact, a.bank, a.topic, {_ANSWER} FROM attempts a WHERE a.voided_at IS NULL"  # noqa: S608
    ):
        if not start <= answer < end or found != round_:  # seldom: answers come round by round
            times[at] += count
            round_, mine, count = found, latest[players[found]], 0
            at = players[found], answer // unit
            start, end = at[1] * unit, (at[1] + 1) * unit
        count += 1
        its_bank, its_topic, add = mine[fact]
        if its_topic != topic or its_bank != bank:
            add = asked.setdefault((at[0], fact, bank, topic), []).append
            mine[fact] = bank, topic, add
        add(answer)
    times[at] += count
    return +times, asked


class _Topic:
    """The sums of a topic while all answers are counted."""

    def __init__(self) -> None:
        self.tries = self.right = 0
        self.latest: list[int] = []

    def add(self, answers: Sequence[int], flags: Counter[int]) -> None:
        """Add answers, in order, whose flags were counted."""
        self.tries += sum(count for flag, count in flags.items() if flag & FIRST)
        self.right += sum(count for flag, count in flags.items() if flag & FIRST and flag & RIGHT)
        tries = islice((answer for answer in reversed(answers) if answer & FIRST), RECENT)
        self.latest = sorted([*self.latest, *tries])[-RECENT:]

    def row(self) -> tuple[int, int, str]:
        """Return the sums as they are kept."""
        return self.tries, self.right, json.dumps(self.latest)


def _certainty_rows(flags: dict[str, Counter[int]]) -> Iterable[_Row]:
    for player, counts in flags.items():
        for i, name in enumerate(_CERTAINTY):
            tries = [(flag, count) for flag, count in counts.items() if flag & FIRST and flag & 3 == i]
            if i and tries:
                yield player, name, sum(n for _, n in tries), sum(n for flag, n in tries if flag & RIGHT)


def _fact_row(player: str, fact: str, parts: list[_Part]) -> _Row:
    latest = max(parts, key=lambda part: (part.answers[-1], part.bank, part.topic))
    if len(parts) == 1:
        count = fold(latest.answers, flags=latest.flags)
    else:
        count = fold(sorted(answer for part in parts for answer in part.answers))
    return player, fact, latest.bank, latest.topic, *count


def _replace(db: sqlite3.Connection, table: str, rows: Iterable[_Row]) -> None:
    db.execute(f"DELETE FROM {table}")  # noqa: S608
    places = _places(db.execute(f"SELECT * FROM {table} LIMIT 0").description)  # noqa: S608
    db.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608
