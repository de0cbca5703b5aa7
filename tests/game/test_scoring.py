"""What an answer scores: right choices minus wrong ones, never below zero, and marks for certainty."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.game.outcome import Setup
from quiz.game.round import Round, start
from quiz.game.scoring import (
    CERTAINTIES,
    GUESS,
    SURE,
    THINK,
    Calibration,
    Marks,
    answer_score,
    calibration,
    certainty_mark,
    certainty_marks,
    guess_chance,
    is_right,
    is_unknown,
    partial_score,
    response_of,
    typed_in,
    without_guessing,
)
from quiz.game.statistics import summarize
from quiz.items.answer_kind import AnswerKind
from quiz.items.decoding import decode
from quiz.items.item import Item
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
    """Return a round in which any of these texts that are options are chosen."""
    bank = decode(BANK.encode(), "x").bank
    assert bank is not None
    round_ = start(Setup("1", "test", 2, (("x", "hash"),)), bank_facts(bank))
    while round_.current:
        options = round_.current.item.options
        round_ = round_.answer([option.id for option in options if option.text in texts])
    return round_


def test_the_points_of_a_round_count_parts_and_right_answers_do_not() -> None:
    summary = summarize(played("2", "3", "the Pacific"))
    assert (1, 2) == (summary.right, summary.total)
    assert 1 + 2 / 3 == pytest.approx(summary.points)


def test_without_parts_the_points_are_the_right_answers() -> None:
    assert 2 == played("2", "3", "5", "the Pacific").points
    assert 0 == played("4", "6", "the Arctic").points


@pytest.mark.parametrize(("certainty", "right", "wrong"), [(SURE, 3, -6), (THINK, 2, -2), (GUESS, 1, 0)])
def test_marks_are_those_of_certainty_based_marking(certainty: str, right: int, wrong: int) -> None:
    assert (right, wrong) == (certainty_mark(certainty, right=True), certainty_mark(certainty, right=False))


@pytest.mark.parametrize(("chance", "best"), [(0.4, GUESS), (0.65, GUESS), (0.68, THINK), (0.78, THINK), (0.82, SURE)])
def test_honesty_pays_best(chance: float, best: str) -> None:
    expected = {name: chance * right + (1 - chance) * wrong for name, (right, wrong) in CERTAINTIES.items()}

    assert best == max(expected, key=expected.__getitem__)


@pytest.mark.parametrize(
    ("kind", "options", "chance"),
    [
        *((AnswerKind.ONE, 4, 1 / 4), (AnswerKind.ONE, 1, 1), (AnswerKind.ONE, 0, 0), (AnswerKind.MANY, 3, 1 / 7)),
        *((AnswerKind.SEQUENCE, 4, 1 / 24), (AnswerKind.PAIRS, 3, 1 / 6)),
    ],
)
def test_a_blind_guess_is_right_as_often_as_its_kind_lets_it(kind: AnswerKind, options: int, chance: float) -> None:
    assert chance == guess_chance(kind, options)


@given(st.floats(0, 1), st.floats(0, 0.9))
def test_without_guessing_there_is_left_what_is_known(known: float, chance: float) -> None:
    right = known + (1 - known) * chance  # somebody who does not know guesses

    assert known == pytest.approx(without_guessing(right, chance))
    assert 0 == without_guessing(chance / 2, chance)
    assert 1 == pytest.approx(without_guessing(1, chance))


def test_calibration_counts_each_certainty_that_was_given() -> None:
    answers = [(SURE, True), (SURE, False), (None, True), (GUESS, False), (SURE, True)]

    assert (Calibration(SURE, 2, 3), Calibration(GUESS, 0, 1)) == calibration(answers)
    assert () == calibration([(None, False)])


def test_a_round_comes_to_a_sum_apart_from_its_score() -> None:
    answers = [(SURE, True), (SURE, False), (None, True), (GUESS, False), (THINK, True)]

    assert Marks(3 - 6 + 0 + 2, 12, calibration(answers)) == certainty_marks(answers)
    assert certainty_marks([(None, True)]) is None
    assert certainty_marks([]) is None


def test_a_wrong_value_that_is_typed_stands_for_its_fact_whatever_was_asked_before() -> None:
    text = "tables: {t: {columns: [dish, from], rows: [[sushi, Japan], [pizza, Italy], [pho, Vietnam]], questions: {q: "
    bank = decode((text + '{ask: "Where is {dish} from?", answer: from, typed: true}}}}').encode(), "b").bank
    assert bank is not None
    fact = bank_facts(bank)[0]
    made = fact.item_sources[0].item(fact.row, "1", 0)

    assert isinstance(made, Item)
    assert ["pizza"] == [one.option.id for one in typed_in(made, "italy")]


# What was typed

GAPS = """
id: gaps
title: Gaps
questions:
  one: {ask: Which city?, answer: Bern, also: [Berne], wrong: [Basel], typed: true}
  two: {gaps: "{a} and {b}.", answers: {a: [salt, sodium chloride], b: pepper}}
  three: {ask: Match., match: {a: "1", b: "2", c: "3"}}
