"""A learner that learns by recalling: it forgets by half-lives, which grow with each recall."""

from math import exp

from bench.learning.learner import Learner

__all__ = ["Retriever"]

_GAIN = 5  # a recalled fact lasts up to 6 times as long: longer, the closer it was to being forgotten
_LOSS = 0.5  # a missed one lasts half as long
_FIRST = 1.5  # days of the first half-life
_KNOWN = 60  # days of the half-life of a fact that was known before


class Retriever(Learner):
    """Holds the half-life of each fact, and when it was last met."""

    def __init__(self, seed: int, facts: int) -> None:
        self._held: dict[int, tuple[float, int]] = {}
        super().__init__(seed, facts)

    def _first(self, fact: int) -> float:
        return _FIRST * exp(self.person + self.ease[fact])

    def know(self, fact: int) -> None:
        self._held[fact] = max(_KNOWN, self._first(fact)), 0

    def recall(self, fact: int) -> float:
        if fact not in self._held:
            return 0.0
        half_life, met = self._held[fact]
        return float(2 ** (-(self.day - met) / half_life))

    def learn(self, fact: int, *, knew: bool) -> None:
        first = self._first(fact)
        half_life, _ = self._held.get(fact, (first, 0))
        if knew:
            half_life *= 1 + _GAIN * (1 - self.recall(fact))
        elif fact in self._held:
            half_life = max(first, half_life * _LOSS)
        self._held[fact] = half_life, self.day
