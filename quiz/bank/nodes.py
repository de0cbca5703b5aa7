"""Places in a bank's text, and the tree that it is read into: three kinds of node, each with its place."""

from typing import NamedTuple


class Place(NamedTuple):
    """A place in a bank's text. Lines and columns count from 1, `width` in characters."""

    line: int
    column: int
    width: int = 1


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
