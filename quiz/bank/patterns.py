"""Question patterns: read by the keys of their forms, with every name in them checked."""

from collections.abc import Sequence
from math import prod

from quiz.bank.form import PatternForm
from quiz.bank.frame import TableFrame, check_column
from quiz.bank.keys import ALL, COLUMN, NEAR, TRUTH, ValueKind
from quiz.bank.limits import MAX_HINTS, MAX_READINGS, MAX_SLOTS
from quiz.bank.model import Pattern
from quiz.bank.nodes import Map, Node, Scalar
from quiz.bank.place import Place
from quiz.bank.record import Record
from quiz.bank.shape import Fields, Shape
from quiz.bank.template import Template, parse_template
from quiz.dates import date
from quiz.text import fold, number, quoted


def read_pattern(
    id_: str, place: Place, node: Node, table: TableFrame, shape: Shape, *, forms: Sequence[PatternForm], record: Record
) -> Pattern | None:
    """Read one pattern by the record of its keys. Returns None where it has problems of its own."""
    before = len(shape.problems)
    fields = shape.fields(node, record)
    if fields is None or not _keys_fit(fields, record, shape):
        return None
    form = _form_of(fields, forms, shape)
    stem = _template(fields, form.stem_key, table, shape)
    own = [key for key in form.keys if fields.has(key.name)]
    columns = {key.name: _column(fields, key.name, table, shape) for key in own if key.kind is COLUMN}
    answer = _single(columns[form.answer_key]) if form.answer_key in columns else _answer(fields, table, shape)
    pattern = Pattern(
        id=id_,
        form=form.name,
        stem=stem,
        answer=answer,
        place=place,
        where=_where(fields, table, shape),
        columns={key: column for key, column in columns.items() if column},
        flags=tuple(key.name for key in own if key.kind is TRUTH and shape.flag(fields, key.name)),
        near=shape.number(fields, NEAR.name),
        why=_template(fields, "why", table, shape) if fields.has("why") else None,
        hints=tuple(_parsed(node, table, shape) for node in hint_nodes(fields, shape)),
        decoys=table.phrase_decoys.get(id_, ()),
        allow=shape.allowed(fields),
    )
    _check_sense(pattern, form, fields, table, shape, names_known=len(shape.problems) == before)
    errors = [p for p in shape.problems[before:] if p.severity == "error"]
    return None if errors else pattern


def _keys_fit(fields: Fields, record: Record, shape: Shape) -> bool:
    """Tell whether the keys go together and none is missing; the first two that clash are a problem."""
    for key, others in record.excludes.items():
        for other in others:
            if fields.has(key) and fields.has(other):
                place = fields.key_places[other]
                shape.add("B206", f"`{other}` does not go with `{key}`", place, "delete one of the two")
                return False
    stem = next((key for key in record.any_of if fields.has(key)), None)
    if stem is None:
        usual, *statements = record.any_of
        instead = "".join(f", or a `{other}:`" for other in statements)
        help_ = f'add `{usual}: "..."` and `{record.needs[usual][0]}:`{instead}'
        shape.add("B102", f"`{usual}` is missing", fields.place, help_)
        return False
    good = True
    for needed in record.needs[stem]:
        if not fields.has(needed):
            good = False
            shape.add("B102", f"`{needed}` is missing", fields.place, f"add `{needed}:` with the name of a column")
    for own in record.keys:
        if own.belongs_to and fields.has(own.name) and not fields.has(own.belongs_to):
            good = False
            article = "an" if own.belongs_to[0] in "aeiou" else "a"
            message = f"`{own.name}` belongs to {article} `{own.belongs_to}`"
            shape.add("B206", message, fields.key_places[own.name], own.alone)
    return good


def _form_of(fields: Fields, forms: Sequence[PatternForm], shape: Shape) -> PatternForm:
    """Return the form that a key selects, or else the one that no key needs to."""
    kinds = {key.name: key.kind for form in forms for key in form.keys}
    for form in forms:
        if any(_is_set(fields, name, kinds[name], shape) for name in form.selected_by):
            return form
    return next(form for form in forms if not form.selected_by)


def _is_set(fields: Fields, name: str, kind: ValueKind, shape: Shape) -> bool:
    if kind is TRUTH:
        return shape.flag(fields, name)
    return shape.chooses_all(fields) if kind is ALL else fields.has(name)


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
    return parse_template(f"{{{column}}}")[0] if column else Template(("",), ())


def _answer(fields: Fields, table: TableFrame, shape: Shape) -> Template:
    node = shape.scalar(fields, "answer")
    if node is None:
        return Template(("",), ())
    if "{" in node.text:
        return _parsed(node, table, shape)
    return _single(_column(fields, "answer", table, shape))


def hint_nodes(fields: Fields, shape: Shape) -> tuple[Scalar, ...]:
    """Return the text nodes of a question's hints, if they are not too many."""
    nodes = shape.several(fields, "hint")
    if nodes and shape.is_over(
        len(nodes), MAX_HINTS, "hints for a question", fields.key_places["hint"], "keep the best"
    ):
        return ()
    return nodes


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


def _check_sense(
    pattern: Pattern, form: PatternForm, fields: Fields, table: TableFrame, shape: Shape, *, names_known: bool
) -> None:
    """Check that the keys make sense together, as far as the names in them are known."""
    columns = set(table.data.columns)
    stem, answer = set(pattern.stem.columns) & columns, set(pattern.answer.columns) & columns
    if not form.states_answer:
        if not answer and names_known:
            help_ = "name a column, or use `{column}`"
            shape.add("B203", "`answer` shows no column", fields.key_places[form.answer_key], help_)
        elif answer and answer <= stem:
            shape.add(
                "B305", "the question shows its own answer", fields.key_places[form.stem_key], "ask by other columns"
            )
    if len(answer) > 1:
        _check_readings(pattern, table, fields.key_places[form.answer_key], shape)
    if form.check is not None:
        form.check(pattern, fields, table, shape)
    if pattern.near is not None and answer:
        if len(pattern.answer.slots) > 1:
            shape.add("B206", "`near` needs one column as answer", fields.key_places["near"], "delete `near`")
        else:
            _check_near(pattern, fields.key_places["near"], table, shape)


def _check_readings(pattern: Pattern, table: TableFrame, place: Place, shape: Shape) -> None:
    """Refuse a phrase of so many lists that its readings cannot all be proven right or wrong."""
    columns = [table.data.columns.index(name) for name in pattern.answer.columns if name in table.data.columns]
    for row in table.data.rows:
        if prod(len(row.cells[i]) for i in columns) > MAX_READINGS:
            message = f"the answer reads in more than {MAX_READINGS} ways for the row `{row.id}`"
            shape.add("B005", message, place, "use one list in it, or shorter ones")
            return


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
