"""How many facts are due on the days to come."""

from hypothesis import given
from hypothesis import strategies as st

from quiz.game.forecast import forecast


def test_each_fact_counts_on_the_day_it_is_due() -> None:
    assert (2, 1, 0, 1) == forecast([5, 10, 11, 40], [10, 20, 30, 40])


def test_what_is_due_already_is_due_today_and_what_comes_later_is_left_out() -> None:
    assert (2, 0) == forecast([-7, 0, 21], [10, 20])


def test_without_facts_or_days_nothing_is_due() -> None:
    assert (0, 0) == forecast([], [10, 20])
    assert () == forecast([1, 2], [])


@given(st.lists(st.integers(0, 1000)), st.lists(st.integers(0, 1000), unique=True).map(sorted))
def test_no_fact_is_counted_twice_or_forgotten(due: list[int], ends: list[int]) -> None:
    counts = forecast(due, ends)
    assert len(ends) == len(counts)
    assert sum(counts) == sum(at <= max(ends, default=-1) for at in due)
