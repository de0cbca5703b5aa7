"""Why each option of an item is right or wrong, in a few words, for people who look through a bank.

An option's id says where it comes from. The reason says what the table has in that row, as
`column: value`: that reads well whatever is in the cell, be it a name, a verb or a number.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from quiz.bank.model import Cell, Row, Value
from quiz.items.item import Item, Option
from quiz.items.prepared import Prepared
from quiz.layout import composed

_NAMED = 3  # values of a list cell that are named


class Judged(NamedTuple):
    """An option of an item, the row that it belongs to, and the row from which the item was made."""

    item: Item
    option: Option
    row: Row
    own: Row

    @property
    def is_key(self) -> bool:
        """Whether the option is right."""
        return self.option.id in self.item.keys


class Reasons:
    """Says why the options of a pattern's items are right or wrong, in the words of their form."""

    def __init__(self, prepared: Prepared, reason: "Reason", *, is_statement: bool) -> None:
        self._reason = reason
        self._is_statement = is_statement
        self._table = prepared.index.table
        self.pattern = prepared.pattern
        self._column = prepared.column
        self._rows = {row.id: row for row in self._table.rows}
        # The column with the most values says best what a row is.
        self._bound = sorted(prepared.bound, key=lambda name: -len(set(prepared.index.texts(name))))

    def of(self, item: Item) -> tuple[str, ...]:
        """Return a reason for each option, in the order shown; an empty one if there is nothing to say."""
        own = self._rows[item.id.rpartition("/")[2]]
        return tuple(self._of_option(option, item, own) for option in item.options)

    def _of_option(self, option: Option, item: Item, own: Row) -> str:
        row = own if self._is_statement else self._row_of(option)
        if row is None:
            kind = option.id.partition(".")[0]
            near = f"near {item.key_options[0].text}"
            return {"decoy": "decoy", "confuse": "confused with it", "near": near}[kind]
        return self._reason(self, Judged(item, option, row, own))

    def _row_of(self, option: Option) -> Row | None:
        """Return the row that an option's id names, if it names one."""
        id_, _, nth = option.id.partition(".")
        row = self._rows.get(id_)
        if row is None or not nth or id_ not in ("decoy", "confuse", "near"):
            return row
        # `decoy.2` may be a decoy, or the second value of a row of that name.
        return row if self._holds(row, option.text) else None

    def _holds(self, row: Row, text: str) -> bool:
        return any(value.text == text for name in self.pattern.answer.columns for value in self._cell(row, name))

    def _cell(self, row: Row, column: str) -> Cell:
        return row.cells[self._table.position(column)]

    def inside(self, judged: Judged) -> str:
        """Return why a row is among those asked for: what the question shows of its row is true of this one too."""
        if self._bound:
            return self.held(judged.own, self._bound)
        if self.pattern.where:
            name, wanted = self.pattern.where[0]
            return composed(f"{name}: ", _listed(self._met(judged.row, name, wanted)))
        return "in the table"

    def outside(self, judged: Judged) -> str:
        """Return what a row has in place of what is asked for."""
        row = judged.row
        differing = [name for name in self._bound if self._differs(row, judged.own, name, judged.item.stem)]
        if differing:
            return self.held(row, differing) or f"no {differing[0]}"
        for name, wanted in self.pattern.where:
            if not self._met(row, name, wanted):
                return self.held(row, [name]) or f"no {name}"
        return self.held(row, self._bound)

    def first(self, row: Row, column: str) -> str:
        """Return the first value of a cell that is not empty."""
        return self._cell(row, column)[0].text

    def listed(self, row: Row, column: str) -> str:
        """Return the values of a cell; if there are many, the first few."""
        return _listed(self._cell(row, column))

    def held(self, row: Row, columns: Sequence[str]) -> str:
        """Return the value of a row in the first of the columns that has one."""
        cells = ((name, self._cell(row, name)) for name in columns)
        return next((composed(f"{name}: ", _listed(cell)) for name, cell in cells if cell), "")

    def _differs(self, row: Row, own: Row, column: str, stem: str) -> bool:
        """Return whether a row lacks what the stem shows of a column. The stem shows one value of a list."""
        cell = self._cell(own, column)
        shown = [value for value in cell if value.text in stem] if len(cell) > 1 else cell
        return self._classes(column, shown).isdisjoint(self._classes(column, self._cell(row, column)))

    def _met(self, row: Row, column: str, wanted: Sequence[str]) -> list[Value]:
        """Return the values of a cell that are among those wanted."""
        classes = set(map(self._column(column).class_named, wanted))
        return [value for value in self._cell(row, column) if not classes.isdisjoint(self._classes(column, [value]))]

    def _classes(self, column: str, values: Sequence[Value]) -> set[int | None]:
        return {self._column(column).class_named(value.text) for value in values}


#: Why an option is right or wrong, in a few words; an empty text if there is nothing to say.
Reason = Callable[[Reasons, Judged], str]


def _listed(cell: Sequence[Value]) -> str:
    """Return the values of a cell; if there are many, the first few."""
    texts = [value.text for value in cell]
    more = f" and {len(texts) - _NAMED} more" if len(texts) > _NAMED else ""
    shown = (part for text in texts[:_NAMED] for part in (", ", text))
    return composed(*[*shown][1:], more)
