"""Reading all answers at once, each packed as a number, for whatever is derived from them."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from quiz import clock
from quiz.days import BEGINS_MS, DAY_MS
from quiz.game.mastery import ALONE, BITS, FIRST, RIGHT, SHIFT, answered_on, days_of, traits_of
from quiz.history.records import COUNTS, KEPT_OFFSET_S

OnProgress = Callable[[float], None]  # called with the share that is done, from 0 to 1

_OFFSET_S = f"coalesce({KEPT_OFFSET_S}, local_offset_s(a.answered_at))"
_SHIFT = f"(a.answered_at + {_OFFSET_S} * 1000 + {DAY_MS - BEGINS_MS}) / {DAY_MS} - a.answered_at / {DAY_MS}"
#: An attempt as `fold` takes it. Call `with_local_offsets` before it is used.
PACKED = f"""
    (a.answered_at << {BITS}) + ({_SHIFT} << {SHIFT}) + (a.kind = 'first') * {FIRST} + a.is_right * {RIGHT}
    + CASE WHEN a.certainty IS NULL THEN (a.is_right > a.hinted) * {ALONE} WHEN a.certainty = 'guess' THEN 1
      ELSE (a.is_right > a.hinted) * {ALONE} + CASE a.certainty WHEN 'think' THEN 2 ELSE 3 END END
"""

_QUARTER_MS = 900_000  # local clocks differ by quarters of an hour
_UTC_DAY = DAY_MS << BITS
_SHIFTED = 3 << SHIFT
_REPORTED = 10_000  # answers, between two reports of how many were read
_BETWEEN = b"\x1f"  # no text of a history holds it: all are cleaned
_KEY = "a.fact || char(31) || a.bank || char(31) || a.topic"


def with_local_offsets(db: sqlite3.Connection) -> None:
    """Give a connection the time zone of this machine, for answers whose local time is not kept."""

    @lru_cache(maxsize=1000)
    def of_quarter(number: int) -> int:
        return clock.utc_offset_s(number * _QUARTER_MS)

    db.create_function("local_offset_s", 1, lambda at: of_quarter(at // _QUARTER_MS), deterministic=True)


def assume_offsets(db: sqlite3.Connection, *, again: bool = False) -> None:
    """Save the time zone of this machine for the answers whose local time is not known.

    It is done once for each answer, so that no journey changes the days that were played; `again` does it for all
    of them again. An index finds these answers. The caller has begun a transaction.
    """
    with_local_offsets(db)
    unsettled = "assumed_offset_s IS NOT local_offset_s(answered_at)" if again else "assumed_offset_s IS NULL"
    db.execute(
        f"UPDATE attempts SET assumed_offset_s = local_offset_s(answered_at) WHERE utc_offset_s IS NULL AND {unsettled}"
    )


class AnswersTo(NamedTuple):
    """The answers of a player to a fact under one bank and topic, packed and in order, and their traits, counted."""

    player: str
    fact: str
    bank: str
    topic: str
    answers: list[int]
    traits: Counter[int]


class Answers:
    """All answers that say what is known. They are read once, when they are first needed."""

    def __init__(self, db: sqlite3.Connection, on_progress: OnProgress | None = None) -> None:
        self._db = db
        self._on_progress = on_progress

    @cached_property
    def _gathered(self) -> tuple[Counter[tuple[str, int]], list[AnswersTo]]:
        with_local_offsets(self._db)
        names = [player for (player,) in self._db.execute("SELECT DISTINCT player FROM rounds")]
        if len(names) == 1 and names[0] is not None:
            days, found = _of_one_player(self._db, names[0], self._on_progress)
        else:
            days, found = _of_all_players(self._db, self._on_progress)
        return days + _forgotten_days(self._db), found

    @property
    def by_day(self) -> Counter[tuple[str, int]]:
        """How many answers each player gave on each day (a number), including those that are forgotten."""
        return self._gathered[0]

    @property
    def by_fact(self) -> list[AnswersTo]:
        """The answers by player, fact, bank and topic."""
        return self._gathered[1]


#: All that this reads is in an index, `attempts_by_fact`, and in its order, so the rows themselves are not read.
_BY_FACT = f"""
    SELECT a.fact, a.bank, a.topic, json_group_array({PACKED}) FROM attempts a
    WHERE {COUNTS} GROUP BY a.fact, a.bank, a.topic
