"""A learner with many memories of a fact at once, each of which fades on a time scale of its own."""

from math import exp

from bench.learning.learner import Learner

__all__ = ["Scales"]

_FASTEST, _SLOWER, _COUNT = 0.1, 2.5, 11  # days, and how many times as long each next one lasts: 0.1 to 950
_WEIGHT = 0.85  # of each next one
_RATE, _RECALLED = 0.6, 3.0  # how much of what is missing is learnt by a miss, and by a recall


class Scales(Learner):
    """The multiscale context model of Pashler, Cepeda, Lindsey, Vul & Mozer (2009), "Predicting the optimal spacing
    of study", NIPS 22: leaky integrators in a cascade, each of which learns what the faster ones have already lost.
    Its scales are wider apart here, and there are fewer of them.
    """

    def __init__(self, seed: int, facts: int) -> None:
        self._strengths: dict[int, tuple[list[float], int]] = {}
        super().__init__(seed, facts)

    def know(self, fact: int) -> None:
        self._strengths[fact] = [1.0] * _COUNT, -10

    def _now(self, fact: int) -> list[float]:
        strengths, met = self._strengths.get(fact, ([0.0] * _COUNT, 0))
        gap = (self.day - met) / exp((self.person + self.ease[fact]) / 2)
        scale, found = _FASTEST, []
        for strength in strengths:
            found.append(strength * exp(-gap / scale))
            scale *= _SLOWER
        return found

    def recall(self, fact: int) -> float:
        if fact not in self._strengths:
            return 0.0
        total = weight = 0.0
        each = 1.0
        for strength in self._now(fact):
            total += each * strength
            weight += each
            each *= _WEIGHT
        return min(1.0, total / weight)

    def learn(self, fact: int, *, knew: bool) -> None:
        rate = _RECALLED if knew else _RATE
        total = weight = 0.0
        each = 1.0
        found = []
        for strength in self._now(fact):
            total += each * strength
            weight += each
            each *= _WEIGHT
            found.append(strength + rate * max(0.0, 1 - total / weight))
        self._strengths[fact] = found, self.day
