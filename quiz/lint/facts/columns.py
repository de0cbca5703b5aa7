"""The tables of a bank by column, for rules about facts. Everything is worked out when it is first needed."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cached_property

from quiz.bank.model import Allowed, Bank, Cell, Pattern, Table
from quiz.bank.nodes import SourceSpan
from quiz.bank.readings import Readings
from quiz.values.columns import ColumnValues
from quiz.values.readings import ColumnKind
from quiz.values.relations import canonical_all

#: (table, position of the row, position of the column, text) -> where the text is written.
CellPlace = Callable[[Table, int, int, str], SourceSpan]


class ColumnFacts:
    """One column of a table, with the values of all its cells one after the other. `at` is its position."""

    def __init__(self, at: int, name: str, cells: Sequence[Cell], readings: Readings) -> None:
        self.at = at
        self.name = name
        self.cells = cells
        self._readings = readings

    @cached_property
    def has_lists(self) -> bool:
        """Whether a cell has several values."""
        return any(len(cell) > 1 for cell in self.cells)

    @cached_property
    def texts(self) -> Sequence[str]:
        """Every value, as typed."""
        return [value.text for cell in self.cells for value in cell]

    @cached_property
    def rows(self) -> Sequence[int]:
        """The position of the row of every value."""
        return [row for row, cell in enumerate(self.cells) for _ in cell]

    @cached_property
    def reading(self) -> ColumnValues:
        """How the values are read, and what each is worth."""
        return self._readings.read(self.name, self.texts)

    @cached_property
    def is_text(self) -> bool:
        """Whether the values are words rather than numbers, dates or codes."""
        return self.reading.reading.kind is ColumnKind.TEXT and self.reading.doubt is None

    @cached_property
    def forms(self) -> Sequence[str]:
        """The canonical form of every value."""
        return canonical_all(self.texts, self.reading.reading)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Canonical form -> how often it occurs."""
        return Counter(self.forms)

    @cached_property
    def first(self) -> Mapping[str, int]:
        """Canonical form -> the position of the first value that has it."""
        return {form: at for at, form in reversed(list(enumerate(self.forms)))}

    @cached_property
    def keys(self) -> Sequence[Hashable]:
        """A key for each row: equal for cells that say the same, None for an empty cell."""
        if len(self.texts) == len(self.cells) and not self.has_lists:
            return self.forms
        forms: list[set[str]] = [set() for _ in self.cells]
        for row, form in zip(self.rows, self.forms, strict=True):
            forms[row].add(form)
        return [next(iter(found)) if len(found) == 1 else frozenset(found) or None for found in forms]

    @cached_property
    def has_repeats(self) -> bool:
        """Whether two rows say the same here."""
        return len(set(self.keys)) < len(self.keys)


class TableFacts:
    """One table with its columns."""

    def __init__(self, bank: Bank, table: Table, cell_place: CellPlace) -> None:
        self.table = table
        cells = list(zip(*(row.cells for row in table.rows), strict=True)) or [() for _ in table.columns]
        names = enumerate(zip(table.columns, cells, strict=True))
        readings = Readings(bank.language, table.kinds, table.exact)
        self.columns = [ColumnFacts(at, name, column, readings) for at, (name, column) in names]
        self._cell_place = cell_place

    @cached_property
    def repeated(self) -> Mapping[int, int]:
        """Row that says the same in every cell as an earlier one -> the first such row."""
        if not all(column.has_repeats for column in self.columns):
            return {}
        first: dict[Hashable, int] = {}
        said = zip(*(column.keys for column in self.columns), strict=True)
        known = {row: first.setdefault(key, row) for row, key in enumerate(said)}
        return {row: earlier for row, earlier in known.items() if row != earlier}

    def column(self, name: str) -> ColumnFacts:
        """Return the column of a name."""
        return self.columns[self.table.position(name)]

    def place(self, row: int, column: ColumnFacts, text: str) -> SourceSpan:
        """Return where a value is written."""
        return self._cell_place(self.table, row, column.at, text)

    def allow(self, pattern: Pattern | None = None) -> tuple[Allowed, ...]:
        """Return what may suppress a finding in the table, or in a pattern of it."""
        return (*(pattern.allow if pattern else ()), *self.table.allow)

    def asked_rows(self, pattern: Pattern) -> Sequence[int]:
        """Return the rows that match the `where` of a pattern."""
        rows: Sequence[int] = range(len(self.table.rows))
        for name, wanted in pattern.where:
            cells, folded = self.column(name).cells, {text.casefold() for text in wanted}
            rows = [row for row in rows if any(value.text.casefold() in folded for value in cells[row])]
        return rows

    def tuples(self, names: Sequence[str], rows: Sequence[int]) -> list[tuple[Hashable, ...]]:
        """Return the keys of some columns in each of some rows."""
        keys = [self.column(name).keys for name in names]
        return [tuple([column[row] for column in keys]) for row in rows]
