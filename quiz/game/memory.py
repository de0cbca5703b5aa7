"""How well a fact is remembered: a fold over its first tries, one review at a time. Time is counted in days.

The model is FSRS-6 with its default parameters (Ye, Su & Cao, "A stochastic shortest path algorithm for
optimizing spaced repetition scheduling", KDD 2022, and its successors). Its formulas are written out here as in version
6 of the library `fsrs`, with which the tests compare them; the library makes objects and dates for each answer, which
takes many times as long. Everything that is kept of a memory can be folded again from the attempts.
"""

from math import exp
from typing import NamedTuple

RETENTION = 0.9  # a fact is due when its recall is no more likely than this
LONGEST_GAP = 36_500  # days
PRIOR = 0.15  # of facts that were never asked: the share that is known already
SLIP = 0.03  # how often somebody who knows the answer gets it wrong


class Grade:
    """The grade of an answer in FSRS. Its fourth grade, "easy", is left out: no answer can show it."""

    AGAIN = 1
    HARD = 2
    GOOD = 3


class Pace(NamedTuple):
    """How the odds that a player remembers a fact compare with the usual ones (see `quiz.game.pace`).

    `once` is the factor for a fact that was asked once and is stable for a day. It is multiplied by the number of times
    the fact was asked to the power of `growth`, and by its stability in days to the power of `lasting`: people and
    kinds of memory differ in what a question adds, and in how long a well-known fact lasts.
    """

    once: float = 1.0
    growth: float = 0.0
    lasting: float = 0.0

    def times(self, stability: float, asked: int) -> float:
        """Return the factor for a fact by its stability and by how many times it was asked, at least once."""
        found: float = self.once * min(asked, MOST_ASKED) ** self.growth * stability**self.lasting
        return min(max(found, 1 / _MOST_TIMES), _MOST_TIMES)


USUAL = Pace()
MOST_ASKED = 20  # times, after which another question adds nothing to a pace
_MOST_TIMES = 1e6


class Memory(NamedTuple):
    """What is known about a fact: how many days it lasts, how hard it is, and on which days it was asked and is due.

    `stability` is the number of days until it is remembered with a probability of 0.9, at the usual pace. Days are
    those of the player, as numbers (see `quiz.days`). `asked` is how many first tries it rests on, `times` the
    factor by which the odds of remembering it differ from the usual ones.
    """

    stability: float
    difficulty: float  # from 1 to 10
    day: int
    due: int
    asked: int = 1
    times: float = 1.0

    def at_pace(self, pace: Pace) -> "Memory":
        """Return the memory at a player's pace."""
        if pace == USUAL:
            return self
        times = pace.times(self.stability, self.asked)
        return self._replace(times=times, due=self.day + gap_of(self.stability, times))


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
_REVERTED = _REVERSION * _EASIEST
_LAPSE_MOST = exp(_SAME_DAY * _SAME_DAY_OFFSET)
#: Grade -> stability and difficulty after a first answer.
_NEW = {i + 1: (_FIRST[i], min(max(_EASE - exp(_EASE_STEP * i) + 1, 1.0), 10.0)) for i in range(len(_FIRST))}
#: Grade -> how many times as stable a fact is after a second answer on the same day, apart from how stable it was.
_SAME_DAY_CHANGE = {grade: exp(_SAME_DAY * (grade - 3 + _SAME_DAY_OFFSET)) for grade in _NEW}


def grade(right: bool, hinted: bool, certainty: str | None) -> int:
    """Grade a first try: wrong is Again, right is Good, and right with a hint or by a guess is Hard."""
    if not right:
        return Grade.AGAIN
    return Grade.HARD if hinted or certainty == "guess" else Grade.GOOD


def reviewed(memory: Memory | None, grade: int, day: int, chance: float = 0.0) -> Memory:
    """Return the memory after a review on one of the player's days. Without a memory, it is the first review.

    No time passes between two reviews on the same day, however many hours apart they are, and one day passes until the
    next day. If the clock went back, no time passes.

    `chance` is how likely a blind guess is to be right, so a right answer may have been luck. It was knowledge with the
    probability `knew`; the stability then lies between those of a right and a wrong answer, in logarithms, and the
    difficulty between theirs. A missed fact is explained, so it is never less stable than one that was missed the first
    time.
    """
    if memory is None:
        return remembered(*first_review(grade, chance), day, 1)
    gap = max(0, day - memory.day)
    after = later_review(memory.stability, memory.difficulty, gap, grade, chance)
    return remembered(*after, day, memory.asked + 1)


def remembered(stability: float, difficulty: float, day: int, asked: int) -> Memory:
    """Return the memory of a fact that was asked `asked` times, last on `day`, with the day on which it is due."""
    return Memory(stability, difficulty, day, day + gap_of(stability), asked)


def first_review(grade: int, chance: float) -> tuple[float, float]:
    """Return the stability and the difficulty of a fact after its first review, as in `reviewed`."""
    known = 1.0 if grade == Grade.AGAIN else knew(PRIOR, chance)
    return _between(_NEW[grade], _NEW[Grade.AGAIN], known)


