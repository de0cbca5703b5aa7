"""A bank that is being written: plain data, whatever it is made from."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quiz.bank.rows import CONFUSE
from quiz.text import clean, slug

_LETTER = "\u0915"  # a letter that takes joiners at its sides
_JOINERS = "\u200c\u200d"


class Heading(NamedTuple):
    """A column: its name in `{placeholders}`, and its label as the teacher wrote it."""

    name: str
    label: str


class DraftRow(NamedTuple):
    """A fact: its id, and the values of each cell (none where the cell is empty)."""

    id: str
    cells: tuple[tuple[str, ...], ...]


class DraftPattern(NamedTuple):
    """A pattern. Below the id stand the keys of the bank format; empty ones are not written."""

    id: str
    ask: str = ""
    claim: str = ""
    answer: str = ""
    swap: str = ""
    choose: str = ""
    most: str = ""
    least: str = ""
    near: str = ""
    why: str = ""


class Draft(NamedTuple):
    """A bank of one table. All texts are tidy."""

    title: str
    topic: str
    headings: tuple[Heading, ...]
    rows: tuple[DraftRow, ...]
    patterns: tuple[DraftPattern, ...] = ()
    source: str = ""
    as_of: str = ""

    @property
    def id(self) -> str:
        """The bank's id, made of its title."""
        return slug(self.title) or "bank"

    @property
    def table(self) -> str:
        """The table's id, made of its topic."""
        return slug(self.topic) or "facts"

    def with_pattern(self, pattern: DraftPattern) -> "Draft":
        """Return the draft with one more pattern, under an id of its own."""
        taken = {other.id for other in self.patterns}
        ids = (f"{pattern.id}-{number}" if number else pattern.id for number in (0, *range(2, len(taken) + 3)))
        id_ = next(id_ for id_ in ids if id_ not in taken)
        return self._replace(patterns=(*self.patterns, pattern._replace(id=id_)))


def tidy(text: str) -> str:
    """Return `text` as one line as banks hold it, without spaces at its ends.

    Hidden characters are dropped: sheets and web pages leave them behind, and nobody
    meant them. The result is a fixed point of `clean`.
    """
    inner = text.strip()
    if clean(text) == text and clean(inner) == inner:
        return inner
    seen = "".join(char for char in text if "<U+" not in clean(f"{_LETTER}{char}{_LETTER}"))
    result = clean(seen).strip()
    if clean(result) == result and result.count("<U+") == seen.count("<U+"):
        return result
    for joiner in _JOINERS:  # some of them join nothing here
        seen = seen.replace(joiner, "")
    return clean(seen).strip()


def column_heading(label: str, nth: int) -> Heading:
    """Return the column that a label names; `nth`, from 1, helps out where it has no letters."""
    label = tidy(label)
    words = "".join(char if f"a{char}".isidentifier() else " " for char in slug(label))
    name = "_".join(words.split())
    if not name:
        name = f"column_{nth}"
    elif not name.isidentifier():
        name = f"column_{name}"
    elif name == CONFUSE:  # a key that rows have
        name = "confused"
    return Heading(name, label)


def rows_of(rows: Iterable[Sequence[tuple[str, ...]]], taken: Iterable[str] = ()) -> tuple[DraftRow, ...]:
    """Give each row an id: the slug of its first value, with a number where that is `taken`."""
    used = set(taken)
    numbers: dict[str, int] = {}
    made = []
    for cells in rows:
        stem = slug(cells[0][0]) if cells and cells[0] else ""
        stem = id_ = stem or "row"
        while id_ in used:
            numbers[stem] = numbers.get(stem, 1) + 1
            id_ = f"{stem}-{numbers[stem]}"
        used.add(id_)
        made.append(DraftRow(id_, tuple(cells)))
    return tuple(made)
