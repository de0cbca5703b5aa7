"""Columns in which too many pairs of values may be the same: nothing is asked about them."""

import pytest

from quiz.items.decoding import decode
from quiz.items.item import Item, NotGenerated
from quiz.items.sources import bank_items

MANY = 500  # of which each may be any other: more than 100,000 pairs


def made(pattern: str, decoy: str = "") -> list[Item | NotGenerated]:
    decoys = f"    decoys: {{about: [{decoy}]}}\n" if decoy else ""
    rows = "\n".join(f"      - [name{i}x, {i + 1}–{9000 + i} km, {i}]" for i in range(MANY))
    table = f"    columns: [name, about, number]\n    rows:\n{rows}\n{decoys}    questions: [{pattern}]\n"
    decoded = decode(f"id: x\ntables:\n  t:\n{table}".encode(), "x")
    assert decoded.bank is not None, decoded.errors
    return [item for _, _, item in bank_items(decoded.bank)]


@pytest.mark.parametrize(
    "pattern",
    [
        '{ask: "What has {about}?", answer: name}',
        '{ask: "What about {name}?", answer: about}',
        '{ask: "What about {name}?", answer: "{about} of {number}"}',
        '{ask: "What about {name}?", answer: "about {about}"}',
        '{ask: "What about {name}?", answer: about, typed: true}',
        '{ask: "Match.", answer: name, match: about}',
        '{ask: "Which?", answer: name, where: {about: 7–9006 km}, except: true}',
        '{claim: "{name} has {about}.", swap: about}',
    ],
)
def test_nothing_is_asked_and_the_reason_is_said(pattern: str) -> None:
    found = made(pattern)

    assert found
    for item in found:
        assert isinstance(item, NotGenerated)
        assert item.reason.startswith("too many values of `about`")


@pytest.mark.parametrize("form", ["", ", most: number", ", order: number", ", near: 3"])
def test_other_columns_are_asked_about(form: str) -> None:
    asked = '{ask: "What of {name}?", answer: number' if "near" in form or not form else '{ask: "Which?", answer: name'

    assert all(isinstance(item, Item) for item in made(f"{asked}{form}}}"))


def test_a_decoy_that_may_be_any_of_them_is_no_mistake_as_nothing_is_asked() -> None:
    found = made('{ask: "What about {name}?", answer: about}', decoy="5–9005 km")

    assert all(isinstance(item, NotGenerated) for item in found)


@pytest.mark.parametrize("columns", [60, 90])
def test_the_columns_of_a_bank_share_a_million_pairs(columns: int) -> None:
    """Of 160 values that may be the same there are 12,720 pairs: room for 78 columns."""
    others = range(columns - 2)
    rows = "\n".join(
        f"      - [name{i}x, {i + 1}–{9000 + i} km, {', '.join(f'v{i}w{j}' for j in others)}]" for i in range(160)
    )
    names = ", ".join(["name", "about", *(f"c{j}" for j in others)])
    asked = '{ask: "What about {name}?", answer: about}, {ask: "What of {name}?", answer: c1}'
    table = f"    columns: [{names}]\n    rows:\n{rows}\n    questions: [{asked}]\n"
    decoded = decode(f"id: x\ntables:\n  t:\n{table}".encode(), "x")
    assert decoded.bank is not None, decoded.errors

    vague = [
        isinstance(item, NotGenerated) and "may be the same" in item.reason for _, _, item in bank_items(decoded.bank)
    ]

    assert [columns > 78] * 160 + [False] * 160 == vague
