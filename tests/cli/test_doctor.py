"""`quiz doctor`: what is wrong with a history, and bringing back a backup."""

from __future__ import annotations

import errno
import os
import random
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from typer.testing import CliRunner

from quiz.app.errors import UserError
from quiz.cli.app import app
from quiz.history.backups import back_up, backup_folder
from quiz.history.database import HistoryError
from quiz.history.diagnosis import diagnose, restore
from quiz.library import network

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Program

PAGE = 4096


@pytest.fixture
def played(colors: Program) -> Program:
    """Return the program with a round in its history, and no backup."""
    colors.play("colors", "--seed", "7")
    for path in backup_folder(colors.history_file).glob("*"):
        path.unlink()
    return colors


def execute(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(sql)


def zeroed_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[PAGE : 2 * PAGE] = bytes(PAGE)
    path.write_bytes(data)


def foreign(path: Path) -> None:
    path.unlink()
    execute(path, "CREATE TABLE t (x)")


#: How a history can be damaged -> what damages it, and the message.
DAMAGED: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda path: path.write_bytes(b""), "the file is empty"),
    "truncated": (lambda path: path.write_bytes(path.read_bytes()[: 2 * PAGE]), "the file is cut short"),
    "a zeroed page": (zeroed_page, "is damaged"),
    "garbage": (lambda path: path.write_bytes(b"garbage " * 4000), "it is not a history of this program"),
    "garbage behind the header": (
        lambda path: path.write_bytes(path.read_bytes()[:100] + b"\xab" * (path.stat().st_size - 100)),
        "cannot be used",
    ),
    "foreign": (foreign, "it is not a history of this program"),
    "answers without a round": (
        lambda path: execute(path, "UPDATE attempts SET round = 'another'"),
        "some answers have no round",
    ),
    "an answer that cannot be read": (
        lambda path: execute(path, "UPDATE attempts SET shown = '{' WHERE position = 1"),
        "an answer cannot be read",
    ),
    "a round that cannot be read": (lambda path: execute(path, "UPDATE rounds SET setup = '['"), "a round cannot"),
}


def test_before_the_first_answer_there_is_nothing_to_be_wrong(program: Program) -> None:
    done = program.run("doctor")

    assert (0, "") == (done.code, done.err)
    assert done.out.startswith("You have no history yet. It begins with your first answer.\n")
    assert not program.data.exists()


def test_a_sound_history(played: Program) -> None:
    before = played.history_file.read_bytes()
    done = played.run("doctor")

    assert (0, "") == (done.code, done.err)
    assert "Your history is intact: 1 round, 6 answers.\n" in done.out
    assert str(played.history_file) in done.out
    assert "There is no intact backup yet." in done.out
    assert before == played.history_file.read_bytes()


def test_answers_that_were_taken_back_are_named_because_they_are_not_among_those_of_the_player(colors: Program) -> None:
    colors.run("play", "colors", "--player", "Ada", "--seed", "7", typed="1\nu\n2\nq\n")

    assert "Your history is intact: 1 round, 2 answers (1 taken back).\n" in colors.run("doctor").out
    assert "Ada: 1 round, 1 answer, " in colors.run("players").out


