"""In a language other than English, some rules cannot judge a bank.

Some rules look for English words, such as `not` and `all of the above`. If `language:` is not
English, they report nothing, but that does not mean that the questions are fine. The note names
these rules: check these points yourself, and then allow the note.

Passes:

    source: an atlas
    language: en
    questions:
      capital: {ask: What is the capital of Norway?, answer: Oslo, wrong: [Bergen, Trondheim, Stavanger]}

Fails:

    source: an atlas
    language: de
    questions:
      capital: {ask: Was ist die Hauptstadt von Norwegen?, answer: Oslo, wrong: [Bergen, Trondheim, Stavanger]}
"""

from collections.abc import Iterator

from quiz.bank.nodes import SourceSpan
from quiz.bank.problems import Severity
from quiz.lint.rule import BankRule
from quiz.lint.view import BankView, Finding


def check(whole: BankView) -> Iterator[Finding]:
    """Find a bank in a language that some rules do not read."""
    if whole.unread:
        *codes, last = whole.unread
        what = f"{', '.join(codes)} and {last} read English only, and this bank is in `{whole.bank.language}`"
        help_ = "check these points yourself; `--explain CODE` says what each rule looks for"
        yield Finding(what, "", SourceSpan(1, 1), help_)


RULE = BankRule("Q127", Severity.NOTE, "a language that some rules do not read", __doc__, "", check)
