"""The result of one round, and of many: accuracy, trends, days played and what is due, with their uncertainty."""

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from typing import NamedTuple

from quiz.game.mastery import RIGHT
from quiz.game.outcome import Outcome
from quiz.game.round import Round
from quiz.game.scoring import Calibration, Marks, certainty_marks

RECENT = 20  # how many of the latest first tries the trend is about


class Accuracy(NamedTuple):
    """The right answers among all first tries."""

    name: str
    right: int
    total: int

    @property
    def share(self) -> float:
        """Right over total, 0 if there is none."""
        return self.right / self.total if self.total else 0.0


class Summary(NamedTuple):
    """The end of a round: by topic (in order of play), and the facts missed at first.

    `weakest` is the topic that has a lower score than all others, if there is one.
    `points` also counts answers that are partly right; there are `marks` if the player was asked how sure they
    were.
    """

    right: int
    total: int
    best_streak: int
    topics: tuple[Accuracy, ...]
    misses: tuple[Outcome, ...]
    weakest: Accuracy | None
    points: float
    marks: Marks | None = None


def summarize(round_: Round) -> Summary:
    """Sum up the answered part of a round."""
    tries = round_.first_tries
    names = dict.fromkeys(outcome.ask.item.topic for outcome in tries)
    topics = tuple(_accuracy(name, [o.right for o in tries if o.ask.item.topic == name]) for name in names)
    return Summary(
        right=round_.right,
        total=len(tries),
        best_streak=round_.best_streak,
        topics=topics,
        misses=tuple(outcome for outcome in tries if not outcome.right),
        weakest=_weakest(topics),
        points=round_.points,
        marks=certainty_marks([(outcome.certainty, outcome.right) for outcome in tries]),
    )


def _weakest(topics: Sequence[Accuracy]) -> Accuracy | None:
    by_share = sorted(topics, key=lambda topic: topic.share)
    return by_share[0] if len(topics) > 1 and by_share[0].share < by_share[1].share else None


def _accuracy(name: str, rights: Sequence[bool]) -> Accuracy:
    return Accuracy(name, sum(rights), len(rights))


class Figures(NamedTuple):
    """How well the player does in a topic or bank.

    `trend` is the accuracy of the latest twenty first tries minus that of those before; None until there are twenty
    of both.
    """

    bank: str
    topic: str
    facts: int
    accuracy: Accuracy
    trend: float | None


ENOUGH = 10  # with fewer first tries, a percentage would claim more than is known
_Z = 1.96  # the normal distribution's 95 %


class TopicCount(NamedTuple):
    """First tries in a topic of a bank, with the latest of them, in order, as `quiz.game.mastery` packs answers."""

    bank: str
    topic: str
    facts: int
    tries: int
    right: int
    latest: Sequence[int]


class Played(NamedTuple):
    """The score of a round: the right answers among all first tries, and when it began (milliseconds since 1970)."""

    started_at: int
    right: int
    total: int


class MissedFact(NamedTuple):
    """A fact that is missed again and again: on how many of the last days, what it is taken for, and how long it rests.

    The day (`2026-11-24`) is empty if it does not rest. The topic of a row is given with its name, as several may
    have the same; that of a written-out question is empty.
    """

    fact: str
    name: str
    topic: str
    missed: int
    days: int
    taken_for: tuple[str, ...]
    rests_until: str


class Statistics(NamedTuple):
    """All statistics that are shown to a player.

    `rounds` are the latest, the oldest first. `days` are local days (`2026-11-24`) -> answers
    on them. `mastery` is bank -> how many of its facts are learning, known and mature; the
    rest of those in `sizes` (bank -> facts it has now) are new. `recall` are first tries after
    a week or more without the fact, `chance` how many of them blind guesses would get right.
    `lasting` is how many facts were right on three separate days. `forecast` are the days to come,
    today first -> how many facts are due on them; empty if nothing is scheduled.
    """

    banks: tuple[Figures, ...] = ()
    topics: tuple[Figures, ...] = ()
    rounds: tuple[Played, ...] = ()
    days: Mapping[str, int] = {}  # an empty mapping, which nothing changes
    mastery: Mapping[str, tuple[int, int, int]] = {}
    recall: Accuracy = Accuracy("", 0, 0)
    chance: float = 0.0
    lasting: int = 0
    calibration: tuple[Calibration, ...] = ()
    sizes: Mapping[str, int] = {}
    titles: Mapping[str, str] = {}  # bank -> its title, if it is known
    forecast: Mapping[str, int] = {}
    missed: tuple[MissedFact, ...] = ()  # again and again

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
    """Return the accuracy of the latest tries minus that of those before, None until there are enough of both."""
    before = accuracy.total - RECENT
    if before < RECENT:
        return None
    right = len([answer for answer in latest if answer & RIGHT])
    return right / RECENT - (accuracy.right - right) / before


def interval(right: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a share: the score interval of Wilson (1927).

    Raises ZeroDivisionError if the total is 0.
    """
    share = right / total
    middle = (share + _Z**2 / (2 * total)) / (1 + _Z**2 / total)
    reach = _Z / (1 + _Z**2 / total) * sqrt(share * (1 - share) / total + _Z**2 / (4 * total**2))
    return max(0.0, middle - reach), min(1.0, middle + reach)


#: How many days are looked ahead, today being the first.
FORECAST_DAYS = 14


def forecast(due: Iterable[int], today: int, days: int = FORECAST_DAYS) -> tuple[int, ...]:
    """Return how many facts are due on each of the next days, today first.

    `due` are the days on which facts are due; days are the player's, as numbers. What is due already counts for today,
    and what is due after the last day is not counted. Facts that are reviewed and become due again are not foreseen.
    """
    counts = [0] * days
    for day in due:
        left = max(0, day - today)
        if left < days:
            counts[left] += 1
    return tuple(counts)


#: Days a week. Sessions that are spread out teach more than long ones; the other days are free.
GOAL = 3
_DAYS = 7


class Week(NamedTuple):
    """How many days of this week, from Monday, were played, and for how many weeks in a row the goal was met.

    This week counts once its goal is met; until then it does not break the row.
    """

    days: int
    in_a_row: int


def week(days: Iterable[int], today: int) -> Week:
    """Return the week of a day. Days are the player's, as numbers: day 1 was a Monday (see `quiz.days`)."""
    by_week: dict[int, set[int]] = {}
    for day in days:
        by_week.setdefault((day - 1) // _DAYS, set()).add(day)
    this = (today - 1) // _DAYS
    met = {number for number, played in by_week.items() if len(played) >= GOAL}
    in_a_row, before = int(this in met), this - 1
    while before in met:
        in_a_row, before = in_a_row + 1, before - 1
    return Week(len(by_week.get(this, ())), in_a_row)
