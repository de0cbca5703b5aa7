"""Read made-up files of other programs, and say in short what was found in them."""

import io
import time
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress

from quiz.exchange.losses import Loss
from quiz.exchange.question import AnswerType, ForeignQuestion, ForeignTable, Seen
from quiz.exchange.read import read_foreign, reader_for, reader_named
from quiz.exchange.reader import Found
from quiz.exchange.source import Refused, Source

MOST_SECONDS = 20.0  # for a file of a few hundred kilobytes; a quadratic reader takes minutes


def source(data: bytes | str, name: str = "file") -> Source:
    """Return a file with these bytes."""
    return Source(name, io.BytesIO(data.encode() if isinstance(data, str) else data))


def found(format_: str, data: bytes | str, name: str = "file") -> list[Found]:
    """Return what a file holds, read as a format."""
    reader = reader_named(format_)
    assert reader is not None
    return list(read_foreign(source(data, name), reader))


def questions(format_: str, data: bytes | str) -> list[ForeignQuestion]:
    """Return the questions of a file from which nothing is lost."""
    read = [one for one in found(format_, data) if not isinstance(one, Seen)]
    assert [one for one in read if not isinstance(one, ForeignQuestion)] == []
    return [one for one in read if isinstance(one, ForeignQuestion)]


def only(format_: str, data: bytes | str) -> ForeignQuestion:
    """Return the only question of a file from which nothing is lost."""
    (question,) = questions(format_, data)
    return question


def lost(format_: str, data: bytes | str) -> list[tuple[str, int, str]]:
    """Return code, line and name of each loss of a file."""
    return [(one.code, one.place.line, one.name) for one in found(format_, data) if isinstance(one, Loss)]


def refused(format_: str, data: bytes | str) -> str:
    """Return why a file cannot be read at all."""
    try:
        found(format_, data)
    except Refused as refusal:
        return refusal.message
    raise AssertionError("it was read")


def shares(question: ForeignQuestion) -> dict[str, float]:
    """Return option -> its share, in percent."""
    return {option.text: round(option.share * 100, 2) for option in question.options}


def sides(question: ForeignQuestion) -> tuple[str, str]:
    """Return both sides of a card."""
    assert question.kind is AnswerType.CARD
    return question.stem, question.options[0].text


def table(format_: str, data: bytes | str) -> ForeignTable:
    """Return the one table of a file."""
    (one,) = [one for one in found(format_, data) if isinstance(one, ForeignTable)]
    return one


def sniffed(data: bytes | str, name: str = "file") -> str:
    """Return the format that a file is taken for."""
    return reader_for(source(data, name)).name


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    """Return a zip file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def xlsx(rows: Sequence[Sequence[str | float]], merged: str = "", styles: str = "", first: int = 1) -> bytes:
    """Return a workbook; texts are shared strings, and a number after `d` has the style of a date."""
    texts: list[str] = []
    lines = []
    for nth, row in enumerate(rows, start=first):
        cells = []
        for at, value in enumerate(row):
            ref = f"{chr(65 + at)}{nth}"
            if isinstance(value, float | int):
                cells.append(f'<c r="{ref}"><v>{value}</v></c>')
            elif value.startswith("d"):
                cells.append(f'<c r="{ref}" s="1"><v>{value[1:]}</v></c>')
            elif value.startswith("="):
                cells.append(f'<c r="{ref}" t="str"><f>{value[1:]}</f><v>shown</v></c>')
            elif value:
                texts.append(value)
                cells.append(f'<c r="{ref}" t="s"><v>{len(texts) - 1}</v></c>')
        lines.append(f'<row r="{nth}">{"".join(cells)}</row>')
    target = '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/>'
    shared = "".join(f"<si><t>{text}</t></si>" for text in texts)
    return packed({
        "xl/workbook.xml": ('<workbook xmlns:r="r"><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets>'
'</workbook>'),
        "xl/_rels/workbook.xml.rels": f"<Relationships>{target}</Relationships>",
        "xl/sharedStrings.xml": f"<sst>{shared}</sst>",
        "xl/styles.xml": f'<styleSheet>{styles}<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{''.join(lines)}</sheetData>{merged}</worksheet>",
    })  # fmt: skip


def reads_quickly(format_: str, data: bytes | str) -> bool:
    """Return whether a file is read or refused in time, with no other error."""
    began = time.process_time()
    with suppress(Refused):
        found(format_, data)
    return time.process_time() - began < MOST_SECONDS
