"""The order of the items in a round, and which of them give others away."""

import json
from itertools import pairwise, permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.app.banks import facts_of
from quiz.game.order import Cues, cues_of, gives_away, may_give_away, ordered
from quiz.game.plan import plan
from quiz.items.decoding import decode
from quiz.items.item import Item
from quiz.items.sources import Fact, bank_facts
from tests.forms import Form

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


ROWS = {
    "space": {"area": "space", "status": "future", "body": "the agency", "since": "1975"},
    "cyber": {"area": "cyber threats", "status": "existing", "body": "the centre", "since": "2004"},
    "climate": {"area": "climate", "status": "future", "body": "the panel", "since": "1988"},
    "terror": {"area": "terror", "status": "existing", "body": "the task force", "since": "2001"},
    "rivalry": {"area": "rivalry", "status": "future", "body": "the council", "since": "1950"},
}
FUTURE = {"answer": "area", "where": {"status": "future"}}
PATTERNS: dict[str, dict[str, Any]] = {
    "one": {"ask": "Which is planned?", **FUTURE},
    "odd": {"ask": "Which is NOT planned?", "except": "true", **FUTURE},
    "all": {"ask": "Which are planned? Choose all.", "choose": "all", **FUTURE},
    "status": {"ask": "Which has the status {status}?", "answer": "area"},
    "body": {"ask": "Who is in charge of {area}?", "answer": "body", "why": "{body} dates from {since}."},
    "area": {"ask": "Of what is {body} in charge?", "answer": "area"},
    "pairs": {"ask": "Match each body with what it does.", "answer": "area", "match": "body"},
    "ranks": {"ask": "Put these in order.", "answer": "area", "order": "since"},
    "oldest": {"ask": "Which came first?", "answer": "area", "least": "since"},
    "since": {"ask": "Since when is there {body}?", "answer": "since"},
    "claim": {"claim": "The {body} is in charge of {area}.", "swap": "area"},
    "truth": {"ask": "True or false, which is in charge of {area}?", "answer": "body", "why": "True: {body}. False?"},
}


def facts_of_table() -> list[Fact]:
    bank = {"id": "b", "title": "B", "tables": {"t": {"rows": ROWS, "questions": PATTERNS}}}
    decoded = decode(json.dumps(bank).encode(), "b")
    assert decoded.bank is not None, decoded.errors
    return bank_facts(decoded.bank)


def traced(pattern: str, row: str, seed: int = 0) -> tuple[Item, Cues]:
    fact = next(fact for fact in facts_of_table() if fact.id == f"b/t/{row}")
    item_source = next(item_source for item_source in fact.item_sources if item_source.name == f"t.{pattern}")
    item = item_source.item(fact.row, str(seed), 0)
    assert isinstance(item, Item), item
    return item, cues_of(item, item_source, fact.row)


def shows(item: Item, text: str) -> bool:
    return any(option.text == text for option in item.options)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("first", ["odd", "all", "one"])
@pytest.mark.parametrize("second", ["one", "status"])
def test_who_has_seen_what_is_in_a_set_knows_a_member_that_was_shown(first: str, second: str, seed: int) -> None:
    before, told = traced(first, "cyber" if first == "odd" else "climate", seed)
    asked = traced(second, "space")[1]
    is_told = shows(before, "space") and (before.form != Form.PICK or "space" in before.keys)
    assert is_told is gives_away(told, asked)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("first", ["odd", "all", "one"])
def test_who_has_seen_what_is_in_a_set_knows_an_outsider_that_was_shown(first: str, seed: int) -> None:
    before, told = traced(first, "cyber" if first == "odd" else "climate", seed)
    assert shows(before, "terror") is gives_away(told, traced("odd", "terror")[1])


def test_the_same_answer_to_another_question_is_no_leak() -> None:
    assert not gives_away(traced("odd", "cyber")[1], traced("area", "space")[1])
    assert not gives_away(traced("area", "space")[1], traced("one", "space")[1])


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize(("second", "row"), [("area", "space"), ("body", "space"), ("pairs", "terror")])
def test_pairs_that_were_matched_are_known(second: str, row: str, seed: int) -> None:
    before, told = traced("pairs", "cyber", seed)
    other, asked = traced(second, row, seed)
    shared = set(before.keys) & set(other.keys)
    assert (shows(before, ROWS[row]["area"]) or bool(shared)) is gives_away(told, asked)


def test_a_match_tells_nothing_of_another_column() -> None:
    assert not gives_away(traced("pairs", "space")[1], traced("since", "space")[1])


@pytest.mark.parametrize("seed", range(10))
def test_what_was_put_in_order_tells_which_came_first(seed: int) -> None:
    before, told = traced("ranks", "space", seed)
    other, asked = traced("oldest", "cyber", seed)
    assert shows(before, other.key_options[0].text) is gives_away(told, asked)


def test_the_feedback_of_an_option_may_give_away() -> None:
    """Anybody who wrongly chooses `the centre` learns since when it is there."""
    before, told = traced("body", "space")
    for option in before.options:
        row = next(row for row, cells in ROWS.items() if cells["body"] == option.text)
        asked = traced("since", row)[1]
        assert may_give_away(told, asked)
        assert gives_away(told, asked) is (option.id in before.keys)


def test_a_claim_cannot_be_given_away_but_gives_away() -> None:
    claim = traced("claim", "space")[1]
    assert not gives_away(traced("pairs", "space")[1], claim)
    assert gives_away(claim, traced("body", "space")[1])


@pytest.mark.parametrize("seed", range(10))
def test_the_words_true_and_false_give_no_claim_away(seed: int) -> None:
    told, claim = traced("truth", "cyber", seed)[1], traced("claim", "space", seed)[1]
    assert " true " in told.words
    assert " false " in told.words
    assert not gives_away(told, claim)
    assert not may_give_away(told, claim)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_keys_are_cues_where_one_of_them_alone_is_an_answer(pattern: str) -> None:
    item, cues = traced(pattern, "cyber" if pattern == "odd" else "space")
    alone = item.form not in (Form.CLAIM, Form.ORDER, Form.MATCH)
    assert (len(item.keys) if alone else 0) == len(cues.keys)


@pytest.mark.parametrize("course", ["eu-nato", "solar-system", "literature", "chemistry", "greek"])
def test_no_question_of_a_shipped_course_gives_a_later_one_away(course: str) -> None:
    found = {fact.id: fact for fact in facts_of((course,), ())[0]}
    for seed in range(15):
        traces: list[Cues] = []
        for item, _ in plan(list(found.values()), 10, str(seed)):
            fact = found[item.fact]
            item_source = next(a for a in fact.item_sources if a.origin.asks in (item.id, item.id.rpartition("/")[0]))
            traces.append(cues_of(item, item_source, fact.row))
        pairs = [(one, later) for i, later in enumerate(traces) for one in traces[:i]]
        assert not [1 for one, later in pairs if gives_away(one, later)]
        assert len([1 for one, later in pairs if may_give_away(one, later)]) <= 1
