"""Texts for XML and HTML: characters with a meaning there become entities, and those they cannot hold are left out."""

from html import escape

from quiz.layout import text_blocks
from quiz.text import has_lines

_ALLOWED = "\t\n\r"


def xml_text(text: str) -> str:
    """Return a text for between two tags, or for an attribute in double quotes."""
    if not text.isprintable():
        text = "".join(char for char in text if _is_allowed(char))
    return escape(text)


def _is_allowed(char: str) -> bool:
    """Return whether XML 1.0 can hold a character (section 2.2)."""
    return char in _ALLOWED or (char >= " " and not "\ud800" <= char <= "\udfff" and char not in "\ufffe\uffff")


def html_text(text: str) -> str:
    """Return a text as HTML, with paragraphs and code if it has lines."""
    if not has_lines(text):
        return escape(text, quote=False)
    parts = []
    for lines, is_code in text_blocks(text):
        tag = "pre" if is_code else "p"
        parts.append(f"<{tag}>{escape(chr(10).join(lines), quote=False)}</{tag}>")
    return "".join(parts)


def shows_code(text: str) -> bool:
    """Return whether a text has code in it, which only HTML shows as such."""
    return has_lines(text) and any(block.is_code for block in text_blocks(text))
