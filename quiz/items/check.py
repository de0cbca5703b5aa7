"""What cannot be generated: every item of a bank is tried, and what is missing is reported."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple, TypeGuard

from quiz.bank.model import Bank, Pattern, Question, Table
from quiz.bank.problems import Problem
from quiz.items.forms import FORMS
from quiz.items.item import Item, NotGenerated
from quiz.items.sources import QuestionSource, bank_sources


class Batch(NamedTuple):
    """What a pattern of a table, or a written-out question, generates.

    The rows it asks about, from 0, their items, and (row id, why) of those for which there is none.
    """

    table: Table | None
    source: Pattern | Question
    rows: Collection[int]
    items: Sequence[Item]
    gaps: Sequence[tuple[str, NotGenerated]]


class Generated(NamedTuple):
    """How many items a bank generates, and a problem for each pattern that lacks some."""

    items: int
    problems: tuple[Problem, ...]


def batches(bank: Bank) -> Iterator[Batch]:
    """Generate every item of a bank, one pattern or written-out question after the other."""
    for table, source, item_source in bank_sources(bank):
        if isinstance(item_source, QuestionSource):
            every = list(item_source.every())
            items = [item for _, item in every if isinstance(item, Item)]
            short = [(name, one) for name, one in every if isinstance(one, NotGenerated)]
            yield Batch(None, source, item_source.rows, items, short)
            continue
        item_source.gather()
        made = list(item_source.items(item_source.rows, "0", 0))
        items = [item for item in made if isinstance(item, Item)]
        rows = item_source.rows
        gaps: Sequence[tuple[str, NotGenerated]] = ()
        if len(items) < len(made):
            found = [(r, m) for r, m in zip(rows, made, strict=True) if isinstance(m, NotGenerated)]
            empty = {row for row, short in found if short.left_empty}
            rows = [row for row in rows if row not in empty]
            gaps = [(item_source.row_ids[row], short) for row, short in found if row not in empty]
        yield Batch(table, source, rows, items, gaps)


def gap(batch: Batch) -> Problem | None:
    """Return the problem with the items that a pattern lacks, if there is one."""
    name, span = f"`{batch.source.id}`", batch.source.span
    if not batch.gaps:
        if batch.items:
            return None
        return Problem("G302", f"{name} matches no row", span, "change its `where`, or delete it")
    row, short = batch.gaps[0]
    if not batch.items:
        if batch.table is not None and _shows_nothing(batch.source):
            column = next((one for one in batch.table.columns if one not in batch.source.answer.columns), "column")
            reason = "it shows nothing from its row, so every row's answer is right"
            help_ = f"name a column in braces, such as `{{{column}}}`"
            return Problem("G302", f"{name} makes no question: {reason}", span, help_)
        return Problem("G302", f"{name} makes no question: {short.reason}", span, short.help)
    others = f" and {len(batch.gaps) - 1} more" if len(batch.gaps) > 1 else ""
    return Problem("G301", f"{name} makes no question for `{row}`{others}: {short.reason}", span, short.help)


def _shows_nothing(source: Pattern | Question) -> TypeGuard[Pattern]:
    """Return whether a pattern asks for the answer of a row without saying which row."""
    return isinstance(source, Pattern) and not source.stem.slots and not source.where and FORMS[source.form].recalls


def try_all(bank: Bank) -> Generated:
    """Generate every item of a bank."""
    items = 0
    problems = []
    for batch in batches(bank):
        items += len(batch.items)
        problem = gap(batch)
        if problem:
            problems.append(problem)
    return Generated(items, tuple(sorted(problems, key=lambda problem: problem.span)))
