"""Styled lines of text, and fitting them to a width in terminal cells."""

from collections.abc import Iterable
from typing import NamedTuple

from quiz.text import has_lines

_WIDEST = 100  # cells; longer lines are hard to read


class Style:
    """What a text is, for its look. Colour never says more than the words do.

    These are plain texts: the first question waits for every class that is made, and an enum takes long.
    """

    PLAIN = "plain"
    STRONG = "strong"
    FAINT = "faint"
    RIGHT = "right"
    WRONG = "wrong"
    POINTED = "pointed"


class Span(NamedTuple):
    """A piece of a line in one style."""

    text: str
    style: str = Style.PLAIN


Line = tuple[Span, ...]
BLANK: Line = ()


def usable(width: int) -> int:
    """Return how much of a terminal's width pages use."""
    return min(width, _WIDEST)


def line(*parts: str | Span) -> Line:
    """Return a line of plain texts and spans."""
    return tuple(part if isinstance(part, Span) else Span(part) for part in parts)


def text_width(text: str) -> int:
    """Return how many terminal cells a cleaned text takes."""
    if text.isascii() or max(text) < "\u0300":
        return len(text)
    if not any(_is_unusual(char) for char in text):
        return len(text)
    from rich.cells import cell_len  # with tables of widths that most texts do not need

    return cell_len(text)


def _is_unusual(char: str) -> bool:
    """Return whether a character may be wider or narrower than one cell. Greek and Cyrillic letters are not."""
    return char >= "\u0300" and not "\u0370" <= char < "\u0483" and char not in "–—‘’“”…·•→↳↓↑❯✓✗★─█₀₁₂₃₄₅₆₇₈₉"


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` cells, between words if possible.

    Nothing is lost: a word wider than a line is broken. Paragraphs and code stay apart, and code keeps its lines.
    """
    if has_lines(text):
        return ["".join(span.text for span in row) for row in _laid_out(text, width, Style.PLAIN)]
    width = max(width, 2)
    lines: list[str] = []
    current, used = "", 0
    for word in text.split(" "):
        wide = text_width(word)
        if current and used + 1 + wide <= width:
            current, used = f"{current} {word}", used + 1 + wide
            continue
        if current:
            lines.append(current)
        rest = word
        while wide > width:
            head = _head(rest, width)
            lines.append(head)
            rest = rest[len(head) :]
            wide = text_width(rest)
        current, used = rest, wide
    lines.append(current)
    return lines


def _head(word: str, width: int) -> str:
    end, used = 0, 0
    for char in word:
        used += text_width(char)
        if used > width and end:
            break
        end += 1
    return word[:end]


def hanging(prefix: Line, text: str, width: int, style: str = Style.PLAIN) -> list[Line]:
    """Return `text` wrapped after `prefix`, further lines indented below the first."""
    indent = sum(text_width(span.text) for span in prefix)
    if has_lines(text):
        first_row, *more = _laid_out(text, width - indent, style)
        margin = Span(" " * indent)
        return [(*prefix, *first_row), *((margin, *row) if row else BLANK for row in more)]
    wrapped = wrap(text, width - indent)
    first = (*prefix, Span(wrapped[0], style))
    return [first, *((Span(" " * indent), Span(rest, style)) for rest in wrapped[1:])]


#: What a line of code begins with that continues the line above.
GOES_ON = "↳ "
_SET_IN = 2  # cells by which code is indented below a paragraph


def _laid_out(text: str, width: int, style: str) -> list[Line]:
    """Return the lines of a text that has lines of its own: paragraphs wrapped, code as it is.

    The rest of a line of code that is too wide continues below it, after a mark. In a strong text, code is plain.
    """
    from quiz.layout import text_blocks  # most texts are one line

    blocks = text_blocks(text)
    margin = () if len(blocks) == 1 else (Span(" " * _SET_IN),)
    room = max(width - len(margin) * _SET_IN, 2 * len(GOES_ON))
    code_style = Style.PLAIN if style == Style.STRONG else style
    rows: list[Line] = []
    for lines, is_code in blocks:
        rows += [BLANK] if rows else []
        if not is_code:
            rows += [(Span(row, style),) for row in wrap(lines[0], width)]
            continue
        for line_ in lines:
            head = _head(line_, room)
            rows.append((*margin, Span(head, code_style)) if line_ else BLANK)
            rest = line_[len(head) :]
            while rest:
                head = _head(rest, room - len(GOES_ON))
                rows.append((*margin, Span(GOES_ON, Style.FAINT), Span(head, code_style)))
                rest = rest[len(head) :]
    return rows


def two_sided(left: Span, right: Span, width: int) -> list[Line]:
    """Return a line with a text at each side, or two lines if it is too narrow."""
    gap = width - 1 - text_width(left.text) - text_width(right.text)
    if gap >= 2:
        return [(Span(" "), left, Span(" " * gap), right)]
    return [row for span in (left, right) if span.text for row in hanging((Span(" "),), span.text, width, span.style)]


def joined(lines: Iterable[Line]) -> str:
    """Return lines as text without styles."""
    return "\n".join("".join(span.text for span in row) for row in lines)
