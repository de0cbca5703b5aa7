"""Does an item give another away that is asked later?

It does when the other's key stands in its stem or in its explanation, or when its own answer
tells what the other asks: which things are in a set, what goes with what, what ranks how.
Rule HDR4 of Haladyna, Downing & Rodriguez (2002): keep items independent.
"""

import re
from typing import NamedTuple

from quiz.items.item import Item
from quiz.items.known import Answered, Known
from quiz.items.sources import ItemSource, PatternSource
from quiz.values.signs import folded

_LOOKED_AT = 2_000  # characters of a text; nobody reads so far
_BETWEEN = re.compile(r"[\W_]+")  # what stands between words

#: What is known once an item has been answered, and the table that it is about.
_Fact = tuple[str, Known]


class Cues(NamedTuple):
    """What of an item helps to answer another, as words: its stem and explanation, its keys, its feedback.

    And what is known once it is answered.
    """

    words: str
    keys: tuple[str, ...]
    known: frozenset[_Fact] = frozenset()
    asks: frozenset[_Fact] = frozenset()  # of what is known then, what is to be found out
    feedback: str = ""  # what is shown to those who choose wrongly, as words


def cues_of(item: Item, item_source: ItemSource, row: int) -> Cues:
    """Return the cues of an item that a source made of a row.

    A statement has no key to give away; where each key has its place, no key alone tells it.
    """
    placed = item.answer_kind.is_placed
    known: frozenset[_Fact] = frozenset()
    keyless = placed
    if isinstance(item_source, PatternSource):
        form = item_source.form
        keyless = keyless or form.is_statement
        found = form.known(Answered(item, item_source.pattern, item_source.table, row))
        known = frozenset([(item_source.facts, one) for one in found])
    keys = () if keyless else tuple(_words(option.text) for option in item.key_options)
    right = {option.text for option in item.key_options}
    asks = known if placed else frozenset([one for one in known if one[1][1] in right])
    feedback = " ".join([option.why for option in item.options if option.why])
    return Cues(_words(f"{item.stem} {item.why}"), keys, known, asks, _words(feedback) if feedback else "")


def gives_away(one: Cues, other: Cues) -> bool:
    """Tell whether one item gives another away that is asked after it."""
    shown = one.words
    return any(key in shown for key in other.keys) or not one.known.isdisjoint(other.asks)


def may_give_away(one: Cues, other: Cues) -> bool:
    """Tell whether one item gives another away to those who choose some wrong option of it."""
    shown = one.feedback
    return any(key in shown for key in other.keys)


def _words(text: str) -> str:
    """Return the words of a text, with a space on both sides of each."""
    return f" {_BETWEEN.sub(' ', folded(text[:_LOOKED_AT])).strip()} "
