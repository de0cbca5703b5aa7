"""Packages of Anki, `.apkg`, as Anki has made them since 2.1.50: a note for each question, with a permanent id.

The collection is a database of schema 11, which every version of Anki updates to its own schema. It is in the package
twice: compressed with zstd, as in Anki today, and plain, for earlier versions.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from hashlib import sha1
from typing import Any

from quiz.exchange.packing import packed
from quiz.exchange.question import ForeignQuestion
from quiz.exchange.question_notes import NOTE_KINDS, OF_QUESTIONS, note_of_question
from quiz.exchange.writer import FileHead, Holds, Writer
from quiz.exchange.zstd_frame import zstd_frame
from quiz.interpreter import content_hash

_NOTE_TYPE = 1_700_000_000_000  # the id of ours, and the first of all others
_SPAN = 100_000_000_000  # ids, in milliseconds, because Anki makes them from the time
_WHEN = 1_700_000_000  # when everything was changed: always then, so that the same bank gives the same package
_LATEST = b"\x08\x03"  # PackageMetadata: version 3
_FIELD = "\x1f"

_SCHEMA = """
CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null, scm integer not null,
  ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null,
  models text not null, decks text not null, dconf text not null, tags text not null);
CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null, mod integer not null,
  usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null,
  flags integer not null, data text not null);
CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null, ord integer not null,
  mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null,
  ivl integer not null, factor integer not null, reps integer not null, lapses integer not null, left integer not null,
  odue integer not null, odid integer not null, flags integer not null, data text not null);
CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null,
  ivl integer not null, lastIvl integer not null, factor integer not null,
  time integer not null, type integer not null);
CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null);
CREATE INDEX ix_notes_usn on notes (usn);
CREATE INDEX ix_cards_usn on cards (usn);
CREATE INDEX ix_revlog_usn on revlog (usn);
CREATE INDEX ix_cards_nid on cards (nid);
CREATE INDEX ix_cards_sched on cards (did, queue, due);
CREATE INDEX ix_revlog_cid on revlog (cid);
CREATE INDEX ix_notes_csum on notes (csum);
"""
_FRONT = '<div class="question">{{Question}}</div>\n{{Options}}'
_BACK = (
    '<div class="answered">\n{{FrontSide}}\n<hr id="answer">\n<div class="answer">{{Answer}}</div>\n'
    '<div class="explanation">{{Explanation}}</div>\n</div>'
)
_STYLE = """\
.card { font-family: sans-serif; font-size: 20px; text-align: left; max-width: 40em; margin: 1em auto; }
li { margin: 0.3em 0; }
.why { display: none; font-size: 0.8em; color: #777; }
.answered .why { display: block; }
.answered .right, .answer { font-weight: bold; color: #2a7a2a; }
.explanation { margin-top: 0.8em; font-size: 0.9em; }
"""


def _write(questions: Iterable[ForeignQuestion], about: FileHead) -> bytes:
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(_SCHEMA)
        decks = _fill(database, questions, _id(about.id))
        database.execute(
            "INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, '{}')",
            (_WHEN, _WHEN * 1000, _WHEN * 1000, *_settings(decks or {about.title: _id(about.title)})),
        )
        database.commit()
        data = bytes(database.serialize())
    return packed([
        ("meta", [_LATEST]),
        ("collection.anki21b", zstd_frame(data)),
        ("collection.anki2", [data]),
        ("media", zstd_frame(b"")),
    ])  # fmt: skip


def _fill(database: sqlite3.Connection, questions: Iterable[ForeignQuestion], first: int) -> dict[str, int]:
    """Add a note and its card for each question, with ids from `first` on; return the decks by their names.

    Anki recognizes a note by its guid, and gives another id to one whose id is taken.
    """
    decks: dict[str, int] = {}
    for due, question in enumerate(questions, start=1):
        deck = "::".join(part.replace("::", ": ") for part in question.topic)
        deck_id = decks.setdefault(deck, _id(deck))
        note = first + due
        fields = note_of_question(question)
        sort = question.stem
        csum = int(sha1(fields[0].encode(), usedforsecurity=False).hexdigest()[:8], 16)
        guid = content_hash(question.id.encode())[:20]
        database.execute(
            "INSERT INTO notes VALUES (?, ?, ?, ?, 0, '', ?, ?, ?, 0, '')",
            (note, guid, _NOTE_TYPE, _WHEN, _FIELD.join(fields), sort, csum),
        )
        database.execute(
            "INSERT INTO cards VALUES (?, ?, ?, 0, ?, 0, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')",
            (note, note, deck_id, _WHEN, due),
        )
    return decks


def _id(name: str) -> int:
    """Return an id made from a name: a time in milliseconds, like the ids of Anki."""
    return _NOTE_TYPE + 1 + int(content_hash(name.encode())[:15], 16) % _SPAN


def _settings(decks: dict[str, int]) -> Iterator[str]:
    """Yield the settings of a collection: its configuration, note types, decks, and options of decks."""
    yield _json({"nextPos": 1, "estTimes": True, "activeDecks": [1], "sortType": "noteFld", "timeLim": 0,
                 "sortBackwards": False, "addToCur": True, "curDeck": 1, "newSpread": 0, "dueCounts": True,
                 "curModel": str(_NOTE_TYPE), "collapseTime": 1200, "schedVer": 2})  # fmt: skip
    yield _json({str(_NOTE_TYPE): _model()})
    yield _json({str(id_): _deck(name, id_) for name, id_ in {"Default": 1, **decks}.items()})
    options = {"id": 1, "name": "Default", "mod": 0, "usn": 0, "maxTaken": 60, "autoplay": True, "timer": 0,
               "replayq": True, "dyn": False}  # fmt: skip
    new = {"bury": False, "delays": [1.0, 10.0], "initialFactor": 2500, "ints": [1, 4, 0], "order": 1, "perDay": 20}
    review = {"bury": False, "ease4": 1.3, "ivlFct": 1.0, "maxIvl": 36500, "perDay": 200, "hardFactor": 1.2}
    lapse = {"delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0}
    yield _json({"1": {**options, "new": new, "rev": review, "lapse": lapse}})


def _model() -> dict[str, Any]:
    fields = [
        {"name": name, "ord": nth, "font": "Arial", "media": [], "rtl": False, "size": 20, "sticky": False}
        for nth, name in enumerate(OF_QUESTIONS)
    ]
    template = {"name": "Question", "ord": 0, "qfmt": _FRONT, "afmt": _BACK, "bqfmt": "", "bafmt": "", "did": None,
                "bfont": "", "bsize": 0}  # fmt: skip
    return {
        "id": _NOTE_TYPE, "name": "Question of a quiz", "type": 0, "mod": _WHEN, "usn": 0, "sortf": 0, "did": 1,
        "tmpls": [template], "flds": fields, "css": _STYLE, "latexPre": "", "latexPost": "", "latexsvg": False,
        "req": [[0, "any", [0, 1]]], "tags": [], "vers": [],
    }  # fmt: skip


def _deck(name: str, id_: int) -> dict[str, Any]:
    return {
        "id": id_, "name": name, "mod": _WHEN, "usn": 0, "desc": "", "dyn": 0, "conf": 1, "collapsed": False,
        "browserCollapsed": False, "extendNew": 0, "extendRev": 0, "newToday": [0, 0], "revToday": [0, 0],
        "lrnToday": [0, 0], "timeToday": [0, 0],
    }  # fmt: skip


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


WRITER = Writer(
    "anki",
    "Anki",
    ".apkg",
    Holds(NOTE_KINDS),
    _write,
    advice="Anki recognizes the questions: choose `Update notes: Always` when you import a changed bank.",
)
