"""Which days were played: those that they were where the answers were given, wherever one is now."""

import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.game.shown import Shown
from quiz.game.week import week
from quiz.history.log import History
from quiz.history.players import Player
from quiz.history.records import Attempt, RoundRow
from quiz.history.statistics import days_played, statistics

ZONES = ["Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata", "Asia/Tokyo", "Pacific/Apia", "Australia/Lord_Howe"]
#: Answers within some weeks in which clocks change in some of the zones, at any time of day.
MOMENTS = st.datetimes(datetime.fromisoformat("2026-10-19"), datetime.fromisoformat("2026-11-08")).map(
    lambda at: at.replace(microsecond=0)
)
ANSWERS = st.lists(st.tuples(st.sampled_from(ZONES), MOMENTS), min_size=1, max_size=12)
SETTINGS = settings(
    max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def be_in(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield
    monkeypatch.undo()
    time.tzset()


def answer(history: History, at: datetime, *, keeps_offset: bool = True) -> None:
    """Keep an answer of a local time."""
    offset = at.utcoffset()
    assert offset is not None
    ms, number = round(at.timestamp() * 1000), len(history.rounds())
    history.save(
        RoundRow(f"r{number}", ms, "learn", "1", 1, "{}"),
        Attempt(
            *(f"a{number}", f"r{number}", 0, "first", "b", "h", "b/t.p/x", "b/t/x", "T", "pick", 0),
            *(Shown("", "?", ()), ("x",), False, True, 900, ms, None, None, None),
            utc_offset_s=round(offset.total_seconds()) if keeps_offset else None,
        ),
    )


def day(at: datetime) -> int:
    """Return the day of a local time by the hour that its clock shows."""
    return at.toordinal() - (at.hour < 4)


def in_a_row(days: set[int], today: int) -> tuple[int, int]:
    """Return how many days of this week were played, and how many weeks in a row had three, by the calendar."""
    weeks: dict[date, set[int]] = {}
    for one in days:
        monday = date.fromordinal(one) - timedelta(date.fromordinal(one).weekday())
        weeks.setdefault(monday, set()).add(one)
    monday = date.fromordinal(today) - timedelta(date.fromordinal(today).weekday())
    count = now = len(weeks.get(monday, ()))
    row = int(count >= 3)
    while len(weeks.get(monday := monday - timedelta(7), ())) >= 3:
        row += 1
    return now, row


@SETTINGS
@given(answers=ANSWERS, zone=st.sampled_from(ZONES))
def test_days_weeks_and_the_row_are_those_of_where_it_was_played(
    monkeypatch: pytest.MonkeyPatch, answers: list[tuple[str, datetime]], zone: str
) -> None:
    moments = [at.replace(tzinfo=ZoneInfo(one)).astimezone(UTC).astimezone(ZoneInfo(one)) for one, at in answers]
    expected: dict[int, int] = {}
    for at in moments:
        expected[day(at)] = expected.get(day(at), 0) + 1
    with TemporaryDirectory() as folder:
        opened = History.open(Path(folder, "history.db"), write=True)
        assert opened is not None
        with closing(opened):
            opened._db.execute("PRAGMA synchronous = OFF")
            history = opened.of(Player("", "Ann"))
            for at in moments:
                answer(history, at)
            be_in(monkeypatch, zone)
            today = day(datetime(2026, 11, 8, 12, tzinfo=UTC))

            assert dict(sorted(expected.items())) == days_played(history, 0)
            assert in_a_row(set(expected), today) == tuple(week(days_played(history, 0), today))
            assert [date.fromordinal(one).isoformat() for one in sorted(expected)] == list(statistics(history, 0).days)
            history.recount()
            assert dict(sorted(expected.items())) == days_played(history, 0)


@pytest.mark.parametrize("zone", ZONES)
def test_answers_without_a_local_time_are_read_where_the_history_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    opened = History.open(tmp_path / "history.db", write=True)
    assert opened is not None
    with closing(opened):
        history = opened.of(Player("", "Ann"))
        be_in(monkeypatch, zone)
        moments = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in range(0, 24, 3)]
        for at in moments:
            answer(history, at, keeps_offset=False)

        expected = {day(at.astimezone(ZoneInfo(zone))) for at in moments}
        assert expected == set(days_played(history, 0))
        history.recount()
        assert expected == set(days_played(history, 0))
