"""A learner that remembers by the traces of all times it met a fact (ACT-R)."""

from math import exp, log

from bench.learning.learner import Learner

__all__ = ["Tracer"]

# As Pavlik & Anderson (2005), "Practice and forgetting effects on vocabulary memory", Cognitive Science 29,
# 559-586, report them: decay, its growth with activation, threshold and noise of recall, and how much slower time
# counts between sessions.
_A, _C, _TAU, _S, _H = 0.177, 0.217, -0.704, 0.255, 0.025
_DAY = 86_400 * _H  # seconds of study that one day counts as
_SECONDS = 15  # a question and its feedback
_BEFORE = (70, 50, 30, 20)  # days before the first on which a known fact was met


class Tracer(Learner):
    """Each time a fact is met leaves a trace, which fades as a power of time: faster, the better it was remembered.

    Whether the answer was right makes no difference.
    """

    def __init__(self, seed: int, facts: int) -> None:
        self._traces: list[list[tuple[float, float]]] = [[] for _ in range(facts)]
        self._now = 0.0
        super().__init__(seed, facts)

    def know(self, fact: int) -> None:
        for day in _BEFORE:
            self._now = -day * _DAY
            self.learn(fact, knew=True)
        self._now = 0.0

    def begin(self, day: int) -> None:
        super().begin(day)
        self._now = max(self._now, day * _DAY)

    def _activation(self, fact: int) -> float:
        traces = self._traces[fact]
        if not traces:
            return -99.0
        now = self._now
        # A trace of activation m lasts exp(m / decay) seconds, so persons and facts differ by as much in activation.
        return _A * (self.person + self.ease[fact]) + log(sum([(now - at) ** -decay for at, decay in traces]))

    def recall(self, fact: int) -> float:
        return 1 / (1 + exp((_TAU - self._activation(fact)) / _S))

    def learn(self, fact: int, *, knew: bool) -> None:
        del knew  # each time counts the same here
        self._traces[fact].append((self._now, _C * exp(self._activation(fact)) + _A))
        self._now += _SECONDS
