"""Texts for XML and HTML: what has a meaning there is written as an entity, and what they cannot hold is left out."""

from html import escape

_ALLOWED = "\t\n\r"


def xml_text(text: str) -> str:
    """Return a text for between two tags, or for an attribute in double quotes."""
    if not text.isprintable():
        text = "".join(char for char in text if _is_allowed(char))
    return escape(text)


def _is_allowed(char: str) -> bool:
    """Return whether XML 1.0 can hold a character (section 2.2)."""
    return char in _ALLOWED or (char >= " " and not "\ud800" <= char <= "\udfff" and char not in "\ufffe\uffff")


def html_lines(text: str) -> str:
    """Return a text as HTML, with a `<br>` where a line ends."""
    return escape(text, quote=False).replace("\n", "<br>")
