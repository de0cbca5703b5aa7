"""Ways in which a history can be damaged."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from random import Random

__all__ = ["HARMS"]

_PAGE = 4096


def _empty(path: Path, draw: Random) -> None:
    path.write_bytes(b"")


def _truncated(path: Path, draw: Random) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: draw.randrange(1, len(data))])


def _zeroed_page(path: Path, draw: Random) -> None:
    data = bytearray(path.read_bytes())
    at = draw.randrange(0, len(data), _PAGE)
    data[at : at + _PAGE] = bytes(_PAGE)
    path.write_bytes(data)


def _scribbled(path: Path, draw: Random) -> None:
    data = bytearray(path.read_bytes())
    size = draw.choice((1, 16, 512, _PAGE))
    at = draw.randrange(len(data) - size)
    data[at : at + size] = draw.randbytes(size)
    path.write_bytes(data)


def _swapped_pages(path: Path, draw: Random) -> None:
    data = bytearray(path.read_bytes())
    one, two = draw.sample(range(_PAGE, len(data), _PAGE), 2)
    data[one : one + _PAGE], data[two : two + _PAGE] = data[two : two + _PAGE], data[one : one + _PAGE]
    path.write_bytes(data)


def _garbage(path: Path, draw: Random) -> None:
    path.write_bytes(draw.randbytes(draw.randrange(1, 40_000)))


def _garbage_behind_the_header(path: Path, draw: Random) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:100] + draw.randbytes(len(data) - 100))


def _flipped(path: Path, draw: Random, below: int | None = None) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(draw.choice((1, 1, 1, 2, 8, 64))):
        data[draw.randrange(below or len(data))] ^= 1 << draw.randrange(8)
    path.write_bytes(data)


def _flipped_in_the_header(path: Path, draw: Random) -> None:
    _flipped(path, draw, 100)


def _flipped_in_the_schema(path: Path, draw: Random) -> None:
    _flipped(path, draw, _PAGE)


def _garbage_journal(path: Path, draw: Random) -> None:
    magic = bytes.fromhex("d9d505f920a163d7")
    journal = path.with_name(f"{path.name}-journal")
    journal.write_bytes(draw.choice((b"", magic)) + draw.randbytes(draw.randrange(1, 20_000)))


def _garbage_log(path: Path, draw: Random) -> None:
    path.with_name(f"{path.name}-wal").write_bytes(bytes.fromhex("377f0682002de218") + draw.randbytes(20_000))


def _log_of_another(path: Path, draw: Random) -> None:
    """Harm it as if a change by another program was cut off in another journal mode."""
    with tempfile.TemporaryDirectory() as folder:
        other = Path(shutil.copyfile(path, Path(folder, path.name)))
        with closing(sqlite3.connect(other)) as db:
            db.execute("PRAGMA journal_mode = WAL")
            with db:
                db.execute("UPDATE attempts SET took_ms = took_ms + 1")
            for suffix in ("", "-wal"):
                shutil.copyfile(f"{other}{suffix}", f"{path}{suffix}")
    if draw.random() < 0.5:
        _flipped(path.with_name(f"{path.name}-wal"), draw)


def _foreign(path: Path, draw: Random) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE rounds (id)")


def _newer(path: Path, draw: Random) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(f"PRAGMA user_version = {draw.randrange(1_000, 2**31)}")


def _write_ahead(path: Path, draw: Random) -> None:
    """Harm it as if it was in another journal mode and copied without the files that belong to it."""
    data = bytearray(path.read_bytes())
    data[18:20] = b"\2\2"
    path.write_bytes(data)


def _odd_value(path: Path, draw: Random) -> None:
    """Make it an intact database with a value that the program does not write."""
    changes = (
        "UPDATE attempts SET shown = '{}' WHERE rowid = :row",
        "UPDATE attempts SET shown = '[]' WHERE rowid = :row",
        "UPDATE attempts SET shown = replace(shown, '\"stem\"', '\"stam\"') WHERE rowid = :row",
        "UPDATE attempts SET shown = replace(shown, '\"options\":[', '\"options\":[1,') WHERE rowid = :row",
        "UPDATE attempts SET shown = replace(shown, '\"id\"', '\"ib\"') WHERE rowid = :row",
        "UPDATE attempts SET chosen = '[1, null]' WHERE rowid = :row",
        "UPDATE attempts SET chosen = '[]' WHERE rowid = :row",
        "UPDATE attempts SET form = 'odd' WHERE rowid = :row",
        "UPDATE attempts SET item = '' WHERE rowid = :row",
        "UPDATE attempts SET bank = '../x' WHERE rowid = :row",
        "UPDATE attempts SET answered_at = 9223372036854775807 WHERE rowid = :row",
        "UPDATE attempts SET answered_at = -9223372036854775807 WHERE rowid = :row",
        "UPDATE attempts SET took_ms = -1 WHERE rowid = :row",
        "UPDATE attempts SET took_ms = 9223372036854775807 WHERE rowid = :row",
        "UPDATE attempts SET slot = -5 WHERE rowid = :row",
        "UPDATE attempts SET position = 9223372036854775807 WHERE rowid = :row",
        "UPDATE rounds SET started_at = 9223372036854775807",
        "UPDATE rounds SET started_at = -9223372036854775807",
        "UPDATE rounds SET ended_at = 9223372036854775807 WHERE ended_at IS NOT NULL",
        "UPDATE rounds SET mode = 'odd'",
        "UPDATE rounds SET seed = ''",
        "UPDATE rounds SET planned = -1",
        "UPDATE rounds SET planned = 9223372036854775807",
        "UPDATE rounds SET setup = '{}'",
        "UPDATE rounds SET setup = replace(setup, ':', ': 1, \"x\": ')",
        'UPDATE rounds SET setup = replace(setup, \'"banks":\', \'"banks": 7, "b":\')',
        'UPDATE rounds SET setup = replace(setup, \'"mode":\', \'"mode": [], "m":\')',
        "UPDATE rounds SET setup = replace(setup, 'words', 'other')",
        "UPDATE rounds SET player = NULL",
        "UPDATE fact_counts SET recalls = -1, recalled = 9223372036854775807",
        "UPDATE fact_counts SET seen_at = 9223372036854775807",
        "UPDATE topic_counts SET latest = '{'",
        "UPDATE topic_counts SET latest = '[\"x\", 99999999999999999999]'",
        "UPDATE topic_counts SET tries = 0",
        "DELETE FROM topic_counts",
        "UPDATE day_counts SET day = 9223372036854775807",
        "UPDATE flags SET shown = '{}'",
        "UPDATE players SET name = char(27) || '[2J', folded = 'x'",
    )
    with closing(sqlite3.connect(path)) as db, db:
        rows = [row for (row,) in db.execute("SELECT rowid FROM attempts")]
        change = draw.choice(changes)
        db.execute(change, {"row": draw.choice(rows)} if ":row" in change else {})


def _folder(path: Path, draw: Random) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path, draw: Random) -> None:
    path.unlink()
    os.mkfifo(path)


def _link_to_itself(path: Path, draw: Random) -> None:
    path.unlink()
    path.symlink_to(path.name)


def _endless(path: Path, draw: Random) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


#: What is done to a history -> the function that does it. Each changes something.
HARMS: Mapping[str, Callable[[Path, Random], None]] = {
    "a bit flipped": _flipped,
    "a bit flipped in the schema": _flipped_in_the_schema,
    "a bit flipped in the header": _flipped_in_the_header,
    "a value that is odd": _odd_value,
    "scribbled on": _scribbled,
    "a page zeroed": _zeroed_page,
    "pages swapped": _swapped_pages,
    "truncated": _truncated,
    "garbage behind the header": _garbage_behind_the_header,
    "a garbage journal": _garbage_journal,
    "a garbage log": _garbage_log,
    "a log of a change that was cut off": _log_of_another,
    "garbage": _garbage,
    "a foreign database": _foreign,
    "a newer version": _newer,
    "another journal mode": _write_ahead,
    "empty": _empty,
    "a folder": _folder,
    "a pipe": _pipe,
    "a link to itself": _link_to_itself,
    "an endless file": _endless,
}
