"""A number says as of when it is right.

Counts of members, people or moons change. Give the bank a date with `as_of:`, or put one
into the question. Years themselves need none, nor do sums, such as `7 × 8`. Of other numbers
the check cannot know that they never change, as that of the bones of a hand: then allow it.

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

Passes:

    questions:
      sum:
        ask: What is 7 × 8?
        answer: 56
        wrong: [49, 54, 64]

Fails:

    questions:
      members:
        ask: How many members has NATO?
        answer: 30
        wrong: [27, 28, 35]
"""

import re
from collections.abc import Iterator

from quiz.lint.rule import Rule, has_distractors
from quiz.lint.view import Finding, View
from quiz.lint.words import number_in
from quiz.text import quoted

_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_SUM = re.compile(r"\d\s*[×÷+*/=%^√²³]|\d\s+[-−–]\s*\d|\d (?:times|plus|minus|divided by) ")


def check(view: View) -> Iterator[Finding]:
    """Find items whose key is a number, in a bank without a date, with no year in them."""
    if view.bank.as_of:
        return
    counts = {text for text in view.texts if number_in(text) is not None and not _YEAR.fullmatch(text)}
    found = [item for item in view.having(counts) if view.key_of(item) in counts]
    found = [item for item in found if not _YEAR.search(f"{item.stem} {item.why} {item.origin.source}")]
    found = [item for item in found if not view.is_computed(item)]
    found = [item for item in found if not _SUM.search(item.stem)]
    help_ = "add `as_of:` to the bank or a date to the question; allow it if the number never changes"
    yield from view.report(found, "a number without a date", lambda item: quoted(item.stem), help_)


RULE = Rule("Q125", __doc__, "", check, has_distractors)
