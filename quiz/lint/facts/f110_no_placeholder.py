"""A question about rows shows something from its row.

Without a column in braces, the question reads the same for every row, and the answer of every row
is right. `$country`, `<country>` and `[country]` are not columns: write `{country}`. Questions that
compare, sort or match do not need one, and those with a `where`, or with decoys for their answer,
may ask what is true of all rows.

In a written-out question, a column of a table in braces is not filled in, and nothing is worked out
without `values`.

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

import re
from collections.abc import Iterator

from quiz.bank.model import Question
from quiz.bank.problems import Severity
from quiz.items.forms import FORMS
from quiz.lint.facts.view import FactRule, Facts, found
from quiz.lint.view import Finding
from quiz.text import quoted

_BRACED = re.compile(r"\{([^\W\d]\w*)\}")
_ALL_BRACED = re.compile(r"\{[^{}]+\}")
_OPERATORS = frozenset("+-*/^×÷")


def check(facts: Facts) -> Iterator[Finding]:
    """Find patterns that ask for the answer of a row and show nothing of it, and braces that nothing fills."""
    for question in facts.bank.questions:
        yield from _unfilled(question, facts)
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


def _unfilled(question: Question, facts: Facts) -> Iterator[Finding]:
    """Find a column or a formula in the braces of a written-out question, where it means nothing."""
    if question.values or question.gaps or "{" not in f"{question.ask}{question.answers}":
        return
    names = _BRACED.findall(question.ask)
    for name, table in ((name, table) for name in names for table in facts.tables if name in table.table.columns):
        what = f"`{{{name}}}` is not filled in, because the question does not belong to a table"
        help_ = f"move it below `questions:` of the table `{table.table.id}`"
        yield found(what, facts.question_place(question, question.ask), help_, question.allow)
        return
    are_formulas = all(_ALL_BRACED.fullmatch(one) and not _OPERATORS.isdisjoint(one) for one in question.answers)
    if names and question.answers and are_formulas:
        what = f"{quoted(question.answers[0])} is not worked out, because the question has no `values`"
        help_ = f"add `values: {{{names[0]}: 2..20}}`, with the numbers of each name"
        yield found(what, facts.question_place(question, question.answers[0]), help_, question.allow)


RULE = FactRule("F110", Severity.WARNING, "a question that shows nothing from its row", __doc__, check)
