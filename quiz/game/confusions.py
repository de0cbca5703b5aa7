"""What somebody mixes up: an answer chosen where another was right, until the two are told apart."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

TOLD_APART = 2  # first tries in a row that are right with both on offer: then nothing is mixed up any more


class Picked(NamedTuple):
    """An answer to a question with one right answer, by the ids of the options: what was right and what was chosen."""

    attempt: str
    at: int
    answer: str
    chosen: str
    offered: Collection[str]
    is_first: bool  # a first try


class Confusion(NamedTuple):
    """How often something was chosen for another, and for how many first tries (at most two) it was not since."""

    times: int
    apart: int
    attempt: str  # the latest that mixed them up
    at: int


class MixUp(NamedTuple):
    """A confusion as it is shown: the question, what was right, what was chosen, how often and when last."""

    bank: str
    fact: str
    question: str
    answer: tuple[str, str]  # the option's id and text
    chosen: tuple[str, str]
    times: int
    apart: int
    at: int

    @property
    def is_told_apart(self) -> bool:
        """Tell whether the two are told apart by now."""
        return self.apart >= TOLD_APART


_Pair = tuple[str, str]  # what was right, and what was chosen for it


def after(known: Mapping[_Pair, Confusion], picked: Picked) -> dict[_Pair, Confusion]:
    """Return the confusions of a fact that an answer makes new or changes; answers come in their order."""
    if picked.chosen != picked.answer:
        pair = picked.answer, picked.chosen
        times = known[pair].times if pair in known else 0
        return {pair: Confusion(times + 1, 0, picked.attempt, picked.at)}
    if not picked.is_first:
        return {}
    return {
        pair: one._replace(apart=one.apart + 1)
        for pair, one in known.items()
        if pair[0] == picked.answer and pair[1] in picked.offered and one.apart < TOLD_APART
    }
