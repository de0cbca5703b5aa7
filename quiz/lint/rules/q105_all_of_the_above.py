"""No option is "all of the above".

Who knows two of the options to be right knows that it is all of them, and who knows one
to be wrong can leave "all" out. And options change their places here, so that nothing
certain stands above.

Use `choose: all` where several answers are right.

Passes:

    questions:
      warm:
        ask: Which of these are warm colors? Choose all.
        answer: [red, yellow, orange]
        choose: all
        wrong: [blue, green]

Fails:

    questions:
      warm:
        ask: Which of these is a warm color?
        answer: All of the above
        wrong: [red, yellow, orange]
"""

import re
from collections.abc import Iterator

from quiz.lint.rule import Rule, has_distractors
from quiz.lint.view import Finding, View

_ALL = re.compile(
    r"(?:all|any|both) (?:of )?(?:the )?(?:above|these|those|them|others|options|answers)(?: options| answers)?\.?",
    re.IGNORECASE,
)


def check(view: View) -> Iterator[Finding]:
    """Find options that stand for all the others."""
    if not any(word in view.all_texts for word in ("all ", "any ", "both ")):
        return
    found = {text: "" for text in view.texts if _ALL.fullmatch(text)}
    yield from view.report_texts(found, "an option stands for all the others", "delete it, or use `choose: all`")


RULE = Rule("Q105", __doc__, "Haladyna, Downing and Rodriguez (2002), rule 26", check, has_distractors, english=True)
