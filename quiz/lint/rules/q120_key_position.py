"""The right answer is in each position about equally often.

Options are shuffled, so this takes care of itself, except where numbers are put in order: if the
right number is nearly always the largest, or the smallest, students find out. The check looks at
banks with 20 questions or more, and reports it if the right answer is in the same position in more
than half of them.

Passes:

    tables:
      sides:
        columns: [name, sides]
        rows: {a: [triangle, 3], b: [square, 4], c: [pentagon, 5], d: [hexagon, 6], e: [octagon, 8]}
        questions:
          sides: {ask: "How many sides does a {name} have?", answer: sides, near: 3}
          corners: {ask: "How many corners does a {name} have?", answer: sides, near: 3}
          angles: {ask: "How many angles does a {name} have?", answer: sides, near: 3}
          lines: {ask: "How many lines make a {name}?", answer: sides, near: 3}

Fails:

    tables:
      sides:
        columns: [name, sides]
        rows: {a: [triangle, 3], b: [square, 4], c: [pentagon, 5], d: [hexagon, 6], e: [octagon, 8]}
        open: true
        decoys: {sides: [10, 12, 20]}
        questions:
          sides: {ask: "How many sides does a {name} have?", answer: sides}
          corners: {ask: "How many corners does a {name} have?", answer: sides}
          angles: {ask: "How many angles does a {name} have?", answer: sides}
          lines: {ask: "How many lines make a {name}?", answer: sides}
"""

from collections.abc import Iterator

from quiz.bank.nodes import SourceSpan
from quiz.bank.problems import Severity
from quiz.lint.rule import BankRule
from quiz.lint.view import BankView, Finding

_FEWEST = 20
_NAMES = ("first", "second", "third", "fourth", "fifth", "sixth")


def check(whole: BankView) -> Iterator[Finding]:
    """Find a position in which the key is in more than half of a bank's items."""
    total = sum(whole.keys_at.values())
    if total < _FEWEST:
        return
    at, count = max(whole.keys_at.items(), key=lambda entry: entry[1])
    if 2 * count > total:
        what = f"the right answer is the {_NAMES[min(at, 5)]} option in {count / total:.0%} of the questions"
        yield Finding(what, "", SourceSpan(1, 1), "give wrong numbers on both sides of the right ones")


RULE = BankRule(
    "Q120",
    Severity.WARNING,
    "the right answer is nearly always in the same position",
    __doc__,
    "Haladyna, Downing and Rodriguez (2002), rule 20",
    check,
)
