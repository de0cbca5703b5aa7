"""Reading dates, and which of two is earlier."""

from datetime import date as day
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.dates import date, date_levels, hull
from quiz.text import may_be_date


@pytest.mark.parametrize(
    "same",
    [
        ["2023-01-10", "10 January 2023", "January 10, 2023", "January 10 2023", "10 jan 2023", "10  JANUARY, 2023"],
        ["January 2023", "Jan 2023", "january 2023"],
        ["44 BC", "44 BCE", "44 bc"],
        ["AD 14", "14 AD", "14 CE"],
        ["15 March 44 BC", "March 15, 44 BC"],
        ["1969", "AD 1969"],
        ["Sept 1939", "September 1939"],
    ],
)
def test_one_date_is_written_in_several_ways(same: list[str]) -> None:
    assert None not in map(date, same)
    assert 1 == len(set(map(date, same)))
    assert all(map(may_be_date, same))


@pytest.mark.parametrize(
    "text",
    [
        *("03/04/2020", "3.4.2020", "2023-01", "May 12", "12 May", "12", "January", "January 10", "yesterday", ""),
        *("30 February 2023", "29 February 2023", "2023-02-30", "2023-13-01", "0 May 2023", "32 May 2023", "2023-1-1"),
        *("1 Ma 2023", "10 Januar-y 2023", "0 BC", "0000", "12345", "1,000", "10 000", "January 23", "--------10"),
        *("10 January 2023 x", "1 January 1 January", "1१ May 2023", "May May 2023", "10 10 2023", "----------", "BC"),
        *("AD 14 AD", "1918-1923x", "2023-01-1०", "9" * 100),
    ],
)
def test_what_can_be_read_in_two_ways_or_is_none_is_no_date(text: str) -> None:
    assert date(text) is None


def test_29_february_is_a_day_of_leap_years_and_of_julian_ones() -> None:
    assert date("29 February 2024")
    assert date("29 February 1500")
    assert date("29 February 5 BC")


@given(st.dates(min_value=day(100, 1, 1)), st.dates(min_value=day(100, 1, 1)))
def test_days_follow_one_another_as_in_the_calendar(one: day, other: day) -> None:
    days, others = date(one.isoformat()), date(other.isoformat())
    assert days
    assert others
    assert (days < others) == (one < other)
    assert (days == others) == (one == other)


@given(st.dates(min_value=day(1000, 1, 1)))
def test_a_month_and_a_year_begin_and_end_with_their_days(one: day) -> None:
    month, year = date(f"{one:%B %Y}"), date(f"{one:%Y}")
    days = date(one.isoformat())
    assert month
    assert year
    assert days
    assert year[0] <= month[0] <= days[0] == days[1] <= month[1] <= year[1]
    before = date((one.replace(day=1) - timedelta(days=1)).isoformat())
    assert before
    assert before[1] < month[0]


def test_years_before_christ_come_in_order() -> None:
    texts = ["753 BC", "44 BC", "15 March 44 BC", "2 BC", "1 BC", "AD 1", "AD 14", "476"]
    found = [days for text in texts if (days := date(text))]
    assert found == sorted(found)
    assert len(texts) == len(found)


def test_dates_that_share_a_day_are_level_and_what_leads_from_one_to_another_as_well() -> None:
    texts = ["5 May 2023", "January 2023", "2023", "2022", "1 June 2021", "June 2021", "2024"]
    found = dict(zip(texts, date_levels([date(text) for text in texts]), strict=True))
    assert found["5 May 2023"] == found["January 2023"] == found["2023"]
    assert found["1 June 2021"] == found["June 2021"]
    ordered = [found["June 2021"], found["2022"], found["2023"], found["2024"]]
    assert ordered == sorted({level for level in ordered if level is not None})


def test_what_is_no_date_has_no_level() -> None:
    assert date_levels([None, (1, 2), None]) == [None, 1, None]
    assert date_levels([None]) == [None]


def test_the_days_of_two_dates_reach_from_the_first_to_the_last() -> None:
    assert hull((5, 6), (1, 2)) == (1, 6)
    assert hull(None, (1, 2)) == hull((1, 2), None) == (1, 2)
    assert hull(None, None) is None
