"""The article before a column in braces fits every value.

In `a {kind}`, the article is right for `bird` and wrong for `insect`. Readers stumble over "a
insect", and in a question the wrong article may give the answer away. Put the article in the cells
(`a bird`, `an insect`), or reword the text, as in `{animal} is in this class: {kind}`. What counts
is how a word sounds: `an hour`, `a university`. The check reads the questions, explanations and
hints of patterns.

Passes:

    tables:
      animals:
        columns: [animal, kind]
        rows: {bee: [the bee, an insect], owl: [the owl, a bird], cod: [the cod, a fish], bat: [the bat, a mammal]}
        questions: {kind: {ask: "Which of these is {kind}?", answer: animal, why: "{animal} is {kind}."}}

Fails:

    tables:
      animals:
        columns: [animal, kind]
        rows: {bee: [the bee, insect], owl: [the owl, bird], cod: [the cod, fish], bat: [the bat, mammal]}
        questions: {kind: {ask: "Which of these is a {kind}?", answer: animal, why: "It is {animal}."}}
"""

import re
from collections.abc import Iterator

from quiz.bank.model import Pattern, Table
from quiz.bank.problems import Severity
from quiz.bank.template import Template
from quiz.lint.rule import Rule, any_form
from quiz.lint.view import Finding, View
from quiz.lint.words import takes_an
from quiz.text import quoted

_ARTICLE = re.compile(r"(?<![\w/'’-])(?:an?|A|An) [“\"‘(]?$")
_HELP = "put `a` or `an` in the cells, or reword it"


def check(view: View) -> Iterator[Finding]:
    """Find columns after an article that does not fit all of their values."""
    if view.pattern is None or view.table is None:
        return
    for template in _templates(view.pattern):
        for text, slot in zip(template.texts, template.slots, strict=False):
            article = _ARTICLE.search(text)
            misfits = _misfits(view.table, slot.column, article.group().split()[0].lower()) if article else []
            if article and misfits:
                word = article.group().split()[0]
                what = f"`{word} {{{slot.column}}}` reads badly with some values"
                yield Finding(what, quoted(f"{word} {misfits[0]}"), view.pattern.span, _HELP)
                return


def _templates(pattern: Pattern) -> Iterator[Template]:
    yield pattern.stem
    if pattern.why is not None:
        yield pattern.why
    yield from pattern.hints


def _misfits(table: Table, column: str, article: str) -> list[str]:
    """Return the values of a column that take the other article."""
    if column not in table.columns:
        return []
    at = table.position(column)
    values = (value.text for row in table.rows for value in row.cells[at])
    return [text for text in values if text[:1].isalnum() and takes_an(text) != (article == "an")]


RULE = Rule(
    "Q128",
    Severity.NOTE,
    "an article that does not fit a value",
    __doc__,
    "",
    check,
    any_form,
    english=True,
)
