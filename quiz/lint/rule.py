"""What a rule is: a code, a manual page, and a check that turns items into findings."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from quiz.bank.model import Form
from quiz.lint.view import BankView, Finding, View

#: The forms that a rule judges. One that is not named is left alone: the options of a claim
#: are True and False, those of a compare and an order are whatever facts are near in rank,
#: and in an order or a match no option is wrong.
ONE_KEY = frozenset((Form.PICK, Form.NOT))
OPTIONS = frozenset((*ONE_KEY, Form.CHOOSE_ALL))
ANY = frozenset(Form)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule about the items of a pattern, or about written-out questions.

    `manual` is its manual page, `source` where the rule comes from. An `english` rule
    looks for English words, so it judges English banks only.
    """

    code: str
    manual: str | None
    source: str
    check: Callable[[View], Iterable[Finding]]
    forms: frozenset[Form]
    english: bool = False


@dataclass(frozen=True, slots=True)
class BankRule:
    """A rule about a bank as a whole."""

    code: str
    manual: str | None
    source: str
    check: Callable[[BankView], Iterable[Finding]]
