"""Offering confused facts together: the options are proven as always, and nothing changes for other players."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.game.outcome import Setup
from quiz.game.round import start
from quiz.items.decoding import decode
from quiz.items.item import Item
from quiz.items.sources import Fact, bank_facts

SETTINGS = settings(max_examples=100, deadline=None, derandomize=True)
BANK: dict[str, Any] = {
    "id": "b",
    "title": "B",
    "tables": {
        "t": {
            "topic": "T",
            "rows": {f"r{i}": {"name": f"n{i}", "kind": f"k{i % 4}", "size": str(10 + 3 * i)} for i in range(12)},
            "decoys": {"name": ["d1", "d2"]},
            "questions": {
                "who": {"ask": "Who is {kind} with {size}?", "answer": "name"},
                "kind": {"ask": "What is {name}?", "answer": "kind"},
                "size": {"ask": "How large is {name}?", "answer": "size", "near": "5"},
            },
        },
        "few": {
            "topic": "Few",
            "rows": {"eu": {"body": "EU", "count": "27"}, "nato": {"body": "NATO", "count": "30"}},
            "questions": {"many": {"ask": "How many has {body}?", "answer": "count", "near": "5"}},
        },
    },
    "questions": {"q": {"ask": "Which?", "answer": "a", "wrong": ["b", "c", "d", "e", "f", "g"]}},
}


def facts() -> list[Fact]:
    decoded = decode(json.dumps(BANK).encode(), "b")
    assert decoded.bank is not None, decoded.errors
    return bank_facts(decoded.bank)


def asked(seed: str, *mixed_up: tuple[str, str, str]) -> Item:
    fact = mixed_up[0][0]
    round_ = start(Setup(seed, "learn", 1, (("b", "h"),), facts=(fact,), mixed_up=mixed_up), facts())
    assert round_.current is not None
    return round_.current.item


def test_what_is_mixed_up_is_on_offer_whatever_the_seed() -> None:
    for seed in map(str, range(40)):
        for fact, answer, chosen in [
            ("b/t/r3", "r3", "r9"),
            ("b/t/r3", "r3", "decoy.d2"),
            ("b/few/eu", "eu", "near.31"),
            ("b/few/eu", "eu", "near.24"),
            ("b/few/eu", "eu", "nato"),
            ("b/t/r7", "r3", "r2"),
            ("b/q", "answer", "wrong.6"),
        ]:
            item = asked(seed, (fact, answer, chosen))
            assert (fact, answer) == (item.fact, item.keys[0])
            assert chosen in [option.id for option in item.options]


ids = st.sampled_from([f"r{i}" for i in range(12)] + ["decoy.d1", "near.18", "near.x", "nothing", "wrong.2", "answer"])


@given(st.lists(st.tuples(st.sampled_from(["b/t/r3", "b/q", "b/t/gone"]), ids, ids), min_size=1), st.integers(0, 99))
@SETTINGS
def test_a_wish_never_makes_a_wrong_question(actions: list[tuple[str, str, str]], seed: int) -> None:
    setup = Setup(str(seed), "learn", 6, (("b", "h"),), mixed_up=tuple(actions))
    for ask in start(setup, facts()).queue:
        item = ask.item
        texts = [option.text for option in item.options]
        assert len(set(texts)) == len(texts)
        if item.fact == "b/q":
            assert ("answer",) == item.keys
            continue
        _, table, row_id = item.fact.split("/")
        row = BANK["tables"][table]["rows"][row_id]
        right = [text for text in texts if text in row.values()]
        assert [option.text for option in item.key_options] == right


def test_without_anything_mixed_up_a_seed_gives_what_it_gave() -> None:
    plain = Setup("7", "learn", 8, (("b", "h"),))

    assert start(plain, facts()).queue == start(plain._replace(mixed_up=(("b/t/gone", "x", "y"),)), facts()).queue
