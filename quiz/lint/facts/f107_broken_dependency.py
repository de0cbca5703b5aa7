"""Rows that belong together agree on whatever they must have in common.

If two mammals are Chordata and a third is not, that is nearly always a slip. Here the class is the
group, and the phylum is what its rows have in common. The check reports the only row in the table
that differs from the others of its group.

It does so in two cases. One is that a question asks for the value and names the group, as in “Which
phylum does the class {class} belong to?”. The other is that the row has the value of another group,
and that at least two other groups agree on theirs.

Passes:

    tables:
      species:
        columns: [species, class, phylum]
        rows:
          wolf: [wolf, Mammalia, Chordata]
          bear: [bear, Mammalia, Chordata]
          seal: [seal, Mammalia, Chordata]
          bee: [bee, Insecta, Arthropoda]
          ant: [ant, Insecta, Arthropoda]
          snail: [snail, Gastropoda, Mollusca]
          slug: [slug, Gastropoda, Mollusca]
        questions: {class: {ask: "To which class does the {species} belong?", answer: class}}

Fails:

    tables:
      species:
        columns: [species, class, phylum]
        rows:
          wolf: [wolf, Mammalia, Chordata]
          bear: [bear, Mammalia, Chordata]
          seal: [seal, Mammalia, Arthropoda]
          bee: [bee, Insecta, Arthropoda]
          ant: [ant, Insecta, Arthropoda]
          snail: [snail, Gastropoda, Mollusca]
          slug: [slug, Gastropoda, Mollusca]
        questions: {class: {ask: "To which class does the {species} belong?", answer: class}}
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from itertools import permutations
from typing import NamedTuple

from quiz.bank.problems import Severity
from quiz.lint.facts.columns import ColumnFacts, TableFacts
from quiz.lint.facts.dependencies import groups_of, subject_of
from quiz.lint.facts.view import FactRule, Facts, found
from quiz.lint.view import Finding
from quiz.text import quoted

_OTHER_GROUPS = 2  # groups that must keep a rule that no question asks about
_MOST_COLUMNS = 12  # that are compared with each other
_FEWEST_VALUES = 3  # of all the groups; two are easily the same by chance
_HELP = "correct the cell; if this one is different, write `allow: [F107]`"


class _Break(NamedTuple):
    row: int
    like: int  # a row of the same group that keeps the rule
    times: int


def check(facts: Facts) -> Iterator[Finding]:
    """Find the one row that breaks the rule that all others keep."""
    for table in facts.tables:
        reported: set[int] = set()
        for of, column, broken in (*_asked(table), *_unasked(table)):
            cells = (column.cells[broken.row], column.cells[broken.like], of.cells[broken.row])
            if broken.row in reported or not all(cells):
                continue  # if a cell is empty, nothing contradicts anything
            reported.add(broken.row)
            text, usual, group = (cell[0].text for cell in cells)
            values = f"the `{column.name}` {quoted(text)} here, and {quoted(usual)} in {broken.times} other rows"
            yield found(f"{quoted(group)} has {values}", table.place(broken.row, column, text), _HELP, table.allow())


def _asked(table: TableFacts) -> Iterator[tuple[ColumnFacts, ColumnFacts, _Break]]:
    for pattern in table.table.patterns:
        subject = subject_of(pattern)
        if subject is None or len(subject[0]) > 1:
            continue
        column = table.column(subject[1])
        broken = _break(groups_of(table, pattern, subject[0]), column.keys)
        if broken and column.cells[broken.row]:
            yield table.column(subject[0][0]), column, broken


def _unasked(table: TableFacts) -> Iterator[tuple[ColumnFacts, ColumnFacts, _Break]]:
    rows = len(table.table.rows)
    few = [column for column in table.columns if column.is_text and 1 < len(column.counts) <= rows // 2]
    distinct = {column.at: len(set(column.keys)) for column in few}
    for of, column in permutations(few[:_MOST_COLUMNS], 2):
        # A rule that one row breaks has as many pairs as there are groups, and one more.
        if not _FEWEST_VALUES <= distinct[column.at] <= distinct[of.at] or None in column.keys:
            continue
        if len(set(zip(of.keys, column.keys, strict=True))) != distinct[of.at] + 1:
            continue
        groups: dict[Hashable, list[int]] = {}
        for row, key in enumerate(of.keys):
            groups.setdefault(key, []).append(row)
        large = [group for group in groups.values() if len(group) > 1]
        broken = _break(large, column.keys)
        if broken and _is_of_another(column.keys, broken, large):
            yield of, column, broken


def _break(groups: Sequence[Sequence[int]], keys: Sequence[Hashable]) -> _Break | None:
    """Return the one row that differs from the rest of its group, if each other group has only one value."""
    mixed = [group for group in groups if len({keys[row] for row in group}) > 1]
    if len(mixed) != 1 or len(groups) == 1:
        return None
    (usual, times), *others = Counter(keys[row] for row in mixed[0]).most_common()
    if times < 2 or [count for _, count in others] != [1]:
        return None
    row = next(row for row in mixed[0] if keys[row] != usual)
    return _Break(row, next(row for row in mixed[0] if keys[row] == usual), times)


def _is_of_another(keys: Sequence[Hashable], broken: _Break, groups: Sequence[Sequence[int]]) -> bool:
    """Return whether the value is that of another whole group, and there are enough groups and values."""
    whole = [keys[group[0]] for group in groups if len({keys[row] for row in group}) == 1]
    return (
        len(whole) >= _OTHER_GROUPS and keys[broken.row] in whole and len({keys[broken.like], *whole}) >= _FEWEST_VALUES
    )


RULE = FactRule("F107", Severity.WARNING, "a cell that contradicts all others of its group", __doc__, check)