def test_a_history_on_a_network_drive_is_reported(played: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = played.folder / "mountinfo"
    mounts.write_text(f"1 0 0:9 / {played.data.resolve()} rw - nfs4 server:/home rw\n", encoding="utf-8")
    monkeypatch.setattr(network, "_MOUNTS", mounts)
    monkeypatch.setenv("QUIZ_DATA_DIR", str(played.data))
    done = CliRunner().invoke(app, ["doctor"])

    assert 0 == done.exit_code
    assert "Your history is intact" in done.output
    assert "Its folder is on a network drive (NFS)." in done.output
    assert "Set `QUIZ_DATA_DIR` to a folder on this computer" in done.output


def test_its_backups_are_looked_at_too(played: Program) -> None:
    back_up(played.history_file, "2026-01-01")
    newest = back_up(played.history_file, "2026-01-02")
    newest.write_bytes(b"")
    done = played.run("doctor")

    assert "2 backups in " in done.out
    assert "the newest, `history-2026-01-01.db`, is intact: 1 round, 6 answers." in done.out


@pytest.mark.parametrize(("harm", "told"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_history_is_told_left_as_it_is_and_brought_back(
    played: Program, harm: Callable[[Path], object], told: str
) -> None:
    path = played.history_file
    sound = path.read_bytes()
    back_up(path, "2026-01-01")
    harm(path)
    damaged = path.read_bytes()

    done = played.run("doctor")
    assert (74, "") == (done.code, done.err)
    assert told in done.out
    assert "The newest intact backup is " in done.out
    assert "1 round, 6 answers." in done.out
    assert damaged == path.read_bytes()

    done = played.run("doctor", "--restore")
    assert (0, "") == (done.code, done.err)
    assert "Restored from " in done.out
    assert damaged == path.with_name("history.damaged-1.db").read_bytes()
    assert sound[100:] == path.read_bytes()[100:]
    assert 0o600 == path.stat().st_mode & 0o777
    assert "Your history is intact" in played.run("doctor").out
    assert 6 == len(played.attempts())


@pytest.mark.parametrize(("harm", "told"), DAMAGED.values(), ids=DAMAGED)
def test_without_a_sound_backup_nothing_is_changed(played: Program, harm: Callable[[Path], object], told: str) -> None:
    path = played.history_file
    back_up(path, "2026-01-01").write_bytes(b"no backup")
    harm(path)
    damaged = path.read_bytes()

    done = played.run("doctor")
    assert (74, "") == (done.code, done.err)
    assert told in done.out
    assert "There is no intact backup." in done.out

    done = played.run("doctor", "--restore")
    assert (74, "") == (done.code, done.out)
    assert done.err.startswith("quiz: there is no intact backup to restore\n")
    assert damaged == path.read_bytes()
    assert ["backups", "history.db"] == sorted(p.name for p in played.data.iterdir() if p.name != "cache")


def test_a_history_of_a_newer_version_wants_a_newer_program(played: Program) -> None:
    back_up(played.history_file, "2026-01-01")
    execute(played.history_file, "PRAGMA user_version = 99")
    newer = played.history_file.read_bytes()

    done = played.run("doctor")
    assert (74, "") == (done.code, done.err)
    assert "Update the program; the file was left as it is." in done.out
    assert "--restore" not in done.out

    done = played.run("doctor", "--restore")
    assert (74, "") == (done.code, done.out)
    assert newer == played.history_file.read_bytes()


def test_a_history_that_is_gone_is_brought_back(played: Program) -> None:
    back_up(played.history_file, "2026-01-01")
    played.history_file.unlink()

    assert 74 == played.run("play", "colors", typed="1\n").code
    assert "is missing, but there are backups of it" in played.run("doctor").out
    done = played.run("doctor", "--restore")
    assert (0, "") == (done.code, done.err)
    assert "kept as" not in done.out
    assert 6 == len(played.attempts())


def test_a_sound_history_is_not_replaced(played: Program) -> None:
    back_up(played.history_file, "2026-01-01")
    played.play("colors", "--seed", "8")
    before = played.history_file.read_bytes()

    assert "Nothing was changed." in played.run("doctor", "--restore").out
    assert before == played.history_file.read_bytes()


def test_damaged_files_kept_aside_do_not_replace_each_other(played: Program) -> None:
    back_up(played.history_file, "2026-01-01")
    for text in (b"one", b"two", b"three"):
        played.history_file.write_bytes(text)
        assert 0 == played.run("doctor", "--restore").code

    aside = [played.history_file.with_name(f"history.damaged-{number}.db").read_bytes() for number in (1, 2, 3)]
    assert [b"one", b"two", b"three"] == aside


def test_where_there_are_no_hard_links_the_damaged_file_is_copied(
    played: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_args: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    back_up(played.history_file, "2026-01-01")
    played.history_file.write_bytes(b"damaged")
    monkeypatch.setattr(os, "link", no_links)
    done = restore(played.history_file)

    assert done is not None
    assert done.aside is not None
    assert b"damaged" == done.aside.read_bytes()
    assert diagnose(played.history_file).is_intact


def test_a_backup_that_cannot_be_brought_back_is_told_and_nothing_is_changed(
    played: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    back_up(played.history_file, "2026-01-01")
    played.history_file.write_bytes(b"damaged")
    before = sorted(played.data.iterdir())
    monkeypatch.setenv("QUIZ_DATA_DIR", str(played.data))
    monkeypatch.setattr(os, "fsync", full)
    done = CliRunner().invoke(app, ["doctor", "--restore"])

    assert isinstance(done.exception, UserError)
    assert "quiz: the backup cannot be restored: no space left on device" == done.exception.lines[0]
    assert 74 == done.exception.exit_code
    assert before == sorted(played.data.iterdir())
    assert b"damaged" == played.history_file.read_bytes()


@pytest.mark.parametrize("suffix", ["-journal", "-wal", "-shm"])
def test_what_belongs_to_a_file_goes_aside_with_it(played: Program, suffix: str) -> None:
    back_up(played.history_file, "2026-01-01")
    played.history_file.write_bytes(b"damaged")
    journal = played.history_file.with_name(f"history.db{suffix}")
    journal.write_bytes(b"journal")

    assert 0 == played.run("doctor", "--restore").code
    assert not journal.exists()
    assert b"journal" == played.history_file.with_name(f"history.damaged-1.db{suffix}").read_bytes()
    assert 6 == len(played.attempts())


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_what_is_no_file_goes_aside_too(played: Program, make: Callable[[Path], object]) -> None:
    back_up(played.history_file, "2026-01-01")
    played.history_file.unlink()
    make(played.history_file)

    assert 74 == played.run("doctor").code
    assert 0 == played.run("doctor", "--restore").code
    assert 6 == len(played.attempts())
    assert not played.history_file.with_name("history.damaged-1.db").is_file()


@pytest.mark.parametrize(
    "sql",
    ["UPDATE attempts SET shown = '{}'", "UPDATE attempts SET chosen = '[1]'"],
)
def test_a_row_that_cannot_be_read_is_told_by_every_command(played: Program, sql: str) -> None:
    id_ = played.rounds()[0].id
    execute(played.history_file, sql)

    for args in (["history", id_], ["doctor"]):
        done = played.run(*args)
        assert 74 == done.code
        assert "cannot be read" in done.out + done.err
        assert "Traceback" not in done.err


@pytest.mark.parametrize("args", [("history",), ("history", "--json"), ("stats", "--json")])
def test_a_value_of_another_type_is_damage_and_no_fault_of_the_program(played: Program, args: tuple[str, ...]) -> None:
    with closing(sqlite3.connect(played.history_file)) as db:  # as if a page had come from elsewhere
        db.executescript("""
            PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET sql = replace(sql, ' STRICT', '') WHERE name = 'rounds';
        """)
    with closing(sqlite3.connect(played.history_file)) as db:
        db.executescript("""
            UPDATE rounds SET started_at = 'x';
            PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET sql = sql || ' STRICT' WHERE name = 'rounds';
        """)

    done = played.run(*args)

    assert (74, "") == (done.code, done.out)
    assert done.err == (
        f"quiz: the history `{played.history_file}` is damaged: non-INTEGER value in rounds.started_at\n"
        "  `quiz doctor` says what can be done\n"
    )


@pytest.mark.parametrize("at", [-(1 << 62), -1, 1 << 53, (1 << 63) - 1])
def test_whatever_the_clock_said_all_is_shown(played: Program, at: int) -> None:
    id_ = played.rounds()[0].id
    execute(played.history_file, f"UPDATE rounds SET started_at = {at}, ended_at = {at}")
    execute(played.history_file, f"UPDATE attempts SET answered_at = {at}, digest = NULL")
    execute(
        played.history_file, f"UPDATE fact_counts SET seen_at = {at}, seen_on = {at}, run_from = {at}, run_to = {at}"
    )
    execute(played.history_file, f"UPDATE day_counts SET day = {at}")
    execute(played.history_file, f"UPDATE schedule SET reviewed_on = {at}, due_on = {at}")

    for args in (
        ["history"],
        ["history", "--json"],
        ["history", id_, "--json"],
        ["stats"],
        ["stats", "--json"],
        ["stats", "--facts"],
        ["players"],
    ):
        done = played.run(*args)
        assert (0, "") == (done.code, done.err)
    assert "Your history is intact: 1 round, 6 answers." in played.run("doctor").out


def test_an_answer_that_a_disk_has_changed_is_named(played: Program) -> None:
    id_ = played.rounds()[0].id[:8]
    execute(played.history_file, "UPDATE attempts SET took_ms = took_ms + 1 WHERE position = 2")

    done = played.run("doctor")
    assert (74, "") == (done.code, done.err)
    assert "Your history can be read: 1 round, 6 answers.\n" in done.out
    assert f"1 answer is no longer as it was saved: answer 3 of round `{id_}`.\n" in done.out
    assert "A disk or another program has changed it.\n" in done.out
    assert "Your history can be read. Nothing was changed.\n" == played.run("doctor", "--restore").out

    execute(played.history_file, "UPDATE attempts SET took_ms = took_ms + 1, round = 'x' WHERE position <> 2")
    done = played.run("doctor")
    assert "is damaged: some answers have no round.\n6 answers are no longer as they were saved: " in done.out
    assert "answer 6 of round `x` and 1 more.\n" in done.out or "answer 5 of round `x` and 1 more.\n" in done.out


def test_flipped_bits_change_nothing_and_break_nothing(played: Program) -> None:
    sound = played.history_file.read_bytes()
    chance = random.Random(20261124)
    codes = set()
    for _ in range(20):
        data = bytearray(sound)
        for _ in range(chance.choice([1, 1, 8])):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        played.history_file.write_bytes(data)
        done = played.run("doctor")
        codes.add(done.code)
        assert "" == done.err
        assert bytes(data) == played.history_file.read_bytes()

    assert codes <= {0, 74}
    assert 74 in codes


def test_a_day_of_playing_leaves_a_backup(colors: Program) -> None:
    colors.play("colors", "--seed", "7")
    (backup,) = backup_folder(colors.history_file).iterdir()

    assert backup.name.startswith("history-20")
    assert "the newest, `" + backup.name + "`, is intact: 1 round, 6 answers." in colors.run("doctor").out


def test_a_stopped_round_is_backed_up_too(colors: Program) -> None:
    assert 0 == colors.run("play", "colors", "--seed", "7", typed="1\n").code

    assert 1 == len(list(backup_folder(colors.history_file).iterdir()))


@pytest.mark.parametrize("command", [["play", "colors"], ["stats"], ["stats", "--recount"], ["doctor"], ["players"]])
def test_a_data_folder_that_is_none_is_said(colors: Program, command: list[str]) -> None:
    colors.data.write_text("no folder", encoding="utf-8")
    done = colors.run(*command)

    assert 74 == done.code
    assert "cannot be opened: not a directory" in done.out + done.err
    assert "QUIZ_DATA_DIR to a folder" in done.out + done.err


@pytest.mark.parametrize("command", [["stats"], ["play", "colors"], ["players"]])
def test_a_link_to_a_history_that_is_not_there_is_no_empty_history(colors: Program, command: list[str]) -> None:
    colors.data.mkdir()
    colors.history_file.symlink_to("/missing/history.db")
    done = colors.run(*command)

    assert (74, "") == (done.code, done.out)
    assert "cannot be opened: no such file or directory" in done.err
    assert colors.history_file.is_symlink()


def no_room(patch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    patch.setattr(shutil, "copyfile", full)


def no_permission(patch: pytest.MonkeyPatch) -> None:
    def refused(path: object, *_: object, **__: object) -> NoReturn:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    patch.setattr(shutil, "copyfile", refused)


def no_folder_for_a_copy(patch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> NoReturn:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    patch.setattr(tempfile, "mkdtemp", none)


@pytest.mark.parametrize("hinder", [no_permission, no_room, no_folder_for_a_copy])
def test_a_history_that_cannot_be_looked_at_is_not_replaced_by_a_backup(
    played: Program, monkeypatch: pytest.MonkeyPatch, hinder: Callable[[pytest.MonkeyPatch], None]
) -> None:
    back_up(played.history_file, "2026-11-24")
    whole = played.history_file.read_bytes()
    hinder(monkeypatch)

    with pytest.raises(HistoryError, match=r"cannot be opened: permission denied|there is no room for a copy"):
        diagnose(played.history_file)
    with suppress(HistoryError):
        assert restore(played.history_file) is None
    assert whole == played.history_file.read_bytes()
