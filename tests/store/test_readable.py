"""Rows that SQLite finds nothing wrong with, and that cannot be shown again."""

import json
from typing import Any

import pytest

from quiz.store.readable import Unreadable, chosen_of, shown_of

SHOWN: dict[str, Any] = {
    "bank": "Colors",
    "stem": "Which one?",
    "options": [{"id": "a", "text": "A", "correct": True}, {"id": "b", "text": "B", "correct": False}],
    "why": "",
    "source": "",
}
PLACED = {**SHOWN, "keys": ["b", "a"], "prompts": ["one", "two"]}


@pytest.mark.parametrize("shown", [SHOWN, PLACED, {**PLACED, "prompts": []}, {**SHOWN, "later": 1}])
def test_what_was_on_the_screen_is_read(shown: dict[str, Any]) -> None:
    assert shown == shown_of(json.dumps(shown))


@pytest.mark.parametrize(
    "shown",
    [
        *([], 1, None, {}, {**SHOWN, "stem": 1}, {**SHOWN, "options": {}}, {**SHOWN, "options": [1]}),
        *({**SHOWN, "options": [{"id": "a"}]}, {**SHOWN, "why": None}, {**PLACED, "keys": ["a"]}),
        *({**PLACED, "keys": 1}, {**PLACED, "prompts": [1, 2]}, {**SHOWN, "prompts": ["one"]}),
    ],
)
def test_what_cannot_be_shown_again_is_refused(shown: object) -> None:
    with pytest.raises(Unreadable):
        shown_of(json.dumps(shown))


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"stem": '])
def test_no_json_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        shown_of(text)
    with pytest.raises(Unreadable):
        chosen_of(text, SHOWN)


def test_what_was_chosen_is_of_what_was_shown() -> None:
    assert ("a",) == chosen_of('["a"]', SHOWN)
    assert ("a", "b") == chosen_of('["a", "b"]', PLACED)
    for text in ('["c"]', "[1]", "1", '"a"', '{"a": 1}'):
        with pytest.raises(Unreadable):
            chosen_of(text, SHOWN)
    with pytest.raises(Unreadable):
        chosen_of('["a"]', PLACED)
