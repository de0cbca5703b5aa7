"""Choosing distractors: proven wrong, of one kind with the key, plausible.

They come from the column's other values (rows that share cells with the key's row
first), then from the decoys, then from numbers near the key. None is ever inside the set
of right answers, and no two read the same.
"""

from bisect import bisect_left
from collections.abc import Sequence

from quiz.generate.columns import Column
from quiz.generate.draw import Draw
from quiz.generate.index import TableIndex
from quiz.generate.item import Option
from quiz.generate.numbers import near_numbers, thousands_mark
from quiz.text import Number, fold

__all__ = ["Distractors"]

_Candidate = tuple[Number, int, Option | None]  # (number, class or -1, near number)
_FAR = 10  # with `near`, a value of another row counts as near within ten times that distance
_SCAN = 64  # how far from the key sorted values are looked through


class Distractors:
    """Draws distractors for the answers of one column.

    An `open` table says nothing about what its rows do not say: only decoys and near
    numbers are certainly wrong there.
    """

    def __init__(self, index: TableIndex, answers: Column, near: Number | None) -> None:
        self.answers = answers
        self.near = near
        self.siblings: Sequence[int] = () if index.table.open else _used(answers)
        self.decoys = list(answers.decoys)
        self._index = index
        self._alike = () if index.table.open else index.alike(answers)
        self._outside: dict[tuple[int, frozenset[int]], list[int]] = {}
        self._sorted: list[tuple[Number, int]] | None = None
        self._mark = thousands_mark(answers.texts) if near is not None else ""

    def draw(self, draw: Draw, row: int, key: int, right: frozenset[int], want: int) -> list[tuple[int, Option | None]]:
        """Return up to `want` wrong answers as (class, None), near numbers as (-1, option)."""
        if self.answers.numeric:
            return self._numbers(draw, key, right, want)
        chosen: list[int] = []
        pools = self._pools(row)
        for pool in pools:
            self._take(draw, pool, key, right, want, chosen)
            if len(chosen) == want:
                break
        return [(class_, None) for class_ in chosen]

    def _pools(self, row: int) -> list[Sequence[int]]:
        """Return where to draw from, the most plausible first."""
        shared: list[Sequence[int]] = []
        for column, groups in self._alike:
            for class_ in column.cells[row]:
                shared.append(groups[class_])
        if len(shared) > 1:
            shared.sort(key=len)
        shared.append(self.siblings)
        shared.append(self.decoys)
        return shared

    def _take(
        self, draw: Draw, pool: Sequence[int], key: int, right: frozenset[int], want: int, chosen: list[int]
    ) -> None:
        size = len(pool)
        kind = self.answers.numbers[key] is None if self.answers.mixed else None
        if size > 32:
            for _ in range(4 * want + 8):  # in a large pool a draw is nearly always a new wrong answer
                class_ = pool[draw.below(size)]
                if class_ not in right and class_ not in chosen and self._fits(class_, kind):
                    chosen.append(class_)
                    if len(chosen) == want:
                        return
        rest = [c for c in self._wrong(pool, right) if c not in chosen and self._fits(c, kind)]
        chosen.extend(draw.sample(rest, want - len(chosen)))

    def _fits(self, class_: int, kind: bool | None) -> bool:
        return kind is None or (self.answers.numbers[class_] is None) is kind

    def _wrong(self, pool: Sequence[int], right: frozenset[int]) -> list[int]:
        """Return the pool without the right answers; kept where the pool is large."""
        if len(pool) <= 32:
            return [class_ for class_ in pool if class_ not in right]
        found = self._outside.get((id(pool), right))
        if found is None:
            found = self._outside[id(pool), right] = [class_ for class_ in pool if class_ not in right]
        return found

    def _numbers(self, draw: Draw, key: int, right: frozenset[int], want: int) -> list[tuple[int, Option | None]]:
        """Draw how many distractors lie below the key first, so that its rank tells nothing."""
        below, above = self._sides(key, right, want)
        low, high = max(0, want - len(above)), min(want, len(below))
        if low > high:
            return [(class_, option) for _, class_, option in below + above]
        under = low + draw.below(high - low + 1)
        return _choose(draw, below, under) + _choose(draw, above, want - under)

    def _sides(self, key: int, right: frozenset[int], want: int) -> tuple[list[_Candidate], list[_Candidate]]:
        """Return the candidates below and above the key, the best first, a few more than wanted."""
        value = self.answers.numbers[key]
        assert value is not None
        if self._sorted is None:
            numbered = [(self.answers.numbers[c], c) for c in self.siblings]
            self._sorted = sorted(((n, c) for n, c in numbered if n is not None), key=lambda pair: pair)
        at = bisect_left(self._sorted, (value, -1))
        reach = self.near * _FAR if self.near is not None else None
        sides: tuple[list[_Candidate], list[_Candidate]] = ([], [])
        far: tuple[list[_Candidate], list[_Candidate]] = ([], [])
        for side, steps in enumerate((range(at - 1, -1, -1), range(at, len(self._sorted)))):
            for i in steps[:_SCAN]:
                found, class_ = self._sorted[i]
                if class_ in right or found == value:
                    continue
                is_far = reach is not None and abs(found - value) > reach
                (far if is_far else sides)[side].append((found, class_, None))
                if len(sides[side]) + len(far[side]) > want + 2:
                    break
        for class_ in self.decoys:
            decoy = self.answers.numbers[class_]
            if decoy is not None and decoy != value and class_ not in right:
                sides[decoy > value].append((decoy, class_, None))
        self._add_near(value, key, right, sides)
        for side in (0, 1):
            sides[side].extend(far[side])
        return sides

    def _add_near(
        self, value: Number, key: int, right: frozenset[int], sides: tuple[list[_Candidate], list[_Candidate]]
    ) -> None:
        if self.near is None:
            return
        known = {number for side in sides for number, _, _ in side}
        for number, text in near_numbers(self.answers.texts[key], self.near, self._mark):
            class_ = self.answers.class_of.get(fold(text), -1)
            if class_ not in right and number not in known:
                sides[number > value].append((number, -1, Option(f"near.{text}", text)))


def _choose(draw: Draw, side: list[_Candidate], count: int) -> list[tuple[int, Option | None]]:
    """Choose among the best of a side: other rows' values before near numbers."""
    best = side[: count + 2] if count else []
    return [(class_, option) for _, class_, option in draw.sample(best, count)]


def _used(answers: Column) -> list[int]:
    """Return the classes that rows hold (a joined class is named by its first one)."""
    used = {class_ for cell in answers.cells for class_ in cell}
    return [class_ for class_ in range(answers.siblings) if class_ in used]
