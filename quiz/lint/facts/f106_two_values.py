"""A question that asks for one value finds only one.

If France has Paris as its capital in one row and Lyon in another, both count as right, and neither
is offered as a wrong answer. The check reports questions that ask for one value, such as “What is
the capital of ...”, “When ...” or “How many ...”, at the later row. If both values are right, put
them into one row: `[Sucre, La Paz]`.

Passes:

    tables:
      capitals:
        columns: [country, capital]
        rows: {fr: [France, Paris], it: [Italy, Rome], bo: [Bolivia, [Sucre, La Paz]], pt: [Portugal, Lisbon]}
        questions: {capital: {ask: "What is the capital of {country}?", answer: capital}}

Fails:

    tables:
      capitals:
        columns: [country, capital]
        rows: {fr: [France, Paris], it: [Italy, Rome], fr-2: [France, Lyon], pt: [Portugal, Lisbon]}
        questions: {capital: {ask: "What is the capital of {country}?", answer: capital}}
"""

import re
from collections.abc import Iterator, Sequence

from quiz.bank.model import Pattern
from quiz.bank.problems import Severity
from quiz.lint.facts.columns import ColumnFacts, TableFacts
from quiz.lint.facts.dependencies import groups_of, subject_of
from quiz.lint.facts.view import FactRule, Facts, found
from quiz.lint.view import Finding
from quiz.text import quoted

_ONE_VALUE = re.compile(
    r"(what|who) (is|was|are|were) (the|{)|when |(in|on|at) (which|what) |where (is|was) |"
    r"how (many|much|long|high|far|old|tall|deep|big) |"
    r"was (ist|war) (der|die|das) |wer (ist|war) (der|die) |wann |wie (viele|viel|hoch|lang|alt) |"
    r"in welche[mr] |quel(le)? est l|cuál es (el|la) ",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\b(of these|one of|von diesen|an? )\b", re.IGNORECASE)
_FEWEST_ROWS = 4
_FEW_LETTERS = 12  # before the name of a value that may contain `the`, as in `the official language of`


def check(facts: Facts) -> Iterator[Finding]:
    """Find rows that give another value for what an earlier row has."""
    for table in facts.tables:
        reported: set[tuple[int, int]] = set()
        for pattern in table.table.patterns if len(table.table.rows) >= _FEWEST_ROWS else ():
            subject = subject_of(pattern)
            if subject is None or not _asks_for_one(pattern, subject[1]):
                continue
            column = table.column(subject[1])
            for first, row in _others(table, pattern, subject[0], column):
                if (row, column.at) not in reported:
                    reported.add((row, column.at))
                    yield _finding(table, pattern, column, first, row)


def _others(
    table: TableFacts, pattern: Pattern, names: Sequence[str], column: ColumnFacts
) -> Iterator[tuple[int, int]]:
    """Yield (first row, other row) from the groups in which each row has a different value; the rest is for F107."""
    for group in groups_of(table, pattern, names):
        keys = [column.keys[row] for row in group]
        if len(set(keys)) == len(keys) and None not in keys:
            yield from ((group[0], row) for row in group[1:])


def _finding(table: TableFacts, pattern: Pattern, column: ColumnFacts, first: int, row: int) -> Finding:
    text, other = (column.cells[at][0].text for at in (row, first))
    line = table.table.rows[first].span.line
    values = f"{quoted(text)} here and {quoted(other)} in line {line}"
    what = f"`{pattern.id}` asks for one `{column.name}`, but there is {values}"
    help_ = f"delete the wrong one; if both are right, write `[{other}, {text}]` in one row"
    return found(what, table.place(row, column, text), help_, table.allow(pattern))


def _asks_for_one(pattern: Pattern, answer: str) -> bool:
    """Return whether a question, or a claim, is about the one value that a thing has."""
    stem = pattern.stem.raw
    if pattern.stem.texts[0].strip() and _ONE_VALUE.match(stem) and not _SEVERAL.search(stem):
        return True
    before, named, after = stem.casefold().partition(answer.replace("_", " ").casefold())
    return named != "" and " the" in f" {before[-_FEW_LETTERS:]}" and after.startswith((" of ", " in ", " for "))


RULE = FactRule("F106", Severity.WARNING, "two values where the question asks for one", __doc__, check)
