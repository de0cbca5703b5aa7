"""Marking a text that was typed: right, nearly right, or wrong.

In this order, the first that holds decides:

1. It says the same as a right answer or one of its names: right. If the column is exact (every character
   matters), nothing else is right. If nothing says which is the decimal mark, or whether a day comes before its month,
   either will do, unless one of them makes the text another value.
2. It is a number within the tolerance: right.
3. It says the same as another value of the column: wrong.
4. It differs in accents, articles, hyphens and the like, and no other value differs only in these: right, and the
   difference is shown.
5. It is one typing slip away (a letter too many, missing, wrong, or two exchanged), in a word of five letters or more,
   never in a digit, and no other value is as near: nearly right.
6. Anything else is wrong.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from quiz.values.numerals import Tolerance
from quiz.values.readings import ColumnKind, ColumnReading, by_each, single_number, value_of
from quiz.values.relations import canonical, sense
from quiz.values.signs import plain

_FEWEST_LETTERS = 5  # of a word in which a letter may slip
_IDEOGRAPHS = "\u2e80"  # from here on, a letter is a syllable or a word
_MARKS = range(200, 241)  # combining classes of accents; other marks are letters of their own
#: Letters that are not a base letter with a mark, and what is typed for them.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "ı": "i", "ħ": "h"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
#: Articles without accents: English, German, Dutch, French, Spanish, Portuguese, Italian, Greek.
_ARTICLES = """
    the a an der die das den dem des ein eine einen einem einer eines de het een le la les un une
    el los las una unos unas lo gli uno os um uma ο η το οι τα ενας μια ενα
