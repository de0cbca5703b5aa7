"""Every question explains its answer.

Students remember what they read right after an answer. `why:` is what they read, whether they were
right or not.

Passes:

    source: an atlas
    questions:
      capital:
        ask: What is the capital of Norway?
        answer: Oslo
        wrong: [Bergen, Trondheim, Stavanger]
        why: Oslo is the capital of Norway. Bergen was, in the Middle Ages.

Fails:

    source: an atlas
    questions:
      capital:
        ask: What is the capital of Norway?
        answer: Oslo
        wrong: [Bergen, Trondheim, Stavanger]
"""

from collections.abc import Iterator
from operator import attrgetter

from quiz.bank.problems import Severity
from quiz.lint.rule import Rule, any_form
from quiz.lint.view import Finding, View

_WHY = attrgetter("why")


def check(view: View) -> Iterator[Finding]:
    """Find items without an explanation."""
    if all(map(_WHY, view.items)):
        return
    help_ = "add `why:`; it is shown after the answer"
    if view.pattern is not None:
        yield Finding(f"`{view.pattern.id}` has no explanation", "", view.pattern.span, help_)
        return
    found = [item for item in view.items if not item.why]
    yield from view.report(found, "the question has no explanation", lambda _: "", help_)


RULE = Rule("Q123", Severity.NOTE, "no explanation", __doc__, "", check, any_form)
