"""A sheet as it is read, rows of texts with their numbers; and how a text with separators is read."""

import csv
import io
from collections.abc import Sequence
from typing import NamedTuple

from quiz.exchange.source import MOST_QUESTIONS, Hostile

_SEPARATORS = "\t;,"  # the order if two would do: the one that is rarer in texts
_MOST_BROKEN = 50  # rows; the rest of a file is not read
_HEAD = 64 * 1024


class GridRow(NamedTuple):
    """A row that holds something: its number in the sheet, from 1, and its cells.

    numbers: the cells that a workbook marks as numbers, as bits; such a cell has a decimal point.
    """

    number: int
    cells: list[str]
    numbers: int = 0

    def cell(self, i: int) -> str:
        """Return a cell; "" if the row is shorter."""
        return self.cells[i] if i < len(self.cells) else ""

    def is_number(self, i: int) -> bool:
        """Whether a workbook says that a cell is a number."""
        return bool(self.numbers >> i & 1)


class BrokenRow(NamedTuple):
    """A row of a text that cannot be read: its number, and what is wrong with it."""

    number: int
    message: str


class Grid(NamedTuple):
    """A sheet: its name if it has one, its rows, what separates its cells, and the rows that are broken.

    separator: empty for a workbook, whose cells need none.
    """

    name: str
    rows: Sequence[GridRow]
    separator: str = ""
    broken: Sequence[BrokenRow] = ()


def separated(text: str) -> Grid:
    """Return the rows of a text. If the quotation marks of a row are wrong, only that row is lost.

    After 50 such rows the rest is not read. Raises `Hostile` if there are too many rows.
    """
    separator, text, first = separator_of(text)
    rows: list[GridRow] = []
    broken: list[BrokenRow] = []
    stream = io.StringIO(text, newline="")
    start = 0  # where the row begins that is read next
    line = first
    reader = csv.reader(iter(stream.readline, ""), delimiter=separator, strict=True)
    while len(broken) < _MOST_BROKEN:
        before = reader.line_num
        try:
            cells = next(reader, None)
        except csv.Error as error:
            broken.append(BrokenRow(line, _fault(str(error))))
            stream.seek(start)
            stream.readline()
            reader = csv.reader(iter(stream.readline, ""), delimiter=separator, strict=True)
            start, line = stream.tell(), line + 1
            continue
        if cells is None:
            return Grid("", rows, separator, broken)
        cells = [cell.strip() for cell in cells]
        if any(cells):
            rows.append(GridRow(line, cells))
        if len(rows) > MOST_QUESTIONS:
            raise Hostile(f"it holds more than {MOST_QUESTIONS:,} rows", "split it into several")
        start, line = stream.tell(), line + reader.line_num - before
    broken.append(BrokenRow(line, "the rest of the file was not read, because too many rows before it are broken"))
    return Grid("", rows, separator, broken)


def _fault(said: str) -> str:
    """Return what is wrong with a row that the parser refuses."""
    if "limit" in said:
        return "a cell is longer than a bank can hold; shorten it, or close its quotation mark"
    if "unexpected end" in said:
        return 'a quotation mark is not closed; close it, or write "" for the character itself'
    return 'a quoted cell continues after its quotation mark; write "" for a quotation mark inside a quoted cell'


def separator_of(text: str) -> tuple[str, str, int]:
    """Return the separator, the text to read, and its first line. A file may name the separator in its first line."""
    first, _, rest = text.partition("\n")
    if first[:4].lower() == "sep=" and first[4:5] in tuple(_SEPARATORS) and len(first) == 5:
        return first[4], rest, 2
    lines = [line for line in text[:_HEAD].split("\n")[:20] if line.strip()]
    most = max(_SEPARATORS, key=lambda sign: _evenness(lines, sign))
    return most, text, 1


def _evenness(lines: Sequence[str], separator: str) -> tuple[int, int]:
    """Return how well a separator splits lines: how many have the most common number of cells, and that number.

    The first is 0 if that number is 1.
    """
    widths = [len(cells) for cells in csv.reader(lines, delimiter=separator) if cells]
    if not widths:
        return 0, 0
    common = max(set(widths), key=lambda width: (widths.count(width), width))
    return (widths.count(common) * (common > 1), widths[0])
