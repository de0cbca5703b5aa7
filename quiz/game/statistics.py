"""How somebody does: what statistics show, and how sure they may be of it."""

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import NamedTuple

from quiz.game.certainty import Calibration
from quiz.game.mastery import RIGHT
from quiz.game.summary import RECENT, Accuracy, Figures

ENOUGH = 10  # with fewer first tries a percentage says more than is known
_Z = 1.96  # the normal distribution's 95 %


class TopicCount(NamedTuple):
    """First tries in a topic of a bank; the latest of them, in order, as `quiz.game.mastery` packs answers."""

    bank: str
    topic: str
    facts: int
    tries: int
    right: int
    latest: Sequence[int]


class Played(NamedTuple):
    """The score of a round: right answers of all first tries, and when it began (milliseconds since 1970)."""

    started_at: int
    right: int
    total: int


class Statistics(NamedTuple):
    """All that is shown of a player.

    `rounds` are the latest, the oldest first. `days` are local days (`2026-11-24`) -> answers
    on them. `mastery` is bank -> how many of its facts are learning, known and mature; those
    in `sizes` (bank -> facts it has now) besides them are new. `recall` are first tries after
    a week or more without the fact. `forecast` are the days to come, today first -> how many
    facts are due on them; empty where nothing is scheduled.
    """

    banks: tuple[Figures, ...] = ()
    topics: tuple[Figures, ...] = ()
    rounds: tuple[Played, ...] = ()
    days: Mapping[str, int] = {}  # nothing changes it
    mastery: Mapping[str, tuple[int, int, int]] = {}
    recall: Accuracy = Accuracy("", 0, 0)
    calibration: tuple[Calibration, ...] = ()
    sizes: Mapping[str, int] = {}
    titles: Mapping[str, str] = {}  # bank -> its title, where it is known
    forecast: Mapping[str, int] = {}

    @property
    def facts(self) -> tuple[int, int, int, int]:
        """How many facts are new, learning, known and mature, in the banks that were played."""
        known = [sum(counts) for counts in zip(*self.mastery.values(), strict=True)] or [0, 0, 0]
        new = sum(max(0, self.sizes.get(bank, 0) - sum(counts)) for bank, counts in self.mastery.items())
        return new, known[0], known[1], known[2]


def figures(counts: Sequence[TopicCount]) -> tuple[tuple[Figures, ...], tuple[Figures, ...]]:
    """Return the figures of each bank, and those of each topic, from counts in their order."""
    banks: dict[str, list[TopicCount]] = {}
    for count in counts:
        banks.setdefault(count.bank, []).append(count)
    topics = tuple(_figures(count.bank, count.topic, [count]) for count in counts)
    return tuple(_figures(bank, "", found) for bank, found in banks.items()), topics


def _figures(bank: str, topic: str, counts: Sequence[TopicCount]) -> Figures:
    right, tries = sum(count.right for count in counts), sum(count.tries for count in counts)
    accuracy = Accuracy(topic or bank, right, tries)
    latest = sorted(answer for count in counts for answer in count.latest)[-RECENT:]
    return Figures(bank, topic, sum(count.facts for count in counts), accuracy, _trend(latest, accuracy))


def _trend(latest: Sequence[int], accuracy: Accuracy) -> float | None:
    """Return the accuracy of the latest tries less that of those before, None until there are enough of both."""
    before = accuracy.total - RECENT
    if before < RECENT:
        return None
    right = len([answer for answer in latest if answer & RIGHT])
    return right / RECENT - (accuracy.right - right) / before


def interval(right: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a share: the score interval of Wilson (1927).

    Raises ZeroDivisionError where there is nothing.
    """
    share = right / total
    middle = (share + _Z**2 / (2 * total)) / (1 + _Z**2 / total)
    reach = _Z / (1 + _Z**2 / total) * sqrt(share * (1 - share) / total + _Z**2 / (4 * total**2))
    return max(0.0, middle - reach), min(1.0, middle + reach)
