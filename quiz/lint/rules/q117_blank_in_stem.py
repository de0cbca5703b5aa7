"""A question asks for a fact, instead of leaving a blank for it.

Readers have to keep a sentence with a blank in mind while they try every option in it. If the
options are names or numbers, ask for them instead, or let them end the sentence. Other words to
fill in are left alone: that is how forms and words of a language are practised.

Passes:

    questions:
      body:
        ask: Which body did Charles Michel head?
        answer: the European Council
        wrong: [the European Parliament, the European Commission, the Council of Europe]

Passes:

    questions:
      go:
        ask: She ____ to school every day.
        answer: goes
        wrong: [go, going, gone]

Fails:

    questions:
      body:
        ask: Charles Michel was President of ____ in 2023.
        answer: the European Council
        wrong: [the European Parliament, the European Commission, the Council of Europe]
"""

import re
from collections.abc import Iterator

from quiz.bank.problems import Severity
from quiz.lint.rule import Rule, is_chosen
from quiz.lint.view import Finding, View
from quiz.text import quoted

_BLANK = re.compile(r"_{2,}|(?:\.{3}|…)(?=\s*[^\W_]|\s*,)")  # dots at the end are those of a sentence to finish
_NAME = re.compile(r"(?:the |la |le |el |il )?\S")  # with a capital, or a number
_NOUNS_WITH_CAPITALS = ("de", "lb")


def check(view: View) -> Iterator[Finding]:
    """Find stems with a blank for a name or a number."""
    if not view.has_gaps or view.bank.language[:2].lower() in _NOUNS_WITH_CAPITALS:
        return
    found = [item for item in view.items if _BLANK.search(item.stem) and all(map(_is_name, view.texts_of(item)))]
    help_ = "ask for what belongs in the blank"
    yield from view.report(
        found, "the question has a blank", lambda item: quoted(item.stem), help_, several="questions have a blank"
    )


def _is_name(text: str) -> bool:
    first = match.group()[-1] if (match := _NAME.match(text)) else ""
    return first.isupper() or first.isdecimal()


RULE = Rule(
    "Q117",
    Severity.WARNING,
    "a blank for a name or a number",
    __doc__,
    "Moore, Costello, Nguyen and Stamper (2024)",
    check,
    is_chosen,
)
