"""The player's days: from four o'clock to four o'clock, as the local clock shows it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.days import FIRST_DAY, LAST_DAY, day_of

#: Zones of all kinds: whole and half hours, a zone that skipped a day, and one whose clocks change by half an hour.
ZONES = [
    *("UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo"),
    *("Pacific/Apia", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Australia/Lord_Howe", "America/St_Johns"),
]
#: Days on which clocks change or changed in one of these zones, and others.
DAYS = st.one_of(
    st.sampled_from(["2026-03-08", "2026-11-01", "2027-03-28", "2026-10-25", "2026-10-04", "2026-04-05"]).map(
        date.fromisoformat
    ),
    st.sampled_from(["2011-12-29", "2011-12-31", "2024-02-29", "2026-12-31"]).map(date.fromisoformat),
    st.dates(date(1971, 1, 1), date(2037, 12, 31)),
)
MINUTES = st.one_of(st.sampled_from([0, 1, 119, 120, 121, 179, 180, 181, 239, 240, 241, 1439]), st.integers(0, 1439))


def by_fields(moment: datetime) -> date:
    """Return the day of a local time, judged by the hour that its clock shows."""
    return moment.date() - timedelta(1) if moment.hour < 4 else moment.date()


def offset_s(moment: datetime) -> int:
    offset = moment.utcoffset()
    assert offset is not None
    return round(offset.total_seconds())


def ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


@given(zone=st.sampled_from(ZONES), day=DAYS, minutes=MINUTES, fold=st.integers(0, 1))
def test_a_day_begins_when_the_local_clock_shows_four(zone: str, day: date, minutes: int, fold: int) -> None:
    asked = datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, fold=fold, tzinfo=ZoneInfo(zone))
    shown = asked.astimezone(UTC).astimezone(ZoneInfo(zone))  # an hour that is skipped is not shown

    assert by_fields(shown).toordinal() == day_of(ms(shown), offset_s(shown))


@pytest.mark.parametrize(
    ("zone", "local", "day"),
    [
        ("Europe/Berlin", "2026-11-25T03:59:59.999", "2026-11-24"),
        ("Europe/Berlin", "2026-11-25T04:00", "2026-11-25"),
        ("Europe/Berlin", "2027-03-28T04:30", "2027-03-28"),  # clocks went from two to three
        ("Europe/Berlin", "2027-03-28T03:30", "2027-03-27"),
        ("Europe/Berlin", "2026-10-25T03:30", "2026-10-24"),  # clocks went from three to two
        ("America/Los_Angeles", "2026-11-01T04:00", "2026-11-01"),
        ("Australia/Lord_Howe", "2026-04-05T03:45", "2026-04-04"),
    ],
)
def test_days_of_which_one_hears(zone: str, local: str, day: str) -> None:
    moment = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone))

    assert day == date.fromordinal(day_of(ms(moment), offset_s(moment))).isoformat()


@given(at=st.integers(-(2**63), 2**63), offset=st.integers(-(10**9), 10**9))
def test_whatever_a_clock_says_there_is_a_date(at: int, offset: int) -> None:
    day = day_of(at, offset)

    assert FIRST_DAY <= day <= LAST_DAY
    assert 9993 > date.fromordinal(day + 36_500).year
