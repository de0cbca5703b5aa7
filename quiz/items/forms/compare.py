"""Compare: the greatest or the least of the rows shown."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quiz.bank.keys import COLUMN, Key
from quiz.bank.model import Pattern
from quiz.items.answer_kind import AnswerKind
from quiz.items.draw import Draw
from quiz.items.form import Form
from quiz.items.item import MixedUp, NotGenerated
from quiz.items.known import Answered, Known, ranked
from quiz.items.prepared import WANTED_WRONG, ItemParts, Prepared, item_parts

if TYPE_CHECKING:
    from quiz.bank.entries import Entries
    from quiz.bank.node_reader import NodeReader
    from quiz.bank.rows import TableFrame
    from quiz.items.reasons import Judged, Reasons


def _make(prepared: Prepared, row: int, draw: Draw, prefer: Sequence[MixedUp]) -> ItemParts | NotGenerated:
    """Show a row among others that are near it in rank; no two of them are level."""
    del prefer  # rows that are near in rank are shown
    from quiz.items.ranking import (
        measure_of,
        near,
        ranking_of,
        unranked,
    )  # a round without such a question starts sooner

    shown = prepared.shown(row, draw)
    if isinstance(shown, NotGenerated):
        return shown
    column = _measure(prepared.pattern)
    ranking = ranking_of(prepared, shown, column)
    measure = measure_of(prepared, ranking, row, column)
    if measure is None:
        return unranked(prepared, row, column)
    others = draw.sample(near(ranking, measure), WANTED_WRONG)
    if not others or (len(others) == 1 and len(ranking.rows) > 2):
        return NotGenerated(
            f"too few rows have different values of `{column}`", f"add rows with other values of `{column}`"
        )
    rows = [(measure, row), *others]
    _, best = (max if "most" in prepared.pattern.columns else min)(rows)
    options = prepared.arranged(draw, [prepared.own(r, prepared.answers.cells[r][0]) for _, r in rows])
    key = prepared.answers.ids[prepared.answers.cells[best][0]]
    return item_parts(prepared.stem(row, shown), options, (key,), prepared.explanation(best), (), (best,))


def _measure(pattern: Pattern) -> str:
    """Return the column to compare by."""
    (column,) = pattern.columns.values()
    return column


def _check(pattern: Pattern, entries: "Entries", table: "TableFrame", reader: "NodeReader") -> None:
    from quiz.items.ranking import check_measure

    del entries
    for column in pattern.columns.values():
        check_measure(pattern, column, "compares", table, reader.problems)


def _reason(reasons: "Reasons", judged: "Judged") -> str:
    return reasons.held(judged.row, [_measure(reasons.pattern)])


def _known(answered: Answered) -> Iterator[Known]:
    return ranked(answered, _measure(answered.pattern))


FORM = Form(
    name="compare",
    answer_kind=AnswerKind.ONE,
    make=_make,
    reason=_reason,
    known=_known,
    keys=(
        Key(
            "most",
            COLUMN,
            "A column of numbers or dates: of the rows shown, the one with the highest or latest value is right.",
            "population",
        ),
        Key(
            "least",
            COLUMN,
            "A column of numbers or dates: of the rows shown, the one with the lowest or earliest value is right.",
            "population",
        ),
    ),
    selected_by=("most", "least"),
    check=_check,
)
