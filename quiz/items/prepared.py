"""A pattern prepared for one table: its query, its answers, its texts, its options."""

from collections.abc import Collection, Iterable
from functools import cache
from itertools import count

from quiz.bank.model import Pattern
from quiz.bank.template import Template
from quiz.items.columns import Column
from quiz.items.distractors import Distractors
from quiz.items.draw import Draw
from quiz.items.index import TableIndex
from quiz.items.item import NotGenerated, Option
from quiz.items.query import Query, ShownClasses
from quiz.text import normalize

WANTED_WRONG = 3
FEWEST_WRONG = 2

#: What a form makes of a row: stem, options in order, ids of the keys, explanation, prompts.
ItemParts = tuple[str, tuple[Option, ...], tuple[str, ...], str, tuple[str, ...]]

#: What a stem shows of a row, the class of the row's own answer, the classes of all right answers.
Asked = tuple[ShownClasses, int, Collection[int]]


class Prepared:
    """All that the items of a pattern share, built once.

    `bound` are the columns whose cells the stem shows as they are. Of a form that `states_answer` the
    answer's is not among them: the form fills it.
    """

    def __init__(self, index: TableIndex, pattern: Pattern, *, states_answer: bool = False) -> None:
        self.index = index
        self.pattern = pattern
        self.answers: Column = index.answers(pattern.answer, pattern.decoys)
        self._stated = pattern.answer.slots[0].column if states_answer else ""
        self.bound = tuple(name for name in pattern.stem.columns if name != self._stated)
        self.query = Query([index.column(name) for name in self.bound], self.answers, index.matching(pattern.where))
        self._has_numbers = self.answers.numeric or self.answers.mixed
        self._rank = cache(self.answers.rank)  # options recur
        self._vague = self._vague_columns()
        self.memo: dict[object, object] = {}
        self._stem = _Filler(index, pattern.stem)
        self._swapped = [i for i, slot in enumerate(pattern.stem.slots) if slot.column == self._stated]
        self._why = _Filler(index, pattern.why) if pattern.why else None
        self.hints = [_Filler(index, hint) for hint in pattern.hints]
        # Such a form takes only the texts of these options: what is chosen is another thing.
        self.options = _Options(self.answers, None if states_answer else self._why)
        confused = index.confused(pattern.answer, self.answers)
        self.distractors = Distractors(index, self.answers, pattern.near, self.options, confused)

    def asked(self, row: int, draw: Draw) -> Asked | NotGenerated:
        """Return what the stem shows of a row, the class of the row's own answer, and all right answers to it."""
        query = self.query
        shown = query.single[row] if query.single else query.shown(row, draw)
        if shown is None:
            return NotGenerated("a cell that the question shows is empty", left_empty=True)
        if self._vague and (name := self._unsure(shown)):
            return NotGenerated(f"its `{name}` may be the same date as another", "write both dates in full")
        cell = self.answers.cells[row]
        if not cell:
            names = " and ".join(f"`{name}`" for name in self.pattern.answer.columns)
            return NotGenerated(f"it has no {names}", left_empty=True)
        right = query.right_of[row] if query.right_of is not None else query.right(shown)
        return shown, cell[0] if len(cell) == 1 else draw.pick(cell), right

    def _unsure(self, shown: ShownClasses) -> str:
        """Return a column whose dates leave open what is right, if there is one."""
        for name, classes in self._vague:
            if not classes or shown[self.bound.index(name)] in classes:
                return name
        return ""

    def _vague_columns(self) -> list[tuple[str, Collection[int]]]:
        """Return the columns of dates by which it cannot be said what is right, each with its vague classes.

        No classes stand for any: that is so in `where` and in phrases of several columns.
        """
        index, pattern = self.index, self.pattern
        found = [(name, vague) for name in self.bound if (vague := index.column(name).vague)]
        wanted = [
            (name, {index.column(name).class_of.get(normalize(t)) for t in texts}) for name, texts in pattern.where
        ]
        found += [(name, ()) for name, classes in wanted if not classes.isdisjoint(index.column(name).vague)]
        phrase = pattern.answer.columns if len(pattern.answer.slots) > 1 else ()
        return found + [(name, ()) for name in phrase if index.column(name).vague]

    def explanation(self, row: int) -> str:
        """Return the filled `why` of a row."""
        return self._why.text(row) if self._why else ""

    def explanations(self, rows: Iterable[int]) -> str:
        """Return the filled `why` of several rows, one after the other; what is the same for them stands once."""
        return " ".join(dict.fromkeys(filter(None, map(self.explanation, rows))))

    def stem(self, row: int, shown: ShownClasses, swapped: str = "") -> str:
        """Return the stem that shows these classes of the bound columns, and `swapped` in the statement."""
        filler = self._stem
        if not swapped and filler.is_plain:
            return filler.format % filler.texts[row]
        if filler.is_plain:
            shown_texts = filler.texts[row]
            if isinstance(shown_texts, str):  # nothing but what is swapped
                return filler.format % swapped
            return filler.format % tuple([swapped if i in self._swapped else t for i, t in enumerate(shown_texts)])
        cells = self.index.table.rows[row].cells
        texts = {self._stated: swapped}
        for name, column, class_ in zip(self.bound, self.query.bound, shown, strict=True):
            cell = cells[self.index.table.position(name)]  # it reads as the row has it
            texts[name] = next(value.text for value in cell if column.class_of[normalize(value.text)] == class_)
        return self.pattern.stem.fill(texts)

    def laid_out(self, draw: Draw, key: Option, wrong: list[Option]) -> tuple[Option, ...]:
        """Return the options of a question with one key: numbers in order, else the key anywhere."""
        if self._has_numbers:
            return self.arranged(draw, [key, *wrong])
        wrong.insert(draw.below(len(wrong) + 1), key)
        return tuple(wrong)

    def arranged(self, draw: Draw, options: list[Option]) -> tuple[Option, ...]:
        """Return options in drawn order, or where all are numbers in rising order."""
        if self._has_numbers:
            numbers = [self._rank(option.text) for option in options]
            if None not in numbers:
                return tuple([option for _, _, option in sorted(zip(numbers, count(), options, strict=False))])
        return tuple(draw.shuffled(options))


