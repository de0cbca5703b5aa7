"""The history: every round and every attempt, in one SQLite file.

One answer is one durable transaction. The file is never repaired, shortened or replaced in place: one that is not an
intact history of a known version is refused and left as it is.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from quiz.history.database import DATABASE_ERRORS, HistoryError, begin_writing, connect, reason, way_out
from quiz.history.players import Player, kept_player
from quiz.history.records import (
    ATTEMPT_COLUMNS,
    Attempt,
    Flag,
    InvalidRecord,
    RoundRow,
    attempt_of,
    attempt_row,
    compact_json,
    shown_of,
)

_COLUMNS = ", ".join(ATTEMPT_COLUMNS)
_DOCTOR = "`quiz doctor` says what can be done"
_PLACES = ", ".join("?" for _ in ATTEMPT_COLUMNS)
_SAVE = f"INSERT INTO attempts ({_COLUMNS}, digest) VALUES ({_PLACES}, ?) ON CONFLICT (id) DO NOTHING"
_ROUNDS = """
    SELECT r.id, r.started_at, r.mode, r.seed, r.planned, r.setup, r.ended_at, r.ending,
           coalesce(sum(a.kind = 'first' OR r.mode = 'practice'), 0),
           coalesce(sum(a.is_right AND (a.kind = 'first' OR r.mode = 'practice')), 0),
           CAST(total(a.took_ms) AS INTEGER)
    FROM rounds r LEFT JOIN attempts a ON a.round = r.id AND a.voided_at IS NULL
