"""How well a fact is remembered: a fold over its first tries, one review at a time. Time is counted in days.

The scheduler is FSRS-6, of the library `fsrs` (Ye, Su & Cao, "A stochastic shortest path
algorithm for optimizing spaced repetition scheduling", KDD 2022, and its successors).
Nothing of it is kept that cannot be folded again from the attempts. Its import takes
longer than a round takes to plan, so only folding and forecasting do it.
"""

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fsrs import Scheduler


RETENTION = 0.9  # a fact is due when it is remembered no more likely than this


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


def grade(right: bool, hinted: bool, certainty: str | None) -> int:
    """Grade a first try: wrong is Again, right is Good, and right with a hint or by a guess is Hard."""
    if not right:
        return Grade.AGAIN
    return Grade.HARD if hinted or certainty == "guess" else Grade.GOOD


def reviewed(memory: Memory | None, grade: int, day: int) -> Memory:
    """Return the memory after a review (none: after the first one) on one of the player's days.

    A second review on a day is no day later, however many hours lie between, and one on the next day is
    one day later. A clock that went back counts as no time.
    """
    from fsrs import Card, Rating, State

    now = _date(day)
    if memory is None:
        card = Card(1, State.Learning, step=0, due=now)
    else:
        last = _date(min(memory.day, day))
        card = Card(1, State.Review, None, memory.stability, memory.difficulty, now, last)
    card, _ = _scheduler().review_card(card, Rating(grade), now)
    assert card.stability is not None
    assert card.difficulty is not None
    return Memory(card.stability, card.difficulty, day, day + (card.due - now).days)


def recall(memory: Memory, day: int) -> float:
    """Return how likely a fact is remembered on a day: the forgetting curve of FSRS-6."""
    decay = _scheduler().parameters[20]
    factor = RETENTION ** (-1 / decay) - 1
    return float((1 + factor * max(0, day - memory.day) / memory.stability) ** -decay)


def _date(day: int) -> datetime:
    return datetime.fromordinal(day).replace(tzinfo=UTC)


@cache
def _scheduler() -> "Scheduler":
    """Return the scheduler: no steps within a day, as a round brings back what was missed itself; no chance."""
    from fsrs import Scheduler

    return Scheduler(desired_retention=RETENTION, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
