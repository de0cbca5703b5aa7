"""Why each option of an item is right or wrong, in a word, for those who look a bank through.

An option's id says where it comes from. The reason says what the table has in that row, as
`column: value`: that reads well whatever stands in the cell, be it a name, a verb or a number.
"""

from collections.abc import Sequence

from quiz.bank.model import Cell, Form, Row, Value
from quiz.items.item import Item, Option
from quiz.items.sources import ItemSource, PatternSource
from quiz.text import fold

_NAMED = 3  # values of a list cell that are named


class Reasons:
    """Says why the options of one pattern's items, or of a written-out question, are right or wrong."""

    def __init__(self, item_source: ItemSource) -> None:
        self._pattern = _OfPattern(item_source) if isinstance(item_source, PatternSource) else None

    def of(self, item: Item) -> tuple[str, ...]:
        """Return a reason for each option, in the order shown; an empty one where there is nothing to say."""
        if self._pattern is None:
            return tuple("" if option.id in item.keys else option.why for option in item.options)
        return self._pattern.of(item)


class _OfPattern:
    def __init__(self, item_source: PatternSource) -> None:
        prepared = item_source.prepared
        self._table = prepared.index.table
        self._pattern = prepared.pattern
        self._rows = {row.id: row for row in self._table.rows}
        # The column with the most values tells best what a row is.
        self._bound = sorted(prepared.bound, key=lambda name: -len(set(prepared.index.texts(name))))
        self._rest = [name for name in self._table.columns if name not in self._pattern.answer.columns]

    def of(self, item: Item) -> tuple[str, ...]:
        own = self._rows[item.id.rpartition("/")[2]]
        if item.form is Form.CLAIM:
            return tuple(self._of_claim(item, own) if option.id in item.keys else "" for option in item.options)
        return tuple(self._of_option(option, item, own) for option in item.options)

    def _of_option(self, option: Option, item: Item, own: Row) -> str:
        row = self._row_of(option)
        is_key = option.id in item.keys
        if row is None:
            kind = option.id.partition(".")[0]
            near = f"near {item.key_options[0].text}"
            return {"decoy": "decoy", "confuse": "confused with it", "near": near}.get(kind, "")
        if item.form is Form.MATCH:
            return f"{self._pattern.prompt}: {item.prompts[item.keys.index(option.id)]}"
        if item.form in (Form.COMPARE, Form.ORDER):
            return self._held(row, [self._pattern.measure])
        if item.form is Form.PICK and is_key:
            return ""
        if is_key is not (item.form is Form.NOT):
            return self._inside(row, own)
        return self._outside(row, own, item.stem)

    def _row_of(self, option: Option) -> Row | None:
        """Return the row that an option's id names, if it is one."""
        id_, _, nth = option.id.partition(".")
        row = self._rows.get(id_)
        if row is None or not nth or id_ not in ("decoy", "confuse", "near"):
            return row
        # `decoy.2` may be a decoy, or the second value of a row of that name.
        return row if self._holds(row, option.text) else None

    def _holds(self, row: Row, text: str) -> bool:
        return any(value.text == text for name in self._pattern.answer.columns for value in self._cell(row, name))

    def _cell(self, row: Row, column: str) -> Cell:
        return row.cells[self._table.position(column)]

    def _inside(self, row: Row, own: Row) -> str:
        """Return why a row is among those asked for: what the question shows of its own row is true of it too."""
        if self._bound:
            return self._held(own, self._bound[:1])
        if self._pattern.where:
            name, wanted = self._pattern.where[0]
            return f"{name}: {_listed(_met(self._cell(row, name), wanted))}"
        return "in the table"

    def _outside(self, row: Row, own: Row, stem: str) -> str:
        """Return what a row is in place of what is asked for."""
        differing = [name for name in self._bound if self._differs(row, own, name, stem)]
        if differing:
            return self._held(row, differing) or f"no {differing[0]}"
        for name, wanted in self._pattern.where:
            cell = self._cell(row, name)
            if not _met(cell, wanted):
                return f"{name}: {_listed(cell)}" if cell else f"no {name}"
        return self._held(row, self._bound or self._rest)

    def _held(self, row: Row, columns: Sequence[str]) -> str:
        """Return what the first of the columns that has a value holds for a row."""
        cells = ((name, self._cell(row, name)) for name in columns)
        return next((f"{name}: {_listed(cell)}" for name, cell in cells if cell), "")

    def _differs(self, row: Row, own: Row, column: str, stem: str) -> bool:
        """Tell whether a row lacks what the stem shows of a column. Of a list the stem shows one value."""
        cell = self._cell(own, column)
        shown = [value for value in cell if value.text in stem] if len(cell) > 1 else cell
        return _names(shown).isdisjoint(_names(self._cell(row, column)))

    def _of_claim(self, item: Item, own: Row) -> str:
        """Return what a false claim says in place of what the table has."""
        if item.keys != ("false",):
            return "as in the table"
        swap = self._pattern.swap
        texts = {name: cell[0].text if cell else "" for name in self._table.columns for cell in [self._cell(own, name)]}
        before, *between, after = self._pattern.stem.fill({**texts, swap: "\0"}).split("\0")
        stem, right = item.stem, _listed(self._cell(own, swap))
        if between or not (stem.startswith(before) and stem.endswith(after)):
            return f"swapped: {swap} is {right}"
        return f"{stem[len(before) : len(stem) - len(after)]} in place of {right}"


def _listed(cell: Sequence[Value]) -> str:
    """Return the values of a cell; of many the first few."""
    texts = [value.text for value in cell]
    if len(texts) > _NAMED:
        return f"{', '.join(texts[:_NAMED])} and {len(texts) - _NAMED} more"
    return ", ".join(texts)


def _met(cell: Cell, wanted: Sequence[str]) -> list[Value]:
    """Return the values of a cell that are among those wanted."""
    names = {fold(text) for text in wanted}
    return [value for value in cell if not names.isdisjoint(_names([value]))]


def _names(values: Sequence[Value]) -> set[str]:
    return {fold(name) for value in values for name in (value.text, *value.also)}
