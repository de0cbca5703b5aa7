"""A question has three options or more.

With two options, half of all guesses are right. Three good options do as well as four. If only two
answers are possible, two are enough: yes and no, or true and false, are left alone. For another
pair, allow the code. Comparisons of two things (`most`, `least`) and claims are other kinds of question, and
are not reported.

A question may have more options than it can show: of two that may be the same, such as `1914–1918`
and `1915–1919`, one is left out.

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

from collections.abc import Iterator, Sequence
from itertools import combinations

from quiz.bank.problems import Severity
from quiz.items.item import Item
from quiz.lint.rule import Rule, has_distractors
from quiz.lint.view import Finding, View
from quiz.text import quoted
from quiz.values.relations import senses_meet

_FEWEST = 3
_PAIRS = ({"yes", "no"}, {"true", "false"}, {"right", "wrong"}, {"correct", "incorrect"})


def check(view: View) -> Iterator[Finding]:
    """Find items with fewer than three options."""
    if min(view.sizes) >= _FEWEST:
        return
    found = [item for item in view.items if len(item.options) < _FEWEST]
    found = [item for item in found if {option.text.lower().rstrip(".") for option in item.options} not in _PAIRS]
    alike = {item.id: pair for item in found if (pair := _alike(item, view))}
    few = [item for item in found if item.id not in alike]
    yield from view.report(few, "fewer than 3 options", lambda _: "", "give more wrong answers")
    yield from view.report(
        [item for item in found if item.id in alike],
        "fewer than 3 options are shown, because some may be the same",
        lambda item: " and ".join(map(quoted, alike[item.id])),
        "write options that cannot be the same",
    )


def _alike(item: Item, view: View) -> Sequence[str]:
    """Return two options of which only one can be shown, in a written-out question that otherwise has enough."""
    senses = view.senses_of(item)
    pairs = combinations(senses, 2) if len(senses) >= _FEWEST else ()
    return next((pair for pair in pairs if senses_meet(senses[pair[0]], senses[pair[1]])), ())


RULE = Rule(
    "Q118",
    Severity.NOTE,
    "fewer than three options",
    __doc__,
    "Haladyna, Downing and Rodriguez (2002), rule 18",
    check,
    has_distractors,
)
