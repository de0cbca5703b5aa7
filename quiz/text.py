"""Text that may be shown, compared and counted.

`clean` is the only way from foreign text to text that may reach a terminal.
`fold` gives the normal form in which two texts are compared, and `number` reads
a number as people type it.
"""

import re
import unicodedata
from decimal import Decimal

__all__ = ["Number", "clean", "fold", "is_clean", "number", "quoted", "slug"]

Number = int | Decimal

# Characters that are shown by name because they move the cursor, reorder or hide
# text: controls, zero-width and bidirectional signs, Hangul fillers, tag characters,
# lone surrogates. Format characters that scripts need (ZWNJ, ZWJ) are judged in place.
_SUSPECT = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb"
    "\U000e0000-\U000e0fff]"
)
_SPACE = re.compile("[ \t]*[\n\r\t\x0b\x0c\x85\u2028\u2029][\n\r\t\x0b\x0c\x85\u2028\u2029 ]*")
_JOINERS = "\u200c\u200d"
_MARKS_KEPT = 6  # more marks than this on one letter are decoration that climbs over other lines
_LONG_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{7,}")
_NUMBER = re.compile(
    "([+\\-\u2212]?)([0-9]{1,3}(?:([,' \u00a0\u2009\u202f\u2019])[0-9]{3}(?:\\3[0-9]{3})*)|[0-9]+)(\\.[0-9]+)?"
)
_LONGEST_NUMBER = 40


def clean(text: str) -> str:
    """Return `text` as one line that cannot harm a terminal or mislead a reader.

    Line breaks and tabs become a space. Control, bidirectional, zero-width and tag
    characters become `<U+202E>`; joiners stay between letters of scripts that need
    them and in emoji. Combining marks are capped at six a letter. The result is a
    fixed point: `clean(clean(text)) == clean(text)`.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _SPACE.sub(" ", text)
    if _SUSPECT.search(text):
        text = "".join(_visible(text, i) if _SUSPECT.match(c) else c for i, c in enumerate(text))
    if _LONG_MARKS.search(text) or _has_tower(text):
        text = _cap_marks(text)
    return text


def is_clean(text: str) -> bool:
    """Tell whether `clean` would leave `text` as it is."""
    return clean(text) == text


def _visible(text: str, i: int) -> str:
    char = text[i]
    joins = char in _JOINERS and 0 < i < len(text) - 1
    if joins and _takes_joiner(text[i - 1]) and _takes_joiner(text[i + 1]):
        return char
    return f"<U+{ord(char):04X}>"


def _takes_joiner(char: str) -> bool:
    return ord(char) >= 0x0590 and not _SUSPECT.match(char)


def _has_tower(text: str) -> bool:
    run = 0
    for char in text:
        run = run + 1 if char > "\u02ff" and unicodedata.combining(char) else 0
        if run > _MARKS_KEPT:
            return True
    return False


def _cap_marks(text: str) -> str:
    kept, run = [], 0
    for char in text:
        run = run + 1 if unicodedata.combining(char) else 0
        if run <= _MARKS_KEPT:
            kept.append(char)
    return "".join(kept)


def fold(text: str) -> str:
    """Return the normal form of cleaned `text`: equal forms read the same.

    NFC, case folding and white space folding; a number becomes its plain value, so
    that `1,000`, `1000` and `1000.0` are one.
    """
    if text.isascii() and text[:1].isalpha() and "  " not in text:
        return text.casefold().rstrip()  # most texts, at a fifth of the cost
    if text.isdigit() and text.isascii() and len(text) <= _LONGEST_NUMBER:
        return text.lstrip("0") or "0"
    if not text.isascii():
        text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
        text = " ".join(text.split())
    else:
        text = text.casefold().strip()
        if "  " in text:
            text = " ".join(text.split())
    if text and (text[0].isdigit() or text[0] in "+-\u2212"):
        value = number(text)
        if value is not None:
            return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
    return text


def number(text: str) -> Number | None:
    """Read `text` as a number, or return None.

    Takes an optional sign, digits with thousands set apart by a comma, an apostrophe
    or a space, and a decimal point. Whole values come back as int.
    """
    if len(text) > _LONGEST_NUMBER or text[:1].isalpha():
        return None
    if text.isdigit() and text.isascii():
        return int(text)
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    sign, whole, mark, fraction = match.groups()
    digits = whole.replace(mark, "") if mark else whole
    minus = "-" if sign in ("-", "\u2212") else ""
    if not fraction or not fraction.strip(".0"):
        return int(minus + digits)
    return Decimal(minus + digits + fraction)


def slug(text: str) -> str:
    """Return an id made of `text`: its letters and digits in lower case, joined by `-`."""
    words = "".join(c if c.isalnum() else " " for c in unicodedata.normalize("NFC", text).casefold())
    return "-".join(words.split())[:60].rstrip("-")


def quoted(text: str, most: int = 60) -> str:
    """Return `text` in backticks for a message, cut at `most` characters."""
    shown = clean(text)
    return f"`{shown}`" if len(shown) <= most else f"`{shown[: most - 1]}…`"
