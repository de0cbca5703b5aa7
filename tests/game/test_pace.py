"""A player's pace: how much more likely they are to remember than the schedule assumes."""

from itertools import product
from math import exp, log
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.game.memory import (
    LONGEST_GAP,
    MOST_ASKED,
    PRIOR,
    RETENTION,
    SLIP,
    USUAL,
    Grade,
    Memory,
    Pace,
    gap_of,
    recall,
    recall_of,
    retrievability,
    reviewed,
)
from quiz.game.pace import (
    NO_EVIDENCE,
    Evidence,
    added_up,
    evidence,
    evidence_in,
    evidence_text,
    pace_of,
    right_share,
    sort_of,
)

TODAY = 740_000
SETTINGS = settings(max_examples=100, deadline=None, derandomize=True)
PACES = st.builds(Pace, st.floats(1e-3, 1e3), st.floats(-2, 3), st.floats(-1, 1))


def known(stability: float, asked: int = 1) -> Memory:
    return Memory(stability, 5.0, TODAY, TODAY + gap_of(stability), asked)


def test_a_pace_multiplies_the_odds_of_recall() -> None:
    memory = known(8, asked=3)
    found = memory.at_pace(Pace(2, 1, 1 / 3))
    usual, ours = recall(memory, TODAY + 9), recall(found, TODAY + 9)

    assert 2 * 3 * 2 == pytest.approx(found.times)
    assert 12 * usual / (1 - usual) == pytest.approx(ours / (1 - ours))
    assert ours == recall_of(memory, TODAY + 9, Pace(2, 1, 1 / 3))
    assert memory[:3] == found[:3]
    assert 1 == recall(found, TODAY)
    assert memory == memory.at_pace(USUAL)
    assert PRIOR == recall_of(None, TODAY, Pace(9))


def test_more_questions_add_to_a_pace_but_not_without_end() -> None:
    grows = Pace(1 / 4, 2)

    assert [1 / 4, 1, 9 / 4] == [grows.times(5, asked) for asked in (1, 2, 3)]
    assert grows.times(5, MOST_ASKED) == grows.times(5, 500)
    assert 1e6 == Pace(1, 9).times(5, 500)
    assert 1e-6 == Pace(1, -9).times(5, 500)


@SETTINGS
@given(st.floats(0.212, 1000), st.integers(1, 30), PACES)
def test_a_fact_is_due_when_a_player_of_a_pace_remembers_it_nine_times_of_ten(
    stability: float, asked: int, pace: Pace
) -> None:
    memory = known(stability, asked).at_pace(pace)
    gap = memory.due - TODAY

    assert 1 <= gap <= LONGEST_GAP
    assert recall(memory, memory.due + 1) <= RETENTION or gap == LONGEST_GAP
    assert recall(memory, memory.due - 1) >= RETENTION


def answers(pace: Pace, chance: float = 0.25, count: int = 2000, seed: int = 1) -> list[Evidence]:
    """Return the evidence in the answers of a player with a given pace, to facts of many kinds after many days."""
    draw = Random(f"answers {seed}")
    kinds = list(product((0.3, 1, 3, 10, 30), (1, 2, 4, 8), (1, 2, 4, 8, 16, 32, 64)))
    found = []
    for stability, asked, gap in (draw.choice(kinds) for _ in range(count)):
        memory = known(stability, asked)
        share = right_share(recall(memory.at_pace(pace), TODAY + gap), chance)
        found.append(evidence(memory, draw.random() < share, TODAY + gap, chance))
    return found


@pytest.mark.parametrize(
    "pace", [Pace(1 / 20), Pace(20), Pace(1 / 10, 1.5), Pace(1 / 4, 0, 0.5), Pace(1, -0.8, -0.4), Pace(1 / 30, 2, -0.3)]
)
def test_the_pace_of_a_player_is_found(pace: Pace) -> None:
    found = pace_of(added_up(answers(pace)))

    assert pace.once / 2 < found.once < pace.once * 2
    assert pace.growth == pytest.approx(found.growth, abs=0.4)
    assert pace.lasting == pytest.approx(found.lasting, abs=0.2)


@pytest.mark.parametrize("count", [30, 300])
@pytest.mark.parametrize("pace", [Pace(1 / 20), Pace(1 / 10, 1.5), Pace(1 / 4, 0.5, 0.5), Pace(1 / 30, 2, -0.3)])
def test_no_other_pace_is_likelier_after_the_answers(pace: Pace, count: int) -> None:
    draw = Random(f"{pace} {count}")
    # Answers on the next day, to facts with stabilities in the middle of each class.
    memories = [known(exp(draw.randrange(-4, 9) / 2), draw.choice((1, 2, 4, 8))) for _ in range(count)]
    tries = [
        (memory, chance, draw.random() < right_share(recall(memory.at_pace(pace), TODAY + 1), chance))
        for memory in memories
        for chance in (draw.choice((0, 1 / 4, 1 / 2)),)
    ]

    def less_likely(once: float, growth: float, lasting: float) -> float:
        """Return minus the log-likelihood, with the standard deviations between people."""
        loss = (once / 2) ** 2 / 2 + (growth / 0.7) ** 2 / 2 + (lasting / 0.3) ** 2 / 2
        for memory, chance, right in tries:
            share = right_share(recall(memory.at_pace(Pace(exp(once), growth, lasting)), TODAY + 1), chance)
            loss -= log(share if right else 1 - share)
        return loss

    found = pace_of(added_up(evidence(memory, right, TODAY + 1, chance) for memory, chance, right in tries))
    best = (log(found.once), found.growth, found.lasting)

    assert found != USUAL
    for step in (-0.02, 0.02):
        for at in range(3):
            one, two, three = (weight + step * (at == i) for i, weight in enumerate(best))
            assert less_likely(*best) < less_likely(one, two, three)


