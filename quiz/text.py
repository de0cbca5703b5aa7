"""Text that may be shown, compared and counted.

`clean` is the only way from foreign text to text that may reach a terminal.
What two texts of a bank say is compared by `quiz.values`.
"""

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence
    from decimal import Decimal

    Number = int | Decimal
else:
    Number = int  # decimal takes a while to import, and most banks have whole numbers only


# There is only one regular expression here, compiled when it is needed: compiling more of them would take longer than
# all other work of this module before the first question.

#: What a line of code begins with, in a text that has lines. `quiz.layout` cuts such texts.
CODE = "    "
FENCE = "```"  # this may also be above and below code where a text is written
_BREAKS = "\n\r\t\x0b\x0c\x85\u2028\u2029"
# Default_Ignorable_Code_Point in DerivedCoreProperties.txt of the Unicode Character Database: what is not drawn if a
# program does not know it. Unicode keeps these ranges, so characters that are assigned in them later will be like
# these.
_IGNORABLE = (
    *((0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F)),
    *((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)),
    *((0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)),
)
# Not spaces in Unicode, but drawn as nothing: a pattern of Braille, a musical sign, two hieroglyphs.
_BLANKS = frozenset("\u2800\U0001d159\U00013441\U00013442")
# Marks that are drawn as nothing except after letters of their own script: the filler of Khitan, the selector of thick
# letters in Duployan shorthand, and the mirror of hieroglyphs.
_OF_ONE_SCRIPT = {0x16FE4: (0x18B00, 0x18CFF), 0x1BC9D: (0x1BC00, 0x1BC99), 0x13440: (0x13000, 0x143FF)}
# Those of all three that Python calls printable, because Unicode files them under letters, marks and symbols.
_UNSEEN_LETTERS = frozenset(
    (
        *"\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0",
        *_BLANKS,
        *map(chr, _OF_ONE_SCRIPT),
        *map(chr, range(0xFE00, 0xFE10)),
        *map(chr, range(0xE0100, 0xE01F0)),
    )
)
# Signs of Arabic, Syriac and Kaithi that are visible, although Unicode files them under format.
_SEEN_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2\U000110bd\U000110cd")
_JOINERS = frozenset("\u200c\u200d")
# Scripts whose letters are joined or kept apart by joiners: Arabic and its like, of India, Burma and south-east Asia.
_JOINED = (
    *((0x0600, 0x0DFF), (0x1000, 0x109F), (0x1700, 0x1CFF), (0xA800, 0xABFF), (0xFB50, 0xFEFC)),
    *((0x10A00, 0x11FFF), (0x1E900, 0x1E95F)),
)
_SELECTORS = ((0x180B, 0x180D), (0x180F, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
_IDEOGRAPHS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
# Letters with variants in StandardizedVariants.txt: of Burma, Phags-pa, Manichaean, hieroglyphs, and `ℹ`.
_VARIED = (
    *((0x1000, 0x109F), (0x2139, 0x2139), (0xA840, 0xA877), (0x10AC0, 0x10AFF), (0x13000, 0x143FF)),
    *_IDEOGRAPHS,
)
_MONGOLIAN = ((0x1820, 0x18AA),)
_BRAILLE = ((0x2801, 0x28FF),)
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))  # categories that move, reorder or hide text
# Marks that only choose how the character before them is drawn, or do nothing.
_UNSEEN = frozenset(["\u034f", "\u180b", "\u180c", "\u180d", "\u180f", *map(chr, range(0xFE00, 0xFE10))])
_MARKS_KEPT = 6  # more marks than this on one letter are decoration that climbs over other lines
_LONGEST_NUMBER = 40
_SHORTEST_END = 4  # letters of a word with a capital: `St.` and `Dr.` do not end a sentence
_ABBREVIATIONS = frozenset(("approx", "ca", "cf", "etc", "fl", "messrs", "no", "nos", "pp", "prof", "vol", "vs"))


def clean(text: str) -> str:
    """Return `text` as one line that cannot harm a terminal or mislead a reader.

    Line breaks and tabs become a space. Control and bidirectional characters, and all that are invisible, are written
    like `<U+202E>`, and so are code points that are reserved for such characters. Those that change the characters
    around them stay between these: joiners, and selectors of variants in Unicode. Combining marks are capped at six a
    letter. The result is a fixed point: `clean(clean(text)) == clean(text)`.
    """
    if text.isprintable() and (text.isascii() or max(text) < "\u0300"):
        return text
    text = _cap_marks(_folded_breaks(text))
    if not text.isprintable() or not _UNSEEN_LETTERS.isdisjoint(text):
        text = "".join(_visible(text, i) if is_hidden(char) else char for i, char in enumerate(text))
    return text


