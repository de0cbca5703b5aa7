"""Question patterns: from nodes to forms, with every name in them checked."""

from dataclasses import dataclass, field
from math import prod

from quiz.bank.format import PATTERN
from quiz.bank.limits import MAX_HINTS, MAX_READINGS, MAX_SLOTS
from quiz.bank.model import Cell, Form, Pattern
from quiz.bank.nodes import Map, Node, Scalar
from quiz.bank.place import Place
from quiz.bank.rows import Rows
from quiz.bank.shape import Fields, Shape, few
from quiz.bank.template import Template, parse_template
from quiz.dates import date
from quiz.text import fold, number, quoted

_MEASURES = ("most", "least", "order")  # the keys that name a column to rank rows by


@dataclass(frozen=True, slots=True)
class TableFrame:
    """What a pattern is checked against: its table's id, rows and phrase decoys."""

    id: str
    data: Rows
    phrase_decoys: dict[str, Cell]
    _names: dict[str, dict[str, str]] = field(default_factory=dict)

    def names_of(self, column: str) -> dict[str, str]:
        """Return all names of a column's values by their normal forms."""
        if column not in self._names:
            index = self.data.columns.index(column)
            values = dict.fromkeys(value for row in self.data.rows for value in row.cells[index])
            self._names[column] = {fold(name): name for value in values for name in (value.text, *value.also)}
        return self._names[column]


def check_column(name: str, table: TableFrame, place: Place, shape: Shape, code: str = "B203") -> bool:
    """Tell whether `name` is a column; if not, that is a problem at `place`."""
    if name in table.data.columns:
        return True
    help_ = shape.did_you_mean(name, table.data.columns) or f"its columns are {few(table.data.columns)}"
    shown = f"`{{{name}}}`" if code == "B204" else f"`{name}`"
    if code == "B204":
        help_ = help_.replace("mean `", "mean `{").replace("`?", "}`?")
    shape.add(code, f"{shown} is not a column of `{table.id}`", place, help_)
    return False


def read_pattern(id_: str, place: Place, node: Node, table: TableFrame, shape: Shape) -> Pattern | None:
    """Read one pattern. Returns None where it has problems of its own."""
    before = len(shape.problems)
    fields = shape.fields(node, PATTERN)
    if fields is None or not _keys_fit(fields, shape):
        return None
    claim = fields.has("claim")
    form = _form(fields, shape)
    stem = _template(fields, "claim" if claim else "ask", table, shape)
    answer = _column_template(fields, "swap", table, shape) if claim else _answer(fields, table, shape)
    measure = _column(fields, next((key for key in _MEASURES if fields.has(key)), "least"), table, shape)
    descending = shape.flag(fields, "descending")
    near = shape.number(fields, "near")
    pattern = Pattern(
        id=id_,
        form=form,
        stem=stem,
        answer=answer,
        place=place,
        where=_where(fields, table, shape),
        measure=measure,
        greatest=fields.has("most") or descending,
        near=near,
        swap=answer.slots[0].column if claim and answer.slots else "",
        why=_template(fields, "why", table, shape) if fields.has("why") else None,
        hints=tuple(_parsed(node, table, shape) for node in hint_nodes(fields, shape)),
        decoys=table.phrase_decoys.get(id_, ()),
        allow=shape.allowed(fields),
        prompt=_column(fields, "match", table, shape),
    )
    _check_sense(pattern, fields, table, shape, names_known=len(shape.problems) == before)
    errors = [p for p in shape.problems[before:] if p.severity == "error"]
    return None if errors else pattern


def _keys_fit(fields: Fields, shape: Shape) -> bool:
    good = True
    for key, others in PATTERN.excludes.items():
        for other in others:
            if fields.has(key) and fields.has(other) and good:
                good = False
                place = fields.key_places[other]
                shape.add("B206", f"`{other}` does not go with `{key}`", place, "delete one of the two")
    if not good:
        return False
    needed = ("swap",) if fields.has("claim") else ("ask", "answer")
    if not fields.has("claim") and not fields.has("ask"):
        shape.add("B102", "`ask` is missing", fields.place, 'add `ask: "..."` and `answer:`, or a `claim:`')
        return False
    for key in needed:
        if not fields.has(key):
            good = False
            shape.add("B102", f"`{key}` is missing", fields.place, f"add `{key}:` with the name of a column")
    if fields.has("swap") and not fields.has("claim"):
        good = False
        shape.add("B206", "`swap` belongs to a `claim`", fields.key_places["swap"], "delete it, or write a claim")
    if fields.has("descending") and not fields.has("order"):
        good = False
        place = fields.key_places["descending"]
        shape.add("B206", "`descending` belongs to an `order`", place, "delete it, or add `order:` with a column")
    return good


