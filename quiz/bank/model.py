"""A bank as the program knows it: facts, patterns and written-out questions.

All texts are cleaned. These are named tuples rather than frozen dataclasses, here and in every module that the first
question waits for: their classes are made many times faster, and the tens of thousands of values that a bank may hold
twice as fast.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from quiz.bank.nodes import SourceSpan
from quiz.bank.template import Template
from quiz.values.numerals import Number, Tolerance


class Value(NamedTuple):
    """One value of a cell, with its other names; for a decoy or a confusion, what is shown to players who choose it."""

    text: str
    also: tuple[str, ...] = ()
    why: str = ""


Cell = tuple[Value, ...]  # the values that are true; none if a row has no value


class Allowed(NamedTuple):
    """A code of the check that is not to be reported, and where it is allowed."""

    code: str
    span: SourceSpan


class Row(NamedTuple):
    """A fact: its id and one cell for each column of the table."""

    id: str
    cells: tuple[Cell, ...]
    span: SourceSpan


class RowConfusions(NamedTuple):
    """What players mix a fact up with: rows by their ids, and values by column."""

    rows: tuple[str, ...] = ()
    values: tuple[tuple[str, Cell], ...] = ()


class Pattern(NamedTuple):
    """A question template over the columns of one table.

    `stem` is what is asked (or stated), `answer` what an option reads: one column or a
    phrase of several. `where` limits the rows: column -> the values that are wanted.
    `form` is the name of the question form. Of the form's own keys, `columns` maps those that name a column to that
    column, and `flags` are those that are set. In an `exact` pattern, every character of an answer matters.
    """

    id: str
    form: str
    stem: Template
    answer: Template
    span: SourceSpan
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    columns: Mapping[str, str] = MappingProxyType({})
    flags: tuple[str, ...] = ()
    near: Number | None = None
    within: Tolerance | None = None
    why: Template | None = None
    hints: tuple[Template, ...] = ()
    decoys: Cell = ()
    allow: tuple[Allowed, ...] = ()
    exact: bool = False


class Table(NamedTuple):
    """Rows of facts on one topic and the patterns that ask for them.

    An `open` table is not complete: what it does not say may still be true. `confuse` and `cards` (what the card of a
    new fact says) map the id of a row. `kinds` maps a column to what it was declared to be, one of
    `quiz.values.readings.DECLARATIONS`; in the `exact` columns every character matters. If there is a `passage`, the
    questions are about it.
    """

    id: str
    topic: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    patterns: tuple[Pattern, ...]
    span: SourceSpan
    decoys: Mapping[str, Cell] = MappingProxyType({})
    open: bool = False
    source: str = ""
    allow: tuple[Allowed, ...] = ()
    confuse: Mapping[str, RowConfusions] = MappingProxyType({})
    kinds: Mapping[str, str] = MappingProxyType({})
    exact: tuple[str, ...] = ()
    cards: Mapping[str, Template] = MappingProxyType({})
    passage: str = ""

    def position(self, column: str) -> int:
        """Return the position of `column` in every row's cells."""
        return self.columns.index(column)


class Wrong(NamedTuple):
    """A wrong answer of a written-out question, with feedback of its own."""

    text: str
    why: str = ""


class TextGap(NamedTuple):
    """A gap in a text: what belongs in it (any of `answers`), and what else can be chosen, if it is not typed."""

    name: str
    answers: tuple[str, ...]
    wrong: tuple[str, ...] = ()
    within: Tolerance | None = None


class Question(NamedTuple):
    """A written-out question. `form` is the name of the question form. If it is `exact`, every character matters.

    `answers` are right: the only one, every one with `choose-all`, or all of them in order. A claim (its statement is
    in `ask`) is true or not. `pairs` are the texts to match, each with what belongs to it. If the answer is typed, any
    of them is right; `also` are other names of the first. A text with `gaps` is in `template`. If there are `values`
    (name -> numbers as typed), the texts have formulas, and each combination is a question. `passage` is the name of
    the shared text that it is about, if there is one.
    """

    id: str
    topic: str
    ask: str
    answers: tuple[str, ...]
    wrong: tuple[Wrong, ...]
    span: SourceSpan
    pinned: tuple[Wrong, ...] = ()
    form: str = "pick"
    why: str = ""
    hints: tuple[str, ...] = ()
    source: str = ""
    allow: tuple[Allowed, ...] = ()
    exact: bool = False
    is_true: bool = False
    pairs: tuple[tuple[str, str], ...] = ()
    also: tuple[str, ...] = ()
    within: Tolerance | None = None
    gaps: tuple[TextGap, ...] = ()
    template: Template = Template(("",), ())
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    passage: str = ""

    @property
    def name(self) -> str:
        """What it is called in a list: its text, with `…` in place of gaps and results."""
        if self.gaps:
            return self.template.fill(lambda _: "…")
        if not self.values:
            return self.ask
        import re  # few questions are computed, and a start does not need that

        return re.sub(r"\{[^{}]*\}", "…", self.ask)

    @property
    def right(self) -> tuple[str, ...]:
        """The texts of all right options; none for a claim."""
        return (*self.answers, *(text for _, text in self.pairs), *(gap.answers[0] for gap in self.gaps))


class Bank(NamedTuple):
    """One bank. `hash` names its content: any change of the file changes it. `cards`: new facts have a card."""

    id: str
    title: str
    tables: tuple[Table, ...]
    questions: tuple[Question, ...]
    hash: str
    language: str = ""
    as_of: str = ""
    source: str = ""
    allow: tuple[Allowed, ...] = ()
    cards: bool = True
    passages: Mapping[str, str] = MappingProxyType({})

    @property
    def facts(self) -> int:
        """How many facts the bank holds: rows and written-out questions."""
        return sum(len(table.rows) for table in self.tables) + len(self.questions)

    def fact_ids(self) -> Iterator[str]:
        """Yield the id of every fact, `bank/table/row` or `bank/question`, in order."""
        for table in self.tables:
            yield from (f"{self.id}/{table.id}/{row.id}" for row in table.rows)
        yield from (f"{self.id}/{question.id}" for question in self.questions)

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics, each once, in order."""
        named = [table.topic for table in self.tables] + [question.topic for question in self.questions]
        return tuple(dict.fromkeys(named))
