"""The questions that follow from a bank and all their texts, counted before any of them is made."""

from collections.abc import Sequence
from itertools import chain
from math import prod
from operator import itemgetter

from quiz.bank.computed import combinations
from quiz.bank.limits import MAX_ITEMS, MAX_TEXT
from quiz.bank.model import Pattern, Question, Table, Value
from quiz.bank.nodes import SourceSpan
from quiz.bank.problems import Diagnostics
from quiz.bank.template import Template

_text, _also = (itemgetter(Value._fields.index(name)) for name in ("text", "also"))  # quicker than access by name
_LEAST = 8  # a text costs as much as this many characters, however short it is


def check_size(tables: Sequence[Table], questions: Sequence[Question], span: SourceSpan, problems: Diagnostics) -> None:
    """Refuse a bank with more questions than can be made in a moment."""
    items = sum(len(table.rows) * len(table.patterns) for table in tables) + sum(map(combinations, questions))
    if items > MAX_ITEMS:
        message = (
            f"more than {MAX_ITEMS} questions: there are {items}, because each pattern asks about each row of its table"
        )
        problems.add("B005", message, span, "split the bank")
        return
    room = MAX_TEXT
    for table in tables:
        columns = _Columns(table)
        for pattern in table.patterns:
            room -= columns.size(pattern)
            if room < 0:
                help_ = "shorten the longest cells, use fewer placeholders, or split the bank"
                problems.add(
                    "B005", f"the texts of all questions come to more than {MAX_TEXT} characters", pattern.span, help_
                )
                return


class _Columns:
    """The characters in the columns of a table, each counted once."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._sizes: dict[str, int] = {}
        self._confused = sum(
            len(one.rows) + sum(_size(cell) for _, cell in one.values) for one in table.confuse.values()
        )

    def size(self, pattern: Pattern) -> int:
        """Return how many characters the texts of a pattern's items have, those of its answers and of its query."""
        texts = [pattern.stem, *([pattern.why] if pattern.why else []), *pattern.hints]
        own = [name for name in pattern.columns.values() if name not in pattern.answer.columns]
        others = [*own, *(name for name, _ in pattern.where)]
        wanted = sum(len(text) + _LEAST for _, texts in pattern.where for text in texts)
        sizes = [*map(self._text, texts), *(self._column(name) for name in others)]
        return sum(sizes) + self._answers(pattern) + _size(pattern.decoys) + self._confused + wanted

    def _text(self, template: Template) -> int:
        literal = sum(map(len, template.texts)) + _LEAST
        return literal * len(self._table.rows) + sum(self._column(slot.column) for slot in template.slots)

    def _answers(self, pattern: Pattern) -> int:
        names = pattern.answer.columns
        if len(names) < 2:
            return self._text(pattern.answer)
        at = list(map(self._table.position, names))
        literal = sum(map(len, pattern.answer.texts)) + _LEAST
        found = 0
        for row in self._table.rows:
            cells = [row.cells[i] for i in at]
            longest = sum(max((len(value.text) for value in cell), default=0) for cell in cells)
            found += prod(map(len, cells)) * (literal + longest)
        return found

    def _column(self, name: str) -> int:
        if name not in self._sizes:
            at = self._table.position(name)
            values = [value for row in self._table.rows for value in row.cells[at]]
            self._sizes[name] = _size(values) + _size(self._table.decoys.get(name, ()))
        return self._sizes[name]


def _size(values: Sequence[Value]) -> int:
    texts = chain(map(_text, values), chain.from_iterable(map(_also, values)))
    sizes = list(map(len, texts))
    return sum(sizes) + _LEAST * len(sizes)
