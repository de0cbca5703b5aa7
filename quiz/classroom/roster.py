"""The teacher's list of a class: who has which code. It stays on the teacher's computer."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from quiz.classroom.handed_in import student_key
from quiz.exchange.grid import GridRow
from quiz.text import clean

#: Columns of `users.csv` of OneRoster 1.2 (CSV Binding 1.2.1, 1EdTech 2023) that can hold the code.
_ROSTER_CODES = ("identifier", "username", "sourcedid")
_NAMES = ("givenname", "familyname")
_CODE_HEADS = ("code", "id", "number", "no")
_NAME_HEADS = ("name", "student")


class OnList(NamedTuple):
    """A student of the list: the code, and the name, if there is one."""

    code: str
    name: str = ""


def roster_of(rows: Sequence[GridRow], codes: Collection[str]) -> Mapping[str, OnList]:
    """Return the students of a list by the keys of their codes (see `student_key`).

    A list has codes and names, with or without `code` and `name` above them, or is the `users.csv` of OneRoster. If
    nothing says which column has the codes, it is the one with most of the `codes` that were handed in. Raises
    ValueError with a readable reason if there are no codes, or one is there twice.
    """
    heads = [cell.casefold().replace(" ", "") for cell in rows[0].cells] if rows else []
    wanted = {student_key(code) for code in codes}
    if "sourcedid" in heads:
        return _unique(_of_roster(heads, rows[1:], wanted))
    code = next((heads.index(head) for head in _CODE_HEADS if head in heads), None)
    name = next((heads.index(head) for head in _NAME_HEADS if head in heads), None)
    if code is None and name is not None:
        code = _codes_at([at for at in range(len(heads)) if at != name] or [name], rows, wanted)
    elif code is None:
        code = _codes_at((0, 1), rows, wanted)
        return _unique([OnList(clean(row.cell(code)), clean(row.cell(1 - code))) for row in rows])
    named = [OnList(clean(row.cell(code)), clean(row.cell(name)) if name is not None else "") for row in rows[1:]]
    return _unique(named)


def _of_roster(heads: Sequence[str], rows: Sequence[GridRow], wanted: Collection[str]) -> list[OnList]:
    columns = [heads.index(head) for head in _ROSTER_CODES if head in heads]
    best = _codes_at(columns, rows, wanted)
    names = [heads.index(head) for head in _NAMES if head in heads]
    role = heads.index("role") if "role" in heads else None  # version 1.1; in 1.2 roles have a file of their own
    students = [row for row in rows if role is None or row.cell(role).casefold() in ("student", "")]
    return [OnList(clean(row.cell(best)), clean(" ".join(filter(None, map(row.cell, names))))) for row in students]


def _codes_at(columns: Sequence[int], rows: Sequence[GridRow], wanted: Collection[str]) -> int:
    """Return the column that has most of the wanted codes; the first one if several are equal."""
    return max(columns, key=lambda at: sum(student_key(row.cell(at)) in wanted for row in rows))


def _unique(found: Sequence[OnList]) -> dict[str, OnList]:
    listed: dict[str, OnList] = {}
    for one in found:
        if not one.code:
            continue
        key = student_key(one.code)
        if key in listed and listed[key] != one:
            raise ValueError(f"the code `{one.code}` appears twice")
        listed[key] = one
    if not listed:
        raise ValueError("there are no codes in it")
    return listed
