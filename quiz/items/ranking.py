"""The rows that match in the order of what a column says of them: for the forms that rank."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from quiz.bank.model import Pattern
from quiz.items.item import NotGenerated
from quiz.items.prepared import Prepared
from quiz.items.query import ShownClasses
from quiz.values.spans import Bound

if TYPE_CHECKING:
    from quiz.bank.problems import Diagnostics
    from quiz.bank.rows import TableFrame

_AROUND = 4  # levels this far away in rank, on either side, may be shown beside a row


class Ranking(NamedTuple):
    """The measures of the rows that can be compared; for each level, lowest first, its measure and its first
    and last row.
    """

    rows: Mapping[int, Bound]
    levels: list[Bound]
    firsts: list[tuple[Bound, int]]
    lasts: list[tuple[Bound, int]]


def unranked(prepared: Prepared, row: int, measure: str) -> NotGenerated:
    """Return why a row is left out of the ranking by a column."""
    column = prepared.index.column(measure)
    cell = column.cells[row]
    if len(cell) == 1 and column.ranks[cell[0]] is not None:
        return NotGenerated("its option would not stand for it alone")
    return NotGenerated(f"it has no `{measure}`", left_empty=not cell)


def ranking_of(prepared: Prepared, shown: ShownClasses, measure: str) -> Ranking:
    """Rank the rows that match by a column.

    Left out are rows without one measure and rows whose option another row gives too:
    of those it could not be said which is meant.
    """
    found = prepared.memo.get(shown)
    if not isinstance(found, Ranking):
        answers, column = prepared.answers, prepared.index.column(measure)
        rows: Sequence[int] = prepared.query.members(shown)
        if not answers.tells_rows_apart:
            count = Counter([class_ for row in rows for class_ in answers.cells[row]])
            rows = [row for row in rows if len(answers.cells[row]) == 1 and count[answers.cells[row][0]] == 1]
        if answers.clashes:
            held = {class_ for row in rows for class_ in answers.cells[row]}
            rows = [row for row in rows if held.isdisjoint(answers.clashes.get(answers.cells[row][0], ()))]
        if not column.single:
            rows = [row for row in rows if len(column.cells[row]) == 1]
        measures = [column.ranks[column.cells[row][0]] for row in rows]
        by_level = sorted((measure, row) for measure, row in zip(measures, rows, strict=True) if measure is not None)
        lasts = dict(by_level)
        firsts = dict(reversed(by_level))
        levels = list(lasts)
        by_row = {row: measure for measure, row in by_level}
        found = Ranking(by_row, levels, [(level, firsts[level]) for level in levels], list(lasts.items()))
        prepared.memo[shown] = found
    return found


def near(ranking: Ranking, measure: Bound) -> list[tuple[Bound, int]]:
    """Return (measure, row) of the levels around a measure, one row of each: nearest first, those below first."""
    at = bisect_left(ranking.levels, measure)
    below = ranking.lasts[max(0, at - _AROUND) : at]
    return below[::-1] + ranking.firsts[at + 1 : at + 1 + _AROUND]


def check_measure(pattern: Pattern, column: str, does: str, table: "TableFrame", problems: "Diagnostics") -> None:
    """Refuse a column to rank by that holds anything but numbers or dates, one in each cell.

    `does` says what the pattern does with it: `compares`.
    """
    from quiz.bank.column_check import cell_name, check_values  # a round does not read banks

    check_values(column, f"`{pattern.id}` {does} `{column}`", table, problems)
    for row, cell in enumerate(table.cells(column)):
        if len(cell) > 1:
            message = f"several values, but `{pattern.id}` {does} `{column}`"
            problems.add(
                "B301", message, table.data.span(row, column), f"give one {cell_name(table.read(column).reading.kind)}"
            )
