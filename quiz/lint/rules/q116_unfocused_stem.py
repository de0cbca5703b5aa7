"""The question is a whole one: it can be answered before the options are read.

A question that ends in the air leaves the reader to find out from the options what is
asked. End it with a question mark, or with a colon, a full stop or `=` where that fits.
A question mark may also stand before what is asked about, such as lines of a program.

Passes:

    questions:
      capital:
        ask: What is the capital of Norway?
        answer: Oslo
        wrong: [Bergen, Trondheim, Stavanger]

Fails:

    questions:
      capital:
        ask: The capital of Norway
        answer: Oslo
        wrong: [Bergen, Trondheim, Stavanger]
"""

from collections.abc import Iterator

from quiz.lint.rule import Rule, asks_question
from quiz.lint.view import Finding, View
from quiz.lint.words import unquoted
from quiz.text import quoted

_MARKS = "?:.!…=？：。！؟՞;"  # the last one asks in Greek
_CLOSING = "\"'’”»)]}"
_WITHOUT_MARKS = ("th", "lo", "km", "my")  # languages that write none


def check(view: View) -> Iterator[Finding]:
    """Find stems without a mark at their end."""
    if view.bank.language[:2].lower() in _WITHOUT_MARKS:
        return
    ends = tuple(_MARKS)
    if {stem[-1:] for stem in view.stems} <= set(_MARKS):
        return
    found = [item for item in view.items if not item.stem.rstrip(_CLOSING).endswith(ends)]
    found = [item for item in found if "?" not in item.stem or "?" not in unquoted(item.stem)]
    help_ = "end it with a question mark, a colon or a full stop"
    yield from view.report(found, "the question ends without a mark", lambda item: quoted(item.stem), help_)


RULE = Rule("Q116", __doc__, "Haladyna, Downing and Rodriguez (2002), rule 15", check, asks_question)
