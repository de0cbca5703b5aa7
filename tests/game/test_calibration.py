"""Predicted against observed recall, on a player's own answers."""

from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.game.calibration import Try, predictions
from quiz.game.memory import Grade, Memory, after_grade, recall

SETTINGS = settings(max_examples=60, deadline=None, derandomize=True)


def tried(fact: str, day: int, *, right: bool, hinted: bool = False, chance: float = 0.25) -> Try:
    return Try(fact, Grade.GOOD if right else Grade.AGAIN, right, day, hinted, chance)


def slow(facts: int) -> list[Try]:
    """Return the answers of somebody who knows one fact in four a week later."""
    first = [tried(f"b/t/{i}", 1, right=True) for i in range(facts)]
    return first + [tried(f"b/t/{i}", 8, right=i % 4 == 0) for i in range(facts)]


def test_nothing_is_predicted_before_a_second_day() -> None:
    assert 0 == predictions([]).answers
    assert 0 == predictions([tried("a", 1, right=True), tried("a", 1, right=False), tried("b", 2, right=True)]).answers
    assert 0 == predictions([tried("a", 1, right=True), tried("a", 3, right=False, hinted=True)]).answers


def test_each_answer_is_predicted_from_those_before_it() -> None:
    found = predictions([tried("a", 1, right=True, chance=0), tried("a", 4, right=True, chance=0)])
    memory = Memory(*after_grade(None, Grade.GOOD, 0), 1, 1)

    assert 1 == found.answers
    assert found.defaults.loss == pytest.approx(-log(recall(memory, 4) * 0.97))
    assert found.defaults.takes is None  # where nothing can be guessed and there is no pace yet, both are the same
    assert [(0.8, 0.9, 1, 1.0)] == [(one.low, one.high, one.answers, one.observed) for one in found.bins]


def test_who_forgets_sooner_than_the_defaults_take_is_predicted_better() -> None:
    found = predictions(slow(400))

    assert found.pace.once < 1
    assert found.loss < found.defaults.loss
    assert found.defaults.takes is not None
    assert found.defaults.takes < found.answers == 400


def test_guessing_is_taken_off_what_is_observed() -> None:
    answers = [tried(f"b/{i}", 1, right=True, chance=0.5) for i in range(100)]
    answers += [tried(f"b/{i}", 2, right=i % 2 == 0, chance=0.5) for i in range(100)]

    assert all(one.observed < 0.3 for one in predictions(answers).bins)


@SETTINGS
@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.booleans(), st.integers(0, 90), st.sampled_from([0, 0.04, 0.5, 1])),
        max_size=30,
    )
)
def test_any_answers_can_be_weighed(steps: list[tuple[str, bool, int, float]]) -> None:
    day, answers = 1, []
    for fact, right, gap, chance in steps:
        day += gap
        answers.append(tried(fact, day, right=right, chance=chance))
    found = predictions(answers)

    assert found.answers == sum(one.answers for one in found.bins)
    assert 0 < found.pace.times(3, 2) <= 1e6
    assert all(0 <= one.observed <= 1 and one.low <= one.predicted <= one.high for one in found.bins)
