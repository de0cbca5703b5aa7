"""How well facts are known, when one counts as recalled, and what is mixed up, from answers alone."""

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.days import DAY_MS, EPOCH_DAY
from quiz.game.mastery import (
    ALONE,
    BITS,
    FIRST,
    LASTING_DAYS,
    RECALL_DAYS,
    RIGHT,
    SHIFT,
    TOLD_APART,
    Confusion,
    FactCount,
    MasteryCount,
    MixUp,
    Picked,
    after,
    answered_on,
    days_of,
    fold,
    mastery,
    progress_of,
    recalls_in,
    traits_of,
)

SETTINGS = settings(max_examples=100, deadline=None, derandomize=True)
TODAY = 20_000  # days since 1970
WELL, HINTED, WRONG, AGAIN = FIRST | RIGHT | ALONE, FIRST | RIGHT, FIRST, RIGHT | ALONE


def packed(day: int, traits: int = WELL, hour: int = 12, shift: int = 1) -> int:
    """Return an answer on a day by UTC, at an hour; the player's day is `shift` - 1 days later."""
    return ((TODAY + day) * DAY_MS + hour * DAY_MS // 24 << BITS) + (shift << SHIFT) + traits


@pytest.mark.parametrize("shift", [0, 1, 2])
@pytest.mark.parametrize("traits", [0, WELL, WELL | 3])
def test_an_answer_has_the_players_day(shift: int, traits: int) -> None:
    assert TODAY + 5 + EPOCH_DAY + shift - 1 == answered_on(packed(5, traits, shift=shift))


@SETTINGS
@given(
    st.lists(st.tuples(st.integers(-9, 9), st.sampled_from([WELL, AGAIN, 0]), st.integers(0, 23), st.integers(0, 2)))
)
def test_the_days_of_answers_are_those_of_each(drawn: list[tuple[int, int, int, int]]) -> None:
    for answers in ([packed(*one) for one in drawn], [packed(*one[:3], shift=2) for one in drawn]):
        assert [answered_on(answer) for answer in answers] == list(days_of(answers, traits_of(answers)))


@pytest.mark.parametrize("hours", [(0, 23), (12, 12), (23, 0)])
@pytest.mark.parametrize("shifts", [(1, 1), (0, 2), (2, 0), (0, 0)])
def test_a_first_try_is_a_recall_after_a_week_of_the_players_days(
    hours: tuple[int, int], shifts: tuple[int, int]
) -> None:
    for gap in range(1, 14):
        answers = [packed(0, hour=hours[0], shift=shifts[0]), packed(gap, hour=hours[1], shift=shifts[1])]
        is_recall = gap + shifts[1] - shifts[0] >= RECALL_DAYS

        assert answers[1:] * is_recall == recalls_in(answers)
        assert is_recall == fold(answers[1:], fold(answers[:1])).recalls


def test_what_practice_asks_again_is_no_recall_but_it_was_seen() -> None:
    assert [] == recalls_in([packed(0), packed(20, AGAIN)])
    assert [] == recalls_in([packed(0), packed(5, AGAIN), packed(9)])
    assert [packed(30)] == recalls_in([packed(0), packed(20, AGAIN), packed(30)])
    assert [] == recalls_in([packed(0)])


@SETTINGS
@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from([WELL, HINTED, WRONG, AGAIN, 0])), max_size=12))
def test_a_count_is_what_the_answers_come_to(steps: Sequence[tuple[int, int]]) -> None:
    day, answers, days = 0, [], []
    for gap, traits in steps:
        day += gap
        answers.append(packed(day, traits))
        days.append(TODAY + day + EPOCH_DAY)
    found = fold(answers)
    tries = [(on, traits) for on, (_, traits) in zip(days, steps, strict=True) if traits & FIRST]
    alone = [on for on, traits in tries if traits == WELL]
    run: list[int] = []
    for on, traits in tries:
        run = [*run, on] if traits == WELL else []
    lasting = sorted(set(alone))[:LASTING_DAYS]

    assert found == fold(answers, traits=traits_of(answers))
    assert (len(tries), sum(bool(traits & RIGHT) for _, traits in tries)) == (found.tries, found.right)
    assert ([*run[:1], 0][0], [0, *run][-1]) == (found.run_from, found.run_to)
    assert max((on for on, traits in tries if traits == WRONG), default=0) == found.missed_on
    assert (len(lasting), [0, *lasting][-1]) == (found.right_days, found.right_on)
    assert ([0, *days][-1], answers[-1] >> BITS if answers else 0) == (found.seen_on, found.seen_at)
    assert len(recalls_in(answers)) == found.recalls
    assert sum(bool(answer & ALONE) for answer in recalls_in(answers)) == found.recalled


