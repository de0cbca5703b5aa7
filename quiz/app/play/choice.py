"""What is to be played, as the player chose it."""

from collections.abc import Sequence
from typing import NamedTuple

from quiz.items.sources import Fact

#: How many facts a review asks at most.
REVIEW_LIMIT = 20

Banks = Sequence[tuple[str, str]]  # ids and content hashes


class Choice(NamedTuple):
    """What is to be played. No seed means a new one."""

    names: tuple[str, ...]
    mode: str = "learn"
    questions: int = 10
    topics: tuple[str, ...] = ()
    seed: str = ""
    facts: tuple[str, ...] = ()
    asks: tuple[tuple[str, str], ...] = ()  # see `Setup`
    mixed_up: tuple[tuple[str, str, str], ...] = ()  # see `Setup`
    time_ms: int = 0  # see `Setup`
    scope: tuple[str, ...] = ()  # what a review is about; nothing: all banks


#: A choice, the facts that may be asked, and the banks they are from.
RoundInput = tuple[Choice, Sequence[Fact], Banks]
