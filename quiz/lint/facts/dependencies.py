"""Which column a question asks for, by which others, and the rows that it cannot distinguish."""

from collections.abc import Hashable, Sequence

from quiz.bank.model import Pattern
from quiz.items.forms import FORMS
from quiz.lint.facts.columns import TableFacts

__all__ = ["groups_of", "subject_of"]


def subject_of(pattern: Pattern) -> tuple[Sequence[str], str] | None:
    """Return the columns that a question shows and the one that it asks for, or that a claim may exchange.

    None for other forms, and if nothing is shown or several columns are asked for.
    """
    form = FORMS[pattern.form]
    if form.recalls:
        answer = pattern.answer.columns
    elif form.is_statement:
        answer = tuple(pattern.columns.values())
    else:
        return None
    shown = [name for name in pattern.stem.columns if name not in answer]
    return (shown, answer[0]) if len(answer) == 1 and shown else None


def groups_of(table: TableFacts, pattern: Pattern, names: Sequence[str]) -> list[list[int]]:
    """Return the groups of two rows or more that a question asks about and that have the same in some columns."""
    if not all(table.column(name).has_repeats for name in names):
        return []
    rows = table.asked_rows(pattern)
    groups: dict[tuple[Hashable, ...], list[int]] = {}
    for row, key in zip(rows, table.tuples(names, rows), strict=True):
        groups.setdefault(key, []).append(row)
    return [group for key, group in groups.items() if len(group) > 1 and None not in key]
