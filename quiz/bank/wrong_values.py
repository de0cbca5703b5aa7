"""Values that a teacher says are wrong, for all rows (decoys) or for one (confusions), held against the facts."""

from quiz.bank.entries import Entries
from quiz.bank.limits import MAX_DECOYS
from quiz.bank.model import Cell, Row, RowConfusions, Value
from quiz.bank.node_reader import NodeReader
from quiz.bank.nodes import Map, Node, Scalar, Seq, SourceSpan
from quiz.bank.problems import Diagnostics
from quiz.bank.rows import Rows, TableFrame, check_column
from quiz.dates import Days, date
from quiz.text import may_be_date, normalize, number, quoted


def read_decoys(
    entries: Entries, frame: TableFrame, patterns: set[str], reader: NodeReader
) -> tuple[dict[str, Cell], dict[str, Cell]]:
    """Read decoys by column and, for phrases, by the id of their pattern."""
    by_column: dict[str, Cell] = {}
    by_pattern: dict[str, Cell] = {}
    node = entries.nodes.get("decoys")
    if node is None:
        return by_column, by_pattern
    if not isinstance(node, Map):
        reader.problems.add(
            "B103", "`decoys` should name a column and its decoys", node.span, "write `decoys: {name: [...]}`"
        )
        return by_column, by_pattern
    for key, value in zip(node.keys, node.values, strict=True):
        if key.text in patterns and key.text not in frame.data.columns:
            by_pattern[key.text] = tuple(decoy for _, decoy in _with_spans(value, reader))
        elif check_column(key.text, frame, key.span, reader.problems):
            spanned = _with_spans(value, reader)
            by_column[key.text] = tuple(decoy for _, decoy in spanned)
            _check_decoys(key.text, spanned, frame.data, reader.problems)
    return by_column, by_pattern


def _names(value: Value) -> list[str]:
    return [normalize(value.text), *(normalize(name) for name in value.also)]


def _check_decoys(column: str, decoys: list[tuple[SourceSpan, Value]], data: Rows, problems: Diagnostics) -> None:
    index = data.columns.index(column)
    true_for: dict[str, Row] = {}
    for row in data.rows:
        for value in row.cells[index]:
            for name in _names(value):
                true_for.setdefault(name, row)
    seen: set[str] = set()
    dates = _dated_rows(data.rows, index) if any(may_be_date(decoy.text) for _, decoy in decoys) else []
    for span, decoy in decoys:
        row_ = next((true_for[name] for name in _names(decoy) if name in true_for), None)
        help_ = "delete it: a decoy must be wrong for every row"
        if row_ is not None:
            problems.add("B302", f"the decoy {quoted(decoy.text)} is true for the row `{row_.id}`", span, help_)
        elif close := _shares_days(decoy, dates):
            problems.add("B302", f"the decoy {quoted(decoy.text)} may be the date of the row `{close.id}`", span, help_)
        elif seen & set(_names(decoy)):
            problems.add("B303", f"the decoy {quoted(decoy.text)} is given twice", span, "delete one")
        seen |= set(_names(decoy))


def _shares_days(decoy: Value, dates: list[tuple[Row, Days]]) -> Row | None:
    """Return the first row whose date has a day of a decoy."""
    if not dates:
        return None
    spans = [days for name in (decoy.text, *decoy.also) if (days := date(name))]
    return next((row for row, one in dates for days in spans if one[0] <= days[1] and days[0] <= one[1]), None)


def _dated_rows(rows: tuple[Row, ...], index: int) -> list[tuple[Row, Days]]:
    """Return the rows with their dates, where a column holds nothing but dates and not only numbers."""
    values = [value for row in rows for value in row.cells[index]]
    if not all(date(value.text) for value in values) or all(number(value.text) is not None for value in values):
        return []
    named = [(row, date(name)) for row in rows for value in row.cells[index] for name in (value.text, *value.also)]
    return [(row, days) for row, days in named if days]


