"""A duel: several players answer the same questions, one after another at one screen.

Each has a round of their own, made from the same setup, so that questions, options and
order are the same. Who begins goes round, as who comes second has had more time to think.
"""

from collections.abc import Sequence
from typing import NamedTuple

from quiz.game.outcome import Outcome, Setup
from quiz.game.round import Round, start
from quiz.items.sources import Fact

#: How many players may take part: as many as a header has room for.
MOST = 6


class Duel(NamedTuple):
    """The names of the players and the round of each."""

    names: tuple[str, ...]
    rounds: tuple[Round, ...]

    @property
    def number(self) -> int:
        """The place of the current question, from 0."""
        return min(len(round_.outcomes) for round_ in self.rounds)

    @property
    def turn(self) -> int | None:
        """The place of the player who is to answer, or None at the end."""
        if self.number == self.rounds[0].planned:
            return None
        order = [(self.number + i) % len(self.names) for i in range(len(self.names))]
        return next(i for i in order if len(self.rounds[i].outcomes) == self.number)

    @property
    def is_answered(self) -> bool:
        """Whether all have answered the question before, and none the current one."""
        return len({len(round_.outcomes) for round_ in self.rounds}) == 1

    @property
    def latest(self) -> tuple[Outcome, ...]:
        """What the players made of the question that all answered last, in the order of their names."""
        return tuple(round_.outcomes[self.number - 1] for round_ in self.rounds)

    @property
    def scores(self) -> tuple[int, ...]:
        """How many questions each answered rightly, of those that all have answered."""
        return tuple(sum(outcome.right for outcome in round_.outcomes[: self.number]) for round_ in self.rounds)

    @property
    def winners(self) -> tuple[str, ...]:
        """The names of those with the best score."""
        best = max(self.scores)
        return tuple(name for name, score in zip(self.names, self.scores, strict=True) if score == best)

    def answer(self, chosen: Sequence[str]) -> "Duel":
        """Answer for whoever's turn it is. Raises ValueError as a round does, and where the duel is over."""
        turn = self.turn
        if turn is None:
            raise ValueError("the duel is over")
        rounds = list(self.rounds)
        rounds[turn] = rounds[turn].answer(chosen)
        return self._replace(rounds=tuple(rounds))


def start_duel(names: Sequence[str], setup: Setup, facts: Sequence[Fact]) -> Duel:
    """Begin a duel of two players or more. Its rounds are empty where nothing can be asked."""
    round_ = start(setup, facts)
    return Duel(tuple(names), (round_,) * len(names))