def test_answers_may_be_counted_in_parts() -> None:
    days = [0, 0, 9, 16, 30]
    for traits in product([WELL, HINTED, WRONG, AGAIN], repeat=len(days)):
        steps = [*zip(days, traits, strict=True)]
        answers = [packed(day, one) for day, one in steps]
        run: list[int] = []
        for day, one in steps:
            if one & FIRST:
                run = [*run, TODAY + day + EPOCH_DAY] if one == WELL else []
        whole = fold(answers)

        assert ([*run, 0][0], [0, *run][-1]) == (whole.run_from, whole.run_to), traits
        assert min(len({day for day, one in steps if one == WELL}), LASTING_DAYS) == whole.right_days, traits
        assert {whole} == {fold(answers[at:], fold(answers[:at])) for at in range(len(days))}, traits


def test_facts_are_counted_by_how_well_each_is_known() -> None:
    counts = {
        "learning": fold([packed(0)]),
        "known": fold([packed(0), packed(1)]),
        "mature": fold([packed(0), packed(21)]),
        "elsewhere": fold([packed(0)]),
    }
    found = progress_of(["new", "learning", "known", "mature", "other"], counts, {"known", "new", "elsewhere"})

    assert MasteryCount(facts=5, learning=1, known=2, mature=1, due=2) == found
    assert 2 == found.new
    assert not found.is_finished
    assert progress_of(["known", "mature"], counts, ()).is_finished
    assert not progress_of([], counts, ()).is_finished
    assert "new" == mastery(FactCount())


def picked(chosen: str, *, offered: str = "abc", is_first: bool = True, may_guess: bool = False) -> Picked:
    """Return an answer that chooses from options of which `a` is right."""
    return Picked(f"attempt {chosen}", 7, "a", chosen, offered, is_first, may_guess)


def mixed(known: dict[tuple[str, str], Confusion], *answers: Picked) -> dict[tuple[str, str], Confusion]:
    for answer in answers:
        known = known | after(known, answer)
    return known


def test_what_is_chosen_for_what_is_right_is_counted_each_time() -> None:
    found = mixed({}, picked("b"), picked("c"), picked("b", is_first=False))

    assert {("a", "b"): Confusion(2, 0, "attempt b", 7), ("a", "c"): Confusion(1, 0, "attempt c", 7)} == found


def test_a_guess_is_no_confusion_until_it_is_chosen_again() -> None:
    once = mixed({}, picked("b", may_guess=True))

    assert once["a", "b"].is_guess
    assert not mixed(once, picked("b", may_guess=True))["a", "b"].is_guess
    assert not mixed({}, picked("b"))["a", "b"].is_guess


def test_two_first_tries_that_are_right_with_both_on_offer_tell_them_apart() -> None:
    once = mixed({}, picked("b"))
    other = {("d", "b"): once["a", "b"]}

    assert 1 == mixed(once, picked("a"))["a", "b"].apart
    assert TOLD_APART == mixed(once, *[picked("a")] * 5)["a", "b"].apart
    assert 0 == mixed(once, *[picked("a")] * 2, picked("b"))["a", "b"].apart
    assert once == mixed(once, picked("a", offered="ac"), picked("a", is_first=False))
    assert other == mixed(other, picked("a"))


def test_another_mix_up_in_between_does_not_keep_one_from_being_resolved() -> None:
    found = mixed({}, picked("b"), picked("a"), picked("c"), picked("a"))

    assert {("a", "b"): TOLD_APART, ("a", "c"): 1} == {pair: one.apart for pair, one in found.items()}


@pytest.mark.parametrize(("apart", "is_resolved"), [(0, False), (1, False), (2, True)])
def test_a_mix_up_is_resolved_by_being_told_apart(apart: int, is_resolved: bool) -> None:
    assert is_resolved == MixUp("b", "b/f", "Which?", ("a", "A"), ("b", "B"), 1, apart, 7).is_resolved
