"""How the columns of a table are read: as declared, or as all their cells allow."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quiz.values.amounts import amount
from quiz.values.columns import ColumnValues, read_column
from quiz.values.fits import UNDECLARED
from quiz.values.numerals import Mark, mark_of
from quiz.values.readings import DECLARATIONS, EXACT_READING, ColumnKind, Declared, single_number
from quiz.values.signs import plain

_NUMBERS = "0123456789.,⁻⁰¹²³⁴⁵⁶⁷⁸⁹"  # what the numbers that the program writes end with


class Readings(NamedTuple):
    """What determines how the columns of a table are read, apart from their texts.

    language: that of the bank. kinds: column -> one of `DECLARATIONS`. exact: those in which every character matters.
    """

    language: str = ""
    kinds: Mapping[str, str] = {}
    exact: Sequence[str] = ()

    def read(self, name: str, texts: Sequence[str], *, exact: bool = False) -> ColumnValues:
        """Read all values of a column, one after the other; if it is exact, every character matters."""
        if exact or name in self.exact:
            return ColumnValues(EXACT_READING, [None] * len(texts))
        declared = self.kinds.get(name)
        return read_column(texts, language=self.language, declared=DECLARATIONS[declared] if declared else UNDECLARED)


def read_options(texts: Sequence[str], language: str, *, exact: bool, computed: bool = False) -> ColumnValues:
    """Read the options of a written-out question, those that always come last left out.

    Computed answers are written by the program, so they are certainly numbers, with a known decimal mark.
    """
    if exact:
        return ColumnValues(EXACT_READING, [None] * len(texts))
    declared = Declared(mark=shown_mark(language)) if computed else UNDECLARED
    return read_column(texts, language=language, declared=declared)


class WordsAround(NamedTuple):
    """The words that all of several texts have before and after a number, as in `about 3 apples`."""

    before: str = ""
    after: str = ""

    def bare(self, text: str) -> str:
        """Return a text without them, if it has them."""
        if not text.startswith(self.before) or not text.endswith(self.after):
            return text
        return text[len(self.before) : len(text) - len(self.after)]


def read_computed(texts: Sequence[str], language: str, *, exact: bool) -> tuple[ColumnValues, WordsAround]:
    """Read the options of a computed question, without the words that all of them have around a number."""
    read = read_options(texts, language, exact=exact, computed=True)
    if exact or None not in read.values:
        return read, WordsAround()
    before = _without_number(_common(texts))
    after = _common([text[len(before) :][::-1] for text in texts]).rstrip(_NUMBERS)[::-1]
    around = WordsAround(before, after)
    bare = read_options(list(map(around.bare, texts)), language, exact=False, computed=True)
    return (read, WordsAround()) if None in bare.values else (bare, around)


def _without_number(text: str) -> str:
    """Return the words before a number without the first digits, which several numbers may share; `No. ` stays."""
    number = text[len(text.rstrip(_NUMBERS)) :].lstrip(".,")
    words = text[: len(text) - len(number)]
    return words[:-1] if words == "-" or words.endswith(" -") else words


def _common(texts: Sequence[str]) -> str:
    """Return what all of the texts begin with."""
    shortest = min(texts, key=len)
    return shortest[: next((at for at, char in enumerate(shortest) if any(text[at] != char for text in texts)), None)]


def read_typed(
    right: Sequence[str],
    wrong: Sequence[str],
    language: str,
    *,
    exact: bool,
    computed: bool = False,
    is_within: bool = False,
) -> ColumnValues:
    """Read the right and wrong answers of a typed question; the values are those of the right ones.

    A right number is read as a number even next to words, such as `seven` or `too many`; with a tolerance, also if it
    may be a year next to a date.
    """
    read = read_options([*right, *wrong], language, exact=exact, computed=computed)
    read = read._replace(values=read.values[: len(right)])
    is_date = is_within and read.reading.kind is ColumnKind.DATE
    if read.doubt or read.reading.literal or (None not in read.values and not is_date):
        return read
    numbers = [text for text in right if amount(plain(text))]
    if not numbers:
        return read
    reading = read_options(numbers, language, exact=exact, computed=computed).reading
    return ColumnValues(reading, [single_number(text, reading) for text in right])


def shown_mark(language: str) -> Mark:
    """Return the decimal mark by which the program writes numbers for a bank of a language."""
    return mark_of(language) or Mark.POINT


def what_may_matter(one: str, other: str) -> str:
    """Return, for a message, how two texts that say the same may be meant to differ; nothing if it does not matter.

    It may be capitals, spaces and lines, or how a fraction is written: the time signatures `3/4` and `6/8` differ.
    """
    if one == other:
        return ""
    if one.casefold() == other.casefold():
        return "capitals matter"
    if one.split() == other.split():
        return "spaces and lines matter"
    return "it matters how fractions are written" if "/" in one and "/" in other else ""
