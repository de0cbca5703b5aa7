"""A column prepared for proofs: which values are the same or may be, and which rows have them.

Values fall into *classes*: two values are in one class when any of their names (text or
other names) say the same. An answer is right exactly if its class is among the right ones. Two
classes *clash* if nobody can say for certain that they are not the same: they are never
shown together, and neither is a wrong answer if the other is right.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, count, product
from math import prod
from operator import itemgetter
from typing import NamedTuple

from quiz.bank.model import Cell, Value
from quiz.text import has_lines, slug
from quiz.values.clashes import MOST_PAIRS, TooManyPairs, clashes_of
from quiz.values.columns import ColumnValues
from quiz.values.numerals import Mark
from quiz.values.readings import OPEN, ColumnKind, ColumnReading, by_each, by_other_mark, may_be_value, value_of
from quiz.values.relations import Sense, canonical, canonical_all, sense
from quiz.values.signs import plain
from quiz.values.spans import Bound, ValueSpan, Worth, hull, ranks, span

# Of a value; quicker than by their names.
_text, _also = map(itemgetter, map(Value._fields.index, ("text", "also")))
_PARTS = "\0"  # the beginning of a phrase's name that says what it is made of

#: How an empty column, or one of phrases, was read.
UNREAD = ColumnValues(OPEN, ())


class Frame(NamedTuple):
    """The words around the value in each text of a column, as in `{count} members`."""

    before: str = ""
    after: str = ""

    def filled(self, value: str) -> str:
        """Return the text with a value in it."""
        if has_lines(value):
            from quiz.layout import composed  # few values have lines

            return composed(self.before, value, self.after)
        return f"{self.before}{value}{self.after}"

    def bare(self, text: str) -> str:
        """Return the value in a text; a text with other words is returned as it is."""
        if text.startswith(self.before) and text.endswith(self.after):
            return text[len(self.before) : len(text) - len(self.after)]
        return text


BARE = Frame()


class Column(NamedTuple):
    """Classes are whole numbers from 0; those below `siblings` are values of rows.

    cells: row -> its classes. texts, ids: class -> its text, its option id. ranks: class -> a number that rises with
    its worth, None for a class that has no place among the others; classes without an order have one rank. holders:
    class -> the one row that holds it, or -1. used: the classes that rows hold. decoys: those of decoys. In a `single`
    column every cell has one value; a `mixed` one holds numbers and other texts; one that `tells_rows_apart` is single
    and holds no value twice.

    reading: how the texts are read. clashes: class -> those that it clashes with. senses: for each class, what its
    names may mean, if that is more than one number. typed: (row, class) -> its text in that row, if rows write it in
    several ways. A `vague` column has more clashes than can be looked at: it proves nothing.
    """

    cells: list[tuple[int, ...]]
    texts: list[str]
    ids: list[str]
    ranks: list[Bound | None]
    holders: list[int]
    class_of: dict[str, int]
    siblings: int
    used: Sequence[int]
    decoys: Sequence[int]
    single: bool
    numeric: bool
    mixed: bool
    tells_rows_apart: bool
    reading: ColumnReading = OPEN
    clashes: Mapping[int, frozenset[int]] = {}
    senses: Sequence[tuple[int, Sense]] = ()
    typed: Mapping[tuple[int, int], str] = {}
    frame: Frame = BARE
    vague: bool = False

    def text_of(self, row: int, class_: int) -> str:
        """Return a value as it is typed in a row."""
        return self.typed.get((row, class_), self.texts[class_])

    def class_named(self, text: str) -> int | None:
        """Return the class of a value by one of its names, in any spelling that counts as the same."""
        return self.class_of.get(canonical(text, self.reading))

    def place(self, text: str) -> Bound | None:
        """Return the position of a text among options in order, if it has one."""
        bare, reading = self.frame.bare(text), _ordering(self.reading)
        worth = value_of(plain(bare), reading) if _has_values(self.reading) else _number(bare, reading)
        return span(worth).start[0] if isinstance(worth, ValueSpan) else worth

    def framed(self, frame: Frame, as_typed: Mapping[str, str]) -> "Column":
        """Return the column with a frame around its texts. Decoys may have been typed without it."""
        decoys = frozenset(self.decoys)
        texts = [as_typed.get(t, frame.filled(t)) if c in decoys else frame.filled(t) for c, t in enumerate(self.texts)]
        typed = {place: frame.filled(text) for place, text in self.typed.items()}
        return self._replace(texts=texts, typed=typed, frame=frame)

    def with_clashing(self, classes: Collection[int]) -> Collection[int]:
        """Return classes, and all classes that clash with one of them."""
        if not self.clashes or self.clashes.keys().isdisjoint(classes):
            return classes
        return set(classes).union(*(self.clashes.get(class_, ()) for class_ in classes))

    def apart(self, classes: Iterable[int], others: Iterable[int] = ()) -> list[int]:
        """Return the classes that clash neither with each other nor with `others`; earlier ones are preferred."""
        if not self.clashes:
            return list(classes)
        taken, found = set(others), []
        for class_ in classes:
            if taken.isdisjoint(self.clashes.get(class_, ())):
                taken.add(class_)
                found.append(class_)
        return found


def prepare_column(
    cells: Sequence[Cell],
    row_ids: Sequence[str],
    decoys: Cell,
    confusions: Cell = (),
    *,
    read: ColumnValues = UNREAD,
    texts: Sequence[str] = (),
    distinct: int = 0,
    parts: Sequence[Mapping[int, frozenset[int]]] = (),
    most_pairs: int = MOST_PAIRS,
) -> Column:
    """Sort the values of a column, its decoys, and the confusions of single rows into classes.

    `read` is how the `texts` of the cells were read, one after the other. If each cell has one value,
    `distinct` is how many different texts there are. For phrases, `parts` are the clashes of the columns that
    they are made of. If more than `most_pairs` of the values may be the same, the column is vague.
    """
    classes = _Classes(read.reading)
    is_plain = distinct > 0 and not any(map(_also, chain.from_iterable(cells)))
    found = _all_single(texts, distinct, row_ids, classes) if is_plain else _sorted_in(cells, row_ids, classes)
    siblings, written = len(classes.texts), len(classes.by_text)
    classes.add_others("decoy", decoys)
    decoyed = len(classes.texts)
    classes.add_others("confuse", confusions)
    holders = classes.holders
    used: Sequence[int] = range(siblings)
    others: Sequence[int] = range(siblings, decoyed)
    if classes.joined:
        found = [tuple(dict.fromkeys(classes.root(c) for c in cell)) for cell in found]
        holders = _holders_again(found, len(classes.texts))
        used = sorted({class_ for cell in found for class_ in cell})
        others = [class_ for class_ in others if class_ not in classes.joined]
    typed = _typed(cells, classes) if written > len(used) else {}
    worth = _worth(texts, classes.texts, read)
    try:
        (clashes, senses), vague = _clashes(classes, worth, parts, most_pairs), False
    except TooManyPairs:
        clashes, senses, vague = {}, (), True
    numbers = _ranks(classes, worth, read)
    numeric = siblings > 0 and None not in numbers[:siblings]
    mixed = None in numbers and any(number is not None for number in numbers)
    single = is_plain or set(map(len, found)) <= {1}
    apart = single and siblings == len(found) and -1 not in holders[:siblings]
    class_of = classes.resolved()
    return Column(
        *(found, classes.texts, classes.ids, numbers, holders, class_of, siblings, used, others),
        *(single, numeric, mixed, apart, read.reading, clashes, senses, typed),
        vague=vague,
    )


def _typed(cells: Sequence[Cell], classes: "_Classes") -> Mapping[tuple[int, int], str]:
    """Return (row, class) -> the first value of that class in the row."""
    rows = enumerate(cells)
    return {(row, classes.root(classes.by_text[v.text])): v.text for row, cell in rows for v in reversed(cell)}


def _has_values(reading: ColumnReading) -> bool:
    return reading.kind in (ColumnKind.NUMBER, ColumnKind.QUANTITY, ColumnKind.DATE)


def _ordering(reading: ColumnReading) -> ColumnReading:
    """Return the reading by which options are put in order: numbers among other texts are read as numbers."""
    return (
        ColumnReading(ColumnKind.NUMBER, reading.mark)
        if reading.kind is ColumnKind.TEXT and not reading.literal
        else reading
    )


def _number(text: str, reading: ColumnReading) -> Worth | None:
    """Return the number that a text among others is; where decimals have a comma, some are still typed with a point."""
    found = value_of(plain(text), reading)
    return value_of(plain(text), by_other_mark(reading)) if found is None and reading.mark is Mark.COMMA else found


def _worth(flat: Sequence[str], texts: list[str], read: ColumnValues) -> dict[str, Worth | None]:
    """Return text -> its worth; for texts that are not values, only numbers have one, so that they are kept apart."""
    reading = _ordering(read.reading)
    if reading.kind in (ColumnKind.TEXT, ColumnKind.IDENTIFIER) or read.doubt:
        return {}
    if not _has_values(read.reading):
        joined = "".join(texts)
        has_digits = not joined.isascii() or any(digit in joined for digit in "0123456789")
        if not has_digits or all(map(str.isalpha, map(itemgetter(slice(1)), texts))):  # as in most columns
            return {}
        return {text: _number(text, reading) for text in texts if may_be_value(text)}
    known = dict(zip(flat, read.values, strict=True))
    known |= {text: value_of(plain(text), reading) for text in texts if text not in known}
    return known


def _ranks(classes: "_Classes", worth: Mapping[str, Worth | None], read: ColumnValues) -> list[Bound | None]:
    """Return the rank of each class. A date with other names, as in another calendar, may be any of these dates."""
    if not worth:
        return [None] * len(classes.texts)
    values = list(map(worth.get, classes.texts))
    if read.reading.kind is not ColumnKind.DATE:
        return ranks(values)
    hulls: dict[int, Worth] = {}
    for name, class_ in classes.names():
        root = classes.root(class_)
        values = [worth[name]] if name in worth else [value_of(plain(name), by) for by in by_each(read.reading)]
        for value in values:
            if value is not None:
                hulls[root] = hull(hulls[root], value) if root in hulls else value
    found = dict(zip(hulls, ranks(list(hulls.values())), strict=True))
    return [found.get(classes.root(class_)) for class_ in range(len(classes.texts))]


def _clashes(
    classes: "_Classes",
    worth: Mapping[str, Worth | None],
    parts: Sequence[Mapping[int, frozenset[int]]],
    most_pairs: int,
) -> tuple[Mapping[int, frozenset[int]], Sequence[tuple[int, Sense]]]:
    """Return the clashes between classes by their names and by the parts of phrases, and their senses if needed."""
    reading = classes.reading
    has_values = _has_values(reading)
    if (
        has_values
        and {type(None), ValueSpan}.isdisjoint(map(type, worth.values()))
        and all(map(worth.__contains__, classes.first_names))  # another name may be a range, or not a number
        and not (reading.others and not {".", ","}.isdisjoint("".join(worth)))
    ):
        return {}, ()  # different numbers
    named = classes.by_name
    names: Sequence[str] = classes.first_names
    if parts:
        named = {form: class_ for form, class_ in named.items() if not form.startswith(_PARTS)}
        names = [name for name in names if not name.startswith(_PARTS)]
    values = [worth[t] if t in worth else value_of(plain(t), reading) for t in names] if has_values else ()
    found: dict[int, set[int]] = {}
    clashing = clashes_of(names, named.keys(), values, reading, most_pairs)
    if clashing:
        found = _of_classes(clashing, list(map(classes.root, named.values())), most_pairs)
    for own, other in _clashing_phrases(classes, parts, most_pairs):
        found.setdefault(own, set()).add(other)
    senses: Sequence[tuple[int, Sense]] = ()
    if has_values:
        senses = [(classes.root(class_), sense(name, reading)) for name, class_ in classes.names()]
    return {own: frozenset(others) for own, others in found.items() if others}, senses


def _of_classes(clashing: Mapping[int, Collection[int]], owners: Sequence[int], most_pairs: int) -> dict[int, set[int]]:
    """Return class -> the classes that it clashes with, from the names that clash and the class that owns each name.

    If a value may be another one, it may have all names of the other. So it may also be a third value that the other
    may be by another name: `US` next to `United States`, also `U.S.`, may be `the United States`.
    """
    names: dict[int, list[int]] = {}
    for at, owner in enumerate(owners):
        names.setdefault(owner, []).append(at)
    found: dict[int, set[int]] = {}
    looked_at = 0
    for own in dict.fromkeys(owners[at] for at in clashing):
        reached = found[own] = set()
        known = [*names[own]]  # its own names, and those that it may have
        seen = {*known}
        for at in known:
            others = clashing.get(at, ())
            looked_at += len(others)
            if looked_at > 2 * most_pairs:
                raise TooManyPairs
            for other in others:
                owner = owners[other]
                if owner != own:
                    reached.add(owner)
                    if len(names[owner]) > 1:
                        more = {*names[owner]} - seen - {other}
                        seen |= more
                        known += more
    return found


def _clashing_phrases(
    classes: "_Classes", parts: Sequence[Mapping[int, frozenset[int]]], most_pairs: int
) -> Iterable[tuple[int, int]]:
    """Yield the classes of phrases all of whose parts are the same or clash."""
    if not any(parts):
        return
    made_of = {_made_of(name): classes.root(class_) for name, class_ in classes.names() if name.startswith(_PARTS)}
    looked_at = 0
    for own_parts, own in made_of.items():
        near = [{part, *clashes.get(part, ())} for part, clashes in zip(own_parts, parts, strict=True)]
        if max(map(len, near)) == 1:
            continue
        looked_at += prod(map(len, near))
        if looked_at > 2 * most_pairs:
            raise TooManyPairs
        for other_parts in product(*near):
            other = made_of.get(other_parts, own)
            if other != own:
                yield own, other


def phrase_name(parts: Iterable[int]) -> str:
    """Return the name of a phrase by the classes of its parts."""
    return _PARTS + ",".join(map(str, parts))


def _made_of(name: str) -> tuple[int, ...]:
    return tuple(map(int, name.removeprefix(_PARTS).split(",")))


def _all_single(
    texts: Sequence[str], distinct: int, row_ids: Sequence[str], classes: "_Classes"
) -> list[tuple[int, ...]]:
    """Add a whole column of single values without other names; `texts` are their texts.

    Nearly all columns of large tables are like this; it is several times faster than cell by cell.
    """
    if distinct == len(texts):
        by_name = dict(zip(canonical_all(texts, classes.reading), count()))
        if len(by_name) == len(texts):  # names of people, of things: every row has its own
            classes.texts, classes.ids, classes.holders = list(texts), list(row_ids), list(range(len(texts)))
            classes.by_name, classes.first_names = by_name, list(texts)
            return list(zip(range(len(texts))))
    rows_of = Counter(texts)
    first_rows = dict(zip(reversed(texts), count(len(texts) - 1, -1)))
    shared: dict[str, tuple[int]] = {}
    for text, form in zip(rows_of, canonical_all(list(rows_of), classes.reading), strict=True):
        row = first_rows[text]
        class_ = classes.add_one(text, form, row_ids[row], row if rows_of[text] == 1 else -1)
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
    """Union-find over canonical forms. Joining two classes is rare: only other names do it."""

    def __init__(self, reading: ColumnReading) -> None:
        self.reading = reading
        self.first_names: list[str] = []  # form -> the name with which it was first found
        self.texts: list[str] = []
        self.ids: list[str] = []
        self.holders: list[int] = []
        self.by_text: dict[str, int] = {}
        self.by_name: dict[str, int] = {}
        self.joined: dict[int, int] = {}

    def add(self, value: Value, id_: str, row: int) -> int:
        """Return the class of a value, a new one if none of its names is known."""
        class_ = self.add_one(value.text, self._form(value.text), id_, row)
        for other in value.also:
            self.join(class_, self._named(other, self._form(other), class_))
        return class_

    def add_one(self, text: str, form: str, id_: str, row: int) -> int:
        """Return the class of a value without other names, by its canonical form."""
        class_ = self._named(text, form, len(self.texts))
        if class_ == len(self.texts):
            self.texts.append(text)
            self.ids.append(id_)
            self.holders.append(row)
        elif self.holders[class_] != row:
            self.holders[class_] = -1
        self.by_text[text] = class_
        return class_

    def _form(self, name: str) -> str:
        return name if name.startswith(_PARTS) else canonical(name, self.reading)

    def _named(self, name: str, form: str, class_: int) -> int:
        """Return the class that has a form; if none has it, give it to `class_`."""
        known = self.by_name.setdefault(form, class_)
        if len(self.by_name) > len(self.first_names):
            self.first_names.append(name)
        return known

    def names(self) -> Iterable[tuple[str, int]]:
        """Return each name with its class; of names that say the same, the first."""
        return zip(self.first_names, self.by_name.values(), strict=True)

    def add_others(self, kind: str, values: Cell) -> None:
        """Add values that no row has, under ids of their own."""
        if not values:
            return
        known = len(self.texts)
        taken = set(self.ids)
        for value in values:
            id_ = f"{kind}.{slug(value.text)}"
            self.add(value, f"{id_}-{len(self.texts) - known + 1}" if id_ in taken else id_, -1)
            taken.add(self.ids[-1])

    def join(self, one: int, other: int) -> None:
        """Join two classes into the one that was there first."""
        one, other = sorted((self.root(one), self.root(other)))
        if one != other:
            self.joined[other] = one

    def root(self, class_: int) -> int:
        """Return the class that `class_` was joined to."""
        path = []
        while class_ in self.joined:
            path.append(class_)
            class_ = self.joined[class_]
        for passed in path:  # a shortcut for the next search
            self.joined[passed] = class_
        return class_

    def resolved(self) -> dict[str, int]:
        """Return canonical form -> class."""
        if not self.joined:
            return self.by_name
        return {name: self.root(class_) for name, class_ in self.by_name.items()}
