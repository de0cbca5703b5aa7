"""Every code that a bank can be reported with: those of the format and those of the rules."""

from collections.abc import Mapping

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
