"""A question has exactly one right answer.

Two options that say the same are one answer twice. If one of them is the right answer, anyone who
chooses the other is marked wrong. The check ignores case, hyphens, an article at the start and a
full stop at the end. It takes `seven` for `7` and, in English, `60 minutes` for `an hour` and
`50 %` for `half`.

The questions of a table never have this fault. A cell can give the other names of its value, as in
`{value: the EU, also: [the European Union]}`, and then none of them is offered as a wrong answer.

Passes:

    questions:
      union:
        ask: Which of these has 27 members?
        answer: the EU
        wrong: [NATO, the G7, the OSCE]

Fails:

    questions:
      union:
        ask: Which of these has 27 members?
        answer: the EU
        wrong: [NATO, EU, the OSCE]
"""

from collections.abc import Iterator

from quiz.bank.problems import Severity
from quiz.items.item import Item
from quiz.lint.rule import Rule, has_wrong_options
from quiz.lint.view import Finding, View
from quiz.text import quoted

_HELP = "change the wrong answer, or delete it"


def check(view: View) -> Iterator[Finding]:
    """Find items in which a distractor says, or may say, the same as a key."""

    def twins(item: Item) -> tuple[str, str] | None:
        """Return a wrong option that says the same as a right one, and that one."""
        forms = view.forms_of(item)
        right = [option.text for option in item.key_options]
        pairs = ((text, key) for text in forms if text not in right for key in right)
        return next((pair for pair in pairs if not forms[pair[0]].isdisjoint(forms[pair[1]])), None)

    items = view.items if view.pattern is None else ()  # the options of patterns are proven apart
    found = {item: pair for item in items if (pair := twins(item))}

    def example(item: Item) -> str:
        wrong, key = found[item]
        return f"{quoted(wrong)} next to {quoted(key)}"

    yield from view.report([*found], "a wrong answer says the same as the right one", example, _HELP)


RULE = Rule(
    "Q101",
    Severity.ERROR,
    "not exactly one right answer",
    __doc__,
    "Haladyna, Downing and Rodriguez (2002), rule 19",
    check,
    has_wrong_options,
)
