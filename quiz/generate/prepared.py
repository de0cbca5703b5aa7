"""A pattern prepared for one table: its query, its answers, its texts, its options."""

from collections.abc import Callable
from typing import NamedTuple

from quiz.bank.model import Form, Pattern
from quiz.bank.template import Template
from quiz.generate.columns import Column
from quiz.generate.distractors import Distractors
from quiz.generate.draw import Draw
from quiz.generate.index import TableIndex
from quiz.generate.item import Option, Short
from quiz.generate.query import Query, Shown
from quiz.text import number

__all__ = ["FEWEST_WRONG", "WANTED_WRONG", "Made", "Prepared", "too_few"]

WANTED_WRONG = 3
FEWEST_WRONG = 2


class Made(NamedTuple):
    """What a form makes of a row: stem, options in order, ids of the keys, explanation."""

    stem: str
    options: tuple[Option, ...]
    keys: tuple[str, ...]
    why: str


class Prepared:
    """All that the items of a pattern share, built once."""

    def __init__(self, index: TableIndex, pattern: Pattern) -> None:
        self.index = index
        self.pattern = pattern
        self.answers: Column = index.answers(pattern.answer, pattern.decoys)
        self.bound = tuple(name for name in pattern.stem.columns if name != pattern.swap)
        self.matching = index.matching(pattern.where) if pattern.where else list(range(len(index.row_ids)))
        self.query = Query([index.column(name) for name in self.bound], self.answers, self.matching)
        self.distractors = Distractors(index, self.answers, pattern.near)
        self.stem = _Filler(index, pattern.stem)
        self.why = _Filler(index, pattern.why) if pattern.why else None
        self.hint = _Filler(index, pattern.hint) if pattern.hint else None
        self.memo: dict[object, object] = {}
        self._options: dict[int, Option] = {}
        self._by_where = pattern.form is Form.NOT and not self.bound

    @property
    def rows(self) -> list[int]:
        """The rows that items are made of: those that match, or the outsiders of a NOT question."""
        if not self._by_where:
            return self.matching
        inside = set(self.matching)
        return [row for row in range(len(self.index.row_ids)) if row not in inside]

    def key(self, row: int, draw: Draw) -> int | None:
        """Return the class of a row's own answer, one of them where it has several."""
        cell = self.answers.cells[row]
        if len(cell) == 1:
            return cell[0]
        return draw.pick(cell) if cell else None

    def option(self, class_: int) -> Option:
        """Return the option of a class; its feedback is the explanation of the one row that holds it."""
        option = self._options.get(class_)
        if option is None:
            row = self.answers.holders[class_]
            why = self.why.text(row) if row >= 0 and self.why else ""
            option = Option(self.answers.ids[class_], self.answers.texts[class_], why)
            self._options[class_] = option
        return option

    def explanation(self, row: int) -> str:
        """Return the filled `why` of a row."""
        return self.why.text(row) if self.why else ""

    def stem_of(self, row: int, shown: Shown) -> str:
        """Return the stem that shows these classes of the bound columns."""
        return self.stem.showing(row, self.bound, shown, self.query.bound)

    def laid_out(self, draw: Draw, key: int, wrong: list[tuple[int, Option | None]]) -> tuple[Option, ...]:
        """Return the options of a question with one key: numbers in order, else the key anywhere."""
        options = [option or self.option(class_) for class_, option in wrong]
        if self.answers.numeric:
            return self.in_order([self.option(key), *options])
        options.insert(draw.below(len(options) + 1), self.option(key))
        return tuple(options)

    @staticmethod
    def in_order(options: list[Option]) -> tuple[Option, ...]:
        """Return numeric options in rising order."""
        return tuple(sorted(options, key=lambda option: number(option.text) or 0))

    def asked(self, row: int, draw: Draw) -> tuple[Shown, int] | Short:
        """Return what the stem shows of a row and the row's own answer."""
        shown = self.query.shown(row, draw)
        if shown is None:
            return Short("a cell that the question shows is empty")
        key = self.key(row, draw)
        if key is None:
            return Short(f"it has no {_named(self.pattern.answer)}")
        return shown, key


def too_few(found: int, prepared: Prepared) -> Short:
    """Return why there are not enough wrong answers, and what to add."""
    wrong = "no wrong answer" if found == 0 else f"only {found} wrong answer{'s' * (found > 1)}"
    pattern = prepared.pattern
    column = pattern.answer.slots[0].column if len(pattern.answer.slots) == 1 else pattern.id
    what = f"add `decoys: {{{column}: [...]}}` with values that are wrong for every row"
    if not prepared.index.table.open:
        what = f"add rows, or {what}"
    return Short(f"{wrong} can be proven", what)


def _named(answer: Template) -> str:
    return " and ".join(f"`{name}`" for name in answer.columns)


class _Filler:
    """A template tied to the columns of a table, to fill it fast."""

    def __init__(self, index: TableIndex, template: Template) -> None:
        self._rows = index.table.rows
        self._first = template.texts[0]
        self._parts = [
            (index.table.index(slot.column), slot.column, text)
            for slot, text in zip(template.slots, template.texts[1:], strict=True)
        ]

    def text(self, row: int, shown: Callable[[str], str | None] | None = None) -> str:
        """Fill from a row; `shown` may give another text for a column. Lists are joined by commas."""
        cells = self._rows[row].cells
        parts = [self._first]
        for i, column, text in self._parts:
            other = shown(column) if shown else None
            if other is None:
                cell = cells[i]
                other = cell[0].text if len(cell) == 1 else ", ".join(value.text for value in cell)
            parts.append(other)
            parts.append(text)
        return "".join(parts)

    def showing(self, row: int, bound: tuple[str, ...], shown: Shown, columns: tuple[Column, ...]) -> str:
        """Fill from a row, a list cell by the one value of it that is shown."""
        cells = self._rows[row].cells
        parts = [self._first]
        for i, column, text in self._parts:
            cell = cells[i]
            if len(cell) == 1:
                parts.append(cell[0].text)
            else:
                nth = bound.index(column)
                parts.append(columns[nth].texts[shown[nth]])
            parts.append(text)
        return "".join(parts)
