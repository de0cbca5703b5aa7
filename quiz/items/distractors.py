"""Choosing distractors: proven wrong, of the same kind as the key, plausible.

They come from the confusions of the row, then from the column's other values (first from rows that share cells with the
key's row, and of those the texts that look alike), then from the decoys, then from numbers near the key. None is, or
may be, among the right answers, and no two may be the same.

Learners mix up words that begin alike and have the same consonants: affect and effect, mitosis and meiosis, Slovakia
and Slovenia. So texts are sorted by their consonants, and neighbours make a group. The members of a group are
distractors for each other. So no text is more in the middle of its options than another: an option that is most like
all others would give itself away (the convergence strategy; Case & Swanson, Constructing Written Test Questions, 1998).
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from quiz.items.columns import Column
from quiz.items.draw import Draw
from quiz.items.index import TableIndex
from quiz.items.item import MixedUp, Option
from quiz.items.numbers import NEAR_ID, Numbers
from quiz.values.numerals import Number

_FEWEST_ALIKE = 8  # members of a group: enough for 35 different sets of three distractors
_VOWELS = str.maketrans("", "", "aeiouy")
_LARGE = 12  # from this size on a drawn value is nearly always new and wrong
_TRIES = 9  # how often a large pool is drawn from before it is searched

Shut = Collection[int]  # the classes that are right, or may be


class _Pool:
    """Classes to draw from, and class -> the ones among them that look like it."""

    __slots__ = ("groups", "members")

    def __init__(self, members: Sequence[int], groups: Mapping[int, Sequence[int]]) -> None:
        self.members = members
        self.groups = groups


class Distractors:
    """Draws distractors for the answers of one column.

    In an `open` table, what its rows do not say may be true: only decoys and near numbers are certainly wrong.
    """

    def __init__(
        self,
        index: TableIndex,
        answers: Column,
        near: Number | None,
        options: Mapping[int, Option],
        confused: Mapping[int, Sequence[int]],
    ) -> None:
        self._answers = answers
        self._option = options.__getitem__  # looked up for every item
        self._siblings: Sequence[int] = () if index.table.open else answers.used
        self._decoys = answers.decoys
        self._clashes = answers.clashes
        self._confused = confused
        self._index = index
        #: The columns in which rows are alike, with their cells, and for each of their classes the answers found there.
        self._alike: list[tuple[Column, list[tuple[int, ...]], dict[int, _Pool]]] = []
        if not index.table.open:
            self._alike = [(column, column.cells, {}) for column in index.alike(answers)]
        self._numbers = Numbers(answers, self._siblings, near, options) if answers.numeric else None
        self._is_mixed = answers.mixed
        self._key_is_number = False
        self._number_likes: dict[int, bool] = {}  # in a mixed column: class -> whether it is shown as a number
        self._large = len(answers.texts) + 1 if answers.mixed else _LARGE  # drawn from without a search
        self._pools: dict[tuple[int, ...], _Pool] = {}
        self._outside: dict[int, tuple[Shut, list[int]]] = {}

    def draw(
        self,
        draw: Draw,
        row: int,
        key: int,
        shut: Shut,
        want: int,
        prefer: Sequence[MixedUp] = (),
        *,
        anywhere: bool = False,
    ) -> list[Option]:
        """Return up to `want` options that are not in `shut`, and of which no two clash, the most plausible first.

        Those that `prefer` has for the key come before all others. That is only a wish: they are proven wrong like all
        others, and an id that the column does not have is skipped. With `anywhere`, numbers need not be near the key.
        """
        first = self._preferred(key, prefer) if prefer else ()
        self._key_is_number = self._is_mixed and self._answers.place(self._answers.text_of(row, key)) is not None
        if self._numbers:
            typed = self._answers.text_of(row, key)
            confused = self._confused.get(row, ())
            return self._numbers.draw(draw, key, typed, shut, want, confused, first, anywhere=anywhere)
        chosen: list[int] = []
        if first:
            self._take(draw, [one for one in first if isinstance(one, int)], shut, want, chosen)
        if self._confused and row in self._confused:
            self._take(draw, self._confused[row], shut, want, chosen)
        if len(chosen) == want:
            return list(map(self._option, chosen))
        for column, cells, pools in self._alike:  # rows that share a cell, the rarest cells first
            for class_ in cells[row]:
                pool = pools.get(class_)
                if pool is None:
                    pool = pools[class_] = self._grouped(self._answers_next_to(column, class_))
                group = pool.groups[key]
                if len(group) == 1:  # the row's own answer
                    continue
                if not chosen and not self._is_mixed:  # the same as `_take`; a call would cost as much as the draws
                    if shut == (key,):
                        members = [*group]
                        members.remove(key)
                    else:
                        members = [member for member in group if member not in shut]
                    if len(members) >= want and (not self._clashes or self._do_not_clash(members)):
                        return list(map(self._option, draw.take(members, want)))
                self._take(draw, group, shut, want, chosen)
                self._take(draw, pool.members, shut, want, chosen)
                if len(chosen) == want:
                    return list(map(self._option, chosen))
        for others in (self._siblings_alike.groups.get(key, ()), self._siblings, self._decoys):
            self._take(draw, others, shut, want, chosen)
        return list(map(self._option, chosen))

    def _preferred(self, key: int, prefer: Sequence[MixedUp]) -> Sequence[int | str]:
        """Return what to offer first: classes that may be drawn, and the texts of near numbers."""
        answer = self._answers.ids[key]
        found: list[int | str] = []
        for right, chosen in prefer:
            if right == answer and chosen.startswith(NEAR_ID):
                found.append(chosen.removeprefix(NEAR_ID))
            elif right == answer and chosen in self._answers.ids:
                class_ = self._answers.ids.index(chosen)
                # A value of a row if the table is complete, or a decoy.
                found += [class_] if class_ in self._siblings or class_ in self._decoys else []
        return found

    def _answers_next_to(self, column: Column, class_: int) -> Sequence[int]:
        """Return the answers of the rows that hold a class in a column, each once."""
        cells = self._answers.cells
        return list(dict.fromkeys([answer for row in self._index.rows_of(column)[class_] for answer in cells[row]]))

    def _grouped(self, pool: Sequence[int]) -> _Pool:
        """Return a pool with the classes in it that look alike. The same answers are often next to many classes."""
        key = tuple(pool)
        found = self._pools.get(key)
        if found is None:
            groups = dict.fromkeys(pool, pool) if self._is_mixed else grouped(pool, self._answers.texts)
            found = self._pools[key] = _Pool(pool, groups)
        return found

    @cached_property
    def _siblings_alike(self) -> _Pool:
        return self._grouped(self._siblings)

    def _do_not_clash(self, classes: Collection[int]) -> bool:
        return not self._clashes or self._clashes.keys().isdisjoint(classes)

    def _take(self, draw: Draw, pool: Sequence[int], shut: Shut, want: int, chosen: list[int]) -> None:
        """Choose from a pool until there are as many as wanted, or none is left."""
        if len(chosen) < want and len(pool) >= self._large:
            draw.outside(pool, shut, want, chosen, _TRIES)
            if self._clashes:
                chosen[:] = self._answers.apart(chosen)
        if len(chosen) == want:
            return
        rest = [class_ for class_ in self._wrong(pool, shut) if class_ not in chosen]
        if self._is_mixed:  # numbers are offered next to a number, texts next to a text, as they are shown
            rest = [class_ for class_ in rest if self._reads_as_number(class_) is self._key_is_number]
        if self._do_not_clash(rest):
            chosen += draw.sample(rest, want - len(chosen))
        else:
            chosen[:] = self._answers.apart([*chosen, *draw.shuffled(rest)])[:want]

    def _reads_as_number(self, class_: int) -> bool:
        found = self._number_likes.get(class_)
        if found is None:
            found = self._number_likes[class_] = self._answers.place(self._answers.texts[class_]) is not None
        return found

    def _wrong(self, pool: Sequence[int], shut: Shut) -> list[int]:
        """Return the pool without what is shut; it is kept if both are large, because items share them."""
        if len(shut) < _LARGE or len(pool) < _LARGE:  # nothing to gain
            return [class_ for class_ in pool if class_ not in shut]
        kept = self._outside.get(id(pool))
        if kept is None or kept[0] is not shut:
            kept = self._outside[id(pool)] = (shut, [class_ for class_ in pool if class_ not in shut])
        return kept[1]


def grouped(classes: Sequence[int], texts: Sequence[str]) -> Mapping[int, Sequence[int]]:
    """Return class -> the classes that look or sound like it, itself included. `texts` are those of all classes."""
    count = len(classes) // _FEWEST_ALIKE
    if count < 2:
        return dict.fromkeys(classes, classes)
    joined = "\n".join(map(texts.__getitem__, classes)).casefold().translate(_VOWELS)
    consonants = joined.split("\n")
    if len(consonants) > len(classes):  # some texts have lines
        consonants = [texts[class_].casefold().translate(_VOWELS) for class_ in classes]
    size = len(classes)
    ordered = [classes[i] for i in sorted(range(size), key=consonants.__getitem__)]
    groups: dict[int, Sequence[int]] = {}
    for nth in range(count):
        group = ordered[nth * size // count : (nth + 1) * size // count]
        groups.update(dict.fromkeys(group, group))
    return groups
