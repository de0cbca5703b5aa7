"""A learner that knows a fact or does not, with nothing in between (Markov)."""

from math import exp

from bench.learning.learner import Learner

__all__ = ["Stages"]

_SHORT, _LONG = 2.0, 90.0  # days for which a fact is kept on average, by how well it is learnt
_TAKES, _TAKES_AGAIN = (
    0.6,
    0.35,
)  # how likely feedback is taken in, and how likely a later recall makes a memory last


class Stages(Learner):
    """The three stages of Atkinson (1972), "Optimizing the learning of a second-language vocabulary", J. Exp. Psychol.
    96, 124-129: a fact is unknown, kept for a while, or kept for a long time. Recalling it after a while makes it last.

    `recall` is the chance that it is still kept; whether it is, is drawn when it is asked.
    """

    def __init__(self, seed: int, facts: int) -> None:
        self._kept: dict[int, tuple[bool, int]] = {}  # whether for a long time, and since when
        super().__init__(seed, facts)

    def know(self, fact: int) -> None:
        self._kept[fact] = True, 0

    def recall(self, fact: int) -> float:
        if fact not in self._kept:
            return 0.0
        is_long, since = self._kept[fact]
        lasts = (_LONG if is_long else _SHORT) * exp(self.person / 2 + self.ease[fact])
        return exp(-(self.day - since) / lasts)

    def learn(self, fact: int, *, knew: bool) -> None:
        draw = self._noise[fact].random()
        if knew:
            is_long, since = self._kept[fact]
            apart = 1 - exp(-(self.day - since))  # an immediate recall shows nothing
            self._kept[fact] = is_long or draw < _TAKES_AGAIN * apart * 2, self.day
        else:
            self._kept.pop(fact, None)
            if draw < _TAKES:
                self._kept[fact] = False, self.day
