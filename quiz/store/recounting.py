"""Making anew what is kept beside the answers and derived from them."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from quiz.collector import collector_off
from quiz.game.mastery import BITS, FIRST, RIGHT, flags_of, fold
from quiz.game.summary import RECENT
from quiz.record import Record
from quiz.store import confusions
from quiz.store.counts import ANSWER, CERTAINTY, QUARTER, places

__all__ = ["count_anew", "recount"]

_Row = tuple[object, ...]


def recount(db: sqlite3.Connection) -> None:
    """Make the counts and what is mixed up anew from all attempts, within the caller's transaction."""
    confusions.recount(db, count_anew(db))


class _Part(Record):
    """The answers to a fact that have the same bank and topic, in order; and their flags, counted."""

    bank: str
    topic: str
    answers: list[int]
    flags: Counter[int]


def count_anew(db: sqlite3.Connection) -> dict[tuple[str, str], int]:
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
        f"SELECT {column}, a.fact, a.bank, a.topic, {ANSWER} FROM attempts a WHERE a.voided_at IS NULL"
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
