"""Characters that can be written in several ways and mean the same.

A text has two forms. `plain` keeps the case, and numbers and dates are read from it; `folded` is for comparing texts.
Both replace character by character, so their time is proportional to the length of the text.
"""

import unicodedata
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from quiz.text import is_ignorable

if TYPE_CHECKING:
    import re

# Not ignorable to Unicode, and yet drawn as nothing: a musical sign that is blank on purpose, and marks that only do
# something in the script of the Khitan, in Duployan shorthand and in hieroglyphs.
_UNREAD = frozenset((0x1D159, 0x16FE4, 0x1BC9D, 0x13440))
_SIGNS = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63", "-"),
    # Apostrophes and what is typed in their place: quotes, letters of Hawaiian and Arabic, accents, primes, the geresh.
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u2035`\u00b4\u055a\u05f3\ua78c", "'"),
    **dict.fromkeys("\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb", "'"),
    **dict.fromkeys("\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033\u2036\u301d\u301e\u301f\u02ba\u02ee\u05f4", '"'),
    "\u3002": ".",
    "\u066b": ".",  # the decimal mark, the thousands separator and the percent sign of Arabic
    "\u066c": ",",
    "\u066a": "%",
    "\u2044": "/",
    "\u0345": "\u03b9",  # an iota below; its capital is a separate letter, so it must not move among other marks
    "\u2800": " ",  # a blank pattern of Braille
    "\u0153": "oe",
    "\u0152": "OE",
    "\u00e6": "ae",
    "\u00c6": "AE",
}
# Kinds of compatibility characters that mean the same as their parts. Superscripts, fractions and letters of
# mathematics are not among them: x² is not x2, and ℝ is not R.
_SAME_SHAPE = frozenset(
    f"<{kind}>"
    for kind in (
        *("compat", "wide", "narrow", "small", "noBreak", "square", "vertical"),
        *("initial", "medial", "final", "isolated"),
    )
)
_DOT = "\u0307"
_ABOVE = 230  # the class of marks that are above a letter
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


class _Table(dict[int, str]):
    """Character -> what replaces it, found when it is first needed."""

    def __init__(self, *, folds_case: bool) -> None:
        super().__init__()
        self._folds_case = folds_case

    def __missing__(self, code: int) -> str:
        found = _replaced(chr(code), folds_case=self._folds_case)
        self[code] = found
        return found


_PLAIN = _Table(folds_case=False)
_FOLDED = _Table(folds_case=True)


def plain(text: str) -> str:
    """Return a text with one form for each sign, in its case: ASCII digits, `-`, `'`, `"`, single spaces, NFC.

    A final full stop is removed. A fraction sign becomes `1/2`, with a space after a digit.
    """
    return _without_names(_plain(text), _plain)


def _plain(text: str) -> str:
    if text.isascii():
        return _tidied(text.replace("`", "'"))
    parts = [f" {_fraction(char)}" if _is_fraction(char) else char for char in unicodedata.normalize("NFC", text)]
    text = unicodedata.normalize("NFD", "".join(parts)).translate(_PLAIN)
    return _tidied(unicodedata.normalize("NFC", text))


def folded(text: str) -> str:
    """Return the form of a text in which case, white space and signs make no difference. `folded` of it is itself.

    A final full stop is removed, unless it is alone or part of an ellipsis. Subscripts after a letter become digits,
    because they are typed like that, and `H2O` means nothing else. Superscripts stay.
    """
    return _without_names(_folded(text), _folded)


def _folded(text: str) -> str:
    if text.isascii():
        text = text.casefold().replace("`", "'")
    else:
        text = _without_dots(unicodedata.normalize("NFD", text).translate(_FOLDED))
        text = unicodedata.normalize("NFC", text)
        text = _with_digits(text)
    return _tidied(text)


def _without_names(found: str, form: Callable[[str], str]) -> str:
    """Return a form without the names that `quiz.text.clean` shows for invisible characters, such as `<U+200B>`.

    They stay if the text has nothing else, or if they are nested: then it is about them.
    """
    if "<" not in found:
        return found
    bare = _names_out(found)
    again = form(bare) if bare.strip() and bare != found else found
    return again if _names_out(again) == again else found


def _names_out(text: str) -> str:
    return _name().sub(lambda match: "" if _is_unread(int(match[1], 16)) else match[0], text)


@cache
def _name() -> "re.Pattern[str]":
    import re

    return re.compile(r"<[Uu]\+([0-9A-Fa-f]{4,6})>")


def _is_unread(code: int) -> bool:
    return code in _UNREAD or is_ignorable(code)


def _tidied(text: str) -> str:
    """Return text with single spaces and without a full stop at the end."""
    text = " ".join(text.split())
    if not text.endswith("."):
        return text
    end = len(text)
    while end > 1 and text[end - 1] == "." and text[end - 2] != ".":
        end -= 1
        while text[end - 1] == " ":
            end -= 1
    return text[:end]


def _replaced(char: str, *, folds_case: bool) -> str:
    """Return what replaces a character, with nothing in it left to replace."""
    if _is_unread(ord(char)):
        return ""
    found = _SIGNS.get(char) or _of_category(char) or _as_composed(char)
    if folds_case:
        found = "i" if found == "ı" else found.casefold()  # the capital of both is I
    found = unicodedata.normalize("NFD", found)
    return found if found == char else "".join(_replaced(part, folds_case=folds_case) for part in found)


def _of_category(char: str) -> str:
    """Return the ASCII digit for a digit of any script, a space for any white space, or nothing."""
    if char.isspace():
        return " "
    digit = unicodedata.decimal(char, None)
    return "" if digit is None else str(digit)


def _as_composed(char: str) -> str:
    """Return the parts of a compatibility character, if they mean the same."""
    kind, _, codes = unicodedata.decomposition(char).partition(" ")
    if kind not in _SAME_SHAPE:
        return char
    parts = "".join(chr(int(code, 16)) for code in codes.split())
    return char if parts[0] == " " and len(parts) > 1 else parts  # an accent without a letter


def _is_fraction(char: str) -> bool:
    return char > "\x7f" and unicodedata.decomposition(char).startswith("<fraction>")


@cache
def _fraction(char: str) -> str:
    return unicodedata.normalize("NFKD", char).replace("\u2044", "/")


def _without_dots(text: str) -> str:
    """Return decomposed text without dots above an `i`: the small letter for `İ` has two of them."""
    if _DOT not in text:
        return text
    kept: list[str] = []
    on_i = False
    for char in text:
        mark = unicodedata.combining(char)
        if char == _DOT and on_i:
            continue
        on_i = char == "i" or (on_i and mark not in (0, _ABOVE))
        kept.append(char)
    return "".join(kept)


def _with_digits(text: str) -> str:
    """Return text with digits for the subscripts after a letter or a closing bracket."""
    if not any(char in text for char in "₀₁₂₃₄₅₆₇₈₉"):
        return text
    kept: list[str] = []
    behind_letter = False
    for char in text:
        is_subscript = "₀" <= char <= "₉"
        kept.append(char.translate(_SUBSCRIPTS) if is_subscript and behind_letter else char)
        behind_letter = char.isalpha() or char in ")]" or (is_subscript and behind_letter)
    return "".join(kept)
