"""Certainty: what answers count for, and calibration."""

import pytest

from quiz.game.scoring import (
    CERTAINTIES,
    GUESS,
    SURE,
    THINK,
    Calibration,
    Marks,
    calibration,
    certainty_mark,
    certainty_marks,
)


@pytest.mark.parametrize(("certainty", "right", "wrong"), [(SURE, 3, -6), (THINK, 2, -2), (GUESS, 1, 0)])
def test_marks_are_those_of_certainty_based_marking(certainty: str, right: int, wrong: int) -> None:
    assert (right, wrong) == (certainty_mark(certainty, right=True), certainty_mark(certainty, right=False))


@pytest.mark.parametrize(("chance", "best"), [(0.4, GUESS), (0.65, GUESS), (0.68, THINK), (0.78, THINK), (0.82, SURE)])
def test_honesty_pays_best(chance: float, best: str) -> None:
    expected = {name: chance * right + (1 - chance) * wrong for name, (right, wrong) in CERTAINTIES.items()}

    assert best == max(expected, key=expected.__getitem__)


def test_calibration_counts_each_certainty_that_was_given() -> None:
    answers = [(SURE, True), (SURE, False), (None, True), (GUESS, False), (SURE, True)]

    assert (Calibration(SURE, 2, 3), Calibration(GUESS, 0, 1)) == calibration(answers)
    assert () == calibration([(None, False)])


def test_a_round_comes_to_a_sum_apart_from_its_score() -> None:
    answers = [(SURE, True), (SURE, False), (None, True), (GUESS, False), (THINK, True)]

    assert Marks(3 - 6 + 0 + 2, 12, calibration(answers)) == certainty_marks(answers)
    assert certainty_marks([(None, True)]) is None
    assert certainty_marks([]) is None
