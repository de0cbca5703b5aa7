"""Question patterns: read by the keys of their forms, with every name in them checked."""

from collections.abc import Sequence
from math import prod

from quiz.bank.column_check import check_values
from quiz.bank.entries import Entries
from quiz.bank.form import PatternForm
from quiz.bank.format import BankFormat
from quiz.bank.keys import ALL, COLUMN, EXACT, NEAR, TRUE, TRUTH, WITHIN, ValueKind
from quiz.bank.limits import MAX_READINGS, MAX_SLOTS
from quiz.bank.model import Pattern
from quiz.bank.node_reader import NodeReader
from quiz.bank.nodes import Map, Node, Scalar, SourceSpan
from quiz.bank.problems import Diagnostics
from quiz.bank.rows import TableFrame, check_column
from quiz.bank.template import Template, parse_template
from quiz.text import quoted
from quiz.values.near import near_values
from quiz.values.readings import ColumnKind
from quiz.values.relations import canonical

_COMPARED = ("most", "least", "order")  # what names a column whose values are compared


def read_pattern(
    id_: str, span: SourceSpan, node: Node, table: TableFrame, format: BankFormat, reader: NodeReader
) -> Pattern | None:
    """Read one pattern by the keys of its form. Returns None if it has problems of its own."""
    before = len(reader.problems.found)
    entries = reader.entries(node, format.pattern)
    if entries is None or not entries.fit:
        return None
    form = _form_of(entries, format.forms, reader)
    stem = _template(entries, form.stem_key, table, reader)
    own = [key for key in form.keys if entries.has(key.name)]
    columns = {key.name: _column(entries, key.name, table, reader) for key in own if key.kind is COLUMN}
    answer = _single(columns[form.answer_key]) if form.answer_key in columns else _answer(entries, table, reader)
    pattern = Pattern(
        id=id_,
        form=form.name,
        stem=stem,
        answer=answer,
        span=span,
        where=_where(entries, table, reader),
        columns={key: column for key, column in columns.items() if column},
        flags=tuple(key.name for key in own if key.kind is TRUTH and reader.flag(entries, key.name)),
        near=reader.number(entries, NEAR.name, table.readings.language),
        within=reader.tolerance(entries, WITHIN.name, table.readings.language),
        why=_template(entries, "why", table, reader) if entries.has("why") else None,
        hints=tuple(_parsed(node, table, reader) for node in hint_nodes(entries, reader)),
        decoys=table.phrase_decoys.get(id_, ()),
        allow=reader.allowed(entries),
        exact=reader.flag(entries, EXACT.name),
    )
    _check_sense(pattern, form, entries, table, reader, names_known=len(reader.problems.found) == before)
    errors = [p for p in reader.problems.found[before:] if p.severity == "error"]
    return None if errors else pattern


def _form_of(entries: Entries, forms: Sequence[PatternForm], reader: NodeReader) -> PatternForm:
    """Return the form that a key selects, or else the one that no key needs to."""
    kinds = {key.name: key.kind for form in forms for key in form.keys}
    for form in forms:
        if any(_is_set(entries, name, kinds[name], reader) for name in form.selected_by):
            return form
    return next(form for form in forms if not form.selected_by)


def _is_set(entries: Entries, name: str, kind: ValueKind, reader: NodeReader) -> bool:
    if kind is TRUTH:
        return reader.flag(entries, name)
    if kind is TRUE:
        return reader.is_chosen(entries, name)
    return reader.chooses_all(entries) if kind is ALL else entries.has(name)


_SHOWN = 20  # characters by which a place in a text is found


def _template(entries: Entries, key: str, table: TableFrame, reader: NodeReader) -> Template:
    node = reader.scalar(entries, key)
    if node is None:
        return Template(("",), ())
    return _parsed(node, table, reader)


def _parsed(node: Scalar, table: TableFrame, reader: NodeReader) -> Template:
    text = reader.cleaned(node)
    template, broken = parse_template(text)
    if len(template.slots) > MAX_SLOTS:
        reader.problems.add("B005", f"more than {MAX_SLOTS} placeholders in one text", node.span, "use fewer")
        return Template(("",), ())
    for message, offset in {message: offset for offset, message in reversed(broken)}.items():
        reader.problems.add("B205", message, reader.locate(node, text[offset : offset + _SHOWN]))
    for slot in {slot.column: slot for slot in reversed(template.slots)}.values():
        if slot.column not in table.data.columns:
            fragment = text[slot.offset : text.index("}", slot.offset) + 1]
            times = [one.column for one in template.slots].count(slot.column)
            check_column(slot.column, table, reader.locate(node, fragment), reader, "B204", times)
    return template


def read_cards(table: TableFrame, reader: NodeReader) -> dict[str, Template]:
    """Read what the cards of rows say, by the id of the row. What is not a text is a problem."""
    found: dict[str, Template] = {}
    for id_, node in table.data.cards.items():
        if not isinstance(node, Scalar):
            reader.problems.add("B103", "`card` should be a text", node.span, "write one text, in quotes")
        elif not node.text.strip():
            reader.problems.add("B105", "`card` is empty", node.span, "give it a text, or delete the key")
        else:
            found[id_] = _parsed(node, table, reader)
    return found


