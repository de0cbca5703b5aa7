"""Values of a column differ in more than capital letters.

`Co` and `CO` count as the same unless the table says otherwise: neither is ever a wrong answer when
the other is right. If capitals matter in the column, say so with `exact`. If they do not, write the
value the same way everywhere.

Passes:

    tables:
      formulas:
        exact: [symbol]
        columns: [name, symbol]
        rows: {co: [cobalt, Co], cu: [copper, Cu], oxide: [carbon monoxide, CO], no: [nitrogen monoxide, "NO"]}
        questions: {symbol: {ask: "What stands for {name}?", answer: symbol}}

Fails:

    tables:
      formulas:
        columns: [name, symbol]
        rows: {co: [cobalt, Co], cu: [copper, Cu], oxide: [carbon monoxide, CO], no: [nitrogen monoxide, "NO"]}
        questions: {symbol: {ask: "What stands for {name}?", answer: symbol}}
"""

from collections.abc import Iterator, Sequence

from quiz.bank.problems import Severity
from quiz.lint.facts.view import FactRule, Facts, found
from quiz.lint.view import Finding
from quiz.text import quoted
from quiz.values.readings import ColumnKind


def check(facts: Facts) -> Iterator[Finding]:
    """Find columns in which two values differ only in case; one finding for each column."""
    for table in facts.tables:
        for column in table.columns:
            reading = column.reading.reading
            if reading.exact or reading.kind not in (ColumnKind.TEXT, ColumnKind.IDENTIFIER):
                continue
            at, other = _first_pair(column.texts)
            if at:
                what = f"{quoted(column.texts[at])} and {quoted(column.texts[other])} differ only in case"
                help_ = (
                    f"write `exact: [{column.name}]` in the table if capitals matter there, or write both the same way"
                )
                yield found(what, table.place(column.rows[at], column, column.texts[at]), help_, table.allow())


def _first_pair(texts: Sequence[str]) -> tuple[int, int]:
    """Return the position of the first text that differs only in case from an earlier one, and that one's; else 0."""
    if len({text.casefold() for text in set(texts)}) == len(set(texts)):
        return 0, 0
    first: dict[str, int] = {}
    for at, text in enumerate(texts):
        other = first.setdefault(text.casefold(), at)
        if texts[other] != text:
            return at, other
    return 0, 0


RULE = FactRule("F114", Severity.NOTE, "values that differ only in case", __doc__, check)
