"""Values that a teacher says are wrong, for all rows (decoys) or for one (confusions), compared with the facts."""

from collections.abc import Mapping, Sequence
from itertools import product

from quiz.bank.entries import Entries
from quiz.bank.limits import MAX_DECOYS
from quiz.bank.model import Cell, Pattern, Row, RowConfusions, Value
from quiz.bank.node_reader import NodeReader
from quiz.bank.nodes import Map, Node, Scalar, Seq, SourceSpan
from quiz.bank.problems import Diagnostics
from quiz.bank.readings import what_may_matter
from quiz.bank.rows import TableFrame, check_column
from quiz.bank.template import Template
from quiz.text import quoted
from quiz.values.clashes import TooManyPairs, clashes_of
from quiz.values.readings import OPEN, ColumnKind, ColumnReading, value_of
from quiz.values.relations import canonical, canonical_all
from quiz.values.signs import plain
from quiz.values.spans import Worth


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
            "B103", "`decoys` should name a column and its decoys", node.span, "write `decoys: {column: [...]}`"
        )
        return by_column, by_pattern
    for key, value in zip(node.keys, node.values, strict=True):
        if key.text in patterns and key.text not in frame.data.columns:
            by_pattern[key.text] = tuple(decoy for _, decoy in _with_spans(value, reader))
        elif check_column(key.text, frame, key.span, reader):
            spanned = _with_spans(value, reader)
            by_column[key.text] = tuple(decoy for _, decoy in spanned)
            _check_decoys(key.text, spanned, frame, reader.problems)
    return by_column, by_pattern


class _Facts:
    """The values of rows in a column, which wrong values are compared with."""

    def __init__(self, rows: Sequence[tuple[Row, Cell]], reading: ColumnReading) -> None:
        self._reading = reading
        names = [(name, row) for row, cell in rows for value in cell for name in (value.text, *value.also)]
        forms = canonical_all([name for name, _ in names], reading)
        self._rows: dict[str, tuple[Row, str]] = {}  # form -> the first row that holds it, and what it reads there
        for form, (name, row) in zip(forms, names, strict=True):
            self._rows.setdefault(form, (row, name))

    def forms(self, value: Value) -> list[str]:
        """Return the canonical forms of all names of a value."""
        return [canonical(name, self._reading) for name in (value.text, *value.also)]

    def same(self, value: Value) -> Row | None:
        """Return a row that holds a value, by one of its names."""
        return next((self._rows[form][0] for form in self.forms(value) if form in self._rows), None)

    def perhaps(self, values: Sequence[Value]) -> Mapping[Value, Row]:
        """Return the values that no row holds but that may mean the value of a row, each with that row."""
        named = {
            form: (name, value)
            for value in values
            for name in (value.text, *value.also)
            for form in (canonical(name, self._reading),)
            if form not in self._rows
        }
        rows = list(self._rows.values())
        texts = [*(name for _, name in rows), *(name for name, _ in named.values())]
        owners = [value for _, value in named.values()]
        found: dict[Value, Row] = {}
        try:
            clashing = clashes_of(texts, [*self._rows, *named], self._worth(texts), self._reading)
        except TooManyPairs:  # then nothing is asked about the column
            return found
        for at, others in clashing.items():
            true = min((other for other in others if other < len(rows)), default=None)
            if at >= len(rows) and true is not None:
                found.setdefault(owners[at - len(rows)], rows[true][0])
        return found

    def _worth(self, texts: Sequence[str]) -> list[Worth | None]:
        if self._reading.kind in (ColumnKind.TEXT, ColumnKind.IDENTIFIER):
            return [None] * len(texts)
        return [value_of(plain(text), self._reading) for text in texts]


