"""All cells of a column are of the same kind.

In a column of numbers or dates, a cell that is neither stands out among the options, and cannot be
compared or put in order. Usually it is a number written in a different way or in a different unit,
or it belongs in another column. It is reported only if at least three cells in four agree.

Passes:

    tables:
      countries:
        columns: [country, people]
        rows: {fr: [France, 67000000], it: [Italy, 59000000], pe: [Peru, 33000000], ke: [Kenya, 54000000]}
        questions: {many: {ask: "How many people live in {country}?", answer: people}}

Fails:

    tables:
      countries:
        columns: [country, people]
        rows: {fr: [France, 67000000], it: [Italy, 59000000], pe: [Peru, 33 million], ke: [Kenya, 54000000]}
        questions: {many: {ask: "How many people live in {country}?", answer: people}}
"""

from collections.abc import Iterator

from quiz.bank.problems import Severity
from quiz.lint.facts.columns import ColumnFacts, TableFacts
from quiz.lint.facts.view import FactRule, Facts, found
from quiz.lint.view import Finding
from quiz.text import quoted
from quiz.values.readings import ColumnKind, ColumnReading

_KINDS = {ColumnKind.NUMBER: "numbers", ColumnKind.QUANTITY: "quantities", ColumnKind.DATE: "dates"}


def check(facts: Facts) -> Iterator[Finding]:
    """Find the cells that the reading of their column does not fit."""
    for table in facts.tables:
        for column in table.columns:
            reading = column.reading.reading
            for at in column.reading.odd:
                text = column.texts[at]
                if not any(map(str.isalnum, text)):
                    continue  # F102 reports stand-ins for an empty value
                if not any(map(str.isnumeric, text)) and not _is_answer(table, column):
                    continue  # the marathon among the distances that a question names
                pairs = zip(column.texts, column.reading.values, strict=True)
                example = next((one for one, worth in pairs if worth is not None), "")
                what = f"{quoted(text)} does not fit the {_kind(reading)} in `{column.name}`"
                help_ = f"write it like the others, such as {quoted(example)}"
                if not example:  # it was declared
                    help_ = f"correct it, or change what `kinds` of the table says about `{column.name}`"
                yield found(what, table.place(column.rows[at], column, text), help_, table.allow())


def _is_answer(table: TableFacts, column: ColumnFacts) -> bool:
    """Return whether a question asks for a column, or compares by it."""
    patterns = table.table.patterns
    return any(column.name in (*pattern.answer.columns, *pattern.columns.values()) for pattern in patterns)


def _kind(reading: ColumnReading) -> str:
    unit = f" in `{reading.unit}`" if reading.unit else ""
    return f"{_KINDS[reading.kind]}{unit}"


RULE = FactRule("F103", Severity.WARNING, "a cell of a different kind from its column", __doc__, check)
