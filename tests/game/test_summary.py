"""What a round comes to."""

import json
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.game.outcome import Setup
from quiz.game.round import Round, start
from quiz.game.statistics import Accuracy, Summary, summarise
from quiz.items.decoding import decode
from quiz.items.sources import bank_facts

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
    assert Summary(0, 0, 0, (), (), None, 0) == summarise(round_of(2, 4))


def test_a_round_is_summed_up_by_topic_in_order_of_play() -> None:
    done = played(round_of(2, 6), [True, False, True, True, False, False])
    first, second = done.outcomes[0].ask.item.topic, done.outcomes[1].ask.item.topic
    summary = summarise(done)
    assert (3, 6, 2) == (summary.right, summary.total, summary.best_streak)
    assert (Accuracy(first, 2, 3), Accuracy(second, 1, 3)) == summary.topics
    assert Accuracy(second, 1, 3) == summary.weakest
    assert (done.outcomes[1], done.outcomes[4], done.outcomes[5]) == summary.misses


def test_the_answered_part_of_a_round_is_summed_up() -> None:
    summary = summarise(played(round_of(2, 8), [True, False, True]))
    assert (2, 3) == (summary.right, summary.total)
    assert 3 == sum(topic.total for topic in summary.topics)


def test_nothing_is_weakest_where_all_is_right_or_there_is_one_topic() -> None:
    assert summarise(played(round_of(2, 4), [True] * 4)).weakest is None
    assert summarise(played(round_of(1, 4), [False] * 4)).weakest is None


def test_returns_count_neither_as_tries_nor_as_misses() -> None:
    round_ = played(round_of(2, 6, "learn"), [False, True, True, True, False, True, True])
    while round_.current is not None:
        round_ = round_.answer(round_.current.item.keys)
    summary = summarise(round_)
    assert (5, 6) == (summary.right, summary.total)
    assert (round_.outcomes[0],) == summary.misses


@SETTINGS
@given(st.integers(1, 3), st.lists(st.booleans(), max_size=9), st.sampled_from(["learn", "test"]))
def test_topics_add_up_to_the_whole(topics: int, answers: list[bool], mode: str) -> None:
    round_ = round_of(topics, 9, mode)
    done = played(round_, answers[: round_.planned])
    summary = summarise(done)
    assert summary.right == sum(topic.right for topic in summary.topics)
    assert summary.total == sum(topic.total for topic in summary.topics) == len(done.first_tries)
    assert summary.total - summary.right == len(summary.misses)
    if summary.weakest is not None:
        assert summary.weakest.share == min(topic.share for topic in summary.topics)


@pytest.mark.parametrize(("right", "total", "expected"), [(0, 0, 0.0), (0, 3, 0.0), (1, 4, 0.25), (3, 3, 1.0)])
def test_a_share(right: int, total: int, expected: float) -> None:
    assert expected == Accuracy("a", right, total).share
