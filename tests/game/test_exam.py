"""Planning for an exam, and reading its date."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.game.exam import enough, plan_exam, read_day
from quiz.game.memory import USUAL, Memory, Pace

TODAY = 740_000
FACTS = [f"b/t/{i}" for i in range(30)]


def test_more_days_and_more_facts_a_day_make_more_remembered() -> None:
    found = [plan_exam(FACTS, {}, TODAY, days, limit).remembered for days, limit in ((3, 5), (10, 5), (10, 15))]

    assert found == sorted(set(found))
    assert 0 < found[0] < found[-1] <= len(FACTS)


def test_a_player_who_forgets_faster_is_promised_less() -> None:
    known = {fact: Memory(2.3, 5.0, TODAY - 3, TODAY - 1) for fact in FACTS}
    found = [plan_exam(FACTS, known, TODAY, 8, 20, pace).remembered for pace in map(Pace, (1 / 1024, 1 / 16, 1, 16))]

    assert found == sorted(set(found))
    assert found[0] < len(FACTS) / 2 < found[2]


@pytest.mark.parametrize("days", [1, 3, 14])
def test_no_day_asks_more_than_its_limit_and_no_fact_twice(days: int) -> None:
    for day in plan_exam(FACTS, {}, TODAY, days, 7).days:
        asked = [*day.review, *day.new]
        assert 0 < len(asked) <= 7
        assert len(set(asked)) == len(asked)


def test_every_new_fact_is_new_once_and_those_that_are_not_asked_are_told() -> None:
    plan = plan_exam(FACTS, {}, TODAY, 20, 7)
    short = plan_exam(FACTS, {}, TODAY, 2, 10)

    assert Counter(FACTS) == Counter(fact for day in plan.days for fact in day.new)
    assert () == plan.unseen
    assert set(FACTS) == {fact for day in short.days for fact in day.new} | set(short.unseen)
    assert short.unseen


@pytest.mark.parametrize("days", [1, 3, 14])
def test_with_what_is_enough_all_facts_are_asked_in_time(days: int) -> None:
    found = enough(len(FACTS), days)

    assert found is not None
    assert () == plan_exam(FACTS, {}, TODAY, days, found).unseen


def test_the_days_of_a_plan_are_those_up_to_the_exam_and_each_takes_up_what_the_one_before_left() -> None:
    plan = plan_exam(FACTS, {}, TODAY, 3, 10)

    assert [(0, 0, 10), (1, 4, 6), (2, 4, 6)] == [(day.number, len(day.review), len(day.new)) for day in plan.days]
    assert [FACTS[:10], FACTS[10:16], FACTS[16:22]] == [list(day.new) for day in plan.days]
    assert tuple(FACTS[22:]) == plan.unseen
    assert plan == plan_exam(FACTS, {}, TODAY, 3, 10, pace=USUAL)


@pytest.mark.parametrize(
    ("new", "days", "found"),
    [(1, 1, 1), (5, 5, 1), (2, 1, 7), (3, 1, 10), (300, 2, 500), (150, 1, 500), (149, 1, 497), (301, 2, None)],
)
def test_what_is_enough_is_the_least(new: int, days: int, found: int | None) -> None:
    assert found == enough(new, days)


def test_what_is_too_much_for_any_number_a_day_has_none() -> None:
    assert enough(1000, 2) is None


def test_room_is_kept_for_what_was_never_asked() -> None:
    memories = {fact: Memory(0.212, 9.0, TODAY - 300, TODAY - 299) for fact in FACTS[:20]}
    (first, *_) = plan_exam(FACTS, memories, TODAY, 10, 10).days

    assert (7, 3) == (len(first.review), len(first.new))


def test_known_facts_are_asked_only_where_there_is_room() -> None:
    memories = {FACTS[0]: Memory(200.0, 5.0, TODAY - 1, TODAY + 199)}
    (first, *_) = plan_exam(FACTS, memories, TODAY, 10, 5).days

    assert FACTS[0] not in first.new


def test_a_fact_that_was_asked_often_lasts_longer_for_a_player_whose_memory_grows() -> None:
    often = {fact: Memory(5.0, 5.0, TODAY - 5, TODAY, asked=20) for fact in FACTS[:10]}
    once = {fact: Memory(5.0, 5.0, TODAY - 5, TODAY, asked=1) for fact in FACTS[10:20]}
    (first, *_) = plan_exam(FACTS[:20], often | once, TODAY, 3, 5, Pace(1 / 64, 2)).days

    assert set(first.review) < set(once)


@pytest.mark.parametrize("days", [1, 30])
def test_what_lasts_for_years_is_not_thought_to_be_forgotten_when_it_is_asked_again(days: int) -> None:
    memories = {fact: Memory(2000.0, 5.0, TODAY - 9, TODAY + 1991) for fact in FACTS}
    plan = plan_exam(FACTS, memories, TODAY, days, len(FACTS))

    assert set(FACTS) == set(plan.days[0].review)
    assert plan.remembered > 0.98 * len(FACTS)


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
