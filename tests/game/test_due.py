"""Which facts a round asks about."""

from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.days import DAY_MS, Moment, day_of
from quiz.game.due import (
    ReviewState,
    chosen,
    due_facts,
    interleaved,
    introduced,
    is_well_known,
    missed_facts,
    mixed,
    review_facts,
)
from quiz.game.memory import USUAL, Pace
from quiz.items.sources import Fact

NOW = Moment(100 * DAY_MS + DAY_MS // 2, 0)  # noon
SETTINGS = settings(max_examples=100, deadline=None, derandomize=True)


def facts(count: int, topics: int = 1) -> list[Fact]:
    return [Fact(f"b/t/{i}", f"T{i % topics}", i, ()) for i in range(count)]


def known(fact: str, *, ago: float = 1, due_in: float = 5, stability: float = 5, right: bool = True) -> ReviewState:
    """Return the memory of a fact that was asked `ago` days ago and is due in `due_in` days."""
    at = NOW.at - round(ago * DAY_MS)
    return ReviewState(fact, stability, at, day_of(at, 0), NOW.day + round(due_in), right)


def by_fact(*knowns: ReviewState) -> Mapping[str, ReviewState]:
    return {one.fact: one for one in knowns}


def mix(bank: list[Fact], knows: Mapping[str, ReviewState], count: int = 10, seed: str = "1") -> list[str]:
    return mixed(bank, knows, count, NOW, seed)


def faded(fact: str, stability: float = 0.1) -> ReviewState:
    """Return the memory of a fact that has faded."""
    return known(fact, ago=90, due_in=-1, stability=stability)


def test_what_has_faded_comes_first_the_nearest_to_being_known_before_the_hopeless() -> None:
    found = due_facts(
        [
            known("held", ago=9, due_in=-1, stability=9),
            faded("hopeless", stability=0.001),
            known("later", ago=3, due_in=1),
            faded("nearly"),
            known("weaker", ago=20, due_in=0, stability=9),
        ],
        NOW,
    )

    assert ["nearly", "hopeless", "weaker", "held"] == found


def test_what_was_missed_last_is_found_whether_due_or_not() -> None:
    found = missed_facts([known("a", right=False), known("b"), known("c", ago=4, right=False)], NOW)

    assert ["c", "a"] == found


def test_a_review_is_of_what_is_due_with_a_few_new_facts() -> None:
    knows = [known(f"b/t/{i}", ago=9, due_in=-1 if i else 0) for i in range(5)]
    later = [known(f"b/t/{i}", ago=9, due_in=3) for i in range(5, 9)]
    new = [f"b/t/{i}" for i in range(20, 40)]

    due, fresh = review_facts([*knows, *later], new, 10, NOW.day)
    assert ({one.fact for one in knows}, new[:4]) == (set(due), fresh)
    due, fresh = review_facts(knows, new, 5, NOW.day)
    assert (3, 2) == (len(due), len(fresh))
    assert ([], []) == review_facts(later, new, 5, NOW.day)


def test_a_learning_round_of_what_nobody_knows_yet_is_left_to_the_plan() -> None:
    assert [] == mix(facts(20), by_fact(known("elsewhere")))


def test_a_learning_round_has_what_has_faded_and_one_new_fact_of_ten() -> None:
    due = [faded(f"b/t/{i}") for i in range(24)]
    found = {count: mix(facts(40), by_fact(*due), count) for count in (1, 5, 10, 20)}

    assert all(count == len(set(asked)) for count, asked in found.items())
    assert [0, 4, 9, 18] == [len({one.fact for one in due} & set(asked)) for asked in found.values()]


def test_what_is_all_but_gone_comes_after_new_facts_and_before_what_is_held() -> None:
    gone = [faded(f"b/t/{i}", stability=1e-7) for i in range(12)]
    held = [known(f"b/t/{i}", ago=3) for i in range(12, 20)]
    found = set(mix(facts(40), by_fact(*gone, *held)))

    assert 4 == len({one.fact for one in gone} & found)
    assert 6 == len(found - {one.fact for one in (*gone, *held)})


def test_where_nothing_has_faded_six_facts_of_ten_are_new_and_what_was_asked_today_is_last() -> None:
    old = [known(f"b/t/{i}", ago=3 + i) for i in range(5)]
    recent = [known(f"b/t/{i}", ago=0.01) for i in range(5, 20)]
    found = set(mix(facts(40), by_fact(*old, *recent)))

    assert {"b/t/1", "b/t/2", "b/t/3", "b/t/4"} == {one.fact for one in old} & found
    assert not {one.fact for one in recent} & found
    assert 6 == len(found - {one.fact for one in old})


def test_a_small_bank_is_asked_whole_though_all_of_it_was_just_right() -> None:
    recent = [known(f"b/t/{i}", ago=0.01) for i in range(4)]

    assert {one.fact for one in recent} == set(mix(facts(4), by_fact(*recent)))


def test_of_what_was_asked_today_missed_facts_come_first_then_what_was_asked_longest_ago() -> None:
    right = [known("b/t/0", ago=0.02), known("b/t/1", ago=0.03)]
    missed = [known("b/t/2", ago=0.01, right=False), known("b/t/3", ago=0.04, right=False)]

    assert ["b/t/3", "b/t/2", "b/t/1", "b/t/0"] == chosen([*right, *missed], [], 9, NOW.day)
    assert ["b/t/3", "b/t/2", "b/t/1"] == chosen([*right, *missed], [], 3, NOW.day)


def test_what_was_asked_today_is_remembered() -> None:
    assert 1 == known("a", ago=0).recall(NOW.day) == known("a", ago=0).recall(NOW.day - 1)
    assert 0.9 == pytest.approx(known("a", ago=5, stability=5).recall(NOW.day))


@pytest.mark.parametrize(("count", "opening"), [(4, 1), (5, 1), (6, 2), (20, 2)])
def test_a_short_round_opens_with_one_fact_and_a_longer_one_with_two_before_what_was_surely_wrong(
    count: int, opening: int
) -> None:
    wrong = surely(known("b/t/0", ago=4))
    faded_ones = [faded(f"b/t/{i}", stability=0.1 + i / 100) for i in range(1, 25)]
    found = mix(facts(25), by_fact(wrong, *faded_ones), count)

    assert count == len(found)
    assert opening == found.index("b/t/0")


@pytest.mark.parametrize(("count", "opening"), [(5, 1), (8, 2)])
@pytest.mark.parametrize("seed", "123456")
def test_what_follows_the_opening_of_a_round_is_of_another_topic(count: int, opening: int, seed: str) -> None:
    bank = facts(count, topics=2)
    found = mix(bank, {one.id: faded(one.id, stability=0.1 + i / 100) for i, one in enumerate(bank)}, count, seed)
    topics = {one.id: one.topic for one in bank}

    assert [one.id for one in reversed(bank[-opening:])] == found[:opening]
    assert topics[found[opening - 1]] != topics[found[opening]]


def test_a_learning_round_opens_with_what_is_remembered_best() -> None:
    knows = [faded(f"b/t/{i}", stability=0.1 + i / 100)._replace(right=i != 6) for i in range(7)]
    found = mix(facts(20), by_fact(*knows))

    assert ["b/t/5", "b/t/4"] == found[:2]


@SETTINGS
@given(st.data())
def test_a_learning_round_asks_each_fact_once_and_as_many_as_there_are(data: st.DataObject) -> None:
    bank = facts(data.draw(st.integers(1, 30)), topics=data.draw(st.integers(1, 4)))
    knows = {
        fact.id: known(
            fact.id,
            ago=data.draw(st.floats(0, 90)),
            due_in=data.draw(st.floats(-90, 90)),
            stability=data.draw(st.sampled_from([0.01, 5])),
            right=data.draw(st.booleans()),
        )._replace(surely_wrong=data.draw(st.booleans()))
        for fact in bank
        if data.draw(st.booleans())
    }
    count = data.draw(st.integers(1, 30))
    found = mix(bank, knows, count)

    assert len(set(found)) == len(found) == (min(count, len(bank)) if knows else 0)
    assert found == mix(bank, knows, count)


def test_topics_take_turns_where_they_can() -> None:
    topics = {fact: fact[0] for fact in ("a1", "a2", "a3", "b1", "b2", "c1")}
    found = interleaved(list(topics), topics)

    assert "a1" == found[0]
    assert sorted(topics) == sorted(found)
    assert all(topics[one] != topics[other] for one, other in pairwise(found))
    assert "b1" == interleaved(list(topics), topics, after=["a3"])[0]


def surely(one: ReviewState) -> ReviewState:
    return one._replace(right=False, surely_wrong=True)


def test_what_was_surely_wrong_comes_before_what_is_more_forgotten() -> None:
    found = [known("a", ago=9, due_in=-1, right=False), surely(known("b", due_in=-1)), known("c", ago=9, due_in=-1)]

    assert ["b", "a", "c"] == due_facts(found, NOW)
    assert ["b", "a"] == missed_facts(found, NOW)


def test_a_learning_round_has_what_was_surely_wrong_right_after_its_opening_also_on_the_same_day() -> None:
    asked = [known(f"b/t/{i}", ago=3, due_in=-1) for i in range(30)]
    found = mix(facts(40), by_fact(*asked, surely(known("b/t/33", ago=0.01, due_in=1))))

    assert "b/t/33" == found[2]
    assert 10 == len(found)


@given(st.sets(st.integers(0, 39), max_size=12), st.integers(1, 12), st.integers(0, 9).map(str))
@SETTINGS
def test_all_that_was_surely_wrong_is_asked_before_all_else_that_was_not_right(
    wrong: set[int], count: int, seed: str
) -> None:
    asked = [known(f"b/t/{i}", ago=3, due_in=-1, right=i % 2 == 0) for i in range(40)]
    found = mix(facts(60), by_fact(*(surely(one) if i in wrong else one for i, one in enumerate(asked))), count, seed)
    mine = [fact for fact in found if int(fact.rpartition("/")[2]) in wrong]
    few = max(1, count // 10)

    assert min(len(wrong), count - few) <= len(mine)
    opening = next((i for i, fact in enumerate(found) if fact in mine), len(found))
    assert mine == found[opening : opening + len(mine)]
    assert opening <= 2 or not mine


@pytest.mark.parametrize(
    ("right_days", "right", "recall", "is_known"),
    [(2, True, 0.8, True), (1, True, 0.8, False), (2, False, 0.8, False), (2, True, 0.79, False), (9, True, 1, True)],
)
def test_a_fact_is_known_well_after_two_days_as_long_as_it_is_remembered(
    right_days: int, right: bool, recall: float, is_known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quiz.game.due.retrievability", lambda _stability, days, _times: recall if days == 3 else 0)

    assert is_known is is_well_known(known("a", ago=3, right=right), right_days, NOW.day)


def test_who_knows_nothing_is_asked_the_first_facts_group_by_group_in_another_order() -> None:
    found = introduced(facts(20, topics=2), 8, "1")

    assert {f"b/t/{i}" for i in range(4)} == set(found[:4])
    assert {f"b/t/{i}" for i in range(4, 8)} == set(found[4:])
    assert all(int(one[-1]) % 2 != int(other[-1]) % 2 for one, other in pairwise(found[:4]))
    assert 1 < len({tuple(introduced(facts(20), 8, str(seed))) for seed in range(5)})
    assert 1 < len({tuple(one[:4]) for one in (introduced(facts(20), 8, str(seed)) for seed in range(5))})
    assert found == introduced(facts(20, topics=2), 8, "1")


def test_who_forgets_sooner_is_asked_sooner() -> None:
    one = known("a", ago=1, due_in=7, stability=8)
    slow, fast = (one.at_pace(Pace(once)) for once in (2, 1 / 2))

    assert fast.due < one.due < slow.due
    assert fast.recall(NOW.day) < one.recall(NOW.day) < slow.recall(NOW.day)
    assert one == one.at_pace(USUAL) == one.at_pace(Pace(1, 3))
    assert one.at_pace(Pace(1, 0, 1)).times == 8
    assert one._replace(asked=2).at_pace(Pace(1 / 2, 2)).times == 2
