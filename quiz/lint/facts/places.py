"""Where the values of a bank are written: found by reading its text again, once there is something to report.

A bank keeps only the places of its rows. Keeping one for each cell would slow down every round.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property

from quiz.bank.model import Bank, Question, Table
from quiz.bank.nodes import Map, Node, Scalar, Seq, SourceSpan
from quiz.bank.reader import read
from quiz.text import clean


class CellSpans:
    """Finds values in the text of a bank; without a text, each value is at its row or question."""

    def __init__(self, bank: Bank, data: bytes) -> None:
        self._bank = bank
        self._data = data

    def of_cell(self, table: Table, row: int, column: int, text: str) -> SourceSpan:
        """Return where a value of a cell is written."""
        start = table.rows[row].span
        node = self._rows.get(table.id, {}).get(start)
        if isinstance(node, Seq):
            return _of_text(node.items[column] if column < len(node.items) else node, text, start)
        if isinstance(node, Map):
            return _of_text(_child(node, table.columns[column]) or node, text, start)
        return start

    def of_question(self, question: Question, text: str) -> SourceSpan:
        """Return where a text of a written-out question is written."""
        return _of_text(self._questions.get(question.span), text, question.span)

    @cached_property
    def _root(self) -> Node | None:
        return read(self._data).root if self._data else None

    @cached_property
    def _rows(self) -> Mapping[str, Mapping[SourceSpan, Node]]:
        """Table -> place of a row -> its node."""
        tables = _child(self._root, "tables")
        return {table.id: dict(_entries(_child(_child(tables, table.id), "rows"))) for table in self._bank.tables}

    @cached_property
    def _questions(self) -> Mapping[SourceSpan, Node]:
        return dict(_entries(_child(self._root, "questions")))


def _child(node: Node | None, name: str) -> Node | None:
    if isinstance(node, Map):
        for key, value in zip(node.keys, node.values, strict=True):
            if key.text == name:
                return value
    return None


def _entries(node: Node | None) -> Iterator[tuple[SourceSpan, Node]]:
    if isinstance(node, Map):
        for key, value in zip(node.keys, node.values, strict=True):
            yield key.span, value
    elif isinstance(node, Seq):
        for item in node.items:
            yield item.span, item


def _of_text(node: Node | None, text: str, start: SourceSpan) -> SourceSpan:
    return next((scalar.span for scalar in _scalars(node) if clean(scalar.text).strip() == text), start)


def _scalars(node: Node | None) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Seq):
        for item in node.items:
            yield from _scalars(item)
    elif isinstance(node, Map):
        for value in node.values:
            yield from _scalars(value)
