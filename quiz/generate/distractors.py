"""Choosing distractors: proven wrong, of one kind with the key, plausible.

They come from the column's other values (rows that share cells with the key's row
first), then from the decoys, then from numbers near the key. None is ever inside the set
of right answers, and no two read the same.
"""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence

from quiz.generate.columns import Column
from quiz.generate.draw import Draw
from quiz.generate.index import TableIndex
from quiz.generate.item import Option
from quiz.generate.numbers import near_numbers, thousands_mark
from quiz.text import Number, fold

__all__ = ["Distractors"]

_LARGE = 12  # from this size on a drawn value is nearly always new and wrong
_TRIES = 9  # how often a large pool is drawn from before it is searched
_FAR = 10  # with `near`, a value of another row counts as near within ten times that distance
_SCAN = 64  # how far from the key sorted values are looked through
_SPARE = 2  # candidates looked at beyond those wanted, for variety

Right = Collection[int]


#: A number that may become a distractor: the number, and its class; or -1 and how a near number reads.
_Candidate = tuple[Number, int, str]


class Distractors:
    """Draws distractors for the answers of one column.

    An `open` table says nothing about what its rows do not say: only decoys and near
    numbers are certainly wrong there.
    """

    def __init__(self, index: TableIndex, answers: Column, near: Number | None, options: Mapping[int, Option]) -> None:
        self._answers = answers
        self._near = near
        self._options = options
        self._siblings: Sequence[int] = () if index.table.open else answers.used
        self._decoys = answers.decoys
        self._index = index
        #: The columns in which rows are alike, their cells, and for each class of theirs the answers found there.
        self._alike: list[tuple[Column, list[tuple[int, ...]], dict[int, Sequence[int]]]] = []
        if not index.table.open:
            self._alike = [(column, column.cells, {}) for column in index.alike(answers)]
        self._numeric = answers.numeric
        self._large = len(answers.texts) + 1 if answers.mixed else _LARGE  # drawn from without a search
        self._outside: dict[int, tuple[Right, list[int]]] = {}
        self._sorted: list[tuple[Number, int]] | None = None
        self._kept_sides: dict[int, tuple[tuple[Right, int], tuple[list[_Candidate], list[_Candidate]]]] = {}
        self._mark = thousands_mark(answers.texts) if near is not None else ""

    def draw(self, draw: Draw, row: int, key: int, right: Right, want: int) -> list[Option]:
        """Return up to `want` options that are wrong wherever `right` is what is right."""
        if self._numeric:
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
        for column, cells, pools in self._alike:
            for class_ in cells[row]:
                pool = pools.get(class_)
                if pool is None:
                    pool = pools[class_] = self._answers_beside(column, class_)
                if len(pool) == 1:  # the row's own answer
                    continue
                if len(pool) >= self._large:  # as `_take` does; the call would cost as much as the draws
                    draw.outside(pool, right, want, chosen, _TRIES)
                if len(chosen) < want:
                    self._take(draw, pool, key, right, want, chosen)
                if len(chosen) == want:
                    return True
        return False

    def _answers_beside(self, column: Column, class_: int) -> Sequence[int]:
        """Return the answers of the rows that hold a class in a column, each once."""
        cells = self._answers.cells
        return list(dict.fromkeys(answer for row in self._index.rows_of(column)[class_] for answer in cells[row]))

    def _take(self, draw: Draw, pool: Sequence[int], key: int, right: Right, want: int, chosen: list[int]) -> None:
        """Choose from a pool until there are as many as wanted, or none is left."""
        if len(pool) >= self._large:
            draw.outside(pool, right, want, chosen, _TRIES)
            if len(chosen) == want:
                return
        rest = [class_ for class_ in self._wrong(pool, right) if class_ not in chosen]
        if self._answers.mixed:  # a number has numbers beside it, another text other texts
            numbers = self._answers.numbers
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
        kept = self._kept_sides.get(key)  # rows that share a number most often share what is right, too
        if kept is None or kept[0] != (right, want):
            kept = self._kept_sides[key] = ((right, want), self._sides(key, right, want))
        below, above = kept[1]
        low, high = max(0, want - len(above)), min(want, len(below))
        if low > high:  # fewer than wanted in all
            chosen = below + above
        else:
            under = low + draw.below(high - low + 1)
            chosen = _choose(draw, below, under) + _choose(draw, above, want - under)
        return [self._options[class_] if class_ >= 0 else Option(f"near.{text}", text) for _, class_, text in chosen]

    def _sides(self, key: int, right: Right, want: int) -> tuple[list[_Candidate], list[_Candidate]]:
        """Return the candidates below and above the key, the best first."""
        value = self._answers.numbers[key]
        assert value is not None
        near, far = self._of_rows(value, right, want)
        if min(len(near[0]), len(near[1])) < want:
            for class_ in self._decoys:
                decoy = self._answers.numbers[class_]
                if decoy is not None and decoy != value and class_ not in right:
                    near[decoy > value].append((decoy, class_, ""))
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
                    far[side].append((number, class_, ""))
                else:
                    near[side].append((number, class_, ""))
                if len(near[side]) + len(far[side]) >= want + _SPARE:
                    break
        return near, far

    def _add_near_numbers(
        self, value: Number, key: int, right: Right, near: tuple[list[_Candidate], list[_Candidate]]
    ) -> None:
        if self._near is None:
            return
        known = {candidate[0] for side in near for candidate in side}
        for number, text in near_numbers(self._answers.texts[key], self._near, self._mark):
            # A number that any value goes by is that value, and was weighed as such.
            if number not in known and fold(text) not in self._answers.class_of:
                near[number > value].append((number, -1, text))


def _choose(draw: Draw, side: list[_Candidate], count: int) -> list[_Candidate]:
    """Choose among the best of a side: other rows' values before near numbers."""
    return draw.sample(side[: count + _SPARE], count) if count else []
