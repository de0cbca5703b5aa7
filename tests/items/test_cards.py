"""What the card of a fact says: what its bank says, or what the questions about it say."""

import json
from typing import Any

import pytest

from quiz.items.cards import Card, card_of
from quiz.items.decoding import decode
from quiz.items.sources import bank_facts

ROWS = {
    "kenya": {"country": "Kenya", "capital": "Nairobi", "languages": ["Swahili", "English"], "of": "of Kenya"},
    "togo": {"country": "Togo", "capital": "Lomé", "languages": [], "of": "of Togo"},
}
OF = {"ask": "What is the capital {of}?", "answer": "capital"}
WHY = {"why": "{capital} is the capital of {country}."}
SPOKEN = {"ask": "What is spoken in {country}?", "answer": "languages", "why": "Spoken in {country}: {languages}."}


def cards(*patterns: dict[str, Any], rows: dict[str, Any] | None = None, **more: Any) -> list[Card | None]:
    questions = {f"q{i}": pattern for i, pattern in enumerate(patterns)}
    table = {"rows": rows or ROWS, "questions": questions, "topic": "Capitals"}
    return of_bank({"id": "b", "title": "B", "tables": {"t": table}, **more})


def of_bank(bank: dict[str, Any]) -> list[Card | None]:
    decoded = decode(json.dumps(bank).encode(), "b")
    assert decoded.bank is not None, decoded.errors
    return [card_of(fact) for fact in bank_facts(decoded.bank)]


def said(card: Card | None) -> tuple[str, ...]:
    """Return everything that a card says."""
    assert card is not None
    return tuple(filter(None, (card.name, *card.texts)))


def test_the_explanations_of_a_row_are_its_card() -> None:
    kenya, togo = cards(OF | WHY, SPOKEN)

    assert said(kenya) == ("Nairobi is the capital of Kenya. Spoken in Kenya: Swahili and English.",)
    assert said(togo) == ("Lomé is the capital of Togo.",)  # nothing is said of an empty cell


def test_what_says_nothing_more_of_the_row_is_left_out() -> None:
    again = {**OF, "ask": "Which city governs {country}?", "why": "In {capital} one governs {country}."}
    general = {**OF, "ask": "Where does {country} meet?", "why": "Capitals are cities."}

    assert said(cards(OF | WHY, again, general)[0]) == ("Nairobi is the capital of Kenya.",)
    assert said(cards(general)[0]) == ("Kenya", "Capitals are cities.", "Capital: Nairobi")
    assert said(cards(general, OF | WHY)[0]) == ("Nairobi is the capital of Kenya.",)
    spoken = {**OF, "why": "{languages} are spoken."}
    assert said(cards(OF | WHY, spoken, again)[0]) == (
        "Nairobi is the capital of Kenya. Swahili and English are spoken.",
    )


def test_without_explanations_the_statements_are_its_card() -> None:
    claim = {"claim": "The capital of {country} is {capital}.", "swap": "capital"}

    assert said(cards(OF, claim)[0]) == ("The capital of Kenya is Nairobi.",)
    assert said(cards(claim, {**SPOKEN, "why": "They speak in {country}."})[0]) == (
        "They speak in Kenya.",
        "Capital: Nairobi",
        "Languages: Swahili and English",
    )


def test_without_either_the_cells_are_its_card() -> None:
    of_country = {"ask": "What is the capital of {country}?", "answer": "capital", "where": {"country": "Kenya"}}

    assert said(cards(of_country)[0]) == ("Kenya", "Capital: Nairobi")
    assert cards(of_country)[1] is None  # nothing asks about it
    assert cards({name: text for name, text in SPOKEN.items() if name != "why"})[1] is None  # nothing is spoken there

    shown = OF | {"ask": "What is the capital {of}, where one speaks {languages}?"}
    assert said(cards(shown)[0]) == ("Capital: Nairobi", "Of: of Kenya", "Languages: Swahili and English")
    assert said(cards(shown | {"why": "Of {country}."})[0]) == ("Of Kenya.", "Capital: Nairobi")


def test_a_cell_is_called_by_its_column_and_its_lines_come_below() -> None:
    code = "```\nx = 1\ny = 2\n```"
    rows = {"r": {"name": "Ann", "first_line": "x = 1", "code": code}}
    rows["s"] = {"name": "Bea", "first_line": "y = 1", "code": "none"}
    ask = {"ask": "What did {name} write?"}
    card = cards(ask | {"answer": "first_line"}, ask | {"answer": "code"}, rows=rows)[0]

    assert said(card) == ("Ann", "First line: x = 1", "Code:\n\n    x = 1\n    y = 2")


def test_a_row_may_say_what_its_card_says() -> None:
    own = {"kenya": ROWS["kenya"] | {"card": "{capital}, high and cool, governs {country}."}, "togo": ROWS["togo"]}
    kenya, togo = cards(OF | WHY, rows=own)

    assert kenya is not None
    assert kenya.texts == ("Nairobi, high and cool, governs Kenya.",)
    assert (kenya.name, kenya.origin.asks) == ("", "b/t.q0")
    assert said(togo) == ("Lomé is the capital of Togo.",)


def test_a_bank_may_do_without_cards() -> None:
    assert cards(OF, cards="no") == [None, None]


def test_it_says_where_it_comes_from_and_of_when_it_is() -> None:
    card = cards(OF, source="A map", as_of="May 2020")[0]

    assert card is not None
    assert (card.origin.source, card.origin.as_of, card.origin.topic) == ("A map, May 2020", "May 2020", "Capitals")


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ({"ask": "Which?", "answer": "this", "wrong": ["that"], "why": "So."}, ("Which?", "this", "So.")),
        ({"claim": "Whales are fish.", "is": "false"}, ("Whales are fish.", "This is false.")),
        ({"claim": "Whales swim.", "is": "true"}, ("Whales swim.", "This is true.")),
        ({"ask": "In order?", "order": ["a", "b", "c"]}, ("In order?", "a, b, c")),
        ({"ask": "Match.", "match": {"dog": "Hund", "cat": "Katze", "cow": "Kuh"}},
         ("Match.", "dog: Hund", "cat: Katze", "cow: Kuh")),
        ({"ask": "Both?", "answer": ["a", "b"], "choose": "all", "wrong": ["c"]}, ("Both?", "a", "b")),
        ({"gaps": "Water boils at {boil} °C.", "answers": {"boil": "100"}}, ("Water boils at 100 °C.",)),
        ({"ask": "Type it", "answer": "x", "typed": "true"}, ("Type it", "x")),
    ],
)  # fmt: skip
def test_a_written_out_question_has_its_answer_on_its_card(question: dict[str, Any], says: tuple[str, ...]) -> None:
    (card,) = of_bank({"id": "b", "title": "B", "questions": {"q": question}})

    assert said(card) == says
    assert card is not None
    assert (card.origin.asks, card.name) == ("b/q", question.get("ask", question.get("claim", "")))


def test_what_is_computed_has_no_card() -> None:
    sum_ = {"ask": "What is {a+1}?", "answer": "{a+1}", "wrong": ["{a}"], "values": {"a": "1..9"}}

    assert of_bank({"id": "b", "title": "B", "questions": {"q": sum_}}) == [None]
