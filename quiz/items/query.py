"""The query that an item is, and its proof: the set of all right answers."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain, repeat
from operator import add, contains

from quiz.items.columns import Column
from quiz.items.draw import Draw

ShownClasses = tuple[int, ...]  # the class shown for each bound column

_MOST_KEPT = 20_000  # classes that may be right, of all that was shown; about a megabyte


class Query:
    """What a stem asks by the cells that it shows and by `where`, over all rows that match.

    `bound` are the columns a stem shows. The right answers to what a stem shows are the
    answers of *every* matching row, not only of the row an item is made of. A round asks a few
    questions, and for each the rows that match are looked up by `rows_of`, which returns class -> the rows
    that hold it in a column. `gather` is for callers that ask about all rows. `perhaps` are the rows for which it is
    not certain whether they match `where`: their answers are neither right nor wrong.
    """

    def __init__(
        self,
        bound: Sequence[Column],
        answers: Column,
        rows: Sequence[int],
        perhaps: Sequence[int],
        rows_of: Callable[[Column], Sequence[Sequence[int]]],
    ) -> None:
        self.bound = tuple(bound)
        self.rows = rows
        self._perhaps = perhaps
        self._column = answers
        self._answers = answers.cells
        self._rows_of = rows_of
        self._clashes = [column.clashes for column in self.bound]
        #: Whether every answer that is not right is wrong: no value that counts here may be the same as another.
        self.is_certain = not (perhaps or answers.clashes or any(self._clashes))
        self._right: dict[ShownClasses, Collection[int]] = {}
        self._shut: dict[ShownClasses, Collection[int]] = {}
        self._kept = 0
        self._are_single = bool(self.bound) and all(column.single for column in self.bound)
        self._are_all = len(rows) == len(answers.cells)
        #: row -> what is shown of it, if each cell of the bound columns has exactly one value.
        self.single: Sequence[ShownClasses] | None = None
        #: row -> the right answers to what is shown of it, if every row shows one thing.
        self.right_of: Sequence[Collection[int]] | None = None
        if self._are_single and len(self.bound) == 1:
            self.single = self.bound[0].cells
        if self._are_all and any(column.tells_rows_apart for column in self.bound):
            self.right_of = answers.cells

    def gather(self) -> None:
        """Work out for the whole table what each row shows and what is right then, so that a proof is one look-up."""
        if not self._are_single:
            return
        single: Sequence[ShownClasses] = self.bound[0].cells
        for column in self.bound[1:]:
            single = list(map(add, single, column.cells))  # of cells with one value each
        self.single = single
        if self.right_of is not None:
            return
        if self._are_all and len(set(single)) == len(single):  # no two rows show the same
            self.right_of = self._answers
            return
        pairs = list(zip(single, self._answers, strict=True))
        self._right = _gathered(map(pairs.__getitem__, self.rows))
        self.right_of = list(map(self._right.get, single, repeat(())))

    def shown(self, row: int, draw: Draw) -> ShownClasses | None:
        """Return what a stem shows of a row, one value of each cell; None if a cell is empty."""
        if self.single is not None:
            return self.single[row]
        cells = [column.cells[row] for column in self.bound]
        if not all(cells):
            return None
        return tuple(cell[0] if len(cell) == 1 else draw.pick(cell) for cell in cells)

    def right(self, shown: ShownClasses) -> Collection[int]:
        """Return the classes of all right answers to what is shown."""
        found = self._right.get(shown)
        if found is None:
            found = self._right[shown] = self._answers_of(self.members(shown))
        return found

    def shut(self, shown: ShownClasses) -> Collection[int]:
        """Return the classes of all answers that may be right: what is not among them is proven wrong."""
        if self.is_certain:
            return self.right(shown)
        found = self._shut.get(shown)
        if found is None:
            are_certain = self._are_certain(shown)
            right = self.right(shown) if are_certain else self._answers_of(self.possible(shown))
            found = self._with_clashing(right)
            self._kept += len(found)
            if self._kept > _MOST_KEPT:  # where hundreds of values overlap, the sets of all rows need gigabytes
                self._shut.clear()
                self._kept = len(found)
            self._shut[shown] = found
        return found

    def _answers_of(self, rows: Iterable[int]) -> Collection[int]:
        return set(chain.from_iterable(map(self._answers.__getitem__, rows)))

    def _are_certain(self, shown: ShownClasses) -> bool:
        """Return whether it is certain which rows match what is shown."""
        return not (self._perhaps or any(map(contains, self._clashes, shown)))

    def _with_clashing(self, classes: Collection[int]) -> Collection[int]:
        """Return classes of answers, and all classes that clash with one of them."""
        bits = 0
        for class_ in classes:
            bits |= self._clashing.get(class_, 0)
        found = set(classes)
        while bits:
            lowest = bits & -bits
            found.add(lowest.bit_length() - 1)
            bits ^= lowest
        return found

    @cached_property
    def _clashing(self) -> Mapping[int, int]:
        """Class of an answer -> the classes that it clashes with, as bits: uniting large sets takes too long."""
        return {class_: sum(1 << other for other in others) for class_, others in self._column.clashes.items()}

    def possible(self, shown: ShownClasses) -> Sequence[int]:
        """Return the rows that match what is shown, and those that may match it."""
        if self._are_certain(shown):
            return self.members(shown)
        rows = self._rows_or_perhaps
        for column, class_ in self._pairs(shown):
            rows_of = self._rows_of(column)
            rows = rows.intersection(chain.from_iterable(rows_of[c] for c in column.with_clashing((class_,))))
        return sorted(rows)

    @cached_property
    def _rows_or_perhaps(self) -> frozenset[int]:
        return frozenset((*self.rows, *self._perhaps))

    def members(self, shown: ShownClasses) -> Sequence[int]:
        """Return the rows that match what is shown."""
        if not self.bound:
            return self.rows
        pairs = self._pairs(shown)
        holder = max(column.holders[class_] for column, class_ in pairs)
        # Of the rows with the rarest class, those that have the other classes as well.
        rows = (holder,) if holder >= 0 else min((self._rows_of(column)[class_] for column, class_ in pairs), key=len)
        if not self._are_all:
            rows = [row for row in rows if row in self._row_set]
        return [row for row in rows if all(class_ in column.cells[row] for column, class_ in pairs)]

    def _pairs(self, shown: ShownClasses) -> Sequence[tuple[Column, int]]:
        return list(zip(self.bound, shown, strict=True))

    @cached_property
    def _row_set(self) -> frozenset[int]:
        return frozenset(self.rows)


def _gathered(pairs: Iterable[tuple[ShownClasses, tuple[int, ...]]]) -> dict[ShownClasses, Collection[int]]:
    """Return what is shown -> the classes of all answers, from what each row shows and answers."""
    right: dict[ShownClasses, Collection[int]] = {}
    gathered: dict[ShownClasses, set[int]] = {}
    for shown, cell in dict.fromkeys(pairs):  # rows that show the same and answer the same are handled once
        # Most of what is shown belongs to one row: its own answers then are the set.
        if shown not in right:
            right[shown] = cell
        else:
            if shown not in gathered:
                right[shown] = gathered[shown] = set(right[shown])
            gathered[shown].update(cell)
    return right
