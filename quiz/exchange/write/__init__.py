"""Writers of foreign formats, each in its own module."""

from quiz.exchange.write import aiken, anki, gift, kahoot, mkdocs_quiz, moodle_xml, qti12, quizizz, sheet
from quiz.exchange.writer import Writer

#: Every format, in the order of `--format` and of docs/export.md.
WRITERS: tuple[Writer, ...] = (
    gift.WRITER,
    moodle_xml.WRITER,
    aiken.WRITER,
    qti12.WRITER,
    anki.WRITER,
    kahoot.WRITER,
    quizizz.WRITER,
    sheet.WRITER,
    mkdocs_quiz.WRITER,
)


def writer_named(name: str) -> Writer | None:
    """Return the writer of a format."""
    return next((writer for writer in WRITERS if writer.name == name), None)
