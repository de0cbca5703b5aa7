"""The schedule: what each player knows about each fact, and each player's pace, folded from the attempts and saved.

Answers are not folded when they are saved, because the player is waiting then. Triggers note the facts whose first
tries have changed, or whose rounds now belong to someone else, whatever part of the program did that; only these are
folded again when the schedule is next needed. If nothing is saved, or another scheduler made it, everything is folded
again.

A memory is saved as it is at the usual pace, together with what the answers to the fact say about the pace. The
player's pace follows from the sum of that, and what is read from the schedule is at that pace.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from quiz import clock
from quiz.days import FIRST_DAY, LAST_DAY, day_of
from quiz.game.due import ReviewState
from quiz.game.memory import LONGEST_GAP, USUAL, Memory, Pace, first_review, later_review, remembered
from quiz.game.pace import NO_EVIDENCE, Evidence, added_up, evidence_in, evidence_text, pace_of, sort_of
from quiz.history.asides import aside_facts
from quiz.history.derived.first_tries import (
    TRIES,
    TRIES_OF_FACT,
    TRIES_SINCE,
    GivenTry,
    by_fact,
    graded_try,
    of_fact,
)
from quiz.history.leeches import resting
from quiz.interpreter import collector_off

if TYPE_CHECKING:
    from quiz.game.calibration import Try
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
        evidence    TEXT    NOT NULL DEFAULT '',  -- what its answers say of the pace (see quiz/game/pace.py)
        asked       INTEGER NOT NULL,      -- how many first tries it rests on
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
        scheduler   TEXT    NOT NULL,
        evidence    TEXT    NOT NULL DEFAULT ''  -- the sum of that of all facts
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

#: The name of the rules by which memories are folded. Memories from other rules are folded again.
SCHEDULER = "fsrs-6/5"
_MOST_STABLE = 1e6  # days
_LEAST_STABLE = 0.001
#: What is remembered of a fact. Numbers in a damaged row are changed to the nearest that are possible.
_STABILITY = f"min(max(stability, {_LEAST_STABLE}), {_MOST_STABLE})"
_DIFFICULTY = "min(max(difficulty, 1), 10)"
_ASKED = "max(asked, 1)"
#: The days of a fact. Days in a damaged row are changed to the nearest that have a date.
_DAYS = f"min(max(reviewed_on, {FIRST_DAY}), {LAST_DAY}), min(max(due_on, {FIRST_DAY}), {LAST_DAY + LONGEST_GAP})"

_KEEP = (
    "INSERT INTO schedule "
    "(player, fact, stability, difficulty, reviewed_on, due_on, asked, reviewed_at, is_right, evidence, surely_wrong) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (player, fact) DO UPDATE SET stability = excluded.stability, "
    "difficulty = excluded.difficulty, reviewed_on = excluded.reviewed_on, due_on = excluded.due_on, "
    "asked = excluded.asked, reviewed_at = excluded.reviewed_at, is_right = excluded.is_right, "
    "evidence = excluded.evidence, surely_wrong = excluded.surely_wrong"
)
_SAID_BY_ALL = "SELECT evidence FROM schedule_by WHERE player = ?"
_SAID_BY_FACT = "SELECT evidence FROM schedule WHERE player = ? AND fact = ?"
_NO_MEMORY = (0.0, 0.0, 0, 0, 0)
_REPORTED = 500  # facts, between two reports of how many were folded


class _Folded(NamedTuple):
    """The result of the first tries at a fact; there is no memory without any. `at` is the time of the last one."""

    fact: str
    memory: Memory | None = None
    at: int = 0
    right: bool = False
    surely_wrong: bool = False
    evidence: Evidence = NO_EVIDENCE


def added(_db: sqlite3.Connection, _attempt: str) -> None:
    """Do nothing: a trigger has noted it."""


def voided(_db: sqlite3.Connection, _attempt: str) -> None:
    """Do nothing: a trigger has noted it."""


def rebuild(db: sqlite3.Connection, _answers: "Answers", on_progress: "OnProgress | None" = None) -> None:
    """Fold what other rules have folded. Otherwise triggers have noted what has changed.

    `on_progress` is given the share of the players and facts that is done, from 0 to 1.
    """
    sql = (
        "SELECT id FROM players WHERE id IN (SELECT player FROM rounds) "
        "AND id NOT IN (SELECT player FROM schedule_by WHERE scheduler = ?) ORDER BY id"
    )
    wanted = [player for (player,) in db.execute(sql, (SCHEDULER,))]
    for i, player in enumerate(wanted):
        part = None if on_progress is None else lambda share, i=i: on_progress((i + share) / len(wanted))
        _fold_all(db, player, part)


class Schedule:
    """The schedule of the player of a history. Methods raise `HistoryError`."""

    def __init__(self, history: "History") -> None:
        self._history = history

    @property
    def _player(self) -> str:
        return self._history.player.id if self._history.player else ""

    @property
    def is_kept(self) -> bool:
        """Whether everything is folded except what has changed since."""
        by = self._history.select("SELECT scheduler FROM schedule_by WHERE player = ?", self._player)
        return by == [(SCHEDULER,)]

    def pace(self) -> Pace:
        """Return the player's pace, brought up to date: see `quiz.game.pace`."""
        return pace_of(self._updated()[1])

    def known(self, banks: Iterable[str]) -> list[ReviewState]:
        """Return what is known about the facts of banks, at the player's pace and up to date; changes are saved.

        Facts that are set aside are left out. A fact that rests is due after its rest.
        """
        wanted = list(banks)
        folded, said = self._updated()
        unkept = {one.fact: one for one in folded}
        found = [one for bank in wanted for one in self._kept(bank) if one.fact not in unkept]
        for fact, memory, at, right, surely_wrong, _ in unkept.values():
            if memory is not None and fact.partition("/")[0] in wanted:
                stability, _, day, due, asked, _ = memory
                found.append(ReviewState(fact, stability, at, day, due, right, surely_wrong, asked))
        pace = pace_of(said)
        found = found if pace == USUAL else [one.at_pace(pace) for one in found]
        aside, rests = aside_facts(self._history), resting(self._history, clock.now().day)
        found = [one for one in found if one.fact not in aside] if aside else found
        return [one._replace(due=max(one.due, rests.get(one.fact, 0))) for one in found] if rests else found

    def memories(self, banks: Iterable[str]) -> dict[str, Memory]:
        """Return the memories of the facts of banks, with their difficulty, at the usual pace and up to date."""
        wanted = set(banks)
        folded, _ = self._updated()
        unkept = {one.fact: one.memory for one in folded}
        rows = self._history.select(
            f"SELECT fact, {_STABILITY}, {_DIFFICULTY}, {_DAYS}, {_ASKED} FROM schedule WHERE player = ?", self._player
        )
        kept = {row[0]: Memory(*row[1:]) for row in rows} | {fact: one for fact, one in unkept.items() if one}
        return {fact: one for fact, one in kept.items() if fact.partition("/")[0] in wanted}

    def states(self, facts: Iterable[str]) -> dict[str, ReviewState]:
        """Return what is known about some facts, as it was last saved; facts that were never asked are left out."""
        pace = pace_of(self._said()) if self.is_kept else USUAL
        found = [self._states("fact = ?", fact) for fact in facts]
        return {one.fact: one.at_pace(pace) for rows in found for one in rows}

    def _kept(self, bank: str) -> list[ReviewState]:
        return self._states("fact >= ? AND fact < ?", f"{bank}/", f"{bank}0")  # `0` comes right after `/`

    def _states(self, which: str, *values: str) -> list[ReviewState]:
        rows = self._history.select(
            f"SELECT fact, {_STABILITY}, reviewed_at, {_DAYS}, is_right, surely_wrong, {_ASKED} FROM schedule "
            f"WHERE player = ? AND {which}",
            *(self._player, *values),
        )
        return [
            ReviewState(fact, stability, at, day, due, bool(right), bool(surely_wrong), asked)
            for fact, stability, at, day, due, right, surely_wrong, asked in rows
        ]

    def tries(self) -> "Iterator[Try]":
        """Yield the first tries that the schedule is folded from, in the order of time."""
        from quiz.game.calibration import Try

        rows = self._history.select(f"{TRIES} ORDER BY a.answered_at, a.round, a.position", self._player)
        seen: set[tuple[str, str]] = set()
        for fact, round_, _, at, offset_s, worth, form in rows:
            if (fact, round_) not in seen:
                seen.add((fact, round_))
                one = graded_try(worth, form)
                yield Try(fact, one.grade, one.right, clock.moment(at, offset_s).day, one.hinted, one.chance)

    def last_items(self, facts: Sequence[str]) -> list[tuple[str, str]]:
        """Return each fact with the item that it was last asked with, or nothing."""
        asked = (
            "SELECT a.item FROM attempts a JOIN rounds r ON r.id = a.round WHERE a.fact = ? AND r.player = ? "
            "ORDER BY a.answered_at DESC, a.position DESC LIMIT 1"
        )
        found = [self._history.select(asked, fact, self._player) for fact in facts]
        return [(fact, rows[0][0] if rows else "") for fact, rows in zip(facts, found, strict=True)]

    def update(self) -> None:
        """Fold what has changed, and keep it."""
        self._updated()

    def _updated(self) -> tuple[list[_Folded], Evidence]:
        """Fold what has changed, and save it. Returns what a file that is only read cannot hold, and all evidence."""
        if not self._player:
            return [], NO_EVIDENCE
        if not self.is_kept:
            return self._anew()
        stale = self._history.select("SELECT fact, since FROM schedule_stale WHERE player = ?", self._player)
        if not stale:
            return [], self._said()
        folded = [self._folded(fact, since) for fact, since in stale]
        total = self._said({one.fact: one.evidence for one in folded})
        if not self._history.writable:
            return folded, total
        with self._history.transaction() as db:
            _keep(db, self._player, folded)
            db.executemany(
                "DELETE FROM schedule_stale WHERE player = ? AND fact = ?", [(self._player, fact) for fact, _ in stale]
            )
            db.execute("UPDATE schedule_by SET evidence = ? WHERE player = ?", (evidence_text(total), self._player))
        return [], total

    def _said(self, changed: Mapping[str, Evidence] = MappingProxyType({})) -> Evidence:
        """Return what all answers say about the pace, with the `changed` facts; damaged sums are added up again."""
        kept = [text for (text,) in self._history.select(_SAID_BY_ALL, self._player)]
        before = [text for fact in changed for (text,) in self._history.select(_SAID_BY_FACT, self._player, fact)]
        known = [evidence_in(text) for text in (*kept, *before)]
        if None not in known:
            found = [one for one in known if one is not None]
            return added_up([found[0], *changed.values()], found[1:])
        rows = self._history.select("SELECT fact, evidence FROM schedule WHERE player = ?", self._player)
        others = [evidence_in(text) or NO_EVIDENCE for fact, text in rows if fact not in changed]
        return added_up([*others, *changed.values()])

    def _anew(self) -> tuple[list[_Folded], Evidence]:
        """Fold every fact again."""
        if self._history.writable:
            with self._history.transaction() as db, collector_off():
                return [], _fold_all(db, self._player)
        folded = [_fold(_Folded(fact), tries) for fact, tries in by_fact(self._history.select, self._player)]
        return folded, added_up([one.evidence for one in folded])

    def _folded(self, fact: str, since: int) -> _Folded:
        """Fold a fact whose attempts have changed since a time; if that is after its last review, only the rest."""
        found = self._history.select(
            "SELECT stability, difficulty, reviewed_on, due_on, asked, reviewed_at, is_right, surely_wrong, evidence "
            "FROM schedule WHERE player = ? AND fact = ?",
            *(self._player, fact),
        )
        said = evidence_in(found[0][-1]) if found else None
        if found and said is not None and _goes_on(*found[0][:6]) and found[0][5] < since:
            *kept, at, right, surely_wrong, _ = found[0]
            before = _Folded(fact, Memory(*kept), at, bool(right), bool(surely_wrong), said)
            return _fold(before, of_fact(self._history.select(TRIES_SINCE, self._player, fact, since)))
        return _fold(_Folded(fact), of_fact(self._history.select(TRIES_OF_FACT, self._player, fact)))


