"""A student's year, day by day, compared with a ledger that is kept from what the program said and from SQLite alone.

The student begins with the history of an earlier version and has two computers. There are days with several rounds,
with a program that is killed, with two at once, with a clock that is wrong and with another time zone; what was played
on one computer comes to the other as a file. Nothing is known about the program except what it shows.
"""

import re
import shutil
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from trials.driving import make_home
from trials.forked import Begun, Conditions, Done, pool, run
from trials.ledger import Answered, answered
from trials.report import Report

__all__ = ["Machine", "year"]

_EARLIER = Path(__file__).parent.parent / "tests" / "history" / "history-v15.sql"
_MORNING = 1_767_222_000_000  # 2025-12-31, 23 o'clock UTC
_DAY_MS = 86_400_000
_DAY_BEGINS_MS = 4 * 3_600_000
_FIRST_DAY = 719_163  # the number of 1970-01-01, where 0001-01-01 is 1
_ZONES = ("Europe/Berlin", "Europe/Berlin", "Europe/Berlin", "Asia/Tokyo", "America/St_Johns", "Pacific/Apia")
_WRONG_CLOCK_DAYS = (-365, -1, 1, 30, 300, -20_000)
_SAID = re.compile(
    r"^(?:Question \d+ of \d+|\d+ to go)\..*\n(?P<stem>.+)\n"
    r"|^(?P<verdict>Right|Not this time)\. You (?:chose \d+, (?P<chosen>[^.\n]+)|typed (?P<typed>\w+))\."
    r"|(?P<back>Your answer is taken back)\. The question comes again\.",
    re.MULTILINE,
)
_KEPT = (
    "id, round, position, kind, item, fact, slot, shown, chosen, hinted, is_right, took_ms, answered_at, utc_offset_s"
)
_FINE, _USAGE = 0, 2
_NO_BANK = "there is no bank or course `colors`"  # the bank that the earlier history is about


class Row(NamedTuple):
    """An answer in the file: the part that never changes, and whether it was taken back."""

    kept: tuple[Any, ...]
    is_voided: bool

    @property
    def answered(self) -> Answered:
        """What was shown and chosen, and whether it was right."""
        return answered(self.kept[7], self.kept[8], self.kept[10])


