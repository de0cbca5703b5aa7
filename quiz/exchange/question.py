"""A question of another program, in the form that every reader gives and the mapper takes.

All texts are plain: a reader removes the tags, entities and escapes of its format. Lines stay.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

_LONGEST_LABEL = 2000
_MOST_NAMED = 20  # gaps that a label shows as such


class AnswerType(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"  # one of the options, or several
    TRUE_FALSE = "true or false"
    TYPED = "typed"
    NUMBER = "number"
    MATCHING = "matching"
    ORDERING = "ordering"
    GAPS = "gaps"
    CARD = "card"  # two sides, each of which asks for the other


class Place(NamedTuple):
    """Where something is: a file, or `package/part`, and its line (row, note) from 1; 0 for all of it."""

    file: str
    line: int = 0


class ForeignOption(NamedTuple):
    """An option, or an answer that is accepted: its text, its share of the points (1 is right), and its feedback.

    For a number, `within` says how far off an answer may be.
    """

    text: str
    share: float = 0.0
    why: str = ""
    within: str = ""

    @property
    def is_right(self) -> bool:
        """Whether it earns all points by itself."""
        return self.share > 0.999


class Pair(NamedTuple):
    """Two texts that belong together; without `left`, `right` belongs to nothing."""

    left: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignQuestion:
    """A question as it was read.

    kind: which of the fields below hold its answers.
    stem: the question; in one with gaps `{1}`, `{2}` ... stand where they are, and other braces are doubled.
    options: for a choice, all options; for a typed answer or a number, those that are accepted; for an order, the
        things in their right order; for a card, the other side; for a claim, one option, `true` or `false`.
    several: all right options have to be chosen.
    gaps: for each gap, what is accepted, the wrong ones to choose from with a share of 0.
    exact: capitals matter in what is typed.
    why, hints: shown after the answer, and before it.
    id, name: what it is called there, for machines and for people.
    topic: the path of its category, from the top.
    marks: codes of losses that its texts had: pictures, tables, formats.
    is_weighted: the shares were in the source; otherwise only which options are right counts.
    """

    kind: AnswerType
    place: Place
    stem: str
    options: tuple[ForeignOption, ...] = ()
    several: bool = False
    pairs: tuple[Pair, ...] = ()
    gaps: tuple[tuple[ForeignOption, ...], ...] = ()
    exact: bool = False
    why: str = ""
    hints: tuple[str, ...] = ()
    id: str = ""
    name: str = ""
    topic: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    marks: frozenset[str] = frozenset()
    is_weighted: bool = False

    @property
    def label(self) -> str:
        """What it is called in a message: its name, or else its beginning."""
        stem = self.stem[:_LONGEST_LABEL]
        for nth in range(1, min(len(self.gaps), _MOST_NAMED) + 1):
            stem = stem.replace(f"{{{nth}}}", "_____", 1)
        return self.name or stem or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignTable:
    """Facts of a sheet or of cards with several fields: what the columns are called, and rows of as many cells.

    numbers: the line, row or note that each row comes from. is_generic: its headings say nothing about the facts, such
    as `Front`. marks: the likely decimal mark of each column, `decimal point` or `decimal comma`, or "".
    """

    place: Place
    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    ids: tuple[str, ...] = ()
    is_generic: bool = False
    marks: tuple[str, ...] = ()


class Seen(NamedTuple):
    """What a reader saw in a file, as a sentence: how it understood it, before anything is written."""

    place: Place
    text: str
