"""What simulated learners have in common: people and facts that differ, guesses, slips, and what was known before."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from random import Random

__all__ = ["PERSONS", "Learner"]

#: How much the first stability of a fact differs between people, as the standard deviation of its logarithm.
#: Of 49 people who review with FSRS-6, a tenth has 0.28 days or less after a first right answer and a tenth 23 or
#: more (free-spaced-repetition, srs-benchmark): 80-fold, ln(80) / 2.56.
PERSONS = 1.7
_FACTS = 0.6  # the same for the facts of one person
_KNOWN = 0.15  # of the facts are known before the first day
_SLIPS = 0.03  # of what is known is answered wrongly


class Learner(ABC):
    """Meets facts, remembers and forgets them. Facts are numbers from 0. Time is in days, the first being 0."""

    def __init__(self, seed: int, facts: int) -> None:
        """Make the person with a seed. Numbers are drawn here or for each fact, so all plans meet the same person."""
        draw = Random(f"{type(self).__name__} {seed}")
        self.person = draw.gauss(0, PERSONS)
        self.ease = [draw.gauss(0, _FACTS) for _ in range(facts)]
        self._noise = [Random(draw.getrandbits(64)) for _ in range(facts)]
        self.day = 0
        for fact in range(facts):
            if draw.random() < _KNOWN:
                self.know(fact)

    def answer(self, fact: int, chance: float) -> bool:
        """Answer a question from memory or by a guess (right with a `chance`), and learn from the feedback."""
        noise = self._noise[fact]
        knew = noise.random() < self.recall(fact)
        right = noise.random() >= _SLIPS if knew else noise.random() < chance
        self.learn(fact, knew=knew)
        return right

    def read(self, fact: int) -> None:
        """Look at the card of a fact."""
        self.learn(fact, knew=False)

    def begin(self, day: int) -> None:
        """Come back on a day."""
        self.day = day

    def retention(self, facts: Sequence[int]) -> float:
        """Return the share of facts that is known now."""
        return sum(map(self.recall, facts)) / len(facts)

    @abstractmethod
    def know(self, fact: int) -> None:
        """Know a fact from long before the first day."""

    @abstractmethod
    def recall(self, fact: int) -> float:
        """Return how likely the fact is to be remembered."""

    @abstractmethod
    def learn(self, fact: int, *, knew: bool) -> None:
        """Take in a question and its feedback."""
