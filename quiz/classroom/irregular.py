"""What is impossible, or unlikely: times that run backwards, answers faster than anybody reads, a shared round."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

#: Nobody who reads the questions gives this many answers in a row in so short a time: 50 in 20 seconds.
FAST_ANSWERS = 10
FAST_MS = 4_000


class Irregular(NamedTuple):
    """Something for the teacher to look at: whose answers, in which round, and what is odd about them."""

    student: str
    round: str
    what: str


def impossible_times(student: str, round_: str, ends: Sequence[int]) -> Iterable[Irregular]:
    """Yield what is wrong with the times of the answers of a round, in their order; each fault once.

    Times are in milliseconds.
    """
    if any(later < one for one, later in pairwise(ends)):
        yield Irregular(student, round_, "the times of a round run backwards")
    spans = (later - first for first, later in zip(ends, ends[FAST_ANSWERS - 1 :], strict=False))
    if any(0 <= span < FAST_MS for span in spans):
        yield Irregular(student, round_, f"{FAST_ANSWERS} answers or more within {FAST_MS // 1000} seconds")


def shared_rounds(rounds: Mapping[str, Sequence[str]]) -> Iterable[Irregular]:
    """Yield each round that several students handed in, for each of them. `rounds` is round -> its students."""
    for round_, students in rounds.items():
        for student in students if len(students) > 1 else ():
            others = ", ".join(one for one in students if one != student)
            yield Irregular(student, round_, f"the same round was handed in by {others} too")