"""


def gaps(name: str) -> Item:
    """Return a question with one gap or two."""
    bank = decode(GAPS.encode(), "gaps").bank
    assert bank is not None
    facts = [fact for fact in bank_facts(bank) if fact.id.endswith(name)]
    ask = start(Setup(seed="1", mode="test", questions=1), facts).current
    assert ask is not None
    return ask.item


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        (["  Bern "], "Bern"),
        (["salt", "pepper"], "salt | pepper"),
        (["a|b", "c"], "a/b | c"),
        (["", "x"], " | x"),
        (["a\tb\x00c\x07"], "a bc"),
        (["\u0646\u200c\u0627"], "\u0646\u200c\u0627"),
        (["x" * 600], "x" * 497),
        (["x" * 600, "y" * 600], "x" * 247 + " | " + "y" * 247),
    ],
)
def test_what_was_typed_is_kept_as_one_clean_text_that_is_not_too_long(texts: list[str], kept: str) -> None:
    assert kept == response_of(texts)


@pytest.mark.parametrize(
    ("name", "response", "found"),
    [
        ("one", "berne", [("Bern", True)]),
        ("one", "Basel | Bern", [("Basel | Bern", False)]),
        ("two", "sodium chloride | Pepper", [("sodium chloride", True), ("pepper", True)]),
        ("two", "sugar | pepper", [("sugar", False), ("pepper", True)]),
        ("two", "pepper | salt", [("pepper", False), ("salt", False)]),
    ],
)
def test_each_gap_is_marked_for_itself(name: str, response: str, found: list[tuple[str, bool]]) -> None:
    item = gaps(name)
    typed = typed_in(item, response)

    assert found == [(one.option.text, one.marked.is_right) for one in typed]
    for number, (one, key) in enumerate(zip(typed, item.options, strict=True), start=1):
        assert one.marked.is_right == (one.option.id == key.id)
        assert one.marked.is_right or is_unknown(one.option.id) == (one.option.id == f"typed:{number}")
    assert is_right(item, [one.option.id for one in typed]) is all(right for _, right in found)


def test_options_in_places_are_right_in_their_order_alone_and_nothing_counts_in_part() -> None:
    item = gaps("three")
    other = (*item.keys[1:], item.keys[0])

    assert is_right(item, item.keys)
    assert not is_right(item, other)
    assert 1.0 == answer_score(item.answer_kind, item.keys, item.keys, right=True)
    assert 0.0 == answer_score(item.answer_kind, item.keys, other, right=False)


@pytest.mark.parametrize("response", ["salt", "salt | pepper | more", "salt|pepper"])
def test_a_response_without_one_text_for_each_gap_is_none(response: str) -> None:
    with pytest.raises(ValueError, match=r"^not one text for each blank$"):
        typed_in(gaps("two"), response)


@pytest.mark.parametrize(
    ("id_", "unknown"), [("typed:1", True), ("typed", False), ("row", False), ("x.typed:1", False)]
)
def test_only_what_is_no_value_is_unknown(id_: str, unknown: bool) -> None:
    assert unknown is is_unknown(id_)
