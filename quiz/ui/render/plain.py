"""A document as plain lines: for screen readers, pipes, scripts and simple terminals."""

from collections.abc import Iterable

from quiz.ui.document import Alternative, Document, Element, Noted, NotedList, Paragraph, Picture, Verdict


def texts(document: Document) -> list[str]:
    """Return the lines, however long each of them is."""
    return [text for element in document for text in element_texts(element)]


def element_texts(element: Element) -> Iterable[str]:
    """Return the lines of one element."""
    match element:
        case Alternative():
            return element.said
        case Picture():
            return element.words
        case Paragraph():
            return (" " * (element.indent - 1) + element.text,)
        case Verdict():
            return (f"{element.word} {element.text}".rstrip(),)
        case NotedList():
            return map(_noted, element.rows)
    return ()


def _noted(row: Noted) -> str:
    return " ".join(filter(None, (row.label.text.strip(), row.text, row.note.text)))
