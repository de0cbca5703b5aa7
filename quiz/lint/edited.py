"""What a line of a bank belongs to: which pattern, question or fact was just edited."""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from quiz.bank.model import Bank


class Edited(NamedTuple):
    """What was edited, if anything: a pattern (`table.pattern`) or written-out question, or a fact (`table/row`)."""

    pattern: str = ""
    fact: str = ""


def edited_line(before: Sequence[str], after: Sequence[str]) -> int | None:
    """Return the first line of `after`, from 1, that has changed; None if nothing has changed."""
    if before == after:
        return None
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    return min(same + 1, max(1, len(after)))


def standing_at(bank: Bank, line: int) -> Edited:
    """Return what a line belongs to; an empty value if it is neither pattern, question nor fact."""
    above = [(at, i, what) for i, (at, what) in enumerate(_starts(bank)) if at <= line]
    return max(above)[2] if above else Edited()


def _starts(bank: Bank) -> Iterator[tuple[int, Edited]]:
    """Yield the line in which each table, row, pattern and question starts."""
    for table in bank.tables:
        yield table.span.line, Edited()
        for row in table.rows:
            yield row.span.line, Edited(fact=f"{table.id}/{row.id}")
        for pattern in table.patterns:
            yield pattern.span.line, Edited(pattern=f"{table.id}.{pattern.id}")
    for question in bank.questions:
        yield question.span.line, Edited(pattern=question.id)
