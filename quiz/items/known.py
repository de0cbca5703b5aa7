"""What is known once an item has been answered, and another item may ask for."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quiz.bank.model import Pattern, Table
from quiz.items.item import Item
from quiz.values.relations import canonical

#: What is known: what it is about (within a table), a text, and whether it is so.
Known = tuple[tuple[object, ...], str, bool]


class Answered(NamedTuple):
    """An item that is answered, and the pattern, the table and the row that it was made from."""

    item: Item
    pattern: Pattern
    table: Table
    row: int


def nothing(answered: Answered) -> Iterable[Known]:
    """Return nothing: the right answer says no more than the stem."""
    del answered
    return ()


def ranked(answered: Answered, measure: str) -> Iterator[Known]:
    """Yield which things have a rank by a column."""
    for option in answered.item.key_options:
        yield (measure,), option.text, True


def members(answered: Answered, *, keys_belong: bool = True) -> Iterator[Known]:
    """Yield which options are true for what is asked, and which are not: the keys, or all others."""
    item = answered.item
    about = (answered.pattern.answer.columns, _conditions(answered))
    for option in item.options:
        yield about, option.text, (option.id in item.keys) is keys_belong


def _conditions(answered: Answered) -> frozenset[tuple[str, str]]:
    """Return what a question is about: the columns that its stem shows or `where` names, each with its values."""
    pattern, cells, position = answered.pattern, answered.table.rows[answered.row].cells, answered.table.position
    shown = [(name, value.text) for name in pattern.stem.columns for value in cells[position(name)]]
    wanted = [(name, text) for name, texts in pattern.where for text in texts]
    return frozenset((name, canonical(text)) for name, text in shown + wanted)
