"""Rows of a table: from nodes to facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quiz.bank.limits import MAX_COLUMNS
from quiz.bank.model import Cell, Row, Value
from quiz.bank.nodes import Map, Node, Scalar, Seq
from quiz.bank.place import Place
from quiz.bank.shape import Shape, few
from quiz.bank.syntax import slip
from quiz.text import quoted, slug

_FEWER = "make several tables of it"
CONFUSE = "confuse"  # the one key of a row that is no column


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table with the nodes of their cells, for messages about a cell."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    nodes: tuple[tuple[Node, ...], ...]
    confuse: Mapping[str, Node] = field(default_factory=dict)  # by the id of the row

    def place(self, row: int, column: str) -> Place:
        """Return where a cell stands."""
        return self.nodes[row][self.columns.index(column)].place


@dataclass(frozen=True, slots=True)
class _RawRow:
    id: str | None
    node: Map | Seq
    place: Place
    confuse: Node | None = None


def read_columns(node: Node | None, shape: Shape) -> tuple[str, ...]:
    """Read `columns: [...]`; nothing where it is not given."""
    if node is None:
        return ()
    names: list[str] = []
    scalars = shape.scalars(node, "`columns`")
    if shape.is_over(len(scalars), MAX_COLUMNS, "columns in a table", node.place, _FEWER):
        return ()
    for scalar in scalars:
        _good_column(scalar, shape)
        if scalar.text in names:
            shape.add("B208", f"the column {quoted(scalar.text)} is named twice", scalar.place, "delete one")
        else:
            names.append(scalar.text)
    return tuple(names)


def _good_column(node: Scalar, shape: Shape) -> bool:
    if node.text == CONFUSE:
        help_ = "it tells what a row is mixed up with; use another name"
        shape.add("B106", f"`{CONFUSE}` cannot name a column", node.place, help_)
        return False
    if node.text.isidentifier() and node.text.isprintable() and len(node.text) <= 80:
        return True
    better = slug(node.text).replace("-", "_")
    better = better if better.isidentifier() else "name"
    help_ = f"use letters, digits and `_`, for example `{better}`"
    shape.add("B106", f"{quoted(node.text)} cannot name a column", node.place, help_)
    return False


def read_rows(node: Node, columns: tuple[str, ...], shape: Shape) -> Rows:
    """Read the rows of a table. Unless given, the columns are the keys of the first row.

    Where all others agree on other keys, the mistake is in the first one, and theirs are the columns.
    """
    raw = _raw_rows(node, shape)
    if CONFUSE.encode() in shape.data:
        raw = list(map(_parted, raw))
    raw = [row for row in raw if _has_cells(row, shape)]
    if not raw and isinstance(node, (Map, Seq)) and not (node.keys if isinstance(node, Map) else node.items):
        shape.add("B105", "`rows` is empty", node.place, "add a row")
    if columns:
        return _rows(raw, columns, shape, "")
    maps = [row.node for row in raw if isinstance(row.node, Map)]
    if not maps:
        if raw:
            shape.add("B102", "`columns` is missing", raw[0].place, "name the columns: `columns: [name, ...]`")
        return Rows((), (), ())
    is_odd = _is_odd(maps)
    if shape.is_over(len(maps[1 if is_odd else 0].keys), MAX_COLUMNS, "columns in a table", maps[0].place, _FEWER):
        return Rows((), (), ())
    for key in maps[1 if is_odd else 0].keys:
        _good_column(key, shape)
    columns = tuple(key.text for key in maps[1 if is_odd else 0].keys)
    return _rows(raw, columns, shape, " (as in the other rows)" if is_odd else " (as in the first row)")


def _is_odd(maps: Sequence[Map]) -> bool:
    """Tell whether the first row has other keys than all the others, which have the same."""
    first, second = ({key.text for key in node.keys} for node in (maps[0], maps[1 if len(maps) > 1 else 0]))
    return first != second and len(maps) > 2 and all({key.text for key in node.keys} == second for node in maps[2:])


def _raw_rows(node: Node, shape: Shape) -> list[_RawRow]:
    raw: list[_RawRow] = []
    if isinstance(node, Map):
        for key, value in zip(node.keys, node.values, strict=True):
            if not shape.good_id(key, "a row"):
                continue
            if isinstance(value, Scalar):
                shape.add(
                    "B103", f"the row `{key.text}` is a text", value.place, f"write `{key.text}: {{column: ...}}`"
                )
            else:
                raw.append(_RawRow(key.text, value, key.place))
    elif isinstance(node, Seq):
        for item in node.items:
            if isinstance(item, Scalar):
                shape.add("B103", "this row is a text", item.place, "write `{column: value, ...}`")
            else:
                raw.append(_RawRow(None, item, item.place))
        if raw:
            help_ = "write `id: {...}` for each row to keep the history when a text changes"
            shape.add("B107", "the ids of the rows are made from their first column", node.place, help_)
    else:
        shape.add("B103", "`rows` should be rows of facts", node.place, "write `id: {column: value, ...}` for each")
    return raw


def _parted(row: _RawRow) -> _RawRow:
    """Return a row with what it is confused with apart from its cells."""
    if isinstance(row.node, Seq) or CONFUSE not in [key.text for key in row.node.keys]:
        return row
    at = [key.text for key in row.node.keys].index(CONFUSE)
    keys, values = row.node.keys, row.node.values
    cells = Map(keys[:at] + keys[at + 1 :], values[:at] + values[at + 1 :], row.node.line, row.node.column)
    return _RawRow(row.id, cells, row.place, values[at])


def _has_cells(row: _RawRow, shape: Shape) -> bool:
    if row.node.keys if isinstance(row.node, Map) else row.node.items:
        return True
    name = f"the row `{row.id}`" if row.id else "this row"
    shape.add("B105", f"{name} has no cells", row.place, "write `{column: value, ...}`")
    return False


def _rows(raw: list[_RawRow], columns: tuple[str, ...], shape: Shape, like: str) -> Rows:
    rows: list[Row] = []
    nodes: list[tuple[Node, ...]] = []
    first: dict[str, Place] = {}
    seen: dict[str, Cell] = {}
    names = list(columns)
    confuse: dict[str, Node] = {}
    for row in raw:
        cells_of = row.node
        if type(cells_of) is Map and [key.text for key in cells_of.keys] == names:
            found: tuple[Node, ...] | None = cells_of.values
        else:
            found = _aligned(row, columns, shape, like)
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
                        cell = shape.cell(node)
                cells.append(cell)
            else:
                cells.append(shape.cell(node))
        id_ = row.id if row.id is not None else slug(cells[0][0].text if cells[0] else "") or "row"
        if id_ in first:
            message = f"two rows have the id `{id_}`, here and in line {first[id_].line}"
            shape.add("B208", message, row.place, "write `id: {...}` for each row")
            continue
        first[id_] = row.place
        rows.append(Row(id_, tuple(cells), row.place))
        nodes.append(found)
        if row.confuse is not None:
            confuse[id_] = row.confuse
    return Rows(columns, tuple(rows), tuple(nodes), confuse)


def _aligned(row: _RawRow, columns: tuple[str, ...], shape: Shape, like: str) -> tuple[Node, ...] | None:
    """Return a row's cells in the order of the columns, or None with the problems. `like` tells what has those."""
    name = f"the row `{row.id}`" if row.id else "this row"
    if isinstance(row.node, Seq):
        if len(row.node.items) == len(columns):
            return row.node.items
        message = f"{name} has {len(row.node.items)} cells for {len(columns)} columns"
        shape.add("B201", message, row.place, f"the columns are {few(columns)}")
        return None
    by_name: dict[str, Node] = {}
    good = True
    for key, value in zip(row.node.keys, row.node.values, strict=True):
        if key.text in columns:
            by_name[key.text] = value
            continue
        good = False
        is_empty = isinstance(value, Scalar) and not value.text
        help_ = slip(key.text, columns, is_empty=is_empty) or f"the columns are {few(columns)}{like}"
        help_ = shape.did_you_mean(key.text, columns) or help_
        shape.add("B202", f"{name} has {quoted(key.text)}, which is not a column", key.place, help_)
    for column in columns:
        if column not in by_name and good:
            good = False
            help_ = f"add `{column}: ...`, or `{column}: []` where it has none"
            shape.add("B201", f"{name} has no `{column}`", row.place, help_)
    return tuple(by_name[column] for column in columns) if good else None