def _fold_all(db: sqlite3.Connection, player: str, on_progress: "OnProgress | None" = None) -> Evidence:
    """Fold every fact of a player again, in the caller's transaction. Returns what they say about the pace."""
    for table in ("schedule", "schedule_stale", "schedule_by"):
        db.execute(f"DELETE FROM {table} WHERE player = ?", (player,))
    count = 0
    if on_progress is not None:
        sql = "SELECT count(DISTINCT a.fact) FROM attempts a JOIN rounds r ON r.id = a.round WHERE r.player = ?"
        ((count,),) = db.execute(sql, (player,))
    total: dict[int, int] = {}

    def noted(folded: Iterable[_Folded]) -> Iterator[_Folded]:
        """Pass on what is folded, add up what it says about the pace, and report progress."""
        for i, one in enumerate(folded):
            for sort, count_of in one.evidence.items():
                total[sort] = total.get(sort, 0) + count_of
            if on_progress is not None and i % _REPORTED == 0 and count:
                on_progress(i / count)
            yield one

    facts = by_fact(lambda sql, *values: db.execute(sql, values), player)
    _keep(db, player, noted(_fold(_Folded(fact), tries) for fact, tries in facts))
    kept = (player, SCHEDULER, evidence_text(total))
    db.execute("INSERT INTO schedule_by (player, scheduler, evidence) VALUES (?, ?, ?)", kept)
    return total


