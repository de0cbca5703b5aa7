"""What a reader of a foreign format is."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from quiz.exchange.losses import Loss
from quiz.exchange.question import ForeignQuestion, ForeignTable, Seen
from quiz.exchange.source import Refused, Source

Found = ForeignQuestion | ForeignTable | Seen | Loss


class Reader(NamedTuple):
    """A foreign format.

    name: what `--format` calls it. title: what it is, for people. endings: of its files.
    sniff: how likely a file is to be of this format, from 0 (not at all) to 100, by its beginning alone; raises
    `Refused` if it is damaged.
    read: yields what the file holds, in order; raises `Refused` if it is not of this format at all.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    sniff: Callable[[Source], int]
    read: Callable[[Source], Iterator[Found]]

    def sureness(self, source: Source) -> int:
        """Return how surely a file is of this format; a damaged one is not."""
        try:
            return self.sniff(source)
        except Refused:
            return 0
