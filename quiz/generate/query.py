"""The query an item stands for, and its proof: the set of all right answers."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from itertools import product

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
        self._right: Mapping[Shown, Collection[int]] = {}
        if any(column.tells_rows_apart for column in self.bound) and len(rows) == len(answers.cells):
            self._right_of: Sequence[Collection[int]] | None = answers.cells
        else:
            self._right = self._gathered(answers.cells)
            self._right_of = [self._right.get(s, ()) for s in self._single] if self._single else None

    def _gathered(self, cells: Sequence[tuple[int, ...]]) -> dict[Shown, Collection[int]]:
        right: dict[Shown, Collection[int]] = {}
        gathered: dict[Shown, set[int]] = {}
        for row, shown in self._all_shown():
            # Most of what is shown belongs to one row: its own answers then are the set.
            if shown not in right:
                right[shown] = cells[row]
            elif right[shown] is not cells[row]:
                if shown not in gathered:
                    right[shown] = gathered[shown] = set(right[shown])
                gathered[shown].update(cells[row])
        return right

    @cached_property
    def _single(self) -> list[Shown] | None:
        """What is shown of each row, where no cell of the bound columns has several values or none."""
        if not all(column.single for column in self.bound):
            return None
        if len(self.bound) == 1:
            return self.bound[0].cells
        return list(zip(*([cell[0] for cell in column.cells] for column in self.bound), strict=True))

    def _all_shown(self) -> list[tuple[int, Shown]]:
        if not self.bound:
            return [(row, ()) for row in self.rows]
        if self._single is not None:
            single = self._single
            return [(row, single[row]) for row in self.rows]
        return [(row, shown) for row in self.rows for shown in product(*(c.cells[row] for c in self.bound))]

    def shown(self, row: int, draw: Draw) -> Shown | None:
        """Return what a stem shows of a row, one value of each cell; None where a cell is empty."""
        if not self.bound:
            return ()
        if self._single is not None:
            return self._single[row]
        cells = [column.cells[row] for column in self.bound]
        if not all(cells):
            return None
        return tuple(cell[0] if len(cell) == 1 else draw.pick(cell) for cell in cells)

    def right(self, row: int, shown: Shown) -> Collection[int]:
        """Return the classes of all right answers to what is shown of a row."""
        return self._right_of[row] if self._right_of else self._right.get(shown, ())

    @cached_property
    def members(self) -> dict[Shown, list[int]]:
        """What is shown -> the rows that match it."""
        if not self.bound:
            return {(): list(self.rows)}
        members: dict[Shown, list[int]] = {}
        for row, shown in self._all_shown():
            members.setdefault(shown, []).append(row)
        return members
