"""Not: one outsider among members, as in "Which of these is NOT ...?"."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quiz.bank.keys import TRUTH, Key
from quiz.bank.model import Pattern
from quiz.items.answer_kind import AnswerKind
from quiz.items.draw import Draw
from quiz.items.form import Form
from quiz.items.index import TableIndex
from quiz.items.item import MixedUp, NotGenerated
from quiz.items.known import Answered, Known, members
from quiz.items.prepared import (
    FEWEST_WRONG,
    WANTED_WRONG,
    ItemParts,
    Prepared,
    item_parts,
    joined_explanations,
    too_few,
)

if TYPE_CHECKING:
    from quiz.bank.entries import Entries
    from quiz.bank.node_reader import NodeReader
    from quiz.bank.rows import TableFrame
    from quiz.items.reasons import Judged, Reasons


def _make(prepared: Prepared, row: int, draw: Draw, prefer: Sequence[MixedUp]) -> ItemParts | NotGenerated:
    """Ask for the outsider: it is proven outside the set, every other option is inside.

    If the stem shows a row's cells, the row's own answers are the members and the
    outsider is drawn. Otherwise the row is the outsider and the members match `where`.
    """
    asked = prepared.asked(row, draw)
    if isinstance(asked, NotGenerated):
        return asked
    shown, own, inside, shut = asked
    if prepared.bound:
        outsiders = prepared.distractors.draw(draw, row, own, shut, 1, prefer, anywhere=True)
        if not outsiders:
            return NotGenerated("no row can be proven not to belong", too_few(0, prepared).help)
        key = outsiders[0]
    else:
        if prepared.index.table.open:
            return NotGenerated(
                "an open table cannot prove that a row does not belong", "delete `open: true`, or the pattern"
            )
        if own in shut:
            return NotGenerated("it belongs too, or may belong")
        key = prepared.own(row, own)
    others = [prepared.options[class_] for class_ in prepared.sample(draw, sorted(inside), WANTED_WRONG)]
    if len(others) < FEWEST_WRONG:
        more = (
            "add rows that match `where`"
            if prepared.pattern.where
            else "ask about a column in which several rows agree"
        )
        return NotGenerated("fewer than 2 rows belong", more)
    why = joined_explanations((key.why, prepared.explanation(row)))
    about = (-1 if prepared.bound else row,)
    return item_parts(prepared.stem(row, shown), prepared.arranged(draw, [key, *others]), (key.id,), why, (), about)


def _rows(index: TableIndex, pattern: Pattern) -> Sequence[int]:
    """Return the rows that match, or the outsiders if the stem shows no cells of rows."""
    matching = index.matching(pattern.where, exact=pattern.exact)
    if pattern.stem.columns:
        return matching
    inside = set(matching)
    return [row for row in range(len(index.row_ids)) if row not in inside]


def _check(pattern: Pattern, entries: "Entries", table: "TableFrame", reader: "NodeReader") -> None:
    """Refuse a question that says nothing about its members."""
    del table
    if not entries.has("where") and not pattern.stem.slots:
        help_ = "add a `where: {column: value}`, so that the wrong answers have that value"
        reader.problems.add(
            "B206", "`except` needs a `where` or a placeholder in `ask`", entries.key_spans["except"], help_
        )


def _reason(reasons: "Reasons", judged: "Judged") -> str:
    return reasons.outside(judged) if judged.is_key else reasons.inside(judged)


def _known(answered: Answered) -> Iterator[Known]:
    return members(answered, keys_belong=False)


FORM = Form(
    name="not",
    answer_kind=AnswerKind.ONE,
    make=_make,
    reason=_reason,
    known=_known,
    keys=(
        Key(
            "except",
            TRUTH,
            '`true` asks for the one that does not belong, as in "Which of these is NOT ...?".',
            "true",
        ),
    ),
    selected_by=("except",),
    check=_check,
    rows=_rows,
    has_distractors=True,
)
