"""The options of a question are of the same kind.

A number among words, or a word among numbers, can be ruled out at a glance. Options from a table
are sorted by kind already, so this is about written-out questions. Pinned options may be of another
kind. Years before and after Christ are the same kind, and so are fractions, roots and other
expressions with numbers, and values of a program such as `[1, 2]` and `"12"`.

Passes:

    questions:
      areas:
        ask: How many areas did the declaration name?
        answer: 7
        wrong: [4, 5, 9]

Fails:

    questions:
      areas:
        ask: How many areas did the declaration name?
        answer: 7
        wrong: [4, five, 9]
"""

import re
from collections.abc import Iterator

from quiz.bank.problems import Severity
from quiz.items.item import Item
from quiz.lint.rule import Rule, has_distractors
from quiz.lint.view import Finding, View
from quiz.lint.words import number_in
from quiz.text import quoted
from quiz.values.amounts import amount
from quiz.values.dates import dates
from quiz.values.signs import plain

# Signs, numbers, single letters and the names of functions.
_EXPRESSION = re.compile(
    r"(?=.*\w)(?:[\d\s.,+\-−–±×·÷*/^=<>≤≥()\[\]{}\"'|√∛∞°%!¼½¾⅓⅔²³¹⁰⁴-⁹⁻⁺₀-₉]|(?<![a-zα-ω])[a-zα-ω](?![a-zα-ω])"
    r"|(?<![a-z])(?:pi|sin|cos|tan|ln|log|exp|sqrt|dx|dt|undefined|infinity)(?![a-z]))+",
    re.IGNORECASE,
)


def check(view: View) -> Iterator[Finding]:
    """Find items in which some options are numbers and some are not."""
    plain_numbers = {text for text in view.texts if number_in(text) is not None}
    if not plain_numbers or len(plain_numbers) == len(view.texts):
        return
    others = [text for text in view.texts if text not in plain_numbers]
    numbers = plain_numbers.union(filter(_is_number_or_date, others))
    if len(numbers) == len(view.texts):
        return

    def kinds(item: Item) -> tuple[list[str], list[str]]:
        texts = [option.text for option in item.options if not option.id.startswith("pinned.")]
        return [text for text in texts if text in numbers], [text for text in texts if text not in numbers]

    found = [item for item in view.having(plain_numbers) if all(kinds(item))]

    def example(item: Item) -> str:
        some, others = kinds(item)
        return f"{quoted(others[0])} next to {quoted(some[0])}"

    yield from view.report(found, "some options are numbers and some are not", example, "write them all as numbers")


def _is_number_or_date(text: str) -> bool:
    """Return whether a text is a number with a decimal comma, a date among years, or an expression."""
    line = plain(text)
    found = amount(line)
    return (found is not None and found.is_number) or bool(dates(line)) or bool(_EXPRESSION.fullmatch(text))


RULE = Rule(
    "Q122",
    Severity.WARNING,
    "options of different kinds",
    __doc__,
    "Haladyna, Downing and Rodriguez (2002), rule 23",
    check,
    has_distractors,
)
