"""The forms of items, one module each. `FORMS` is the list of them all."""

from collections.abc import Callable, Mapping

from quiz.bank.model import Form
from quiz.generate.draw import Draw
from quiz.generate.forms import choose_all, claim, compare, negative, pick
from quiz.generate.item import Short
from quiz.generate.prepared import Made, Prepared

__all__ = ["FORMS"]

#: How each form makes an item of a row.
FORMS: Mapping[Form, Callable[[Prepared, int, Draw], Made | Short]] = {
    Form.PICK: pick.make,
    Form.CLAIM: claim.make,
    Form.COMPARE: compare.make,
    Form.CHOOSE_ALL: choose_all.make,
    Form.NOT: negative.make,
}
