"""The rows that match, in the order of a column: for the forms that rank."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from quiz.bank.model import Pattern
from quiz.items.columns import Column
from quiz.items.index import TableIndex
from quiz.items.item import NotGenerated
from quiz.items.prepared import Prepared
from quiz.items.query import ShownClasses
from quiz.values.spans import Bound

if TYPE_CHECKING:
    from quiz.bank.problems import Diagnostics
    from quiz.bank.rows import TableFrame

_AROUND = 4  # levels this far away in rank, on either side, may be shown next to a row


class Ranking(NamedTuple):
    """The rows that can be compared; the levels, lowest first; and the first and the last row of each level."""

    rows: Collection[int]
    levels: Sequence[Bound]
    firsts: Mapping[Bound, int]
    lasts: Mapping[Bound, int]


def unranked(prepared: Prepared, row: int, measure: str) -> NotGenerated:
    """Return why a row is left out of the ranking by a column."""
    column = prepared.index.column(measure)
    cell = column.cells[row]
    if len(cell) == 1 and column.ranks[cell[0]] is not None:
        return NotGenerated("other rows have the same option")
    return NotGenerated(f"it has no `{measure}`", left_empty=not cell)


def ranking_of(prepared: Prepared, shown: ShownClasses, measure: str) -> Ranking:
    """Rank the rows that match by a column.

    Rows without exactly one measure are left out, and so are rows whose option may also be that of another row, because
    it would not be clear which row is meant. That other row is any that may match, ranked or not.
    """
    found = prepared.memo.get(shown)
    if not isinstance(found, Ranking):
        answers, column = prepared.answers, prepared.index.column(measure)
        rows, possible = prepared.query.members(shown), prepared.query.possible(shown)
        if not answers.tells_rows_apart:
            count = Counter([class_ for row in possible for class_ in answers.cells[row]])
            rows = [row for row in rows if len(answers.cells[row]) == 1 and count[answers.cells[row][0]] == 1]
        if answers.clashes:
            held = {class_ for row in possible for class_ in answers.cells[row]}
            rows = [row for row in rows if held.isdisjoint(answers.clashes.get(answers.cells[row][0], ()))]
        if not column.single:
            rows = [row for row in rows if len(column.cells[row]) == 1]
        found = _whole(prepared.index, column) if isinstance(rows, range) else None
        found = prepared.memo[shown] = found or _sorted(rows, column)
    return found


def _sorted(rows: Sequence[int], column: Column) -> Ranking:
    """Rank some rows, in their order, by a column in which each has one value."""
    measures = [(measure, row) for row in rows if (measure := column.ranks[column.cells[row][0]]) is not None]
    lasts = dict(measures)
    firsts = dict(reversed(measures))
    levels = sorted(lasts)
    return Ranking({row for _, row in measures}, levels, firsts, lasts)


def _whole(index: TableIndex, column: Column) -> Ranking | None:
    """Rank all rows of a table by the rows that each value has; None if a value has no rank."""
    rows_of = index.rows_of(column)
    firsts: dict[Bound, int] = {}
    lasts: dict[Bound, int] = {}
    for class_ in column.used:
        measure, rows = column.ranks[class_], rows_of[class_]
        if measure is None:
            return None
        firsts[measure] = min(rows[0], firsts.get(measure, rows[0]))
        lasts[measure] = max(rows[-1], lasts.get(measure, rows[-1]))
    return Ranking(range(len(index.row_ids)), sorted(firsts), firsts, lasts)


def measure_of(prepared: Prepared, ranking: Ranking, row: int, measure: str) -> Bound | None:
    """Return the measure of a row; None if it cannot be compared."""
    if row not in ranking.rows:
        return None
    column = prepared.index.column(measure)
    return column.ranks[column.cells[row][0]]


def near(ranking: Ranking, measure: Bound) -> list[tuple[Bound, int]]:
    """Return (measure, row) of the levels around a measure, one row of each: nearest first, lower ones first."""
    at = bisect_left(ranking.levels, measure)
    below, above = ranking.levels[max(0, at - _AROUND) : at], ranking.levels[at + 1 : at + 1 + _AROUND]
    return [(level, ranking.lasts[level]) for level in reversed(below)] + [
        (level, ranking.firsts[level]) for level in above
    ]


def check_measure(pattern: Pattern, column: str, does: str, table: "TableFrame", problems: "Diagnostics") -> None:
    """Refuse to rank by a column that does not hold one number or one date in each cell.

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
