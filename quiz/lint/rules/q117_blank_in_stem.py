"""The question is asked, not left with a blank to fill.

A blank in a sentence has to be held in mind while every option is tried in it. Ask a
question instead, or let the options end the sentence.

Passes:

    questions:
      body:
        ask: Which body did Charles Michel head?
        answer: the European Council
        wrong: [the European Parliament, the European Commission, the Council of Europe]

Fails:

    questions:
      body:
        ask: Charles Michel was President of ____ in 2023.
        answer: the European Council
        wrong: [the European Parliament, the European Commission, the Council of Europe]
"""

from collections.abc import Iterator

from quiz.lint.rule import Rule, is_chosen
from quiz.lint.view import Finding, View
from quiz.text import quoted


def check(view: View) -> Iterator[Finding]:
    """Find stems with a row of underscores."""
    if "__" not in "\n".join(view.stems):
        return
    found = [item for item in view.items if "__" in item.stem]
    yield from view.report(
        found, "the question has a blank", lambda item: quoted(item.stem), "ask for what stands in the blank"
    )


RULE = Rule("Q117", __doc__, "SAQUET", check, is_chosen)
