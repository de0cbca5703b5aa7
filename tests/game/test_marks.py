"""What an answer counts for: right choices less wrong ones, of all that are right, and never below zero."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.game.outcome import Setup
from quiz.game.round import Round, start
from quiz.game.scoring import partial_score
from quiz.game.statistics import summarise
from quiz.items.decoding import decode
from quiz.items.sources import bank_facts

OPTIONS = "abcdef"
BANK = """
questions:
  primes: {ask: Which are prime? Choose all., answer: ["2", "3", "5"], choose: all, wrong: ["4", "6"]}
  ocean: {ask: Which ocean is the largest?, answer: the Pacific, wrong: [the Atlantic, the Arctic]}
"""


@pytest.mark.parametrize(
    ("keys", "chosen", "expected"),
    [
        *(("a", "a", 1), ("a", "b", 0), ("abc", "abc", 1), ("abc", "ab", 2 / 3), ("abc", "abd", 1 / 3)),
        *(("abc", "abcd", 2 / 3), ("abc", "ad", 0), ("abc", "def", 0), ("a", "ab", 0), ("ab", "abcd", 0)),
    ],
)
def test_a_wrong_choice_cancels_a_right_one(keys: str, chosen: str, expected: float) -> None:
    assert expected == pytest.approx(partial_score(keys, chosen))


@given(st.sets(st.sampled_from(OPTIONS), min_size=1), st.sets(st.sampled_from(OPTIONS), min_size=1))
def test_a_mark_is_between_0_and_1_and_whole_only_for_exactly_the_keys(keys: set[str], chosen: set[str]) -> None:
    assert 0 <= partial_score(keys, chosen) <= 1
    assert (partial_score(keys, chosen) == 1) == (keys == chosen)


@given(st.sets(st.sampled_from(OPTIONS), min_size=1))
def test_to_choose_every_option_is_worth_no_more_than_half_of_them_being_right(keys: set[str]) -> None:
    wrong = len(OPTIONS) - len(keys)
    assert partial_score(keys, OPTIONS) == max(0, len(keys) - wrong) / len(keys)


def played(*texts: str) -> Round:
    """Return a round in which those texts are chosen where they are options."""
    bank = decode(BANK.encode(), "x").bank
    assert bank is not None
    round_ = start(Setup("1", "test", 2, (("x", "hash"),)), bank_facts(bank))
    while round_.current:
        options = round_.current.item.options
        round_ = round_.answer([option.id for option in options if option.text in texts])
    return round_


def test_the_points_of_a_round_count_parts_and_right_answers_do_not() -> None:
    summary = summarise(played("2", "3", "the Pacific"))
    assert (1, 2) == (summary.right, summary.total)
    assert 1 + 2 / 3 == pytest.approx(summary.points)


def test_without_parts_the_points_are_the_right_answers() -> None:
    assert 2 == played("2", "3", "5", "the Pacific").points
    assert 0 == played("4", "6", "the Arctic").points
