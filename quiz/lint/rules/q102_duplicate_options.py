"""No two options of a question say the same.

If two options are the same answer, neither of them can be right, and a student who sees that has
fewer left to choose from. The check ignores case, hyphens, an article at the start and a full stop
at the end. It takes `seven` for `7` and, in English, `60 minutes` for `an hour` and `50 %` for
`half`.

Passes:

    questions:
      star:
        ask: Which star is the nearest to the Earth?
        answer: the Sun
        wrong: [Sirius, Polaris, Proxima Centauri]

Fails:

    questions:
      star:
        ask: Which star is the nearest to the Earth?
        answer: the Sun
        wrong: [Polaris, the Polaris, Sirius]
"""

from collections.abc import Iterator
from itertools import combinations

from quiz.bank.problems import Severity
from quiz.items.item import Item
from quiz.lint.rule import Rule, has_wrong_options
from quiz.lint.view import Finding, View
from quiz.text import quoted


def check(view: View) -> Iterator[Finding]:
    """Find items in which two distractors say, or may say, the same."""

    def twins(item: Item) -> tuple[str, str] | None:
        right = {option.text for option in item.key_options}
        forms = {text: found for text, found in view.forms_of(item).items() if text not in right}
        return next((pair for pair in combinations(forms, 2) if not forms[pair[0]].isdisjoint(forms[pair[1]])), None)

    items = view.items if view.pattern is None else ()  # the options of patterns are proven apart
    found = {item: pair for item in items if (pair := twins(item))}
    yield from view.report(
        [*found], "two wrong answers say the same", lambda item: " and ".join(map(quoted, found[item])), "change one"
    )


RULE = Rule(
    "Q102",
    Severity.ERROR,
    "options that read the same",
    __doc__,
    "Haladyna, Downing and Rodriguez (2002), rule 22",
    check,
    has_wrong_options,
)
