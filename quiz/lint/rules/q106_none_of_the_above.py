"""An option "none of the above" is pinned as the last one.

Options change their places, so it has to be told to stay below all others: `pinned:` does
that. Use it rarely even so. Who chooses it rightly has shown what the answer is not, but
not that they know what it is.

The values of a table cannot be pinned; such a question is best written out.

Passes:

    questions:
      moons:
        ask: Which of these planets has no moon?
        answer: None of these
        wrong: [Mars, Jupiter, Saturn]
        pinned: [None of these]

Fails:

    questions:
      moons:
        ask: Which of these planets has no moon?
        answer: None of these
        wrong: [Mars, Jupiter, Saturn]
"""

import re
from collections.abc import Iterator

from quiz.lint.rule import OPTIONS, Rule
from quiz.lint.view import Finding, View
from quiz.text import quoted

__all__ = ["RULE"]

_NONE = re.compile(
    r"(?:none|neither|not any)(?: of (?:the )?(?:above|these|those|them|others|options|answers|two))?\.?"
    r"|no (?:right|correct) (?:answer|option)\.?",
    re.IGNORECASE,
)


def check(view: View) -> Iterator[Finding]:
    """Find options that stand for none of the others and are not pinned."""
    if not any(word in view.all_texts for word in ("none", "neither", "not any", "no right", "no correct")):
        return
    texts = {text for text in view.texts if _NONE.fullmatch(text)}
    found = [item for item in view.items if any(o.text in texts and not _is_pinned(o.id) for o in item.options)]
    yield from view.report(
        found,
        "an option stands for none of the others, but is not pinned as the last",
        lambda item: quoted(next(option.text for option in item.options if option.text in texts)),
        "name it under `pinned:` of a written-out question",
    )


def _is_pinned(option_id: str) -> bool:
    return option_id.startswith("pinned.")


RULE = Rule("Q106", __doc__, "Haladyna, Downing and Rodriguez (2002), rule 25", check, OPTIONS, english=True)
