"""A pattern prepared for one table: its query, its answers, its texts, its options."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import permutations
from operator import itemgetter

from quiz.bank.model import Pattern
from quiz.bank.template import Template
from quiz.items.columns import Column
from quiz.items.distractors import Distractors
from quiz.items.draw import Draw
from quiz.items.index import TableIndex
from quiz.items.item import Blank, NotGenerated, Option
from quiz.items.query import Query, ShownClasses
from quiz.text import has_lines, plural, sentences
from quiz.values.columns import counted
from quiz.values.spans import Bound

WANTED_WRONG = 3
FEWEST_WRONG = 2
_COUNTED = {"both": 2, "two": 2, "three": 3}
#: The orders of four options, which nearly all questions have: one draw is quicker than three.
_FOUR = 4
_ORDERS_OF_FOUR: Sequence[Callable[[Sequence[Option]], tuple[Option, ...]]] = [
    itemgetter(*order) for order in permutations(range(_FOUR))
]
_new = tuple.__new__  # quicker than that of a named tuple

#: What a form makes from a row, in the order of the arguments of `item_parts`.
ItemParts = tuple[str, tuple[Option, ...], tuple[str, ...], str, tuple[str, ...], Sequence[int], tuple[Blank, ...]]

#: What a stem shows of a row, the class of the row's own answer, the classes of all right answers, and of all that may
#: be right: any other is wrong.
Asked = tuple[ShownClasses, int, Collection[int], Collection[int]]


def too_vague(column: str) -> NotGenerated:
    """Return why the values of a column cannot be compared."""
    return NotGenerated(f"too many values of {column} may be the same", "write them more precisely")


class Prepared:
    """All that the items of a pattern share, built once.

    `bound` are the columns whose cells the stem shows as they are. In a form that `states_answer`, the column of the
    answer is not among them: the form fills it.
    """

    def __init__(self, index: TableIndex, pattern: Pattern, *, states_answer: bool = False) -> None:
        self.index = index
        self.pattern = pattern
        exact = pattern.exact
        self.answers: Column = index.answers(pattern)
        self._cells = self.answers.cells  # looked up for every item
        self._stated = pattern.answer.slots[0].column if states_answer else ""
        self.bound = tuple(name for name in pattern.stem.columns if name != self._stated)
        rows, perhaps = index.matching(pattern.where, exact=exact), index.perhaps(pattern.where, exact=exact)
        self.query = Query([self.column(name) for name in self.bound], self.answers, rows, perhaps, index.rows_of)
        self.vague = self._vague()
        self._has_places = self.answers.numeric or self.answers.mixed
        self._place: Callable[[str], Bound | None] = cache(self.answers.place)  # options recur
        counts = None if self._has_places or self.answers.reading.literal else counted(self.answers.texts)
        if counts:
            self._has_places = True
            self._place = dict(zip(self.answers.texts, counts, strict=True)).get
        self._is_retyped = bool(self.answers.typed)
        self._is_certain = self.query.is_certain
        self.memo: dict[object, object] = {}
        self._stem = _Filler(index, pattern.stem)
        self._swapped = [i for i, slot in enumerate(pattern.stem.slots) if slot.column == self._stated]
        self._why = _Filler(index, pattern.why) if pattern.why else None
        #: Returns the filled `why` of a row.
        self.explanation: Callable[[int], str] = self._why.text if self._why else _no_text
        self._hints = [(_Filler(index, hint), self._shows_all(hint)) for hint in pattern.hints]
        # Such a form uses only the texts of these options: the player chooses something else.
        self.options = _Options(
            self.answers, None if states_answer else self._why, {} if states_answer else index.whys(pattern)
        )
        self._fillers = [self._stem, *([self._why] if self._why else []), *(hint for hint, _ in self._hints)]
        confused = index.confused(pattern, self.answers)
        self.distractors = Distractors(index, self.answers, pattern.near, self.options, confused)

    def _vague(self) -> NotGenerated | None:
        """Return why the pattern makes no item at all, if so many values of a column may be the same."""
        if self.answers.vague:
            return too_vague(" and ".join(f"`{name}`" for name in self.pattern.answer.columns))
        compared = (*self.bound, *(name for name, _ in self.pattern.where))
        return next((too_vague(f"`{name}`") for name in compared if self.column(name).vague), None)

    def gather(self) -> None:
        """Work out for all rows what a round works out only for the rows that it asks about."""
        self.query.gather()
        for filler in self._fillers:
            filler.gather()

    def asked(self, row: int, draw: Draw) -> Asked | NotGenerated:
        """Return what the stem shows of a row, the class of the row's own answer, and all right answers to it."""
        query = self.query
        shown = query.single[row] if query.single else query.shown(row, draw)
        cell = self._cells[row]
        if shown is None or not cell:
            return self._left_empty(shown)
        right = query.right_of[row] if query.right_of is not None else query.right(shown)
        shut = right if self._is_certain else query.shut(shown)
        return shown, cell[0] if len(cell) == 1 else draw.pick(cell), right, shut

    def shown(self, row: int, draw: Draw) -> ShownClasses | NotGenerated:
        """Return what the stem shows of a row, for a form in which no option is wrong."""
        shown, cell = self.query.shown(row, draw), self.answers.cells[row]
        if shown is None or not cell:
            return self._left_empty(shown)
        if len(cell) > 1:
            draw.pick(cell)  # like `asked`, so later draws do not depend on which of the two is called
        return shown

    def _left_empty(self, shown: ShownClasses | None) -> NotGenerated:
        if shown is None:
            return NotGenerated("a cell that the question shows is empty", left_empty=True)
        names = " and ".join(f"`{name}`" for name in self.pattern.answer.columns)
        return NotGenerated(f"it has no {names}", left_empty=True)

    def column(self, name: str) -> Column:
        """Return a column that the pattern shows or asks for."""
        return self.index.column(name, exact=self.pattern.exact)

    def own(self, row: int, class_: int) -> Option:
        """Return the option of an answer of a row, as it is typed in that row."""
        option = self.options[class_]
        return option._replace(text=self.answers.text_of(row, class_)) if self._is_retyped else option

    def _shows_all(self, hint: Template) -> bool:
        """Return whether a hint says no more about a row than the stem does."""
        return set(hint.columns) <= set(self.bound)

    def hints(self, row: int, about: Sequence[int], keys: int = 0) -> tuple[str, ...]:
        """Return the filled hints of a row that hold for all rows which the right answer is about.

        `keys` is how many answers are right if a player chooses all of them.
        """
        found: list[str] = []
        for hint, is_shown in self._hints:
            rows = (row,) if is_shown else about
            texts = {hint.text(one) for one in rows} if -1 not in rows else ()
            if len(texts) == 1 and not (keys and _counts(*texts) not in (0, keys)):
                found += texts
        return tuple(found)

    def explanations(self, rows: Iterable[int]) -> str:
        """Return the filled `why` of several rows, one after the other; sentences in common are there once."""
        return joined_explanations(map(self.explanation, rows))

    def sample(self, draw: Draw, classes: Sequence[int], count: int, next_to: int = -1) -> list[int]:
        """Draw up to `count` of the classes that clash neither with each other nor with the class `next_to`."""
        if not self.answers.clashes:
            return draw.sample(classes, count)
        return self.answers.apart(draw.shuffled(classes), (next_to,))[:count]

    def stem(self, row: int, shown: ShownClasses, swapped: str = "") -> str:
        """Return the stem that shows these classes of the bound columns, and `swapped` in the statement."""
        filler = self._stem
        if not swapped and filler.is_plain:
            return filler.format % filler.texts[row]
        if filler.is_plain and not has_lines(swapped):
            shown_texts = filler.texts[row]
            if isinstance(shown_texts, str):  # only what is swapped
                return filler.format % swapped
            return filler.format % tuple([swapped if i in self._swapped else t for i, t in enumerate(shown_texts)])
        texts = {self._stated: swapped}
        for at, column in enumerate(self.query.bound):
            texts[self.bound[at]] = column.text_of(row, shown[at])
        return self.pattern.stem.fill(texts)

    def arranged(self, draw: Draw, options: list[Option]) -> tuple[Option, ...]:
        """Return options in drawn order; if all are numbers or dates, in rising order."""
        if self._has_places:
            places = [place for option in options if (place := self._place(option.text)) is not None]
            if len(places) == len(options):
                return tuple([options[at] for at in sorted(range(len(options)), key=places.__getitem__)])
        if len(options) == _FOUR:
            return draw.pick(_ORDERS_OF_FOUR)(options)
        return tuple(draw.shuffled(options))


