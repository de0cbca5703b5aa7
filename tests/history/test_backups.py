"""Backups are made whole, checked, made once a day, and thinned out."""

import os
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.history.backups import back_up, back_up_daily, backup_folder, backups, kept
from quiz.history.database import HistoryError, connect

DAYS = st.sets(st.dates(date(2020, 1, 1), date(2030, 12, 31)), max_size=60)


@pytest.fixture
def history(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "history.db"
    db = connect(path, write=True)
    assert db is not None
    db.close()
    return path


def names(history: Path) -> list[str]:
    return sorted(path.name for path in backup_folder(history).iterdir())


# What stays


@given(DAYS)
def test_the_last_of_seven_days_four_weeks_and_twelve_months_stay(days: set[date]) -> None:
    stay = kept(days)

    assert stay <= days
    assert set(sorted(days)[-7:]) <= stay
    weeks = sorted({day - timedelta(day.weekday()) for day in days})[-4:]
    assert {max(day for day in days if day - timedelta(day.weekday()) == week) for week in weeks} <= stay
    months = sorted({(day.year, day.month) for day in days})[-12:]
    assert {max(day for day in days if (day.year, day.month) == month) for month in months} <= stay
    assert len(stay) <= 7 + 4 + 12


@given(DAYS)
def test_what_stays_stays_when_thinned_again(days: set[date]) -> None:
    assert kept(days) == kept(kept(days))


def test_a_year_of_playing_every_day_leaves_few_backups_and_reaches_back_a_year() -> None:
    have: set[date] = set()
    for number in range(400):
        have = kept({*have, date(2025, 1, 1) + timedelta(number)})

    assert date(2026, 2, 4) == max(have)
    assert date(2025, 3, 31) == min(have), "the last day of the first of twelve months"
    assert len(have) <= 23


# Making them


def test_a_backup_is_a_sound_private_copy(history: Path) -> None:
    path = back_up(history, "2026-01-01")

    assert backup_folder(history) / "history-2026-01-01.db" == path
    assert history.read_bytes()[100:] == path.read_bytes()[100:]
    assert 0o600 == path.stat().st_mode & 0o777
    assert 0o700 == backup_folder(history).stat().st_mode & 0o777


def test_one_backup_a_day(history: Path) -> None:
    back_up_daily(history, date(2026, 1, 1))
    before = (backup_folder(history) / "history-2026-01-01.db").stat()
    back_up_daily(history, date(2026, 1, 1))
    back_up_daily(history, date(2026, 1, 2))

    assert ["history-2026-01-01.db", "history-2026-01-02.db"] == names(history)
    assert before.st_ino == (backup_folder(history) / "history-2026-01-01.db").stat().st_ino


def test_older_ones_are_thinned_out_and_others_are_left_alone(history: Path) -> None:
    back_up(history, "v1")
    (backup_folder(history) / "notes.txt").write_text("mine", encoding="utf-8")
    days = [date(2026, 1, 1) + timedelta(number) for number in range(40)]
    for day in days:
        back_up_daily(history, day)

    assert {"history-v1.db", "notes.txt", *(f"history-{day}.db" for day in kept(days))} == set(names(history))


def test_a_damaged_history_is_not_backed_up(history: Path) -> None:
    good = back_up(history, "2026-01-01").read_bytes()
    data = bytearray(history.read_bytes())
    page = int.from_bytes(data[16:18], "big")
    data[page : 2 * page] = b"\xff" * page
    history.write_bytes(data)

    with pytest.raises(sqlite3.Error):
        back_up_daily(history, date(2026, 1, 2))

    assert ["history-2026-01-01.db"] == names(history)
    assert good == (backup_folder(history) / "history-2026-01-01.db").read_bytes()


def test_the_newest_comes_first(history: Path) -> None:
    for number, name in enumerate(["2026-01-05", "v1", "2026-01-04"]):
        os.utime(back_up(history, name), (number, number))

    assert ["history-2026-01-04.db", "history-v1.db", "history-2026-01-05.db"] == [p.name for p in backups(history)]


# A history that used to be there


@pytest.mark.parametrize("write", [True, False])
def test_a_history_that_is_gone_is_not_taken_for_empty(history: Path, write: bool) -> None:
    back_up(history, "2026-01-01")
    history.unlink()

    with pytest.raises(HistoryError, match="is missing") as raised:
        connect(history, write=write)

    assert "quiz doctor --restore" in raised.value.help
    assert not history.exists()


def test_with_its_backups_moved_away_a_new_history_is_begun(history: Path) -> None:
    back_up(history, "2026-01-01")
    backup_folder(history).rename(history.parent / "old")
    history.unlink()
    db = connect(history, write=True)

    assert db is not None
    with closing(db):
        assert 0 == db.execute("SELECT count(*) FROM attempts").fetchone()[0]
