"""The question forms, one module each. `FORMS` is the list of them all."""

from collections.abc import Mapping

from quiz.items.answer_kind import AnswerKind
from quiz.items.form import Form
from quiz.items.forms import choose_all, claim, compare, match, negative, order, pick, typed

#: Name -> form. Their keys are described in this order.
FORMS: Mapping[str, Form] = {
    form.name: form
    for form in (
        *(negative.FORM, choose_all.FORM, compare.FORM, order.FORM, match.FORM, typed.FORM, pick.FORM, claim.FORM),
    )
}


def answer_kind_of(form: str) -> AnswerKind:
    """Return how items of a form are answered, by its name; an unknown form is answered with one option."""
    return FORMS[form].answer_kind if form in FORMS else AnswerKind.ONE
