"""A column prepared for proofs: which values are the same, which rows hold them.

Values fall into *classes*: two values are in one class when any of their names (text or
aliases) has the same normal form. Options of different classes never read the same, and
an answer is right exactly if its class is among the right ones.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from quiz.bank.model import Cell, Value
from quiz.text import Number, may_be_date, normalize, normalize_all, number, slug

if TYPE_CHECKING:
    from quiz.dates import Days


# Of a value; quicker than by their names.
_text, _also = map(itemgetter, map(Value._fields.index, ("text", "also")))


class Frame(NamedTuple):
    """The words around the value in each text of a column, as in `{count} members`."""

    before: str = ""
    after: str = ""

    def filled(self, value: str) -> str:
        """Return the text with a value in it."""
        return f"{self.before}{value}{self.after}"

    def bare(self, text: str) -> str:
        """Return the value in a text; one that has other words as it is."""
        if text.startswith(self.before) and text.endswith(self.after):
            return text[len(self.before) : len(text) - len(self.after)]
        return text


BARE = Frame()


class Column(NamedTuple):
    """Classes are whole numbers from 0; those below `siblings` are values of rows.

    cells: row -> its classes. texts, ids, numbers: class -> what it reads, its option
    id, its number. holders: class -> the one row that holds it, or -1. used: the classes
    that rows hold. decoys: those of decoys. In a `single` column every cell has one value; a `mixed` one holds
    numbers and other texts; one that `tells_rows_apart` is single and holds no value twice.

    A column all of whose rows hold dates is numeric as well. Dates that share a day have
    the same number; those of different classes are `vague`: which is earlier, or whether
    they are the same, cannot be said.
    """

    cells: list[tuple[int, ...]]
    texts: list[str]
    ids: list[str]
    numbers: list[Number | None]
    holders: list[int]
    class_of: dict[str, int]
    siblings: int
    used: Sequence[int]
    decoys: Sequence[int]
    single: bool
    numeric: bool
    mixed: bool
    tells_rows_apart: bool
    has_dates: bool = False
    vague: Collection[int] = ()
    frame: Frame = BARE

    def rank(self, text: str) -> Number | None:
        """Return where a text stands among options in order, if it holds a number or a date."""
        bare = text if self.frame is BARE else self.frame.bare(text)
        if not self.has_dates:
            return number(bare)
        from quiz.dates import date

        days = date(bare)
        return days[0] if days else None

    def framed(self, frame: Frame, as_typed: Mapping[str, str]) -> "Column":
        """Return the column with a frame around its texts. Decoys may have been typed with other words."""
        decoys = frozenset(self.decoys)
        texts = [as_typed.get(t, frame.filled(t)) if c in decoys else frame.filled(t) for c, t in enumerate(self.texts)]
        return self._replace(texts=texts, frame=frame)

    def may_be_among(self, class_: int, classes: Collection[int]) -> bool:
        """Tell whether a class is, or as a date may be, one of several."""
        if class_ in classes:
            return True
        return class_ in self.vague and self.numbers[class_] in {self.numbers[other] for other in classes}


def prepare_column(cells: Sequence[Cell], row_ids: Sequence[str], decoys: Cell, confusions: Cell = ()) -> Column:
    """Sort the values of a column, its decoys, and what single rows are confused with, into classes."""
    classes = _Classes()
    found = _all_single(cells, row_ids, classes) or _sorted_in(cells, row_ids, classes)
    siblings = len(classes.texts)
    classes.add_others("decoy", decoys)
    decoyed = len(classes.texts)
    classes.add_others("confuse", confusions)
    numbers = _numbers(classes.texts)
    has_dates = None in numbers[:siblings] and may_be_date(classes.texts[0]) and _are_dates(classes, siblings)
    holders = classes.holders
    used: Sequence[int] = range(siblings)
    others: Sequence[int] = range(siblings, decoyed)
    if classes.joined:
        found = [tuple(dict.fromkeys(classes.root(c) for c in cell)) for cell in found]
        holders = _holders_again(found, len(classes.texts))
        used = sorted({class_ for cell in found for class_ in cell})
        others = [class_ for class_ in others if class_ not in classes.joined]
    vague: Collection[int] = ()
    if has_dates:
        numbers, vague = _levels(classes)
    counted = siblings - numbers[:siblings].count(None)
    numeric = 0 < counted == siblings
    mixed = (not numeric and numbers.count(None) < len(numbers)) or (numeric and None in numbers)
    single = set(map(len, found)) <= {1}
    apart = single and siblings == len(found) and -1 not in holders[:siblings]
    class_of = classes.resolved()
    return Column(
        *(found, classes.texts, classes.ids, numbers, holders, class_of, siblings, used, others),
        *(single, numeric, mixed, apart, has_dates, vague),
    )


def _numbers(texts: list[str]) -> list[Number | None]:
    if all(map(str.isalpha, map(itemgetter(slice(1)), texts))):  # a quick look that most columns end with
        return [None] * len(texts)
    return list(map(number, texts))


def _are_dates(classes: "_Classes", siblings: int) -> bool:
    """Tell whether all texts of rows are dates, and join the classes of one and the same date."""
    from quiz.dates import date  # few banks have dates

    dates = list(map(date, classes.texts))
    if None in dates[:siblings]:
        return False
    first: dict[object, int] = {}
    for class_, days in enumerate(dates):
        if days:
            classes.join(first.setdefault(days, class_), class_)
    return True


def _levels(classes: "_Classes") -> tuple[list[Number | None], Collection[int]]:
    """Return a number for each class of a column of dates, and which of them have one that is not theirs alone.

    A date with other names, as in another calendar, may be any of them and what lies between.
    """
    from quiz.dates import date, date_levels, hull

    spans: dict[int, Days | None] = {}
    for name, class_ in classes.by_name.items():
        root = classes.root(class_)
        spans[root] = hull(spans.get(root), date(name))
    found = dict(zip(spans, date_levels(list(spans.values())), strict=True))
    count = Counter(found.values())
    vague = frozenset(root for root, level in found.items() if level is not None and count[level] > 1)
    return [found.get(classes.root(class_)) for class_ in range(len(classes.texts))], vague


def _all_single(cells: Sequence[Cell], row_ids: Sequence[str], classes: "_Classes") -> list[tuple[int, ...]]:
    """Take in a column of single values without other names as a whole; nothing where it is not one.

    Nearly all columns of large tables are such; this is several times faster than cell by cell.
    """
    if set(map(len, cells)) != {1}:
        return []
    values = list(map(itemgetter(0), cells))
    if any(map(_also, values)):
        return []
    texts = list(map(_text, values))
    if len(set(texts)) == len(texts):
        by_name = dict(zip(normalize_all(texts), range(len(texts)), strict=True))
        if len(by_name) == len(texts):  # names of people, of things: every row has its own
            classes.texts, classes.ids, classes.holders = texts, list(row_ids), list(range(len(texts)))
            classes.by_name = by_name
            return list(zip(range(len(texts))))
    rows_of = Counter(texts)
    first_rows = dict(zip(reversed(texts), range(len(texts) - 1, -1, -1), strict=True))
    shared: dict[str, tuple[int]] = {}
    for text in rows_of:  # in the order of their first rows
        row = first_rows[text]
        class_ = classes.add(Value(text), row_ids[row], row if rows_of[text] == 1 else -1)
        shared[text] = (class_,)
    return list(map(shared.__getitem__, texts))


def _sorted_in(cells: Sequence[Cell], row_ids: Sequence[str], classes: "_Classes") -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = []
    for row, cell in enumerate(cells):
        if len(cell) == 1:
            class_ = classes.by_text.get(cell[0].text) if not cell[0].also else None
            if class_ is None:
                class_ = classes.add(cell[0], row_ids[row], row)
            else:
                classes.holders[class_] = -1
            found.append((class_,))
        else:
            values = enumerate(cell, start=1)
            ids = ((row_ids[row] if nth == 1 else f"{row_ids[row]}.{nth}", value) for nth, value in values)
            found.append(tuple(dict.fromkeys(classes.add(value, id_, row) for id_, value in ids)))
    return found


def _holders_again(found: list[tuple[int, ...]], count: int) -> list[int]:
    holders: dict[int, int] = {}
    for row, cell in enumerate(found):
        for class_ in cell:
            holders[class_] = row if class_ not in holders else -1
    return [holders.get(class_, -1) for class_ in range(count)]


class _Classes:
    """Union-find over normal forms. Joining two classes is rare: only aliases do it."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.ids: list[str] = []
        self.holders: list[int] = []
        self.by_text: dict[str, int] = {}
        self.by_name: dict[str, int] = {}
        self.joined: dict[int, int] = {}

    def add(self, value: Value, id_: str, row: int) -> int:
        """Return the class of a value, a new one where none of its names is known."""
        name = normalize(value.text)
        class_ = self.by_name.setdefault(name, len(self.texts))
        if class_ == len(self.texts):
            self.texts.append(value.text)
            self.ids.append(id_)
            self.holders.append(row)
        elif self.holders[class_] != row:
            self.holders[class_] = -1
        for other in value.also:
            self.join(class_, self.by_name.setdefault(normalize(other), class_))
        self.by_text[value.text] = class_
        return class_

    def add_others(self, kind: str, values: Cell) -> None:
        """Add values that no row has, under ids of their own."""
        known = len(self.texts)
        taken = set(self.ids) if values else set()
        for value in values:
            id_ = f"{kind}.{slug(value.text)}"
            self.add(value, f"{id_}-{len(self.texts) - known + 1}" if id_ in taken else id_, -1)
            taken.add(self.ids[-1])

    def join(self, one: int, other: int) -> None:
        """Make two classes one: the one that was there first."""
        one, other = sorted((self.root(one), self.root(other)))
        if one != other:
            self.joined[other] = one

    def root(self, class_: int) -> int:
        """Return the class that `class_` was joined to."""
        path = []
        while class_ in self.joined:
            path.append(class_)
            class_ = self.joined[class_]
        for passed in path:  # the next one comes here at once
            self.joined[passed] = class_
        return class_

    def resolved(self) -> dict[str, int]:
        """Return normal form -> class."""
        if not self.joined:
            return self.by_name
        return {name: self.root(class_) for name, class_ in self.by_name.items()}
