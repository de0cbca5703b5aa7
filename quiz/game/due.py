"""Which facts a round asks: those that are due, weak and new, from what is known of each.

Pure and quick: what is known was folded before, so the scheduler's library is not needed here.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from quiz.days import Moment
from quiz.items.draw import Draw
from quiz.items.sources import Fact

_DECAY = -0.1542  # of FSRS-6 with its default parameters, as in `quiz.game.memory`
_FACTOR = 0.9 ** (1 / _DECAY) - 1


class ReviewState(NamedTuple):
    """What the schedule holds of a fact: see `quiz.game.memory.Memory`; and how its last first try went.

    `at` is the moment of that try in milliseconds, `day` its day. It was `surely_wrong` where the player was sure.
    """

    fact: str
    stability: float
    at: int
    day: int
    due: int
    right: bool
    surely_wrong: bool = False

    def recall(self, today: int) -> float:
        """Return how likely it is remembered on a day: the forgetting curve of FSRS-6."""
        return float((1 + _FACTOR * max(0, today - self.day) / self.stability) ** _DECAY)

    def forgotten(self, now: int) -> float:
        """Return how far it is forgotten. FSRS-6 forgets with time over stability, so this orders as it does."""
        return (now - self.at) / self.stability


WELL_KNOWN = 0.8  # how likely it is remembered, at least, and
_WELL_KNOWN_DAYS = 2  # on how many days it was right, without a hint or a guess


def is_well_known(state: ReviewState, right_days: int, today: int) -> bool:
    """Return whether a fact is known so well that its answer can be asked for without options."""
    return right_days >= _WELL_KNOWN_DAYS and state.right and state.recall(today) >= WELL_KNOWN


def due_facts(known: Iterable[ReviewState], now: Moment) -> list[str]:
    """Return the facts that are due today: what was surely wrong first, then most forgotten first."""
    today = now.day
    return _ordered((one for one in known if one.due <= today), now.at)


def missed_facts(known: Iterable[ReviewState], now: int) -> list[str]:
    """Return the facts whose last first try was wrong: what was surely wrong first, then most forgotten first."""
    return _ordered((one for one in known if not one.right), now)


def _ordered(known: Iterable[ReviewState], now: int) -> list[str]:
    """Return facts in the order in which they are pressing."""
    return [one.fact for one in sorted(known, key=lambda one: (not one.surely_wrong, -one.forgotten(now), one.fact))]


def mixed(
    facts: Sequence[Fact],
    known: Mapping[str, ReviewState],
    count: int,
    now: Moment,
    seed: str,
    confused: Sequence[str] = (),
) -> list[str]:
    """Choose the facts of a learning round, in order. None where nothing is known yet: all are alike then.

    What was surely wrong comes first, then up to three of ten in which something is `confused` that
    was not told apart today, then what is due, most forgotten first; three of ten are new. Where
    that is not enough, what was not asked for longest comes before more that is new, missed facts before all; and last
    what was asked today, as it has little to gain. The round opens with what is remembered best, then comes
    what was surely wrong, and topics take turns.
    """
    here = [known[fact.id] for fact in facts if fact.id in known]
    if not here:
        return []
    new = Draw(f"{seed}\nnew").sample([fact.id for fact in facts if fact.id not in known], count)
    chosen = _chosen(here, new, count, now, confused)
    easy = _easiest(chosen, known, now.at)[: 1 + (count > 5)]
    rest = Draw(f"{seed}\norder").shuffled([fact for fact in chosen if fact not in easy])
    rest.sort(key=lambda fact: not (fact in known and known[fact].surely_wrong))
    topics = {fact.id: fact.topic for fact in facts}
    return [*easy, *interleaved(rest, topics, easy[-1:])]


def _chosen(
    here: Sequence[ReviewState], new: Sequence[str], count: int, now: Moment, confused: Sequence[str]
) -> list[str]:
    """Choose up to `count` facts: surely wrong ones, confused and due ones, new ones, then the others."""
    few = min(len(new), max(1, count * 3 // 10))
    today = now.day
    due = _ordered((one for one in here if one.surely_wrong or one.due <= today), now.at)
    surely = [one.fact for one in here if one.surely_wrong]
    waiting = {one.fact for one in here if not (one.right and one.day >= today)}
    apart = [fact for fact in confused if fact in waiting][: max(1, count * 3 // 10)]
    due = list(dict.fromkeys([*due[: len(surely)], *apart, *due]))
    taken = set(due)
    others = sorted((one for one in here if one.fact not in taken), key=lambda one: (one.right, one.at, one.fact))
    old = [one.fact for one in others if one.day < today]
    recent = [one.fact for one in others if one.day >= today]
    return [*due[: count - few], *new[:few], *due[count - few :], *old, *new[few:], *recent][:count]


def _easiest(chosen: Sequence[str], known: Mapping[str, ReviewState], now: int) -> list[str]:
    """Return the chosen facts that were right last time, the best remembered first."""
    right = [known[fact] for fact in chosen if fact in known and known[fact].right]
    return [one.fact for one in sorted(right, key=lambda one: (one.forgotten(now), one.fact))]


def interleaved(facts: Sequence[str], topics: Mapping[str, str], after: Collection[str] = ()) -> list[str]:
    """Return facts in about their order, but no two of a topic in a row where it can be.

    `topics` are the topics of the facts, and of those that come before them (`after`).
    """
    waiting, found = list(facts), []
    last = next((topics[fact] for fact in after), None)
    while waiting:
        at = next((i for i, fact in enumerate(waiting) if topics[fact] != last), 0)
        found.append(waiting.pop(at))
        last = topics[found[-1]]
    return found
