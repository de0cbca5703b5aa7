"""How long a fact is remembered, by its first tries."""

from collections.abc import Sequence
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.days import FIRST_DAY, LAST_DAY
from quiz.game.memory import RETENTION, Grade, Memory, grade, recall, reviewed

TODAY = 740_000
SETTINGS = settings(max_examples=100, deadline=None, derandomize=True)
MARKS = st.sampled_from([Grade.AGAIN, Grade.HARD, Grade.GOOD])


def after(*marks: int, days: Sequence[int] = ()) -> Memory:
    """Return the memory after reviews, each so many days (or one) after the last."""
    memory = None
    gaps = [0, *(days or [1] * (len(marks) - 1))]
    for marked, day in zip(marks, accumulate(gaps), strict=True):
        memory = reviewed(memory, marked, TODAY + day)
    assert memory is not None
    return memory


@pytest.mark.parametrize(
    ("right", "hinted", "certainty", "expected"),
    [
        (True, False, None, Grade.GOOD),
        (True, False, "sure", Grade.GOOD),
        (True, False, "think", Grade.GOOD),
        (True, False, "guess", Grade.HARD),
        (True, True, None, Grade.HARD),
        (True, True, "sure", Grade.HARD),
        (False, False, "sure", Grade.AGAIN),
        (False, True, "guess", Grade.AGAIN),
    ],
)
def test_an_answer_is_marked_by_itself(right: bool, hinted: bool, certainty: str | None, expected: int) -> None:
    assert expected == grade(right, hinted, certainty)


@pytest.mark.parametrize("before", [(), (Grade.GOOD,), (Grade.AGAIN, Grade.GOOD), (Grade.GOOD, Grade.GOOD)])
def test_a_better_answer_is_due_later(before: Sequence[int]) -> None:
    again, hard, good = (after(*before, marked).due for marked in (Grade.AGAIN, Grade.HARD, Grade.GOOD))

    assert again < good
    assert again <= hard <= good


def test_what_was_missed_is_due_the_next_day() -> None:
    assert TODAY + 1 == after(Grade.AGAIN).due


def test_gaps_grow_as_long_as_answers_are_right() -> None:
    memory, gaps = after(Grade.GOOD), []
    for _ in range(5):
        gaps.append(memory.due - memory.day)
        memory = reviewed(memory, Grade.GOOD, memory.due)

    assert gaps == sorted(set(gaps))


def test_a_fact_is_due_when_it_is_about_to_be_forgotten() -> None:
    memory = after(Grade.GOOD, Grade.GOOD, Grade.GOOD, days=(2, 11))

    assert recall(memory, memory.due) == pytest.approx(RETENTION, abs=0.01)
    assert recall(memory, memory.due - 5) > recall(memory, memory.due) > recall(memory, memory.due + 5)


def test_a_second_review_on_a_day_is_no_day_later() -> None:
    first = reviewed(None, Grade.GOOD, TODAY)

    assert reviewed(first, Grade.GOOD, TODAY).stability == pytest.approx(first.stability, rel=0.01)
    assert reviewed(first, Grade.GOOD, TODAY + 1).stability > 2 * first.stability


def test_a_clock_that_went_back_counts_as_no_time() -> None:
    first = reviewed(None, Grade.GOOD, TODAY)

    assert reviewed(first, Grade.GOOD, TODAY - 300)[:2] == reviewed(first, Grade.GOOD, TODAY)[:2]
    assert 1.0 == recall(first, TODAY - 300)


@SETTINGS
@given(st.lists(st.tuples(MARKS, st.integers(FIRST_DAY, LAST_DAY)), min_size=1, max_size=8))
def test_any_days_make_a_memory(reviews: list[tuple[int, int]]) -> None:
    memory = None
    for marked, day in reviews:
        memory = reviewed(memory, marked, day)
        assert memory.stability > 0
        assert 1 <= memory.difficulty <= 10
        assert memory.due > memory.day
        assert 0 <= recall(memory, day) <= 1
