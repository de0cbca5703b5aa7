"""Pick: one key among distractors."""

from quiz.items.draw import Draw
from quiz.items.item import NotGenerated
from quiz.items.prepared import FEWEST_WRONG, WANTED_WRONG, Made, Prepared, too_few


def make(prepared: Prepared, row: int, draw: Draw) -> Made | NotGenerated:
    """Ask for the answer of a row; every other option is wrong for all that the stem shows."""
    asked = prepared.asked(row, draw)
    if isinstance(asked, NotGenerated):
        return asked
    shown, key, right = asked
    wrong = prepared.distractors.draw(draw, row, key, right, WANTED_WRONG)
    if len(wrong) < FEWEST_WRONG:
        return too_few(len(wrong), prepared)
    own = prepared.options[key]
    why = own.why if prepared.answers.holders[key] == row else prepared.explanation(row)
    return prepared.stem(row, shown), prepared.laid_out(draw, own, wrong), (own.id,), why