def test_who_is_as_the_schedule_assumes_has_the_usual_pace() -> None:
    assert USUAL == pace_of(added_up(answers(USUAL)))


def test_without_days_between_there_is_no_pace() -> None:
    assert USUAL == pace_of(NO_EVIDENCE)
    assert NO_EVIDENCE == evidence(None, True, TODAY, 0.25) == evidence(known(3), False, TODAY, 0.25)


def test_few_answers_give_no_pace_and_not_many_give_a_cautious_one() -> None:
    said = answers(Pace(1 / 1000))

    assert USUAL == pace_of(added_up(said[:19]))
    assert 1 > pace_of(added_up(said[:20])).once > pace_of(added_up(said[:200])).once


def missed(wrong: int, answers: int = 1000) -> Evidence:
    """Return the evidence of answers that are all alike, and would be right four times out of five."""
    memory, gap = known(1), 1
    while retrievability(1, gap) * (1 - SLIP) > 4 / 5:
        gap += 1
    return added_up(evidence(memory, i >= wrong, TODAY + gap, 0) for i in range(answers))


def test_a_pace_has_to_be_better_by_three_parts_in_a_hundred() -> None:
    # That many misses of 1,000, instead of 200, surprise as much as 3 % of the loss, by the entropy of the outcome.
    assert USUAL == pace_of(missed(260))
    assert pace_of(missed(290)).once < 1
    assert USUAL == pace_of(missed(170))
    assert pace_of(missed(120)).once > 1


@SETTINGS
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 400), st.sampled_from([0, 0.04, 0.25, 0.5, 1.0]))))
def test_any_answers_have_a_pace_and_taking_them_back_leaves_none(answers: list[tuple[bool, int, float]]) -> None:
    memory, said = reviewed(None, Grade.GOOD, TODAY), []
    for right, gap, chance in answers:
        said.append(evidence(memory, right, memory.day + gap, chance))
        memory = reviewed(memory, Grade.GOOD if right else Grade.AGAIN, memory.day + gap, chance)
    total = added_up(said)

    assert 1e-6 <= pace_of(total).times(memory.stability, memory.asked) <= 1e6
    assert pace_of(total) == pace_of(added_up(reversed(said)))
    assert total == evidence_in(evidence_text(total))
    assert NO_EVIDENCE == added_up([total], said)


@SETTINGS
@given(
    st.dictionaries(
        st.tuples(
            st.floats(0.001, 1e6), st.integers(1, 10**6), st.integers(1, 4_000_000), st.booleans(), st.floats(0, 1)
        ),
        st.integers(1, 10**6),
        max_size=40,
    )
)
def test_no_history_is_too_strange_for_a_pace(found: dict[tuple[float, int, int, bool, float], int]) -> None:
    said: list[Evidence] = []
    for (stability, asked, gap, right, chance), count in found.items():
        one = evidence(known(stability, asked)._replace(day=TODAY), right, TODAY + gap, chance)
        said.append({sort: count for sort in one})
    total = added_up(said)
    pace = pace_of(total)

    assert total == evidence_in(evidence_text(total))
    assert 0 < recall_of(known(3, 2), TODAY + 5, pace) < 1
    assert 1 <= known(3, 2).at_pace(pace).due - TODAY <= LONGEST_GAP


@pytest.mark.parametrize(
    ("recalled", "chance", "share"),
    [(1, 0, 1 - SLIP), (0, 0.25, 0.25), (0.5, 0.5, 0.5 * (1 - SLIP) + 0.25), (0, 0, SLIP / 10), (0, 1, 1 - SLIP / 10)],
)
def test_how_likely_an_answer_is_right(recalled: float, chance: float, share: float) -> None:
    assert share == pytest.approx(right_share(recalled, chance))


WHOLE = evidence_text(added_up(answers(USUAL, count=3)))


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "1", "1 2", "2 5:1", "1 5:1 5:1", "0 5:1 6:-1", "1 -5:1", f"1 {10**12}:1", "1 5:1:1", "1 5:"),
        *("1.0 5:1.0", "9" * 5000, WHOLE[:-2], WHOLE[2:], f"{WHOLE} 7:1"),
    ],
)
def test_a_text_that_is_no_evidence_is_none(text: str) -> None:
    assert evidence_in(text) is None


def test_the_sorts_of_answers_are_numbered_from_the_first_to_the_last() -> None:
    last = sort_of(1e7, 10**6, 10**18, True, 1)  # after the longest time, the longest memory, and so on

    for text, sorts in (("1 0:1", {0: 1}), (f"1 {last}:1", {last: 1}), (f"1 {last + 1}:1", None), ("0 5:0", None)):
        assert sorts == evidence_in(text)


def test_no_evidence_is_kept_as_such() -> None:
    assert NO_EVIDENCE == evidence_in(evidence_text(NO_EVIDENCE))
