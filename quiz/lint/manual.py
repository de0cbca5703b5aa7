"""The manual page of every code that the check reports."""

from textwrap import dedent

from quiz.bank.problems import Severity
from quiz.lint.codes import ALL_CODES, ALLOWABLE, RULE_OF
from quiz.lint.rule import BankRule, Rule

_OF_TEXT = """\
It is about the text of the bank: what it says cannot be taken as it is. The message
gives the place and what to do there.
"""

# What is no rule about how questions are written; errors in the text explain themselves.
_PAGES = {
    "B107": """\
A name that is not written is made from a text: of the first column of a row, the words of a
question, or the name of the file. What players answered is kept under it. So as soon as the
text changes, they begin again. Write names, and you may reword every text.
""",
    "B108": """\
Such characters print as nothing, or turn the text around. They come along when a text is
copied. Players see their names, such as <U+200B>, in their place.
""",
    "B112": """\
The date in `as_of` is shown above each question, and players may see it years later. A word such
as "today" or "now" says nothing then. Write the year at least.
""",
    "B210": """\
What players answered is kept under the id of the bank. Answers to one of these banks count for
the other, and facts of one are reviewed that only the other has asked. It is the copy that needs
another id. Two banks with one id cannot be played in one round.
""",
    "G301": """\
A question is asked only where at least two wrong answers are proven wrong: they are in the
table, and no row that fits the question has them. A row that shares all it shows with others,
or has no value for the question, can give none.

Add rows, add `decoys:` that are wrong for every row, or let the question show more columns.
""",
    "G302": """\
No row gives a question: none meets the pattern's `where`, or for none two wrong answers can
be proven. The message says which of the two it is.
""",
    "G303": """\
The rows are in the table, but nothing asks about them, so nobody learns them. They still
serve as wrong answers. Write a pattern that asks about them; if they are there as wrong
answers only, `decoys:` says so.
""",
    "H101": """\
What players answered is kept under the names of the bank, its tables, rows and questions.
Answers to a name that is gone count no longer. It is a note, as a fact may have been deleted
on purpose. Only the history on your own machine is checked.
""",
    "H102": """\
What players answered is kept under the names of the bank, its tables, rows and questions.
Here a name is gone, and a new one looks like it. If it is the same fact, write its old name
again, and reword only its texts. Only the history on your own machine is checked.
""",
    "Q100": """\
A code is allowed where it would not be reported anyway: the reason may be gone by now, or it
is allowed elsewhere too. Delete it, so that it does not hide what comes later.
""",
}

_PLAYABLE = ("B210",)


def manual(code: str) -> str:
    """Return the manual page of a code of `ALL_CODES`."""
    severity, title = ALL_CODES[code]
    rule = RULE_OF.get(code)
    parts = [f"{code}: {title} ({severity})"]
    parts.append(dedent(rule.manual or "").strip() if rule else _PAGES.get(code, _OF_TEXT).strip())
    if isinstance(rule, Rule | BankRule) and rule.source:
        parts.append(f"After {rule.source}.")
    if code in ALLOWABLE:
        parts.append(f"If it is meant so: `allow: [{code}]` in the bank, a table, a pattern or a question.")
    elif severity is Severity.ERROR and code not in _PLAYABLE:
        parts.append("A bank with such an error cannot be played.")
    return "\n\n".join(parts)
