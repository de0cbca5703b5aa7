"""Readers of foreign formats, each in its own module, and which of them reads a file."""

from collections.abc import Iterator

from quiz.exchange.elements import elements
from quiz.exchange.losses import Loss
from quiz.exchange.question import Place
from quiz.exchange.read import (
    aiken,
    anki_package,
    blackboard,
    cards,
    check_boxes,
    gift,
    hashcards,
    kahoot,
    moodle_xml,
    numbered,
    qti,
    quizizz,
    sheet,
    text2qti,
    word,
)
from quiz.exchange.reader import Found, Reader
from quiz.exchange.source import MOST_QUESTIONS, Hostile, Refused, Source

#: Every format, in the order of `--format` and of docs/import.md.
READERS: tuple[Reader, ...] = (
    gift.READER,
    moodle_xml.READER,
    aiken.READER,
    numbered.READER,
    word.READER,
    check_boxes.READER,
    text2qti.READER,
    hashcards.READER,
    cards.READER,
    anki_package.READER,
    qti.READER,
    blackboard.READER,
    kahoot.READER,
    quizizz.READER,
    sheet.READER,
)

_SURE = 30  # below this certainty, it is not a known format
_BY_NAME = 15  # what a file's ending adds


def reader_named(name: str) -> Reader | None:
    """Return the reader of a format."""
    return next((reader for reader in READERS if reader.name == name), None)


def reader_for(source: Source) -> Reader:
    """Return the reader that is most certain about a file, by its content and then by its name. Raises `Refused`."""
    name = source.name.lower()
    if source.is_package:
        _ = source.parts  # says what is wrong with it
    is_xml = source.head.lstrip(b"\xef\xbb\xbf \n\r\t").startswith(b"<?xml")
    readers = [reader for reader in READERS if ".xml" in reader.endings] if is_xml else READERS

    def sureness(reader: Reader) -> int:
        sure = reader.sureness(source)
        return sure + _BY_NAME if sure and name.endswith(reader.endings or ("\x00",)) else sure

    best = max(readers, key=sureness)
    if sureness(best) >= _SURE:
        return best
    if is_xml:
        next(elements(source.data, ()), None)  # says where it is broken
    own = [reader for reader in READERS if name.endswith(reader.endings or ("\x00",))]
    if len(own) != 1 or source.is_package:
        known = ", ".join(f"`{reader.name}`" for reader in READERS)
        raise Refused("its format is unknown", f"name it with --format: {known}")
    return own[0]


def read_foreign(source: Source, reader: Reader) -> Iterator[Found]:
    """Yield what a file holds. Raises `Refused` if nothing of it can be read.

    If the file cannot be read any further, what was read counts, and the rest is a loss.
    """
    count = 0
    try:
        for found in reader.read(source):
            count += 1
            if count > MOST_QUESTIONS:
                raise Hostile(f"it holds more than {MOST_QUESTIONS:,} questions", "split it into several")
            yield found
    except Refused as refused:
        if not count or isinstance(refused, Hostile):
            raise
        yield Loss("X143", Place(source.name, refused.line), "", f"the rest of the file: {refused.message}")
    if source.was_guessed:
        yield Loss("X150", Place(source.name))
