"""How long a fact is remembered, by its first tries."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import accumulate

import pytest
from fsrs import Card, Rating, Scheduler, State
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.days import FIRST_DAY, LAST_DAY
from quiz.game.memory import (
    MOST_ASKED,
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
from quiz.game.pace import NO_EVIDENCE, PACES, added_up, evidence, evidence_in, pace_of, right_share

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
        (0.0, 0.0, 1.0),  # what cannot be luck was known
        (0.5, 1 - SLIP, 0.5),
    ],
)
def test_whether_it_was_known_follows_from_bayes(recalled: float, chance: float, expected: float) -> None:
    assert expected == pytest.approx(knew(recalled, chance))


def between(memory: Memory | None, known: float, day: int) -> tuple[float, float]:
    """Return the stability and difficulty that lie between those of a right and a wrong answer."""
    gap = day - memory.day if memory else 0
    right, wrong = after_grade(memory, Grade.GOOD, gap), after_grade(memory, Grade.AGAIN, gap)
    return right[0] ** known * wrong[0] ** (1 - known), right[1] * known + wrong[1] * (1 - known)


@pytest.mark.parametrize("before", [(), (Grade.AGAIN,), (Grade.GOOD, Grade.HARD, Grade.GOOD)])
def test_what_may_have_been_luck_lies_between_right_and_wrong(before: Sequence[int]) -> None:
    memory, day = after(*before) if before else None, TODAY + 9
    known = knew(recall(memory, day) if memory else PRIOR, 1 / 4)
    found = reviewed(memory, Grade.GOOD, day, 1 / 4)

    assert found[:2] == pytest.approx(between(memory, known, day))
    assert found[2:] == (day, day + gap_of(found.stability), 1 + len(before))


@pytest.mark.parametrize("pace", [Pace(0.5), USUAL, Pace(0.5, 2)])
@pytest.mark.parametrize("before", [(), (Grade.GOOD, Grade.GOOD)])
def test_what_is_foreseen_is_right_as_likely_as_it_is_remembered(before: Sequence[int], pace: Pace) -> None:
    memory, day = after(*before) if before else None, TODAY + 9
    found = foreseen(memory, day, pace)

    assert found[:2] == pytest.approx(between(memory, recall_of(memory, day, pace), day))
    assert found[2:] == (day, day + gap_of(found.stability), 1 + len(before))


def test_a_memory_at_a_pace_lasts_so_many_times_as_long() -> None:
    memory = after(Grade.GOOD, Grade.GOOD)
    twice = memory.at_pace(Pace(2))

    assert (2 * memory.stability, memory.difficulty, memory.day) == twice[:3]
    assert twice.due == memory.day + gap_of(2 * memory.stability)
    assert memory == memory.at_pace(USUAL)
    assert PRIOR == recall_of(None, TODAY)
    assert recall(memory, TODAY + 5) == recall_of(memory, TODAY + 5) < recall_of(memory, TODAY + 5, Pace(2))
    assert recall(twice, TODAY + 5) == recall_of(memory, TODAY + 5, Pace(2))


def test_a_pace_may_grow_with_each_question() -> None:
    grows = Pace(1 / 4, 2)

    assert [1 / 4, 1, 9 / 4] == [grows.times(asked) for asked in (1, 2, 3)]
    assert grows.times(MOST_ASKED) == grows.times(500)  # not without end
    assert after(Grade.GOOD).at_pace(grows).stability == after(Grade.GOOD).stability / 4
    assert after(Grade.GOOD, Grade.AGAIN).at_pace(grows) == after(Grade.GOOD, Grade.AGAIN)
    assert 7 == after(*[Grade.GOOD] * 7).asked


def test_what_is_right_for_years_is_as_easy_as_can_be() -> None:
    assert 1 == after(*[Grade.GOOD] * 300).difficulty


def test_what_is_missed_again_and_again_is_no_worse_than_a_new_fact_that_was_missed() -> None:
    leech = after(*[Grade.AGAIN] * 12)

    assert leech.stability == after(Grade.AGAIN).stability
    assert leech.difficulty > 9


def of_player(pace: Pace, chance: float = 0.25) -> list[tuple[int, ...]]:
    """Return what the answers of a player of a pace say: shares of them, in turn."""
    found, owed = [], 0.0
    memories = [after(Grade.GOOD), after(Grade.GOOD, Grade.AGAIN)]
    for i, days in enumerate((1, 2, 4, 8, 16, 32, 64) * 20):
        memory = memories[i % 2]
        owed += recall(memory.at_pace(pace), TODAY + days) * (1 - chance) + chance
        right = owed >= 1
        owed -= right
        found.append(evidence(memory, right, TODAY + days, chance))
    return found


def test_a_pace_is_found_and_without_days_between_there_is_none() -> None:
    assert USUAL == pace_of(NO_EVIDENCE)
    assert NO_EVIDENCE == evidence(None, True, TODAY, 0.25) == evidence(after(Grade.GOOD), False, TODAY, 0.25)
    found = [pace_of(added_up(of_player(Pace(*pace)) * 3)) for pace in ((1 / 256,), (1,), (1 / 256, 4))]

    assert found[0].once < 1 / 16
    assert found[0].growth < 2
    assert USUAL == found[1]
    assert found[2].once < 1 / 16
    assert found[2].growth >= 2


def test_few_answers_give_no_pace() -> None:
    assert USUAL == pace_of(added_up(of_player(Pace(1 / 1000))[:19]))


@SETTINGS
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 400), st.sampled_from([0, 0.04, 0.25, 0.5, 1.0]))))
def test_any_answers_have_a_pace_and_taking_them_back_leaves_none(answers: list[tuple[bool, int, float]]) -> None:
    memory, said = after(Grade.GOOD), []
    for right, gap, chance in answers:
        said.append(evidence(memory, right, memory.day + gap, chance))
        memory = reviewed(memory, Grade.GOOD if right else Grade.AGAIN, memory.day + gap, chance)
    total = added_up(said)

    assert pace_of(total) in PACES
    assert total == evidence_in(" ".join(map(str, total)))
    assert NO_EVIDENCE == added_up([total], said)


@pytest.mark.parametrize(
    ("recalled", "chance", "share"),
    [(1, 0, 1 - SLIP), (0, 0.25, 0.25), (0.5, 0.5, 0.5 * (1 - SLIP) + 0.25), (0, 0, SLIP / 10), (0, 1, 1 - SLIP / 10)],
)
def test_how_likely_an_answer_is_right(recalled: float, chance: float, share: float) -> None:
    assert share == pytest.approx(right_share(recalled, chance))


def said(*better: int, answers: int = 20) -> list[int]:
    """Return evidence of so many answers, of the same loss at every pace but those that are named."""
    return [answers, *(10_000_000 - 2_000_000 * better.count(i) for i in range(len(PACES)))]


def test_the_pace_is_the_likeliest_one_drawn_towards_1() -> None:
    assert Pace(4) == pace_of(said(6))
    assert Pace(4) == pace_of(said(4, 6, 6))
    assert Pace(0.25) == pace_of(said(4, 4, 6))
    assert Pace(4, 1) == pace_of(said(6, 6 + 8, 6 + 8))
    # 16 times the memory is twice as unlikely as 4 times, on the scale of logarithms: 0.24 and 0.96 nats.
    others = [10_000_000] * (len(PACES) - 8)
    assert Pace(4) == pace_of([20, *[10_000_000] * 6, 9_000_000, 8_700_000, *others])
    assert Pace(16) == pace_of([20, *[10_000_000] * 6, 9_000_000, 8_200_000, *others])
    # A growth of 1 costs 0.06 nats.
    assert Pace(4) == pace_of([20, *[10_000_000] * 6, 9_000_000, *[10_000_000] * 7, 8_950_000, *others[7:]])
    assert Pace(4, 1) == pace_of([20, *[10_000_000] * 6, 9_000_000, *[10_000_000] * 7, 8_940_000, *others[7:]])


def test_a_pace_has_to_be_better_by_three_parts_in_a_hundred() -> None:
    # The loss of so many answers is large, so that 3 % of it is more than what a pace of 4 is drawn back by.
    for better, pace in ((2_900_000, USUAL), (3_000_000, USUAL), (3_000_001, Pace(4))):
        losses = [100_000_000] * len(PACES)
        losses[6] -= better
        assert pace == pace_of([200, *losses])


@pytest.mark.parametrize("text", ["", "1 2", "x " * (1 + len(PACES)), "1.5 " * (1 + len(PACES))])
def test_a_text_that_is_no_evidence_is_none(text: str) -> None:
    assert evidence_in(text) is None
