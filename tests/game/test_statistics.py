"""The figures of one finished round and of many: accuracy, trends, the week, and what is due."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.days import DAY_MS, EPOCH_DAY, day_of
from quiz.game.mastery import ALONE, BITS, FIRST, RIGHT, SHIFT, FactCount, fold, mastery
from quiz.game.outcome import Setup
from quiz.game.round import Round, start
from quiz.game.statistics import (
    FORECAST_DAYS,
    GOAL,
    Accuracy,
    Statistics,
    Summary,
    TopicCount,
    Week,
    figures,
    forecast,
    interval,
    summarize,
    week,
)
from quiz.items.decoding import decode
from quiz.items.sources import bank_facts
from quiz.ui.round_pages import week_text

SETTINGS = settings(max_examples=150, deadline=None, derandomize=True)


def round_of(topics: int, questions: int, mode: str = "test") -> Round:
    tables = {
        f"t{i}": {
            "topic": f"Topic {i}",
            "rows": {f"r{j}": {"name": f"name{i}-{j}", "colour": f"colour{i}-{j}"} for j in range(4)},
            "questions": {"colour": {"ask": "Which colour has {name}?", "answer": "colour"}},
        }
        for i in range(topics)
    }
    decoded = decode(json.dumps({"id": "bank", "title": "Bank", "tables": tables}).encode(), "bank")
    assert decoded.bank is not None, decoded.errors
    return start(Setup("0", mode, questions, (("bank", "hash"),)), bank_facts(decoded.bank))


def played(round_: Round, answers: Sequence[bool]) -> Round:
    for well in answers:
        assert round_.current is not None
        item = round_.current.item
        wrong = next(option.id for option in item.options if option.id not in item.keys)
        round_ = round_.answer(item.keys if well else (wrong,))
    return round_


def test_a_round_without_answers_comes_to_nothing() -> None:
    assert Summary(0, 0, 0, (), (), None, 0) == summarize(round_of(2, 4))


def test_a_round_is_summed_up_by_topic_in_order_of_play() -> None:
    done = played(round_of(2, 6), [True, False, True, True, False, False])
    first, second = done.outcomes[0].ask.item.topic, done.outcomes[1].ask.item.topic
    summary = summarize(done)
    assert (3, 6, 2) == (summary.right, summary.total, summary.best_streak)
    assert (Accuracy(first, 2, 3), Accuracy(second, 1, 3)) == summary.topics
    assert Accuracy(second, 1, 3) == summary.weakest
    assert (done.outcomes[1], done.outcomes[4], done.outcomes[5]) == summary.misses


def test_the_answered_part_of_a_round_is_summed_up() -> None:
    summary = summarize(played(round_of(2, 8), [True, False, True]))
    assert (2, 3) == (summary.right, summary.total)
    assert 3 == sum(topic.total for topic in summary.topics)


def test_nothing_is_weakest_where_all_is_right_or_there_is_one_topic() -> None:
    assert summarize(played(round_of(2, 4), [True] * 4)).weakest is None
    assert summarize(played(round_of(1, 4), [False] * 4)).weakest is None


def test_nothing_is_weakest_where_several_topics_share_the_lowest_score() -> None:
    assert summarize(played(round_of(2, 8), [False] * 8)).weakest is None
    summary = summarize(played(round_of(3, 9), [True] * 3 + [False] * 6))
    lowest = [topic for topic in summary.topics if topic.share == min(one.share for one in summary.topics)]
    assert summary.weakest == (lowest[0] if len(lowest) == 1 else None)


def test_what_practice_asks_again_counts_neither_as_a_try_nor_as_a_miss() -> None:
    round_ = played(round_of(2, 6, "practice"), [False, True, True, True, True, True, False, True])
    summary = summarize(round_)
    assert round_.current is None
    assert (5, 6) == (summary.right, summary.total)
    assert (round_.outcomes[0],) == summary.misses


@SETTINGS
@given(st.integers(1, 3), st.lists(st.booleans(), max_size=9), st.sampled_from(["learn", "test"]))
def test_topics_add_up_to_the_whole(topics: int, answers: list[bool], mode: str) -> None:
    round_ = round_of(topics, 9, mode)
    done = played(round_, answers[: round_.planned])
    summary = summarize(done)
    assert summary.right == sum(topic.right for topic in summary.topics)
    assert summary.total == sum(topic.total for topic in summary.topics) == len(done.first_tries)
    assert summary.total - summary.right == len(summary.misses)
    if summary.weakest is not None:
        assert summary.weakest.share == min(topic.share for topic in summary.topics)


@pytest.mark.parametrize(("right", "total", "expected"), [(0, 0, 0.0), (0, 3, 0.0), (1, 4, 0.25), (3, 3, 1.0)])
def test_a_share(right: int, total: int, expected: float) -> None:
    assert expected == Accuracy("a", right, total).share


START = 1_700_000_000_000 // DAY_MS * DAY_MS + 5 * 3_600_000  # five o'clock if local time is UTC
WELL = FIRST | RIGHT | ALONE


def on(day: float, flags: int = WELL) -> int:
    at = START + int(day * DAY_MS)
    shift = day_of(at, 0) - (at // DAY_MS + EPOCH_DAY - 1)
    return (at << BITS) + (shift << SHIFT) + flags


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], "new"),
        ([on(0, RIGHT)], "new"),  # a return is no first try
        ([on(0)], "learning"),
        ([on(0), on(0.9)], "learning"),
        ([on(0), on(1)], "known"),
        ([on(0), on(1), on(20.9)], "known"),
        ([on(0), on(21)], "mature"),
        ([on(0), on(30), on(31, FIRST)], "learning"),
        ([on(0), on(30), on(31, FIRST | RIGHT)], "learning"),  # a hint, or a guess
        ([on(0), on(2, 0), on(3)], "known"),  # a missed return is no first try
        ([on(0), on(30, FIRST), on(31), on(32)], "known"),
    ],
)
def test_how_well_a_fact_is_known(answers: list[int], expected: str) -> None:
    assert expected == mastery(fold(answers))


def test_a_fact_is_recalled_a_week_after_it_was_last_seen() -> None:
    answers = [on(0), on(6), on(13), on(20, 0), on(26), on(40, FIRST | RIGHT), on(60, FIRST)]
    found = fold(answers)

    assert (3, 1) == (found.recalls, found.recalled)


def test_a_fold_goes_on_from_where_it_was() -> None:
    answers = [on(0), on(9), on(10, FIRST), on(30), on(31, 0), on(50)]
    whole = fold(answers)

    for cut in range(len(answers) + 1):
        assert whole == fold(answers[cut:], fold(answers[:cut]))
    assert FactCount() == fold([])


@pytest.mark.parametrize(
    ("right", "total", "low", "high"),
    # The values of the score interval for 10, from published tables.
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (1, 1, 0.2065, 1.0),
        (81, 263, 0.2553, 0.3662),
    ],
)
def test_the_interval_of_wilson(right: int, total: int, low: float, high: float) -> None:
    assert (low, high) == pytest.approx(interval(right, total), abs=0.0001)


def topic(bank: str, name: str, rights: list[bool], before: tuple[int, int] = (0, 0)) -> TopicCount:
    latest = [on(i, WELL if right else FIRST) for i, right in enumerate(rights)][-20:]
    return TopicCount(bank, name, 5, before[1] + len(rights), before[0] + sum(rights), latest)


def test_without_counts_there_are_no_figures() -> None:
    assert ((), ()) == figures([])


def test_banks_add_up_their_topics() -> None:
    banks, topics = figures([topic("a", "T", [True]), topic("b", "A", [False] * 3), topic("b", "Z", [True, False])])

    assert [("a", 1, 1, 5), ("b", 1, 5, 10)] == [(b.bank, b.accuracy.right, b.accuracy.total, b.facts) for b in banks]
    assert [("a", "T"), ("b", "A"), ("b", "Z")] == [(one.bank, one.topic) for one in topics]
    assert [("", "a"), ("", "b")] == [(b.topic, b.accuracy.name) for b in banks]
    assert ["T", "A", "Z"] == [one.accuracy.name for one in topics]


@pytest.mark.parametrize(
    ("latest", "before", "expected"),
    [
        ([True] * 20, (19, 19), None),
        ([True] * 20, (0, 20), 1.0),
        ([False] * 20, (20, 20), -1.0),
        ([True] * 15 + [False] * 5, (10, 20), 0.25),
        ([False] * 20, (30, 40), -0.75),
    ],
)
def test_the_trend_compares_the_latest_twenty_with_those_before(
    latest: list[bool], before: tuple[int, int], expected: float | None
) -> None:
    (bank,), (one,) = figures([topic("b", "T", latest, before)])

    assert (expected, expected) == (bank.trend, one.trend)


def test_a_banks_trend_is_of_the_latest_of_all_its_topics() -> None:
    early = topic("b", "A", [False] * 40)
    late = TopicCount("b", "B", 1, 10, 10, [on(100 + i) for i in range(10)])

    (bank,), _ = figures([early, late])
    assert 10 / 20 == bank.trend


def test_facts_that_were_never_tried_are_new() -> None:
    found = Statistics(mastery={"a": (1, 2, 3), "gone": (1, 0, 0)}, sizes={"a": 10})

    assert (4, 2, 2, 3) == found.facts
    assert (0, 0, 0, 0) == Statistics().facts
    assert Accuracy("", 0, 0) == Statistics().recall


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


MONDAY = date(2026, 11, 23).toordinal()
DAYS = st.sets(st.integers(MONDAY - 100, MONDAY + 6))


def test_a_week_begins_on_monday() -> None:
    assert 0 == date.fromordinal(MONDAY).weekday()
    assert Week(1, 0) == week([MONDAY - 1, MONDAY], MONDAY)
    assert Week(1, 0) == week([MONDAY - 1, MONDAY], MONDAY - 1)


def test_a_day_counts_once() -> None:
    assert Week(2, 0) == week([MONDAY, MONDAY, MONDAY + 1], MONDAY + 6)


def test_weeks_in_a_row_are_those_that_met_the_goal() -> None:
    played = [MONDAY - 7 * back + day for back in range(4) for day in range(GOAL) if back != 2]

    assert Week(GOAL, 2) == week(played, MONDAY + 3)


def test_a_week_that_has_just_begun_breaks_nothing() -> None:
    played = [MONDAY - 7 + day for day in range(GOAL)]

    assert Week(0, 1) == week(played, MONDAY)


def test_nothing_was_played() -> None:
    assert Week(0, 0) == week([], MONDAY)


@given(days=DAYS, today=st.integers(MONDAY, MONDAY + 6))
def test_playing_on_another_day_never_takes_anything_away(days: set[int], today: int) -> None:
    before, after = week(days, today), week({*days, today}, today)

    assert before.days <= after.days <= before.days + 1
    assert before.in_a_row <= after.in_a_row <= before.in_a_row + 1


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Week(1, 0), "This week: 1 of 3 days."),
        (Week(2, 4), "This week: 2 of 3 days. 4 weeks in a row."),
        (Week(3, 1), "This week: 3 days. The goal of 3 is met."),
        (Week(5, 5), "This week: 5 days. The goal of 3 is met. 5 weeks in a row."),
    ],
)
def test_a_week_in_words(found: Week, said: str) -> None:
    assert said == week_text(found)
