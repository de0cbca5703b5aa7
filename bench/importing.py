"""Importing 10,000 questions of GIFT, and a deck of 10,000 cards of Anki, in ms and MB."""

import io
import json
import sqlite3
import zipfile
from functools import partial

from bench.checking import run_program
from bench.measure import Figure, by_turns, no_collector, timed
from bench.sample import work_folder
from quiz.exchange.bank_text import compose_bank
from quiz.exchange.mapper import map_foreign
from quiz.exchange.read import read_foreign, reader_named
from quiz.exchange.reader import Found
from quiz.exchange.source import Source

__all__ = ["importing_files"]

_QUESTIONS = 10_000
_OF_PEER = 1_000  # questions that the peer is given: it takes longer the more there are
_GIFT_LIMIT = 3.0
_ANKI_LIMIT = 40.0
_MEMORY = 100.0


def _gift(count: int) -> str:
    return "\n\n".join(
        f"::Question {n}::What is the sum of {n} and {n % 97}?{{={n + n % 97}#Yes. ~{n + 1}#No. ~{n + 2} ~{n + 3}}}"
        for n in range(count)
    )


def _deck(count: int) -> bytes:
    database = sqlite3.connect(":memory:")
    database.executescript(
        "CREATE TABLE col (models, decks); CREATE TABLE cards (id INTEGER PRIMARY KEY, nid, did, ord);"
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, guid, mid, tags, flds);"
    )
    models = {"1": {"name": "Basic", "type": 0, "flds": [{"name": "Front"}, {"name": "Back"}]}}
    database.execute("INSERT INTO col VALUES (?, ?)", (json.dumps(models), json.dumps({"7": {"name": "Deck"}})))
    notes = ((n, f"g{n}", f"word {n}\x1f<b>meaning</b> {n}") for n in range(count))
    database.executemany("INSERT INTO notes VALUES (?, ?, 1, '', ?)", notes)
    database.executemany("INSERT INTO cards VALUES (?, ?, 7, 0)", ((n, n) for n in range(count)))
    database.commit()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("collection.anki21", bytes(database.serialize()))
    return out.getvalue()


def _read(format_: str, data: bytes) -> list[Found]:
    """Read a file that is in memory."""
    reader = reader_named(format_)
    assert reader is not None
    return list(read_foreign(Source("file", io.BytesIO(data)), reader))


def _import(format_: str, data: bytes) -> str:
    """Read a file and return the bank that is made from it."""
    return compose_bank(map_foreign(_read(format_, data)), "bank", "Bank").text


def _rows(data: bytes) -> int:
    """Read the content of an Anki package, and do nothing with it."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        database = sqlite3.connect(":memory:")
        database.deserialize(file.read("collection.anki21"))
        return len([fields.split("\x1f") for (fields,) in database.execute("SELECT flds FROM notes")])


def _peer(text: str) -> object:
    from pygiftparser import parser as gift_parser

    return gift_parser.parseFile(io.StringIO(text))


def importing_files(runs: int) -> list[Figure]:
    """Measure reading, compared with a peer and with merely reading rows; then whole imports."""
    few, many, deck = _gift(_OF_PEER), _gift(_QUESTIONS).encode(), _deck(_QUESTIONS)
    turns = max(3, runs // 4)
    with no_collector():
        gift = by_turns(turns, lambda: timed(lambda: _read("gift", few.encode())), lambda: timed(lambda: _peer(few)))
        anki = by_turns(turns, lambda: timed(lambda: _read("anki", deck)), lambda: timed(lambda: _rows(deck)))
    whole = by_turns(turns, *(partial(timed, partial(_import, *one)) for one in (("gift", many), ("anki", deck))))
    with work_folder() as folder:
        path = folder / "sample.gift"
        path.write_bytes(many)
        command = ("-m", "quiz", "bank", "import", str(path), "--to", str(folder / "sample.yaml"), "--dry-run")
        memory = float(run_program("-m", "bench.floors.most_memory", *command))
    return [
        Figure("read 1,000 questions of GIFT", "ms", gift[0], gift[1], _GIFT_LIMIT),
        Figure("read 10,000 cards of Anki", "ms", anki[0], anki[1], _ANKI_LIMIT),
        Figure("import 10,000 questions of GIFT", "ms", whole[0]),
        Figure("import 10,000 cards of Anki", "ms", whole[1]),
        Figure("its memory, with 10,000 questions", "MB", [memory], limit=_MEMORY),
    ]
