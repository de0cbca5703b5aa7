"""A question about rows shows something of its row.

Without a column in braces the question reads the same for every row, and the answer of every row is
right. `$country`, `<country>` and `[country]` are no columns: write `{country}`. Questions that
compare, sort or match need none, and those with a `where`, or with decoys for their answer, may
ask what is true of all rows.

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
        rows: {fr: [France, Paris], it: [Italy, Rome], es: [Spain, Madrid], pt: [Portugal, Lisbon]}
        questions: {capital: {ask: "What is the capital of $country?", answer: capital}}
"""

from collections.abc import Iterator

from quiz.bank.problems import Severity
from quiz.items.forms import FORMS
from quiz.lint.facts.view import FactRule, Facts, found
from quiz.lint.view import Finding


def check(facts: Facts) -> Iterator[Finding]:
    """Find patterns that ask for the answer of a row and show nothing of it."""
    for table in facts.tables:
        for pattern in table.table.patterns:
            if pattern.stem.slots or pattern.where or not FORMS[pattern.form].recalls:
                continue
            columns = [name for name in table.table.columns if name not in pattern.answer.columns]
            stem = pattern.stem.texts[0]
            named = next((name for name in columns if any(f"{sign}{name}" in stem for sign in "$<[%")), "")
            if not named and (pattern.decoys or any(map(table.table.decoys.get, pattern.answer.columns))):
                continue
            what = f"`{pattern.id}` shows nothing from its row, so every row's answer is right"
            example = named or (columns or table.table.columns)[0]
            yield found(what, pattern.span, f"name a column in braces, such as `{{{example}}}`", table.allow(pattern))


RULE = FactRule("F110", Severity.WARNING, "a question that shows nothing from its row", __doc__, check)
