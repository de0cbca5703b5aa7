"""An option "none of the above" is pinned as the last one.

Options change places, so this one has to be kept below all the others: `pinned:` does that. Even
so, use it rarely. A student who rightly chooses it has shown that they know what the answer is not,
but not that they know what it is.

The check reports it in all the forms that people give it: "none of the answers is right", "all of
these are wrong", "there is no correct answer". After "how many", such a text is a number like any
other.

The values of a table cannot be pinned, so it is best to write such a question out. `None` alone is
such an option if the question asks "Which of ...?"; elsewhere it may be a value like any other,
such as the party of a president who had none.

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

from quiz.bank.problems import Severity
from quiz.items.item import Item
from quiz.lint.rule import Rule, has_distractors
from quiz.lint.view import Finding, View
from quiz.lint.words import question_in
from quiz.text import quoted

_ALONE = ("none", "neither", "none.", "neither.")
_ALONE_IN = re.compile(r"^(?:none|neither)\.?$", re.MULTILINE)
_CHOICE = "which of "
_COUNTED = ("how many", "how much")


def check(view: View) -> Iterator[Finding]:
    """Find options that stand for none of the others and are not pinned."""
    always = {text for text, meant in view.of_others.items() if meant == "none"}
    alone = {text for text in view.texts if text.lower() in _ALONE} if _ALONE_IN.search(view.all_texts) else set[str]()

    def loose(item: Item) -> str:
        asked = question_in(item.stem).lower()
        if any(map(asked.__contains__, _COUNTED)):
            return ""
        texts = always | alone if _CHOICE in asked else always
        return next((option.text for option in item.options if option.text in texts and not _is_pinned(option.id)), "")

    found = [item for item in view.having(always | alone) if loose(item)]
    yield from view.report(
        found,
        "an option stands for none of the others, but is not pinned as the last one",
        lambda item: quoted(loose(item)),
        "name it under `pinned:` of a written-out question",
    )


def _is_pinned(option_id: str) -> bool:
    return option_id.startswith("pinned.")


RULE = Rule(
    "Q106",
    Severity.WARNING,
    "none of the above",
    __doc__,
    "Haladyna, Downing and Rodriguez (2002), rule 25",
    check,
    has_distractors,
    english=True,
)
