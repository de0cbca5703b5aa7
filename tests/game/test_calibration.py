"""Predicted and observed recall, compared on a player's own answers."""

from math import ceil, log
from statistics import mean, stdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.game.calibration import Try, gaps, predictions
from quiz.game.memory import USUAL, Grade, Memory, Pace, after_grade, recall, reviewed
from quiz.game.pace import right_share

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
    assert found.defaults.takes is None  # if nothing can be guessed and there is no pace yet, both are the same
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


def loss_of_wrong_and_right(first: float, second: float) -> float:
    """Return the mean loss of two recalls where the first answer was wrong."""
    return -(log(1 - right_share(first, 0.25)) + log(right_share(second, 0.25))) / 2


def test_a_prediction_is_from_all_earlier_answers_to_the_fact_and_from_no_others() -> None:
    answers = [
        tried("a", 1, right=True),
        tried("b", 2, right=False),
        tried("a", 3, right=False),
        tried("a", 3, right=True),
        tried("a", 9, right=True),
    ]
    found = predictions(answers)
    first = Memory(*after_grade(None, Grade.GOOD, 0), 1, 1)
    second = Memory(*after_grade(first, Grade.AGAIN, 2), 3, 3)
    third = Memory(*after_grade(second, Grade.GOOD, 0), 3, 3)
    ours = reviewed(None, Grade.GOOD, 1, 0.25)
    ours_later = reviewed(reviewed(ours, Grade.AGAIN, 3, 0.25), Grade.GOOD, 3, 0.25)

    assert 2 == found.answers
    assert found.defaults.loss == pytest.approx(loss_of_wrong_and_right(recall(first, 3), recall(third, 9)))
    assert found.loss == pytest.approx(loss_of_wrong_and_right(recall(ours, 3), recall(ours_later, 9)))


def test_one_share_for_all_is_that_which_was_known() -> None:
    answers = [tried(str(i), 1, right=True, chance=0.5) for i in range(8)]
    answers += [tried(str(i), 2, right=i < 6, chance=0.5) for i in range(8)]
    found = predictions(answers)
    share = right_share(0.5, 0.5)  # somebody who knows half and guesses the rest is right three times out of four

    assert {0.5} == {one.observed for one in found.bins}
    assert found.constant.loss == pytest.approx(-0.75 * log(share) - 0.25 * log(1 - share))


def test_where_a_guess_is_always_right_nothing_is_known_to_be_known() -> None:
    found = predictions([tried("a", 1, right=True, chance=1), tried("a", 2, right=True, chance=1)])

    assert [0] == [one.observed for one in found.bins]


@pytest.mark.parametrize("facts", [2, 3, 8])
def test_it_takes_as_many_answers_as_make_the_mean_of_what_they_lack_certain(facts: int) -> None:
    each = [
        [tried(str(i), 1, right=i % 3 > 0), tried(str(i), 4 + 2 * i, right=i % 2 > 0)]
        for i in range(facts)  # so few answers that the pace is still the usual one
    ]
    found = predictions(sorted((one for some in each for one in some), key=lambda one: one.day))
    alone = [predictions(some) for some in each]
    lacks = [one.defaults.loss - one.loss for one in alone]

    assert found.loss == pytest.approx(mean(one.loss for one in alone))
    assert found.defaults.loss == pytest.approx(mean(one.defaults.loss for one in alone))
    assert found.defaults.takes == ceil((1.96 * stdev(lacks) / mean(lacks)) ** 2) > 1


def test_who_remembers_better_is_asked_after_more_days_and_usually_the_gaps_grow() -> None:
    assert (1, 3, 11) == gaps(USUAL)
    assert (1, 1, 1) == gaps(Pace(1 / 100))
    assert all(usual < longer for usual, longer in zip(gaps(USUAL), gaps(Pace(4)), strict=True))
    assert gaps(USUAL)[0] == gaps(Pace(1, 2))[0]  # the growth of memory changes nothing until the second question


def test_the_pace_is_that_of_the_answers() -> None:
    answers = [tried(f"b/t/{i}", 1, right=True, chance=0) for i in range(100)]
    keeps = predictions([*answers, *(tried(f"b/t/{i}", 400, right=True, chance=0) for i in range(100))])
    forgets = predictions([*answers, *(tried(f"b/t/{i}", 2, right=False, chance=0) for i in range(100))])

    assert forgets.pace.once < 1 < keeps.pace.once


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
