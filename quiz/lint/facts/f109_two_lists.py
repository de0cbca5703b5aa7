"""A question uses at most one column in which a row has a list.

Each value of one list is combined with each value of the other: `[Prime Minister, Minister of
Defence]` and `[1940, 1951]` make four pairs, and two of them may be false. The program cannot know
which values belong together.

Passes:

    tables:
      posts:
        columns: [name, post, year]
        rows:
          a: [Churchill, Prime Minister, [1940, 1951]]
          b: [Attlee, Deputy Prime Minister, 1942]
          c: [Eden, Foreign Secretary, 1935]
          d: [Heath, Lord Privy Seal, 1960]
        questions: {when: {ask: "When did {name} become {post}?", answer: year}}

Fails:

    tables:
      posts:
        columns: [name, post, year]
        rows:
          a: [Churchill, [Prime Minister, Minister of Defence], [1940, 1951]]
          b: [Attlee, Deputy Prime Minister, 1942]
          c: [Eden, Foreign Secretary, 1935]
          d: [Heath, Lord Privy Seal, 1960]
        questions: {when: {ask: "When did {name} become {post}?", answer: year}}
"""

from collections.abc import Iterator

from quiz.bank.problems import Severity
from quiz.lint.facts.view import FactRule, Facts, found
from quiz.lint.view import Finding

_HELP = "give each pair that belongs together a row of its own"


def check(facts: Facts) -> Iterator[Finding]:
    """Find questions over two columns that have a list in the same row."""
    for table in facts.tables:
        for pattern in table.table.patterns:
            names = dict.fromkeys((*pattern.stem.columns, *pattern.answer.columns, *pattern.columns.values()))
            listed = [column for column in map(table.column, names) if column.has_lists]
            for row in range(len(table.table.rows)) if len(listed) > 1 else ():
                lists = [column.name for column in listed if len(column.cells[row]) > 1]
                if len(lists) > 1:
                    one, other = f"`{lists[0]}` of `{table.table.rows[row].id}`", f"`{lists[1]}`"
                    what = (
                        f"`{pattern.id}` combines every {one} with every {other}, even if they do not belong together"
                    )
                    yield found(what, pattern.span, _HELP, table.allow(pattern))
                    break


RULE = FactRule("F109", Severity.WARNING, "two lists in one question", __doc__, check)
