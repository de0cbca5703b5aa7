"""No question is asked twice under two names.

Two patterns of a table with the same words, columns and `where` ask every row twice, and two
written-out questions with the same words and a right answer in common are the same question.
Players meet it again and again, and the statistics count it as two. If the patterns want different
answers to the same words, nobody can know which is meant. Each pair is reported once, at the later
one. Small differences in case and spaces do not count.

Passes:

    source: an atlas
    tables:
      capitals:
        columns: [country, capital]
        rows: {no: [Norway, Oslo], se: [Sweden, Stockholm], dk: [Denmark, Copenhagen], fi: [Finland, Helsinki]}
        questions:
          capital: {ask: "What is the capital of {country}?", answer: capital, why: "It is {capital}."}
          country: {ask: "Whose capital is {capital}?", answer: country, why: "It is {capital}."}

Fails:

    source: an atlas
    tables:
      capitals:
        columns: [country, capital]
        rows: {no: [Norway, Oslo], se: [Sweden, Stockholm], dk: [Denmark, Copenhagen], fi: [Finland, Helsinki]}
        questions:
          capital: {ask: "What is the capital of {country}?", answer: capital, why: "It is {capital}."}
          town: {ask: "What is the  Capital of {country}?", answer: capital, why: "It is {capital}."}
"""

from collections.abc import Iterator

from quiz.bank.model import Pattern, Question, Table
from quiz.bank.problems import Severity
from quiz.items.forms import FORMS
from quiz.lint.rule import BankRule
from quiz.lint.view import BankView, Finding
from quiz.values.relations import canonical

_HELP = "delete one, or ask the same fact in another form"


def check(whole: BankView) -> Iterator[Finding]:
    """Find patterns of a table, and written-out questions, that ask the same."""
    for table in whole.bank.tables:
        yield from _patterns(table)
    asked: dict[tuple[str, str, str], str] = {}
    for question in whole.bank.questions:
        keys = [(question.passage, canonical(question.ask), answer) for answer in _answers(question)]
        first = next((asked[key] for key in keys if key in asked), "")
        if first:
            yield Finding(f"`{question.id}` asks the same as `{first}`", "", question.span, _HELP, allow=question.allow)
        for key in keys:
            asked.setdefault(key, question.id)


def _answers(question: Question) -> list[str]:
    """Return what is right in a question: each answer alone, or all together if each has its place."""
    texts = [*map(canonical, question.answers), *(canonical(f"{left}: {right}") for left, right in question.pairs)]
    return ["\n".join(sorted(texts))] if not texts or FORMS[question.form].answer_kind.is_placed else texts


def _patterns(table: Table) -> Iterator[Finding]:
    first: dict[object, str] = {}
    for pattern in table.patterns:
        other = first.setdefault(_asked(pattern), pattern.id)
        if other != pattern.id:
            what = f"`{pattern.id}` asks the same as `{other}`"
            yield Finding(what, "", pattern.span, _HELP, allow=(*pattern.allow, *table.allow))


def _asked(pattern: Pattern) -> object:
    """Return what makes two patterns of a table ask the same."""
    own = frozenset(pattern.columns.items()), frozenset(pattern.flags)
    return pattern.form, canonical(pattern.stem.raw), frozenset(pattern.where), own


RULE = BankRule("Q126", Severity.WARNING, "a question that is asked twice", __doc__, "", check)
