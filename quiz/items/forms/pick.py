"""Pick: one key among distractors."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quiz.bank.keys import NEAR
from quiz.items.answer_kind import AnswerKind
from quiz.items.draw import Draw
from quiz.items.form import Form
from quiz.items.item import MixedUp, NotGenerated
from quiz.items.known import members
from quiz.items.prepared import FEWEST_WRONG, WANTED_WRONG, ItemParts, Prepared, too_few

if TYPE_CHECKING:
    from quiz.items.reasons import Judged, Reasons


def _make(prepared: Prepared, row: int, draw: Draw, prefer: Sequence[MixedUp]) -> ItemParts | NotGenerated:
    """Ask for the answer of a row; every other option is wrong for what the stem shows."""
    asked = prepared.asked(row, draw)
    if isinstance(asked, NotGenerated):
        return asked
    shown, key, _, shut = asked
    wrong = prepared.distractors.draw(draw, row, key, shut, WANTED_WRONG, prefer)
    if len(wrong) < FEWEST_WRONG:
        return too_few(len(wrong), prepared)
    own = prepared.own(row, key)
    why = prepared.explanation(row)
    return prepared.stem(row, shown), prepared.arranged(draw, [own, *wrong]), (own.id,), why, (), (row,), ()


def _reason(reasons: "Reasons", judged: "Judged") -> str:
    return "" if judged.is_key else reasons.outside(judged)


FORM = Form(
    name="pick",
    answer_kind=AnswerKind.ONE,
    make=_make,
    reason=_reason,
    known=members,
    keys=(NEAR,),
    has_distractors=True,
    recalls=True,
    typed_as="typed",
)
