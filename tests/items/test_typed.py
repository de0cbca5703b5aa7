"""Questions of a pattern whose answer is typed: what is expected, and why there may be none."""

import json
from typing import Any

import pytest

from quiz.game.scoring import typed_in
from quiz.items.decoding import decode
from quiz.items.item import Item, NotGenerated
from quiz.items.sources import bank_facts

ROWS = {
    "eu": {"body": "the EU", "members": "27", "seat": ["Brussels", {"value": "Luxembourg", "also": "Lux"}]},
    "nato": {"body": "NATO", "members": "32", "seat": "Evere"},
    "asean": {"body": "ASEAN", "members": "11", "seat": "Jakarta"},
}
MANY = {"ask": "How many members has {body}?", "answer": "{members} members", "typed": True}
SEAT = {"ask": "Where does {body} meet?", "answer": "seat", "typed": True}


def made(pattern: dict[str, Any], rows: dict[str, Any] = ROWS, *, row: int = 0, **table: Any) -> Item | NotGenerated:
    bank = {"id": "b", "title": "B", "tables": {"t": {"rows": rows, "questions": {"q": pattern}, **table}}}
    decoded = decode(json.dumps(bank).encode(), "b")
    assert decoded.bank is not None, decoded.errors
    return bank_facts(decoded.bank)[row].item_sources[0].item(row, "0", 0)


@pytest.mark.parametrize(
    ("pattern", "typed", "expected"),
    [
        (MANY, "27", ("eu", "27 members")),
        (MANY, "27 members", ("eu", "27 members")),
        (MANY, "32", ("nato", "32")),  # the number of another row
        (MANY, "28", ("typed:1", "28")),
        (MANY | {"within": "1"}, "28", ("eu", "27 members")),
        (SEAT, "brussels", ("eu", "Brussels")),
        (SEAT, "lux", ("eu", "Luxembourg")),
        (SEAT, "Evere", ("nato", "Evere")),
        (SEAT, "Bonn", ("typed:1", "Bonn")),
    ],
)
def test_what_is_typed_is_told_by_the_whole_table(
    pattern: dict[str, Any], typed: str, expected: tuple[str, str]
) -> None:
    item = made(pattern)
    assert isinstance(item, Item)
    ((option, _),) = typed_in(item, typed)
    assert expected == (option.id.partition(".")[0], option.text)


def test_the_explanation_is_that_of_the_row_that_is_asked_about() -> None:
    rows = {**ROWS, "osce": {"body": "the OSCE", "members": "57", "seat": "Brussels"}}
    for row, body in ((0, "the EU"), (1, "NATO"), (3, "the OSCE")):
        item = made(SEAT | {"why": "{body} meets there."}, rows, row=row)
        assert isinstance(item, Item)
        assert f"{body} meets there." == item.why


def test_an_open_table_has_no_typed_questions() -> None:
    help_ = "delete `open: true`, or `typed: true`"
    found = made(MANY, open=True, decoys={"members": ["5"]})
    assert NotGenerated("an open table cannot prove that a typed answer is wrong", help_) == found


def test_nothing_is_typed_where_it_cannot_be_said_whether_a_value_is_right() -> None:
    rows = {"a": {"event": "the landing", "year": "July 1969"}, "b": {"event": "the walk", "year": "20 July 1969"}}
    rows["c"] = {"event": "the launch", "year": "1957"}
    found = made({"ask": "When was {event}?", "answer": "year", "typed": True}, rows)
    help_ = "make the two differ, or ask in a different way"
    assert NotGenerated("it cannot be decided whether `20 July 1969` is right", help_) == found
