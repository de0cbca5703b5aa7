"""What a finished round comes to, and statistics over many."""

from collections.abc import Sequence
from typing import NamedTuple

from quiz.game.certainty import Marks, certainty_marks
from quiz.game.outcome import Outcome
from quiz.game.round import Round

RECENT = 20  # how many of the latest first tries the trend is about


class Accuracy(NamedTuple):
    """Right answers of all first tries."""

    name: str
    right: int
    total: int

    @property
    def share(self) -> float:
        """Right over total, 0 where there is none."""
        return self.right / self.total if self.total else 0.0


class Summary(NamedTuple):
    """The end of a round: by topic (in order of play), and the facts missed at first.

    `points` counts answers that are right in part as well; `marks` are there where somebody was asked how sure
    the answers were.
    """

    right: int
    total: int
    best_streak: int
    topics: tuple[Accuracy, ...]
    misses: tuple[Outcome, ...]
    weakest: Accuracy | None
    points: float
    marks: Marks | None = None


def summarise(round_: Round) -> Summary:
    """Sum up the answered part of a round."""
    tries = round_.first_tries
    names = dict.fromkeys(outcome.ask.item.topic for outcome in tries)
    topics = tuple(_accuracy(name, [o.right for o in tries if o.ask.item.topic == name]) for name in names)
    missed = [accuracy for accuracy in topics if accuracy.right < accuracy.total]
    weakest = min(missed, key=lambda accuracy: accuracy.share) if missed and len(topics) > 1 else None
    return Summary(
        right=round_.right,
        total=len(tries),
        best_streak=round_.best_streak,
        topics=topics,
        misses=tuple(outcome for outcome in tries if not outcome.right),
        weakest=weakest,
        points=round_.points,
        marks=certainty_marks([(outcome.certainty, outcome.right) for outcome in tries]),
    )


def _accuracy(name: str, rights: Sequence[bool]) -> Accuracy:
    return Accuracy(name, sum(rights), len(rights))


class Figures(NamedTuple):
    """How a topic or bank goes. `trend` is the accuracy of the latest twenty first tries
    less that of those before, or None while there are not twenty of both.
    """

    bank: str
    topic: str
    facts: int
    accuracy: Accuracy
    trend: float | None
