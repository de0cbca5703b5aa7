"""Making anew what is kept beside the answers and derived from them."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, NamedTuple

from quiz.collector import collector_off
from quiz.days import DAY_MS
from quiz.game.mastery import BITS, FIRST, RIGHT, SHIFT, answered_on, flags_of, fold
from quiz.game.summary import RECENT
from quiz.history import confusions
from quiz.history.counts import ANSWER, CERTAINTY, places, with_local_offsets

_Row = tuple[object, ...]
_UTC_DAY = DAY_MS << BITS
_SHIFTED = 3 << SHIFT
_REPORTED = 10_000  # answers, between two reports of how many were read


def recount(db: sqlite3.Connection) -> None:
    """Make the counts and what is mixed up anew from all attempts, within the caller's transaction."""
    confusions.recount(db, count_anew(db))


class _Part(NamedTuple):
    """The answers to a fact that have the same bank and topic, in order; and their flags, counted."""

    bank: str
    topic: str
    answers: list[int]
    flags: Counter[int]


def count_anew(
    db: sqlite3.Connection, on_progress: Callable[[float], None] | None = None
) -> dict[tuple[str, str], int]:
    """Make all counts anew from the attempts, within the caller's transaction.

    `on_progress` is given the share that is done, from 0 to 1.
    Returns the players and facts with a wrong answer, each with the time of the first.
    """
    wrong: dict[tuple[str, str], int] = {}
    with_local_offsets(db)
    with collector_off():
        days, asked = _gathered(db, on_progress)
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
        _replace(db, "day_counts", ((*key, answers) for key, answers in days.items()))
        _replace(db, "topic_counts", ((*key, *topic.row()) for key, topic in topics.items() if topic.tries))
        _replace(db, "certainty_counts", _certainty_rows(certain))
        _replace(db, "fact_counts", (_fact_row(*key, parts) for key, parts in sorted(facts.items())))
    return wrong


_BETWEEN = b"\x1f"  # no text of a history holds it: all are cleaned
_KEY = "a.fact || char(31) || a.bank || char(31) || a.topic"
_Asked = dict[tuple[str, str, str, str], list[int]]


def _gathered(
    db: sqlite3.Connection, on_progress: Callable[[float], None] | None
) -> tuple[Counter[tuple[str, int]], _Asked]:
    """Read all attempts once. Returns answers by player and day, and by player, fact, bank and topic.

    What is done for each of a million rows is as little as can be: what was asked comes as one
    text, and that is only taken apart, and decoded, where it is the first of its kind.
    """
    asked: dict[bytes, dict[bytes, list[int]]] = {}
    days: Counter[tuple[bytes, int]] = Counter()
    db.text_factory = bytes
    try:
        for player, rows in _by_player(db, on_progress):
            mine = asked.setdefault(player, {})
            start = end = shifted = day = count = 0
            for key, answer in rows:
                if answer & _SHIFTED != shifted or not start <= answer < end:  # seldom: answers come round by round
                    days[player, day] += count
                    day, shifted, count = answered_on(answer), answer & _SHIFTED, 0
                    start = answer - answer % _UTC_DAY
                    end = start + _UTC_DAY
                count += 1
                try:
                    mine[key].append(answer)
                except KeyError:
                    mine[key] = [answer]
            days[player, day] += count
    finally:
        db.text_factory = str
    found: _Asked = {}
    for player, keys in asked.items():
        for key, answers in keys.items():
            fact, bank, topic = key.split(_BETWEEN, 2)
            found[player.decode(), fact.decode(), bank.decode(), topic.decode()] = answers
    return Counter({(player.decode(), day): count for (player, day), count in days.items() if count}), found


def _by_player(
    db: sqlite3.Connection, on_progress: Callable[[float], None] | None
) -> Iterator[tuple[bytes, Iterable[tuple[bytes, int]]]]:
    """Read all attempts: run after run of rows of one player."""
    names = [player for (player,) in db.execute("SELECT DISTINCT player FROM rounds")]
    if len(names) == 1 and names[0] is not None:  # nobody has to ask whose each round is
        yield names[0], _rows(db, f"{_KEY}, {ANSWER}", on_progress)
    else:
        players = dict(db.execute("SELECT id, player FROM rounds"))
        for round_, found in groupby(_rows(db, f"a.round, {_KEY}, {ANSWER}", on_progress), itemgetter(0)):
            player = players.get(round_)
            if player is not None:  # else the file is damaged, as `quiz doctor` tells
                yield player, map(itemgetter(1, 2), found)


def _rows(
    db: sqlite3.Connection, columns: str, on_progress: Callable[[float], None] | None
) -> Iterable[tuple[Any, ...]]:
    """Read columns of all attempts that count."""
    rows = db.execute(f"SELECT {columns} FROM attempts a WHERE a.voided_at IS NULL")
    if on_progress is None:
        return rows
    (count,) = db.execute("SELECT count(*) FROM attempts a WHERE a.voided_at IS NULL").fetchone()
    return _watched(rows, count, on_progress)


def _watched(
    rows: Iterable[tuple[Any, ...]], count: int, on_progress: Callable[[float], None]
) -> Iterator[tuple[Any, ...]]:
    for i, row in enumerate(rows):
        if i % _REPORTED == 0:
            on_progress(i / count)
        yield row


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
        for i, name in enumerate(CERTAINTY):
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
    db.execute(f"DELETE FROM {table}")
    columns = places(db.execute(f"SELECT * FROM {table} LIMIT 0").description)
    db.executemany(f"INSERT INTO {table} VALUES ({columns})", rows)
