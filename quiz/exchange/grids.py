"""A sheet of any kind (.csv, .tsv, .xlsx, .ods) -> grids; workbooks are read by their XML.

A cell is what it shows, as far as can be known without a spreadsheet program: a date is `1969-07-20`, a
time `12:30`, a percentage `50%`; for a formula, it is the value that was stored with it. python-calamine is not used,
because it lays out a sheet in full: two cells far apart, in a file of 5 KiB, make it ask for 512 GiB and end the
process. It also gives errors (`#N/A`) as empty cells, and ignores the merged cells of OpenDocument.
"""

from collections.abc import Iterator, Mapping

from quiz.exchange.decimals import plain_number, share
from quiz.exchange.elements import XmlElement, elements
from quiz.exchange.grid import Grid, GridRow, separated
from quiz.exchange.source import Refused, Source

_MOST_COLUMNS = 200
_MOST_CELLS = 1_000_000
_MOST_ROWS = 1_048_576
_DAY_ZERO = 25569  # 1 January 1970 as Excel counts days
_DAYS_OF_1904 = 1462  # that workbooks of old Macs count from a later day
_SECONDS = 86_400
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: The number formats that Excel has built in, by what they show.
_BUILT_IN: Mapping[int, str] = {
    **dict.fromkeys((*range(14, 18), *range(27, 37), *range(50, 59)), "date"),
    **dict.fromkeys((*range(18, 22), *range(45, 48)), "time"),
    **dict.fromkeys((9, 10), "share"),
    22: "date and time",
}


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
        raise Refused("it is not a sheet", "save it as .xlsx, .ods or .csv")
    if source.head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused("it is a workbook from an old version of Excel", "save it as .xlsx")
    return [grid for grid in [separated(source.text)] if grid.rows or grid.broken]


# Workbooks of Excel.


