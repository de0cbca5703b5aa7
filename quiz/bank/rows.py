"""Rows of a table: from nodes to facts, and what the table's questions and wrong values are checked against."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

from quiz.bank.entries import Entries
from quiz.bank.model import Cell, Row, Value
from quiz.bank.node_reader import NodeReader
from quiz.bank.nodes import Map, Node, Scalar, Seq, SourceSpan, first_scalar, is_list_in_braces
from quiz.bank.problems import TextEdit, few
from quiz.bank.readings import Readings
from quiz.text import is_clean, plural, quoted, slug
from quiz.values.columns import ColumnValues
from quiz.values.relations import canonical

CONFUSE, CARD = "confuse", "card"  # keys of a row that are not columns; `columns` may still name a column `card`


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table with the nodes of their cells, for messages about a cell."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    nodes: tuple[tuple[Node, ...], ...]
    confuse: Mapping[str, Node] = field(default_factory=dict)  # by the id of the row
    cards: Mapping[str, Node] = field(default_factory=dict)  # by the id of the row

    def span(self, row: int, column: str) -> SourceSpan:
        """Return where a cell is."""
        return self.nodes[row][self.columns.index(column)].span


@dataclass(frozen=True, slots=True)
class TableFrame:
    """What a pattern is checked against: its table's id and rows, how its columns are read, its phrase decoys."""

    id: str
    data: Rows
    readings: Readings
    phrase_decoys: dict[str, Cell]
    _names: dict[str, dict[str, str]] = field(default_factory=dict)
    _read: dict[str, ColumnValues] = field(default_factory=dict)

    def with_phrase_decoys(self, decoys: dict[str, Cell]) -> "TableFrame":
        """Return the frame with decoys of phrases, by the ids of their patterns."""
        return replace(self, phrase_decoys=decoys)

    def cells(self, column: str) -> list[Cell]:
        """Return the cells of a column, row by row."""
        index = self.data.columns.index(column)
        return [row.cells[index] for row in self.data.rows]

    def read(self, column: str) -> ColumnValues:
        """Read all values of a column, one after the other."""
        if column not in self._read:
            texts = [value.text for cell in self.cells(column) for value in cell]
            self._read[column] = self.readings.read(column, texts)
        return self._read[column]

    def compared(self) -> list[str]:
        """Return the columns whose values can be compared."""
        return [column for column in self.data.columns if any(worth is not None for worth in self.read(column).values)]

    def names_of(self, column: str) -> dict[str, str]:
        """Return all names of a column's values by their canonical forms."""
        if column not in self._names:
            reading = self.read(column).reading
            values = dict.fromkeys(value for cell in self.cells(column) for value in cell)
            names = (name for value in values for name in (value.text, *value.also))
            self._names[column] = {canonical(name, reading): name for name in names}
        return self._names[column]


def check_column(
    name: str,
    table: TableFrame,
    span: SourceSpan,
    reader: NodeReader,
    code: str = "B203",
    times: int = 1,
    *,
    is_compared: bool = False,
) -> bool:
    """Return whether `name` is a column; if not, that is a problem at `span`, where it is written so many times.

    If its values are compared, only columns of numbers and dates can be meant.
    """
    if name in table.data.columns:
        return True
    problems = reader.problems
    compared = table.compared() if is_compared else []
    columns = compared or table.data.columns
    help_ = _of_other_tables(name, table) or problems.did_you_mean(name, list(map(column_name, columns)))
    its = "it has these columns of numbers or dates:" if compared else "its columns are"
    help_ = help_ or _of_value(name, table) or f"{its} {few(columns)}"
    if name == CARD and table.data.cards:
        help_ = f"`{CARD}` is what the card of a row says; name it in `columns:` to have a column of that name"
    shown = f"`{{{name}}}`" if code == "B204" else f"`{name}`"
    if code == "B204":
        help_ = help_.replace("mean `", "mean `{").replace("`?", "}`?")
    in_case = in_its_case(name, table.data.columns, span, reader, is_slot=code == "B204", times=times)
    problems.add(code, f"{shown} is not a column of `{table.id}`", span, help_, in_case)
    return False


