"""What was on the screen: read, checked and written in one way, whoever kept it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


BROKEN: list[object] = [
    *([], 1, None, {}, {**SHOWN, "stem": 1}, {**SHOWN, "bank": None}, {**SHOWN, "source": []}),
    *({**SHOWN, "why": None}, {**SHOWN, "options": {}}, {**SHOWN, "options": []}, {**SHOWN, "options": [1]}),
    *({**SHOWN, "options": [{"id": "a"}]}, {**SHOWN, "options": [{**OPTIONS[0], "id": ""}]}),
    *({**SHOWN, "options": [{**OPTIONS[0], "correct": 1}]}, {**SHOWN, "options": [{**OPTIONS[0], "why": 1}]}),
    *({**SHOWN, "options": [OPTIONS[0], OPTIONS[0]]}, {**SHOWN, "options": OPTIONS[1:]}),
    {**SHOWN, "options": [{**OPTIONS[0], "id": str(i)} for i in range(17)]},
    *({**PLACED, "keys": ["a"]}, {**PLACED, "keys": ["a", "a"]}, {**PLACED, "keys": 1}, {**PLACED, "prompts": [1, 2]}),
    *({**PLACED, "prompts": ["one"]}, {**SHOWN, "prompts": ["one"]}),
]


@pytest.mark.parametrize("value", BROKEN, ids=range(len(BROKEN)))
def test_what_cannot_be_shown_again_is_refused(value: object) -> None:
    with pytest.raises(NotShown):
        Shown.from_json(value)


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


CHOICES: list[tuple[dict[str, Any], object]] = [
    *((SHOWN, []), (SHOWN, ["c"]), (SHOWN, [1]), (SHOWN, 1), (SHOWN, "a"), (SHOWN, {"a": 1}), (SHOWN, ["a", "a"])),
    *((PLACED, ["a"]), (PLACED, ["a", "a"])),
]


@pytest.mark.parametrize(("value", "chosen"), CHOICES)
def test_what_cannot_have_been_chosen_is_refused(value: dict[str, Any], chosen: object) -> None:
    with pytest.raises(NotShown):
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
