"""The order in which items are asked."""

from itertools import pairwise, permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.game.order import ordered

SETTINGS = settings(max_examples=300, deadline=None, derandomize=True)
Pairs = list[tuple[int, int]]

facts = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=6)


@st.composite
def rounds(draw: st.DrawFn) -> tuple[list[str], Pairs]:
    found = draw(facts)
    item = st.integers(0, len(found) - 1)
    pairs = draw(st.lists(st.tuples(item, item).filter(lambda pair: pair[0] != pair[1]), unique=True, max_size=8))
    return found, pairs


def cost(order: list[int], facts: list[str], pairs: Pairs) -> tuple[int, int]:
    in_a_row = sum(facts[one] == facts[other] for one, other in pairwise(order))
    return in_a_row, sum(order.index(one) < order.index(other) for one, other in pairs)


@SETTINGS
@given(rounds())
def test_an_order_holds_each_item_once_and_is_no_worse(found: tuple[list[str], Pairs]) -> None:
    facts, pairs = found
    order = ordered(facts, pairs)
    assert sorted(order) == list(range(len(facts)))
    assert cost(order, facts, pairs) <= cost(list(range(len(facts))), facts, pairs)


@SETTINGS
@given(rounds())
def test_no_fact_comes_twice_in_a_row_where_it_can_be(found: tuple[list[str], Pairs]) -> None:
    facts, pairs = found
    best = min(cost(list(one), facts, pairs) for one in permutations(range(len(facts))))
    assert best[0] == cost(ordered(facts, pairs), facts, pairs)[0]


@SETTINGS
@given(st.permutations(range(7)), st.data())
def test_where_facts_differ_and_no_circle_is_there_nothing_is_given_away(ranks: list[int], data: st.DataObject) -> None:
    item = st.integers(0, 6)
    pairs = data.draw(st.lists(st.tuples(item, item).filter(lambda pair: ranks[pair[0]] > ranks[pair[1]]), max_size=12))
    facts = [str(i) for i in range(7)]
    assert 0 == cost(ordered(facts, pairs), facts, pairs)[1]


@SETTINGS
@given(rounds(), rounds())
def test_what_may_be_given_away_counts_after_what_is(
    found: tuple[list[str], Pairs], more: tuple[list[str], Pairs]
) -> None:
    facts, pairs = found
    perhaps = [(one, other) for one, other in more[1] if max(one, other) < len(facts)]
    order = ordered(facts, pairs, perhaps)
    assert cost(order, facts, pairs) <= cost(list(range(len(facts))), facts, pairs)


def test_what_may_be_given_away_comes_first() -> None:
    assert [1, 0, 2] == ordered(["a", "b", "c"], [], [(0, 1)])
    assert [2, 1, 0] == ordered(["a", "b", "c"], [(0, 1)], [(1, 0), (0, 2), (1, 2)])


def test_what_is_well_stays() -> None:
    assert [0, 1, 2, 3] == ordered(["a", "b", "a", "c"], [(2, 0), (3, 1)])


def test_of_many_items_those_in_the_way_are_moved_nearby() -> None:
    facts = [str(i) for i in range(60)]
    order = ordered(facts, [(30, 31)])
    assert [*range(30), 31, 30, *range(32, 60)] == order
