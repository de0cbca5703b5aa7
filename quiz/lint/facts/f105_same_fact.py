"""No fact is in two rows.

Players meet it twice as often as other facts, and the statistics count it as two. Small differences
in case or punctuation do not make it a different fact.

Passes:

    tables:
      capitals:
        columns: [country, capital]
        rows: {fr: [France, Paris], it: [Italy, Rome], es: [Spain, Madrid], pt: [Portugal, Lisbon]}
        questions: {capital: {ask: "What is the capital of {country}?", answer: capital}}

Fails:

    tables:
      capitals:
        columns: [country, capital]
        rows: {fr: [France, Paris], it: [Italy, Rome], es: [Spain, Madrid], fr-2: [France, Paris]}
        questions: {capital: {ask: "What is the capital of {country}?", answer: capital}}
"""

from collections.abc import Iterator

from quiz.bank.problems import Severity
from quiz.lint.facts.view import FactRule, Facts, found
from quiz.lint.view import Finding


def check(facts: Facts) -> Iterator[Finding]:
    """Find rows that say what an earlier one says."""
    for table in facts.tables:
        rows = table.table.rows
        for row, known in table.repeated.items():
            what = f"`{rows[row].id}` says the same as `{rows[known].id}` in line {rows[known].span.line}"
            yield found(what, rows[row].span, "delete one of the two rows", table.allow())


RULE = FactRule("F105", Severity.WARNING, "the same fact in two rows", __doc__, check)
