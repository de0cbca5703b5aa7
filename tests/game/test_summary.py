"""What a round comes to, and statistics as a fold over first tries."""

import json
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.bank.decode import decode
from quiz.game.round import Round, Setup, start
from quiz.game.summary import Accuracy, Figures, Summary, Try, accuracy_by, summarise
from quiz.generate.bank_items import bank_facts

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


# --- statistics ---------------------------------------------------------------------------------


def tries(rights: Sequence[bool], bank: str = "b", topic: str = "T", facts: int = 7) -> list[Try]:
    return [Try(bank, topic, f"{bank}/{topic}/{i % facts}", one) for i, one in enumerate(rights)]


def test_without_tries_there_are_no_figures() -> None:
    assert () == accuracy_by([], topic=True) == accuracy_by([], topic=False)


def test_figures_by_topic_and_by_bank() -> None:
    found = [*tries([True, False], "b", "Z"), *tries([True], "a", "T"), *tries([False, False, True], "b", "A", 2)]
    assert (
        Figures("a", "T", 1, Accuracy("T", 1, 1), None),
        Figures("b", "A", 2, Accuracy("A", 1, 3), None),
        Figures("b", "Z", 2, Accuracy("Z", 1, 2), None),
    ) == accuracy_by(found, topic=True)
    assert (
        Figures("a", "", 1, Accuracy("a", 1, 1), None),
        Figures("b", "", 4, Accuracy("b", 2, 5), None),
    ) == accuracy_by(found, topic=False)


def test_the_same_topic_of_two_banks_is_two_topics() -> None:
    found = accuracy_by([*tries([True], "a"), *tries([False], "b")], topic=True)
    assert [("a", "T", 1), ("b", "T", 0)] == [(one.bank, one.topic, one.accuracy.right) for one in found]


@pytest.mark.parametrize(
    ("before", "latest", "expected"),
    [
        ([True] * 19, [True] * 20, None),
        ([False] * 20, [True] * 20, 1.0),
        ([True] * 20, [False] * 20, -1.0),
        ([True, False] * 10, [True] * 15 + [False] * 5, 0.25),
        ([True] * 30 + [False] * 10, [False] * 20, -0.75),
        ([True, False] * 20, [False, True] * 10, 0.0),
    ],
)
def test_the_trend_compares_the_latest_twenty_with_those_before(
    before: list[bool], latest: list[bool], expected: float | None
) -> None:
    (found,) = accuracy_by(tries([*before, *latest]), topic=True)
    assert expected == found.trend


@SETTINGS
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("XYZ"), st.integers(0, 4), st.booleans())))
def test_figures_add_up(drawn: list[tuple[str, str, int, bool]]) -> None:
    found = [Try(bank, topic, f"{bank}/{topic}/{fact}", right) for bank, topic, fact, right in drawn]
    for by_topic in (True, False):
        figures = accuracy_by(found, topic=by_topic)
        assert len(found) == sum(one.accuracy.total for one in figures)
        assert sum(one.right for one in found) == sum(one.accuracy.right for one in figures)
        assert len({one.fact for one in found}) == sum(one.facts for one in figures)
        assert [(one.bank, one.topic) for one in figures] == sorted({(one.bank, one.topic) for one in figures})
