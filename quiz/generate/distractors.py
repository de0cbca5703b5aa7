"""Choosing distractors: proven wrong, of one kind with the key, plausible.

They come from the column's other values (rows that share cells with the key's row
first), then from the decoys, then from numbers near the key. None is ever inside the set
of right answers, and no two read the same.
"""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from quiz.generate.columns import Column
from quiz.generate.draw import Draw
from quiz.generate.index import TableIndex
from quiz.generate.item import Option
from quiz.generate.numbers import near_numbers, thousands_mark
from quiz.text import Number, fold

__all__ = ["Distractors"]

_LARGE = 12  # from this size on a drawn value is nearly always new and wrong
_ATTEMPTS = 3  # how often a large pool is drawn from before it is searched
_FAR = 10  # with `near`, a value of another row counts as near within ten times that distance
_SCAN = 64  # how far from the key sorted values are looked through
_SPARE = 2  # candidates looked at beyond those wanted, for variety

Right = Collection[int]


class _Candidate(NamedTuple):
    """A number that may become a distractor: of a class, or a near number with its text."""

    number: Number
    class_: int
    text: str = ""


class Distractors:
    """Draws distractors for the answers of one column.

    An `open` table says nothing about what its rows do not say: only decoys and near
    numbers are certainly wrong there.
    """

    def __init__(self, index: TableIndex, answers: Column, near: Number | None, options: Mapping[int, Option]) -> None:
        self._answers = answers
        self._near = near
        self._options = options
        self._siblings: Sequence[int] = () if index.table.open else _used(answers)
        self._decoys = answers.decoys
        self._index = index
        self._alike = () if index.table.open else index.alike(answers)
        self._groups: dict[int, Mapping[int, Sequence[int]]] = {}
        self._outside: dict[int, tuple[Right, list[int]]] = {}
        self._sorted: list[tuple[Number, int]] | None = None
        self._mark = thousands_mark(answers.texts) if near is not None else ""

    def draw(self, draw: Draw, row: int, key: int, right: Right, want: int) -> list[Option]:
        """Return up to `want` options that are wrong wherever `right` is what is right."""
        if self._answers.numeric:
            return self._numbers(draw, key, right, want)
        chosen: list[int] = []
        if not self._from_like_rows(draw, row, key, right, want, chosen):
            for pool in (self._siblings, self._decoys):
                self._take(draw, pool, key, right, want, chosen)
                if len(chosen) == want:
                    break
        return list(map(self._options.__getitem__, chosen))

    def _from_like_rows(self, draw: Draw, row: int, key: int, right: Right, want: int, chosen: list[int]) -> bool:
        """Choose among the answers of rows that share a cell, the rarest cells first. Tells whether that is enough."""
        for column in self._alike:
            groups = self._groups.get(id(column))
            if groups is None:
                groups = self._groups[id(column)] = self._index.grouped(column, self._answers)
            for class_ in column.cells[row]:
                self._take(draw, groups[class_], key, right, want, chosen)
                if len(chosen) == want:
                    return True
        return False

    def _take(self, draw: Draw, pool: Sequence[int], key: int, right: Right, want: int, chosen: list[int]) -> None:
        """Choose from a pool until there are as many as wanted, or none is left."""
        numbers = self._answers.numbers if self._answers.mixed else None
        if len(pool) >= _LARGE and numbers is None:
            for _ in range(_ATTEMPTS):
                for i in draw.distinct(len(pool), want - len(chosen)):
                    class_ = pool[i]
                    if class_ not in right and class_ not in chosen:
                        chosen.append(class_)
                if len(chosen) == want:
                    return
        rest = [class_ for class_ in self._wrong(pool, right) if class_ not in chosen]
        if numbers is not None:  # a number has numbers beside it, another text other texts
            rest = [class_ for class_ in rest if (numbers[class_] is None) is (numbers[key] is None)]
        chosen += draw.sample(rest, want - len(chosen))

    def _wrong(self, pool: Sequence[int], right: Right) -> list[int]:
        """Return the pool without the right answers; kept where both are large, as items share them."""
        if len(right) < _LARGE or len(pool) < _LARGE:  # nothing to gain
            return [class_ for class_ in pool if class_ not in right]
        kept = self._outside.get(id(pool))
        if kept is None or kept[0] is not right:
            kept = self._outside[id(pool)] = (right, [class_ for class_ in pool if class_ not in right])
        return kept[1]

    def _numbers(self, draw: Draw, key: int, right: Right, want: int) -> list[Option]:
        """Draw how many distractors lie below the key first, so that its rank tells nothing."""
        below, above = self._sides(key, right, want)
        low, high = max(0, want - len(above)), min(want, len(below))
        if low > high:  # fewer than wanted in all
            chosen = below + above
        else:
            under = low + draw.below(high - low + 1)
            chosen = _choose(draw, below, under) + _choose(draw, above, want - under)
        return [self._options[c.class_] if c.class_ >= 0 else Option(f"near.{c.text}", c.text) for c in chosen]

    def _sides(self, key: int, right: Right, want: int) -> tuple[list[_Candidate], list[_Candidate]]:
        """Return the candidates below and above the key, the best first."""
        value = self._answers.numbers[key]
        assert value is not None
        near, far = self._of_rows(value, right, want)
        if min(len(near[0]), len(near[1])) < want:
            for class_ in self._decoys:
                decoy = self._answers.numbers[class_]
                if decoy is not None and decoy != value and class_ not in right:
                    near[decoy > value].append(_Candidate(decoy, class_))
            self._add_near_numbers(value, key, right, near)
        return near[0] + far[0], near[1] + far[1]

    def _of_rows(
        self, value: Number, right: Right, want: int
    ) -> tuple[tuple[list[_Candidate], list[_Candidate]], tuple[list[_Candidate], list[_Candidate]]]:
        """Return the values of other rows below and above a number: those near, and those far."""
        if self._sorted is None:
            numbers = self._answers.numbers
            numbered = [(found, c) for c in self._siblings if (found := numbers[c]) is not None]
            self._sorted = sorted(numbered)
        at = bisect_left(self._sorted, (value, -1))
        reach = self._near * _FAR if self._near is not None else None
        near: tuple[list[_Candidate], list[_Candidate]] = ([], [])
        far: tuple[list[_Candidate], list[_Candidate]] = ([], [])
        last = len(self._sorted)
        for side, steps in enumerate((range(at - 1, max(-1, at - 1 - _SCAN), -1), range(at, min(last, at + _SCAN)))):
            for i in steps:
                number, class_ = self._sorted[i]
                if class_ in right:
                    continue
                if reach is not None and max(number - value, value - number) > reach:
                    far[side].append(_Candidate(number, class_))
                else:
                    near[side].append(_Candidate(number, class_))
                if len(near[side]) + len(far[side]) >= want + _SPARE:
                    break
        return near, far

    def _add_near_numbers(
        self, value: Number, key: int, right: Right, near: tuple[list[_Candidate], list[_Candidate]]
    ) -> None:
        if self._near is None:
            return
        known = {candidate.number for side in near for candidate in side}
        for number, text in near_numbers(self._answers.texts[key], self._near, self._mark):
            # A number that any value goes by is that value, and was weighed as such.
            if number not in known and fold(text) not in self._answers.class_of:
                near[number > value].append(_Candidate(number, -1, text))


def _choose(draw: Draw, side: list[_Candidate], count: int) -> list[_Candidate]:
    """Choose among the best of a side: other rows' values before near numbers."""
    return draw.sample(side[: count + _SPARE], count) if count else []


def _used(answers: Column) -> list[int]:
    """Return the classes that rows hold (a joined class is named by its first one)."""
    used = {class_ for cell in answers.cells for class_ in cell}
    return sorted(used)
