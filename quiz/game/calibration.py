"""How well the schedule has predicted a player's answers, each one from those before it.

Only first tries on a later day than the one before are predicted. They are compared with two other predictions: the
defaults of FSRS-6, which know neither guessing nor the player, and one share for all answers, the best one in
hindsight. A guess is sometimes right, so all three are corrected for guessing in the same way.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil, log
from typing import NamedTuple

from quiz.game.memory import USUAL, Grade, Memory, Pace, after_grade, recall, reviewed
from quiz.game.pace import evidence, pace_of, right_share
from quiz.game.scoring import without_guessing

#: Answers are grouped by these limits of predicted recall.
BOUNDS = (0.0, 0.4, 0.6, 0.8, 0.9, 1.0)
_MORE = 1.02  # times as many answers, after which the pace is calculated again
_Z = 1.96  # the normal distribution's 95 %


class Try(NamedTuple):
    """A first try: the fact, its grade, the player's day, whether a hint was taken, and the chance of a blind guess."""

    fact: str
    grade: int
    right: bool
    day: int
    hinted: bool
    chance: float


class Bin(NamedTuple):
    """Answers that were predicted alike: how many, the recall that was predicted, and what was observed, both means."""

    low: float
    high: float
    answers: int
    predicted: float
    observed: float


class Against(NamedTuple):
    """The mean loss of another prediction, and how many answers it takes to distinguish it from the schedule's.

    That number is None if both predict the same.
    """

    loss: float
    takes: int | None


class Predictions(NamedTuple):
    """How well answers were predicted: the mean log loss, that of others, and predicted against observed recall."""

    answers: int = 0
    pace: Pace = USUAL
    loss: float = 0.0
    defaults: Against = Against(0.0, None)
    constant: Against = Against(0.0, None)
    bins: tuple[Bin, ...] = ()


class _Predicted(NamedTuple):
    right: bool
    chance: float
    ours: float  # predicted recall
    default: float


def predictions(tries: Iterable[Try]) -> Predictions:
    """Return how well each of a player's first tries, in the order of time, was predicted from those before it."""
    said: Counter[int] = Counter()
    fitted, pace = 0, USUAL
    memories: dict[str, tuple[Memory, Memory]] = {}
    found: list[_Predicted] = []
    for one in tries:
        memory, default = memories.get(one.fact, (None, None))
        if memory is not None and default is not None and one.day > memory.day and not one.hinted:
            if len(found) > fitted * _MORE:
                fitted, pace = len(found), pace_of(said)
            ours = recall(memory.at_pace(pace), one.day)
            found.append(_Predicted(one.right, one.chance, ours, recall(default, one.day)))
            said.update(evidence(memory, one.right, one.day, one.chance))
        gap = max(0, one.day - default.day) if default is not None else 0
        stability, difficulty = after_grade(default, one.grade, gap)
        after = reviewed(memory, one.grade, one.day, one.chance)
        memories[one.fact] = after, Memory(stability, difficulty, one.day, one.day)
    return _weighed(found, pace_of(said)) if found else Predictions()


def gaps(pace: Pace) -> tuple[int, ...]:
    """Return in how many days a fact is due after a first, a second and a third right answer.

    Each is given on the day on which it is due, to a question with four options.
    """
    memory, day = None, 0
    found = []
    for _ in range(3):
        memory = reviewed(memory, Grade.GOOD, day, chance=1 / 4)
        due = memory.at_pace(pace).due
        found.append(due - day)
        day = due
    return tuple(found)


def _weighed(found: Sequence[_Predicted], pace: Pace) -> Predictions:
    share = _observed(found)
    ours = [_loss(one, one.ours) for one in found]
    return Predictions(
        answers=len(found),
        pace=pace,
        loss=sum(ours) / len(ours),
        defaults=_against(ours, [_loss(one, one.default) for one in found]),
        constant=_against(ours, [_loss(one, share) for one in found]),
        bins=tuple(_bins(found)),
    )


def _loss(one: _Predicted, predicted: float) -> float:
    likely = right_share(predicted, one.chance)
    return -log(likely if one.right else 1 - likely)


def _observed(found: Sequence[_Predicted]) -> float:
    """Return the share of answers that came from knowledge: the right ones minus what guessing gives."""
    chance = sum(one.chance for one in found) / len(found)
    share = sum(one.right for one in found) / len(found)
    return without_guessing(share, chance) if chance < 1 else 0.0


def _against(ours: Sequence[float], others: Sequence[float]) -> Against:
    lacks = [other - one for one, other in zip(ours, others, strict=True)]
    mean = sum(lacks) / len(lacks)
    variance = sum((one - mean) ** 2 for one in lacks) / max(1, len(lacks) - 1)
    takes = ceil(_Z**2 * variance / mean**2) if mean else None
    return Against(sum(others) / len(others), takes)


def _bins(found: Sequence[_Predicted]) -> Iterable[Bin]:
    for low, high in pairwise(BOUNDS):
        here = [one for one in found if low < one.ours <= high]
        if here:
            yield Bin(low, high, len(here), sum(one.ours for one in here) / len(here), _observed(here))
