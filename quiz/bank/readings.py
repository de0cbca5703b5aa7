"""How the columns of a table are read: as declared, or as all their cells allow."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quiz.values.columns import ColumnValues, read_column
from quiz.values.fits import UNDECLARED
from quiz.values.readings import DECLARATIONS, EXACT_READING


class Readings(NamedTuple):
    """What decides how the columns of a table are read, apart from their texts.

    language: that of the bank. kinds: column -> one of `DECLARATIONS`. exact: the columns in which letters matter.
    """

    language: str = ""
    kinds: Mapping[str, str] = {}
    exact: Sequence[str] = ()

    def read(self, name: str, texts: Sequence[str], *, exact: bool = False) -> ColumnValues:
        """Read all values of a column, one after the other; letters matter where the column is exact."""
        if exact or name in self.exact:
            return ColumnValues(EXACT_READING, [None] * len(texts))
        declared = self.kinds.get(name)
        return read_column(texts, language=self.language, declared=DECLARATIONS[declared] if declared else UNDECLARED)


def read_options(texts: Sequence[str], language: str, *, exact: bool) -> ColumnValues:
    """Read the options of a written-out question, those that always stand last left out."""
    return ColumnValues(EXACT_READING, [None] * len(texts)) if exact else read_column(texts, language=language)


def what_may_matter(one: str, other: str) -> str:
    """Return in what two texts that say the same may be meant to differ, for a message; nothing where it is no matter.

    It may be capitals, spaces and lines, or how a fraction is written: the time signatures `3/4` and `6/8` differ.
    """
    if one == other:
        return ""
    if one.casefold() == other.casefold():
        return "capitals matter"
    if one.split() == other.split():
        return "spaces and lines matter"
    return "it matters how fractions are written" if "/" in one and "/" in other else ""
