"""Damaged histories: the program says what is wrong, leaves the file as it is, and restores a backup."""

import hashlib
import shutil
import sqlite3
import stat
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random

from trials.driving import make_home
from trials.forked import Done, pool, run
from trials.harms import HARMS
from trials.report import Report

__all__ = ["damaging"]

_CHUNK = 50
_FINE, _STORAGE = 0, 74
_USAGE = 2  # if the id of a round is no longer there
_PLAY = ("play", "words", "--questions", "3", "--plain")
#: Commands that only read.
_READING = (
    ("history",),
    ("history", "--json"),
    ("stats",),
    ("stats", "--json"),
    ("stats", "--facts"),
    ("stats", "--confusions"),
    ("flags",),
    ("banks", "--json"),
    ("players",),
)


def damaging(count: int, seed: int) -> Report:
    """Damage a history `count` times, in each way in turn, at drawn places, and see what the program does."""
    began = time.monotonic()
    chunks = [(seed, first, min(_CHUNK, count - first)) for first in range(0, count, _CHUNK)]
    with pool() as processes:
        found = list(processes.map(_chunk, chunks))
    noticed = sum((part for _, part in found), Counter())
    figures = [(state, f"{number:,}") for state, number in sorted(noticed.items())]
    failures = [line for wrong, _ in found for line in wrong]
    return Report("damage", count, "damaged histories", time.monotonic() - began, failures, figures)


def _chunk(chunk: tuple[int, int, int]) -> tuple[list[str], Counter[str]]:
    """Damage a number of copies of a history. Returns what went wrong, and how `quiz doctor` called them, counted."""
    seed, first, size = chunk
    wrong: list[str] = []
    called: Counter[str] = Counter()
    folder = Path(tempfile.mkdtemp(prefix="quiz-damage-", dir=_memory()))
    try:
        well = make_home(folder / "well")
        _played(well)
        for number in range(first, first + size):
            name, harm = list(HARMS.items())[number % len(HARMS)]
            homes = [Path(shutil.copytree(well, folder / which)) for which in ("one", "two")]
            for home in homes:
                harm(home / "data" / "history.db", Random(f"{seed} {number}"))
            verdict, found = _tried(homes[0])
            found += _read_and_played(homes[1])
            called[verdict] += 1
            wrong += [f"damage {number}, {name}: {line}" for line in found]
            for home in homes:
                shutil.rmtree(home)
        return wrong, called
    finally:
        shutil.rmtree(folder)


def _played(home: Path) -> None:
    """Play a round to its end and another in part, with a flag and an answer taken back."""
    for typed in ("1\n2\n! odd\n3\n4\n1\n2\n3\n4\nr\n1\nu\n2\nq\n", "1\n2\nq\n"):
        done = run(home, [*_PLAY, "--seed", "7"], typed)
        assert done.code == _FINE, done
    backups = list((home / "data" / "backups").iterdir())
    assert len(backups) == 1, backups


def _tried(home: Path) -> tuple[str, list[str]]:
    """Run the program on a damaged history. Returns what `quiz doctor` calls it, and what went wrong."""
    before = _state(home)
    doctor = run(home, ["doctor"])
    wrong = _told("doctor", doctor, (_FINE, _STORAGE))
    if _state(home) != before:
        wrong.append("doctor changed something")
    if doctor.code == _FINE and not _is_sound(home / "data" / "history.db"):
        wrong.append("doctor called it sound")
    newer, readable = "newer version" in doctor.out, doctor.out.startswith("Your history can be read")
    if readable:
        wrong += _told("doctor --restore", run(home, ["doctor", "--restore"]), (_FINE,))
        if _state(home) != before:
            wrong.append("a history that can be read was replaced")
    elif doctor.code == _STORAGE and not newer:
        wrong += _restored(home, before)
    elif doctor.code == _STORAGE:
        wrong += _told("doctor --restore", run(home, ["doctor", "--restore"]), (_STORAGE,))
        if _state(home) != before:
            wrong.append("a newer history was replaced")
    if readable:
        return "reported with changed answers", wrong
    verdict = "reported as newer" if newer else "reported as damaged" if doctor.code else "reported as intact"
    return verdict, wrong


