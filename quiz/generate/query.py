"""The query an item stands for, and its proof: the set of all right answers."""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from quiz.generate.columns import Column
from quiz.generate.draw import Draw

__all__ = ["Query", "Shown"]

Shown = tuple[int, ...]  # the class shown for each bound column


class Query:
    """What a stem shows and `where` ask, over all rows that match.

    `bound` are the columns a stem shows. The right answers to what a stem shows are the
    answers of *every* matching row, not only of the row an item is made of. They are
    gathered once for the whole table, so that a proof is one look-up.
    """

    def __init__(self, bound: Sequence[Column], answers: Column, rows: Sequence[int]) -> None:
        self.bound = tuple(bound)
        self.rows = rows
        self._answers = answers.cells
        self._right: dict[Shown, Collection[int]] = {}
        self._right_of: Sequence[Collection[int]] | None = None
        if any(column.tells_rows_apart for column in self.bound) and len(rows) == len(answers.cells):
            self._right_of = answers.cells
        elif self.single is not None:
            single = self.single
            self._right = _gathered(((row, single[row]) for row in rows), answers.cells)
            self._right_of = [self._right.get(shown, ()) for shown in single]

    @cached_property
    def single(self) -> list[Shown] | None:
        """What is shown of each row, where no cell of the bound columns has several values or none."""
        if not self.bound or not all(column.single for column in self.bound):
            return None
        if len(self.bound) == 1:
            return self.bound[0].cells
        return list(zip(*([cell[0] for cell in column.cells] for column in self.bound), strict=True))

    def shown(self, row: int, draw: Draw) -> Shown | None:
        """Return what a stem shows of a row, one value of each cell; None where a cell is empty."""
        if not self.bound:
            return ()
        if self.single is not None:
            return self.single[row]
        cells = [column.cells[row] for column in self.bound]
        if not all(cells):
            return None
        return tuple(cell[0] if len(cell) == 1 else draw.pick(cell) for cell in cells)

    def right(self, row: int, shown: Shown) -> Collection[int]:
        """Return the classes of all right answers to what is shown of a row."""
        if self._right_of is not None:
            return self._right_of[row]
        found = self._right.get(shown)
        if found is None:
            answers = (self._answers[member] for member in self.members(shown))
            found = self._right[shown] = {class_ for cell in answers for class_ in cell}
        return found

    def members(self, shown: Shown) -> list[int]:
        """Return the rows that match what is shown."""
        if not self.bound:
            return list(self.rows)
        holders = [index.get(class_, frozenset()) for index, class_ in zip(self._holders, shown, strict=True)]
        return sorted(frozenset.intersection(*sorted(holders, key=len)))

    @cached_property
    def _holders(self) -> list[dict[int, frozenset[int]]]:
        """For each bound column, class -> the matching rows that hold it.

        Kept for each column alone: cells with many values each would multiply otherwise.
        """
        found: list[dict[int, frozenset[int]]] = []
        for column in self.bound:
            rows_of: dict[int, list[int]] = {}
            for row in self.rows:
                for class_ in column.cells[row]:
                    rows_of.setdefault(class_, []).append(row)
            found.append({class_: frozenset(rows) for class_, rows in rows_of.items()})
        return found


def _gathered(shown_rows: Iterable[tuple[int, Shown]], cells: list[tuple[int, ...]]) -> dict[Shown, Collection[int]]:
    """Return what is shown -> the classes of the answers of all rows that show it."""
    right: dict[Shown, Collection[int]] = {}
    gathered: dict[Shown, set[int]] = {}
    for row, shown in shown_rows:
        # Most of what is shown belongs to one row: its own answers then are the set.
        if shown not in right:
            right[shown] = cells[row]
        else:
            if shown not in gathered:
                right[shown] = gathered[shown] = set(right[shown])
            gathered[shown].update(cells[row])
    return right
