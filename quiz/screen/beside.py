"""What stands beside the score of a round at its end."""

from typing import NamedTuple

__all__ = ["Beside", "Change"]


class Change(NamedTuple):
    """The score of the last round on the same banks."""

    right: int
    total: int


class Beside(NamedTuple):
    """The score of the last round, what is a joy, and what else there is to say."""

    last: Change | None = None
    cheers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
