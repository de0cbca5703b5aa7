"""What was on the screen is read, checked and written in one way, whoever saved it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.game.scoring import typed_in
from quiz.game.shown import NotShown, Shown
from quiz.items.decoding import decode
from quiz.items.item import Item
from quiz.items.sources import bank_items
from tests.items.test_determinism import BANK

OPTIONS = [{"id": "a", "text": "A", "correct": True}, {"id": "b", "text": "B", "correct": False}]
SHOWN: dict[str, Any] = {"bank": "Colors", "stem": "Which?", "options": OPTIONS, "why": "", "source": "A book"}
PLACED = {**SHOWN, "keys": ["b", "a"], "prompts": ["one", "two"]}
FLAGGED = {
    **SHOWN,
    "options": [{**option, "why": "No."} for option in OPTIONS],
    "topic": "T",
    "form": "pick",
    "hints": ["Think."],
    "chosen": ["a"],
    "right": True,
}
LATER = {**SHOWN, "options": [{**OPTIONS[0], "image": "a.png"}, OPTIONS[1]], "later": [1, None]}

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("value", [SHOWN, PLACED, {**PLACED, "prompts": []}, FLAGGED, LATER])
def test_what_was_shown_is_written_as_it_was_read(value: dict[str, Any]) -> None:
    found = Shown.from_json(value)

    assert json.dumps(value) == json.dumps(found.to_json())
    assert found == Shown.from_json(found.to_json())


def test_every_form_is_written_and_read_back() -> None:
    bank = decode(BANK.encode(), "small").bank
    assert bank is not None
    items = [item for _, _, item in bank_items(bank, "s") if isinstance(item, Item)]
    assert 8 == len({item.form for item in items})
    for item in items:
        shown = Shown.of(item)
        assert shown == Shown.from_json(json.loads(json.dumps(shown.to_json())))
        assert shown.fits(item.form)
        assert sorted(item.keys) == sorted(shown.right)
        assert shown.is_right(item.keys)
        assert not shown.is_right([option.id for option in item.options if option.id not in item.keys])
        assert shown.is_right(item.keys[::-1]) == (not item.answer_kind.is_placed)


def test_texts_that_early_histories_lack_are_empty() -> None:
    early = {name: value for name, value in SHOWN.items() if name not in ("bank", "source")}
    found = Shown.from_json(early)

    assert ("", "") == (found.bank, found.source)


def with_options(*options: Any) -> dict[str, Any]:
    return {**SHOWN, "options": [*options]}


BROKEN: dict[str, list[object]] = {
    "it is not an object": [[], 1, None],
    "a text is missing": [{}, *({**SHOWN, name: 1} for name in ("stem", "bank", "source", "why", "passage"))],
    "it has no options": [
        *({**SHOWN, "options": {}}, {**SHOWN, "options": None}, with_options()),
        with_options(*({**OPTIONS[0], "id": str(i)} for i in range(17))),
    ],
    "an option is not an object": [with_options(1)],
    "an option is incomplete": [
        with_options({"id": "a"}),
        *(with_options({**OPTIONS[0], **part}) for part in ({"id": ""}, {"id": 1}, {"text": None}, {"correct": 1})),
    ],
    "the feedback of an option is not a text": [with_options({**OPTIONS[0], "why": 1})],
    "two options have the same id": [with_options(OPTIONS[0], OPTIONS[0])],
    "no option is right": [with_options(OPTIONS[1]), {**SHOWN, "prompts": ["one"]}],
    "a place has no option": [
        *({**PLACED, "keys": keys} for keys in (["a"], ["a", "a"], ["a", "c"])),
        {**PLACED, "keys": ["a"], "prompts": []},
        {**PLACED, "prompts": ["one"]},
    ],
    "not a list of texts": [{**PLACED, "keys": 1}, {**PLACED, "prompts": [1, 2]}],
}


@pytest.mark.parametrize("reason", BROKEN)
def test_what_cannot_be_shown_again_is_refused(reason: str) -> None:
    for value in BROKEN[reason]:
        with pytest.raises(NotShown, match=f"^{reason}$"):
            Shown.from_json(value)


def test_as_many_options_can_be_shown_as_gaps_may_have() -> None:
    most = with_options(*({**OPTIONS[0], "id": str(i)} for i in range(16)))
    assert 16 == len(Shown.from_json(most).options)


def test_what_was_typed_is_shown_with_what_is_right() -> None:
    gaps = {"gaps": "{who} in {where}.", "answers": {"who": ["Three", "3"], "where": "Rome"}, "passage": "p"}
    bank = {"id": "b", "title": "B", "passages": {"p": "They met."}, "questions": {"q": gaps}}
    decoded = decode(json.dumps(bank).encode(), "b").bank
    assert decoded is not None
    ((_, _, item),) = bank_items(decoded)
    assert isinstance(item, Item)
    shown = Shown.of(item, typed_in(item, "3 | Oslo"))

    expected = [("who", "3", True), ("where", "Rome", True), ("typed:2", "Oslo", False)]
    assert expected == [(option.id, option.text, option.correct) for option in shown.options]
    assert "They met." == shown.passage == shown.to_json()["passage"]
    assert shown == Shown.from_json(shown.to_json())


@given(JSON, st.sampled_from([*SHOWN, "keys", "prompts"]), st.sampled_from([*OPTIONS[0], "why"]))
def test_no_value_makes_it_fail_in_another_way(value: object, name: str, part: str) -> None:
    for given_ in (value, {**PLACED, name: value}, {**SHOWN, "options": [{**OPTIONS[0], part: value}]}):
        try:
            found = Shown.from_json(given_)
        except NotShown:
            continue
        assert found == Shown.from_json(json.loads(json.dumps(found.to_json())))


@pytest.mark.parametrize("chosen", [["a"], ["b"], ["a", "b"]])
def test_what_was_chosen_is_of_what_was_shown(chosen: list[str]) -> None:
    assert tuple(chosen) == Shown.from_json(SHOWN).choice(chosen)


OTHERS = "not options that were shown"
CHOICES: list[tuple[dict[str, Any], object, str]] = [
    *((SHOWN, chosen, OTHERS) for chosen in ([], ["c"], ["a", "a"])),
    *((SHOWN, chosen, "not a list of texts") for chosen in ([1], 1, "a", {"a": 1})),
    *((PLACED, ["a"], "a place has no option"), (PLACED, ["a", "a"], OTHERS)),
]


@pytest.mark.parametrize(("value", "chosen", "reason"), CHOICES)
def test_what_cannot_have_been_chosen_is_refused(value: dict[str, Any], chosen: object, reason: str) -> None:
    with pytest.raises(NotShown, match=f"^{reason}$"):
        Shown.from_json(value).choice(chosen)


MARKS: list[tuple[dict[str, Any], list[str], bool]] = [
    (SHOWN, ["a"], True),
    (SHOWN, ["b"], False),
    (SHOWN, ["a", "b"], False),
    (PLACED, ["b", "a"], True),
    (PLACED, ["a", "b"], False),
]


@pytest.mark.parametrize(("value", "chosen", "right"), MARKS)
def test_an_answer_is_marked_as_it_was_when_it_was_given(value: dict[str, Any], chosen: list[str], right: bool) -> None:
    assert right == Shown.from_json(value).is_right(chosen)


KEEPS: list[Callable[[dict[str, Any]], dict[str, Any]]] = [dict, lambda shown: {**shown, "keys": [], "prompts": []}]


@pytest.mark.parametrize("of", KEEPS)
def test_a_form_in_which_options_have_places_is_known_by_its_keys(
    of: Callable[[dict[str, Any]], dict[str, Any]],
) -> None:
    plain, placed = Shown.from_json(of(SHOWN)), Shown.from_json(PLACED)

    assert (True, False, False) == tuple(map(plain.fits, ("pick", "order", "match")))
    assert (False, True, True) == tuple(map(placed.fits, ("pick", "order", "match")))
