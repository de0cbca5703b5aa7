"""How long a fact is remembered, judged by its first tries."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import accumulate

import pytest
from fsrs import Card, Rating, Scheduler, State
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.days import FIRST_DAY, LAST_DAY
from quiz.game.memory import (
    PRIOR,
    RETENTION,
    SLIP,
    USUAL,
    Grade,
    Memory,
    Pace,
    after_grade,
    foreseen,
    gap_of,
    grade,
    knew,
    recall,
    recall_of,
    reviewed,
)

TODAY = 740_000
SETTINGS = settings(max_examples=100, deadline=None, derandomize=True)
MARKS = st.sampled_from([Grade.AGAIN, Grade.HARD, Grade.GOOD])


def after(*marks: int, days: Sequence[int] = ()) -> Memory:
    """Return the memory after reviews, each a given number of days (by default one) after the last."""
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


def test_a_right_answer_on_the_day_on_which_it_was_missed_makes_a_fact_last_longer() -> None:
    missed = reviewed(None, Grade.AGAIN, TODAY)
    same_day = reviewed(missed, Grade.GOOD, TODAY)

    assert missed.stability < same_day.stability < reviewed(missed, Grade.GOOD, TODAY + 1).stability


def test_a_clock_that_went_back_counts_as_no_time() -> None:
    first = reviewed(None, Grade.GOOD, TODAY)

    assert reviewed(first, Grade.GOOD, TODAY - 300)[:2] == reviewed(first, Grade.GOOD, TODAY)[:2]
    assert 1.0 == recall(first, TODAY - 300)


@pytest.mark.parametrize("ago", [0, -300])
def test_what_is_foreseen_on_a_day_that_was_asked_already_is_no_day_later(ago: int) -> None:
    memory = reviewed(None, Grade.GOOD, TODAY)

    assert foreseen(memory, TODAY + ago, USUAL)[:2] == pytest.approx(reviewed(memory, Grade.GOOD, TODAY)[:2])


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


LIBRARY = Scheduler(desired_retention=RETENTION, learning_steps=(), relearning_steps=(), enable_fuzzing=False)


@SETTINGS
@given(st.lists(st.tuples(MARKS, st.sampled_from([0, 1, 2, 3, 7, 30, 400, 9000])), min_size=1, max_size=10))
def test_the_formulas_are_those_of_the_library(reviews: list[tuple[int, int]]) -> None:
    now, card, memory = datetime(2026, 1, 1, tzinfo=UTC), Card(1, State.Learning, step=0), None
    for marked, gap in reviews:
        now = now.fromordinal(now.toordinal() + gap).replace(tzinfo=UTC)
        card, _ = LIBRARY.review_card(card, Rating(marked), now)
        stability, difficulty = after_grade(memory, marked, gap)
        memory = Memory(stability, difficulty, now.toordinal(), now.toordinal() + gap_of(stability))

        assert card.last_review is not None
        assert (card.stability, card.difficulty) == pytest.approx(memory[:2], rel=1e-9)
        assert (card.due - card.last_review).days == memory.due - memory.day
        later = now.fromordinal(now.toordinal() + 5).replace(tzinfo=UTC)
        assert LIBRARY.get_card_retrievability(card, later) == pytest.approx(recall(memory, memory.day + 5))


@pytest.mark.parametrize("before", [(), (Grade.AGAIN,), (Grade.GOOD, Grade.GOOD)])
def test_a_right_answer_is_worth_less_the_more_likely_a_guess_gives_it(before: Sequence[int]) -> None:
    memory = after(*before) if before else None
    day = TODAY + 30
    found = [reviewed(memory, Grade.GOOD, day, chance).stability for chance in (0, 1 / 24, 1 / 4, 1 / 2, 1)]

    assert found == sorted(set(found), reverse=True)
    assert found[-1] > reviewed(memory, Grade.AGAIN, day, 1 / 4).stability


def test_luck_at_what_was_long_forgotten_is_taken_for_luck() -> None:
    missed = after(Grade.AGAIN)
    certain, lucky = (reviewed(missed, Grade.GOOD, TODAY + 3650, chance) for chance in (0, 1 / 2))

    assert lucky.stability < certain.stability / 3
    assert 1 == knew(0.5, 0)
    assert knew(0.1, 1 / 2) < knew(0.9, 1 / 2) < 1


@pytest.mark.parametrize(
    ("recalled", "chance", "expected"),
    [
        (0.5, 0.25, 0.5 * (1 - SLIP) / (0.5 * (1 - SLIP) + 0.5 * 0.25)),
        (0.9, 0.5, 0.9 * (1 - SLIP) / (0.9 * (1 - SLIP) + 0.1 * 0.5)),
        (0.0, 0.25, 0.0),
        (1.0, 0.5, 1.0),
        (0.0, 0.0, 1.0),  # an answer that cannot be luck was known
        (0.5, 1 - SLIP, 0.5),
    ],
)
def test_whether_it_was_known_follows_from_bayes(recalled: float, chance: float, expected: float) -> None:
    assert expected == pytest.approx(knew(recalled, chance))


def between(memory: Memory | None, known: float, day: int) -> tuple[float, float]:
    """Return the stability and difficulty between those of a right and a wrong answer."""
    gap = day - memory.day if memory else 0
    right, wrong = after_grade(memory, Grade.GOOD, gap), after_grade(memory, Grade.AGAIN, gap)
    return right[0] ** known * wrong[0] ** (1 - known), right[1] * known + wrong[1] * (1 - known)


@pytest.mark.parametrize("before", [(), (Grade.AGAIN,), (Grade.GOOD, Grade.HARD, Grade.GOOD)])
def test_what_may_have_been_luck_lies_between_right_and_wrong(before: Sequence[int]) -> None:
    memory, day = after(*before) if before else None, TODAY + 9
    known = knew(recall(memory, day) if memory else PRIOR, 1 / 4)
    found = reviewed(memory, Grade.GOOD, day, 1 / 4)

    assert found[:2] == pytest.approx(between(memory, known, day))
    assert found[2:] == (day, day + gap_of(found.stability), 1 + len(before), 1)


@pytest.mark.parametrize("pace", [Pace(0.5), USUAL, Pace(0.5, 2, -0.3)])
@pytest.mark.parametrize("before", [(), (Grade.GOOD, Grade.GOOD)])
def test_what_is_foreseen_is_right_as_likely_as_it_is_remembered(before: Sequence[int], pace: Pace) -> None:
    memory, day = after(*before) if before else None, TODAY + 9
    found = foreseen(memory, day, pace)

    assert found[:2] == pytest.approx(between(memory, recall_of(memory, day, pace), day))
    assert found[2:] == (day, day + gap_of(found.stability), 1 + len(before), 1)


def test_what_is_right_again_grows_easier_each_time() -> None:
    found = [after(*[Grade.GOOD] * times).difficulty for times in range(1, 90)]

    assert found == sorted(set(found), reverse=True)


def test_what_is_right_for_years_is_as_easy_as_can_be() -> None:
    assert 1 == after(*[Grade.GOOD] * 300).difficulty


def test_what_is_missed_again_and_again_is_no_worse_than_a_new_fact_that_was_missed() -> None:
    leech = after(*[Grade.AGAIN] * 12)

    assert leech.stability == after(Grade.AGAIN).stability
    assert leech.difficulty > 9
