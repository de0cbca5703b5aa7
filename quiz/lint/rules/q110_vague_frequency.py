"""Options have no vague words for how often something happens.

`Usually` means one thing to one reader and something else to the next, and a careful `usually`
suggests that an option is right. The check reports usually, sometimes, rarely, generally, often,
frequently, occasionally, seldom and typically, unless such a word is the whole option or all
options have one. Say how often, or leave the word out.

Passes:

    questions:
      comet:
        ask: How often does Halley's comet come back?
        answer: About every 76 years
        wrong: [About every 7 years, About every 700 years]

Fails:

    questions:
      comet:
        ask: How often does Halley's comet come back?
        answer: Very rarely
        wrong: [Every year, Every month]
"""

from collections.abc import Iterator

from quiz.bank.problems import Severity
from quiz.lint.rule import Rule, has_distractors
from quiz.lint.view import Finding, View
from quiz.lint.words import terms

_TERMS = terms(
    *("usually", "sometimes", "rarely", "generally"),
    *("often", "frequently", "occasionally", "seldom", "typically"),
)


def check(view: View) -> Iterator[Finding]:
    """Find options with a vague word for how often."""
    among = _TERMS.among(view.texts, view.all_texts)
    found = view.telling({text: term for text, term in among.items() if text != term})
    yield from view.report_texts(
        found, "an option is vague about how often something happens", "say how often, or leave the word out"
    )


RULE = Rule(
    "Q110",
    Severity.NOTE,
    "vague frequency in an option",
    __doc__,
    "Moore, Costello, Nguyen and Stamper (2024)",
    check,
    has_distractors,
    english=True,
)
