"""What somebody mixes up, in words: as sentences, and as lines of a page."""

from collections.abc import Sequence

from quiz.game.confusions import MixUp
from quiz.term.lines import BLANK, Line, Span, Style, hanging, usable
from quiz.ui.pages import title_lines
from quiz.ui.words import plural

_NOTHING = "No mix-ups yet. Where you choose a wrong answer for the right one, both are listed here."
_APART = "Told apart by now"


def sentences(found: Sequence[MixUp]) -> list[str]:
    """Return what is mixed up as sentences, what is told apart by now last."""
    if not found:
        return [_NOTHING]
    return [_head(found), *(f"{one.question} {_told(one)}" for one in found)]


def confusion_lines(found: Sequence[MixUp], width: int) -> list[Line]:
    """Return the same as a page."""
    open_ = [one for one in found if not one.is_told_apart]
    apart = [one for one in found if one.is_told_apart]
    lines = title_lines("What you mix up", "", width)
    if not found:
        return [*lines, *hanging((Span(" "),), _NOTHING, usable(width)), BLANK]
    lines += [*hanging((Span(" "),), _head(found), usable(width)), BLANK]
    for one in open_:
        lines += _lines(one, width)
    if apart:
        lines += [(Span(" "), Span(_APART, Style.STRONG)), BLANK]
    for one in apart:
        lines += _lines(one, width)
    return lines


def _lines(one: MixUp, width: int) -> list[Line]:
    stem = hanging((Span(" "),), one.question, usable(width), Style.STRONG)
    return [*stem, *hanging((Span(" " * 3),), _told(one), usable(width)), BLANK]


def _head(found: Sequence[MixUp]) -> str:
    left = sum(not one.is_told_apart for one in found)
    told = f"You mix up {plural(left, 'pair')} of answers." if left else "You mix up nothing now."
    return f"{told} {len(found) - left} told apart by now." if left < len(found) else told


def _told(one: MixUp) -> str:
    count = {1: "once", 2: "twice"}.get(one.times, f"{one.times} times")
    text = f"{one.answer[1]} is right. You chose {one.chosen[1]} {count}."
    if one.is_told_apart:
        return f"{text} {_APART}."
    return f"{text} Right once since." if one.apart else text