def has_lines(text: str) -> bool:
    """Return whether a text has paragraphs or code, so that it takes more than a line of words."""
    return "\n" in text or text.startswith(CODE)


def clean_lines(text: str) -> str:
    """Return a text with its lines, each of them cleaned."""
    return "\n".join(map(clean, text.split("\n"))) if "\n" in text else clean(text)


def _folded_breaks(text: str) -> str:
    """Return text with each run of line breaks and tabs, and the spaces around it, as one space."""
    if text.isprintable() or all(sign not in text for sign in _BREAKS):
        return text
    for sign in _BREAKS:
        text = text.replace(sign, "\n")
    parts = text.split("\n")
    return " ".join(
        [parts[0].rstrip(" "), *(part.strip(" ") for part in parts[1:-1] if part.strip(" ")), parts[-1].lstrip(" ")]
    )


def is_hidden(char: str) -> bool:
    """Return whether a character moves, reorders or hides text, or prints as nothing."""
    if char in _SEEN_FORMATS:
        return False
    code = ord(char)
    unseen = char in _BLANKS or code in _OF_ONE_SCRIPT or is_ignorable(code)
    is_none = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF  # these will never be characters
    return unseen or is_none or unicodedata.category(char) in _HIDDEN


def is_ignorable(code: int) -> bool:
    """Return whether programs should draw nothing for a code point that they do not know, according to Unicode."""
    return _lies_in(_IGNORABLE, code)


def _lies_in(ranges: "Sequence[tuple[int, int]]", code: int) -> bool:
    return any(first <= code <= last for first, last in ranges)


def _visible(text: str, i: int) -> str:
    """Return a hidden character if it does what it is for, and otherwise its name."""
    stays = _is_selector(text, i) or _joins(text, i)
    return text[i] if stays else f"<U+{ord(text[i]):04X}>"


def _joins(text: str, i: int) -> bool:
    """Return whether a hidden character changes the characters before and after it."""
    char = text[i]
    if not 0 < i < len(text) - 1:
        return False
    if char in _JOINERS:
        return _takes_joiner(text, i - 1) and _takes_joiner(text, i + 1)
    if char == "\u034f":  # it keeps marks in their order
        return not is_hidden(text[i - 1]) and unicodedata.combining(text[i + 1]) > 0
    return char == "\u2800" and all(_lies_in(_BRAILLE, ord(text[at])) for at in (i - 1, i + 1))


def _takes_joiner(text: str, i: int) -> bool:
    """Return whether a joiner does something next to a character: to letters of some scripts, and to emoji."""
    char = text[i]
    if is_hidden(char):
        return _is_selector(text, i)
    return _lies_in(_JOINED, ord(char)) or (not char.isascii() and unicodedata.category(char) in ("So", "Sk", "Cn"))


def _is_selector(text: str, i: int) -> bool:
    """Return whether a character selects a variant of the one before it, as in emoji."""
    code = ord(text[i])
    is_of_one = code in _OF_ONE_SCRIPT
    if i == 0 or not (is_of_one or _lies_in(_SELECTORS, code)) or is_hidden(text[i - 1]):
        return False
    before = text[i - 1]
    if is_of_one:
        return _lies_in((_OF_ONE_SCRIPT[code],), ord(before))
    if code >= 0xE0100:
        return _lies_in(_IDEOGRAPHS, ord(before))
    if code < 0xFE00:
        return _lies_in(_MONGOLIAN, ord(before))
    if before.isascii():
        return before in "#*0123456789"  # in pictures of keys, such as 1️⃣
    return _lies_in(_VARIED, ord(before)) or unicodedata.category(before)[0] in "SPN"


def _cap_marks(text: str) -> str:
    if max(text, default="") < "\u0300":
        return text
    kept, run = [], 0
    for char in text:
        run = run + 1 if char >= "\u0300" and unicodedata.category(char) in ("Mn", "Me") else 0
        if run <= _MARKS_KEPT:
            kept.append(char)
    return "".join(kept)


def is_clean(text: str) -> bool:
    """Return whether `clean` would leave `text` as it is."""
    return clean(text) == text