def in_its_case(
    name: str, columns: Sequence[str], span: SourceSpan, reader: NodeReader, *, is_slot: bool = False, times: int = 1
) -> list[TextEdit]:
    """Return the change of a name into the only column that has its letters in another case.

    The name is written so many times from the span on, in braces if it is a slot.
    """
    same = [column for column in columns if column.casefold() == name.casefold()]
    if len(same) != 1:
        return []
    return [TextEdit(one, same[0]) for one in _written(name, span, reader, is_slot, times)]


def _written(name: str, span: SourceSpan, reader: NodeReader, is_slot: bool, times: int) -> list[SourceSpan]:
    """Return where a name is written from a span on, so many times in its line; nothing if that is not clear."""
    line, at, found = reader.source()[span.line - 1], span.column - 1, list[SourceSpan]()
    slot = re.compile(rf"\{{({re.escape(name)})\}}")
    first = slot if is_slot else re.compile(rf"[\"']?\{{?({re.escape(name)})(?!\w)")
    while len(found) < times and (match := slot.search(line, at) if found else first.match(line, at)):
        at = match.end()
        found.append(SourceSpan(span.line, match.start(1) + 1, len(name)))
    return found if len(found) == times else []


def _of_value(text: str, table: TableFrame) -> str:
    """Return what to write if a value of a column is named in place of the column."""
    for column in table.data.columns:
        if any(value.text == text for cell in table.cells(column) for value in cell):
            return f"it is a value of `{column}`: name the column, `{column}`"
    return ""


def _of_other_tables(name: str, table: TableFrame) -> str:
    """Return what to do about a name that looks for a value elsewhere: in another table, or in a calculation."""
    _, dot, column = name.rpartition(".")
    if dot and column.isidentifier():
        return f"a question takes the columns of its own table: add a column `{column}` to `{table.id}`"
    parts = [part.strip() for part in name.translate(dict.fromkeys(map(ord, "-+*/×÷^"), "\0")).split("\0")]
    if len(parts) > 1 and all(part in table.data.columns or part.replace(".", "").isdecimal() for part in parts):
        return "formulas cannot use columns: add a column with the result, or write a question with `values:`"
    return ""


class _RawRow(NamedTuple):
    id: str | None
    node: Map | Seq
    span: SourceSpan
    own: Mapping[str, Node] = MappingProxyType({})  # the keys that are not columns


def read_columns(table: Entries, reader: NodeReader) -> tuple[str, ...]:
    """Read `columns: [...]` of a table; nothing if it is not given."""
    node = table.nodes.get("columns")
    if node is None:
        return ()
    names: list[str] = []
    if isinstance(node, Map):
        names = [key.text for key in node.keys]
        reader.problems.add(
            "B103", "`columns` should be a list of names", node.span, f"write `columns: [{', '.join(names)}]`"
        )
        return tuple(names)
    scalars = reader.scalars(node, "`columns`")
    if len(scalars) == 1 and "," in scalars[0].text:
        names = [name.strip() for name in scalars[0].text.split(",")]
        reader.problems.add(
            "B103", "`columns` should be a list of names", node.span, f"write `columns: [{', '.join(names)}]`"
        )
        return tuple(names)
    if reader.is_over_limit(len(scalars), table.spec.key("columns"), node.span):
        return ()
    for scalar in scalars:
        _good_column(scalar, reader)
        if scalar.text in names:
            reader.problems.add("B208", f"the column {quoted(scalar.text)} is named twice", scalar.span, "delete one")
        else:
            names.append(scalar.text)
    return tuple(names)