def item_parts(
    stem: str,
    options: tuple[Option, ...],
    keys: tuple[str, ...],
    why: str,
    prompts: tuple[str, ...] = (),
    about: Sequence[int] = (),
    blanks: tuple[Blank, ...] = (),
) -> ItemParts:
    """Return what a form makes from a row, as in `Item`.

    `about` are the rows of the right answer, -1 for an unknown row.
    """
    return stem, options, keys, why, prompts, about, blanks


def _no_text(row: int) -> str:
    del row
    return ""


def _counts(hint: str) -> int:
    """Return how many right answers an English hint mentions, or 0: two in "Both are in the north"."""
    first, _, rest = hint.casefold().partition(" ")
    return _COUNTED.get(rest.partition(" ")[0] if first in ("all", "the") else first, 0)


def joined_explanations(texts: Iterable[str]) -> str:
    """Return explanations one after the other, without repeated sentences."""
    given = dict.fromkeys(filter(None, texts))
    if len(given) < 2:
        return next(iter(given), "")
    if any(map(has_lines, given)):
        return "\n\n".join(given)
    return " ".join(dict.fromkeys(sentence for text in given for sentence in sentences(text)))


def too_few(found: int, prepared: Prepared) -> NotGenerated:
    """Return why there are not enough wrong answers, and what to add."""
    answers = f"only {plural(found, 'answer')}" if found else "no answer"
    pattern = prepared.pattern
    column = pattern.answer.slots[0].column if len(pattern.answer.slots) == 1 else pattern.id
    what = f"add `decoys: {{{column}: [...]}}` with values that are wrong for every row"
    table = prepared.index.table
    if not table.open:
        what = f"add rows, or {what}"
    if column in table.columns and column not in table.kinds and prepared.index.column(column).mixed:
        names = f"if the numbers in `{column}` are only names, such as those of bus lines"
        what = f"{what}; {names}, write `kinds: {{{column}: text}}`"
    return NotGenerated(f"{answers} can be proven wrong", what)


