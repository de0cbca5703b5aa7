"""Formulas compared with figures worked out by hand, and with the definitions of Moodle's report."""

from __future__ import annotations

import statistics
from math import sqrt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.classroom.item_statistics import (
    alpha_of,
    correlation,
    covariance,
    cronbach_alpha,
    discrimination_index,
    discriminative_efficiency,
    error_ratio,
    facility_index,
    group_size,
    internal_consistency,
    mean,
    standard_deviation,
    standard_error,
    upper_lower_difference,
    variance,
)

if TYPE_CHECKING:
    from collections.abc import Callable

# Five students, four questions, right or wrong. Totals 4, 3, 2, 1, 0.
QUESTIONS = ([1, 1, 1, 1, 0], [1, 1, 1, 0, 0], [1, 1, 0, 0, 0], [1, 0, 0, 0, 0])


def rest_of(number: int) -> list[float]:
    return [sum(marks) - marks[number] for marks in zip(*QUESTIONS, strict=True)]


def test_mean_variance_and_deviation() -> None:
    assert mean([1, 1, 0, 0]) == 0.5
    assert variance([1, 2, 3, 4]) == pytest.approx(5 / 3)
    assert standard_deviation([1, 2, 3, 4]) == pytest.approx(sqrt(5 / 3))


def test_two_students_are_enough_and_both_have_a_value_in_each_column() -> None:
    assert 0.5 == variance([1, 2])
    assert 1.0 == upper_lower_difference([1, 0], [3, 2]) == -(upper_lower_difference([0, 1], [3, 2]) or 0)
    with pytest.raises(ValueError, match="longer"):
        covariance([1, 2], [1, 2, 3])
    with pytest.raises(ValueError, match="longer"):
        upper_lower_difference([1, 0, 1], [3, 2])


def test_item_rest_correlation_by_hand() -> None:
    # Marks 1 1 1 1 0, rest 3 2 1 0 0: deviations .2 .2 .2 .2 -.8 and 1.8 .8 -.2 -1.2 -1.2.
    # Products .36 .16 -.04 -.24 .96 = 1.2; squares .8 and 6.8.
    assert rest_of(0) == [3, 2, 1, 0, 0]
    assert correlation(QUESTIONS[0], rest_of(0)) == pytest.approx(1.2 / sqrt(0.8 * 6.8))


def test_kr20_by_hand() -> None:
    # Variances with n - 1: .2, .3, .3, .2 = 1; of the totals 4 3 2 1 0: 2.5. 4/3 * (1 - 1/2.5) = .8.
    alpha = cronbach_alpha(QUESTIONS)

    assert alpha == pytest.approx(0.8)
    assert standard_error(sqrt(2.5), alpha) == pytest.approx(sqrt(2.5) * sqrt(0.2))


def test_alpha_of_two_questions_and_of_one_that_all_had_right_by_hand() -> None:
    # Variances 1/3 and 1/3, of the totals 2 1 0: 1. 2/1 * (1 - 2/3) = 2/3.
    assert cronbach_alpha([[1, 1, 0], [1, 0, 0]]) == pytest.approx(2 / 3)
    # Variances 1/4, 1/3 and 0, of the totals 3 3 2 1: 11/12. 3/2 * (1 - 7/12 * 12/11) = 6/11.
    assert cronbach_alpha([[1, 1, 1, 0], [1, 1, 0, 0], [1, 1, 1, 1]]) == pytest.approx(6 / 11)


def test_marks_of_different_students_are_not_taken_together() -> None:
    with pytest.raises(ValueError, match="shorter"):
        cronbach_alpha([[1, 0, 1], [1, 0]])


def test_groups_of_27_per_cent() -> None:
    assert [group_size(count) for count in (1, 2, 5, 10, 30, 100)] == [1, 1, 1, 3, 8, 27]


