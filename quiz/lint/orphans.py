"""Recorded answers that refer to ids which a bank no longer has."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from quiz.bank.model import Bank, Table
from quiz.bank.nodes import SourceSpan
from quiz.bank.problems import Problem
from quiz.text import listed, plural

_START = SourceSpan(1, 1)
_NAMED = 3  # ids that are named if many are gone
_NEAR = 0.6
_HALF = 0.5  # the share of a table's answered rows that another table must have to count as the same one, renamed
_COMPARED = 200  # at most so many ids are compared, because each is compared with each


def orphans(bank: Bank, attempts: Mapping[str, int]) -> Iterator[tuple[str, Problem]]:
    """Yield (table, problem) for facts of the history that the bank lacks; the table is "" for written-out questions.

    `attempts` maps fact ids, `bank/table/row` or `bank/question`, to how often each was
    answered; those of another bank belong to this one under a former id. An id that is like a new one (one without a
    history), or the only missing one if there is one new one, was probably renamed, and is reported at the new one;
    others may have been deleted on purpose.
    """
    groups: dict[str, dict[str, int]] = {}
    former: dict[str, int] = {}
    for fact, count in attempts.items():
        owner, _, rest = fact.partition("/")
        if owner != bank.id:
            former[owner] = former.get(owner, 0) + count
        table, _, row = rest.rpartition("/")
        groups.setdefault(table, {})[row] = count
    for owner, count in former.items():
        message = f"the bank seems to have been `{owner}` before; {_answers(count, 'that id')}"
        yield "", Problem("H102", message, _START, f"write `id: {owner}`, as before")
    present = {table.id: {row.id: row.span for row in table.rows} for table in bank.tables}
    present[""] = {question.id: question.span for question in bank.questions}
    tables = {table.id: table for table in bank.tables}
    renamed = _renamed_tables({name: rows for name, rows in groups.items() if name not in present}, bank, groups)
    for name, counts in groups.items():
        if name not in present:
            yield name, _gone_table(name, sum(counts.values()), renamed.get(name))
            continue
        gone = {row: count for row, count in counts.items() if row not in present[name]}
        new = {row: span for row, span in present[name].items() if row not in counts}
        span = tables[name].span if name in tables else _START
        for problem in _gone_rows(name, gone, new, span):
            yield name, problem


def _renamed_tables(gone: Mapping[str, Mapping[str, int]], bank: Bank, known: Iterable[str]) -> dict[str, Table]:
    """Return missing table -> the new table that it seems to be: one with its rows, else one with a similar name."""
    new = {table.id: table for table in bank.tables if table.id not in set(known)}
    rows = {table.id: {row.id for row in table.rows} for table in new.values()}
    alike = [
        (sum(row in rows[other] for row in counts) / len(counts), name, other)
        for name, counts in gone.items()
        for other in new
    ]
    found = _pairs([pair for pair in alike if pair[0] >= _HALF])
    left = [name for name in gone if name and name not in found]
    found |= _near(left, [other for other in new if other not in found.values()])
    return {name: new[other] for name, other in found.items()}


def _gone_table(table: str, count: int, new: Table | None) -> Problem:
    message = f"there is no table `{table}` any more; {_answers(count, 'it')}"
    if new is not None:
        return Problem("H102", message, new.span, f"if this is the same table, name it `{table}` again")
    return Problem("H101", message, _START, "if it has another name now, give it the old one again")


def _gone_rows(
    table: str, gone: Mapping[str, int], new: Mapping[str, SourceSpan], span: SourceSpan
) -> Iterator[Problem]:
    where, thing = (f"in `{table}`", "row") if table else ("in the bank", "question")
    renamed = dict(zip(gone, new, strict=True)) if len(gone) == len(new) == 1 else _near(gone, new)
    lost = {}
    for row, count in gone.items():
        if row in renamed:
            message = f"`{row}` is no longer {where}; {_answers(count, 'it')}"
            help_ = f"if this is the same {thing}, name it `{row}` again"
            yield Problem("H102", message, new[renamed[row]], help_)
        else:
            lost[row] = count
    if lost:
        names = [f"`{row}`" for row in list(lost)[:_NAMED]]
        names += [f"{len(lost) - _NAMED} more"] if len(lost) > _NAMED else []
        message = f"{listed(names)} {'is' if len(lost) == 1 else 'are'} no longer {where}; "
        message += _answers(sum(lost.values()), "it" if len(lost) == 1 else "them")
        yield Problem("H101", message, span, f"if a {thing} has another name now, give it the old one again")


def _near(gone: Iterable[str], new: Iterable[str]) -> dict[str, str]:
    """Return missing id -> the new id that is nearest to it, each new one once, the nearest pairs first."""
    near = []
    others = list(new)[:_COMPARED]
    for name in list(gone)[:_COMPARED]:
        matcher = SequenceMatcher(b=name)
        for other in others:
            matcher.set_seq1(other)
            if matcher.real_quick_ratio() >= _NEAR and matcher.quick_ratio() >= _NEAR and matcher.ratio() >= _NEAR:
                near.append((matcher.ratio(), name, other))
    return _pairs(near)


def _pairs(alike: list[tuple[float, str, str]]) -> dict[str, str]:
    """Return name -> other, the most similar first, each used once."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, name, other in sorted(alike, key=lambda pair: (-pair[0], pair[1:])):
        if name not in found and other not in taken:
            found[name] = other
            taken.add(other)
    return found


def _answers(count: int, to: str) -> str:
    return plural(count, f"recorded answer refers to {to}", f"recorded answers refer to {to}")
