"""Mutated files of every format that is imported: each is read or refused, and the result is a bank.

Each file is given to every reader, because somebody may name any format with `--format`.
"""

import io
import json
import sqlite3
import zipfile
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from random import Random

import zstandard

from quiz.author.draft import compose
from quiz.bank.problems import errors_in
from quiz.exchange.bank_text import compose_bank
from quiz.exchange.facts import sheet_facts, sheet_offers
from quiz.exchange.losses import LOSSES
from quiz.exchange.mapper import map_foreign
from quiz.exchange.question import ForeignTable
from quiz.exchange.read import READERS, read_foreign, reader_for
from quiz.exchange.reader import Reader
from quiz.exchange.source import Refused, Source
from quiz.items.decoding import decode
from quiz.text import is_clean
from trials.fuzzing import Limits, fuzz
from trials.naughty import naughty
from trials.report import Report

__all__ = ["importing", "judge_import", "made_foreign", "mutated", "samples", "whole"]

_FOLDER = Path(__file__).resolve().parent / "foreign"


def _packed(parts: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@cache
def _collection() -> bytes:
    database = sqlite3.connect(":memory:")
    database.executescript(
        "CREATE TABLE col (models, decks); CREATE TABLE cards (id INTEGER PRIMARY KEY, nid, did, ord);"
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, guid, mid, tags, flds);"
    )
    fields = [{"name": "Front"}, {"name": "Back"}]
    models = {"1": {"name": "Basic", "type": 0, "flds": fields}, "2": {"name": "Cloze", "type": 1, "flds": fields}}
    database.execute("INSERT INTO col VALUES (?, ?)", (json.dumps(models), json.dumps({"7": {"name": "A::B"}})))
    notes = [(1, "gold\x1fAu"), (1, "<b>iron</b>\x1fFe"), (1, "tin\x1fSn"), (2, "{{c1::Lead}} is {{c2::Pb::h}}.\x1f")]
    for nth, (kind, text) in enumerate(notes, start=1):
        database.execute("INSERT INTO notes VALUES (?, ?, ?, 't', ?)", (nth, f"g{nth}", kind, text))
        database.execute("INSERT INTO cards VALUES (?, ?, 7, 0)", (nth, nth))
    database.commit()
    return bytes(database.serialize())


_ROWS: Mapping[str, list[list[str]]] = {
    "workbook": [
        ["Question", "Answer 1", "Answer 2", "Answer 3", "Time limit", "Correct"],
        ["Gold?", "Au", "Ag", "Fe", "20", "1"],
    ],
    "quizizz": [
        ["Question Text", "Question Type", "Option 1", "Option 2", "Option 3", "Correct Answer"],
        ["Gold?", "Multiple Choice", "Au", "Ag", "Fe", "1"],
        ["Metals?", "Checkbox", "iron", "coal", "tin", "1,3"],
    ],
    "open-document": [
        ["Metal", "Symbol", "Density"],
        ["gold", "Au", "19,3"],
        ["iron", "Fe", "7,874"],
        ["tin", "Sn | St", "-"],
        ["lead", "Pb", "11.34"],
    ],
}


def _xml(kind: str) -> bytes:
    """Return a Word document with the lines of the list, or a workbook with the cells of a quiz or of facts."""
    if kind == "word":
        lines = (_FOLDER / "metals.list.txt").read_text("utf-8").split("\n")
        body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
        return f'<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>'.encode()
    rows = _ROWS[kind]
    if kind == "open-document":
        cells = ["".join(f"<table-cell><p>{text}</p></table-cell>" for text in row) for row in rows]
        body = "".join(f"<table-row>{row}</table-row>" for row in cells)
        return f'<document-content><table name="x">{body}</table></document-content>'.encode()
    cells = ["".join(f'<c t="str"><v>{text}</v></c>' for text in row) for row in rows]
    return f"<worksheet><sheetData>{''.join(f'<row>{row}</row>' for row in cells)}</sheetData></worksheet>".encode()


#: Packages: the parts that stay, and the name of the one that is changed.
_PACKAGES: Mapping[str, tuple[Mapping[str, str], str]] = {
    "anki": ({"media": "{}"}, "collection.anki21"),
    "anki-old": ({"media": "{}"}, "collection.anki2"),
    "anki-new": ({"meta": "x"}, "collection.anki21b"),
    "quizizz": (
        {"xl/workbook.xml": '<workbook><sheets><sheet name="x"/></sheets></workbook>'},
        "xl/worksheets/sheet1.xml",
    ),
    "open-document": ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "content.xml"),
    "word": ({}, "word/document.xml"),
    "workbook": (
        {"xl/workbook.xml": '<workbook><sheets><sheet name="x"/></sheets></workbook>'},
        "xl/worksheets/sheet1.xml",
    ),
    "qti-package": ({"imsmanifest.xml": "<manifest/>"}, "quiz.xml"),
}


