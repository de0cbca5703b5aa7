"""Options say what is so, not what is not.

A `not` in an option is easily passed over, and with one in the question as well the
reader has to turn the sense round twice. `No` alone, as the answer to a question, is fine, and
so is a title, such as Never Let Me Go.

Passes:

    questions:
      rings:
        ask: What is true of Venus?
        answer: It turns backwards
        wrong: [It has rings, It has two moons]

Fails:

    questions:
      rings:
        ask: What is true of Venus?
        answer: It has no moon
        wrong: [It has rings, It has two moons]
"""

import re
from collections.abc import Iterator

from quiz.lint.rule import Rule, has_distractors
from quiz.lint.view import Finding, View
from quiz.lint.words import Terms, is_title

_WORD = r"(?:not(?! only)|never|no(?! ?\d))"
# With other words before or behind it; alone it is the answer to a question.
_TERMS = Terms(("not", "never", "no"), re.compile(rf"(?<=\s){_WORD}\b|\b{_WORD}(?=\s)", re.IGNORECASE))


def check(view: View) -> Iterator[Finding]:
    """Find options with a negation."""
    found = {text: term for text, term in _TERMS.among(view.texts, view.all_texts).items() if not is_title(text)}
    yield from view.report_texts(found, "an option is negative", "say what is so, if it can be said as shortly")


RULE = Rule("Q108", __doc__, "Haladyna, Downing and Rodriguez (2002), rule 27", check, has_distractors, english=True)
