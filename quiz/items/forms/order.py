"""Order: a few rows to be put in the order of what a column says of them."""

from quiz.items.draw import Draw
from quiz.items.forms.compare import near, ranked, unranked
from quiz.items.item import NotGenerated
from quiz.items.prepared import WANTED_WRONG, Made, Prepared

_FEWEST_OTHERS = 2  # two pieces alone would be a compare


def make(prepared: Prepared, row: int, draw: Draw) -> Made | NotGenerated:
    """Show a row among others near to it in rank, no two of them level; the keys are all options in their order.

    The options are shown in a drawn order that is never the right one already.
    """
    asked = prepared.asked(row, draw)
    if isinstance(asked, NotGenerated):
        return asked
    shown, _, _ = asked
    ranking = ranked(prepared, shown)
    measure = ranking.rows.get(row)
    if measure is None:
        return unranked(prepared, row)
    others = draw.sample(near(ranking, measure), WANTED_WRONG)
    if len(others) < _FEWEST_OTHERS:
        return NotGenerated("fewer than 3 rows differ in rank", f"add rows with another `{prepared.pattern.measure}`")
    rows = [r for _, r in sorted([(measure, row), *others], reverse=prepared.pattern.greatest)]
    right = [prepared.options[prepared.answers.cells[r][0]] for r in rows]
    options = right
    while options == right:
        options = draw.shuffled(right)
    keys = tuple([option.id for option in right])
    return prepared.stem(row, shown), tuple(options), keys, prepared.explanations(rows)
