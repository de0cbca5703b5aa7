"""Order: a few rows to be put in order by a column."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quiz.bank.keys import COLUMN, TRUTH, Key
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

_FEWEST_OTHERS = 2  # two rows would only be a compare


def _make(prepared: Prepared, row: int, draw: Draw, prefer: Sequence[MixedUp]) -> ItemParts | NotGenerated:
    """Show a row among others that are near it in rank, no two of them level; the keys are all options in order.

    The options are shown in a drawn order that is never the right one already.
    """
    del prefer  # no option is wrong
    from quiz.items.ranking import (
        measure_of,
        near,
        ranking_of,
        unranked,
    )  # a round without such a question starts sooner

    shown = prepared.shown(row, draw)
    if isinstance(shown, NotGenerated):
        return shown
    column = prepared.pattern.columns["order"]
    ranking = ranking_of(prepared, shown, column)
    measure = measure_of(prepared, ranking, row, column)
    if measure is None:
        return unranked(prepared, row, column)
    others = draw.sample(near(ranking, measure), WANTED_WRONG)
    if len(others) < _FEWEST_OTHERS:
        return NotGenerated(
            f"fewer than 3 rows have different values of `{column}`", f"add rows with other values of `{column}`"
        )
    rows = [r for _, r in sorted([(measure, row), *others], reverse="descending" in prepared.pattern.flags)]
    right = [prepared.own(r, prepared.answers.cells[r][0]) for r in rows]
    options = right
    while options == right:
        options = draw.shuffled(right)
    keys = tuple([option.id for option in right])
    return item_parts(prepared.stem(row, shown), tuple(options), keys, prepared.explanations(rows), (), rows)


def _check(pattern: Pattern, entries: "Entries", table: "TableFrame", reader: "NodeReader") -> None:
    from quiz.items.ranking import check_measure

    del entries
    if "order" in pattern.columns:
        check_measure(pattern, pattern.columns["order"], "orders by", table, reader.problems)


def _reason(reasons: "Reasons", judged: "Judged") -> str:
    return reasons.held(judged.row, [reasons.pattern.columns["order"]])


def _known(answered: Answered) -> Iterator[Known]:
    return ranked(answered, answered.pattern.columns["order"])


FORM = Form(
    name="order",
    answer_kind=AnswerKind.SEQUENCE,
    make=_make,
    reason=_reason,
    known=_known,
    keys=(
        Key(
            "order",
            COLUMN,
            "A column of numbers or dates: players put the answers of a few rows in its order, "
            "the least or the earliest first.",
            "population",
        ),
        Key(
            "descending",
            TRUTH,
            "`true` puts the greatest or the latest first. Say in `ask` which end comes first.",
            "true",
            belongs_to="order",
            alone="delete it, or add `order:` with a column",
        ),
    ),
    selected_by=("order",),
    check=_check,
)
