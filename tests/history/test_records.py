"""Rows that SQLite accepts but that cannot be shown again.

The rules are those of `tests/game/test_shown.py`.
"""

import json

import pytest

from quiz.history.records import InvalidRecord, chosen_of, shown_of
from tests.game.test_shown import BROKEN, CHOICES, PLACED, SHOWN


def test_what_was_on_the_screen_and_chosen_is_read() -> None:
    shown = shown_of(json.dumps(PLACED))

    assert PLACED == shown.to_json()
    assert ("a", "b") == chosen_of('["a", "b"]', shown)


@pytest.mark.parametrize("value", BROKEN, ids=range(len(BROKEN)))
def test_what_cannot_be_shown_again_is_refused(value: object) -> None:
    with pytest.raises(InvalidRecord):
        shown_of(json.dumps(value))


@pytest.mark.parametrize(("value", "chosen"), [case[:2] for case in CHOICES])
def test_what_cannot_have_been_chosen_is_refused(value: object, chosen: object) -> None:
    with pytest.raises(InvalidRecord):
        chosen_of(json.dumps(chosen), shown_of(json.dumps(value)))


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"stem": '])
def test_no_json_is_refused(text: str) -> None:
    with pytest.raises(InvalidRecord):
        shown_of(text)
    with pytest.raises(InvalidRecord):
        chosen_of(text, shown_of(json.dumps(SHOWN)))