"""
_KNOWN_OF_BANK = (
    "fact >= ? AND fact < ? AND forgotten_at IS NULL AND voided_at IS NULL "
    "AND round IN (SELECT id FROM rounds WHERE player = ?)"
)


class History:
    """An open history. Raises `HistoryError` if something cannot be read or saved.

    With a `player`, it reads only that player's rounds and saves new ones as theirs; without one, it reads all rounds.
    """

    def __init__(self, path: Path, db: sqlite3.Connection, *, writable: bool, player: Player | None = None) -> None:
        self.path = path
        self.writable = writable
        self.player = player
        self._db = db
        self._inode = _inode(path)

    @classmethod
    def open(cls, path: Path, *, write: bool, on_progress: Callable[[float], None] | None = None) -> "History | None":
        """Open the history; if it will be written to and there is none, it is made.

        Returns None if there is none and it will only be read. A history of an earlier version is updated;
        `on_progress` is called with the share that is done, from 0 to 1.
        """
        db = connect(path, write=write, on_progress=on_progress)
        return cls(path, db, writable=write) if db is not None else None

    def of(self, player: Player) -> "History":
        """Return the same open history for one player."""
        return History(self.path, self._db, writable=self.writable, player=player)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def save(self, round_: RoundRow, attempt: Attempt, *, finished_at: int | None = None) -> None:
        """Save an answer, durably, before it returns. The round is saved with its first answer.

        An attempt that is saved twice is there once.
        """
        from quiz.history.digests import digest_of  # the first question does not need it

        row = attempt_row(attempt)
        with self.transaction() as db:
            player = kept_player(db, self.player)
            db.execute(
                "INSERT OR IGNORE INTO rounds (id, started_at, mode, seed, planned, setup, player) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (round_.id, round_.started_at, round_.mode, round_.seed, round_.planned, round_.setup, player.id),
            )
            added = db.execute(_SAVE, (*row, digest_of((*row, None)))).rowcount
            if added and attempt.utc_offset_s is None:
                from quiz.history.derived.answers import assume_offsets

                assume_offsets(db)
            if added and attempt.voided_at is None:
                from quiz.history.derived import upkeep  # the first question does not need it

                upkeep.added(db, attempt.id)
            if finished_at is not None:
                self._end(db, round_.id, "finished", finished_at)
        if self.player is not None:
            self.player = player

    def void(self, attempt_id: str, at: int) -> None:
        """Take an answer back: it stays in the log and is not counted. If its round was finished, it is open again."""
        from quiz.history.digests import digests_kept

        with self.transaction() as db:
            voids = "UPDATE attempts SET voided_at = ? WHERE id = ? AND voided_at IS NULL"
            with digests_kept(db, "id = ?", attempt_id):
                is_voided = db.execute(voids, (at, attempt_id)).rowcount
            if is_voided:
                from quiz.history.derived import upkeep

                upkeep.voided(db, attempt_id)
            db.execute(
                "UPDATE rounds SET ended_at = NULL, ending = NULL "
                "WHERE id = (SELECT round FROM attempts WHERE id = ?) AND ending = 'finished'",
                (attempt_id,),
            )

    def count_known(self, bank: str) -> int:
        """Return how many answers of the player say what is known about a bank."""
        counted = f"SELECT count(*) FROM attempts WHERE {_KNOWN_OF_BANK}"
        ((count,),) = self.select(counted, *self._known_of(bank))
        return int(count)

    def forget(self, banks: Iterable[str], at: int) -> None:
        """Stop counting the answers to banks towards what the player knows about them.

        They stay in the log, and count for their rounds and days.
        """
        from quiz.history.derived import upkeep
        from quiz.history.digests import digests_kept

        with self.transaction() as db:
            forgets = f"UPDATE attempts SET forgotten_at = ? WHERE {_KNOWN_OF_BANK}"
            count = 0
            for bank in banks:
                with digests_kept(db, _KNOWN_OF_BANK, *self._known_of(bank)):
                    count += db.execute(forgets, (at, *self._known_of(bank))).rowcount
            if count:
                upkeep.rebuild(db)

    def _known_of(self, bank: str) -> tuple[str, str, str]:
        return f"{bank}/", f"{bank}0", self.player.id if self.player else ""  # `0` is the character after `/`

    def flag(self, flag: Flag) -> None:
        """Save a flag, durably, before it returns. A flag that is saved twice is there once."""
        with self.transaction() as db:
            db.execute(
                "INSERT INTO flags (id, attempt, note, flagged_at, shown) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (id) DO NOTHING",
                (*flag[:4], compact_json(flag.shown.to_json())),
            )

    def flags(self) -> list[tuple[Flag, Attempt]]:
        """Return the flags and the answers they are about, the latest first."""
        columns = ", ".join(f"a.{name}" for name in ATTEMPT_COLUMNS)
        found = self.select(
            f"SELECT f.id, f.attempt, f.note, f.flagged_at, f.shown, {columns} FROM flags f "
            "JOIN attempts a ON a.id = f.attempt ORDER BY f.flagged_at DESC, f.id"
        )
        answers = self._attempts(row[5:] for row in found)
        try:
            flags = [Flag(row[0], row[1], row[2], row[3], shown_of(row[4])) for row in found]
        except InvalidRecord:
            raise self.damaged("a flag") from None
        return list(zip(flags, answers, strict=True))

    def recount(self) -> None:
        """Rebuild all derived tables, from all attempts of all players.

        Answers whose local time is not known are read in the time zone of this machine again.
        """
        from quiz.history.derived import upkeep
        from quiz.history.derived.answers import assume_offsets

        with self.transaction() as db:
            assume_offsets(db, again=True)
            upkeep.rebuild(db)

    def end(self, round_id: str, ending: str, at: int) -> None:
        """End a round: `finished`, `left` (another was begun) or `changed` (its bank was changed)."""
        with self.transaction() as db:
            self._end(db, round_id, ending, at)

    @staticmethod
    def _end(db: sqlite3.Connection, round_id: str, ending: str, at: int) -> None:
        db.execute(
            "UPDATE rounds SET ended_at = ?, ending = ? WHERE id = ? AND ended_at IS NULL", (at, ending, round_id)
        )

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Change the file: either everything within this context is done, or nothing."""
        if _inode(self.path) != self._inode:
            raise HistoryError(f"the history `{self.path}` was moved or replaced while it was open")
        try:
            begin_writing(self._db)
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
        except DATABASE_ERRORS as error:
            message = f"the history `{self.path}` cannot be written: {reason(error)}"
            raise HistoryError(message, way_out(error) or _DOCTOR) from error

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Within this context, the file is read as it is at one moment, whatever other programs write."""
        self.select("BEGIN")
        try:
            yield
        finally:
            self._db.rollback()

    def select(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what a query finds."""
        try:
            return self._db.execute(sql, values).fetchall()
        except DATABASE_ERRORS as error:
            message = f"the history `{self.path}` cannot be read: {reason(error)}"
            raise HistoryError(message, way_out(error) or _DOCTOR) from error

    @property
    def _mine(self) -> tuple[str, tuple[str, ...]]:
        """Return a condition on rounds `r` that selects those of the player, and its values."""
        return ("TRUE", ()) if self.player is None else ("r.player = ?", (self.player.id,))

    def open_rounds(self) -> list[RoundRow]:
        """Return the rounds that can be resumed, the latest first."""
        if not self.select("SELECT 1 FROM rounds WHERE ended_at IS NULL LIMIT 1"):
            return []
        return self._rounds("r.ended_at IS NULL AND ")

    def rounds(self) -> list[RoundRow]:
        """Return all rounds, the latest first."""
        return self._rounds()

    def _rounds(self, only: str = "") -> list[RoundRow]:
        mine, values = self._mine
        found = self.select(f"{_ROUNDS} WHERE {only}{mine} GROUP BY r.id ORDER BY r.started_at DESC, r.id", *values)
        return [RoundRow(*row) for row in found]

    def attempts(self, round_id: str) -> list[Attempt]:
        """Return the answers of a round, in order, including those that were taken back."""
        found = self.select(f"SELECT {_COLUMNS} FROM attempts WHERE round = ? ORDER BY position", round_id)
        return self._attempts(found)

    def _attempts(self, rows: Iterable[tuple[Any, ...]]) -> list[Attempt]:
        try:
            return [attempt_of(row) for row in rows]
        except InvalidRecord:
            raise self.damaged("an answer") from None

    def damaged(self, what: str) -> HistoryError:
        """Return the error to raise if something was read that this program never writes."""
        return HistoryError(
            f"the history `{self.path}` is damaged: {what} cannot be read", "`quiz doctor` says what can be done"
        )

    def attempts_by_fact(self, bank: str) -> dict[str, int]:
        """Return how often each fact of a bank was answered, by the fact's id; by all players."""
        # By the index: all ids that start with `bank/`; `0` is the character after `/`.
        query = "SELECT fact, count(*) FROM attempts WHERE fact >= ? AND fact < ? GROUP BY fact"
        return dict(self.select(query, f"{bank}/", f"{bank}0"))

    def attempts_of_all_banks(self) -> dict[str, int]:
        """Return how often each fact of any bank was answered, by the fact's id; by all players."""
        return dict(self.select("SELECT fact, count(*) FROM attempts GROUP BY fact"))

    def first_tries(self) -> list[tuple[str, str, str, bool]]:
        """Return (bank, topic, fact, right) of every first try that counts, oldest first."""
        mine, values = self._mine
        found = self.select(
            "SELECT a.bank, a.topic, a.fact, a.is_right FROM attempts a JOIN rounds r ON r.id = a.round "
            f"WHERE a.kind = 'first' AND a.voided_at IS NULL AND {mine} ORDER BY a.answered_at, a.round, a.position",
            *values,
        )
        return [(bank, topic, fact, bool(right)) for bank, topic, fact, right in found]


def _inode(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
