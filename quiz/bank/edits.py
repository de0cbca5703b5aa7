"""Changes to a bank's text: only the bytes that they name are different afterwards."""

from collections.abc import Iterable

from quiz.bank.problems import TextEdit
from quiz.bank.reader import BREAK

_MARK = "\ufeff"  # that some editors put before a text; it is not a column of the first line


def edited(data: bytes, edits: Iterable[TextEdit]) -> bytes:
    """Return the bytes of a bank, which are UTF-8, with changes made; one that overlaps another is left out."""
    text = data.decode()
    mark, text = (_MARK, text[1:]) if text.startswith(_MARK) else ("", text)
    starts = [0, *(found.end() for found in BREAK.finditer(text))]
    first = BREAK.search(text)
    new_line = first[0] if first else "\n"
    parts: list[str] = []
    end = 0
    for edit in sorted(set(edits), key=lambda edit: edit.span):
        start = starts[edit.span.line - 1] + edit.span.column - 1
        if start >= end or not parts:
            parts += [text[end:start], edit.text.replace("\n", new_line)]
            end = start + edit.span.width
            ended = BREAK.match(text, end)
            if ended and edit.span.column == 1 and edit.span.width and not edit.text:
                end = ended.end()  # nothing is left of the line
    return (mark + "".join(parts) + text[end:]).encode()