def column_name(text: str) -> str:
    """Return a text as the name of a column; one that can be a name is left as it is."""
    if text.isidentifier() and is_clean(text):
        return text
    better = slug(text).replace("-", "_")
    return better if better.isidentifier() else "name"


def _good_column(node: Scalar, reader: NodeReader) -> bool:
    if node.text == CONFUSE:
        help_ = "it says what a row is confused with; use another name"
        reader.problems.add("B106", f"`{CONFUSE}` cannot name a column", node.span, help_)
        return False
    if node.text.isidentifier() and is_clean(node.text) and len(node.text) <= 80:
        return True
    help_ = f"use letters, digits and `_`, for example `{column_name(node.text)}`"
    reader.problems.add("B106", f"{quoted(node.text)} cannot name a column", node.span, help_)
    return False


def read_rows(table: Entries, columns: tuple[str, ...], reader: NodeReader) -> Rows:
    """Read the rows of a table. Unless given, the columns are the keys of the first row.

    If all other rows agree on different keys, the mistake is in the first one, and the columns are theirs.
    """
    raw = _raw_rows(table.nodes["rows"], columns, reader)
    own = [key for key in (CONFUSE, CARD) if key.encode() in reader.data and key not in columns]
    if own:
        raw = [_parted(row, own) for row in raw]
    for row in raw:
        if not row.node[0]:  # the keys of a mapping, the items of a list
            name = f"the row `{row.id}`" if row.id else "this row"
            reader.problems.add("B105", f"{name} has no cells", row.span, "write `{column: value, ...}`")
    raw = [row for row in raw if row.node[0]]
    reader.check_least(table, "rows", table.nodes["rows"].span, "add a row")
    if columns:
        return _rows(raw, columns, reader, table.nodes["rows"].span)
    maps = [row.node for row in raw if isinstance(row.node, Map)]
    if not maps:
        if raw:
            reader.problems.add("B102", "`columns` is missing", raw[0].span, "name the columns: `columns: [name, ...]`")
        return Rows((), (), ())
    is_odd = _is_odd(maps)
    keys = maps[1 if is_odd else 0].keys
    if reader.is_over_limit(len(keys), table.spec.key("columns"), maps[0].span):
        return Rows((), (), ())
    for key in keys:
        _good_column(key, reader)
    columns = tuple(key.text for key in keys)
    like = " (as in the other rows)" if is_odd else " (as in the first row)"
    return _rows(raw, columns, reader, table.nodes["rows"].span, like)


def _is_odd(maps: Sequence[Map]) -> bool:
    """Return whether the first row has different keys from all the others, which have the same."""
    first, second = ({key.text for key in node.keys} for node in (maps[0], maps[1 if len(maps) > 1 else 0]))
    return first != second and len(maps) > 2 and all({key.text for key in node.keys} == second for node in maps[2:])


def _raw_rows(node: Node, columns: tuple[str, ...], reader: NodeReader) -> list[_RawRow]:
    from quiz.bank.row_lines import row_of_text  # only after a mistake

    raw: list[_RawRow] = []
    if isinstance(node, Map):
        for key, value in zip(node.keys, node.values, strict=True):
            if not reader.good_id(key, "the name of a row"):
                continue
            if isinstance(value, Scalar):
                help_ = f"write `{key.text}: {row_of_text(value.text, columns)}`"
                reader.problems.add("B103", f"the row `{key.text}` is a text", value.span, help_)
            else:
                raw.append(_RawRow(key.text, value, key.span))
    elif isinstance(node, Seq):
        for item in node.items:
            named = _named(item, columns)
            if isinstance(item, Scalar):
                help_ = f"write `- {row_of_text(item.text, columns)}`"
                reader.problems.add("B103", "this row is a text", item.span, help_)
            elif named is None:
                raw.append(_RawRow(None, item, item.span))
            elif reader.good_id(named.keys[0], "the name of a row"):
                value = named.values[0]
                assert not isinstance(value, Scalar)
                raw.append(_RawRow(named.keys[0].text, value, named.keys[0].span))
    else:
        reader.problems.add(
            "B103", "`rows` should be rows of facts", node.span, "write `name: {column: value, ...}` for each"
        )
    return raw


