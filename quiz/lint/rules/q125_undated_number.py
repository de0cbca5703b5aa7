"""A number that changes has a date.

The number of members, people or shops changes, and so do prices. Give the bank a date with
`as_of:`, or put one in the question. The check reports questions in the present tense that ask for
a number of something that changes. Years, the results of sums and
anything in the past need no date.

Passes:

    as_of: January 2023
    questions:
      members:
        ask: How many members does NATO have?
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
      hand:
        ask: How many bones does a hand have?
        answer: 27
        wrong: [14, 19, 33]

Fails:

    questions:
      members:
        ask: How many members does NATO have?
        answer: 30
        wrong: [27, 28, 35]
"""

import re
from collections.abc import Iterator

from quiz.bank.problems import Severity
from quiz.lint.rule import Rule, has_distractors
from quiz.lint.view import Finding, View
from quiz.lint.words import question_in, split_words, word_set
from quiz.text import quoted
from quiz.values.amounts import amount
from quiz.values.signs import plain

_POWER = re.compile(r" ?\b(?:thousand|million|billion|trillion)s?\b")
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_COUNTS = re.compile(
    r"\b(?:how (?:many|much|large|big|high|long|old)|what per ?cent"
    r"|number|amount|share|percentage|proportion|rate|size|total)\b",
    re.IGNORECASE,
)
_CHANGES = word_set(
    "members member people inhabitants residents citizens population populations countries nations states"
    " employees staff workers students pupils teachers users customers subscribers speakers followers seats"
    " deputies ministers judges branches shops stores cars ships aircraft satellites moons medals titles goals"
    " wins trophies price prices cost costs wage wages salary salaries tax taxes rent fee budget debt gdp"
    " turnover revenue profit inflation unemployment unemployed stations airports schools universities"
    " hospitals languages cities towns villages districts households believers soldiers refugees"
)
_MEASURES = word_set(
    "population price cost wage salary tax rent fee budget debt gdp turnover revenue profit inflation unemployment"
)
_OF_NOW = word_set("currently today now nowadays present moment far date")
_NOW = re.compile(r"\b(?:currently|today|now(?:adays)?|at present|so far|to date|at the moment)\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:did|was|were|had|fought|lived|died|took|won|lost)\b")


def check(view: View) -> Iterator[Finding]:
    """Find items whose key is a number and that have no year, in a bank without a date."""
    if view.bank.as_of:
        return
    if view.stem_words.isdisjoint(_CHANGES | _OF_NOW):
        return
    counts = {
        text for text in view.texts if amount(_POWER.sub("", plain(text))) is not None and not _YEAR.fullmatch(text)
    }
    found = [item for item in view.having(counts) if view.key_of(item) in counts]
    found = [item for item in found if not _YEAR.search(f"{item.stem} {item.why} {item.origin.source}")]
    found = [item for item in found if not view.is_computed(item)]
    found = [item for item in found if _may_change(item.stem)]
    help_ = "add `as_of:` to the bank or a date to the question; allow it if the number never changes"
    yield from view.report(found, "a number without a date", lambda item: quoted(item.stem), help_)


def _may_change(stem: str) -> bool:
    asked = question_in(stem)
    if _NOW.search(asked):
        return True
    words = split_words([asked])
    is_counted = bool(_COUNTS.search(asked)) or not _MEASURES.isdisjoint(words)
    return is_counted and not _PAST.search(asked) and not _CHANGES.isdisjoint(words)


RULE = Rule("Q125", Severity.NOTE, "a number without a date", __doc__, "", check, has_distractors, english=True)
