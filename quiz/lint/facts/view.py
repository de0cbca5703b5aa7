"""What rules about facts look at, and what such a rule is."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from quiz.bank.model import Allowed, Bank, Question, Table
from quiz.bank.nodes import SourceSpan
from quiz.bank.problems import Severity
from quiz.lint.facts.columns import ColumnFacts, TableFacts
from quiz.lint.facts.places import CellSpans
from quiz.lint.view import Finding


class ShownTexts(NamedTuple):
    """A group of texts that are next to one another: the values of a column, or the answers of a question.

    texts: each with a function that finds where it is written, for a report. name: of the column or the question, for
    messages.
    """

    name: str
    texts: Sequence[str]
    place: Callable[[int], SourceSpan]
    allow: tuple[Allowed, ...]


class Facts:
    """A bank with the places of its values. `data` are the bytes it was read from, or nothing."""

    def __init__(self, bank: Bank, data: bytes = b"") -> None:
        self.bank = bank
        self._places = CellSpans(bank, data)
        self.tables: Sequence[TableFacts] = [TableFacts(bank, table, self._cell_place) for table in bank.tables]

    def question_place(self, question: Question, text: str) -> SourceSpan:
        """Return where a text of a written-out question is written."""
        return self._places.of_question(question, text)

    @cached_property
    def shown(self) -> Sequence[ShownTexts]:
        """Every column, and the answers of every written-out question."""
        return [*self._columns(), *self._answers()]

    def _cell_place(self, table: Table, row: int, column: int, text: str) -> SourceSpan:
        return self._places.of_cell(table, row, column, text)

    def _columns(self) -> Iterator[ShownTexts]:
        for facts in self.tables:
            for column in facts.columns:

                def place(at: int, facts: TableFacts = facts, column: ColumnFacts = column) -> SourceSpan:
                    return facts.place(column.rows[at], column, column.texts[at])

                yield ShownTexts(column.name, column.texts, place, facts.allow())

    def _answers(self) -> Iterator[ShownTexts]:
        for question in self.bank.questions:
            texts = [*question.right, *(wrong.text for wrong in question.wrong)]

            def place(at: int, question: Question = question, texts: Sequence[str] = texts) -> SourceSpan:
                return self.question_place(question, texts[at])

            if texts and not question.values:  # a claim has none, and formulas are not texts
                yield ShownTexts(question.id, texts, place, question.allow)


@dataclass(frozen=True, slots=True)
class FactRule:
    """A rule about the facts of a bank. `title` says what is found, `manual` is the manual page."""

    code: str
    severity: Severity
    title: str
    manual: str | None
    check: Callable[[Facts], Iterable[Finding]]


def found(what: str, place: SourceSpan, help: str, allow: tuple[Allowed, ...]) -> Finding:
    """Return a finding at one place."""
    return Finding(what, "", place, help, allow=allow)
