"""Choose all: several keys among the options, how many is drawn."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quiz.bank.keys import ALL, Key
from quiz.items.answer_kind import AnswerKind
from quiz.items.draw import Draw
from quiz.items.form import Form
from quiz.items.item import MixedUp, NotGenerated
from quiz.items.known import members
from quiz.items.prepared import ItemParts, Prepared, too_few

if TYPE_CHECKING:
    from quiz.items.reasons import Judged, Reasons

_OPTIONS = 4
_FEWEST_KEYS = 2  # a question in the plural has more than one answer
_MOST_KEYS = _OPTIONS - 1


def _make(prepared: Prepared, row: int, draw: Draw, prefer: Sequence[MixedUp]) -> ItemParts | NotGenerated:
    """Ask for every right answer shown: two or three, the row's own among them."""
    asked = prepared.asked(row, draw)
    if isinstance(asked, NotGenerated):
        return asked
    shown, key, right, shut = asked
    others = prepared.memo.get(shown)
    if not isinstance(others, list):
        others = prepared.memo[shown] = sorted(right)
    apart = prepared.sample(draw, [class_ for class_ in others if class_ != key], _MOST_KEYS - 1, beside=key)
    if not apart:
        return NotGenerated("only 1 answer is right", "say with `where` which rows to ask of, or delete `choose: all`")
    wrong = prepared.distractors.draw(draw, row, key, shut, _OPTIONS - _FEWEST_KEYS, prefer)
    if not wrong:
        return too_few(0, prepared)
    most = 1 + len(apart)
    fewest = max(_FEWEST_KEYS, min(most, _OPTIONS - len(wrong)))
    count = fewest + draw.below(most - fewest + 1)
    keys = [prepared.own(row, key), *(prepared.options[class_] for class_ in apart[: count - 1])]
    options = keys + wrong[: _OPTIONS - count]
    ids = tuple(option.id for option in keys)
    laid_out = prepared.arranged(draw, options)
    return prepared.stem(row, shown), laid_out, ids, prepared.explanation(row), ()


def _reason(reasons: "Reasons", judged: "Judged") -> str:
    return reasons.inside(judged) if judged.is_key else reasons.outside(judged)


FORM = Form(
    name="choose-all",
    answer_kind=AnswerKind.MANY,
    make=_make,
    reason=_reason,
    known=members,
    keys=(
        Key(
            "choose",
            ALL,
            "`all` where several answers are right and all of them are to be chosen. Say so in `ask`.",
            "all",
        ),
    ),
    selected_by=("choose",),
    has_distractors=True,
)
