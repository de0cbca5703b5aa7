"""A player's pace: how many times as long their memory lasts as the schedule assumes. One number for all facts.

It is found by maximum likelihood on a grid, over first tries on later days than the one before, and drawn towards 1.
What answers say of it is kept in whole numbers, so that an answer that is taken back leaves no trace.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import exp, log

from quiz.game.memory import SLIP, Memory, retrievability

#: The paces that are weighed against each other. Stability after a first answer differs 80-fold between people, and the
#: forgetting curve is flat: four times as long a memory is up to a tenth more recall.
PACES = (4.0**-5, 4.0**-4, 4.0**-3, 4.0**-2, 4.0**-1, 1.0, 4.0, 16.0)
_SPREAD = 2.0  # the standard deviation of the logarithm of the pace between people, before anything is known
_BETTER = 0.03  # how much less the loss must be than that of pace 1
_ENOUGH = 20  # answers, before which nothing is said
_LEAST = SLIP / 10  # what can happen is no less likely
_STEPS = 50  # of time, for each by which it is e times as long
_UNIT = 1_000_000  # evidence is kept in millionths of a nat
_STANDARD = PACES.index(1.0)

#: What first tries say: how many there are, and their loss at each pace in millionths.
Evidence = tuple[int, ...]
NO_EVIDENCE: Evidence = (0,) * (1 + len(PACES))


def evidence(memory: Memory | None, right: bool, day: int, chance: float) -> Evidence:
    """Return what a first try on a day says of the pace: nothing where it is the first one, or on the day of the last.

    Its loss at a pace is less the logarithm of the probability that it was so: to be right takes knowing and no
    slip, or a blind guess, which is right with a `chance`.
    """
    if memory is None or day <= memory.day:
        return NO_EVIDENCE
    return evidence_after(memory.stability, day - memory.day, right, chance)


def evidence_after(stability: float, gap: int, right: bool, chance: float) -> Evidence:
    """Return what a first try says of the pace so many days after the last one, at least one; see `evidence`."""
    return _losses(round(_STEPS * log(gap / stability)), right, chance)


@lru_cache(maxsize=10_000)
def _losses(step: int, right: bool, chance: float) -> Evidence:
    """Return the evidence of an answer after exp(step / 50) times the stability.

    Time is in steps, of a fiftieth, so that few of the answers of a long history have to be worked out.
    """
    gap = exp(step / _STEPS)
    shares = [right_share(retrievability(pace, gap), chance) for pace in PACES]
    return (1, *(round(-_UNIT * log(share if right else 1 - share)) for share in shares))


def added_up(found: Iterable[Sequence[int]], less: Iterable[Sequence[int]] = ()) -> Evidence:
    """Return the sum of evidence, less that of others."""
    sums = tuple(map(sum, zip(NO_EVIDENCE, *found, strict=True)))
    if not less:
        return sums
    return tuple(one - sum(others) for one, *others in zip(sums, *less, strict=True))


def evidence_in(text: str) -> Evidence | None:
    """Return evidence from its numbers in a text, with spaces between; None where it is none."""
    try:
        found = tuple(map(int, text.split()))
    except ValueError:
        return None
    return found if len(found) == len(NO_EVIDENCE) else None


def right_share(recall: float, chance: float) -> float:
    """Return how likely an answer is right at a recall, where a blind guess is with a chance; never 0 or 1."""
    return min(max(recall * (1 - SLIP) + (1 - recall) * chance, _LEAST), 1 - _LEAST)


def pace_of(found: Sequence[int]) -> float:
    """Return the pace that all evidence together speaks for; 1 where that is not 3 % better than 1, or they are few."""
    if found[0] < _ENOUGH:
        return 1.0
    losses = found[1:]
    best = min(range(len(PACES)), key=lambda i: losses[i] + _UNIT * (log(PACES[i]) / _SPREAD) ** 2 / 2)
    return PACES[best] if losses[best] < (1 - _BETTER) * losses[_STANDARD] else 1.0
