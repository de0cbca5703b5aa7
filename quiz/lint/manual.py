"""The manual page of every code that the check reports."""

from textwrap import dedent

from quiz.bank.problems import ALLOWABLE, CODES, Severity
from quiz.lint.rule import BankRule, Rule
from quiz.lint.rules import BANK_RULES, RULES

__all__ = ["manual"]

_MEANING = {
    "B": "It is about the bank's text: what it says cannot be taken as it stands.",
    "G": "It is about questions that cannot be made, as too little could be proven.",
    "H": "It is about ids: the answers of players hang on them. It only looks at your own history.",
    "Q": "It is about the bank itself.",
}


def manual(code: str) -> str:
    """Return the manual page of a code of `CODES`."""
    severity, title = CODES[code]
    rules: tuple[Rule | BankRule, ...] = (*RULES, *BANK_RULES)
    rule = next((rule for rule in rules if rule.code == code), None)
    parts = [f"{code}: {title} ({severity})"]
    parts.append(dedent(rule.manual or "").strip() if rule else _MEANING[code[0]])
    if rule and rule.source:
        parts.append(f"After {rule.source}.")
    if code in ALLOWABLE:
        parts.append(f"If it is meant so: `allow: [{code}]` in the bank, a table, a pattern or a question.")
    elif severity is Severity.ERROR:
        parts.append("A bank with such an error cannot be played.")
    return "\n\n".join(parts)
