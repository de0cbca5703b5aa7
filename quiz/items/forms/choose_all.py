"""Choose all: several keys among the options; how many is drawn."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quiz.bank.keys import ALL, Key
from quiz.items.answer_kind import AnswerKind
from quiz.items.draw import Draw
from quiz.items.form import Form
from quiz.items.item import MixedUp, NotGenerated
from quiz.items.known import members
from quiz.items.prepared import FEWEST_WRONG, ItemParts, Prepared, item_parts, too_few
from quiz.text import has_lines

if TYPE_CHECKING:
    from quiz.items.reasons import Judged, Reasons

_OPTIONS = 4
_FEWEST_KEYS = 2  # a question in the plural has more than one answer
_MOST_KEYS = _OPTIONS - 1


def _make(prepared: Prepared, row: int, draw: Draw, prefer: Sequence[MixedUp]) -> ItemParts | NotGenerated:
    """Ask for every right answer shown: two or three, including the row's own; if there is only one, say so."""
    asked = prepared.asked(row, draw)
    if isinstance(asked, NotGenerated):
        return asked
    shown, key, right, shut = asked
    others = prepared.memo.get(shown)
    if not isinstance(others, list):
        others = prepared.memo[shown] = sorted(right)
    apart = prepared.sample(draw, [class_ for class_ in others if class_ != key], _MOST_KEYS - 1, next_to=key)
    fewest_keys = min(_FEWEST_KEYS, 1 + len(apart))
    wrong = prepared.distractors.draw(draw, row, key, shut, _OPTIONS - fewest_keys, prefer, anywhere=True)
    if not wrong or len(apart) + len(wrong) < FEWEST_WRONG:
        return too_few(len(wrong), prepared)
    most = 1 + len(apart)
    fewest = max(fewest_keys, min(most, _OPTIONS - len(wrong)))
    count = fewest + draw.below(most - fewest + 1)
    keys = [prepared.own(row, key), *(prepared.options[class_] for class_ in apart[: count - 1])]
    options = keys + wrong[: _OPTIONS - count]
    ids = tuple(option.id for option in keys)
    laid_out = prepared.arranged(draw, options)
    about = [row, *(prepared.answers.holders[class_] for class_ in apart[: count - 1])]
    return item_parts(
        in_plural(prepared.stem(row, shown), len(ids)), laid_out, ids, prepared.explanation(row), (), about
    )


def in_plural(stem: str, keys: int) -> str:
    """Return a question in the plural; if it has only one right answer, it says so."""
    if keys > 1:
        return stem
    more = " Only one is right."
    if has_lines(stem):
        from quiz.layout import composed  # few questions have lines

        return composed(stem, more)
    return stem + more


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
            "`all` if several answers are right and players have to choose all of them. Say so in `ask`.",
            "all",
        ),
    ),
    selected_by=("choose",),
    has_distractors=True,
)