def too_few(found: int, prepared: Prepared) -> NotGenerated:
    """Return why there are not enough wrong answers, and what to add."""
    wrong = "no wrong answer" if found == 0 else f"only {found} wrong answer{'s' * (found > 1)}"
    pattern = prepared.pattern
    column = pattern.answer.slots[0].column if len(pattern.answer.slots) == 1 else pattern.id
    what = f"add `decoys: {{{column}: [...]}}` with values that are wrong for every row"
    if not prepared.index.table.open:
        what = f"add rows, or {what}"
    return NotGenerated(f"{wrong} can be proven", what)


class _Options(dict[int, Option]):
    """Class -> its option, made at first use. Its feedback is the explanation of the one row that holds it."""

    def __init__(self, answers: Column, why: "_Filler | None") -> None:
        super().__init__()
        self._answers = answers
        self._why = why

    def __missing__(self, class_: int) -> Option:
        row = self._answers.holders[class_]
        why = self._why.text(row) if row >= 0 and self._why else ""
        option = self[class_] = Option(self._answers.ids[class_], self._answers.texts[class_], why)
        return option


class _Filler:
    """A template tied to the columns of a table, to fill it fast: by `%` from a text or a tuple of texts."""

    def __init__(self, index: TableIndex, template: Template) -> None:
        self.format = "%s".join(text.replace("%", "%%") for text in template.texts)
        self.texts = index.texts_of(tuple(slot.column for slot in template.slots))
        self.is_plain = all(map(index.has_one_value, template.columns))  # every row has one value in each

    def text(self, row: int) -> str:
        """Fill from a row. The values of a list cell are joined by commas."""
        return self.format % self.texts[row]
