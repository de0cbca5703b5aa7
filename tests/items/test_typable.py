"""Which multiple-choice questions can be asked with a typed answer."""

import json

import pytest

from quiz.items.decoding import decode
from quiz.items.item import Item, NotGenerated
from quiz.items.sources import PatternSource, bank_facts

ASK = "What is the capital of {country}?"
COUNTRIES = ("Kenya", "Togo", "Mali", "Chad")


def typed(text: str | list[str], ask: str = ASK, **keys: object) -> Item | NotGenerated | None:
    """Return the typed question that has this answer; None if its pattern has no question that can be typed."""
    capitals = [text, "Town 1", "Town 2", "Town 3"]
    cells = [{"country": country, "capital": capital} for country, capital in zip(COUNTRIES, capitals, strict=True)]
    pattern = {"ask": ask, "answer": "capital", **keys}
    table = {"rows": {f"r{i}": cell for i, cell in enumerate(cells)}, "questions": {"q": pattern}}
    decoded = decode(json.dumps({"id": "b", "title": "B", "tables": {"t": table}}).encode(), "b")
    assert decoded.bank is not None, decoded.errors
    (source,) = bank_facts(decoded.bank)[0].item_sources
    assert isinstance(source, PatternSource)
    return source.typed.item(0, "0", 0) if source.typed else None


@pytest.mark.parametrize(
    "answer",
    [
        "Nairobi",
        "São Tomé",
        "Stratford-upon-Avon",
        "L’Aquila “Nova”",
        "7 km",
        "a" * 30,
        "one two three",
    ],
)
def test_a_short_answer_of_letters_digits_and_signs_of_keyboards_is_typed(answer: str) -> None:
    item = typed(answer)
    assert isinstance(item, Item)
    assert (("typed", 1), [answer]) == ((item.form, len(item.blanks)), [option.text for option in item.options])


@pytest.mark.parametrize(
    "answer",
    [
        "a" * 31,
        "one two three four",
        "Αθήνα",  # a stem in Latin letters says nothing of a Greek keyboard
        "x²",
        "xₐ",
        "√2",
        ["Nairobi", "Mombasa"],
    ],
)
def test_an_answer_that_is_long_or_has_no_keys_or_is_one_of_several_is_chosen(answer: str | list[str]) -> None:
    assert NotGenerated("its answer cannot be typed") == typed(answer)


def test_an_answer_in_the_script_of_its_question_can_be_typed() -> None:
    for answer in ("Αθήνα", "Athen"):
        assert isinstance(typed(answer, "Ποια είναι η πρωτεύουσα: {country} - UN;"), Item)
    assert isinstance(typed("Αθήνα", "Α - Β - Γ - Δ - Ε - Ζ: {country};"), Item)
    assert isinstance(typed("Москва", "Ποια είναι η πρωτεύουσα: {country} (Кипр, Никосия);"), NotGenerated)


@pytest.mark.parametrize(
    "ask",
    [
        "Which of these is the capital of {country}?",
        "WHICH OF THE FOLLOWING belongs to {country}?",
        "About how far is {country}?",
        "Etwa wie weit ist {country}?",
        "Parmi les villes suivantes, laquelle: {country} ?",
    ],
)
def test_a_question_that_points_at_options_or_asks_for_about_what_is_right_is_not_typed(ask: str) -> None:
    assert typed("Nairobi", ask) is None


def test_a_word_within_another_points_at_nothing() -> None:
    assert isinstance(typed("Nairobi", "Which optional theses on {country}?"), Item)


def test_only_one_column_that_is_picked_is_typed() -> None:
    assert typed("Nairobi", answer="{capital} in {country}") is None
    assert typed("Nairobi", "Which are in {country}?", choose="all") is None


def test_it_is_the_question_that_its_pattern_would_ask_with_typed_answers() -> None:
    rows = {f"r{i}": {"country": [f"Land {i}", f"State {i}"], "capital": f"Town {i}"} for i in range(4)}
    made = []
    for keys in ({}, {"typed": True}):
        table = {"rows": rows, "questions": {"q": {"ask": ASK, "answer": "capital", **keys}}}
        bank = decode(json.dumps({"id": "b", "title": "B", "tables": {"t": table}}).encode(), "b").bank
        assert bank is not None
        (source,) = bank_facts(bank)[0].item_sources
        assert source.typed is not None
        made.append([source.typed.item(0, seed, slot) for seed in "abcd" for slot in range(4)])

    assert made[0] == made[1]
    assert 2 == len({item.stem for item in made[0] if isinstance(item, Item)})