"""


def _of_one_player(
    db: sqlite3.Connection, player: str, on_progress: OnProgress | None
) -> tuple[Counter[tuple[str, int]], list[AnswersTo]]:
    """Read all attempts, which are one player's. Returns answers by player and day, and by fact, bank and topic."""
    count = _count(db) if on_progress else 0
    done = 0
    days: Counter[int] = Counter()
    found = []
    for fact, bank, topic, packed in db.execute(_BY_FACT):
        answers = sorted(json.loads(packed))
        traits = traits_of(answers)
        days.update(days_of(answers, traits))
        found.append(AnswersTo(player, fact, bank, topic, answers, traits))
        done += len(answers)
        if on_progress:
            on_progress(done / count)
    return Counter({(player, day): answers for day, answers in days.items()}), found


def _of_all_players(
    db: sqlite3.Connection, on_progress: OnProgress | None
) -> tuple[Counter[tuple[str, int]], list[AnswersTo]]:
    """Read all attempts. Returns answers by player and day, and by player, fact, bank and topic.

    As little as possible is done for each of a million rows: what was asked comes as one text, which is split and
    decoded only if it is the first of its kind.
    """
    asked: dict[bytes, dict[bytes, list[int]]] = {}
    days: Counter[tuple[bytes, int]] = Counter()
    db.text_factory = bytes
    try:
        for player, rows in _by_player(db, on_progress):
            mine = asked.setdefault(player, {})
            start = end = shifted = day = count = 0
            for key, answer in rows:
                if answer & _SHIFTED != shifted or not start <= answer < end:  # rare: answers come round by round
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
    found = []
    for player, keys in asked.items():
        for key, answers in keys.items():
            fact, bank, topic = (part.decode() for part in key.split(_BETWEEN, 2))
            answers.sort()
            found.append(AnswersTo(player.decode(), fact, bank, topic, answers, traits_of(answers)))
    return Counter({(player.decode(), day): count for (player, day), count in days.items() if count}), found


def _forgotten_days(db: sqlite3.Connection) -> Counter[tuple[str, int]]:
    """Return how many answers that are forgotten each player gave on which day: they count for nothing else."""
    rows = db.execute(
        f"SELECT r.player, {PACKED} FROM attempts a JOIN rounds r ON r.id = a.round "
        "WHERE a.forgotten_at IS NOT NULL AND a.voided_at IS NULL AND r.player IS NOT NULL"
    )
    return Counter((player, answered_on(answer)) for player, answer in rows)


def _by_player(
    db: sqlite3.Connection, on_progress: OnProgress | None
) -> Iterator[tuple[bytes, Iterable[tuple[bytes, int]]]]:
    """Read all attempts: run after run of rows of one player."""
    players = dict(db.execute("SELECT id, player FROM rounds"))
    for round_, found in groupby(_rows(db, on_progress), itemgetter(0)):
        player = players.get(round_)
        if player is not None:  # otherwise the file is damaged, as `quiz doctor` reports
            yield player, map(itemgetter(1, 2), found)


def _rows(db: sqlite3.Connection, on_progress: OnProgress | None) -> Iterable[tuple[bytes, bytes, int]]:
    """Read the round of all attempts that count, what was asked, and the answer."""
    rows = db.execute(f"SELECT a.round, {_KEY}, {PACKED} FROM attempts a WHERE {COUNTS}")
    return rows if on_progress is None else _watched(rows, _count(db), on_progress)


def _count(db: sqlite3.Connection) -> int:
    """Return how many attempts count."""
    return int(db.execute(f"SELECT count(*) FROM attempts a WHERE {COUNTS}").fetchone()[0])


def _watched(rows: Iterable[tuple[Any, ...]], count: int, on_progress: OnProgress) -> Iterator[tuple[Any, ...]]:
    for i, row in enumerate(rows):
        if i % _REPORTED == 0:
            on_progress(i / count)
        yield row
