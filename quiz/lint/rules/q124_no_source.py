"""A bank says where its facts come from.

Somebody will doubt a fact, and somebody will have to bring the bank up to date. `source:` in the
bank, in a table or in a question says where to look, and is shown after an answer.

Passes:

    source: "NASA planetary fact sheets"
    questions:
      widest:
        ask: Which planet is the widest?
        answer: Jupiter
        wrong: [Saturn, Neptune, Uranus]

Fails:

    questions:
      widest:
        ask: Which planet is the widest?
        answer: Jupiter
        wrong: [Saturn, Neptune, Uranus]
"""

from collections.abc import Iterator

from quiz.bank.model import Question, Table
from quiz.bank.nodes import SourceSpan
from quiz.bank.problems import Severity
from quiz.lint.rule import BankRule
from quiz.lint.view import BankView, Finding


def check(whole: BankView) -> Iterator[Finding]:
    """Find a bank, or tables and questions in it, without a source."""
    bank = whole.bank
    if bank.source:
        return
    parts: list[Table | Question] = [*bank.tables, *bank.questions]
    if not any(part.source or _is_allowed(part) for part in parts):
        yield Finding("nothing says where the facts come from", "", SourceSpan(1, 1), "add `source:` to the bank")
        return
    for part in parts:
        if not part.source:
            what = f"nothing says where `{part.id}` comes from"
            yield Finding(what, "", part.span, "add `source:`, here or to the bank", allow=part.allow)


def _is_allowed(part: Table | Question) -> bool:
    return any(allowed.code == "Q124" for allowed in part.allow)


RULE = BankRule("Q124", Severity.NOTE, "no source", __doc__, "", check)
