"""Choose all: several keys among the options, how many is drawn."""

from quiz.generate.draw import Draw
from quiz.generate.item import Short
from quiz.generate.prepared import Made, Prepared, too_few

__all__ = ["make"]

_OPTIONS = 4
_FEWEST_KEYS, _MOST_KEYS = 2, 3


def make(prepared: Prepared, row: int, draw: Draw) -> Made | Short:
    """Ask for every right answer shown: two or three, the row's own among them."""
    asked = prepared.asked(row, draw)
    if isinstance(asked, Short):
        return asked
    shown, key = asked
    right = prepared.query.right(shown)
    if len(right) < _FEWEST_KEYS:
        return Short("only 1 answer is right", "delete `choose: all`")
    wrong = prepared.distractors.draw(draw, row, key, right, _OPTIONS - _FEWEST_KEYS)
    if not wrong:
        return too_few(0, prepared)
    fewest = max(_FEWEST_KEYS, min(_MOST_KEYS, _OPTIONS - len(wrong)))
    most = min(_MOST_KEYS, len(right), _OPTIONS - 1)
    count = min(fewest, most) + draw.below(max(1, most - fewest + 1))
    others = prepared.memo.get(right)
    if others is None:
        others = prepared.memo[right] = sorted(right)
    keys = [key, *draw.sample([c for c in others if c != key], count - 1)]  # type: ignore[attr-defined]
    options = [prepared.option(class_) for class_ in keys]
    options += [option or prepared.option(class_) for class_, option in wrong[: _OPTIONS - count]]
    ids = tuple(prepared.answers.ids[class_] for class_ in keys)
    if prepared.answers.numeric:
        laid_out = prepared.in_order(options)
    else:
        laid_out = tuple(draw.shuffled(options))
    return Made(prepared.stem_of(row, shown), laid_out, ids, prepared.explanation(row))