def _form(fields: Fields, shape: Shape) -> Form:
    if fields.has("claim"):
        return Form.CLAIM
    if fields.has("most") or fields.has("least"):
        return Form.COMPARE
    if fields.has("order"):
        return Form.ORDER
    if fields.has("match"):
        return Form.MATCH
    if shape.flag(fields, "except"):
        return Form.NOT
    return Form.CHOOSE_ALL if shape.chooses_all(fields) else Form.PICK


def _template(fields: Fields, key: str, table: TableFrame, shape: Shape) -> Template:
    node = shape.scalar(fields, key)
    if node is None:
        return Template(("",), ())
    return _parsed(node, table, shape)


def _parsed(node: Scalar, table: TableFrame, shape: Shape) -> Template:
    text = shape.cleaned(node)
    template, broken = parse_template(text)
    if len(template.slots) > MAX_SLOTS:
        shape.add("B005", f"more than {MAX_SLOTS} placeholders in one text", node.place, "use fewer")
        return Template(("",), ())
    for message in dict.fromkeys(message for _, message in broken):
        shape.add("B205", message, node.place)
    for slot in {slot.column: slot for slot in reversed(template.slots)}.values():
        if slot.column not in table.data.columns:
            fragment = text[slot.offset : text.index("}", slot.offset) + 1]
            check_column(slot.column, table, shape.locate(node, fragment), shape, "B204")
    return template


def _single(column: str) -> Template:
    return parse_template(f"{{{column}}}")[0]


def _answer(fields: Fields, table: TableFrame, shape: Shape) -> Template:
    node = shape.scalar(fields, "answer")
    if node is None:
        return Template(("",), ())
    if "{" in node.text:
        return _parsed(node, table, shape)
    return _column_template(fields, "answer", table, shape)


def hint_nodes(fields: Fields, shape: Shape) -> tuple[Scalar, ...]:
    """Return the text nodes of a question's hints, if they are not too many."""
    nodes = shape.several(fields, "hint")
    if nodes and shape.is_over(
        len(nodes), MAX_HINTS, "hints for a question", fields.key_places["hint"], "keep the best"
    ):
        return ()
    return nodes


def _column_template(fields: Fields, key: str, table: TableFrame, shape: Shape) -> Template:
    column = _column(fields, key, table, shape)
    return _single(column) if column else Template(("",), ())


def _column(fields: Fields, key: str, table: TableFrame, shape: Shape) -> str:
    node = shape.scalar(fields, key)
    if node is None:
        return ""
    name = node.text.strip()
    if name.startswith("{") and name.endswith("}"):
        name = name[1:-1]
    return name if check_column(name, table, node.place, shape) else ""


def _where(fields: Fields, table: TableFrame, shape: Shape) -> tuple[tuple[str, tuple[str, ...]], ...]:
    node = fields.nodes.get("where")
    if node is None:
        return ()
    if not isinstance(node, Map):
        shape.add("B103", "`where` should name a column and its value", node.place, "write `where: {column: value}`")
        return ()
    found = []
    for key, value in zip(node.keys, node.values, strict=True):
        if not check_column(key.text, table, key.place, shape):
            continue
        wanted = shape.scalars(value, f"`{key.text}`")
        there = table.names_of(key.text)
        for scalar in wanted:
            if fold(shape.cleaned(scalar)) not in there:
                help_ = shape.did_you_mean(scalar.text, there.values()) or "use a value that a row has"
                shape.add("B207", f"no row has {quoted(scalar.text)} as `{key.text}`", scalar.place, help_)
        found.append((key.text, tuple(shape.cleaned(scalar) for scalar in wanted)))
    return tuple(found)