class Machine:
    """A computer: its folder, and the answers that must be in its history."""

    def __init__(self, folder: Path) -> None:
        self.home = make_home(folder)
        self.file = self.home / "data" / "history.db"
        self.rows = self.read()
        self.untold = 0  # answers that were saved by programs that were killed before they could show that

    def read(self) -> dict[str, Row]:
        """Return the answers of the file by their ids. Raises `sqlite3.Error` if it is not intact."""
        if not self.file.exists():
            return {}
        with closing(sqlite3.connect(self.file)) as db:
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert not db.execute("PRAGMA foreign_key_check").fetchall()
            found = db.execute(f"SELECT {_KEPT}, voided_at IS NOT NULL FROM attempts").fetchall()
        return {row[0]: Row(row[:-1], bool(row[-1])) for row in found}

    def check(self, said: Sequence[Done], killed: int) -> list[str]:
        """Compare what programs said with what is new in the file. Returns what is wrong."""
        shown: Counter[Answered] = Counter()
        back = 0
        for one in said:
            stem = ""
            for found in _SAID.finditer(one.out):
                stem = found["stem"] or stem
                back += bool(found["back"])
                if found["verdict"]:
                    shown[Answered(stem, found["chosen"] or found["typed"], found["verdict"] == "Right")] += 1
        rows = self.read()
        wrong = [
            f"an answer is gone or changed: {id_}" for id_, row in self.rows.items() if not _is_same(row, rows.get(id_))
        ]
        new = {id_: row for id_, row in rows.items() if id_ not in self.rows}
        kept = Counter(row.answered for row in new.values())
        extra = kept - shown
        wrong += [f"shown and not kept: {one}" for one in shown - kept]
        wrong += [f"kept and not shown: {one}" for one in extra] if extra.total() > killed else []
        voided = sum(row.is_voided for row in rows.values()) - sum(row.is_voided for row in self.rows.values())
        if not back <= voided <= back + killed:
            wrong.append(f"{back} answers were taken back, {voided} are so in the file")
        self.untold += extra.total()
        self.rows = rows
        return wrong

    def counted(self) -> list[str]:
        """Count the answers again and compare them with the counts in the file. Returns what is wrong."""
        with closing(sqlite3.connect(self.file)) as db:
            rows = db.execute(
                "SELECT fact, kind, is_right, answered_at, coalesce(utc_offset_s, assumed_offset_s) FROM attempts "
                "WHERE voided_at IS NULL"
            ).fetchall()
            facts = {
                fact: (tries, right)
                for fact, tries, right in db.execute("SELECT fact, tries, is_right FROM fact_counts")
            }
            days = Counter(dict(db.execute("SELECT day, answers FROM day_counts").fetchall()))
        tries = Counter(fact for fact, kind, *_ in rows if kind == "first")
        right = Counter(fact for fact, kind, is_right, *_ in rows if kind == "first" and is_right)
        wrong = [] if facts == {fact: (tries[fact], right[fact]) for fact in tries} else ["facts are counted otherwise"]
        played = Counter((at + offset * 1000 - _DAY_BEGINS_MS) // _DAY_MS + _FIRST_DAY for *_, at, offset in rows)
        return wrong if played == days else [*wrong, f"days are counted otherwise: {played - days}, {days - played}"]


def _is_same(before: Row, after: Row | None) -> bool:
    """Return whether an answer is as it was. One that was taken back stays taken back."""
    return after is not None and before.kept == after.kept and after.is_voided >= before.is_voided


def year(count: int, seed: int) -> Report:
    """Live a number of days as a student, drawn from a seed."""
    began = time.monotonic()
    with pool() as processes:
        wrong, figures = processes.submit(_year, count, seed).result()
    return Report("year", count, "days of a student", time.monotonic() - began, wrong, figures)


def _year(count: int, seed: int) -> tuple[list[str], list[tuple[str, str]]]:
    folder = Path(tempfile.mkdtemp(prefix="quiz-year-"))
    did: Counter[str] = Counter()
    try:
        machines = [_begun(folder / "first"), Machine(folder / "second")]
        wrong = []
        for day in range(count):
            random = Random(f"{seed} {day}")
            found = _sync(folder, machines, _conditions(day, random)) if day % 7 == 0 else []
            for _ in range(random.choice((0, 1, 1, 2, 3))):
                found += _sat(random.choice(machines), day, random, did)
            wrong += [f"day {day}: {line}" for line in found]
        wrong += [f"at the end: {line}" for line in _ended(folder, machines, _conditions(count, Random(seed)))]
        figures = [(name, f"{number:,}") for name, number in sorted(did.items())]
        figures += [
            ("answers", f"{len(machines[0].rows):,}"),
            ("kept before they could be shown", f"{_untold(machines):,}"),
        ]
        return wrong, figures
    finally:
        shutil.rmtree(folder)


def _untold(machines: Sequence[Machine]) -> int:
    return sum(machine.untold for machine in machines)


def _begun(folder: Path) -> Machine:
    """Return a computer with the history of an earlier version, if the tests are there."""
    if _EARLIER.exists():
        (folder / "data").mkdir(parents=True, mode=0o700)
        with closing(sqlite3.connect(folder / "data" / "history.db")) as db:
            db.executescript(_EARLIER.read_text(encoding="utf-8"))
            db.execute("UPDATE rounds SET ended_at = 1, ending = 'left' WHERE ended_at IS NULL")  # its bank is not here
            db.commit()
    return Machine(folder)


def _conditions(day: int, random: Random) -> Conditions:
    """Return the clock and the time zone at some moment of a day; now and then the clock is wrong."""
    at = _MORNING + day * _DAY_MS + random.randrange(_DAY_MS)
    if random.random() < 0.08:
        at = max(1, at + random.choice(_WRONG_CLOCK_DAYS) * _DAY_MS)
    return Conditions(at, _ZONES[day // 30 % len(_ZONES)])


def _sat(machine: Machine, day: int, random: Random, did: Counter[str]) -> list[str]:
    """Sit down at a computer: a round or a review, perhaps two at once, perhaps killed. Returns what is wrong."""
    is_killed, programs = random.random() < 0.25, 2 if random.random() < 0.1 else 1
    begun = []
    for _ in range(programs):
        args, typed = _wish(random)
        conditions = _conditions(day, random)._replace(killed_after=random.uniform(0.02, 0.4) if is_killed else 0)
        begun.append(Begun(machine.home, args, typed, conditions))
        did[args[0]] += 1
    said = [one.end() for one in begun]
    killed = sum(one.code < 0 for one in said)
    did["killed"] += killed
    did["two at once"] += programs == 2
    wrong = [line for one in said if one.code >= 0 for line in one.wrong((_USAGE if _NO_BANK in one.err else _FINE,))]
    return wrong + machine.check(said, killed)


def _wish(random: Random) -> tuple[list[str], str]:
    """Return what the student starts, and what they type there."""
    lines = [
        random.choice(("1", "2", "3", "4", "u" if random.random() < 0.2 else "1")) for _ in range(random.randrange(14))
    ]
    if random.random() < 0.3:
        return ["review", "--plain", "--player", "me"], "\n".join(["2", *lines, "q", ""])
    args = ["play", "words", "--plain", "--player", "me", "--questions", str(random.randrange(2, 7))]
    return args, "\n".join([*lines, "q", ""])


def _sync(folder: Path, machines: Sequence[Machine], now: Conditions) -> list[str]:
    """Take what was played on each computer to the other. Returns what is wrong."""
    wrong: list[str] = []
    for here, there in (machines, machines[::-1]):
        if not here.rows:
            continue
        exported = run(here.home, ["players", "export", "me"], "", now)
        wrong += exported.wrong((_FINE,))
        file = folder / "me.jsonl"
        file.write_text(exported.out, encoding="utf-8")
        late = now._replace(at=_MORNING + 400 * _DAY_MS)  # no answer is too far ahead, whatever a clock showed
        wrong += run(there.home, ["players", "import", str(file)], "", late).wrong((_FINE,))
        rows = there.read()
        wrong += [
            f"an import changed an answer: {id_}" for id_, row in there.rows.items() if not _is_same(row, rows.get(id_))
        ]
        places = {row.kept[1:3] for row in rows.values()}
        wrong += [
            f"an answer did not come along: {id_}"
            for id_, row in here.read().items()
            if id_ not in rows and row.kept[1:3] not in places
        ]
        there.rows = rows
    return wrong


def _ended(folder: Path, machines: Sequence[Machine], now: Conditions) -> list[str]:
    """Look at both computers when the year is over. Returns what is wrong."""
    wrong = _sync(folder, machines, now)
    for machine in machines:
        doctor = run(machine.home, ["doctor"], "", now)
        wrong += doctor.wrong((_FINE,))
        wrong += [] if "is intact" in doctor.out else [f"doctor says: {doctor.out[:300]}"]
        before = machine.counted()
        wrong += [*before, *run(machine.home, ["stats", "--recount"], "", now).wrong((_FINE,)), *machine.counted()]
    return wrong
