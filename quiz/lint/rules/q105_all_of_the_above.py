"""No option is "all of the above".

If you know that two of the options are right, you know that the answer is all of them, and if you
know that one is wrong, you can rule "all" out. And because options change places here, nothing is
sure to be above.

The check reports it in all the forms that people give it: "all answers are correct", "both of
them", "every one of these", "more than one of the above". After "how many", such a text is a number
like any other.

Use `choose: all` if several answers are right.

Passes:

    questions:
      warm:
        ask: Which of these are warm colours? Choose all.
        answer: [red, yellow, orange]
        choose: all
        wrong: [blue, green]

Fails:

    questions:
      warm:
        ask: Which of these is a warm colour?
        answer: All of the above
        wrong: [red, yellow, orange]
"""

from collections.abc import Iterator

from quiz.bank.problems import Severity
from quiz.items.item import Item
from quiz.lint.rule import Rule, has_distractors
from quiz.lint.view import Finding, View
from quiz.lint.words import question_in
from quiz.text import quoted

_COUNTED = ("how many", "how much")


def check(view: View) -> Iterator[Finding]:
    """Find options that stand for all the others."""
    texts = {text for text, meant in view.of_others.items() if meant == "all"}
    found = [item for item in view.having(texts) if not any(map(question_in(item.stem).lower().__contains__, _COUNTED))]

    def example(item: Item) -> str:
        return quoted(next(text for text in view.texts_of(item) if text in texts))

    help_ = "delete it, or use `choose: all`"
    yield from view.report(found, "an option stands for all the others", example, help_, subject="\n".join(texts))


RULE = Rule(
    "Q105",
    Severity.WARNING,
    "all of the above",
    __doc__,
    "Haladyna, Downing and Rodriguez (2002), rule 26",
    check,
    has_distractors,
    english=True,
)
