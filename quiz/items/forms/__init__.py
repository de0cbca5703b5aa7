"""The forms of items, one module each. `FORMS` is the list of them all."""

from collections.abc import Callable, Mapping

from quiz.bank.model import Form
from quiz.items.draw import Draw
from quiz.items.forms import choose_all, claim, compare, negative, pick
from quiz.items.item import NotGenerated
from quiz.items.prepared import Made, Matched, Prepared


def _order(prepared: Prepared, row: int, draw: Draw) -> Made | NotGenerated:
    """Make an order. Its module is read when one is made: a round without one starts sooner."""
    from quiz.items.forms import order

    return order.make(prepared, row, draw)


def _match(prepared: Prepared, row: int, draw: Draw) -> Matched | NotGenerated:
    """Make a match. Its module is read when one is made: a round without one starts sooner."""
    from quiz.items.forms import match

    return match.make(prepared, row, draw)


#: How each form makes an item of a row.
FORMS: Mapping[Form, Callable[[Prepared, int, Draw], Made | Matched | NotGenerated]] = {
    Form.PICK: pick.make,
    Form.CLAIM: claim.make,
    Form.COMPARE: compare.make,
    Form.CHOOSE_ALL: choose_all.make,
    Form.NOT: negative.make,
    Form.ORDER: _order,
    Form.MATCH: _match,
}