class _Options(dict[int, Option]):
    """Class -> its option, made at first use. Its feedback is that of a decoy, or the explanation of its one row."""

    def __init__(self, answers: Column, why: "_Filler | None", own: Mapping[str, str]) -> None:
        super().__init__()
        self._ids, self._texts, self._holders = answers.ids, answers.texts, answers.holders
        self._siblings = answers.siblings
        self._why = why
        self._own = own

    def __contains__(self, class_: object) -> bool:
        """Return whether a class has an option, made already or not: earlier questions make no difference."""
        return isinstance(class_, int) and 0 <= class_ < len(self._texts)

    def __missing__(self, class_: int) -> Option:
        row, text = self._holders[class_], self._texts[class_]
        if class_ >= self._siblings:
            why = self._own.get(text, "")
        else:
            why = self._why.text(row) if row >= 0 and self._why else ""
        option = self[class_] = _new(Option, (self._ids[class_], text, why))
        return option


class _Filler:
    """A template tied to the columns of a table, to fill it quickly: with `%` from a text or a tuple of texts."""

    def __init__(self, index: TableIndex, template: Template) -> None:
        self.format = "%s".join(text.replace("%", "%%") for text in template.texts)
        self._index = index
        self._names = tuple(slot.column for slot in template.slots)
        columns = list(map(index.texts, self._names))
        self.texts: Sequence[str | tuple[str, ...]] | _RowTexts = (
            columns[0] if len(columns) == 1 else _RowTexts(columns)
        )
        self._template = template
        self._has_lines = any(map(index.has_lines, template.columns))
        # Every row has one value in each column, on one line.
        self.is_plain = not self._has_lines and all(map(index.has_one_value, template.columns))

    def gather(self) -> None:
        """Put the texts of every row together."""
        self.texts = self._index.texts_of(self._names)

    def text(self, row: int) -> str:
        """Fill from a row. The values of a list cell are joined by commas."""
        if self._has_lines:
            return self._template.fill({name: self._index.texts(name)[row] for name in self._names})
        return self.format % self.texts[row]


class _RowTexts:
    """The texts of some columns in a row, put together when they are needed."""

    def __init__(self, columns: Sequence[Sequence[str]]) -> None:
        self._columns = columns

    def __getitem__(self, row: int) -> tuple[str, ...]:
        return tuple([column[row] for column in self._columns])