def later_review(stability: float, difficulty: float, gap: int, grade: int, chance: float) -> tuple[float, float]:
    """Return the stability and the difficulty after a review some days after the last one, as in `reviewed`.

    A long history has millions of such reviews, so each is calculated once, from plain numbers.
    """
    recall = retrievability(stability, gap)
    after = _after(stability, difficulty, grade, gap, recall)
    if grade == Grade.AGAIN:
        return _between(after, after, 1.0)
    known = knew(recall, chance)
    missed = _after(stability, difficulty, Grade.AGAIN, gap, recall) if known < 1 else after
    return _between(after, missed, known)


def foreseen(memory: Memory | None, day: int, pace: Pace) -> Memory:
    """Return the memory to expect after a review on a day: the answer is as likely to be right as the recall says.

    Both memories are at the usual pace, as the schedule keeps them, but how likely the answer is to be right depends on
    the player's pace.
    """
    gap = 0 if memory is None else max(0, day - memory.day)
    right, wrong = (after_grade(memory, grade, gap) for grade in (Grade.GOOD, Grade.AGAIN))
    stability, difficulty = _between(right, wrong, recall_of(memory, day, pace))
    return remembered(stability, difficulty, day, 1 if memory is None else memory.asked + 1)


def recall_of(memory: Memory | None, day: int, pace: Pace = USUAL) -> float:
    """Return how likely a fact is to be remembered on a day at a player's pace, even if it was never asked."""
    return PRIOR if memory is None else recall(memory.at_pace(pace), day)


def _between(right: tuple[float, float], wrong: tuple[float, float], known: float) -> tuple[float, float]:
    """Return the memory between those after a right and a wrong answer, by how likely the fact was known."""
    stability, difficulty = right
    if known < 1:
        stability = wrong[0] * (stability / wrong[0]) ** known
        difficulty = known * difficulty + (1 - known) * wrong[1]
    return max(stability, _FIRST[0]), difficulty


def gap_of(stability: float, times: float = 1.0) -> int:
    """Return after how many days a fact with a stability is due, if the odds of recall are `times` the usual ones."""
    if times != 1:
        usual = RETENTION / (RETENTION + (1 - RETENTION) * times)  # what is RETENTION at such odds
        stability *= (usual ** (1 / _DECAY) - 1) / _FACTOR
    return min(max(round(stability), 1), LONGEST_GAP)


def knew(recall: float, chance: float) -> float:
    """Return how likely a right answer is to have come from knowledge, by Bayes' rule.

    `recall` is how likely the fact was to be known, `chance` how likely a blind guess is to be right.
    """
    by_knowledge = recall * (1 - SLIP)
    by_luck = (1 - recall) * chance
    return by_knowledge / (by_knowledge + by_luck) if by_knowledge + by_luck else 1.0


def retrievability(stability: float, gap: float, times: float = 1.0) -> float:
    """Return how likely a fact is to be remembered some days after it was asked: the forgetting curve of FSRS-6.

    `times` multiplies the odds of the curve.
    """
    found: float = (1 + _FACTOR * gap / stability) ** _DECAY
    return found if times == 1 else found * times / (found * times + 1 - found)


def recall(memory: Memory, day: int) -> float:
    """Return how likely a fact is to be remembered on a day."""
    return retrievability(memory.stability, max(0, day - memory.day), memory.times)


def after_grade(memory: Memory | None, grade: int, gap: int) -> tuple[float, float]:
    """Return the stability and the difficulty of FSRS-6 after a grade, some days after the last answer."""
    if memory is None:
        return _NEW[grade]
    recall = retrievability(memory.stability, gap)
    stability, difficulty = _after(memory.stability, memory.difficulty, grade, gap, recall)
    return max(stability, _LEAST_STABLE), difficulty


def _after(stability: float, difficulty: float, grade: int, gap: int, recall: float) -> tuple[float, float]:
    """Return the same as `after_grade`, by how likely the fact is to be remembered when it is asked."""
    if gap < 1:
        change = _SAME_DAY_CHANGE[grade] * stability**-_SAME_DAY_FALL
        stability *= change if grade == Grade.AGAIN or change > 1 else 1.0
    elif grade == Grade.AGAIN:
        grown = (stability + 1) ** _LAPSE_STABILITY - 1
        lapsed = _LAPSE * difficulty**-_LAPSE_DIFFICULTY * grown * exp((1 - recall) * _LAPSE_FORGOTTEN)
        stability = min(lapsed, stability / _LAPSE_MOST)
    else:
        growth = exp((1 - recall) * _GROWTH_FORGOTTEN) - 1
        growth *= _GROWTH * (11 - difficulty) * stability**-_GROWTH_FALL
        stability *= 1 + growth * (_HARD if grade == Grade.HARD else 1)
    harder = difficulty + (10 - difficulty) * _DIFFICULTY_STEP * (3 - grade) / 9
    difficulty = _REVERTED + (1 - _REVERSION) * harder
    return stability, difficulty if difficulty > 1 else 1.0