def _read_and_played(home: Path) -> list[str]:
    """Read and play with a damaged history, like a player who does not know about it. Returns what is wrong."""
    wrong: list[str] = []
    before = _state(home)
    reading = [*_READING, *(("history", name) for name in _rounds(home))]
    for args in reading:
        wrong += _told(" ".join(args), run(home, args), (_FINE, _STORAGE, _USAGE))
    if not _left_open(before) and _without_logs(_state(home)) != before:
        wrong.append("reading changed something")
    for typed in ("1\n1\n1\n1\nq\n", "2\n1\n1\nu\n1\n! x\n1\nq\n"):
        wrong += _told("play", run(home, _PLAY, typed), (_FINE, _STORAGE))
    wrong += _told("review", run(home, ["review", "--plain"], "1\n1\nq\n"), (_FINE, _STORAGE))
    return wrong


def _restored(home: Path, before: dict[str, str]) -> list[str]:
    """Restore the backup. Returns what is wrong with the history then."""
    path = home / "data" / "history.db"
    wrong = _told("doctor --restore", run(home, ["doctor", "--restore"]), (_FINE,))
    aside = path.with_name("history.damaged-1.db")
    after = _state(home)
    if after.get(str(aside.relative_to(home))) != before.get(str(path.relative_to(home))):
        wrong.append("what was there is not kept aside as it was")
    if not _is_sound(path):
        wrong.append("what was brought back is not sound")
    wrong += _told("doctor after it", run(home, ["doctor"]), (_FINE,))
    return wrong + _told("play after it", run(home, _PLAY, "1\n1\n2\nq\n"), (_FINE,))


def _told(what: str, done: Done, codes: tuple[int, ...]) -> list[str]:
    return [f"{what}: {line}" for line in done.wrong(codes)]


def _state(home: Path) -> dict[str, str]:
    """Return the files below the data folder, without those that can be rebuilt at any time: name -> digest."""
    found = {}
    for path in sorted((home / "data").rglob("*")):
        name = str(path.relative_to(home))
        if "cache" in path.parts:
            continue
        mode = path.lstat().st_mode
        if stat.S_ISREG(mode):
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        else:
            found[name] = str(path.readlink()) if stat.S_ISLNK(mode) else f"{mode:o}"
    return found


def _left_open(state: dict[str, str]) -> bool:
    """Return whether a change was cut off, which the next program that opens the file undoes or completes."""
    return any(name.endswith(("-journal", "-wal")) for name in state)


def _without_logs(state: dict[str, str]) -> dict[str, str]:
    """Leave out the files that SQLite makes to read a file in another journal mode."""
    return {name: digest for name, digest in state.items() if not name.endswith(("-wal", "-shm"))}


def _rounds(home: Path) -> list[str]:
    if not (home / "data" / "history.db").is_file():
        return []
    try:
        with closing(sqlite3.connect(f"file:{home}/data/history.db?mode=ro", uri=True)) as db:
            return [str(id_)[:8] for (id_,) in db.execute("SELECT id FROM rounds") if str(id_)[:1].isalnum()]
    except (sqlite3.Error, UnicodeDecodeError):
        return []


def _is_sound(path: Path) -> bool:
    """Return whether a history is intact, by SQLite alone, on a copy."""
    if not path.is_file():
        return False
    with tempfile.TemporaryDirectory() as folder:
        for name in (path.name, f"{path.name}-journal", f"{path.name}-wal"):
            if path.with_name(name).exists():
                shutil.copyfile(path.with_name(name), Path(folder, name))
        try:
            with closing(sqlite3.connect(Path(folder, path.name))) as db:
                return (
                    db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                    and not db.execute("PRAGMA foreign_key_check").fetchall()
                    and db.execute("SELECT count(*) FROM attempts").fetchone()[0] > 0
                )
        except (sqlite3.Error, UnicodeDecodeError):
            return False


def _memory() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None
