"""A question has three options or more.

With two options half of all guesses are right. Three good ones do as well as four. Where only two
answers are possible, two are enough: yes and no, or true and false, are left alone; allow others. Two things
that are compared (`most`, `least`) and claims are questions of their own kind.

Passes:

    questions:
      bigger:
        ask: Which of these is larger than the Earth? Choose all.
        answer: [Uranus]
        choose: all
        wrong: [Venus, Mars]

Fails:

    questions:
      bigger:
        ask: Which of these is larger than the Earth? Choose all.
        answer: [Uranus]
        choose: all
        wrong: [Venus]
"""

from collections.abc import Iterator

from quiz.bank.problems import Severity
from quiz.lint.rule import Rule, has_distractors
from quiz.lint.view import Finding, View

_FEWEST = 3
_PAIRS = ({"yes", "no"}, {"true", "false"}, {"right", "wrong"}, {"correct", "incorrect"})


def check(view: View) -> Iterator[Finding]:
    """Find items with fewer than three options."""
    if min(view.sizes) >= _FEWEST:
        return
    found = [item for item in view.items if len(item.options) < _FEWEST]
    found = [item for item in found if {option.text.lower().rstrip(".") for option in item.options} not in _PAIRS]
    yield from view.report(found, "fewer than 3 options", lambda _: "", "give more wrong answers")


RULE = Rule(
    "Q118",
    Severity.NOTE,
    "fewer than three options",
    __doc__,
    "Haladyna, Downing and Rodriguez (2002), rule 18",
    check,
    has_distractors,
)
