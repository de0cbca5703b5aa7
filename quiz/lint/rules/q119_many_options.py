"""A question has five options at most.

If there are more, students read, compare and remember them for nothing: hardly any question has
that many wrong answers that somebody would choose. The program shows only three of the wrong
answers that you give, so this is about questions with many right or pinned answers.

Passes:

    questions:
      giants:
        ask: Which of these are giant planets? Choose all.
        answer: [Jupiter, Saturn, Uranus]
        choose: all
        wrong: [Mars, Venus]

Fails:

    questions:
      giants:
        ask: Which of these are giant planets? Choose all.
        answer: [Jupiter, Saturn, Uranus, Neptune]
        choose: all
        wrong: [Mars, Venus]
"""

from collections.abc import Iterator

from quiz.bank.problems import Severity
from quiz.lint.rule import Rule, has_distractors
from quiz.lint.view import Finding, View

_MOST = 5


def check(view: View) -> Iterator[Finding]:
    """Find items with more than five options."""
    if max(view.sizes) <= _MOST:
        return
    found = [item for item in view.items if len(item.options) > _MOST]
    yield from view.report(
        found, "more than 5 options", lambda item: f"{len(item.options)} of them", "leave out some of them"
    )


RULE = Rule(
    "Q119",
    Severity.WARNING,
    "more than five options",
    __doc__,
    "Haladyna, Downing and Rodriguez (2002), rule 18",
    check,
    has_distractors,
)
