"""Which part of a bank was just edited."""

import pytest

from quiz.items.decoding import decode
from quiz.lint.edited import Edited, edited_line, standing_at

BANK = """\
id: x
title: X
tables:
  t:
    topic: T
    rows:
      ann: {name: Ann}
      bea:
        name: Bea
    questions:
      who:
        ask: Who is it?
        answer: name
      whom: {ask: Whom?, answer: name}
questions:
  why:
    ask: Why?
    answer: a
    wrong: [b, c]
"""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (2, Edited()),
        (5, Edited()),
        (7, Edited(fact="t/ann")),
        (8, Edited(fact="t/bea")),
        (9, Edited(fact="t/bea")),
        (11, Edited(pattern="t.who")),
        (13, Edited(pattern="t.who")),
        (14, Edited(pattern="t.whom")),
        (16, Edited(pattern="why")),
        (19, Edited(pattern="why")),
    ],
)
def test_a_line_belongs_to_what_starts_above_it(line: int, expected: Edited) -> None:
    bank = decode(BANK.encode(), "x").bank
    assert bank is not None

    assert standing_at(bank, line) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a b c", "a b c", None),
        ("a b c", "a x c", 2),
        ("a b c", "a b c d", 4),
        ("a b c", "a b", 2),
        ("a b c", "a c", 2),
        ("a b c", "x a b c", 1),
        ("", "a", 1),
    ],
)
def test_the_first_line_that_differs_is_the_edited_one(before: str, after: str, expected: int | None) -> None:
    assert edited_line(before.split(), after.split()) == expected


def test_what_was_emptied_has_a_first_line() -> None:
    assert edited_line(["a"], []) == 1
