"""How well a fact is remembered: a fold over its first tries, one review at a time. Time is counted in days.

The model is FSRS-6 with its default parameters (Ye, Su & Cao, "A stochastic shortest path algorithm for
optimizing spaced repetition scheduling", KDD 2022, and its successors). Its formulas are written out here, as
they are in version 6 of the library `fsrs`, against which the tests hold them; the library makes objects and dates of
each answer, which takes many times as long. Nothing of a memory is kept that cannot be folded again from the attempts.
"""

from math import exp
from typing import NamedTuple

RETENTION = 0.9  # a fact is due when it is remembered no more likely than this
LONGEST_GAP = 36_500  # days
PRIOR = 0.15  # of facts that were never asked: the share that is known already
SLIP = 0.03  # how often somebody who knows answers wrongly


class Grade:
    """The grade of an answer, as FSRS has it. Its fourth grade, "easy", is left out: no answer can show it."""

    AGAIN = 1
    HARD = 2
    GOOD = 3


class Memory(NamedTuple):
    """What is known of a fact: for how many days it holds, how hard it is, on which day it was asked and is due.

    `stability` is the number of days until it is remembered with a probability of 0.9. Days are
    those of the player, as numbers (see `quiz.days`).
    """

    stability: float
    difficulty: float  # from 1 to 10
    day: int
    due: int

    def at_pace(self, pace: float) -> "Memory":
        """Return what a player remembers whose memory lasts `pace` times as long (see `quiz.game.pace`)."""
        stability = self.stability * pace
        return self._replace(stability=stability, due=self.day + gap_of(stability)) if pace != 1 else self


# The default parameters w0 to w20 of FSRS-6, by what they are for.
_FIRST = (0.212, 1.2931, 2.3065)  # the stability after a first answer of each grade
_EASE, _EASE_STEP = 6.4133, 0.8334
_DIFFICULTY_STEP, _REVERSION = 3.0194, 0.001
_GROWTH, _GROWTH_FALL, _GROWTH_FORGOTTEN = exp(1.8722), 0.1666, 0.796
_LAPSE, _LAPSE_DIFFICULTY, _LAPSE_STABILITY, _LAPSE_FORGOTTEN = 1.4835, 0.0614, 0.2629, 1.6483
_HARD = 0.6014
_SAME_DAY, _SAME_DAY_OFFSET, _SAME_DAY_FALL = 0.5425, 0.0912, 0.0658
_DECAY = -0.1542
_FACTOR = RETENTION ** (1 / _DECAY) - 1
_LEAST_STABLE = 0.001
_EASIEST = _EASE - exp(_EASE_STEP * 3) + 1  # the difficulty after an easy answer, to which all of them revert
_LAPSE_MOST = exp(_SAME_DAY * _SAME_DAY_OFFSET)


def grade(right: bool, hinted: bool, certainty: str | None) -> int:
    """Grade a first try: wrong is Again, right is Good, and right with a hint or by a guess is Hard."""
    if not right:
        return Grade.AGAIN
    return Grade.HARD if hinted or certainty == "guess" else Grade.GOOD


def reviewed(memory: Memory | None, grade: int, day: int, chance: float = 0.0) -> Memory:
    """Return the memory after a review (none: after the first one) on one of the player's days.

    A second review on a day is no day later, however many hours lie between, and one on the next day is
    one day later. A clock that went back counts as no time.

    A right answer that a blind guess gives with a `chance` may have been luck. It was knowledge with the
    probability `knew`; the stability then lies between those of a right and a wrong answer, in logarithms, and the
    difficulty between theirs. A fact that was missed is explained, so it is never less stable than one that was
    missed the first time.
    """
    known = 1.0 if grade == Grade.AGAIN else knew(recall_of(memory, day), chance)
    return _between(memory, grade, day, known)


def foreseen(memory: Memory | None, day: int, pace: float) -> Memory:
    """Return the memory to expect after a review on a day: right as likely as the fact is remembered.

    Both memories are at pace 1, as the schedule keeps them; how likely it is right goes by the player's pace.
    """
    return _between(memory, Grade.GOOD, day, recall_of(memory, day, pace))


def recall_of(memory: Memory | None, day: int, pace: float = 1) -> float:
    """Return how likely a player of a pace remembers a fact on a day, also one that was never asked."""
    return PRIOR if memory is None else recall(memory.at_pace(pace), day)


def _between(memory: Memory | None, grade: int, day: int, known: float) -> Memory:
    """Return the memory after a review that was of a grade as likely as it came of knowledge, and wrong otherwise."""
    gap = 0 if memory is None else max(0, day - memory.day)
    stability, difficulty = after_grade(memory, grade, gap)
    if known < 1:
        missed = after_grade(memory, Grade.AGAIN, gap)
        stability = missed[0] * (stability / missed[0]) ** known
        difficulty = known * difficulty + (1 - known) * missed[1]
    stability = max(stability, _FIRST[0])
    return Memory(stability, difficulty, day, day + gap_of(stability))


def gap_of(stability: float) -> int:
    """Return after how many days a fact of a stability is due."""
    return min(max(round(stability), 1), LONGEST_GAP)


def knew(recall: float, chance: float) -> float:
    """Return how likely a right answer came of knowledge, by Bayes.

    `recall` is how likely the fact was known before, `chance` how likely a blind guess is right.
    """
    by_knowledge = recall * (1 - SLIP)
    by_luck = (1 - recall) * chance
    return by_knowledge / (by_knowledge + by_luck) if by_knowledge + by_luck else 1.0


def retrievability(stability: float, gap: float) -> float:
    """Return how likely a fact is remembered so many days after it was asked: the forgetting curve of FSRS-6."""
    found: float = (1 + _FACTOR * gap / stability) ** _DECAY
    return found


def recall(memory: Memory, day: int) -> float:
    """Return how likely a fact is remembered on a day."""
    return retrievability(memory.stability, max(0, day - memory.day))


def after_grade(memory: Memory | None, grade: int, gap: int) -> tuple[float, float]:
    """Return the stability and the difficulty that FSRS-6 has after a grade, so many days after the last answer."""
    if memory is None:
        return _FIRST[grade - 1], min(max(_EASE - exp(_EASE_STEP * (grade - 1)) + 1, 1.0), 10.0)
    stability, difficulty = memory.stability, memory.difficulty
    if gap < 1:
        change = exp(_SAME_DAY * (grade - 3 + _SAME_DAY_OFFSET)) * stability**-_SAME_DAY_FALL
        stability *= change if grade == Grade.AGAIN else max(change, 1.0)
    elif grade == Grade.AGAIN:
        stability = _lapsed(stability, difficulty, retrievability(stability, gap))
    else:
        growth = exp((1 - retrievability(stability, gap)) * _GROWTH_FORGOTTEN) - 1
        growth *= _GROWTH * (11 - difficulty) * stability**-_GROWTH_FALL
        stability *= 1 + growth * (_HARD if grade == Grade.HARD else 1)
    harder = difficulty + (10 - difficulty) * _DIFFICULTY_STEP * (3 - grade) / 9
    difficulty = _REVERSION * _EASIEST + (1 - _REVERSION) * harder
    return max(stability, _LEAST_STABLE), min(max(difficulty, 1.0), 10.0)


def _lapsed(stability: float, difficulty: float, recall: float) -> float:
    """Return the stability after a fact was missed on a later day."""
    grown = (stability + 1) ** _LAPSE_STABILITY - 1
    found = _LAPSE * difficulty**-_LAPSE_DIFFICULTY * grown * exp((1 - recall) * _LAPSE_FORGOTTEN)
    return float(min(found, stability / _LAPSE_MOST))
