"""No option combines others, as "A and C" does.

Such options test how well one can puzzle, not what one knows. And options change their
places here, so `A` is not always the same. Use `choose: all` where several answers are
right.

Passes:

    questions:
      gases:
        ask: Of which gases is air mostly made? Choose all.
        answer: [nitrogen, oxygen]
        choose: all
        wrong: [helium, hydrogen]

Fails:

    questions:
      gases:
        ask: Of which gases is air mostly made?
        answer: Both A and B
        wrong: [nitrogen, oxygen, helium]
"""

import re
from collections.abc import Iterator

from quiz.lint.rule import Rule, has_distractors
from quiz.lint.view import Finding, View


def _joined(sign: str) -> str:
    return rf"\(?{sign}\)?(?:, ?\(?{sign}\)?)*,? (?:and|or|&) \(?{sign}\)?(?: only)?\.?"


_COMBINED = re.compile(
    rf"(?i:both |only |either |answers? |options? )*{_joined('[A-Fa-f]')}"
    rf"|(?i:both |only |either )*(?i:answers?|options?) {_joined('[1-9]')}"
)


def check(view: View) -> Iterator[Finding]:
    """Find options that name other options by their letters or numbers."""
    if not any(word in view.all_texts for word in (" and ", " or ", " & ")):
        return
    found = {text: "" for text in view.texts if len(text) < 60 and _COMBINED.fullmatch(text)}
    yield from view.report_texts(found, "an option combines others", "write it out, or use `choose: all`")


RULE = Rule("Q115", __doc__, "Haladyna, Downing and Rodriguez (2002), rule 9", check, has_distractors, english=True)
