"""Compare: the greatest or the least of the rows shown."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from quiz.generate.draw import Draw
from quiz.generate.item import Short
from quiz.generate.prepared import WANTED_WRONG, Made, Prepared
from quiz.generate.query import Shown
from quiz.text import Number

__all__ = ["make"]

_AROUND = 4  # rows this far away in rank, on either side, may be shown beside a row


def make(prepared: Prepared, row: int, draw: Draw) -> Made | Short:
    """Show a row among others near to it in rank; no two of those shown are level."""
    asked = prepared.asked(row, draw)
    if isinstance(asked, Short):
        return asked
    shown, _, _ = asked
    ranked = _ranked(prepared, shown)
    measure = _measure(prepared, row)
    if measure is None:
        return Short(f"it has no `{prepared.pattern.measure}`")
    at = bisect_left(ranked, (measure, row))
    if at == len(ranked) or ranked[at][1] != row:
        return Short("its option would not stand for it alone")
    others = _others(ranked, at, draw)
    if not others or (len(others) == 1 and len(ranked) > 2):
        return Short("too few rows differ in rank", f"add rows with another `{prepared.pattern.measure}`")
    rows = [row, *others]
    best = (max if prepared.pattern.greatest else min)(rows, key=lambda r: _measure(prepared, r) or 0)
    options = prepared.arranged(draw, [prepared.options[prepared.answers.cells[r][0]] for r in rows])
    key = prepared.answers.ids[prepared.answers.cells[best][0]]
    return prepared.stem(row, shown), options, (key,), prepared.explanation(best)


def _measure(prepared: Prepared, row: int) -> Number | None:
    column = prepared.index.column(prepared.pattern.measure)
    cell = column.cells[row]
    return column.numbers[cell[0]] if len(cell) == 1 else None


def _ranked(prepared: Prepared, shown: Shown) -> list[tuple[Number, int]]:
    """Return (measure, row) of the rows that match, lowest first.

    Left out are rows without one measure and rows whose option another row gives too:
    of those it could not be said which is meant.
    """
    found = prepared.memo.get(shown)
    if not isinstance(found, list):
        answers, column = prepared.answers, prepared.index.column(prepared.pattern.measure)
        rows: Sequence[int] = prepared.query.members(shown)
        if not answers.tells_rows_apart:
            count = Counter([class_ for row in rows for class_ in answers.cells[row]])
            rows = [row for row in rows if len(answers.cells[row]) == 1 and count[answers.cells[row][0]] == 1]
        if not column.single:
            rows = [row for row in rows if len(column.cells[row]) == 1]
        measures = [column.numbers[column.cells[row][0]] for row in rows]
        found = [(measure, row) for measure, row in zip(measures, rows, strict=True) if measure is not None]
        found.sort()
        prepared.memo[shown] = found
    return found


def _others(ranked: list[tuple[Number, int]], at: int, draw: Draw) -> list[int]:
    """Draw up to three rows around a rank, all with different measures."""
    seen = {ranked[at][0]}
    near: list[int] = []
    for steps in (range(at - 1, -1, -1), range(at + 1, len(ranked))):
        taken = 0
        for i in steps[: 8 * _AROUND]:
            if ranked[i][0] not in seen and taken < _AROUND:
                seen.add(ranked[i][0])
                near.append(ranked[i][1])
                taken += 1
    return draw.sample(near, WANTED_WRONG)
