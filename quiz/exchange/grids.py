"""A sheet of any kind (.csv, .tsv, .xlsx, .ods) -> rows of texts with their numbers.

Workbooks are read by their XML: a cell is what it shows, as far as that can be told without a
spreadsheet program; of a formula it is the value that was stored with it.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from quiz.exchange.elements import XmlElement, elements
from quiz.exchange.source import Refused, Source

_SEPARATORS = "\t;,"  # where two would do: the one that is rarer in texts
_MOST_COLUMNS = 200
_MOST_CELLS = 2_000_000
_MOST_ROWS = 1_048_576
_DAY_ZERO = 25569  # 1 January 1970 as Excel counts days
_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)))


class GridRow(NamedTuple):
    """A row that holds something: its number in the sheet, from 1, and its cells."""

    number: int
    cells: list[str]

    def cell(self, i: int) -> str:
        """Return a cell; "" where the row is shorter."""
        return self.cells[i] if i < len(self.cells) else ""


class Grid(NamedTuple):
    """A sheet: its name where it has one, and its rows."""

    name: str
    rows: Sequence[GridRow]


def grids_of(source: Source) -> list[Grid]:
    """Return the sheets of a file that hold something. Raises `Refused`."""
    if "grids" not in source.known:
        source.known["grids"] = _grids(source)
    found: list[Grid] = source.known["grids"]
    return found


def _grids(source: Source) -> list[Grid]:
    if source.is_package:
        names = set(source.parts)
        if "xl/workbook.xml" in names:
            return [grid for grid in _workbook(source) if grid.rows]
        if "content.xml" in names:
            return [grid for grid in _open_document(source) if grid.rows]
        raise Refused("it is no sheet", "save it as .xlsx, .ods or .csv")
    if source.head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused("it is a workbook of old Excel", "save it as .xlsx")
    return [grid for grid in [Grid("", list(_separated(source.text)))] if grid.rows]


# Text with separators.


def _separated(text: str) -> Iterator[GridRow]:
    separator, text, first = separator_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = first
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            raise Refused("a cell is longer than a bank can hold", "close its quotation mark", line) from None
        if cells is None:
            return
        cells = [cell.strip() for cell in cells]
        if any(cells):
            yield GridRow(line, cells)
        line = first + reader.line_num


def separator_of(text: str) -> tuple[str, str, int]:
    """Return the separator, the text to read, and its first line: the first line may name the separator itself."""
    first, _, rest = text.partition("\n")
    if first[:4].lower() == "sep=" and first[4:5] in tuple(_SEPARATORS) and len(first) == 5:
        return first[4], rest, 2
    lines = [line for line in text[: 64 * 1024].split("\n")[:20] if line.strip()]
    most = max(_SEPARATORS, key=lambda sign: _evenness(lines, sign))
    return most, text, 1


def _evenness(lines: Sequence[str], separator: str) -> tuple[int, int]:
    """Tell how well a separator cuts lines: into how many cells at least, and how many in the first."""
    try:
        widths = [len(cells) for cells in csv.reader(lines, delimiter=separator) if cells]
    except csv.Error:
        return 0, 0
    if not widths:
        return 0, 0
    common = max(set(widths), key=lambda width: (widths.count(width), width))
    return (widths.count(common) * (common > 1), widths[0])


# Workbooks of Excel.


def _workbook(source: Source) -> Iterator[Grid]:
    names = set(source.parts)
    strings = _shared(source.part("xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else []
    dated = _dated(source.part("xl/styles.xml")) if "xl/styles.xml" in names else frozenset()
    targets = _targets(source.part("xl/_rels/workbook.xml.rels")) if "xl/_rels/workbook.xml.rels" in names else {}
    sheets = list(elements(source.part("xl/workbook.xml"), ("sheet",)))
    for nth, sheet in enumerate(sheets, start=1):
        target = targets.get(sheet.get("id"), f"worksheets/sheet{nth}.xml").lstrip("/")
        name = target if target.startswith("xl/") else f"xl/{target}"
        if name in names and sheet.get("state", "visible") == "visible":
            yield Grid(sheet.get("name"), _rows(source.part(name), strings, dated))


def _targets(data: bytes) -> Mapping[str, str]:
    return {one.get("Id"): one.get("Target") for one in elements(data, ("Relationship",))}


def _shared(data: bytes) -> list[str]:
    return [_rich(item) for item in elements(data, ("si",))]


def _rich(item: XmlElement) -> str:
    """Return the text of runs; hints for how Japanese is read are no part of it."""
    parts = []
    for child in item.children:
        if child.name == "t":
            parts.append("".join(child.strings()))
        elif child.name == "r":
            parts += ["".join(text.strings()) for text in child.children if text.name == "t"]
    return "".join(parts)


def _dated(data: bytes) -> frozenset[int]:
    """Return the styles whose cells are dates."""
    own: dict[int, bool] = {}
    styles: list[int] = []
    for element in elements(data, ("numFmt", "cellXfs")):
        if element.name == "numFmt":
            code = element.get("formatCode").split(";")[0]
            bare = "".join(piece for nth, piece in enumerate(code.split('"')) if nth % 2 == 0).lower()
            own[_int(element.get("numFmtId"))] = "general" not in bare and any(sign in bare for sign in "ydh")
        else:
            styles = [_int(style.get("numFmtId")) for style in element.children if style.name == "xf"]
    return frozenset(nth for nth, style in enumerate(styles) if own.get(style, style in _DATE_FORMATS))


def _rows(data: bytes, strings: Sequence[str], dated: frozenset[int]) -> list[GridRow]:
    rows: list[GridRow] = []
    count = number = 0
    for element in elements(data, ("row", "mergeCell")):
        if element.name == "mergeCell":
            _fill(rows, element.get("ref"))
            continue
        number = _int(element.get("r")) or number + 1
        cells: dict[int, str] = {}
        at = -1
        for cell in element.children:
            if cell.name != "c":
                continue
            at = _column(cell.get("r")) if cell.get("r") else at + 1
            text = _shown(cell, strings, dated)
            if text and 0 <= at < _MOST_COLUMNS:
                cells[at] = text
        if cells:
            count += max(cells) + 1
            if count > _MOST_CELLS:
                raise Refused("the sheet has too many cells", "split it into several")
            rows.append(GridRow(number, [cells.get(i, "") for i in range(max(cells) + 1)]))
    return rows


def _fill(rows: list[GridRow], ref: str) -> None:
    """Write what stands in a merged cell into each row that it spans, within its first column."""
    first, _, last = ref.partition(":")
    column, top, bottom = (
        _column(first),
        _int(first.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")),
        _int(last.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")),
    )
    spanned = [row for row in rows if top <= row.number <= bottom] if 0 < top < bottom else []
    if spanned and spanned[0].number == top and column < _MOST_COLUMNS:
        for row in spanned[1:]:
            row.cells.extend([""] * (column + 1 - len(row.cells)))
            row.cells[column] = row.cells[column] or spanned[0].cell(column)


def _shown(cell: XmlElement, strings: Sequence[str], dated: frozenset[int]) -> str:
    kind, value = cell.get("t", "n"), cell.words("v")
    if kind == "s":
        index = _int(value) if value else -1
        return strings[index].strip() if 0 <= index < len(strings) else ""
    if kind == "inlineStr":
        inner = cell.first("is")
        return _rich(inner).strip() if inner else ""
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    if kind in ("str", "d"):
        return value
    if kind == "e" or not value:
        return value
    return counted_day(value) if _int(cell.get("s")) in dated else plain_number(value)


def plain_number(text: str) -> str:
    """Return a number as a person would type it: `20.0` is `20`, `0.30000000000000004` is `0.3`."""
    try:
        value = float(text)
    except ValueError:
        return text
    if value - value != 0:
        return text
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}"


def decimal_text(value: float) -> str:
    """Return a number without an exponent, to ten places."""
    return f"{value:.10f}".rstrip("0").rstrip(".")


def counted_day(text: str) -> str:
    """Return a day that Excel counts, as `1969-07-20`; a time alone stays a number."""
    try:
        days = int(float(text))
    except (ValueError, OverflowError):
        return text
    if not 61 <= days < 2_958_466:  # Excel takes 1900 for a leap year: what lies before is off by one
        return plain_number(text)
    # The days since 1 March of the year 0, in eras of 400 years (H. Hinnant, chrono-compatible date algorithms).
    z = days - _DAY_ZERO + 719_468
    era, of_era = divmod(z, 146_097)
    year_of_era = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    month = month + 3 if month < 10 else month - 9
    return f"{year_of_era + era * 400 + (month <= 2):04d}-{month:02d}-{day:02d}"


def _column(ref: str) -> int:
    """Return which column `AB12` is in, from 0."""
    at = 0
    for char in ref[:4]:
        if not "A" <= char <= "Z":
            break
        at = at * 26 + ord(char) - 64
    return at - 1


def _int(text: str) -> int:
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 10 else 0


# Sheets of OpenDocument.


def _open_document(source: Source) -> Iterator[Grid]:
    for table in elements(source.part("content.xml"), ("table",)):
        rows: list[GridRow] = []
        number, count = 0, 0
        for row in table.all("table-row"):
            repeated = min(_int(row.get("number-rows-repeated", "1")) or 1, _MOST_ROWS)
            cells = _cells(row)
            if any(cells):
                again = min(repeated, _MOST_CELLS // len(cells) + 1)
                count += again * len(cells)
                if count > _MOST_CELLS:
                    raise Refused("the sheet has too many cells", "split it into several")
                rows += [GridRow(number + i, list(cells)) for i in range(1, again + 1)]
            number += repeated
        yield Grid(table.get("name"), rows)


def _cells(row: XmlElement) -> list[str]:
    cells: list[str] = []
    for cell in row.children:
        if cell.name not in ("table-cell", "covered-table-cell"):
            continue
        repeated = min(_int(cell.get("number-columns-repeated", "1")) or 1, _MOST_COLUMNS - len(cells))
        text = "\n".join(_paragraph(part) for part in cell.children if part.name == "p").strip()
        if cell.get("value-type") == "date" and len(cell.get("date-value")) >= 10:
            text = cell.get("date-value")[:10]
        elif cell.get("value-type") == "float":
            text = plain_number(cell.get("value"))
        cells += [text] * max(0, repeated)
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _paragraph(element: XmlElement) -> str:
    parts: list[str] = []
    for part in element.content:
        if isinstance(part, str):
            parts.append(part)
        elif part.name in ("s", "tab"):
            parts.append(" ")
        elif part.name != "annotation":
            parts.append(_paragraph(part))
    return "".join(parts)
