"""The tree a bank's text is read into: three kinds of node, each with its place."""

from typing import NamedTuple

from quiz.bank.place import Place


class Scalar(NamedTuple):
    """A text as typed. A record, as a big bank makes a hundred thousand of them."""

    text: str
    line: int
    column: int

    @property
    def place(self) -> Place:
        """Where the text starts; the width is that of an unquoted text."""
        return Place(self.line, self.column, max(1, len(self.text)))


class Seq(NamedTuple):
    """A list of nodes."""

    items: tuple["Node", ...]
    line: int
    column: int

    @property
    def place(self) -> Place:
        """Where the list starts."""
        return Place(self.line, self.column)


class Map(NamedTuple):
    """A mapping: keys and values in the order typed, keys all different."""

    keys: tuple[Scalar, ...]
    values: tuple["Node", ...]
    line: int
    column: int

    @property
    def place(self) -> Place:
        """Where the first key stands."""
        return Place(self.line, self.column)


Node = Scalar | Seq | Map
