"""Some of a bank's questions: those of a pattern, those about a fact, the first few."""

import json
from collections.abc import Sequence

import pytest

from quiz.items.decoding import decode
from quiz.items.selection import Selected, asked_for, make, only
from quiz.items.sources import Fact, bank_facts

CAPITALS = {
    "kenya": {"country": "Kenya", "capital": "Nairobi"},
    "togo": {"country": "Togo", "capital": "Lomé"},
    "chad": {"country": "Chad", "capital": []},
    "mali": {"country": "Mali", "capital": "Bamako"},
}
PATTERNS = {
    "of": {"ask": "What is the capital of {country}?", "answer": "capital"},
    "one": {"ask": "Where is {capital}?", "answer": "country", "where": {"country": ["Togo", "Mali"]}},
}
SKY = {"ask": "Which colour has the sky?", "answer": "blue", "wrong": ["red"]}


def facts() -> list[Fact]:
    tables = {"capitals": {"rows": CAPITALS, "questions": PATTERNS}}
    bank = {"id": "b", "title": "B", "tables": tables, "questions": {"sky": SKY}}
    decoded = decode(json.dumps(bank).encode(), "b")
    assert decoded.bank is not None, decoded.errors
    return bank_facts(decoded.bank)


def named(pattern: str = "", fact: str = "") -> dict[str, list[str]]:
    """Return the rows that the selected questions are about."""
    found = asked_for(facts(), pattern, fact).items()
    return {source.name: [one.id.rpartition("/")[2] for one in rows] for source, rows in found}


OF = {"capitals.of": ["kenya", "togo", "chad", "mali"]}
ONE = {"capitals.one": ["togo", "mali"]}


@pytest.mark.parametrize(
    ("pattern", "fact", "expected"),
    [
        ("", "", OF | ONE | {"sky": ["sky"]}),
        ("of", "", OF),
        ("capitals.of", "", OF),
        ("b/capitals.one", "", ONE),
        ("sky", "", {"sky": ["sky"]}),
        ("b/sky", "", {"sky": ["sky"]}),
        ("capitals", "", {}),
        ("f", "", {}),
        ("", "togo", {"capitals.of": ["togo"], "capitals.one": ["togo"]}),
        ("", "capitals/kenya", {"capitals.of": ["kenya"]}),
        ("of", "b/capitals/togo", {"capitals.of": ["togo"]}),
        ("", "enya", {}),
        ("one", "kenya", {}),
    ],
)
def test_a_pattern_and_a_fact_go_by_their_last_name_or_more(
    pattern: str, fact: str, expected: dict[str, list[str]]
) -> None:
    assert expected == named(pattern, fact)


def test_a_pattern_that_matches_no_row_is_there_if_no_fact_is_named() -> None:
    without = [fact for fact in facts() if fact.row in {0, 2}]
    assert [[]] == list(asked_for(without, "one").values())


def made(pattern: str, limit: int | None = None) -> Selected:
    ((source, rows),) = asked_for(facts(), pattern).items()
    return make(source, rows, "0", limit)


def ids(found: Sequence[tuple[Fact, object]]) -> list[str]:
    return [fact.id.rpartition("/")[2] for fact, _ in found]


@pytest.mark.parametrize(
    ("limit", "items", "gaps", "is_cut"),
    [
        (None, ["kenya", "togo", "mali"], ["chad"], False),
        (3, ["kenya", "togo", "mali"], ["chad"], False),
        (2, ["kenya", "togo"], [], True),
        (0, [], [], True),
    ],
)
def test_no_more_questions_are_made_than_are_wanted(
    limit: int | None, items: list[str], gaps: list[str], *, is_cut: bool
) -> None:
    found = made("of", limit)
    assert (items, gaps, is_cut) == (ids(found.items), ids(found.gaps), found.is_cut)


def test_a_question_that_is_made_is_that_of_its_fact_and_the_seed() -> None:
    found = made("of")
    (fact, item), (_, gap) = found.items[1], found.gaps[0]
    assert (found.item_source.item(fact.row, "0", 0), "b/capitals.of/togo") == (item, item.id)
    assert gap.left_empty


def test_what_is_offered_first_for_a_fact_is_offered_there() -> None:
    bank = {"kenya": {"country": "Kenya", "capital": "Nairobi"}}
    rows = bank | {f"r{i}": {"country": f"Country {i}", "capital": f"Town {i}"} for i in range(20)}
    table = {"rows": rows, "questions": {"of": PATTERNS["of"]}}
    decoded = decode(json.dumps({"id": "b", "title": "B", "tables": {"t": table}}).encode(), "b").bank
    assert decoded is not None
    fact = bank_facts(decoded)[0]._replace(prefer=[("kenya", "r7")])
    for seed in range(5):
        ((_, item),) = make(fact.item_sources[0], [fact], str(seed)).items
        assert "r7" in [option.id for option in item.options]


def test_the_facts_that_are_left_have_nothing_else_that_asks_for_them() -> None:
    found = [(fact.id, [source.name for source in fact.item_sources]) for fact in only([made("of", 2), made("one")])]
    expected = [
        ("b/capitals/kenya", ["capitals.of"]),
        ("b/capitals/togo", ["capitals.of", "capitals.one"]),
        ("b/capitals/mali", ["capitals.one"]),
    ]
    assert expected == found