def _check_sense(pattern: Pattern, fields: Fields, table: TableFrame, shape: Shape, *, names_known: bool) -> None:
    """Check that the keys make sense together, as far as the names in them are known."""
    columns = set(table.data.columns)
    stem, answer = set(pattern.stem.columns) & columns, set(pattern.answer.columns) & columns
    if pattern.form is Form.CLAIM:
        if pattern.swap and pattern.swap not in stem:
            message = f"the claim does not show `{{{pattern.swap}}}`, which `swap` exchanges"
            shape.add("B206", message, fields.key_places["swap"], "swap a column that the claim shows")
    elif not answer and names_known:
        shape.add("B203", "`answer` shows no column", fields.key_places["answer"], "name a column, or use `{column}`")
    elif answer and answer <= stem:
        shape.add("B305", "the question shows its own answer", fields.key_places["ask"], "ask by other columns")
    if pattern.form is Form.NOT and not fields.has("where") and not pattern.stem.slots:
        help_ = "add `where: {column: value}` for those the others meet"
        shape.add("B206", "`except` needs a `where` or a placeholder in `ask`", fields.key_places["except"], help_)
    if len(answer) > 1:
        _check_readings(pattern, table, fields.key_places["answer"], shape)
    if pattern.prompt:
        _check_prompt(pattern, fields, shape)
    if pattern.measure:
        _check_measure(pattern, table, shape)
    if pattern.near is not None and answer:
        if len(pattern.answer.slots) > 1:
            shape.add("B206", "`near` needs one column as answer", fields.key_places["near"], "delete `near`")
        else:
            _check_near(pattern, fields.key_places["near"], table, shape)


def _check_prompt(pattern: Pattern, fields: Fields, shape: Shape) -> None:
    """Check that what is to be matched with an answer is neither the answer itself nor fixed by the question."""
    name = f"`{{{pattern.prompt}}}`"
    if pattern.prompt in pattern.answer.columns:
        place = fields.key_places["match"]
        shape.add("B206", f"`match` and `answer` both show {name}", place, "match another column with the answer")
    ask = shape.scalar(fields, "ask")
    if ask is not None and pattern.prompt in pattern.stem.columns:
        help_ = "delete it there: the question is about several rows"
        place = shape.locate(ask, f"{{{pattern.prompt}}}")
        shape.add("B206", f"the question shows {name}, which is to be matched", place, help_)


def _check_readings(pattern: Pattern, table: TableFrame, place: Place, shape: Shape) -> None:
    """Refuse a phrase of so many lists that its readings cannot all be proven right or wrong."""
    columns = [table.data.columns.index(name) for name in pattern.answer.columns if name in table.data.columns]
    for row in table.data.rows:
        if prod(len(row.cells[i]) for i in columns) > MAX_READINGS:
            message = f"the answer reads in more than {MAX_READINGS} ways for the row `{row.id}`"
            shape.add("B005", message, place, "use one list in it, or shorter ones")
            return


def _check_measure(pattern: Pattern, table: TableFrame, shape: Shape) -> None:
    """Refuse a compare or an order by anything but numbers or dates, one in each cell."""
    column = pattern.measure
    does = f"`{pattern.id}` {'orders by' if pattern.form is Form.ORDER else 'compares'} `{column}`"
    cells = [row.cells[table.data.columns.index(column)] for row in table.data.rows]
    texts = dict.fromkeys(value.text for cell in cells for value in cell)
    odd = {text for text in texts if number(text) is None}
    kind, help_ = "number", "write digits only"
    if any(map(date, odd)):
        odd = {text for text in texts if not date(text)}
        kind, help_ = "date", "write it like `10 January 2023`, `2023-01-10`, `January 2023` or `1969`"
    for i, cell in enumerate(cells):
        place = table.data.place(i, column)
        for value in cell:
            if value.text in odd:
                odd.remove(value.text)
                shape.add("B301", f"{quoted(value.text)} is not a {kind}, but {does}", place, help_)
        if len(cell) > 1:
            shape.add("B301", f"several values, but {does}", place, f"give one {kind}")


def _check_near(pattern: Pattern, place: Place, table: TableFrame, shape: Shape) -> None:
    """Refuse `near` where the answers are not numbers."""
    column = pattern.answer.slots[0].column
    known: set[str] = set()
    for i, row in enumerate(table.data.rows):
        for value in row.cells[table.data.columns.index(column)]:
            if value.text in known or number(value.text) is not None:
                continue
            if date(value.text):
                help_ = "delete `near`: the nearest dates of other rows are the wrong answers"
                shape.add("B301", f"`near` needs numbers, but `{column}` holds dates", place, help_)
                return
            known.add(value.text)
            message = f"{quoted(value.text)} is not a number, but `near` of `{pattern.id}` needs numbers"
            shape.add("B301", message, table.data.place(i, column), "write digits only")
