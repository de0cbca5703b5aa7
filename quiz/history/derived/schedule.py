"""The schedule: what each player knows of each fact, folded from the attempts and kept.

The scheduler's library takes long to import, so answers are not folded when they are saved. Triggers note the
facts whose first tries have changed, or whose rounds belong to someone else, whatever part of the program
did that; those alone are folded again when the schedule is next needed. Where nothing is kept,
or another scheduler made it, everything is folded again.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from quiz import clock
from quiz.days import FIRST_DAY, LAST_DAY
from quiz.game.due import ReviewState
from quiz.game.scoring import SURE
from quiz.history.asides import aside_facts
from quiz.history.derived.answers import COUNTS, KEPT_OFFSET_S
from quiz.history.leeches import resting

if TYPE_CHECKING:
    from quiz.game.memory import Memory
    from quiz.history.derived.answers import Answers, OnProgress
    from quiz.history.log import History

#: Statements that define the tables, and the triggers that note which facts have to be folded again.
TABLES: Sequence[str] = (
    """CREATE TABLE schedule (
        player      TEXT    NOT NULL,
        fact        TEXT    NOT NULL,
        stability   REAL    NOT NULL,      -- days until it is remembered with a probability of 0.9
        difficulty  REAL    NOT NULL,      -- from 1 to 10
        reviewed_at INTEGER NOT NULL,      -- milliseconds since 1970
        reviewed_on INTEGER NOT NULL,      -- days, as numbers (see quiz/days.py)
        due_on      INTEGER NOT NULL,
        is_right    INTEGER NOT NULL,      -- how the last first try went
        surely_wrong INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (player, fact)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE schedule_stale (        -- facts that are to be folded again
        player      TEXT    NOT NULL,
        fact        TEXT    NOT NULL,
        since       INTEGER NOT NULL,      -- earlier attempts are as they were
        PRIMARY KEY (player, fact)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE schedule_by (           -- what folded the schedule; a player who is not here has none yet
        player      TEXT    PRIMARY KEY,
        scheduler   TEXT    NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TRIGGER schedule_answered AFTER INSERT ON attempts WHEN NEW.kind = 'first' BEGIN
        INSERT INTO schedule_stale (player, fact, since) SELECT player, NEW.fact, NEW.answered_at FROM rounds
        WHERE id = NEW.round AND player IS NOT NULL
        ON CONFLICT DO UPDATE SET since = min(since, excluded.since);
    END""",
    """CREATE TRIGGER schedule_changed AFTER UPDATE ON attempts WHEN NEW.kind = 'first' BEGIN
        INSERT INTO schedule_stale (player, fact, since) SELECT player, NEW.fact, 0 FROM rounds
        WHERE id = NEW.round AND player IS NOT NULL
        ON CONFLICT DO UPDATE SET since = 0;
    END""",
    """CREATE TRIGGER schedule_removed AFTER DELETE ON attempts WHEN OLD.kind = 'first' BEGIN
        INSERT INTO schedule_stale (player, fact, since) SELECT player, OLD.fact, 0 FROM rounds
        WHERE id = OLD.round AND player IS NOT NULL
        ON CONFLICT DO UPDATE SET since = 0;
    END""",
    """CREATE TRIGGER schedule_moved AFTER UPDATE OF player ON rounds BEGIN
        INSERT INTO schedule_stale (player, fact, since) SELECT player, fact, 0 FROM attempts
        JOIN (SELECT OLD.player AS player UNION SELECT NEW.player) WHERE round = NEW.id AND player IS NOT NULL
        ON CONFLICT DO UPDATE SET since = 0;
    END""",
    """CREATE TRIGGER schedule_left AFTER DELETE ON players BEGIN
        DELETE FROM schedule WHERE player = OLD.id;
        DELETE FROM schedule_stale WHERE player = OLD.id;
        DELETE FROM schedule_by WHERE player = OLD.id;
    END""",
)

#: Names how memories are folded. Kept ones that were folded otherwise are folded anew.
SCHEDULER = "fsrs-6/2"
_MOST_STABLE = 1e6  # days
_LEAST_STABLE = 0.001
_LONGEST_GAP = 36_500  # days, as the scheduler has it
#: What is remembered of a fact. Numbers of a row that was harmed are brought to the nearest that can be.
_STABILITY = f"min(max(stability, {_LEAST_STABLE}), {_MOST_STABLE})"
_DIFFICULTY = "min(max(difficulty, 1), 10)"
#: The days of a fact. Those of a row that was harmed are brought to the nearest that have a date.
_DAYS = f"min(max(reviewed_on, {FIRST_DAY}), {LAST_DAY}), min(max(due_on, {FIRST_DAY}), {LAST_DAY + _LONGEST_GAP})"

#: A first try as the fold needs it, and what tells which of a round's came first.
_TRY = f"a.fact, a.round, a.position, a.is_right, a.hinted, a.certainty, a.answered_at, {KEPT_OFFSET_S}"
_COUNTING = (
    f"SELECT {_TRY} FROM attempts a JOIN rounds r ON r.id = a.round "
    f"WHERE r.player = ? AND a.kind = 'first' AND {COUNTS}"
)
_IN_ORDER = "ORDER BY a.fact, a.answered_at, a.round, a.position"
_FIRST_OF_ROUND = (
    "AND NOT EXISTS (SELECT 1 FROM attempts e WHERE e.round = a.round AND e.position < a.position "
    "AND e.fact = a.fact AND e.kind = 'first' AND e.voided_at IS NULL AND e.forgotten_at IS NULL)"
)
_KEEP = (
    "INSERT INTO schedule "
    "(player, fact, stability, difficulty, reviewed_on, due_on, reviewed_at, is_right, surely_wrong) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (player, fact) DO UPDATE SET stability = excluded.stability, "
    "difficulty = excluded.difficulty, reviewed_on = excluded.reviewed_on, due_on = excluded.due_on, "
    "reviewed_at = excluded.reviewed_at, is_right = excluded.is_right, surely_wrong = excluded.surely_wrong"
)


_Row = tuple[Any, ...]


class _Folded(NamedTuple):
    """What the first tries on a fact come to; no memory where there are none. `at` is the time of the last one."""

    fact: str
    memory: "Memory | None" = None
    at: int = 0
    right: bool = False
    surely_wrong: bool = False


def added(_db: sqlite3.Connection, _attempt: str) -> None:
    """Do nothing: a trigger has noted it."""


def voided(_db: sqlite3.Connection, _attempt: str) -> None:
    """Do nothing: a trigger has noted it."""


def rebuild(_db: sqlite3.Connection, _answers: "Answers", _on_progress: "OnProgress | None" = None) -> None:
    """Do nothing: what is not kept is folded when it is next needed, and triggers have noted what changed."""


class Schedule:
    """The schedule of the player of a history. Methods raise `HistoryError`."""

    def __init__(self, history: "History") -> None:
        self._history = history

    @property
    def _player(self) -> str:
        return self._history.player.id if self._history.player else ""

    @property
    def is_kept(self) -> bool:
        """Whether everything is folded but what has changed since."""
        by = self._history.select("SELECT scheduler FROM schedule_by WHERE player = ?", self._player)
        return by == [(SCHEDULER,)]

    def known(self, banks: Iterable[str]) -> list[ReviewState]:
        """Return what is known of the facts of banks, brought up to date; what has changed is kept.

        Facts that are set aside are left out. One that rests is due when it has rested.
        """
        wanted = list(banks)
        unkept = {one.fact: one for one in self.update()}
        found = [one for bank in wanted for one in self._kept(bank) if one.fact not in unkept]
        for fact, memory, at, *last in unkept.values():
            if memory is not None and fact.partition("/")[0] in wanted:
                found.append(ReviewState(fact, memory.stability, at, memory.day, memory.due, *last))
        aside, rests = aside_facts(self._history), resting(self._history, clock.now().day)
        found = [one for one in found if one.fact not in aside] if aside else found
        return [one._replace(due=max(one.due, rests.get(one.fact, 0))) for one in found] if rests else found

    def memories(self, banks: Iterable[str]) -> dict[str, "Memory"]:
        """Return what is remembered of the facts of banks, with how hard they are, brought up to date."""
        from quiz.game.memory import Memory

        wanted = set(banks)
        unkept = {one.fact: one.memory for one in self.update()}
        rows = self._history.select(
            f"SELECT fact, {_STABILITY}, {_DIFFICULTY}, {_DAYS} FROM schedule WHERE player = ?", self._player
        )
        kept = {row[0]: Memory(*row[1:]) for row in rows} | {fact: one for fact, one in unkept.items() if one}
        return {fact: one for fact, one in kept.items() if fact.partition("/")[0] in wanted}

    def states(self, facts: Iterable[str]) -> dict[str, ReviewState]:
        """Return what is known of some facts as it is kept; those that were never asked are not there."""
        found = [self._states("fact = ?", fact) for fact in facts]
        return {one.fact: one for rows in found for one in rows}

    def _kept(self, bank: str) -> list[ReviewState]:
        return self._states("fact >= ? AND fact < ?", f"{bank}/", f"{bank}0")  # `0` comes right behind `/`

    def _states(self, which: str, *values: str) -> list[ReviewState]:
        rows = self._history.select(
            f"SELECT fact, {_STABILITY}, reviewed_at, {_DAYS}, is_right, surely_wrong FROM schedule "
            f"WHERE player = ? AND {which}",
            *(self._player, *values),
        )
        return [
            ReviewState(fact, stability, at, day, due, bool(right), bool(surely_wrong))
            for fact, stability, at, day, due, right, surely_wrong in rows
        ]

    def last_items(self, facts: Sequence[str]) -> list[tuple[str, str]]:
        """Return each fact with the item that it was last asked with, or nothing."""
        asked = (
            "SELECT a.item FROM attempts a JOIN rounds r ON r.id = a.round WHERE a.fact = ? AND r.player = ? "
            "ORDER BY a.answered_at DESC, a.position DESC LIMIT 1"
        )
        found = [self._history.select(asked, fact, self._player) for fact in facts]
        return [(fact, rows[0][0] if rows else "") for fact, rows in zip(facts, found, strict=True)]

    def update(self) -> list[_Folded]:
        """Fold what has changed, and keep it. Returns what cannot be kept, as the file is only read."""
        if not self._player:
            return []
        if not self.is_kept:
            return self._fold_all()
        stale = self._history.select("SELECT fact, since FROM schedule_stale WHERE player = ?", self._player)
        if not stale:
            return []
        if not self._history.writable:
            return [self._folded(fact, since) for fact, since in stale]
        with self._history.transaction() as db:
            self._keep(db, [self._folded(fact, since) for fact, since in stale])
            db.executemany(
                "DELETE FROM schedule_stale WHERE player = ? AND fact = ?", [(self._player, fact) for fact, _ in stale]
            )
        return []

    def _fold_all(self) -> list[_Folded]:
        """Fold every fact anew."""
        tries = f"{_COUNTING} {_IN_ORDER}"
        if not self._history.writable:
            return list(_by_fact(self._history.select(tries, self._player)))
        with self._history.transaction() as db:
            for table in ("schedule", "schedule_stale", "schedule_by"):
                db.execute(f"DELETE FROM {table} WHERE player = ?", (self._player,))
            self._keep(db, _by_fact(db.execute(tries, (self._player,))))
            db.execute("INSERT INTO schedule_by (player, scheduler) VALUES (?, ?)", (self._player, SCHEDULER))
        return []

    def _folded(self, fact: str, since: int) -> _Folded:
        """Fold a fact whose attempts have changed since a time: where that is after its last review, from there on."""
        found = self._history.select(
            "SELECT stability, difficulty, reviewed_on, due_on, reviewed_at, is_right, surely_wrong FROM schedule "
            "WHERE player = ? AND fact = ?",
            *(self._player, fact),
        )
        if found and _goes_on(*found[0][:5]) and found[0][4] < since:
            from quiz.game.memory import Memory

            *kept, at, right, surely_wrong = found[0]
            before = _Folded(fact, Memory(*kept), at, bool(right), bool(surely_wrong))
            later = f"{_COUNTING} AND a.fact = ? AND a.answered_at >= ? {_FIRST_OF_ROUND} {_IN_ORDER}"
            return _fold(before, self._history.select(later, self._player, fact, since))
        tries = self._history.select(f"{_COUNTING} AND a.fact = ?", self._player, fact)
        return _fold(_Folded(fact), _firsts(tries))

    def _keep(self, db: sqlite3.Connection, folded: Iterable[_Folded]) -> None:
        for fact, memory, at, right, surely_wrong in folded:
            if memory is None:
                db.execute("DELETE FROM schedule WHERE player = ? AND fact = ?", (self._player, fact))
            else:
                db.execute(_KEEP, (self._player, fact, *memory, at, int(right), int(surely_wrong)))


def _goes_on(stability: float, difficulty: float, reviewed_on: int, due_on: int, reviewed_at: int) -> bool:
    """Tell whether a memory that was kept is one, or was harmed and has to be folded from its attempts."""
    has_dates = FIRST_DAY <= reviewed_on <= LAST_DAY and reviewed_on < due_on and reviewed_at >= 0
    return has_dates and 0 < stability < _MOST_STABLE and 1 <= difficulty <= 10


def _by_fact(tries: Iterable[_Row]) -> Iterator[_Folded]:
    """Fold first tries that come fact by fact."""
    for fact, rows in groupby(tries, itemgetter(0)):
        yield _fold(_Folded(fact), _firsts(rows))


def _firsts(tries: Iterable[_Row]) -> list[_Row]:
    """Return the first of each round, in order of time."""
    first: dict[str, _Row] = {}
    for row in tries:
        other = first.setdefault(row[1], row)
        if row[2] < other[2]:
            first[row[1]] = row
    return sorted(first.values(), key=_time)


def _time(row: _Row) -> tuple[int, str, int]:
    _, round_, position, *_, at, _ = row
    return at, round_, position


def _fold(before: _Folded, tries: Iterable[_Row]) -> _Folded:
    """Return what is known of a fact after tries that came after `before`."""
    from quiz.game.memory import grade, reviewed  # with the scheduler's library, which takes long to import

    fact, memory, last, right, surely_wrong = before
    for *_, is_right, hinted, certainty, at, offset_s in tries:
        right = bool(is_right)
        surely_wrong = certainty == SURE and not right
        memory = reviewed(memory, grade(right, bool(hinted), certainty), clock.moment(at, offset_s).day)
        last = at
    return _Folded(fact, memory, last, right, surely_wrong)
