"""What cannot be generated: every item of a bank is tried, and the gaps are named."""

from typing import NamedTuple

from quiz.bank.model import Bank, Pattern
from quiz.bank.problems import Problem
from quiz.generate.bank_items import bank_items
from quiz.generate.item import Short

__all__ = ["Generated", "try_all"]


class Generated(NamedTuple):
    """How many items a bank gives, and a problem for each pattern with gaps."""

    items: int
    problems: tuple[Problem, ...]


def try_all(bank: Bank) -> Generated:
    """Generate every item of a bank."""
    made: dict[str, int] = {}
    gaps: dict[str, list[tuple[str, Short]]] = {}
    for asker, row_id, item in bank_items(bank):
        made.setdefault(asker.name, 0)
        if isinstance(item, Short):
            gaps.setdefault(asker.name, []).append((row_id, item))
        else:
            made[asker.name] += 1
    problems = []
    for table in bank.tables:
        for pattern in table.patterns:
            name = f"{table.id}.{pattern.id}"
            problem = _gap(pattern, made.get(name), gaps.get(name, []))
            if problem:
                problems.append(problem)
    return Generated(sum(made.values()), tuple(problems))


def _gap(pattern: Pattern, made: int | None, gaps: list[tuple[str, Short]]) -> Problem | None:
    if made is None:
        message = f"`{pattern.id}` finds no row to ask about"
        return Problem("G302", message, pattern.place, "change its `where`, or delete it")
    if not gaps:
        return None
    row, short = gaps[0]
    if not made:
        return Problem("G302", f"`{pattern.id}` makes no question: {short.reason}", pattern.place, short.help)
    others = f" and {len(gaps) - 1} more" if len(gaps) > 1 else ""
    message = f"`{pattern.id}` makes no question for `{row}`{others}: {short.reason}"
    return Problem("G301", message, pattern.place, short.help)
