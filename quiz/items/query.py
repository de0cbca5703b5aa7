"""The query that an item is, and its proof: the set of all right answers."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from operator import itemgetter

from quiz.items.columns import Column
from quiz.items.draw import Draw

ShownClasses = tuple[int, ...]  # the class shown for each bound column


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
        self._shut: dict[ShownClasses, Collection[int]] = {}
        #: Whether every answer that is not right is wrong: no value that counts here may be the same as another.
        self.is_certain = not (perhaps or answers.clashes or any(column.clashes for column in self.bound))
        self._right: dict[ShownClasses, Collection[int]] = {}
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
        if self.single is None:
            self.single = list(zip(*(map(itemgetter(0), column.cells) for column in self.bound), strict=True))
        single = self.single
        if self.right_of is not None:
            return
        if self._are_all and len(set(single)) == len(single):  # no two rows show the same
            self.right_of = self._answers
            return
        pairs = list(zip(single, self._answers, strict=True))
        if self._are_all:
            self._right = _gathered(pairs)
            self.right_of = list(map(self._right.__getitem__, single))
        else:
            self._right = _gathered(pairs[row] for row in self.rows)
            self.right_of = [self._right.get(shown, ()) for shown in single]

    def shown(self, row: int, draw: Draw) -> ShownClasses | None:
        """Return what a stem shows of a row, one value of each cell; None if a cell is empty."""
        if not self.bound:
            return ()
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
            answers = (self._answers[member] for member in self.members(shown))
            found = self._right[shown] = {class_ for cell in answers for class_ in cell}
        return found

    def shut(self, shown: ShownClasses) -> Collection[int]:
        """Return the classes of all answers that may be right: what is not among them is proven wrong."""
        if self.is_certain:
            return self.right(shown)
        found = self._shut.get(shown)
        if found is None:
            right = self.right(shown)
            if self._perhaps or any(c in column.clashes for column, c in zip(self.bound, shown, strict=True)):
                right = {class_ for row in self.possible(shown) for class_ in self._answers[row]}
            found = self._shut[shown] = self._column.with_clashing(right)
        return found

    def possible(self, shown: ShownClasses) -> Sequence[int]:
        """Return the rows that match what is shown, and those that may match it."""
        if self.is_certain:
            return self.members(shown)
        rows = self._rows_or_perhaps
        for column, index, class_ in zip(self.bound, self._possible_holders, shown, strict=True):
            classes = (class_, *column.clashes.get(class_, ()))
            rows = rows.intersection(frozenset().union(*(index.get(c, ()) for c in classes)))
        return sorted(rows)

    @cached_property
    def _rows_or_perhaps(self) -> frozenset[int]:
        return frozenset((*self.rows, *self._perhaps))

    def members(self, shown: ShownClasses) -> Sequence[int]:
        """Return the rows that match what is shown."""
        if not self.bound:
            return self.rows
        if self._are_single and self.right_of is None:
            return self._found(shown)
        holders = [index.get(class_, frozenset()) for index, class_ in zip(self._holders, shown, strict=True)]
        return sorted(frozenset.intersection(*sorted(holders, key=len)))

    def _found(self, shown: ShownClasses) -> Sequence[int]:
        """Look up the rows that match what is shown: those with its rarest class that also have the other classes."""
        pairs = list(zip(self.bound, shown, strict=True))
        apart = next((column.holders[class_] for column, class_ in pairs if column.tells_rows_apart), -1)
        rows = (apart,) if apart >= 0 else min((self._rows_of(column)[class_] for column, class_ in pairs), key=len)
        if not self._are_all:
            rows = [row for row in rows if row in self._row_set]
        return [row for row in rows if all(column.cells[row][0] == class_ for column, class_ in pairs)]

    @cached_property
    def _row_set(self) -> frozenset[int]:
        return frozenset(self.rows)

    @cached_property
    def _holders(self) -> list[dict[int, frozenset[int]]]:
        return self._held(self.rows)

    @cached_property
    def _possible_holders(self) -> list[dict[int, frozenset[int]]]:
        return self._held(self._rows_or_perhaps) if self._perhaps else self._holders

    def _held(self, rows: Iterable[int]) -> list[dict[int, frozenset[int]]]:
        """Return for each bound column: class -> the rows, of those given, that hold it.

        Each column is kept separately: otherwise cells with many values would multiply.
        """
        found: list[dict[int, frozenset[int]]] = []
        for column in self.bound:
            rows_of: dict[int, list[int]] = {}
            for row in rows:
                for class_ in column.cells[row]:
                    rows_of.setdefault(class_, []).append(row)
            found.append({class_: frozenset(held) for class_, held in rows_of.items()})
        return found


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
