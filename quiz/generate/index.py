"""A table prepared for generation. Everything is built once, and only when asked for."""

from collections.abc import Sequence
from itertools import product

from quiz.bank.model import Cell, Table, Value
from quiz.bank.template import Template
from quiz.generate.columns import Column, prepare
from quiz.text import fold

__all__ = ["TableIndex"]


class TableIndex:
    """The columns of a table as classes, and which rows are alike."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.row_ids = [row.id for row in table.rows]
        self._columns: dict[str, Column] = {}
        self._texts: dict[str, list[str]] = {}
        self._one_value: dict[str, bool] = {}
        self._alike: tuple[Column, ...] | None = None
        self._grouped: dict[tuple[int, int], dict[int, list[int]]] = {}

    def column(self, name: str) -> Column:
        """Return a column of the table, with its decoys."""
        if name not in self._columns:
            i = self.table.position(name)
            cells = [row.cells[i] for row in self.table.rows]
            self._columns[name] = prepare(cells, self.row_ids, self.table.decoys.get(name, ()))
        return self._columns[name]

    def answers(self, template: Template, decoys: Cell) -> Column:
        """Return the column that an answer is drawn from: a column, or a phrase of several."""
        if len(template.slots) == 1 and template.texts == ("", "") and not decoys:
            return self.column(template.slots[0].column)
        key = template.raw + "\n" + "\n".join(value.text for value in decoys)
        if key not in self._columns:
            cells = [self._phrases(template, row.cells) for row in self.table.rows]
            self._columns[key] = prepare(cells, self.row_ids, decoys)
        return self._columns[key]

    def _phrases(self, template: Template, cells: tuple[Cell, ...]) -> Cell:
        """Return every reading of a phrase, each also named by the classes of its parts.

        So two phrases are the same where their parts are, whatever names or numbers they
        are written with.
        """
        names = template.columns
        values = [[value.text for value in cells[self.table.position(name)]] for name in names]
        found = []
        for texts in product(*values):
            parts = [self.column(name).class_of[fold(text)] for name, text in zip(names, texts, strict=True)]
            found.append(Value(template.fill(dict(zip(names, texts, strict=True))), (f"\0{parts}",)))
        return tuple(found)

    def texts(self, name: str) -> list[str]:
        """Return what a column's cells read, row by row; the values of a list joined by commas."""
        if name not in self._texts:
            i = self.table.position(name)
            cells = [row.cells[i] for row in self.table.rows]
            self._texts[name] = [
                cell[0].text if len(cell) == 1 else ", ".join(value.text for value in cell) for cell in cells
            ]
        return self._texts[name]

    def has_one_value(self, name: str) -> bool:
        """Tell whether every cell of a column has exactly one value."""
        if name not in self._one_value:
            i = self.table.position(name)
            self._one_value[name] = all(len(row.cells[i]) == 1 for row in self.table.rows)
        return self._one_value[name]

    def matching(self, where: Sequence[tuple[str, tuple[str, ...]]]) -> list[int]:
        """Return the rows that meet `where`: one of the wanted values in every column."""
        rows = list(range(len(self.table.rows)))
        for name, wanted in where:
            column = self.column(name)
            classes = {column.class_of.get(fold(text)) for text in wanted}
            rows = [row for row in rows if not classes.isdisjoint(column.cells[row])]
        return rows

    def alike(self, answers: Column) -> tuple[Column, ...]:
        """Return the columns in which several rows share a cell, those with the fewest rows to a cell first.

        Rows that share a cell with the key's row give the most plausible distractors.
        """
        if self._alike is None:
            names = [name for name in self.table.columns if len(set(self.texts(name))) * 2 <= len(self.table.rows)]
            self._alike = tuple(sorted(map(self.column, names), key=lambda column: -column.siblings))
        return tuple(column for column in self._alike if column is not answers)

    def grouped(self, column: Column, answers: Column) -> dict[int, list[int]]:
        """Return class in a column -> the answers of the rows that hold it, each once."""
        known = self._grouped.get((id(column), id(answers)))
        if known is None:
            groups: dict[int, list[int]] = {class_: [] for class_ in range(len(column.texts))}
            for classes, found in zip(column.cells, answers.cells, strict=True):
                for class_ in classes:
                    groups[class_] += found
            known = {class_: list(dict.fromkeys(group)) for class_, group in groups.items()}
            self._grouped[id(column), id(answers)] = known
        return known
