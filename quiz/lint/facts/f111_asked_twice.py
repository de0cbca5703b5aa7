"""A pattern asks each question once.

If several rows have the same values in everything that a question shows, and the same answer, it is
asked once for each of them: “Which phylum does the class Mammalia belong to?” for the wolf and
again for the bear. Give such facts a table of their own, with one row for each class.

Passes:

    tables:
      classes:
        columns: [class, phylum]
        rows: {ma: [Mammalia, Chordata], av: [Aves, Chordata], in: [Insecta, Arthropoda], ga: [Gastropoda, Mollusca]}
        questions: {phylum: {ask: "Which phylum does the class {class} belong to?", answer: phylum}}

Fails:

    tables:
      species:
        columns: [species, class, phylum]
        rows:
          wolf: [wolf, Mammalia, Chordata]
          bear: [bear, Mammalia, Chordata]
          bee: [bee, Insecta, Arthropoda]
          snail: [snail, Gastropoda, Mollusca]
        questions: {phylum: {ask: "Which phylum does the class {class} belong to?", answer: phylum}}
"""

from collections import Counter
from collections.abc import Iterator

from quiz.bank.problems import Severity
from quiz.items.forms import FORMS
from quiz.lint.facts.view import FactRule, Facts, found
from quiz.lint.view import Finding
from quiz.text import listed, quoted


def check(facts: Facts) -> Iterator[Finding]:
    """Find patterns that ask the same question with the same answer for several rows."""
    for table in facts.tables:
        for pattern in table.table.patterns:
            names = tuple(dict.fromkeys((*pattern.stem.columns, *pattern.answer.columns)))
            if not pattern.stem.slots or not FORMS[pattern.form].recalls:
                continue
            if not all(table.column(name).has_repeats for name in names):
                continue
            rows = [row for row in table.asked_rows(pattern) if row not in table.repeated]  # those are for F105
            said = table.tuples(names, rows)
            counts = Counter(key for key in said if None not in key)
            if max(counts.values(), default=0) > 1:
                row = next(row for row, key in zip(rows, said, strict=True) if counts[key] > 1)
                cells = dict(zip(table.table.columns, table.table.rows[row].cells, strict=True))
                stem = pattern.stem.fill({name: cells[name][0].text for name in pattern.stem.columns})
                times = max(counts.values())
                what = f"`{pattern.id}` asks the same question up to {times} times, such as {quoted(stem)}"
                columns = listed([f"`{name}`" for name in names])
                help_ = f"move {columns} to a table of their own with one row for each, or name more columns in `ask`"
                yield found(what, pattern.span, help_, table.allow(pattern))


RULE = FactRule("F111", Severity.WARNING, "a question that is asked for several rows", __doc__, check)
