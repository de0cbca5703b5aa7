"""Does an item give another away that is asked later?

It does when the other's key stands in its stem or in its explanation, or when its own answer
tells what the other asks: which things are in a set, what goes with what, what ranks how.
Rule HDR4 of Haladyna, Downing & Rodriguez (2002): keep items independent.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from quiz.bank.model import Form
from quiz.items.against import Against
from quiz.items.item import Item
from quiz.items.sources import ItemSource, PatternSource
from quiz.text import fold

_LOOKED_AT = 2_000  # characters of a text; nobody reads so far
_BETWEEN = re.compile(r"[\W_]+")  # what stands between words

#: A thing that an answer tells: what it is about, a text, and whether that is so.
_Told = tuple[object, str, bool]


class Cues(NamedTuple):
    """What of an item matters for leaks: its stem and explanation, and its keys, as words; what its answer tells."""

    words: str
    keys: tuple[str, ...]
    tells: frozenset[_Told] = frozenset()
    asks: frozenset[_Told] = frozenset()  # of what it tells, what is to be found out
    feedback: str = ""  # what is shown to those who choose wrongly, as words


def trace(item: Item, item_source: ItemSource, row: int) -> Cues:
    """Return the trace of an item that an asker made of a row.

    Claims have no key to give away; where each key has its place, no key alone tells it.
    """
    keyless = item.form is Form.CLAIM or item.form.keeps_order
    keys = () if keyless else tuple(_words(option.text) for option in item.key_options)
    if isinstance(item_source, Against):
        item_source = item_source.item_source
    tells = frozenset(_answered(item, item_source, row)) if isinstance(item_source, PatternSource) else frozenset()
    right = {option.text for option in item.key_options}
    asks = tells if item.form.keeps_order else frozenset(told for told in tells if told[1] in right)
    feedback = " ".join([option.why for option in item.options if option.why])
    return Cues(_words(f"{item.stem} {item.why}"), keys, tells, asks, _words(feedback) if feedback else "")


def leaks(one: Cues, other: Cues) -> bool:
    """Tell whether one item gives another away that is asked after it."""
    shown = one.words
    return any(key in shown for key in other.keys) or not one.tells.isdisjoint(other.asks)


def may_leak(one: Cues, other: Cues) -> bool:
    """Tell whether one item gives another away to those who choose some wrong option of it."""
    shown = one.feedback
    return any(key in shown for key in other.keys)


def _answered(item: Item, item_source: PatternSource, row: int) -> Iterator[_Told]:
    """Yield what is known once an item has been answered."""
    pattern, form, columns = item_source.pattern, item.form, item_source.pattern.answer.columns
    if form is Form.ORDER or form is Form.COMPARE:
        for option in item.key_options:
            yield (item_source.facts, pattern.measure), option.text, True
    elif form is Form.MATCH:
        for prompt, option in zip(item.prompts, item.key_options, strict=True):
            yield (item_source.facts, columns, frozenset([(pattern.prompt, fold(prompt))])), option.text, True
            if len(columns) == 1:
                yield (item_source.facts, (pattern.prompt,), frozenset([(columns[0], fold(option.text))])), prompt, True
    elif form is not Form.CLAIM:
        about = (item_source.facts, columns, _conditions(item_source, row))
        for option in item.options:
            yield about, option.text, (option.id in item.keys) is not (form is Form.NOT)


def _conditions(item_source: PatternSource, row: int) -> frozenset[tuple[str, str]]:
    """Return what a question is about: the columns that its stem shows or `where` names, each with the values."""
    cells, position = item_source.table.rows[row].cells, item_source.table.position
    shown = [(name, value.text) for name in item_source.pattern.stem.columns for value in cells[position(name)]]
    wanted = [(name, text) for name, texts in item_source.pattern.where for text in texts]
    return frozenset((name, fold(text)) for name, text in shown + wanted)


def _words(text: str) -> str:
    """Return the words of a text, with a space on both sides of each."""
    return f" {_BETWEEN.sub(' ', fold(text[:_LOOKED_AT])).strip()} "
