"""Sprints: times as they are typed, and rounds that end by the clock."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.game.modes.definitions import MAX_SPRINT_MS, MIN_SPRINT_MS, next_facts, read_time, time_name
from quiz.game.outcome import Setup
from quiz.game.round import Round, start
from quiz.items.decoding import decode
from quiz.items.sources import bank_facts
from tests.conftest import COLORS

ONE_FACT = """\
id: one
title: One
source: A book
questions:
  sky: {topic: Sky, ask: "Which colour has the sky?", answer: blue, wrong: [red, green], why: It is blue.}
"""


def sprint(seed: str = "7", time_ms: int = 60_000, text: str = COLORS) -> Round:
    bank = decode(text.encode(), "bank").bank
    assert bank is not None
    return start(Setup(seed, "sprint", 10, ((bank.id, bank.hash),), time_ms=time_ms), bank_facts(bank))


def answered(round_: Round, took_ms: int, *, right: bool = True) -> Round:
    assert round_.current is not None
    item = round_.current.item
    wrong = next(option.id for option in item.options if option.id not in item.keys)
    return round_.answer(item.keys if right else (wrong,), None, took_ms)


# Times


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("60", 60),
        ("90s", 90),
        ("2m", 120),
        ("1m30s", 90),
        ("1m30", 90),
        (" 3 M ", 180),
        ("10", 10),
        ("60m", 3600),
        ("1h", 3600),
        ("0h 2m", 120),
    ],
)
def test_a_time_is_read_as_it_is_typed(typed: str, seconds: int) -> None:
    assert seconds * 1000 == read_time(typed)


@pytest.mark.parametrize("typed", ["", "soon", "m", "s", "-60", "1.5m", "h", "1m1h", "60 m 5 m", "٣m", "9" * 5000])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^that is not a length of time$"):
        read_time(typed)


@pytest.mark.parametrize("typed", ["0", "9s", "0m", "61m", "3601", "9999m9999s", "1h1s", "3h", "9999h"])
def test_times_too_short_or_too_long_are_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="from 10s to 60m"):
        read_time(typed)


@given(st.integers(MIN_SPRINT_MS // 1000, MAX_SPRINT_MS // 1000))
def test_a_time_is_named_as_it_can_be_typed(seconds: int) -> None:
    assert seconds * 1000 == read_time(time_name(seconds * 1000))


# The clock


def test_the_time_of_the_answers_is_the_time_that_is_used() -> None:
    round_ = answered(answered(sprint(), 20_000), 15_000, right=False)

    assert 25_000 == round_.left_ms
    assert (1, 2) == (round_.right, len(round_.first_tries))


def test_an_answer_at_the_very_end_counts_and_is_the_last() -> None:
    round_ = answered(answered(sprint(), 20_000), 40_000)

    assert round_.current is None
    assert 2 == round_.right


def test_an_answer_that_is_late_by_a_millisecond_does_not_count() -> None:
    round_ = answered(answered(sprint(), 20_000), 40_001)

    assert round_.current is None
    assert 1 == round_.right == len(round_.outcomes)


def test_when_the_time_is_up_the_open_question_is_gone() -> None:
    round_ = answered(sprint(), 1000).out_of_time()

    assert round_.current is None
    assert 1 == len(round_.outcomes)


def test_only_a_sprint_has_a_clock() -> None:
    bank = decode(COLORS.encode(), "bank").bank
    assert bank is not None
    round_ = start(Setup("7", "learn", 6, ((bank.id, bank.hash),)), bank_facts(bank))

    assert answered(round_, 10**9).current is not None


# The questions


@given(st.text(max_size=5), st.lists(st.booleans(), min_size=30, max_size=30))
def test_questions_keep_coming_and_no_fact_twice_in_a_row(seed: str, rights: list[bool]) -> None:
    round_ = sprint(seed)
    for right in rights:
        round_ = answered(round_, 1000, right=right)

    facts = [outcome.ask.item.fact for outcome in round_.outcomes]
    assert 30 == len(facts)
    assert all(one != next_ for one, next_ in pairwise(facts))
    assert {outcome.ask.kind for outcome in round_.outcomes} == {"first"}
    counts = [facts.count(fact) for fact in set(facts)]
    assert max(counts) - min(counts) <= 1
    slots = [outcome.ask.slot for outcome in round_.outcomes]
    assert len(slots) == len(set(slots))


def test_the_same_answers_lead_to_the_same_questions() -> None:
    def played() -> list[str]:
        round_ = sprint()
        for _ in range(25):
            round_ = answered(round_, 1000)
        return [outcome.ask.item.stem for outcome in round_.outcomes]

    assert played() == played()


def test_a_sprint_on_one_fact_ends_after_it() -> None:
    assert answered(sprint(text=ONE_FACT), 1000).current is None


@given(st.integers(1, 6), st.lists(st.integers(0, 5), max_size=20))
def test_the_next_fact_is_another_and_was_asked_least(count: int, numbers: list[int]) -> None:
    facts = [(f"f{i}", f"t{i % 2}") for i in range(count)]
    asked = [f"f{i % count}" for i in numbers]

    found = next_facts(facts, asked)

    others = [fact for fact, _ in facts if not asked or fact != asked[-1]]
    assert sorted(others) == sorted(found)
    assert not found or asked.count(found[0]) == min(asked.count(fact) for fact in others)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ([], ["a", "b", "c", "d"]),
        (["a"], ["c", "d", "b"]),  # another topic before the same one, or the given order
        (["c", "a"], ["d", "b", "c"]),  # the one asked least, even of the same topic
        (["d", "c", "b", "a"], ["d", "c", "b"]),  # of another topic, the one asked longest ago
        (["a", "b", "a", "c", "b"], ["d", "c", "a"]),
    ],
)
def test_the_next_fact_is_chosen_by_times_then_topic_then_age(asked: list[str], expected: list[str]) -> None:
    facts = [("a", "one"), ("b", "one"), ("c", "two"), ("d", "two")]
    assert expected == next_facts(facts, asked)