def _named(item: Node, columns: Sequence[str]) -> Map | None:
    """Return a row of a list that has its name before it, as in `- kenya: [Kenya, Nairobi]`; None for another row."""
    if not isinstance(item, Map) or len(item.keys) != 1 or item.keys[0].text in (*columns, CONFUSE, CARD):
        return None
    value = item.values[0]
    if isinstance(value, Seq):
        return item if columns else None
    return item if isinstance(value, Map) and all(key.text != "value" for key in value.keys) else None


def _note_ids(unnamed: Sequence[tuple[_RawRow, str]], place: SourceSpan, reader: NodeReader) -> None:
    """Add a note that ids of rows are made from texts, with the line to write for the first of them.

    If all these rows are in brackets, writing their names before them certainly fixes it.
    """
    from quiz.bank.row_lines import named_line  # only after a mistake

    row, id_ = unnamed[0]
    help_ = (
        f"write a name before each row, as in `{named_line(row.node, id_, reader)}`, so that you can change the texts"
    )
    is_sure = all(reader.typed(row.node) for row, _ in unnamed)
    fix = [TextEdit(row.span._replace(width=0), f"{id_}: ") for row, id_ in unnamed] if is_sure else []
    reader.problems.add("B107", "the names of the rows are made from the first column", place, help_, fix)


def _has_id(row: Map) -> bool:
    return any(key.text == "id" for key in row.keys)


def _parted(row: _RawRow, own: Sequence[str]) -> _RawRow:
    """Return a row with its cells, and separately the keys that are not columns."""
    if isinstance(row.node, Seq) or not any(key.text in own for key in row.node.keys):
        return row
    pairs = list(zip(row.node.keys, row.node.values, strict=True))
    cells = [(key, value) for key, value in pairs if key.text not in own]
    keys, values = zip(*cells, strict=True) if cells else ((), ())
    node = Map(tuple(keys), tuple(values), row.node.line, row.node.column)
    return _RawRow(row.id, node, row.span, {key.text: value for key, value in pairs if key.text in own})


def _rows(raw: list[_RawRow], columns: tuple[str, ...], reader: NodeReader, place: SourceSpan, like: str = "") -> Rows:
    rows: list[Row] = []
    nodes: list[tuple[Node, ...]] = []
    first: dict[str, SourceSpan] = {}
    seen: dict[str, Cell] = {}
    names = list(columns)
    new = tuple.__new__  # quicker than the rows' own
    confuse: dict[str, Node] = {}
    cards: dict[str, Node] = {}
    unnamed: list[tuple[_RawRow, str]] = []
    for row in raw:
        cells_of = row.node
        if type(cells_of) is Map and [key.text for key in cells_of.keys] == names:
            found: tuple[Node, ...] | None = cells_of.values
        else:
            found = _aligned(row, columns, reader, like)
        if found is None:
            continue
        cells = []
        for node in found:
            # The usual cell, a plain text that was seen before or needs no cleaning, first.
            if type(node) is Scalar:
                text = node.text
                cell = seen.get(text)
                if cell is None:
                    if text.isascii() and text.isprintable() and text and text == text.strip():
                        cell = seen[text] = (Value(text),)
                    else:
                        cell = reader.cell(node)
                cells.append(cell)
            else:
                cells.append(reader.cell(node))
        id_ = row.id if row.id is not None else slug(cells[0][0].text if cells[0] else "") or "row"
        if (row.id is None or id_ in first) and not _is_new(row, id_, first, unnamed, reader):
            continue
        first[id_] = row.span
        rows.append(new(Row, (id_, tuple(cells), row.span)))
        nodes.append(found)
        for name, node in row.own.items():
            (confuse if name == CONFUSE else cards)[id_] = node
    if unnamed:
        _note_ids(unnamed, place, reader)
    return Rows(columns, tuple(rows), tuple(nodes), confuse, cards)


