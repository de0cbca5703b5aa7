"""The UTC offset of local time, at any moment that a clock can show."""

import time
from collections.abc import Iterator

import pytest

from quiz.clock import utc_offset_s

HOUR = 3600
#: Times in milliseconds since 1970, and the offset of Berlin at them.
BERLIN = [
    (1_774_745_999_999, HOUR),  # the last moment before summer time in 2026
    (1_774_746_000_000, 2 * HOUR),
    (1_792_889_999_999, 2 * HOUR),  # and of it
    (1_792_890_000_000, HOUR),
]


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(("at", "offset"), BERLIN)
@pytest.mark.usefixtures("berlin")
def test_the_offset_is_that_of_the_moment(at: int, offset: int) -> None:
    assert offset == utc_offset_s(at)


@pytest.mark.parametrize("at", [-(2**63), -1, 0, 2**53, 2**63 - 1])
@pytest.mark.usefixtures("berlin")
def test_a_moment_without_a_date_has_an_offset(at: int) -> None:
    assert utc_offset_s(at) in (HOUR, 2 * HOUR)
