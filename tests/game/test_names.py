"""The names of players."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.history.players import MAX_NAME, player_name
from quiz.text import clean


@pytest.mark.parametrize("name", ["Ada", "Ömer Ağa", "李", "O'Neill", "Player 1", "x" * MAX_NAME, "12"])
def test_a_name_is_taken_as_it_is(name: str) -> None:
    assert name == player_name(name)


@pytest.mark.parametrize(
    ("typed", "name"), [("  Ada   Lovelace ", "Ada Lovelace"), ("O\u0308mer", "Ömer"), ("A\tb", "A b")]
)
def test_a_name_is_put_into_one_form(typed: str, name: str) -> None:
    assert name == player_name(typed)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ("x" * (MAX_NAME + 1), "longer than 30"),
        ("x" * 1_000_000, "longer than 30"),
        ("Ada\u202eadA", "not seen"),
        ("Ada\x1b[2J", "not seen"),
        ("A\u200bda", "not seen"),
        ("A" + "\u0301" * 20, "not seen"),
        ("Ada,Ben", "comma"),
        ("--yes", "does not start"),
        ("!?", "no letter"),
        ("\ud800x", "not seen"),
    ],
)
def test_what_could_mislead_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        player_name(text)


@given(st.text(max_size=40))
def test_a_name_is_clean_short_and_stays_as_it_is(text: str) -> None:
    try:
        name = player_name(text)
    except ValueError:
        return
    assert clean(name) == name
    assert 0 < len(name) <= MAX_NAME
    assert name == player_name(name)