class _Book:
    """What the cells of a workbook refer to: its texts, what each style shows, and the day it counts from."""

    def __init__(self, source: Source) -> None:
        names = set(source.parts)
        self.strings = _shared(source.part("xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else []
        self.shown_as = _styles(source.part("xl/styles.xml")) if "xl/styles.xml" in names else {}
        self.day_zero = 0


def _workbook(source: Source) -> Iterator[Grid]:
    """Yield the sheets of a workbook of Excel that are not hidden. Raises `Refused`."""
    names = set(source.parts)
    book = _Book(source)
    targets = _targets(source.part("xl/_rels/workbook.xml.rels")) if "xl/_rels/workbook.xml.rels" in names else {}
    nth = 0
    for element in list(elements(source.part("xl/workbook.xml"), ("sheet", "workbookPr"))):
        if element.name == "workbookPr":
            book.day_zero = _DAYS_OF_1904 if element.get("date1904") in ("1", "true") else 0
            continue
        nth += 1
        target = targets.get(element.get("id"), f"worksheets/sheet{nth}.xml").lstrip("/")
        name = target if target.startswith("xl/") else f"xl/{target}"
        if name in names and element.get("state", "visible") == "visible":
            yield Grid(element.get("name"), _rows(source.part(name), book))


def _targets(data: bytes) -> Mapping[str, str]:
    return {one.get("Id"): one.get("Target") for one in elements(data, ("Relationship",))}


def _shared(data: bytes) -> list[str]:
    return [_rich(item) for item in elements(data, ("si",))]


def _rich(item: XmlElement) -> str:
    """Return the text of runs; hints for how Japanese is read are left out."""
    parts = []
    for child in item.children:
        if child.name == "t":
            parts.append("".join(child.strings()))
        elif child.name == "r":
            parts += ["".join(text.strings()) for text in child.children if text.name == "t"]
    return "".join(parts)


def _styles(data: bytes) -> Mapping[int, str]:
    """Return style -> what its numbers show: `date`, `time`, `date and time` or `share`."""
    own: dict[int, str] = {}
    styles: list[int] = []
    for element in elements(data, ("numFmt", "cellXfs")):
        if element.name == "numFmt":
            own[_int(element.get("numFmtId"))] = _shown_by(element.get("formatCode"))
        else:
            styles = [_int(style.get("numFmtId")) for style in element.children if style.name == "xf"]
    shown = {nth: own.get(style, _BUILT_IN.get(style, "")) for nth, style in enumerate(styles)}
    return {nth: kind for nth, kind in shown.items() if kind}


def _shown_by(code: str) -> str:
    """Return what a number format shows, without regard to the letters of its texts, colours and currencies."""
    bare: list[str] = []
    at = 0
    while at < len(code) and code[at] != ";":
        if code[at] in "\\_*":
            at += 2
            continue
        end = code.find({'"': '"', "[": "]"}.get(code[at], ""), at + 1) if code[at] in '"[' else at
        end = end if end >= 0 else len(code)
        inner = code[at + 1 : end].lower()
        if code[at] == "[" and inner and not inner.strip("hms"):
            bare.append("h")
        elif code[at] not in '"[':
            bare.append(code[at].lower())
        at = end + 1
    text = "".join(bare)
    if "general" in text:
        return ""
    has_day, has_time = any(sign in text for sign in "yd"), any(sign in text for sign in "hs")
    if has_day:
        return "date and time" if has_time else "date"
    return "time" if has_time else "date" if "mmm" in text else "share" if "%" in text else ""


def _rows(data: bytes, book: _Book) -> list[GridRow]:
    rows: list[GridRow] = []
    count = number = 0
    for element in elements(data, ("row", "mergeCell")):
        if element.name == "mergeCell":
            _fill(rows, element.get("ref"))
            continue
        number = _int(element.get("r")) or number + 1
        row = _row(element, number, book)
        if row is not None:
            count += len(row.cells)
            if count > _MOST_CELLS:
                raise Refused("the sheet has too many cells", "split it into several")
            rows.append(row)
    return rows


def _row(element: XmlElement, number: int, book: _Book) -> GridRow | None:
    """Return a row; nothing if it is empty."""
    cells: dict[int, str] = {}
    numbers = 0
    at = -1
    for cell in element.children:
        if cell.name != "c":
            continue
        at = _column(cell.get("r")) if cell.get("r") else at + 1
        text, is_number = _shown(cell, book)
        if text and 0 <= at < _MOST_COLUMNS:
            cells[at] = text
            numbers |= is_number << at
    return GridRow(number, [cells.get(i, "") for i in range(max(cells) + 1)], numbers) if cells else None


def _fill(rows: list[GridRow], ref: str) -> None:
    """Write the content of a merged cell into the first column of each row that it spans."""
    first, _, last = ref.partition(":")
    column, top, bottom = _column(first), _int(first.lstrip(_LETTERS)), _int(last.lstrip(_LETTERS))
    spanned = [row for row in rows if top <= row.number <= bottom] if 0 < top < bottom else []
    if spanned and spanned[0].number == top and column < _MOST_COLUMNS:
        for row in spanned[1:]:
            row.cells.extend([""] * (column + 1 - len(row.cells)))
            row.cells[column] = row.cells[column] or spanned[0].cell(column)


def _shown(cell: XmlElement, book: _Book) -> tuple[str, bool]:
    """Return what a cell shows, and whether that is a number with a decimal point."""
    kind, value = cell.get("t", "n"), cell.words("v")
    if kind == "s":
        index = _int(value) if value else -1
        return (book.strings[index].strip() if 0 <= index < len(book.strings) else ""), False
    if kind == "inlineStr":
        inner = cell.first("is")
        return (_rich(inner).strip() if inner else ""), False
    if kind == "b":
        return ("TRUE" if value == "1" else "FALSE"), False
    if not value and cell.words("f"):
        return f"={cell.words('f')}", False  # its value was not stored
    if kind in ("str", "d", "e") or not value:
        return value, False
    shown_as = book.shown_as.get(_int(cell.get("s")), "")
    if shown_as in ("date", "date and time"):
        return counted_day(value, book.day_zero, with_time="time" in shown_as), False
    if shown_as == "time":
        return time_of_day(value), False
    return (share(value), True) if shown_as == "share" else (plain_number(value), True)


def time_of_day(text: str) -> str:
    """Return a part of a day as a time, `12:30` or `12:30:15`; days become hours."""
    try:
        seconds = round(float(text) * _SECONDS)
    except (ValueError, OverflowError):
        return text
    if not 0 <= seconds < _SECONDS * 1000:
        return plain_number(text)
    minutes, second = divmod(seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02d}" + (f":{second:02d}" if second else "")


def counted_day(text: str, day_zero: int = 0, *, with_time: bool = False) -> str:
    """Return a day as Excel counts it as `1969-07-20`, with its time if that is asked for and not midnight.

    `day_zero`: days to add, in a workbook that counts from 1904.
    """
    try:
        counted = float(text)
        days = int(counted) + day_zero
    except (ValueError, OverflowError):
        return text
    if not 61 <= days < 2_958_466:  # Excel takes 1900 for a leap year: earlier days are off by one
        return plain_number(text)
    # The days since 1 March of the year 0, in eras of 400 years (H. Hinnant, chrono-compatible date algorithms).
    z = days - _DAY_ZERO + 719_468
    era, of_era = divmod(z, 146_097)
    year_of_era = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    month = month + 3 if month < 10 else month - 9
    date = f"{year_of_era + era * 400 + (month <= 2):04d}-{month:02d}-{day:02d}"
    rest = counted - int(counted)
    return f"{date} {time_of_day(str(rest))}" if with_time and rest > 0.5 / _SECONDS else date


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
    """Yield the sheets of a workbook of OpenDocument. Raises `Refused`."""
    for table in elements(source.part("content.xml"), ("table",)):
        rows: list[GridRow] = []
        spans: dict[int, tuple[int, str]] = {}  # column -> the last row of a merged cell, and what is in it
        number = count = 0
        for row in table.all("table-row"):
            repeated = min(_int(row.get("number-rows-repeated", "1")) or 1, _MOST_ROWS)
            cells, numbers = _cells(row, number + 1, spans)
            if any(cells):
                again = min(repeated, _MOST_CELLS // len(cells) + 1)
                count += again * len(cells)
                if count > _MOST_CELLS:
                    raise Refused("the sheet has too many cells", "split it into several")
                rows += [GridRow(number + i, list(cells), numbers) for i in range(1, again + 1)]
            number += repeated
        yield Grid(table.get("name"), rows)


def _cells(row: XmlElement, number: int, spans: dict[int, tuple[int, str]]) -> tuple[list[str], int]:
    """Return the cells of a row, and which are numbers, as bits; cells below a merged cell have its content."""
    cells: list[str] = []
    numbers = 0
    for cell in row.children:
        if cell.name not in ("table-cell", "covered-table-cell"):
            continue
        repeated = max(0, min(_int(cell.get("number-columns-repeated", "1")) or 1, _MOST_COLUMNS - len(cells)))
        text, is_number = _written(cell)
        last, above = spans.get(len(cells), (0, ""))
        if cell.name == "covered-table-cell" and not text and number <= last:
            text = above
        rows = _int(cell.get("number-rows-spanned"))
        if rows > 1:
            spans[len(cells)] = number + rows - 1, text
        if is_number:
            numbers |= ((1 << repeated) - 1) << len(cells)
        cells += [text] * repeated
    while cells and not cells[-1]:
        cells.pop()
    return cells, numbers


def _written(cell: XmlElement) -> tuple[str, bool]:
    """Return what a cell of OpenDocument says, and whether that is a number with a decimal point."""
    kind = cell.get("value-type")
    if kind == "date" and len(cell.get("date-value")) >= 10:
        day, _, time = cell.get("date-value").partition("T")
        return (f"{day} {time[:5]}" if time.strip("0:.") else day), False
    if kind == "time" and cell.get("time-value"):
        return _spelled_time(cell.get("time-value")), False
    if kind == "boolean":
        return cell.get("boolean-value").upper(), False
    if kind == "percentage":
        return share(cell.get("value")), True
    if kind in ("float", "currency"):
        return plain_number(cell.get("value")), True
    return "\n".join(_paragraph(part) for part in cell.children if part.name == "p").strip(), False


def _spelled_time(text: str) -> str:
    """Return `PT12H30M00S` as `12:30`, and anything else unchanged."""
    found: dict[str, int] = {}
    digits = ""
    for char in text.removeprefix("PT"):
        if char in "HMS":
            found[char], digits = _int(digits.split(".", maxsplit=1)[0]), ""
        else:
            digits += char
    if digits or not text.startswith("PT"):
        return text
    seconds = found.get("H", 0) * 3600 + found.get("M", 0) * 60 + found.get("S", 0)
    return time_of_day(str(seconds / _SECONDS))


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