def _keep(db: sqlite3.Connection, player: str, folded: Iterable[_Folded]) -> None:
    for fact, memory, at, right, surely_wrong, said in folded:
        if memory is None:
            db.execute("DELETE FROM schedule WHERE player = ? AND fact = ?", (player, fact))
        else:
            db.execute(_KEEP, (player, fact, *memory[:5], at, int(right), evidence_text(said), int(surely_wrong)))


def _goes_on(stability: float, difficulty: float, reviewed_on: int, due_on: int, asked: int, reviewed_at: int) -> bool:
    """Return whether a saved memory is intact; a damaged one has to be folded again from its attempts."""
    has_dates = FIRST_DAY <= reviewed_on <= LAST_DAY and reviewed_on < due_on and reviewed_at >= 0
    return has_dates and asked > 0 and 0 < stability < _MOST_STABLE and 1 <= difficulty <= 10


def _fold(before: _Folded, tries: Iterable[GivenTry]) -> _Folded:
    """Return what is known about a fact after tries that came after `before`."""
    fact, memory, last, right, surely_wrong, said = before
    stability, difficulty, day, _, asked = memory[:5] if memory else _NO_MEMORY
    sorts: list[int] = []
    for last, offset_s, worth, form in tries:
        right, hinted, surely_wrong, marked, chance = graded_try(worth, form)
        before_on, day = day, day_of(last, clock.utc_offset_s(last) if offset_s is None else offset_s)
        asked += 1
        if not before_on:
            stability, difficulty = first_review(marked, chance)
            continue
        gap = day - before_on if day > before_on else 0
        if gap and not hinted:
            sorts.append(sort_of(stability, asked - 1, gap, right, chance))
        stability, difficulty = later_review(stability, difficulty, gap, marked, chance)
    if not day:
        return before
    said = added_up([said, Counter(sorts)]) if sorts else said
    return _Folded(fact, remembered(stability, difficulty, day, asked), last, right, surely_wrong, said)
