"""A place in a bank's text. A module of its own, as banks that are in order need no problems."""

from typing import NamedTuple


class Place(NamedTuple):
    """A place in a bank's text. Lines and columns count from 1, `width` in characters."""

    line: int
    column: int
    width: int = 1
