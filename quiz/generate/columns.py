"""A column prepared for proofs: which values are the same, which rows hold them.

Values fall into *classes*: two values are in one class when any of their names (text or
aliases) has the same normal form. Options of different classes never read the same, and
an answer is right exactly if its class is among the right ones.
"""

from collections.abc import Sequence
from typing import NamedTuple

from quiz.bank.model import Cell, Value
from quiz.text import Number, fold, number, slug

__all__ = ["Column", "prepare"]


class Column(NamedTuple):
    """Classes are whole numbers from 0; those below `siblings` are values of rows.

    cells: row -> its classes. texts, ids, numbers: class -> what it reads, its option
    id, its number. holders: class -> a row that holds it, or -1 where none or several do.
    """

    cells: list[tuple[int, ...]]
    texts: list[str]
    ids: list[str]
    numbers: list[Number | None]
    holders: list[int]
    class_of: dict[str, int]
    siblings: int
    numeric: bool
    mixed: bool

    @property
    def decoys(self) -> range:
        """The classes of the decoys."""
        return range(self.siblings, len(self.texts))

    def find(self, text: str) -> int | None:
        """Return the class of a text, or None where no value reads like it."""
        return self.class_of.get(fold(text))


def prepare(cells: Sequence[Cell], row_ids: Sequence[str], decoys: Cell) -> Column:
    """Sort the values of a column, and its decoys, into classes."""
    merged = _Classes()
    texts: list[str] = []
    ids: list[str] = []
    holders: list[int] = []
    found: list[tuple[int, ...]] = []
    for row, cell in enumerate(cells):
        classes = []
        for nth, value in enumerate(cell, start=1):
            class_ = merged.of(value)
            if class_ == len(texts):
                texts.append(value.text)
                ids.append(row_ids[row] if nth == 1 else f"{row_ids[row]}.{nth}")
                holders.append(row)
            elif holders[class_] != row:
                holders[class_] = -1
            classes.append(class_)
        found.append(tuple(classes))
    siblings = len(texts)
    for decoy in decoys:
        if merged.of(decoy) == len(texts):
            texts.append(decoy.text)
            ids.append(f"decoy.{slug(decoy.text) or len(texts) - siblings}")
            holders.append(-1)
    if merged.joined:
        found = [tuple(dict.fromkeys(merged.root(c) for c in classes)) for classes in found]
        holders = _holders_again(found, len(texts))
    numbers = [number(text) for text in texts]
    numeric_siblings = sum(1 for value in numbers[:siblings] if value is not None)
    numeric = 0 < numeric_siblings == siblings
    mixed = not numeric and any(value is not None for value in numbers)
    return Column(found, texts, ids, numbers, holders, merged.resolved(), siblings, numeric, mixed or numeric)


def _holders_again(found: list[tuple[int, ...]], count: int) -> list[int]:
    holders: dict[int, int] = {}
    for row, classes in enumerate(found):
        for class_ in classes:
            holders[class_] = row if class_ not in holders else -1
    return [holders.get(class_, -1) for class_ in range(count)]


class _Classes:
    """Union-find over normal forms. Joining two classes is rare: only aliases do it."""

    def __init__(self) -> None:
        self.by_text: dict[str, int] = {}
        self.by_name: dict[str, int] = {}
        self.joined: dict[int, int] = {}
        self.count = 0

    def of(self, value: Value) -> int:
        """Return the class of a value, a new one where none of its names is known."""
        if not value.also:
            known = self.by_text.get(value.text)
            if known is not None:
                return known
        names = [fold(value.text), *(fold(name) for name in value.also)]
        classes = sorted({self.root(self.by_name[name]) for name in names if name in self.by_name})
        if not classes:
            classes = [self.count]
            self.count += 1
        for name in names:
            self.by_name.setdefault(name, classes[0])
        for other in classes[1:]:
            self.joined[other] = classes[0]
        self.by_text[value.text] = classes[0]
        return classes[0]

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
