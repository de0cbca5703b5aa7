"""What a rule is: a code, a manual page, and a check that turns items into findings."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from quiz.bank.problems import Severity
from quiz.items.answer_kind import AnswerKind
from quiz.items.form import Form
from quiz.lint.view import BankView, Finding, View

#: A function that says whether a rule judges items of a form.
Applies = Callable[[Form], bool]


# The options of a statement are True and False, those of forms that rank are whatever facts are near, and if every
# option has its place, none is wrong: rules about options leave them alone.


def any_form(form: Form) -> bool:
    """Judge all items."""
    del form
    return True


def is_chosen(form: Form) -> bool:
    """Judge items whose answer is chosen, not typed."""
    return form.answer_kind is not AnswerKind.TYPED


def asks_question(form: Form) -> bool:
    """Judge items whose stem is a question."""
    return not form.is_statement


def has_distractors(form: Form) -> bool:
    """Judge items whose wrong options are drawn, or written, to be plausible."""
    return form.has_distractors


def has_one_key(form: Form) -> bool:
    """Judge items that have distractors, and only one right option."""
    return form.has_distractors and form.answer_kind is AnswerKind.ONE


def has_wrong_options(form: Form) -> bool:
    """Judge items with wrong options of their own, whatever these are."""
    return is_chosen(form) and not (form.is_statement or form.answer_kind.is_placed)


def recalls(form: Form) -> bool:
    """Judge items that ask for the one answer of their row."""
    return form.recalls


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule about the items of a pattern, or about written-out questions.

    `title` says what is found, `manual` is the manual page, `source` where the rule comes from. An `english` rule
    looks for English words, so it judges English banks only.
    """

    code: str
    severity: Severity
    title: str
    manual: str | None
    source: str
    check: Callable[[View], Iterable[Finding]]
    applies: Applies
    english: bool = False


@dataclass(frozen=True, slots=True)
class BankRule:
    """A rule about a bank as a whole."""

    code: str
    severity: Severity
    title: str
    manual: str | None
    source: str
    check: Callable[[BankView], Iterable[Finding]]
