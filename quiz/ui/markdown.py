"""A page of the documentation, which is written in Markdown, as a document: what `quiz help TOPIC` shows.

It reads the Markdown of our own pages: headings, paragraphs, lists, tables, links and code between lines of ```.
Anything else is shown as it is, so nothing is ever lost.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from quiz.term.lines import Span, Style
from quiz.text import CODE, FENCE
from quiz.ui.document import Alternative, Document, Element, Noted, NotedList, Paragraph

if TYPE_CHECKING:
    import re

_NARROWEST = 30  # cells for the second column of a table
_PAGE = ".md"
_BULLETS = ("-", "*")


class _Block(NamedTuple):
    """Lines that belong together: a kind, the text, and by how many cells it is indented."""

    kind: str
    lines: Sequence[str]
    indent: int = 0


def heading(text: str) -> str:
    """Return what a page is called: the text of its first heading, or nothing if it has none."""
    return next((_inline(line.lstrip("# ")) for line in text.splitlines() if line.startswith("#")), "")


def markdown_page(text: str) -> Document:
    """Return a page as a document: the text of every element, without the marks."""
    found: list[Element] = []
    for block in _blocks(text):
        if found and not (block.kind == "item" and _is_item(found[-1])):
            found.append(Paragraph(""))
        found += _elements(block)
    return tuple(found)


def _is_item(element: Element) -> bool:
    first = element.shown[0] if isinstance(element, Alternative) else element
    return isinstance(first, Paragraph) and bool(first.mark.text)


def _elements(block: _Block) -> Sequence[Element]:
    """Return the elements that show a block."""
    text = " ".join(block.lines)
    if block.kind == "code":
        return [Paragraph("\n".join(f"{CODE}{line}" if line else "" for line in block.lines), 3 + block.indent)]
    if block.kind == "heading":
        return [Paragraph(_inline(text.lstrip("# ")), style=Style.STRONG)]
    if block.kind == "table":
        return _table([_cells(line) for line in block.lines])
    if block.kind == "item":
        mark, _, rest = text.partition(" ")
        if mark in _BULLETS:
            return [Paragraph(_inline(rest), 1 + block.indent, mark=Span("• "))]
        return [Alternative((Paragraph(_inline(rest), 1 + block.indent, mark=Span(f"{mark} ")),), (_inline(text),))]
    return [Paragraph(_inline(text), 1 + block.indent)]


def _table(rows: Sequence[Sequence[str]]) -> Sequence[Element]:
    """Return a table: the second column next to the first.

    If there are more columns, each is named, for reading aloud.
    """
    rows = [row for row in rows if not all(set(cell) <= set("-: ") for cell in row)]
    if not rows:
        return []
    head, *body = rows
    if len(head) == 2:
        listed = NotedList(tuple(Noted(Span(""), row[0], Span(row[-1])) for row in rows), 3, 3, _NARROWEST, 2)
        return [Alternative((listed,), tuple(": ".join(filter(None, row)) for row in rows))]
    return [
        Paragraph(". ".join(filter(None, (row[0], "; ".join(_named(head[1:], row[1:]))))), 3, mark=Span("• "))
        for row in body
    ]


def _named(head: Sequence[str], cells: Sequence[str]) -> Iterator[str]:
    for name, cell in zip(head, cells, strict=False):
        if cell:
            yield f"{name}: {cell}" if name else cell


def _cells(line: str) -> list[str]:
    """Return the cells of a row. A bar in code, or after a backslash, does not separate them."""
    cells, in_code, before = [""], False, ""
    for char in line.strip().removeprefix("|").removesuffix("|"):
        in_code ^= char == "`"
        if char == "|" and not in_code and before != "\\":
            cells.append("")
        else:
            cells[-1] += char
        before = char
    return [_inline(cell.strip().replace("\\|", "|")) for cell in cells]


def _blocks(text: str) -> Iterator[_Block]:
    """Yield the blocks of a page in their order."""
    block: _Block | None = None
    fence = False
    for line in text.splitlines():
        bare = line.strip()
        indent = len(line) - len(line.lstrip(" "))
        if bare.startswith(FENCE):
            if block:
                yield block
            fence = not fence
            block = _Block("code", [], indent) if fence else None
        elif fence and block:
            block = block._replace(lines=[*block.lines, line[min(indent, block.indent) :]])
        elif block and not _kind(bare, block):
            block = block._replace(lines=[*block.lines, bare])
        else:
            if block:
                yield block
            block = _Block(_kind(bare, None), [bare], indent) if bare else None
    if block:
        yield block


def _kind(line: str, before: _Block | None) -> str:
    """Return the kind of block that a line begins, or nothing if it continues the one before."""
    if not line or line.startswith("#"):
        return "heading" if line else "end"
    if line.startswith("|"):
        return "" if before and before.kind == "table" else "table"
    mark = line.partition(" ")[0]
    if mark in _BULLETS or (mark.endswith(".") and mark[:-1].isdecimal()):
        return "item"
    return "" if before and before.kind in ("text", "item") else "text"


def _inline(text: str) -> str:
    """Return a line of text without its marks: links say where they lead, and emphasis is dropped."""
    import re  # only for a page of the manual

    parts = re.sub(r"!?\[([^\[\]]*)\]\(([^()\s]*)\)", _link, text).split("`")
    return "`".join(part if i % 2 else part.replace("**", "") for i, part in enumerate(parts))


def _link(found: "re.Match[str]") -> str:
    """Return the text of a link, with where it leads: another page of the manual, or an address."""
    text, target = found.groups()
    page = target.partition("#")[0]
    if page.endswith(_PAGE) and "/" not in page and page[:-3].islower():
        command = f"`quiz help {page.removesuffix(_PAGE)}`"
        return command if text.endswith(_PAGE) else f"{text} ({command})"
    return f"{text} ({target})" if target.startswith("https://") and target != text else text
