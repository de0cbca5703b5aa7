"""A player's pace: how many times as long their memory lasts as the schedule assumes, alike for all facts.

It is found by maximum likelihood on a grid, over first tries on later days than the one before, and drawn towards 1.
What answers say of it is kept in whole numbers, so that an answer that is taken back leaves no trace.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import exp, log

from quiz.game.memory import MOST_ASKED, SLIP, USUAL, Memory, Pace, retrievability

#: The paces that are weighed against each other. Stability after a first answer differs 80-fold between people, and the
#: forgetting curve is flat: four times as long a memory is up to a tenth more recall.
PACES = tuple(Pace(4.0**power, growth) for growth in (0, 1, 2, 4) for power in range(-5, 3))
#: The standard deviations between people, before anything is known: of the logarithm of a pace, and of its growth.
_SPREAD, _GROWTH_SPREAD = 2.0, 3.0
_BETTER = 0.03  # how much less the loss must be than that of pace 1
_ENOUGH = 20  # answers, before which nothing is said
_LEAST = SLIP / 10  # what can happen is no less likely
_STEPS = 50  # of time, for each by which it is e times as long
_UNIT = 1_000_000  # evidence is kept in millionths of a nat
_USUAL = PACES.index(USUAL)
#: Pace -> by how much it is drawn towards the usual one, in millionths of a nat.
_DRAWN = tuple(_UNIT * ((log(one.once) / _SPREAD) ** 2 + (one.growth / _GROWTH_SPREAD) ** 2) / 2 for one in PACES)

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
    return evidence_after(memory.stability, memory.asked, day - memory.day, right, chance)


def evidence_after(stability: float, asked: int, gap: int, right: bool, chance: float) -> Evidence:
    """Return what a first try says of the pace so many days after the last one, at least one; see `evidence`."""
    return _losses(round(_STEPS * log(gap / stability)), min(asked, MOST_ASKED), right, chance)


@lru_cache(maxsize=10_000)
def _losses(step: int, asked: int, right: bool, chance: float) -> Evidence:
    """Return the evidence of an answer after exp(step / 50) times the stability, to a fact that was asked so often.

    Time is in steps, of a fiftieth, so that few of the answers of a long history have to be worked out.
    """
    gap = exp(step / _STEPS)
    shares = [right_share(retrievability(pace.times(asked), gap), chance) for pace in PACES]
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


def pace_of(found: Sequence[int]) -> Pace:
    """Return the pace that all evidence together speaks for.

    It is the usual one where another is not 3 % better, or where the answers are few.
    """
    if found[0] < _ENOUGH:
        return USUAL
    losses = found[1:]
    best = min(range(len(PACES)), key=lambda i: losses[i] + _DRAWN[i])
    return PACES[best] if losses[best] < (1 - _BETTER) * losses[_USUAL] else USUAL
