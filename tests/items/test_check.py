"""Every item of a bank is tried, and whatever gives none is named."""

import json
from typing import Any

from quiz.bank.model import Bank
from quiz.items.check import batches, try_all
from quiz.items.decoding import decode

NAMES = {"a": ("Ann", "Rome"), "b": ("Bea", "Oslo"), "c": ("Cid", []), "d": ("Dan", "Lima"), "e": ("Eve", "Rome")}
ROWS = {id_: {"name": name, "town": town} for id_, (name, town) in NAMES.items()}
LIVES = {"ask": "Where does {name} live?", "answer": "town"}
WHO = {"ask": "Who lives in {town}?", "answer": "name"}
NOT = {"ask": "Who does NOT live in {town}?", "answer": "name", "except": True}


def question(number: int, **more: Any) -> dict[str, Any]:
    return {"ask": f"Which {number}?", "answer": f"a{number}", "wrong": [f"b{number}"], **more}


def bank_of(questions: dict[str, dict[str, Any]], **patterns: dict[str, Any]) -> Bank:
    table = {"t": {"rows": ROWS, "questions": patterns}} if patterns else {}
    found = decode(json.dumps({"id": "x", "title": "X", "tables": table, "questions": questions}).encode(), "x")
    assert found.bank is not None, found.errors
    return found.bank


def problems(**patterns: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(one.code, one.message, one.help) for one in try_all(bank_of({}, **patterns)).problems]


def test_every_pattern_and_every_written_question_is_a_batch() -> None:
    sums = {"ask": "What is {a+1}?", "answer": "{a+1}", "wrong": ["{a}", "{a*2}"], "values": {"a": "2..5"}}
    bank = bank_of({"one": question(1), "two": question(2), "sum": sums}, lives=LIVES, where=NOT)
    found = [*batches(bank)]

    assert ["lives", "where", "one", "two", "sum"] == [batch.source.id for batch in found]
    assert [4, 2, 1, 1, 4] == [len(batch.items) for batch in found]
    assert [True, True, False, False, False] == [batch.table is not None for batch in found]
    assert [[0, 1, 3, 4], [0, 1, 3, 4], [0], [0], [0]] == [
        list(batch.rows) for batch in found
    ]  # an empty cell asks nothing
    assert [[], ["b", "d"], [], [], []] == [[row for row, _ in batch.gaps] for batch in found]
    assert 12 == try_all(bank).items


def test_what_gives_no_item_is_named() -> None:
    help_ = "ask about a column in which several rows agree"
    assert [] == problems(lives=LIVES, who=WHO)
    assert [("G301", "`q` makes no question for `b` and 1 more: fewer than 2 rows belong", help_)] == problems(q=NOT)
    but_dan = {**NOT, "where": {"name": ["Ann", "Eve", "Dan"]}}
    message = "`q` makes no question for `d`: fewer than 2 rows belong"
    assert [("G301", message, "add rows that match `where`")] == problems(q=but_dan)
    nobody = {**LIVES, "where": {"name": "Ann", "town": "Lima"}}
    assert [("G302", "`q` matches no row", "change its `where`, or delete it")] == problems(q=nobody)


def test_what_shows_nothing_of_its_row_is_told_so() -> None:
    message = "`q` makes no question: it shows nothing from its row, so every row's answer is right"
    help_ = "name a column in braces, such as `{name}`"
    assert [("G302", message, help_)] == problems(q={"ask": "Where do they live?", "answer": "town"})
    both = {"ask": "Where do they live?", "answer": "{name} in {town}"}
    assert [("G302", message, "name a column in braces, such as `{column}`")] == problems(q=both)


def test_problems_come_in_the_order_of_the_bank() -> None:
    assert ["`one`", "`two`"] == [message.split()[0] for _, message, _ in problems(one=NOT, two=NOT)]
