"""A workbook of one sheet, `.xlsx` (ECMA-376, part 1): cells of text and whole numbers, widths, and one bold row.

It is written here because the bytes must be the same each time, in the layout of another program's template.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from quiz.exchange.packing import packed
from quiz.exchange.xml_text import xml_text

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BOLD = 1  # the style of headings


class SheetOfCells(NamedTuple):
    """A sheet: its name, how wide its columns are (in characters), which row (from 1) is bold, and its merged cells."""

    name: str
    widths: Sequence[float] = ()
    headings: int = 1
    merged: Sequence[str] = ()


def workbook(sheet: SheetOfCells, rows: Iterable[Sequence[str | int]]) -> bytes:
    """Return a workbook of rows; an empty text is an empty cell. Texts are never formulas, whatever they begin with."""
    return packed(_parts(sheet, rows))


def _parts(sheet: SheetOfCells, rows: Iterable[Sequence[str | int]]) -> Iterator[tuple[str, Iterable[str]]]:
    yield "[Content_Types].xml", [_types({
        "/xl/workbook.xml": f"{_KIND}.sheet.main+xml",
        "/xl/worksheets/sheet1.xml": f"{_KIND}.worksheet+xml",
        "/xl/styles.xml": f"{_KIND}.styles+xml",
    })]  # fmt: skip
    yield "_rels/.rels", [_relations({"rId1": ("officeDocument", "xl/workbook.xml")})]
    book = f'<sheet name="{xml_text(sheet.name)}" sheetId="1" r:id="rId1"/>'
    book = f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{book}</sheets></workbook>'
    yield "xl/workbook.xml", [book]
    parts = {"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId2": ("styles", "styles.xml")}
    yield "xl/_rels/workbook.xml.rels", [_relations(parts)]
    yield "xl/styles.xml", [_STYLES]
    yield "xl/worksheets/sheet1.xml", _sheet(sheet, rows)


def _types(parts: Mapping[str, str]) -> str:
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(parts: Mapping[str, tuple[str, str]]) -> str:
    found = "".join(
        f'<Relationship Id="{id_}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for id_, (kind, target) in parts.items()
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'


def _sheet(sheet: SheetOfCells, rows: Iterable[Sequence[str | int]]) -> Iterator[str]:
    columns = "".join(
        f'<col min="{nth}" max="{nth}" width="{width}" customWidth="1"/>'
        for nth, width in enumerate(sheet.widths, start=1)
    )
    yield f'{_XML}<worksheet xmlns="{_MAIN}">{f"<cols>{columns}</cols>" if columns else ""}<sheetData>'
    for number, row in enumerate(rows, start=1):
        style = f' s="{_BOLD}"' if number == sheet.headings else ""
        cells = "".join(_cell(f"{chr(65 + at)}{number}", value, style) for at, value in enumerate(row) if value != "")
        yield f'<row r="{number}">{cells}</row>'
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in sheet.merged)
    cells = f'<mergeCells count="{len(sheet.merged)}">{merged}</mergeCells>' if merged else ""
    yield f"</sheetData>{cells}</worksheet>"


def _cell(ref: str, value: str | int, style: str) -> str:
    if isinstance(value, int):
        return f'<c r="{ref}"{style}><v>{value}</v></c>'
    return f'<c r="{ref}"{style} t="inlineStr"><is><t xml:space="preserve">{xml_text(value)}</t></is></c>'


_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    '<alignment wrapText="1" vertical="top"/></xf>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">'
    '<alignment wrapText="1" vertical="top"/></xf></cellXfs></styleSheet>'
)
