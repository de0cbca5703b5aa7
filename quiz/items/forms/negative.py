"""Not: one outsider among members, as in "Which of these is NOT ...?"."""

from quiz.items.draw import Draw
from quiz.items.item import NotGenerated
from quiz.items.prepared import FEWEST_WRONG, WANTED_WRONG, Made, Prepared, too_few


def make(prepared: Prepared, row: int, draw: Draw) -> Made | NotGenerated:
    """Ask for the outsider: it is proven outside the set, every other option is inside.

    Where the stem shows a row's cells, the row's own answers are the members and the
    outsider is drawn. Otherwise the row is the outsider and the members meet `where`.
    """
    asked = prepared.asked(row, draw)
    if isinstance(asked, NotGenerated):
        return asked
    shown, own, members = asked
    if prepared.bound:
        outsiders = prepared.distractors.draw(draw, row, own, members, 1)
        if not outsiders:
            return NotGenerated("no outsider can be proven", too_few(0, prepared).help)
        key = outsiders[0]
    else:
        if prepared.index.table.open:
            return NotGenerated(
                "an open table cannot prove that a row is outside", "delete `open: true`, or the pattern"
            )
        if prepared.answers.may_be_among(own, members):
            return NotGenerated("a row inside reads the same")
        key = prepared.options[own]
    inside = [prepared.options[class_] for class_ in draw.sample(sorted(members), WANTED_WRONG)]
    if len(inside) < FEWEST_WRONG:
        return NotGenerated("fewer than 2 members are inside", "add rows that meet `where`")
    return prepared.stem(row, shown), prepared.laid_out(draw, key, inside), (key.id,), prepared.explanation(row)
