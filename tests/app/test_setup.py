"""What to play, from the choice to the history and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.app.play.setup import fixed, setup_in, setup_json
from quiz.game.modes import MODES
from quiz.game.outcome import Setup

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = st.sampled_from(["", "a", 'Ünï "q"\n', "\ud800"])
LISTS = st.lists(TEXTS, max_size=2).map(tuple)
SETUPS = st.builds(
    Setup,
    seed=TEXTS,
    mode=st.sampled_from(sorted(MODES)),
    questions=st.integers(1, 500),
    banks=st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple),
    topics=LISTS,
    facts=LISTS,
    names=LISTS,
    asks=st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple),
    mixed_up=st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=2).map(tuple),
    time_ms=st.integers(0, 10**6),
    draws=st.integers(1, 3),
    scope=st.just(()),
    cards=LISTS,
    typed=LISTS,
    types_all=st.booleans(),
)


@given(SETUPS)
def test_what_is_kept_is_read_again(setup: Setup) -> None:
    assert setup_in(setup_json(setup)) == setup


def test_it_is_kept_as_it_was_from_the_beginning() -> None:
    setup = Setup("7", "review", 2, (("b", "h"),), names=("b",), asks=(("b/t/a", ""),), scope=("b",))

    assert setup_json(setup) == (
        '{"seed": "7", "mode": "review", "questions": 2, "banks": [["b", "h"]], "topics": [], "facts": [], '
        '"names": ["b"], "asks": [["b/t/a", ""]], "mixed_up": [], "time_ms": 0, "draws": 8}'
    )


def test_a_round_of_an_older_version_is_read() -> None:
    kept = {"seed": "7", "mode": "learn", "questions": 2, "banks": [["b", "h"]], "topics": [], "facts": [], "names": []}

    assert setup_in(json.dumps(kept)) == Setup("7", "learn", 2, (("b", "h"),), draws=1)


@pytest.mark.parametrize("kept", ["", "[]", "{}", "null", '{"banks": 1}', '{"banks": [], "seed": "", "mode": "chess"}'])
def test_what_is_no_setup_is_none(kept: str) -> None:
    assert setup_in(kept) is None


def test_a_round_without_a_seed_gets_one() -> None:
    assert fixed(Setup("7")).seed == "7"
    assert len({fixed(Setup()).seed for _ in range(10)}) > 1


@pytest.mark.parametrize(
    ("setup", "questions"),
    [
        (Setup(questions=10), 10),
        (Setup(questions=10, facts=("a", "b")), 2),
        (Setup(questions=1, facts=("a", "b")), 1),
        (Setup(mode="review", questions=10, asks=(("a", ""),)), 1),
        (Setup(mode="learn", questions=10, asks=(("a", ""),)), 10),
    ],
)
def test_no_more_questions_than_facts_that_were_chosen(setup: Setup, questions: int) -> None:
    assert fixed(setup).questions == questions


def test_names_find_their_banks_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own.yaml").touch()
    monkeypatch.chdir(tmp_path)

    assert fixed(Setup(names=("leaders", "own.yaml"))).names == ("leaders", str(tmp_path / "own.yaml"))
