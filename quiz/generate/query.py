"""The query an item stands for, and its proof: the set of all right answers."""

from collections.abc import Sequence
from itertools import product

from quiz.generate.columns import Column
from quiz.generate.draw import Draw

__all__ = ["Query"]

Shown = tuple[int, ...]  # the class shown for each bound column


class Query:
    """What a stem shows and `where` ask, over all rows that match.

    `bound` are the columns a stem shows. The right answers to what a stem shows are the
    answers of *every* matching row, not only of the row an item is made of. They are
    gathered once for the whole table, so that a proof is one look-up.
    """

    def __init__(self, bound: Sequence[Column], answers: Column, rows: Sequence[int]) -> None:
        self.bound = tuple(bound)
        self.answers = answers
        self.rows = rows
        self._single = self.bound[0].cells if len(self.bound) == 1 else None
        gathered: dict[Shown, set[int]] = {}
        self.members: dict[Shown, list[int]] = {}
        for row in rows:
            for shown in product(*(column.cells[row] for column in self.bound)):
                gathered.setdefault(shown, set()).update(answers.cells[row])
                self.members.setdefault(shown, []).append(row)
        self._right = {shown: frozenset(classes) for shown, classes in gathered.items()}

    def shown(self, row: int, draw: Draw) -> Shown | None:
        """Return what a stem shows of a row, one value of each cell; None where a cell is empty."""
        if self._single is not None:
            cell = self._single[row]
            if len(cell) == 1:
                return cell
        classes = []
        for column in self.bound:
            cell = column.cells[row]
            if not cell:
                return None
            classes.append(cell[0] if len(cell) == 1 else draw.pick(cell))
        return tuple(classes)

    def right(self, shown: Shown) -> frozenset[int]:
        """Return the classes of all right answers to what is shown."""
        return self._right.get(shown, frozenset())
