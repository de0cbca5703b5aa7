"""The manual page of every code that the check reports."""

from textwrap import dedent

from quiz.bank.problems import Severity
from quiz.lint.codes import ALL_CODES, ALLOWABLE, RULE_OF, allowed_in
from quiz.lint.rule import BankRule, Rule
from quiz.text import listed

_OF_TEXT = """\
The text of the bank cannot be used as it is. The message says where, and what to do there.
"""

# What is not a rule about how questions are written; errors in the text explain themselves.
_PAGES = {
    "B107": """\
If you do not write a name, it is made from a text: the first column of a row, the words of a
question, or the name of the file. Players' answers are stored under it, so as soon as the text
changes, players begin again. Write names, and you may reword every text.
""",
    "B108": """\
Such characters are invisible, or reverse the direction of the text. They often come with a text that was
copied. Players see their names instead, such as <U+200B>.
""",
    "B110": """\
YAML joins the lines of a text into one, unless they are below a `|`. So players see this code on
one line, without its indentation.
""",
    "B111": """\
The program knows a language by its code, such as `en` or `de`. From a name it does not learn whether
decimals follow a point or a comma.
""",
    "B112": """\
The date in `as_of` is shown above each question, and players may see it years later. A word such
as "today" or "now" says nothing then. Write the year at least.
""",
    "B210": """\
Players' answers are stored under the id of the bank. Answers to one of these banks count for the
other too, and players review facts of one that only the other has asked. If one of them is a
copy, give the copy another id. Two banks with the same id cannot be played in one round.
""",
    "B212": """\
Players see a passage above the questions that name it, so they never see this one. A question names
it with `passage:`, and so does a table whose questions are all about it.
""",
    "B307": """\
A value such as `1.233` or `03/04/2020` may mean two things, and no other value next to it decides
which one. Until that is clear, such values are not compared, put in order or used for near numbers.
The question can still be asked.
""",
    "B309": """\
A question with `values` is worked out for each combination of its numbers. If none of its
texts has a formula with one of their names in it, all combinations ask the same question.
""",
    "G301": """\
A question is asked only if at least two wrong answers are proven wrong: they are in the table,
and no row that fits the question has them. There are none if the row has no answer, or if the
question reads the same for the other rows. A number is offered only next to numbers, and a word only
next to words, unless `kinds:` of the table says that the column is `text`.

Add rows, add `decoys:` that are wrong for every row, or let the question show more columns.
""",
    "G302": """\
No row makes a question: either none matches the pattern's `where`, or there is none for which two
answers can be proven wrong. The message says which of the two it is.
""",
    "G303": """\
The rows are in the table, but nothing asks about them, so nobody learns them. They still serve
as wrong answers. Write a pattern that asks about them. If they are there only as wrong answers,
put them in `decoys:` instead.
""",
    "H101": """\
Players' answers are stored under the names of the bank, its tables, rows and questions. Answers
to a name that is gone no longer count. This is only a note, because you may have deleted a fact
on purpose. Only the history on your own computer is checked.
""",
    "H102": """\
Players' answers are stored under the names of the bank, its tables, rows and questions. Here a
name is gone, and a new one looks like it. If it is the same fact, give it its old name back, and
reword only its texts. Only the history on your own computer is checked.
""",
    "Q100": """\
A code is allowed where it would not be reported anyway: the reason may be gone, or it is
also allowed elsewhere. Delete it, so that it does not hide a problem later. Some codes can be
allowed only in certain places: `quiz bank check --explain CODE` says where.
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
        parts.append(f"Based on {rule.source}.")
    if code in ALLOWABLE:
        parts.append(f"If you mean it: `allow: [{code}]` in {listed(allowed_in(code), 'or')}.")
    elif severity is Severity.ERROR and code not in _PLAYABLE:
        parts.append("A bank with such an error cannot be played.")
    return "\n\n".join(parts)
