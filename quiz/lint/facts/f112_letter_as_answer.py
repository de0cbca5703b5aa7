"""The answer is a text, not the letter or the number of an option.

Options have no letters here, because their order changes each time. If you write `answer: b`, you
get an option that says `b`. The same happens in a table made from a sheet that names the right
column by its letter.

Passes:

    questions:
      france: {ask: What is the capital of France?, answer: Paris, wrong: [Lyon, Nice, Marseille]}

Fails:

    questions:
      france: {ask: What is the capital of France?, answer: b, wrong: [Lyon, Paris, Marseille]}
"""

import re
from collections.abc import Iterator

from quiz.bank.model import Question
from quiz.bank.problems import Severity
from quiz.lint.facts.columns import TableFacts
from quiz.lint.facts.view import FactRule, Facts, found
from quiz.lint.view import Finding
from quiz.text import quoted

_LETTER = re.compile(r"(?:(?:option|answer) )?\(?([A-Fa-f]|[1-6])[.)]?", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3}")
_COUNTS = re.compile(
    r"\b(none|no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|all|several|many)\b", re.IGNORECASE
)
_FEWEST_ROWS = 3
_HELP = "write the text of the right answer"


def check(facts: Facts) -> Iterator[Finding]:
    """Find answers that name an option by its letter or its number."""
    for question in facts.bank.questions:
        text = next((text for text in question.answers if _LETTER.fullmatch(text)), "")
        if text and _is_label(text, question):
            what = f"{quoted(text)} seems to be the letter or the number of an option"
            yield found(what, question.span, _HELP, question.allow)
    for table in facts.tables:
        yield from _labels(table)


def _is_label(text: str, question: Question) -> bool:
    """Return whether an answer is a label: the wrong ones are words, and it is not the number of something."""
    wrong = [one.text for one in question.wrong]
    if not wrong or not all(_WORD.search(one) for one in wrong):
        return False
    if text.strip("().").isdecimal():
        return int(text.strip("().")) <= len(wrong) + 1 and not any(_COUNTS.search(one) for one in wrong)
    return True


def _labels(table: TableFacts) -> Iterator[Finding]:
    """Find columns that name other columns of their table by a letter or a number, and are asked for."""
    names = [name.casefold().rpartition("_")[2] for name in table.table.columns]
    ends = {name[-1] if name[-1].isdecimal() else name for name in names if name}
    for pattern in table.table.patterns:
        if len(pattern.answer.columns) != 1:
            continue
        column = table.column(pattern.answer.columns[0])
        labels = {text.casefold().strip("().") for text in column.texts}
        if (
            len(table.table.rows) >= _FEWEST_ROWS
            and len(labels) > 1
            and labels <= ends
            and all(map(_LETTER.fullmatch, labels))
        ):
            what = (
                f"`{pattern.id}` asks for `{column.name}`, which only names other columns, such as `{column.texts[0]}`"
            )
            help_ = "write the text of the right answer in the column"
            yield found(what, pattern.span, help_, table.allow(pattern))


RULE = FactRule("F112", Severity.WARNING, "a letter or number in place of the answer", __doc__, check)
