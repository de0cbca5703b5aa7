"""Claim: a statement, true or false by the seed."""

from quiz.items.draw import Draw
from quiz.items.item import NotGenerated, Option
from quiz.items.prepared import Made, Prepared, too_few

_OPTIONS = (Option("true", "True"), Option("false", "False"))


def make(prepared: Prepared, row: int, draw: Draw) -> Made | NotGenerated:
    """State a row's fact, or swap one of its cells for a value that is proven wrong there.

    A claim that could only ever be true would give itself away, so there is none.
    """
    asked = prepared.asked(row, draw)
    if isinstance(asked, NotGenerated):
        return asked
    shown, key, right = asked
    wrong = prepared.distractors.draw(draw, row, key, right, 1)
    if not wrong:
        return too_few(0, prepared)
    holds = draw.below(2) == 1
    stated = prepared.options[key] if holds else wrong[0]
    stem = prepared.stem(row, shown, swapped=stated.text)
    return stem, _OPTIONS, ("true" if holds else "false",), prepared.explanation(row)
