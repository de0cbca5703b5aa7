"""Drawing a problem: its line, the place in the text, and what to do."""

from collections.abc import Sequence

from quiz.bank.problems import Problem, Severity
from quiz.term.lines import Line, Span, Style, line, text_width, wrap
from quiz.text import clean

_WIDEST = 160  # cells of a line where the output has no width; of a longer one only what is around the place is shown
_GUTTER = 8  # cells before the text: `  123 | `
_NARROWEST = 20  # cells for the text; below that nothing helps
_PER_CELL = 8  # characters that a cell may hold: a letter with its marks, and some to spare
_MARGIN = f"{'|':>7} "
_INDENT = 4  # cells before what goes on from the line above


def excerpt(file: str, problem: Problem, source: Sequence[str], width: int | None = None) -> list[Line]:
    """Return a problem as lines: `file:line:col: ...`, the source line, a caret with the help.

    They fit into `width` cells. Without one, only the source line is cut to what can be read.
    """
    line_, column, length = problem.span
    head = problem.line(file)
    text = source[line_ - 1] if 0 < line_ <= len(source) else ""
    if not text.strip():
        return _head(f"{head} ({problem.help})" if problem.help else head, width)
    room = max(_NARROWEST, width - _GUTTER) if width else _WIDEST
    before, marked, after = _window(text, column - 1, length, room)
    above = line(f"{line_:>5} | {before}{marked}{after}".rstrip())
    style = Style.WRONG if problem.severity is Severity.ERROR else Style.STRONG
    caret = Span("^" * max(1, text_width(marked)), style)
    return [*_head(head, width), above, *_below(" " * text_width(before), caret, problem.help, width)]


def _window(text: str, at: int, length: int, room: int) -> tuple[str, str, str]:
    """Return what stands before, at and after a place, cleaned, in `room` cells; `…` stands for what is left out."""
    far = room * _PER_CELL  # lines may be very long
    marked = _start(clean(text[at : at + min(length, far)]), max(1, room // 2))
    before, after = clean(text[max(0, at - far) : at]), clean(text[at + length : at + length + far])
    left = room - text_width(marked)
    wanted = max(left // 4, left - text_width(after))
    shown = before if at <= far and text_width(before) <= wanted else "…" + _start(before[::-1], wanted - 1)[::-1]
    left -= text_width(shown)
    if text_width(after) > left:
        after = _start(after, left - 1) + "…"
    return shown, marked, after


def _start(text: str, room: int) -> str:
    """Return as much of a text as fits into `room` cells."""
    end, used = 0, 0
    for char in text:
        used += text_width(char)
        if used > room:
            break
        end += 1
    return text[:end]


def _below(indent: str, caret: Span, help: str, width: int | None) -> list[Line]:
    """Return the caret with the help beside it, or below it where it is too narrow."""
    told = clean(help)
    beside = text_width(f"{_MARGIN}{indent}{caret.text} {told}")
    if width is None or beside <= width:
        return [line(f"{_MARGIN}{indent}", caret, f" {told}")]
    return [line(f"{_MARGIN}{indent}", caret), *(line(_MARGIN, row) for row in wrap(told, width - len(_MARGIN)))]


def _head(text: str, width: int | None) -> list[Line]:
    text = clean(text)
    if width is None or text_width(text) <= width:
        return [line(Span(text, Style.STRONG))]
    first, *rest = wrap(text, width - _INDENT)
    return [line(Span(first, Style.STRONG)), *(line(Span(" " * _INDENT + row, Style.STRONG)) for row in rest)]
