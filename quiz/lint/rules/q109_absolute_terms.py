"""Options have no absolute terms.

Few things are always so or never so, and students know that such an option is nearly always wrong.
The check reports always, never, completely, absolutely, totally, definitely, entirely, invariably,
in all cases, in every case, at all times, without exception and under no circumstances, unless such
a word is the whole option or part of a title, such as Never Let Me Go, or all options have one.

Passes:

    questions:
      ice:
        ask: What does ice do in water?
        answer: It floats
        wrong: [It sinks, It dissolves]

Fails:

    questions:
      ice:
        ask: What does ice do in water?
        answer: It floats
        wrong: [It always sinks, It dissolves]
"""

from collections.abc import Iterator

from quiz.bank.problems import Severity
from quiz.lint.rule import Rule, has_distractors
from quiz.lint.view import Finding, View
from quiz.lint.words import is_title, terms

_TERMS = terms(
    *("always", "never", "completely", "absolutely", "totally", "definitely", "entirely", "invariably"),
    *("in all cases", "in every case", "at all times", "without exception", "under no circumstances"),
)


def check(view: View) -> Iterator[Finding]:
    """Find options with an absolute term."""
    among = _TERMS.among(view.texts, view.all_texts)
    found = view.telling({text: term for text, term in among.items() if text != term and not is_title(text)})
    yield from view.report_texts(found, "an absolute term gives an option away", "leave the word out")


RULE = Rule(
    "Q109",
    Severity.WARNING,
    "absolute terms in an option",
    __doc__,
    "Haladyna, Downing and Rodriguez (2002), rule 28a; Moore, Costello, Nguyen and Stamper (2024)",
    check,
    has_distractors,
    english=True,
)