def _is_new(
    row: _RawRow, id_: str, first: dict[str, SourceSpan], unnamed: list[tuple[_RawRow, str]], reader: NodeReader
) -> bool:
    """Return whether an id is new, and report it if not. A row without a name is added to `unnamed`."""
    from quiz.bank.row_lines import ids_of, named_line  # only after a mistake

    free = (one for one in ids_of(row.node) if one not in first)
    better = id_ if id_ not in first else next(free, "")
    if row.id is None and better and not (isinstance(row.node, Map) and _has_id(row.node)):
        unnamed.append((row, better))
    if id_ not in first:
        return True
    message = f"two rows have the name `{id_}`, here and in line {first[id_].line}"
    line = named_line(row.node, better or f"{id_}-2", reader)
    help_ = "give one of them another name" if row.id else f"write a name before it: `{line}`"
    reader.problems.add("B208", message, row.span, help_)
    if better:
        first[better] = row.span
    return False


def _aligned(row: _RawRow, columns: tuple[str, ...], reader: NodeReader, like: str) -> tuple[Node, ...] | None:
    """Return a row's cells in the order of the columns, or None with problems. `like` says what has these columns."""
    name = f"the row `{row.id}`" if row.id else "this row"
    if isinstance(row.node, Seq):
        if len(row.node.items) == len(columns):
            return row.node.items
        from quiz.bank.row_lines import for_columns  # only after a mistake

        message = f"{name} has {plural(len(row.node.items), 'cell')} for {plural(len(columns), 'column')}"
        reader.problems.add("B201", message, row.span, for_columns(row.node, columns, reader))
        return None
    keys = [key.text for key in row.node.keys if key.text not in columns]
    if not {"ask", "claim"}.isdisjoint(keys):
        help_ = "write `questions:` above it, with as many spaces before it as `rows:` has"
        reader.problems.add("B202", f"{name} is a question, not a row of facts", row.span, help_)
        return None
    if is_list_in_braces(row.node) and keys:
        cells = ", ".join(key.text for key in row.node.keys)
        help_ = f"write it in square brackets: `[{cells}]`"
        reader.problems.add("B202", f"{name} has cells without columns in its braces", row.span, help_)
        return None
    from quiz.bank.syntax import slip  # only after a mistake, or if the keys are in another order

    by_name: dict[str, Node] = {}
    good = True
    for key, value in zip(row.node.keys, row.node.values, strict=True):
        if key.text in columns:
            by_name[key.text] = value
            continue
        good = False
        is_empty = isinstance(value, Scalar) and not value.text
        help_ = slip(key.text, columns, is_empty=is_empty) or f"the columns are {few(columns)}{like}"
        help_ = reader.problems.did_you_mean(key.text, columns) or help_
        column, colon, cell = key.text.partition(":")
        if colon and is_empty and column in columns:
            help_ = f"a space is missing after the colon: write `{column}: {cell[:40]}`"
        if key.text == "id" and not row.id:
            help_ = f"write the name before the row: `- {first_scalar(value) or 'name'}: {{{columns[0]}: ...}}`"
        alike = [other for other in row.node.keys if other.text.casefold() == key.text.casefold()]
        in_case = in_its_case(key.text, columns, key.span, reader) if len(alike) == 1 else []
        reader.problems.add("B202", f"{name} has {quoted(key.text)}, which is not a column", key.span, help_, in_case)
    for column in columns:
        if column not in by_name and good:
            good = False
            help_ = f"add `{column}: ...`, or `{column}: []` if it has none"
            reader.problems.add("B201", f"{name} has no `{column}`", row.span, help_)
    return tuple(by_name[column] for column in columns) if good else None
