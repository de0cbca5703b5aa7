"""All texts of a column, read together."""

from collections.abc import Sequence
from typing import NamedTuple

from quiz.values.codes import are_scores, code_at
from quiz.values.fits import UNDECLARED, Doubt, best_fit
from quiz.values.numerals import Mark, mark_of
from quiz.values.readings import LITERAL, OPEN, ColumnKind, ColumnReading, Declared, may_be_value
from quiz.values.signs import plain
from quiz.values.spans import Worth

_ODD_OF = 4  # one cell in this many may be odd
_GROUP = 3  # digits between two separators
_LONGEST_AT_A_GLANCE = 12  # digits: an ISBN has 13

# For whole numbers, if nothing says which is the decimal mark.
_BY_POINT = ColumnReading(ColumnKind.NUMBER, others=(ColumnReading(ColumnKind.NUMBER, Mark.COMMA),))


class ColumnValues(NamedTuple):
    """A column as it was read.

    values: the value of each text, None if the reading does not fit; all None in a column of identifiers or texts, or
    in doubt. odd: the positions of the texts that it does not fit. because: the position of the text that makes the
    column one of identifiers, or -1.
    """

    reading: ColumnReading
    values: Sequence[Worth | None]
    odd: Sequence[int] = ()
    doubt: Doubt | None = None
    because: int = -1


def read_column(texts: Sequence[str], *, language: str = "", declared: Declared = UNDECLARED) -> ColumnValues:
    """Read all texts of a column; `language` is that of the bank, as a code.

    If nothing is declared, a kind is taken if its reading fits three texts in four or more.
    """
    if declared.kind in (ColumnKind.TEXT, ColumnKind.IDENTIFIER):
        return _without_values(texts, LITERAL._replace(kind=declared.kind))
    likely_mark = declared.mark or mark_of(language)
    is_declared = declared != UNDECLARED
    if not is_declared:
        found = _at_a_glance(texts, likely_mark)
        if found:
            return found
    plain_of = {text: plain(text) for text in dict.fromkeys(texts)}
    lines = [plain_of[text] for text in texts]
    if not is_declared:
        because = code_at(lines)
        if because >= 0:
            return _without_values(texts, LITERAL._replace(kind=ColumnKind.IDENTIFIER), because)
        if are_scores(lines):
            return _without_values(texts, LITERAL)
    fit = best_fit(lines, declared, likely_mark)
    if not is_declared and not _are_few(len(texts) - fit.fitted, len(texts)):
        return _as_texts(texts, likely_mark)
    if fit.doubt:
        return _without_values(texts, OPEN)._replace(doubt=fit.doubt._replace(text=texts[fit.doubt.at]))
    odd = [at for at, value in enumerate(fit.values) if value is None] if None in fit.values else ()
    return ColumnValues(fit.reading, fit.values, odd)


def counted(texts: Sequence[str]) -> Sequence[int] | None:
    """Return the numbers in texts that all count the same thing, such as `1 moon` and `16 moons`; None for others.

    The thing that is counted is not a unit, so such texts are not compared, but they can be put in order.
    """
    if not texts or not texts[0][-1:].isalpha() or not (texts[0][0].isdecimal() or texts[0][0] in "-\u2212"):
        return None  # as most columns
    split = [text.replace("\u2212", "-").partition(" ") for text in texts]
    sizes = [_whole(number) for number, _, _ in split]
    nouns = {noun.casefold() for (_, _, noun), size in zip(split, sizes, strict=True) if size not in (1, -1)}
    starts = {noun[:1].casefold() for _, _, noun in split}
    is_one = len(nouns) < 2 and len(starts) == 1 and starts != {""}
    if not is_one or any(map(str.isdecimal, "".join(nouns))):
        return None
    return None if None in sizes else [size for size in sizes if size is not None]


def _whole(text: str) -> int | None:
    """Return the whole number that a text is, with or without thousands separators."""
    sign, digits = (-1, text[1:]) if text[:1] == "-" else (1, text)
    head, *groups = digits.replace("'", ",").replace("’", ",").replace(".", ",").split(",")
    if not head.isdecimal() or not all(len(group) == _GROUP and group.isdecimal() for group in groups):
        return None
    return sign * int(head + "".join(groups)) if len(digits) <= _LONGEST_AT_A_GLANCE else None


def _without_values(texts: Sequence[str], reading: ColumnReading, because: int = -1) -> ColumnValues:
    return ColumnValues(reading, [None] * len(texts), because=because)


def _as_texts(texts: Sequence[str], mark: Mark | None) -> ColumnValues:
    """Return a column of texts; `mark` is the likely decimal mark of the numbers among them."""
    return _without_values(texts, OPEN if mark is None else OPEN._replace(mark=mark))


def _are_few(odd: int, count: int) -> bool:
    return odd * _ODD_OF <= count and odd < count


def _at_a_glance(texts: Sequence[str], mark: Mark | None) -> ColumnValues | None:
    """Read a column of names or of whole numbers, like most columns, without looking at each text."""
    joined = "\n".join(texts)
    if joined.isascii():
        has_digits = any(digit in joined for digit in "0123456789")
    else:
        has_digits = any(map(str.isnumeric, set(joined)))
    if not has_digits:
        return _without_values(texts, OPEN)
    distinct = dict.fromkeys(texts)
    if joined.isascii() and all(map(str.isdigit, distinct)) and max(map(len, distinct)) <= _LONGEST_AT_A_GLANCE:
        if "\n0" not in joined and joined[0] != "0":
            numbers = dict(zip(distinct, map(int, distinct), strict=True))
            values = list(map(numbers.__getitem__, texts))
            return ColumnValues(_BY_POINT if mark is None else ColumnReading(ColumnKind.NUMBER, mark), values)
        return None
    unlikely = len(texts) - sum(map(may_be_value, texts))
    return None if _are_few(unlikely, len(texts)) else _as_texts(texts, mark)
