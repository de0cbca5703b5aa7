"""An option "none of the above" is pinned as the last one.

Options change their places, so it has to be told to stay below all others: `pinned:` does
that. Use it rarely even so. Who chooses it rightly has shown what the answer is not, but
not that they know what it is.

The values of a table cannot be pinned; such a question is best written out. `None` alone
is such an option where the question asks "Which of ...?"; elsewhere it may be a value like
any other, as for a party that a president did not have.

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

from quiz.items.item import Item
from quiz.lint.rule import Rule, has_distractors
from quiz.lint.view import Finding, View
from quiz.text import quoted

_NONE = re.compile(
    r"(?:none|neither|not any) of (?:the )?(?:above|these|those|them|others|options|answers|two)\.?"
    r"|no (?:right|correct) (?:answer|option)\.?",
    re.IGNORECASE,
)
_ALONE = ("none", "neither", "none.", "neither.")
_CHOICE = "which of "


def check(view: View) -> Iterator[Finding]:
    """Find options that stand for none of the others and are not pinned."""
    if not any(word in view.all_texts for word in ("none", "neither", "not any", "no right", "no correct")):
        return
    always = {text for text in view.texts if _NONE.fullmatch(text)}
    alone = {text for text in view.texts if text.lower() in _ALONE}

    def loose(item: Item) -> str:
        texts = always | alone if _CHOICE in item.stem.lower() else always
        return next((option.text for option in item.options if option.text in texts and not _is_pinned(option.id)), "")

    found = [item for item in view.having(always | alone) if loose(item)]
    yield from view.report(
        found,
        "an option stands for none of the others, but is not pinned as the last",
        lambda item: quoted(loose(item)),
        "name it under `pinned:` of a written-out question",
    )


def _is_pinned(option_id: str) -> bool:
    return option_id.startswith("pinned.")


RULE = Rule("Q106", __doc__, "Haladyna, Downing and Rodriguez (2002), rule 25", check, has_distractors, english=True)
