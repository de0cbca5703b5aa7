"""Does an item give another away that is asked later?

It leaks the other when the other's key stands in its stem or in its explanation.
Rule HDR4 of Haladyna, Downing & Rodriguez (2002): keep items independent.
"""

import re

from quiz.bank.model import Form
from quiz.generate.item import Item
from quiz.text import fold

__all__ = ["Trace", "leaks", "trace"]

_BETWEEN = re.compile(r"[\W_]+")  # what stands between words


#: What of an item matters for leaks: all its words, and its keys as words.
Trace = tuple[str, tuple[str, ...]]


def trace(item: Item) -> Trace:
    """Return an item's trace. Claims have no key to give away; where each key has its place, none alone tells it."""
    keyless = item.form is Form.CLAIM or item.form.keeps_order
    keys = () if keyless else tuple(_words(option.text) for option in item.key_options)
    return _words(f"{item.stem} {item.why}"), keys


def leaks(one: Trace, other: Trace) -> bool:
    """Tell whether one item shows a key of the other."""
    shown = one[0]
    return any(key in shown for key in other[1])


def _words(text: str) -> str:
    """Return the words of a text, with a space on both sides of each."""
    return f" {_BETWEEN.sub(' ', fold(text)).strip()} "
