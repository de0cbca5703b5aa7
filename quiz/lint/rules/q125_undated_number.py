"""A number says as of when it is right.

Counts of members, people or moons change. Give the bank a date with `as_of:`, or put one
into the question. Years themselves need none. Numbers that never change, in mathematics
for example, do not either: then allow it.

Passes:

    as_of: January 2023
    questions:
      members:
        ask: How many members has NATO?
        answer: 30
        wrong: [27, 28, 35]

Passes:

    questions:
      members:
        ask: How many members did NATO have in 2023?
        answer: 30
        wrong: [27, 28, 35]

Fails:

    questions:
      members:
        ask: How many members has NATO?
        answer: 30
        wrong: [27, 28, 35]
"""

import re
from collections.abc import Iterator

from quiz.lint.rule import OPTIONS, Rule
from quiz.lint.view import Finding, View
from quiz.text import number, quoted

__all__ = ["RULE"]

_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")


def check(view: View) -> Iterator[Finding]:
    """Find items whose key is a number, in a bank without a date, with no year in them."""
    if view.bank.as_of:
        return
    counts = {text for text in view.texts if number(text) is not None and not _YEAR.fullmatch(text)}
    if not counts:
        return
    found = [item for item in view.items if view.key_of(item) in counts]
    found = [item for item in found if not _YEAR.search(f"{item.stem} {item.why} {item.origin.source}")]
    help_ = "add `as_of:` to the bank, or a date to the question"
    yield from view.report(found, "a number without a date", lambda item: quoted(item.stem), help_)


RULE = Rule("Q125", __doc__, "", check, OPTIONS)
