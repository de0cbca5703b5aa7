"""A spreadsheet saved as CSV -> columns and rows, or what is wrong with it, line by line.

The separator is a comma, a semicolon or a tab; the text is UTF-8, with or without a
byte order mark; cells may be quoted and hold line breaks.
"""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from quiz.author.draft import DraftRow, Heading, column_heading, rows_of, tidy
from quiz.bank.limits import MAX_BYTES, MAX_SCALAR
from quiz.text import quoted
from quiz.values.relations import canonical

_SEPARATORS = "\t;,"  # where two would do: the one that is rarer in texts
_INNER = "|;"  # what may set several values of one cell apart
_LONGEST_NAME = 80
_MOST_COLUMNS = 100
_MOST_PROBLEMS = 20

_Cells = list[str]


class SheetProblem(NamedTuple):
    """Something wrong with a sheet: its line (from 1, or 0 for the whole), what, and what to do."""

    line: int
    message: str
    help: str = ""


class Sheet(NamedTuple):
    """What a sheet holds, or its problems. `lists` are columns whose cells hold several values, with the sign."""

    headings: tuple[Heading, ...] = ()
    rows: tuple[DraftRow, ...] = ()
    lists: tuple[tuple[str, str], ...] = ()
    problems: tuple[SheetProblem, ...] = ()


class _Refused(Exception):
    """The sheet cannot be read on."""

    def __init__(self, line: int, message: str, help: str) -> None:
        self.problem = SheetProblem(line, message, help)


def read_sheet(data: bytes) -> Sheet:
    """Read the bytes of a sheet. Never raises on any input."""
    try:
        text = _decoded(data)
        separator, text, start = _separator(text)
        records = _without_empty_columns(list(_records(text, separator, start)))
    except _Refused as refused:
        return Sheet(problems=(refused.problem,))
    if len(records) < 2:
        message, help_ = ("the sheet is empty", "put the names of the columns into the first line, facts below")
        if records:
            message, help_ = ("the sheet has no rows", "put a fact into each line below the names of the columns")
        return Sheet(problems=(SheetProblem(0, message, help_),))
    if len(records[0][1]) > _MOST_COLUMNS:
        help_ = "leave out those that nothing is to be asked about"
        return Sheet(problems=(SheetProblem(records[0][0], f"more than {_MOST_COLUMNS} columns", help_),))
    headings = tuple(column_heading(name, nth) for nth, name in enumerate(records[0][1], start=1))
    found = chain(_heading_problems(records[0], headings), _row_problems(records, len(headings)))
    problems = tuple(islice(found, _MOST_PROBLEMS))
    if problems:
        more = (SheetProblem(0, "there are more problems of this kind", "fix these first"),)
        return Sheet(problems=(*problems, *(more if next(found, None) else ())))
    return filled(headings, [cells for _, cells in records[1:]], separator)


