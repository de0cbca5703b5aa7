"""A learner that forgets by a power of time, and more slowly the more often it has recalled a fact."""

from math import exp

from bench.learning.learner import Learner

__all__ = ["Fader"]

_SCALE = 0.5  # days, of an average person and fact
_STEEP, _KNOWN = 1.0, 0.2  # the power of forgetting of a new fact, and of one that was known before
_SLOWER = 0.5  # how much less a fact fades after it was recalled when it was almost gone
_AFTER_MISS = 0.95  # feedback helps a little too


class Fader(Learner):
    """Recalls with a chance of (1 + time / scale) ** -power, as Wickelgren (1974) has it: "Single-trace fragility
    theory of memory dynamics", Memory & Cognition 2, 775-780. No plan was tuned with it.
    """

    def __init__(self, seed: int, facts: int) -> None:
        self._powers: dict[int, tuple[float, int]] = {}
        super().__init__(seed, facts)

    def know(self, fact: int) -> None:
        self._powers[fact] = _KNOWN, 0

    def recall(self, fact: int) -> float:
        if fact not in self._powers:
            return 0.0
        power, met = self._powers[fact]
        return float((1 + (self.day - met) / (_SCALE * exp(self.person + self.ease[fact]))) ** -power)

    def learn(self, fact: int, *, knew: bool) -> None:
        power, _ = self._powers.get(fact, (_STEEP, 0))
        power *= 1 - _SLOWER * (1 - self.recall(fact)) if knew else _AFTER_MISS
        self._powers[fact] = power, self.day