def _check_decoys(
    column: str, decoys: list[tuple[SourceSpan, Value]], frame: TableFrame, problems: Diagnostics
) -> None:
    rows = list(zip(frame.data.rows, frame.cells(column), strict=True))
    facts = _Facts(rows, frame.read(column).reading)
    perhaps = facts.perhaps([decoy for _, decoy in decoys])
    seen: set[str] = set()
    help_ = "delete it: a decoy must be wrong for every row"
    for span, decoy in decoys:
        row, forms = facts.same(decoy), set(facts.forms(decoy))
        if row is not None:
            message = f"the decoy {quoted(decoy.text)} is true for the row `{row.id}`"
            true = [value.text for value in row.cells[frame.data.columns.index(column)]]
            matters = next(filter(None, (what_may_matter(decoy.text, text) for text in true)), "")
            exact = f"; if {matters}, write `exact: [{column}]` in the table" if matters else ""
            problems.add("B302", message, span, help_ + exact)
        elif decoy in perhaps:
            message = f"the decoy {quoted(decoy.text)} may be true for the row `{perhaps[decoy].id}`"
            problems.add("B302", message, span, help_)
        elif seen & forms:
            problems.add("B303", f"the decoy {quoted(decoy.text)} is given twice", span, "delete one")
        seen |= forms


def read_confusions(
    entries: Entries, frame: TableFrame, patterns: Sequence[Pattern], reader: NodeReader
) -> dict[str, RowConfusions]:
    """Read what rows are confused with, by the id of the row: rows, values by column, phrases by their pattern."""
    phrases = {one.id: one.answer for one in patterns if one.id not in frame.data.columns}
    found: dict[str, RowConfusions] = {}
    if not frame.data.confuse:
        return found
    rows = {row.id: row for row in frame.data.rows}
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
                values += _wrong_cells(item, rows[id_], frame, phrases, reader)
            else:
                reader.problems.add(
                    "B103", "`confuse` has a list inside a list", item.span, "name a row, or `{column: value}`"
                )
        found[id_] = RowConfusions(tuple(others), tuple(values))
    return found


def _other_row(node: Scalar, own: str, rows: dict[str, Row], reader: NodeReader) -> list[str]:
    """Return the row that is named, if there is one."""
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
            or "name a row; for a value that no row has, write `{column: value}`"
        )
        reader.problems.add("B209", f"no row is called {quoted(name)}", node.span, help_)
    return []


def _wrong_cells(
    node: Map, row: Row, frame: TableFrame, phrases: Mapping[str, Template], reader: NodeReader
) -> list[tuple[str, Cell]]:
    """Return values by column, or by the id of a pattern, that are wrong for a row."""
    found = []
    for key, value in zip(node.keys, node.values, strict=True):
        if key.text in phrases:
            facts = _Facts([(row, _phrases(phrases[key.text], row, frame))], OPEN)
        elif check_column(key.text, frame, key.span, reader):
            own = row.cells[frame.data.columns.index(key.text)]
            facts = _Facts([(row, own)], frame.read(key.text).reading)
        else:
            continue
        spanned = _with_spans(value, reader)
        perhaps = facts.perhaps([wrong for _, wrong in spanned])
        for span, wrong in spanned:
            if facts.same(wrong) or wrong in perhaps:
                message = f"{quoted(wrong.text)} is, or may be, true for the row `{row.id}`"
                reader.problems.add("B302", message, span, "delete it: a confusion must be wrong for its row")
        found.append((key.text, tuple(wrong for _, wrong in spanned)))
    return found


def _phrases(template: Template, row: Row, frame: TableFrame) -> Cell:
    """Return every reading of a phrase of a row."""
    names = [name for name in template.columns if name in frame.data.columns]
    cells = [row.cells[frame.data.columns.index(name)] for name in names]
    texts = ({name: value.text for name, value in zip(names, values, strict=True)} for values in product(*cells))
    return tuple(Value(template.fill(of)) for of in texts if len(of) == len(template.columns))


def _with_spans(node: Node, reader: NodeReader) -> list[tuple[SourceSpan, Value]]:
    """Return a value, or the values of a list, each with its span."""
    items = node.items if isinstance(node, Seq) else (node,)
    if reader.problems.is_over(
        len(items), MAX_DECOYS, "wrong values in one list", node.span, "keep the most plausible"
    ):
        return []
    return [(item.span, value) for item in items for value in reader.values(item, is_wrong=True)]