def _decoded(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise _Refused(0, "the sheet is larger than 2 MiB", "split it into several")
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        raise _Refused(0, "the sheet is UTF-16", 'save it as "CSV UTF-8"')
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len((data[: error.start] + b"x").splitlines())
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise _Refused(line, message, 'save it as "CSV UTF-8" in your spreadsheet program') from None


def _separator(text: str) -> tuple[str, str, int]:
    """Return the separator, the text to read and its first line: the first line may name the separator itself."""
    first, _, rest = text.partition("\n")
    named = first.rstrip("\r")
    if named[:4].lower() == "sep=" and named[4:] in tuple(_SEPARATORS):
        return named[4:], rest, 2
    return max(_SEPARATORS, key=lambda sign: _width(text, sign)), text, 1


def _width(text: str, separator: str) -> int:
    """Return how many columns there are with a separator; none where the first line cannot be read with it."""
    try:
        return len(next(_records(text, separator, 1), (0, []))[1])
    except _Refused:
        return 0


def _records(text: str, separator: str, start: int) -> Iterator[tuple[int, _Cells]]:
    """Yield the lines that hold something, each with its number and its tidy cells."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = start
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise _Refused(line, *_broken(str(error))) from None
        if cells is None:
            return
        tidied = [tidy(cell) for cell in cells]
        if any(tidied):
            yield line, tidied
        line = start + reader.line_num


def _broken(said: str) -> tuple[str, str]:
    if "limit" in said:
        return "a cell is longer than a bank can hold", "shorten it, or close its quotation mark"
    if "unexpected end" in said:
        return "a quotation mark is not closed", 'close it, or write "" for the character itself'
    return "a quoted cell goes on after its quotation mark", 'write "" for a quotation mark inside a quoted cell'


def _without_empty_columns(records: list[tuple[int, _Cells]]) -> list[tuple[int, _Cells]]:
    """Drop the columns without a name and without a cell that spreadsheets leave at the right."""
    width = max((nth for _, cells in records for nth, cell in enumerate(cells, start=1) if cell), default=0)
    return [(line, cells[:width]) for line, cells in records]


def _heading_problems(record: tuple[int, _Cells], headings: Sequence[Heading]) -> Iterator[SheetProblem]:
    line, labels = record
    if len(labels) < 2:
        help_ = "set the columns apart by commas, semicolons or tabs, and have two or more"
        yield SheetProblem(line, "the sheet has only one column", help_)
    first: dict[str, int] = {}
    for nth, (label, column) in enumerate(zip(labels, headings, strict=True), start=1):
        if not label:
            yield SheetProblem(line, f"column {nth} has no name", "name it in the first line")
        elif len(label) > _LONGEST_NAME:
            yield SheetProblem(
                line, f"the name of column {nth} is longer than {_LONGEST_NAME} characters", "shorten it"
            )
        elif column.name in first:
            message = f"columns {first[column.name]} and {nth} are both called {quoted(label)}"
            yield SheetProblem(line, message, "give each a name of its own")
        first.setdefault(column.name, nth)


def _row_problems(records: Sequence[tuple[int, _Cells]], width: int) -> Iterator[SheetProblem]:
    for line, cells in records[1:]:
        if len(cells) != width:
            found = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
            help_ = (
                "a cell may be empty, but not missing" if len(cells) < width else "quote a cell with a separator in it"
            )
            yield SheetProblem(line, f"{found} for {width} columns", help_)
        for cell in cells:
            if len(cell.encode()) > MAX_SCALAR:
                yield SheetProblem(line, "a cell is longer than 8 KiB", "shorten it")


def filled(headings: tuple[Heading, ...], rows: Sequence[Sequence[str]], separator: str = "") -> Sheet:
    """Return the sheet of tidy rows, each as wide as the headings; cells of several values are split.

    A sign that set the cells themselves apart, `separator`, cannot set values apart.
    """
    columns: list[list[tuple[str, ...]]] = []
    lists: list[tuple[str, str]] = []
    for column, cells in zip(headings, zip(*rows, strict=True), strict=True):
        sign = _inner_sign(cells, separator)
        if sign:
            lists.append((column.name, sign))
        columns.append([_values(cell, sign) for cell in cells])
    return Sheet(headings, rows_of(zip(*columns, strict=True)), tuple(lists))


def _inner_sign(cells: Sequence[str], separator: str) -> str:
    """Return the sign that sets several values of a column's cells apart, or nothing.

    Where a cell might be several values it is taken so: each is then true, and none is
    ever offered as a wrong answer for that row. Cells such as `a;` or `;;` are texts.
    """
    for sign in _INNER:
        if sign != separator and any(sign in cell for cell in cells):
            parts = [part for cell in cells if cell for part in cell.split(sign)]
            return sign if all(part.strip() for part in parts) else ""
    return ""


def _values(cell: str, sign: str) -> tuple[str, ...]:
    parts = [tidy(part) for part in cell.split(sign)] if sign else [cell]
    different: dict[str, str] = {}
    for part in parts:
        if part:
            different.setdefault(canonical(part), part)
    return tuple(different.values())
