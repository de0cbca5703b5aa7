"""How many facts are due on the days to come."""

from hypothesis import given
from hypothesis import strategies as st

from quiz.game.statistics import FORECAST_DAYS, forecast

TODAY = 740_000


def test_each_fact_counts_on_the_day_it_is_due() -> None:
    assert (2, 1, 0, 1) == forecast([TODAY, TODAY, TODAY + 1, TODAY + 3], TODAY, 4)


def test_what_is_due_already_is_due_today_and_what_comes_later_is_left_out() -> None:
    assert (2, 0) == forecast([TODAY - 7, TODAY, TODAY + 2], TODAY, 2)


def test_without_facts_or_days_nothing_is_due() -> None:
    assert (0,) * FORECAST_DAYS == forecast([], TODAY)
    assert () == forecast([TODAY, TODAY + 1], TODAY, 0)


@given(st.lists(st.integers(TODAY - 100, TODAY + 100)), st.integers(0, 50))
def test_no_fact_is_counted_twice_or_forgotten(due: list[int], days: int) -> None:
    counts = forecast(due, TODAY, days)
    assert days == len(counts)
    assert sum(counts) == (sum(day < TODAY + days for day in due) if days else 0)
