"""A column prepared for proofs: which values are the same, which rows hold them.

Values fall into *classes*: two values are in one class when any of their names (text or
aliases) has the same normal form. Options of different classes never read the same, and
an answer is right exactly if its class is among the right ones.
"""

from collections import Counter
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from quiz.bank.model import Cell, Value
from quiz.text import Number, fold, fold_all, number, slug

__all__ = ["Column", "prepare"]


# Of a value; quicker than by their names.
_text, _also = map(itemgetter, map(Value._fields.index, ("text", "also")))


class Column(NamedTuple):
    """Classes are whole numbers from 0; those below `siblings` are values of rows.

    cells: row -> its classes. texts, ids, numbers: class -> what it reads, its option
    id, its number. holders: class -> the one row that holds it, or -1. used: the classes
    that rows hold. In a `single` column every cell has one value; a `mixed` one holds
    numbers and other texts; one that `tells_rows_apart` is single and holds no value twice.
    """

    cells: list[tuple[int, ...]]
    texts: list[str]
    ids: list[str]
    numbers: list[Number | None]
    holders: list[int]
    class_of: dict[str, int]
    siblings: int
    used: Sequence[int]
    single: bool
    numeric: bool
    mixed: bool
    tells_rows_apart: bool

    @property
    def decoys(self) -> range:
        """The classes of the decoys."""
        return range(self.siblings, len(self.texts))


def prepare(cells: Sequence[Cell], row_ids: Sequence[str], decoys: Cell) -> Column:
    """Sort the values of a column, and its decoys, into classes."""
    classes = _Classes()
    found = _all_single(cells, row_ids, classes) or _sorted_in(cells, row_ids, classes)
    siblings = len(classes.texts)
    for decoy in decoys:
        id_ = f"decoy.{slug(decoy.text)}"
        classes.add(decoy, f"{id_}-{len(classes.texts) - siblings + 1}" if id_ in classes.ids else id_, -1)
    holders = classes.holders
    used: Sequence[int] = range(siblings)
    if classes.joined:
        found = [tuple(dict.fromkeys(classes.root(c) for c in cell)) for cell in found]
        holders = _holders_again(found, len(classes.texts))
        used = sorted({class_ for cell in found for class_ in cell})
    numbers = _numbers(classes.texts)
    counted = siblings - numbers[:siblings].count(None)
    numeric = 0 < counted == siblings
    mixed = (not numeric and numbers.count(None) < len(numbers)) or (numeric and None in numbers)
    single = set(map(len, found)) <= {1}
    apart = single and siblings == len(found) and -1 not in holders[:siblings]
    class_of = classes.resolved()
    return Column(
        found, classes.texts, classes.ids, numbers, holders, class_of, siblings, used, single, numeric, mixed, apart
    )


def _numbers(texts: list[str]) -> list[Number | None]:
    if all(map(str.isalpha, map(itemgetter(slice(1)), texts))):  # a quick look that most columns end with
        return [None] * len(texts)
    return list(map(number, texts))


def _all_single(cells: Sequence[Cell], row_ids: Sequence[str], classes: "_Classes") -> list[tuple[int, ...]]:
    """Take in a column of single values without other names as a whole; nothing where it is not one.

    Nearly all columns of large tables are such; this is several times faster than cell by cell.
    """
    if set(map(len, cells)) != {1}:
        return []
    values = list(map(itemgetter(0), cells))
    if any(map(_also, values)):
        return []
    texts = list(map(_text, values))
    first_rows = dict(zip(reversed(texts), range(len(texts) - 1, -1, -1), strict=True))
    if len(first_rows) == len(texts):
        by_name = dict(zip(fold_all(texts), range(len(texts)), strict=True))
        if len(by_name) == len(texts):  # names of people, of things: every row has its own
            classes.texts, classes.ids, classes.holders = texts, list(row_ids), list(range(len(texts)))
            classes.by_name = by_name
            return list(zip(range(len(texts))))
    rows_of = Counter(texts)
    shared: dict[str, tuple[int]] = {}
    for text in rows_of:  # in the order of their first rows
        row = first_rows[text]
        class_ = classes.add(Value(text), row_ids[row], row if rows_of[text] == 1 else -1)
        shared[text] = (class_,)
    return list(map(shared.__getitem__, texts))


def _sorted_in(cells: Sequence[Cell], row_ids: Sequence[str], classes: "_Classes") -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = []
    for row, cell in enumerate(cells):
        if len(cell) == 1:
            class_ = classes.by_text.get(cell[0].text) if not cell[0].also else None
            if class_ is None:
                class_ = classes.add(cell[0], row_ids[row], row)
            else:
                classes.holders[class_] = -1
            found.append((class_,))
        else:
            values = enumerate(cell, start=1)
            ids = ((row_ids[row] if nth == 1 else f"{row_ids[row]}.{nth}", value) for nth, value in values)
            found.append(tuple(dict.fromkeys(classes.add(value, id_, row) for id_, value in ids)))
    return found


def _holders_again(found: list[tuple[int, ...]], count: int) -> list[int]:
    holders: dict[int, int] = {}
    for row, cell in enumerate(found):
        for class_ in cell:
            holders[class_] = row if class_ not in holders else -1
    return [holders.get(class_, -1) for class_ in range(count)]


class _Classes:
    """Union-find over normal forms. Joining two classes is rare: only aliases do it."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.ids: list[str] = []
        self.holders: list[int] = []
        self.by_text: dict[str, int] = {}
        self.by_name: dict[str, int] = {}
        self.joined: dict[int, int] = {}

    def add(self, value: Value, id_: str, row: int) -> int:
        """Return the class of a value, a new one where none of its names is known."""
        name = fold(value.text)
        class_ = self.by_name.setdefault(name, len(self.texts))
        if class_ == len(self.texts):
            self.texts.append(value.text)
            self.ids.append(id_)
            self.holders.append(row)
        elif self.holders[class_] != row:
            self.holders[class_] = -1
        for other in value.also:
            self._join(class_, self.by_name.setdefault(fold(other), class_))
        self.by_text[value.text] = class_
        return class_

    def _join(self, one: int, other: int) -> None:
        one, other = sorted((self.root(one), self.root(other)))
        if one != other:
            self.joined[other] = one

    def root(self, class_: int) -> int:
        """Return the class that `class_` was joined to."""
        while class_ in self.joined:
            class_ = self.joined[class_]
        return class_

    def resolved(self) -> dict[str, int]:
        """Return normal form -> class."""
        if not self.joined:
            return self.by_name
        return {name: self.root(class_) for name, class_ in self.by_name.items()}
