"""The card of a fact, which shows it before it is asked for the first time."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quiz.bank.model import Pattern, Question, Row, Table
from quiz.bank.template import Template
from quiz.items.forms import FORMS, written
from quiz.items.index import listed_values
from quiz.items.item import Origin
from quiz.items.prepared import joined_explanations
from quiz.items.sources import Fact, PatternSource, QuestionSource
from quiz.text import has_lines


class Card(NamedTuple):
    """What a card shows: where the fact comes from, what it is called (if its texts do not say so), and its texts."""

    origin: Origin
    name: str
    texts: tuple[str, ...]


def card_of(fact: Fact) -> Card | None:
    """Return the card of a fact; None if its bank wants no cards, or there is nothing that a card could show.

    It shows the `card` of the row. Without one, it shows the explanations of the questions about the row, or else their
    statements, with the cells that are asked for and are not in them. The card of a written-out question shows what is
    asked and what is right; a computed one has no card, because it asks something else every time. A fact about a
    passage has none: the passage says it.
    """
    source = next((one for one in fact.item_sources if fact.row in one.rows), None)
    if source is None or not source.has_cards or source.origin.passage.text:
        return None
    if isinstance(source, QuestionSource):
        return None if source.question.values else _question_card(source.origin, source.question)
    return _row_card(source, [one for one in fact.item_sources if isinstance(one, PatternSource)], fact.row)


def fill_row(template: Template, table: Table, row: Row, language: str) -> str:
    """Return a text filled with the cells of a row, with whole lists; nothing if a cell that it shows is empty.

    `language` is that of the bank.
    """
    cells = dict(zip(table.columns, row.cells, strict=True))
    texts = {column: _values(row, table, column, language) for column in template.columns if column in cells}
    return template.fill(texts) if all(texts.values()) else ""


def _values(row: Row, table: Table, column: str, language: str) -> str:
    return listed_values([value.text for value in row.cells[table.position(column)]], language)


def _row_card(source: PatternSource, sources: Sequence[PatternSource], position: int) -> Card | None:
    table, row, language = source.table, source.table.rows[position], source.language
    own = fill_row(table.cards[row.id], table, row, language) if row.id in table.cards else ""
    if own:
        return Card(source.origin, "", (own,))
    asking = [one.pattern for one in sources if position in one.rows]
    whys = [pattern.why for pattern in asking if pattern.why]
    said = _said_of(whys, table, row, language) or _said_of(
        [pattern.stem for pattern in asking if FORMS[pattern.form].states_answer], table, row, language
    )
    text = joined_explanations(said)
    name = next((cell[0].text for cell in row.cells if cell), "")
    cells = _cells(table, row, _asked_columns(asking, is_all=not said), (name, text), language)
    texts = (*([text] if text else []), *cells)
    is_named = any(name in text for text in texts)
    return Card(source.origin, "" if is_named else name, texts) if texts else None


def _said_of(templates: Sequence[Template], table: Table, row: Row, language: str) -> list[str]:
    """Return what texts say about a row: each text that shows a column which no text before it shows.

    One that shows no column is about the whole table; it is taken only if all are.
    """
    said: dict[str, None] = {}
    shown: set[str] = set()
    for template in sorted(dict.fromkeys(templates), key=lambda one: not one.slots):
        is_new = not shown.issuperset(template.columns) if template.slots else not said
        if is_new and (text := fill_row(template, table, row, language)):
            said[text] = None
            shown |= {*template.columns}
    return list(said)


def _asked_columns(asking: Sequence[Pattern], *, is_all: bool) -> list[str]:
    """Return the columns that questions ask for; if `is_all`, also those that they show or select by."""
    columns: dict[str, None] = {}
    for one in asking:
        columns |= dict.fromkeys(one.answer.columns)
        if is_all:
            columns |= dict.fromkeys((*one.columns.values(), *one.stem.columns, *(column for column, _ in one.where)))
    return list(columns)


def _cells(table: Table, row: Row, columns: Sequence[str], said: Sequence[str], language: str) -> Iterator[str]:
    """Yield cells in words, the name of the column and its values, except those that were shown already."""
    for column in columns:
        values = _values(row, table, column, language)
        if values and not any(values in text for text in said):
            name = f"{column.replace('_', ' ').capitalize()}: "
            yield _with_lines(name, values) if has_lines(values) else f"{name}{values}"


def _with_lines(name: str, values: str) -> str:
    from quiz import layout  # few texts have lines

    return layout.composed(name, values)


def _question_card(origin: Origin, question: Question) -> Card:
    """Return what a written-out question asks, and what is right."""
    if question.gaps:
        answers = {gap.name: gap.answers[0] for gap in question.gaps}
        return Card(origin, "", tuple(filter(None, (question.template.fill(answers), question.why))))
    return Card(origin, question.ask, tuple(filter(None, (*_answers(question), question.why))))


def _answers(question: Question) -> Iterator[str]:
    form = written.form_of(question)
    if form.is_statement:
        yield "This is true." if question.is_true else "This is false."
    elif question.pairs:
        yield from (_with_lines(f"{left}: ", right) for left, right in question.pairs)
    elif form.answer_kind.is_placed:
        yield ", ".join(question.answers)
    else:
        yield from question.answers
