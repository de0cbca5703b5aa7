"""Packages of Anki, .apkg and .colpkg, of all three generations: `collection.anki2`, `.anki21`, and `.anki21b` (zstd).

A note is read by its fields: two are a card; if there are more, the others are about the first. A cloze is a text with
gaps. The `anki2` inside a new package is only a stub that asks for an update.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any, NamedTuple

from quiz.exchange.cloze import cloze, without_sounds
from quiz.exchange.losses import Loss, Skipped
from quiz.exchange.markup import PICTURE, Plain, from_html, names_media
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion, ForeignTable, Place
from quiz.exchange.question_notes import OF_QUESTIONS, question_of_note
from quiz.exchange.reader import Found, Reader
from quiz.exchange.source import MAX_FILE, MOST_QUESTIONS, Refused, Source

_GENERATIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
_STEPS = 50_000_000  # of the database's machine: a hundred times what 100,000 notes take
_FIELD = "\x1f"
_GENERIC = frozenset(("front", "back", "text", "extra", "back extra", "vorderseite", "rückseite", "recto", "verso"))


class _NoteType(NamedTuple):
    name: str
    fields: Sequence[str]
    is_cloze: bool


def _read(source: Source) -> Iterator[Found]:
    name = next((name for name in _GENERATIONS if name in source.parts), "") if source.is_package else ""
    if not name:
        raise Refused("it is not an Anki package", "export a deck as .apkg")
    data = source.part(name)
    with closing(_opened(_unpacked(data) if name.endswith("b") else data)) as database:
        try:
            yield from _notes(database, source.name)
        except (sqlite3.Error, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            raise Refused("the collection in the package is damaged", "export it again") from None


def _unpacked(data: bytes) -> bytes:
    """Return what zstd has compressed, at most as much as a part may hold."""
    try:
        from compression import zstd  # type: ignore[import-not-found,unused-ignore] # Python 3.14

        decompressor = zstd.ZstdDecompressor()
        found: bytes = decompressor.decompress(data, MAX_FILE + 1)
    except ImportError:
        found = _by_zstandard(data)
    except Exception as error:  # the module names its errors differently in each version
        raise Refused("the collection in the package is damaged", "export it again") from error
    if len(found) > MAX_FILE:
        raise Refused("the collection in the package is too large", "export a part of it")
    return found


def _by_zstandard(data: bytes) -> bytes:
    try:
        import zstandard
    except ImportError:
        help_ = "install it with `pip install zstandard`, or export the deck with support for older Anki versions"
        raise Refused("packages from newer versions of Anki need the `zstandard` library", help_) from None
    try:
        with zstandard.ZstdDecompressor(max_window_size=MAX_FILE).stream_reader(data) as reader:
            return bytes(reader.read(MAX_FILE + 1))
    except zstandard.ZstdError:
        raise Refused("the collection in the package is damaged", "export it again") from None


def _opened(data: bytes) -> sqlite3.Connection:
    """Open a database in memory; it runs no code of its own, and its queries are limited in time."""
    if not data.startswith(b"SQLite format 3\x00"):
        raise Refused("the collection in the package is damaged", "export it again")
    database = sqlite3.connect(":memory:")
    database.deserialize(data[:18] + b"\x01\x01" + data[20:])  # without a log next to it: it is in memory
    database.execute("PRAGMA trusted_schema = OFF")
    left = _STEPS // 10_000

    def is_enough() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    database.set_progress_handler(is_enough, 10_000)
    database.create_collation("unicase", lambda a, b: (a.casefold() > b.casefold()) - (a.casefold() < b.casefold()))
    database.text_factory = lambda text: text.decode("utf-8", errors="replace")
    return database


def _notes(database: sqlite3.Connection, file: str) -> Iterator[Found]:
    types, decks = _types(database), _decks(database)
    deck_of: dict[int, int] = {}
    for note, deck_id in database.execute("SELECT nid, did FROM cards ORDER BY id"):
        deck_of.setdefault(note, deck_id)
    tables: dict[tuple[str, str], tuple[_NoteType, list[tuple[int, str, list[Plain]]]]] = {}
    number = 0
    rows = database.execute("SELECT id, guid, mid, tags, flds FROM notes ORDER BY id")
    for note, guid, type_id, tags, fields in rows:
        number += 1
        if number > MOST_QUESTIONS:
            raise Refused(f"it holds more than {MOST_QUESTIONS:,} notes", "export a part of it")
        place = Place(file, number)
        kind = types.get(str(type_id), _NoteType("", (), is_cloze=False))
        deck = str(decks.get(str(deck_of.get(note)), ""))
        texts = str(fields).split(_FIELD)
        if kind.is_cloze:
            about = ForeignQuestion(
                kind=AnswerType.GAPS,
                place=place,
                stem="",
                id=str(guid),
                topic=_topic(deck),
                tags=tuple(str(tags).split()),
            )
            yield cloze(texts, about)
            continue
        if list(kind.fields) == OF_QUESTIONS:
            yield question_of_note(texts, str(guid), _topic(deck), place)
            continue
        plain = [_field(text) for text in texts]
        filled = [one for one in plain if one.text]
        if len(filled) > 2:
            tables.setdefault((deck, str(type_id)), (kind, []))[1].append((number, str(guid), plain))
        else:
            yield _card(plain, str(guid), deck, str(tags), place)
    for (deck, _), (kind, notes) in tables.items():
        for number, _, plain in notes:
            if any(PICTURE in one.marks for one in plain):
                yield Loss("X117", Place(file, number), plain[0].text)
        yield _table(notes, kind, deck, file)


def _types(database: sqlite3.Connection) -> dict[str, _NoteType]:
    """Return the kinds of notes by id, wherever the generation keeps them."""
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    found: dict[str, _NoteType] = {}
    if "notetypes" in tables:
        fields: dict[str, list[str]] = {}
        for id_, name in database.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
            fields.setdefault(str(id_), []).append(str(name))
        for id_, name, config in database.execute("SELECT id, name, config FROM notetypes"):
            found[str(id_)] = _NoteType(str(name), fields.get(str(id_), ()), is_cloze=_is_cloze(bytes(config or b"")))
        return found
    for id_, model in _object(database, "models").items():
        names = [str(field["name"]) for field in model.get("flds", ())]
        found[str(id_)] = _NoteType(str(model.get("name", "")), names, is_cloze=model.get("type") == 1)
    return found


def _is_cloze(config: bytes) -> bool:
    """Return whether it is one, by the first field of a protobuf message: the kind, which is left out if it is 0."""
    return config[:2] == b"\x08\x01"


def _decks(database: sqlite3.Connection) -> dict[str, str]:
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "decks" in tables:
        return {
            str(id_): str(name).replace(_FIELD, "::") for id_, name in database.execute("SELECT id, name FROM decks")
        }
    return {str(id_): str(deck.get("name", "")) for id_, deck in _object(database, "decks").items()}


def _object(database: sqlite3.Connection, column: str) -> dict[str, Any]:
    row = database.execute(f"SELECT {column} FROM col").fetchone()  # noqa: S608 # one of our own words
    found = json.loads(row[0]) if row and row[0] else {}
    return found if isinstance(found, dict) else {}


def _topic(deck: str) -> tuple[str, ...]:
    return tuple(from_html(part).text for part in deck.split("::") if part and part != "Default")


def _field(text: str) -> Plain:
    """Return the text of a field, without sounds and names of pictures."""
    plain = from_html(without_sounds(text))
    if names_media(plain.text):
        return Plain("", frozenset((PICTURE,)))
    return Plain(plain.text, plain.marks | {PICTURE}) if "[sound:" in text else plain


def _card(plain: Sequence[Plain], guid: str, deck: str, tags: str, place: Place) -> ForeignQuestion | Loss:
    front = plain[0] if plain else Plain("")
    back = next((one for one in plain[1:] if one.text), Plain(""))
    marks = front.marks | back.marks
    if not front.text or not back.text:
        pictures = any(PICTURE in one.marks for one in plain)
        detail = "" if pictures else "one side of the card is empty"
        return Skipped("X105" if pictures else "X143", detail).loss(place, front.text or back.text)
    return ForeignQuestion(
        kind=AnswerType.CARD,
        place=place,
        stem=front.text,
        options=(ForeignOption(back.text, 1.0),),
        id=guid,
        topic=_topic(deck),
        tags=tuple(tags.split()),
        marks=marks,
    )


def _table(notes: Sequence[tuple[int, str, list[Plain]]], kind: _NoteType, deck: str, file: str) -> ForeignTable:
    width = max(len(plain) for _, _, plain in notes)
    kept = [i for i in range(width) if any(i < len(plain) and plain[i].text for _, _, plain in notes)]
    names = [kind.fields[i] if i < len(kind.fields) else f"Field {i + 1}" for i in kept]
    return ForeignTable(
        place=Place(file, notes[0][0]),
        name=(_topic(deck) or (kind.name,))[-1],
        headings=tuple(names),
        rows=tuple(tuple(plain[i].text if i < len(plain) else "" for i in kept) for _, _, plain in notes),
        numbers=tuple(number for number, _, _ in notes),
        ids=tuple(guid for _, guid, _ in notes),
        is_generic=all(name.lower() in _GENERIC for name in names[:2]),
    )


def _sniff(source: Source) -> int:
    return 100 if source.is_package and any(name in source.parts for name in _GENERATIONS) else 0


READER = Reader("anki", "Anki package", (".apkg", ".colpkg"), _sniff, _read)
