"""Every code that a bank can be reported with: those of the format and those of the rules."""

from collections.abc import Mapping, Sequence

from quiz.bank.problems import CODES, Severity, is_allowable
from quiz.lint.facts import FACT_RULES
from quiz.lint.facts.view import FactRule
from quiz.lint.rule import BankRule, Rule
from quiz.lint.rules import BANK_RULES, RULES

#: A rule of any kind.
AnyRule = Rule | BankRule | FactRule

_ALL: tuple[AnyRule, ...] = (*FACT_RULES, *RULES, *BANK_RULES)

#: The rules by their codes.
RULE_OF: Mapping[str, AnyRule] = {rule.code: rule for rule in _ALL}

_OF_RULES: Mapping[str, tuple[Severity, str]] = {code: (rule.severity, rule.title) for code, rule in RULE_OF.items()}

#: Every code with its severity and meaning, in order.
ALL_CODES: Mapping[str, tuple[Severity, str]] = dict(sorted({**CODES, **_OF_RULES}.items()))

#: The codes that `allow` may name.
ALLOWABLE = tuple(filter(is_allowable, ALL_CODES))

_BANK, _TABLE, _PATTERN, _QUESTION = "the bank", "a table", "a pattern", "a question"
_OF_TABLES = (_BANK, _TABLE)
_OF_PATTERNS = (_BANK, _TABLE, _PATTERN)
_OF_QUESTIONS = (_BANK, _QUESTION)
_OF_TEXTS = (_BANK, _TABLE, _QUESTION)
#: Where `allow` suppresses a code that it does not suppress everywhere.
_ALLOWED_IN: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(("F101", "F103", "F104", "F105", "F107", "F114", "G303", "H101", "H102"), _OF_TABLES),
    **dict.fromkeys(("F106", "F109", "F111", "G301", "Q121", "Q128"), _OF_PATTERNS),
    **dict.fromkeys(("F102", "F108", "Q124"), _OF_TEXTS),
    **dict.fromkeys(("Q101", "Q102"), _OF_QUESTIONS),
    **dict.fromkeys(("Q120", "Q127"), (_BANK,)),
}


def allowed_in(code: str) -> Sequence[str]:
    """Return where `allow` suppresses a code, in words."""
    return _ALLOWED_IN.get(code, (*_OF_PATTERNS, _QUESTION))