def normalize(text: str) -> str:
    """Return the form of a player's name: equal forms are one name. Histories keep it, so it never changes.

    NFC, case folding and white space folding; a number becomes its plain value, so
    that `1,000`, `1000` and `1000.0` are one.
    """
    if text.isascii() and text[:1].isalpha() and "  " not in text:
        return text.casefold().rstrip()  # most texts, at a fifth of the cost
    if text.isdigit() and text.isascii() and len(text) <= _LONGEST_NUMBER:
        return text.lstrip("0") or "0"
    if not text.isascii():
        text = "".join(char for char in text if char not in _UNSEEN)
        text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
        text = " ".join(text.split())
    else:
        text = text.casefold().strip()
        if "  " in text:
            text = " ".join(text.split())
    if text and (text[0].isdigit() or text[0] in "+-\u2212"):
        value = _number(text)
        if value is not None:
            return str(value) if isinstance(value, int) else f"{value:f}".rstrip("0").rstrip(".")
    return text


def _number(text: str) -> Number | None:
    """Read `text` as a number, or return None.

    It may have a sign, digits with a comma, an apostrophe or a space between thousands, and a decimal point. Whole
    values come back as int.
    """
    if len(text) > _LONGEST_NUMBER or text[:1].isalpha():
        return None
    if text.isdigit() and text.isascii():
        return int(text)
    match = _number_pattern().fullmatch(text.strip())
    if match is None:
        return None
    sign, whole, mark, fraction = match.groups()
    digits = whole.replace(mark, "") if mark else whole
    minus = "-" if sign in ("-", "\u2212") else ""
    if not fraction or not fraction.strip(".0"):
        return int(minus + digits)
    from decimal import Decimal

    return Decimal(minus + digits + fraction)


@cache
def _number_pattern() -> "re.Pattern[str]":
    import re

    marks = "[,' \u00a0\u2009\u202f\u2019]"
    return re.compile(f"([+\\-\u2212]?)([0-9]{{1,3}}(?:({marks})[0-9]{{3}}(?:\\3[0-9]{{3}})*)|[0-9]+)(\\.[0-9]+)?")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; if it is not clear whether one ends, as in `St. Mary`, it continues."""
    found: list[str] = []
    begun: list[str] = []
    words = text.split(" ")
    for word, next_ in zip(words, [*words[1:], ""], strict=True):
        begun.append(word)
        if next_ and _ends(word) and not next_[:1].islower():
            found.append(" ".join(begun))
            begun = []
    return [*found, " ".join(begun)]


def _ends(word: str) -> bool:
    """Return whether a sentence ends with a word: the full stop after it cannot belong to an abbreviation."""
    bare = word.rstrip(".!?\"'\u2019\u201d)")
    stop = word[len(bare) :].strip("\"'\u2019\u201d)")
    if not stop or not bare:
        return False
    if stop[-1] in "!?" or bare[-1].isdecimal():
        return True
    is_short = len(bare) < _SHORTEST_END and not bare.isupper() and not bare.islower()
    return not (is_short or len(bare) == 1 or "." in bare or bare.lower() in _ABBREVIATIONS)


def slug(text: str) -> str:
    """Return an id made from `text`: its letters and digits in lower case, joined by `-`."""
    shown = unicodedata.normalize("NFC", _cap_marks(text)).casefold()
    words = "".join(c if c.isalnum() and c not in _UNSEEN_LETTERS else " " for c in shown)
    return "-".join(words.split())[:60].rstrip("-")


def quoted(text: str, most: int = 60) -> str:
    """Return `text` in backticks for a message, cut at `most` characters."""
    shown = clean(text).strip() if has_lines(text) else clean(text)
    return f"`{shown}`" if len(shown) <= most else f"`{shown[: most - 1]}…`"


def listed(texts: "Sequence[str]", last: str = "and") -> str:
    """Return `a`, `a and b`, `a, b and c`, or the same with another word before the last."""
    return f" {last} ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else "".join(texts)


def plural(count: int, one: str, many: str = "") -> str:
    """Return `1 question`, `2 questions`; or one of two sentences, if `many` has `{}` for the number."""
    text = one if count == 1 else many or one + "s"
    return text.replace("{}", str(count)) if "{}" in (many or one) else f"{count} {text}"


def is_english(language: str) -> bool:
    """Return whether a bank is in English: its language is English, or is not given."""
    return language.casefold().startswith("en") or not language
