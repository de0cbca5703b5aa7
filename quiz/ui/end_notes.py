"""What stands beside the score of a round at its end."""

from typing import NamedTuple


class Change(NamedTuple):
    """The score of the last round on the same banks."""

    right: int
    total: int


class EndNotes(NamedTuple):
    """The score of the last round, what is a joy, and what else there is to say."""

    last: Change | None = None
    cheers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
