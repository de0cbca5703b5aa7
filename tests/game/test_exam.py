"""Planning for an exam, and the day that is named for it."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.game.exam import FRESH, enough, plan_exam, read_day
from quiz.game.memory import Grade, Memory, recall, reviewed

TODAY = 740_000
FACTS = [f"b/t/{i}" for i in range(30)]


def test_what_is_planned_makes_all_of_it_fresh_on_the_day() -> None:
    days = 14
    plan = plan_exam(FACTS, {}, TODAY, days, 10)
    memories: dict[str, Memory] = {}
    for day in plan.days:
        for fact in (*day.review, *day.new):
            marked = Grade.GOOD if fact in day.review else Grade.AGAIN
            memories[fact] = reviewed(memories.get(fact), marked, TODAY + day.number)

    assert () == plan.late
    assert all(recall(memories[fact], TODAY + days) >= FRESH for fact in FACTS)


@pytest.mark.parametrize("days", [1, 3, 14])
def test_no_day_asks_more_than_its_limit_and_no_fact_twice(days: int) -> None:
    for day in plan_exam(FACTS, {}, TODAY, days, 7).days:
        asked = [*day.review, *day.new]
        assert 0 < len(asked) <= 7
        assert len(set(asked)) == len(asked)


def test_every_new_fact_is_new_once() -> None:
    plan = plan_exam(FACTS, {}, TODAY, 20, 7)

    assert Counter(FACTS) == Counter(fact for day in plan.days for fact in day.new)


def test_what_cannot_be_fresh_in_time_is_told() -> None:
    assert set(FACTS) == set(plan_exam(FACTS, {}, TODAY, 1, 20).late)
    assert enough(FACTS, {}, TODAY, 1) is None


def test_the_least_number_a_day_that_is_enough_is_found() -> None:
    least = enough(FACTS, {}, TODAY, 7)

    assert least is not None
    assert () == plan_exam(FACTS, {}, TODAY, 7, least).late
    assert plan_exam(FACTS, {}, TODAY, 7, least - 1).late


def test_what_will_hold_until_then_is_left_alone() -> None:
    memories = dict.fromkeys(FACTS, Memory(200.0, 5.0, TODAY - 1, TODAY + 199))

    assert ((), ()) == plan_exam(FACTS, memories, TODAY, 10, 5)


def test_what_is_due_right_after_the_exam_is_asked_shortly_before_it() -> None:
    memories = {"b/t/1": Memory(9.0, 5.0, TODAY - 2, TODAY + 7)}
    plan = plan_exam(["b/t/1"], memories, TODAY, 9, 5)

    assert () == plan.late
    assert [(7, ("b/t/1",))] == [(day.number, day.review) for day in plan.days]


ANY = st.dates(date(1000, 1, 1), date(9000, 12, 31))


@given(ANY)
def test_every_day_is_read_back(day: date) -> None:
    whole = (day.year, day.month, day.day)
    assert whole == read_day(day.isoformat(), 1)
    assert whole == read_day(f"{day.day} {day:%B} {day.year}", 1)
    assert whole == read_day(f"{day:%b} {day.day}", day.year)


@pytest.mark.parametrize("text", ["", "x", "2026", "May", "May 2026", "32 May", "31 April", "1/2/2026", "none"])
def test_anything_else_is_none(text: str) -> None:
    assert read_day(text, 2026) is None


def test_the_last_day_of_a_year_is_no_other_day() -> None:
    assert (2026, 12, 31) == read_day("31 December", 2026)
    assert date(2026, 12, 31) + timedelta(1) == date(2027, 1, 1)
