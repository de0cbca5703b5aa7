"""A duel under every sequence of answers."""

import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.game.outcome import Setup
from quiz.game.round import Duel, start_duel
from quiz.items.decoding import decode
from quiz.items.sources import Fact, bank_facts

SETTINGS = settings(max_examples=150, deadline=None, derandomize=True)
NAMES = ("Ada", "Ben", "Cy")


def facts(count: int) -> list[Fact]:
    rows = {f"r{i}": {"name": f"name{i}", "colour": f"colour{i}"} for i in range(count)}
    pattern = {"ask": "Which colour has {name}?", "answer": "colour"}
    bank = {"id": "bank", "title": "Bank", "tables": {"t": {"rows": rows, "questions": {"colour": pattern}}}}
    decoded = decode(json.dumps(bank).encode(), "bank")
    assert decoded.bank is not None, decoded.errors
    return bank_facts(decoded.bank)


FACTS = facts(6)


def begun(players: int = 2, questions: int = 4, seed: str = "1") -> Duel:
    return start_duel(NAMES[:players], Setup(seed, "duel", questions, (("bank", "hash"),)), FACTS)


def answered(duel: Duel, *, well: bool) -> Duel:
    assert duel.turn is not None
    current = duel.rounds[duel.turn].current
    assert current is not None
    keys = current.item.keys
    return duel.answer(keys if well else (next(o.id for o in current.item.options if o.id not in keys),))


def test_all_are_asked_the_same_with_the_same_options() -> None:
    duel = begun(3)
    items = [[ask.item for ask in round_.queue] for round_ in duel.rounds]
    assert items[0] == items[1] == items[2]
    assert 4 == len(items[0])


@SETTINGS
@given(st.integers(2, 3), st.integers(1, 6), st.lists(st.booleans(), min_size=18, max_size=18))
def test_everybody_answers_every_question_once(players: int, questions: int, rights: list[bool]) -> None:
    duel = begun(players, questions)
    turns = []
    while duel.turn is not None:
        turns.append(duel.turn)
        duel = answered(duel, well=rights[len(turns) - 1])
        assert duel.is_answered == (len(turns) % players == 0)
    assert players * questions == len(turns)
    for start in range(0, len(turns), players):
        assert set(range(players)) == set(turns[start : start + players])
    given_ = [[outcome.right for outcome in round_.outcomes] for round_ in duel.rounds]
    assert tuple(map(sum, given_)) == duel.scores
    assert all(duel.scores[NAMES.index(name)] == max(duel.scores) for name in duel.winners)


def test_who_begins_goes_round() -> None:
    duel, first = begun(3, 6), []
    while duel.turn is not None:
        if duel.is_answered:
            first.append(duel.turn)
        duel = answered(duel, well=True)
    assert [0, 1, 2, 0, 1, 2] == first


def test_nothing_is_scored_before_all_have_answered() -> None:
    """Otherwise the header would show the second player how the first one did."""
    duel = answered(begun(), well=True)
    assert (0, 0) == duel.scores
    assert (1, 0) == answered(duel, well=False).scores


def test_a_draw_has_several_winners() -> None:
    duel = begun(2, 2)
    for well in (True, True, False, False):
        duel = answered(duel, well=well)
    assert ("Ada", "Ben") == duel.winners
    assert ((1, 1), None) == (duel.scores, duel.turn)
    assert [False, False] == [outcome.right for outcome in duel.latest]


def test_a_missed_fact_does_not_return() -> None:
    duel = begun(2, 4)
    asked = []
    while duel.turn is not None:
        current = duel.rounds[duel.turn].current
        assert current is not None
        asked.append(current.item.fact)
        duel = answered(duel, well=False)
    assert asked[::2] == asked[1::2]
    assert 4 == len(set(asked))
    assert all(one != other for one, other in pairwise(asked[::2]))


def test_an_answer_after_the_end_is_refused() -> None:
    duel = begun(2, 1)
    duel = answered(answered(duel, well=True), well=True)
    with pytest.raises(ValueError, match=r"^the duel is over$"):
        duel.answer(("x",))


def test_players_can_type() -> None:
    question = {"ask": "Which planet is next to the Sun?", "answer": "Mercury", "typed": True}
    bank = decode(json.dumps({"id": "bank", "title": "Bank", "questions": {"q": question}}).encode(), "bank").bank
    assert bank is not None
    duel = start_duel(NAMES[:2], Setup("1", "duel", 1), bank_facts(bank))
    assert (1, 0) == duel.answer((), "mercury").answer((), "Mars").scores