def _single(column: str) -> Template:
    return parse_template(f"{{{column}}}")[0] if column else Template(("",), ())


def _answer(entries: Entries, table: TableFrame, reader: NodeReader) -> Template:
    node = reader.scalar(entries, "answer")
    if node is None:
        return Template(("",), ())
    if "{" in node.text:
        return _parsed(node, table, reader)
    return _single(_column(entries, "answer", table, reader))


def hint_nodes(entries: Entries, reader: NodeReader) -> tuple[Scalar, ...]:
    """Return the text nodes of a question's hints, if there are not too many."""
    nodes = reader.several(entries, "hint")
    if nodes and reader.is_over_limit(len(nodes), entries.spec.key("hint"), entries.key_spans["hint"]):
        return ()
    return nodes


def _column(entries: Entries, key: str, table: TableFrame, reader: NodeReader) -> str:
    node = reader.scalar(entries, key)
    if node is None:
        return ""
    name = node.text.strip()
    if name.startswith("{") and name.endswith("}"):
        name = name[1:-1]
    return name if check_column(name, table, node.span, reader, is_compared=key in _COMPARED) else ""


def _where(entries: Entries, table: TableFrame, reader: NodeReader) -> tuple[tuple[str, tuple[str, ...]], ...]:
    node = entries.nodes.get("where")
    if node is None:
        return ()
    if not isinstance(node, Map):
        from quiz.bank.key_lines import where_line  # only after a mistake

        help_ = where_line(node, table.data.columns)
        reader.problems.add("B103", "`where` should name a column and its value", node.span, help_)
        return ()
    found = []
    for key, value in zip(node.keys, node.values, strict=True):
        if not check_column(key.text, table, key.span, reader):
            continue
        wanted = reader.scalars(value, f"`{key.text}`")
        there, reading = table.names_of(key.text), table.read(key.text).reading
        for scalar in wanted:
            if canonical(reader.cleaned(scalar), reading) not in there:
                help_ = reader.problems.did_you_mean(scalar.text, there.values()) or "use a value that a row has"
                reader.problems.add("B207", f"no row has {quoted(scalar.text)} as `{key.text}`", scalar.span, help_)
        found.append((key.text, tuple(reader.cleaned(scalar) for scalar in wanted)))
    return tuple(found)


def _check_sense(
    pattern: Pattern, form: PatternForm, entries: Entries, table: TableFrame, reader: NodeReader, *, names_known: bool
) -> None:
    """Check that the keys make sense together, as far as the names in them are known."""
    columns = set(table.data.columns)
    stem, answer = set(pattern.stem.columns) & columns, set(pattern.answer.columns) & columns
    if not form.states_answer:
        if not answer and names_known:
            help_ = "name a column, or use `{column}`"
            reader.problems.add("B203", "`answer` shows no column", entries.key_spans[form.answer_key], help_)
        elif answer and answer <= stem:
            reader.problems.add(
                "B305",
                "the question shows its own answer",
                entries.key_spans[form.stem_key],
                "use other columns in the question",
            )
    if len(answer) > 1:
        _check_readings(pattern, table, entries.key_spans[form.answer_key], reader.problems)
    if form.check is not None:
        form.check(pattern, entries, table, reader)
    if pattern.near is not None and answer:
        if len(pattern.answer.slots) > 1:
            reader.problems.add(
                "B206", "`near` needs one column as its answer", entries.key_spans["near"], "delete `near`"
            )
        else:
            _check_near(pattern, entries.key_spans["near"], table, reader.problems)


def _check_readings(pattern: Pattern, table: TableFrame, span: SourceSpan, problems: Diagnostics) -> None:
    """Refuse a phrase with so many lists that its readings cannot all be proven right or wrong."""
    columns = [table.data.columns.index(name) for name in pattern.answer.columns if name in table.data.columns]
    for row in table.data.rows:
        if prod(len(row.cells[i]) for i in columns) > MAX_READINGS:
            message = f"the answer can be read in more than {MAX_READINGS} ways for the row `{row.id}`"
            problems.add("B005", message, span, "use one list in it, or shorter ones")
            return


def _check_near(pattern: Pattern, span: SourceSpan, table: TableFrame, problems: Diagnostics) -> None:
    """Refuse `near` if the answers are not numbers or years."""
    column = pattern.answer.slots[0].column
    if pattern.exact or column in table.readings.exact:
        problems.add("B206", "`near` cannot be combined with `exact`", span, "delete one of the two")
        return
    read = table.read(column)
    if read.reading.kind is ColumnKind.DATE and pattern.near is not None:
        texts = [value.text for cell in table.cells(column) for value in cell]
        if not any(near_values(text, pattern.near, read.reading) for text in texts):
            help_ = "delete `near`: the nearest dates of other rows are the wrong answers"
            problems.add("B301", f"`near` needs numbers or years, but `{column}` contains dates", span, help_)
            return
    check_values(column, f"`near` of `{pattern.id}` needs numbers", table, problems)
