"""Ids against the history: what players answered hangs on ids that a bank no longer has."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from quiz.bank.model import Bank
from quiz.bank.place import Place
from quiz.bank.problems import Problem

__all__ = ["orphans"]

_START = Place(1, 1)
_NAMED = 3  # ids that are named where many are gone
_NEAR = 0.6


def orphans(bank: Bank, attempts: Mapping[str, int]) -> Iterator[tuple[str, Problem]]:
    """Yield (table, problem) for facts of the history that the bank lacks; "" for written-out questions.

    `attempts` maps fact ids, `bank/table/row` or `bank/question`, to how often each was
    answered. An id that is near to a new one (one without a history) seems to have been
    renamed, and is told of where the new one stands; others may have been deleted on purpose.
    """
    groups: dict[str, dict[str, int]] = {}
    for fact, count in attempts.items():
        table, _, row = fact.removeprefix(f"{bank.id}/").rpartition("/")
        groups.setdefault(table, {})[row] = count
    present = {table.id: {row.id: row.place for row in table.rows} for table in bank.tables}
    present[""] = {question.id: question.place for question in bank.questions}
    tables = {table.id: table.place for table in bank.tables}
    for table, counts in groups.items():
        if table not in present:
            unknown = {other: place for other, place in tables.items() if other not in groups}
            yield table, _gone_table(table, sum(counts.values()), unknown)
            continue
        gone = {row: count for row, count in counts.items() if row not in present[table]}
        new = {row: place for row, place in present[table].items() if row not in counts}
        for problem in _gone_rows(table, gone, new, tables.get(table, _START)):
            yield table, problem


def _gone_table(table: str, count: int, new: Mapping[str, Place]) -> Problem:
    near = get_close_matches(table, new, n=1, cutoff=_NEAR)
    message = f"there is no table `{table}` any more; {_answers(count)} on it"
    if near:
        return Problem("H102", message, new[near[0]], f"if it is `{near[0]}` now, name that `{table}` again")
    return Problem("H101", message, _START, "if it goes by another name now, keep the old one")


def _gone_rows(table: str, gone: Mapping[str, int], new: Mapping[str, Place], place: Place) -> Iterator[Problem]:
    where = f" in `{table}`" if table else ""
    lost = {}
    for row, count in gone.items():
        near = get_close_matches(row, new, n=1, cutoff=_NEAR)
        if near:
            message = f"there is no `{row}`{where} any more; {_answers(count)} on it"
            yield Problem("H102", message, new[near[0]], f"if it is `{near[0]}` now, keep the id `{row}`")
        else:
            lost[row] = count
    if lost:
        names = ", ".join(f"`{row}`" for row in list(lost)[:_NAMED])
        more = f" and {len(lost) - _NAMED} more" if len(lost) > _NAMED else ""
        message = f"there is no {names}{more}{where} any more; {_answers(sum(lost.values()))} on "
        message += "it" if len(lost) == 1 else "them"
        yield Problem("H101", message, place, "if a fact is still there under another id, keep the old id")


def _answers(count: int) -> str:
    return "1 answer of the history hangs" if count == 1 else f"{count} answers of the history hang"
