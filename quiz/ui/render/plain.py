"""A document as plain lines: for screen readers, pipes, scripts and simple terminals."""

from collections.abc import Iterable

from quiz.layout import laid_out
from quiz.ui.document import Alternative, Document, Element, Noted, NotedList, Paragraph, Picture, Verdict
from quiz.ui.words import run_on


def texts(document: Document) -> list[str]:
    """Return the lines, which may be long; a text that has paragraphs or code has several."""
    return [text for element in document for text in element_texts(element)]


def element_texts(element: Element) -> Iterable[str]:
    """Return the lines of one element."""
    match element:
        case Alternative():
            return map(_laid_out, element.said)
        case Picture():
            return element.words
        case Paragraph():
            margin = " " * (element.indent - 1)
            rows = _laid_out(element.text).split("\n")
            return ("\n".join(margin + row if row or len(rows) == 1 else "" for row in rows),)
        case Verdict():
            return (run_on([element.word, element.text]).rstrip(),)
        case NotedList():
            return map(_noted, element.rows)
    return ()


def _laid_out(text: str) -> str:
    return laid_out(text) if "\n" in text else text


def _noted(row: Noted) -> str:
    return run_on([text for text in (row.label.text.strip(), row.text, row.note.text) if text])