def read_confusions(entries: Entries, frame: TableFrame, reader: NodeReader) -> dict[str, RowConfusions]:
    """Read what rows are confused with, by the id of the row."""
    found: dict[str, RowConfusions] = {}
    if not frame.data.confuse:
        return found
    rows = {row.id: row for row in frame.data.rows}
    dates = _Dates(frame)
    for id_, node in frame.data.confuse.items():
        if reader.flag(entries, "open"):
            help_ = "use `decoys`, which are wrong for every row, or delete `open: true`"
            reader.problems.add("B206", "`confuse` needs a table that is not `open`", node.span, help_)
            return found
        others: list[str] = []
        values: list[tuple[str, Cell]] = []
        for item in node.items if isinstance(node, Seq) else (node,):
            if isinstance(item, Scalar):
                others += _other_row(item, id_, rows, reader)
            elif isinstance(item, Map):
                values += _wrong_cells(item, rows[id_], frame, dates, reader)
            else:
                reader.problems.add(
                    "B103", "`confuse` holds a list in a list", item.span, "name a row, or `{column: value}`"
                )
        found[id_] = RowConfusions(tuple(others), tuple(values))
    return found


def _other_row(node: Scalar, own: str, rows: dict[str, Row], reader: NodeReader) -> list[str]:
    """Return the row that is named, if there is such a one."""
    name = node.text.strip()
    if not name:
        reader.problems.add("B105", "an empty text in `confuse`", node.span, "name a row, or delete it")
    elif name == own:
        reader.problems.add("B302", f"the row `{own}` is confused with itself", node.span, "name another row")
    elif name in rows:
        return [name]
    else:
        help_ = (
            reader.problems.did_you_mean(name, rows)
            or "name a row; a value that no row has goes by its column: `{column: value}`"
        )
        reader.problems.add("B209", f"no row is called {quoted(name)}", node.span, help_)
    return []


class _Dates:
    """The dates of a table, each column read once."""

    def __init__(self, frame: TableFrame) -> None:
        self._data = frame.data
        self._columns: dict[str, dict[str, list[tuple[Row, Days]]]] = {}

    def of(self, row: Row, column: str) -> list[tuple[Row, Days]]:
        """Return the dates of a row, where its column holds nothing but dates."""
        if column not in self._columns:
            by_row: dict[str, list[tuple[Row, Days]]] = {}
            for found in _dated_rows(self._data.rows, self._data.columns.index(column)):
                by_row.setdefault(found[0].id, []).append(found)
            self._columns[column] = by_row
        return self._columns[column].get(row.id, [])


def _wrong_cells(node: Map, row: Row, frame: TableFrame, dates: "_Dates", reader: NodeReader) -> list[tuple[str, Cell]]:
    """Return values by column that are wrong for a row."""
    found = []
    for key, value in zip(node.keys, node.values, strict=True):
        if not check_column(key.text, frame, key.span, reader.problems):
            continue
        own = row.cells[frame.data.columns.index(key.text)]
        names = {name for one in own for name in _names(one)}
        its_dates = dates.of(row, key.text)
        spanned = _with_spans(value, reader)
        for span, wrong in spanned:
            if names & set(_names(wrong)) or _shares_days(wrong, its_dates):
                message = f"{quoted(wrong.text)} is, or may be, true for the row `{row.id}`"
                reader.problems.add(
                    "B302", message, span, "delete it: what a row is confused with must be wrong for it"
                )
        found.append((key.text, tuple(wrong for _, wrong in spanned)))
    return found


def _with_spans(node: Node, reader: NodeReader) -> list[tuple[SourceSpan, Value]]:
    """Return a value, or the values of a list, each with its span."""
    items = node.items if isinstance(node, Seq) else (node,)
    if reader.problems.is_over(
        len(items), MAX_DECOYS, "wrong values in one list", node.span, "keep the most plausible"
    ):
        return []
    return [(item.span, value) for item in items for value in reader.values(item)]