@cache
def samples() -> Mapping[str, bytes]:
    """Return kind of file -> one that is valid; for a package, the part that is changed."""
    texts = {path.name: path.read_bytes() for path in sorted(_FOLDER.iterdir())}
    parts = {kind: _xml(kind) for kind in ("word", *_ROWS)}
    collections = dict.fromkeys(("anki", "anki-old", "anki-new"), _collection())
    return {**texts, **parts, **collections, "qti-package": texts["metals.qti1.xml"]}


def whole(kind: str, data: bytes) -> bytes:
    """Return the file of a kind with these bytes in it."""
    if kind not in _PACKAGES:
        return data
    others, part = _PACKAGES[kind]
    return _packed({**others, part: zstandard.compress(data) if kind == "anki-new" else data})


def made_foreign(seed: int, number: int) -> tuple[str, bytes]:
    """Return the kind and the bytes of a file: the same for the same seed and number."""
    random = Random(f"{seed}/{number}")  # for trials
    kind = random.choice(sorted(samples()))
    if random.random() < 0.2:
        return kind, mutated(whole(kind, samples()[kind]), random)
    return kind, whole(kind, mutated(samples()[kind], random))


def mutated(data: bytes, random: Random) -> bytes:
    """Return bytes with pieces lost, repeated or added."""
    for _ in range(random.choice((0, 1, 1, 2, 3, 8))):
        at = random.randrange(len(data) + 1)
        end = at + random.choice((0, 1, 1, 5, 40))
        piece = random.choice((data[at:end] * 2, b"", *_PIECES, naughty(random).encode("utf-8", "replace")))
        data = data[:at] + piece + data[end:]
    return data


_PIECES = (
    *(
        b"{",
        b"}",
        b"~",
        b"=",
        b"#",
        b"\\",
        b"->",
        b"::",
        b"####",
        b"\n",
        b"\n\n",
        b"\t",
        b'"',
        b"<",
        b">",
        b"&",
        b"]]>",
    ),
    *(
        b"\x00",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"<!--",
        b"<!DOCTYPE x>",
        b"<a>",
        b"</a>",
        b"[[",
        b"{{c1::",
        b"%50%",
    ),
    *(
        b"ANSWER: Z",
        b"1. ",
        b"*a) ",
        b"- [x] ",
        b"Q: ",
        b"C: ",
        b"---",
        b"```",
        b"1e999",
        b"-1",
        b"99999999999999999999",
    ),
)


def judge_import(data: bytes, *, both: bool = False) -> str:
    """Read a file in every format, and map what the most certain reader finds.

    Raises `AssertionError` if a promise is broken.
    """
    del both
    source = Source("file", io.BytesIO(data))
    for reader in READERS:
        _read(source, reader)
    try:
        found = list(read_foreign(source, reader_for(source)))
    except Refused:
        return "refused"
    mapped = map_foreign(found)
    for table in (one for one in found if isinstance(one, ForeignTable)):
        _answer(table)
    composed = compose_bank(mapped, "bank", "Bank")
    for loss in (*mapped.losses, *composed.losses):
        assert loss.code in LOSSES, f"an unknown code: {loss.code}"
        assert is_clean(loss.line()), f"a message is not clean: {loss.line()!r}"
    if not any(record.hash for record in composed.records):
        return "nothing to ask"
    decoded = decode(composed.text.encode(), "bank")
    assert decoded.bank is not None, f"no bank: {decoded.problems[:1]}"
    return "played"


def _answer(table: ForeignTable) -> None:
    """Answer everything that a teacher is asked about a sheet; the result is a bank."""
    for nth in (0, -1):
        facts = sheet_facts(table, {one.choice: one.answers[nth][1] for one in sheet_offers(table)})
        if facts.draft.patterns:
            problems = errors_in(decode(compose(facts.draft).encode(), "bank").problems)
            assert not problems, f"no bank: {problems[:1]}"


def _read(source: Source, reader: Reader) -> None:
    try:
        for found in read_foreign(source, reader):
            assert found.place.line >= 0
    except Refused as refused:
        if not refused.message or not is_clean(refused.message):
            raise AssertionError(f"refused in no clean words: {refused.message!r}") from refused


def importing(count: int, seed: int) -> Report:
    """Judge a number of mutated files of all formats, with a worker for each processor."""
    return fuzz("import", partial(made_foreign, seed), count, Limits(judge=judge_import))
