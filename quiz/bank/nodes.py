"""Spans of a bank's text, and the tree that it is read into: three kinds of node, each with its span."""

from typing import NamedTuple


class SourceSpan(NamedTuple):
    """A span of a bank's text, in one line. Lines and columns count from 1, `width` in characters."""

    line: int
    column: int
    width: int = 1


class Scalar(NamedTuple):
    """A text as typed. It is a named tuple, because a big bank has a hundred thousand of them."""

    text: str
    line: int
    column: int

    @property
    def span(self) -> SourceSpan:
        """Where the text starts; the width is that of an unquoted text."""
        return SourceSpan(self.line, self.column, max(1, len(self.text)))


class Seq(NamedTuple):
    """A list of nodes."""

    items: tuple["Node", ...]
    line: int
    column: int

    @property
    def span(self) -> SourceSpan:
        """Where the list starts."""
        return SourceSpan(self.line, self.column)


class Map(NamedTuple):
    """A mapping: keys and values in the order typed, keys all different."""

    keys: tuple[Scalar, ...]
    values: tuple["Node", ...]
    line: int
    column: int

    @property
    def span(self) -> SourceSpan:
        """Where the first key is."""
        return SourceSpan(self.line, self.column)


Node = Scalar | Seq | Map


def first_scalar(node: Node) -> str:
    """Return the first text in a node, or the empty text."""
    if isinstance(node, Scalar):
        return node.text
    inner = node.items if isinstance(node, Seq) else node.values
    return next(filter(None, map(first_scalar, inner)), "")


def is_list_in_braces(node: Map) -> bool:
    """Return whether a mapping has keys only, as `{France, Paris}` has."""
    return len(node.keys) > 1 and all(isinstance(value, Scalar) and not value.text for value in node.values)
