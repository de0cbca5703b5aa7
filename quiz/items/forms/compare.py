"""Compare: the greatest or the least of the rows shown."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quiz.items.draw import Draw
from quiz.items.item import NotGenerated
from quiz.items.prepared import WANTED_WRONG, Made, Prepared
from quiz.items.query import Shown
from quiz.text import Number

_AROUND = 4  # levels this far away in rank, on either side, may be shown beside a row


def make(prepared: Prepared, row: int, draw: Draw) -> Made | NotGenerated:
    """Show a row among others near to it in rank; no two of those shown are level."""
    asked = prepared.asked(row, draw)
    if isinstance(asked, NotGenerated):
        return asked
    shown, _, _ = asked
    ranking = ranked(prepared, shown)
    measure = ranking.rows.get(row)
    if measure is None:
        return unranked(prepared, row)
    others = draw.sample(near(ranking, measure), WANTED_WRONG)
    if not others or (len(others) == 1 and len(ranking.rows) > 2):
        return NotGenerated("too few rows differ in rank", f"add rows with another `{prepared.pattern.measure}`")
    rows = [(measure, row), *others]
    _, best = (max if prepared.pattern.greatest else min)(rows)
    options = prepared.arranged(draw, [prepared.options[prepared.answers.cells[r][0]] for _, r in rows])
    key = prepared.answers.ids[prepared.answers.cells[best][0]]
    return prepared.stem(row, shown), options, (key,), prepared.explanation(best)


class Ranking(NamedTuple):
    """The measures of the rows that can be compared; for each level, lowest first, its measure and its first
    and last row.
    """

    rows: Mapping[int, Number]
    levels: list[Number]
    firsts: list[tuple[Number, int]]
    lasts: list[tuple[Number, int]]


def unranked(prepared: Prepared, row: int) -> NotGenerated:
    """Return why a row is left out of the ranking."""
    column = prepared.index.column(prepared.pattern.measure)
    cell = column.cells[row]
    if len(cell) == 1 and column.numbers[cell[0]] is not None:
        return NotGenerated("its option would not stand for it alone")
    return NotGenerated(f"it has no `{prepared.pattern.measure}`", left_empty=not cell)


def ranked(prepared: Prepared, shown: Shown) -> Ranking:
    """Rank the rows that match.

    Left out are rows without one measure and rows whose option another row gives too:
    of those it could not be said which is meant.
    """
    found = prepared.memo.get(shown)
    if not isinstance(found, Ranking):
        answers, column = prepared.answers, prepared.index.column(prepared.pattern.measure)
        rows: Sequence[int] = prepared.query.members(shown)
        if not answers.tells_rows_apart:
            count = Counter([class_ for row in rows for class_ in answers.cells[row]])
            rows = [row for row in rows if len(answers.cells[row]) == 1 and count[answers.cells[row][0]] == 1]
        if answers.vague:
            rows = [row for row in rows if answers.cells[row][0] not in answers.vague]
        if not column.single:
            rows = [row for row in rows if len(column.cells[row]) == 1]
        measures = [column.numbers[column.cells[row][0]] for row in rows]
        by_level = sorted((measure, row) for measure, row in zip(measures, rows, strict=True) if measure is not None)
        lasts = dict(by_level)
        firsts = dict(reversed(by_level))
        levels = list(lasts)
        by_row = {row: measure for measure, row in by_level}
        found = Ranking(by_row, levels, [(level, firsts[level]) for level in levels], list(lasts.items()))
        prepared.memo[shown] = found
    return found


def near(ranking: Ranking, measure: Number) -> list[tuple[Number, int]]:
    """Return (measure, row) of the levels around a measure, one row of each: nearest first, those below first."""
    at = bisect_left(ranking.levels, measure)
    below = ranking.lasts[max(0, at - _AROUND) : at]
    return below[::-1] + ranking.firsts[at + 1 : at + 1 + _AROUND]
