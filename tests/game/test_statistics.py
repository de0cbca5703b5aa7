"""How well a fact is known, and how sure statistics may be."""

import pytest

from quiz.days import DAY_MS, EPOCH_DAY, day_of
from quiz.game.mastery import ALONE, BITS, FIRST, RIGHT, SHIFT, FactCount, fold, mastery
from quiz.game.statistics import Accuracy, Statistics, TopicCount, figures, interval

START = 1_700_000_000_000 // DAY_MS * DAY_MS + 5 * 3_600_000  # five o'clock where local time is UTC
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
    # The score interval's values for 10, as tables of it give them.
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