def test_upper_lower_difference_by_hand() -> None:
    # Ten students, three in each group: 1 1 1 of the best, 0 1 0 of the weakest.
    marks, rest = [1, 1, 1, 0, 1, 0, 1, 0, 1, 0], [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
    assert upper_lower_difference(marks, rest) == pytest.approx(1 - 1 / 3)


def test_of_equals_at_the_border_each_counts_in_part() -> None:
    # Groups of one. Two are best: their marks 1 and 0 count half each. One is weakest.
    assert upper_lower_difference([1, 0, 0, 0, 0], [5, 5, 3, 2, 1]) == pytest.approx(0.5)
    assert upper_lower_difference([0, 1, 0, 0, 0], [5, 5, 3, 2, 1]) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("figure", "values"),
    [
        (mean, ([],)),
        (variance, ([1],)),
        (standard_deviation, ([],)),
        (
            correlation,
            (
                [1],
                [1],
            ),
        ),
        (
            correlation,
            (
                [1, 1],
                [1, 0],
            ),
        ),
        (
            correlation,
            (
                [1, 0],
                [1, 1],
            ),
        ),
        (
            upper_lower_difference,
            (
                [1],
                [1],
            ),
        ),
        (
            upper_lower_difference,
            (
                [1, 0],
                [1, 1],
            ),
        ),
        (cronbach_alpha, ([[1, 0, 1]],)),
        (cronbach_alpha, ([[1, 0], [0, 1]],)),
        (cronbach_alpha, ([],)),
        (alpha_of, (1, 0.25, 0.25)),
        (alpha_of, (2, 0.5, 0.0)),
        (alpha_of, (2, 0.5, None)),
        (cronbach_alpha, ([[1], [0]],)),
        (
            standard_error,
            (
                1.0,
                None,
            ),
        ),
        (
            standard_error,
            (
                None,
                0.5,
            ),
        ),
        (facility_index, ([],)),
        (
            discriminative_efficiency,
            (
                [1, 1],
                [0, 1],
            ),
        ),
        (
            discriminative_efficiency,
            (
                [1],
                [1],
            ),
        ),
        (
            discrimination_index,
            (
                [1],
                [1],
            ),
        ),
        (internal_consistency, ([[1, 0]],)),
        (error_ratio, (None,)),
    ],
)
def test_what_is_not_defined_is_none(figure: Callable[..., float | None], values: tuple[Any, ...]) -> None:
    assert figure(*values) is None


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from([0, 0.5, 1]), st.integers(0, 20)), min_size=2, max_size=30))
def test_figures_stay_within_their_bounds(pairs: list[tuple[float, int]]) -> None:
    marks, rest = [one for one, _ in pairs], [float(other) for _, other in pairs]

    for found, most in (
        (correlation(marks, rest), 1),
        (upper_lower_difference(marks, rest), 1),
        (discriminative_efficiency(marks, rest), float("inf")),
    ):
        assert found is None or -most <= found <= most
    efficiency = discriminative_efficiency(marks, rest)
    assert efficiency is None or efficiency <= 100 + 1e-9


# Moodle


#: Marks of six attempts at three questions.
ATTEMPTS = ((1, 0.5, 1), (1, 1, 0), (0, 0.5, 1), (0.5, 1, 1), (0, 0, 0), (1, 0, 0.5))


@pytest.mark.parametrize("number", range(3))
def test_a_question_is_as_moodle_defines_it(number: int) -> None:
    marks = [attempt[number] for attempt in ATTEMPTS]
    rest = [sum(attempt) - attempt[number] for attempt in ATTEMPTS]

    assert facility_index(marks) == pytest.approx(100 * statistics.mean(marks))
    assert facility_index([2, 1], most=2) == 75
    assert standard_deviation(marks) == pytest.approx(statistics.stdev(marks))
    assert discrimination_index(marks, rest) == pytest.approx(100 * statistics.correlation(marks, rest))
    greatest = statistics.covariance(sorted(marks), sorted(rest))
    assert discriminative_efficiency(marks, rest) == pytest.approx(100 * statistics.covariance(marks, rest) / greatest)


def test_the_figures_of_a_test_are_as_moodle_defines_them() -> None:
    questions = list(zip(*ATTEMPTS, strict=True))
    totals = [sum(attempt) for attempt in ATTEMPTS]
    apart = sum(map(statistics.variance, questions))

    consistency = internal_consistency(questions)
    ratio = error_ratio(consistency)
    assert consistency == pytest.approx(100 * 3 / 2 * (1 - apart / statistics.variance(totals)))
    assert consistency is not None
    assert ratio is not None
    assert ratio == pytest.approx(100 * sqrt(1 - consistency / 100))
    deviation = standard_deviation(totals)
    assert standard_error(deviation, cronbach_alpha(questions)) == pytest.approx(ratio * (deviation or 0) / 100)


def test_questions_that_agree_entirely_have_no_error() -> None:
    same = [[1, 0, 1, 0, 0.1]] * 3

    assert internal_consistency(same) == pytest.approx(100)
    assert error_ratio(internal_consistency(same)) == pytest.approx(0, abs=1e-5)