"""
_ELIDED = ("l'", "un'")


class RightAnswer(NamedTuple):
    """A right answer as it is shown, with all its names, the text among them."""

    text: str
    names: tuple[str, ...]


class Expected(NamedTuple):
    """What is right if a text is typed.

    known: the canonical form of every name of the column -> the number of its value; those of right answers
    may be among them. before, after: the words around a value, which need not be typed.
    """

    reading: ColumnReading
    right: tuple[RightAnswer, ...]
    known: Mapping[str, int] = MappingProxyType({})
    within: Tolerance | None = None
    before: str = ""
    after: str = ""


class Closeness:
    """How a typed text is related to a right answer."""

    SAME = "same"
    SPELT = "spelt"  # with other accents, articles or hyphens
    SLIP = "slip"
    WRONG = "wrong"


class Marked(NamedTuple):
    """The mark of a typed text: the right answer that it means, or the number of the `other` value that it is."""

    closeness: str
    right: RightAnswer | None = None
    other: int = -1

    @property
    def is_right(self) -> bool:
        """Whether the text counts as right."""
        return self.right is not None

    @property
    def is_slip(self) -> bool:
        """Whether it counts as right in spite of a typing slip."""
        return self.closeness == Closeness.SLIP

    @property
    def is_close(self) -> bool:
        """Whether it counts as right although it is written differently."""
        return self.closeness in (Closeness.SPELT, Closeness.SLIP)


_WRONG = Marked(Closeness.WRONG)


def mark(typed: str, expected: Expected) -> Marked:
    """Mark a text; one of nothing but spaces is wrong."""
    text, reading = _bare(typed.strip(), expected), expected.reading
    if not text:
        return _WRONG
    form = canonical(text, reading)
    forms = {canonical(name, reading): answer for answer in reversed(expected.right) for name in answer.names}
    if form in forms:
        return Marked(Closeness.SAME, forms[form])
    either = {canonical(text, by) for by in by_each(reading)}  # if nothing says how to read it
    others = [one for one in (form, *sorted(either)) if one in expected.known and one not in forms]
    right = None if others else next((forms[one] for one in sorted(either) if one in forms), None)
    right = right or _within(text, expected)
    if right is not None:
        return Marked(Closeness.SAME, right)
    if others:
        return Marked(Closeness.WRONG, other=expected.known[others[0]])
    if reading.exact or reading.kind is ColumnKind.IDENTIFIER or value_of(plain(text), reading) is not None:
        return _WRONG
    others = [other for other in expected.known if other not in forms and not other.startswith("\0")]
    return _spelt(text, expected, others) or _slipped(text, expected, others) or _WRONG


def says_known(text: str, expected: Expected) -> bool:
    """Return whether a text says the same as a right answer or another value of its column."""
    form = canonical(_bare(text.strip(), expected), expected.reading)
    names = (name for answer in expected.right for name in answer.names)
    return form in expected.known or any(canonical(name, expected.reading) == form for name in names)


def _bare(text: str, expected: Expected) -> str:
    """Return a text without the words around its value, if they were typed."""
    before, after = expected.before.strip(), expected.after.strip()
    folded = text.casefold()
    if before and folded.startswith(before.casefold()):
        text = text[len(before) :].strip()
    if after and folded.endswith(after.casefold()):
        text = text[: len(text) - len(after)].strip()
    return text


def _within(text: str, expected: Expected) -> RightAnswer | None:
    """Return the right answer that a number is close enough to, if there is a tolerance."""
    if expected.within is None:
        return None
    from fractions import Fraction

    worth = single_number(text, expected.reading)
    if worth is None:
        return None
    for answer in expected.right:
        right = single_number(answer.names[0], expected.reading)
        if right is None:
            continue
        reach = Fraction(expected.within.amount)
        if expected.within.is_share:
            reach *= abs(Fraction(right)) / 100
        if abs(Fraction(worth) - Fraction(right)) <= reach:
            return answer
    return None


def _spelt(text: str, expected: Expected, others: Iterable[str]) -> Marked | None:
    """Return the mark of a text that differs from a right answer only in what does not matter."""
    forms = _loosened(text, expected.reading)
    for answer in expected.right:
        meant = {form for name in answer.names for form in _loosened(name, expected.reading)}
        if not forms.isdisjoint(meant):
            if any(not forms.isdisjoint(_loosened(other, expected.reading)) for other in others):
                return _WRONG
            return Marked(Closeness.SPELT, answer)
    return None


def _slipped(text: str, expected: Expected, others: Iterable[str]) -> Marked | None:
    """Return the mark of a text that is one slip away from a right answer, and from no other value."""
    forms = _loosened(text, expected.reading)
    for answer in expected.right:
        meant = {form for name in answer.names for form in _loosened(name, expected.reading)}
        if any(_is_slip(form, right) for form in forms for right in meant):
            for other in others:
                spellings = _loosened(other, expected.reading) | {other}
                if any(form == one or _edit(form, one) is not None for form in forms for one in spellings):
                    return _WRONG
            return Marked(Closeness.SLIP, answer)
    return None


def _loosened(text: str, reading: ColumnReading) -> set[str]:
    """Return the forms of a text without accents, articles, and other things that may be left out."""
    found = set()
    keys = sense(text, reading).keys
    without = {bare for key in keys if (bare := _without_article(key)) != key}
    for key in keys.union(*(sense(one, reading).keys for one in without)):
        for form in {_without_accents(key), _without_accents(key.translate(_UMLAUTS))}:
            found.add(_without_article(form))
    return found - {""}


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text.translate(_LETTERS))
    return unicodedata.normalize("NFC", "".join(char for char in parts if unicodedata.combining(char) not in _MARKS))


def _without_article(form: str) -> str:
    first, _, rest = form.partition(" ")
    if rest and first in _ARTICLES.split():
        return rest
    start = next((start for start in _ELIDED if form.startswith(start)), "")
    return form[len(start) :] if len(form) > len(start) + 1 else form


def _is_slip(typed: str, right: str) -> bool:
    """Return whether one text differs from another by one letter of a long word."""
    at = _edit(typed, right)
    if at is None:
        return False
    words = [word for word in _words_at(right, at) if len(word) >= _FEWEST_LETTERS and word.isalpha()]
    changed = (
        (typed[at : at + 1], right[at : at + 1]) if len(typed) == len(right) else (max(typed, right, key=len)[at],)
    )
    return bool(words) and all(char.isalpha() and char < _IDEOGRAPHS for char in changed)


def _edit(one: str, other: str) -> int | None:
    """Return where the only difference between two texts begins: a letter added, missing or changed, or two exchanged.

    Returns None if they are the same, or differ in more.
    """
    if abs(len(one) - len(other)) > 1 or one == other:
        return None
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if len(one) != len(other):
        longer, shorter = (one, other) if len(one) > len(other) else (other, one)
        return at if longer[at + 1 :] == shorter[at:] else None
    is_exchange = one[at : at + 2] == other[at : at + 2][::-1] and len(one[at : at + 2]) > 1
    if one[at + 1 :] == other[at + 1 :] or (is_exchange and one[at + 2 :] == other[at + 2 :]):
        return at
    return None


def _words_at(text: str, at: int) -> Iterator[str]:
    """Yield the words of letters and digits that touch a place: the one that continues there, or that ends there."""
    for place in (at, at - 1):
        if 0 <= place < len(text) and text[place].isalnum():
            start, end = place, place
            while start and text[start - 1].isalnum():
                start -= 1
            while end < len(text) and text[end].isalnum():
                end += 1
            yield text[start:end]
