"""Which facts a round asks: those that are fading, those that are new, and the others, by how well each is known.

Pure and quick: the answers were folded before.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from quiz.days import Moment
from quiz.game.cards import card_groups
from quiz.game.memory import PRIOR, Pace, gap_of, retrievability
from quiz.items.draw import Draw
from quiz.items.sources import Fact

#: A fact whose recall is less likely than this has faded. Asked sooner, it takes the place of another fact; asked much
#: later, it is gone. The number was chosen by `python -m bench.learning`; see docs/learning.md.
FADED = 0.5
# Places for new facts, of ten. The other places show how long facts last, from which the player's pace is found.
_LEAST_NEW, _MOST_NEW, _MOST_NEW_IN_REVIEW = 1, 6, 4


class ReviewState(NamedTuple):
    """What the schedule knows about a fact at the player's pace, as `Memory` has it; and its last first try.

    `at` is the moment of that try in milliseconds, `day` its day. It was `surely_wrong` if the player was sure and
    wrong. `asked` is how many times the fact was asked, and `times` the factor by which the odds of remembering it
    differ from the usual ones.
    """

    fact: str
    stability: float
    at: int
    day: int
    due: int
    right: bool
    surely_wrong: bool = False
    asked: int = 1
    times: float = 1.0

    def at_pace(self, pace: Pace) -> "ReviewState":
        """Return the state at a player's pace (see `quiz.game.pace`)."""
        times = pace.times(self.stability, self.asked)
        return self._replace(times=times, due=self.day + gap_of(self.stability, times))

    def recall(self, day: int) -> float:
        """Return how likely the fact is to be remembered on one of the player's days."""
        return retrievability(self.stability, max(0, day - self.day), self.times)


WELL_KNOWN = 0.8  # how likely it is remembered, at the least, and
_WELL_KNOWN_DAYS = 2  # on how many days it was right, without a hint or a guess


def is_well_known(state: ReviewState, right_days: int, today: int) -> bool:
    """Return whether a fact is known so well that its answer can be asked for without options."""
    return right_days >= _WELL_KNOWN_DAYS and state.right and state.recall(today) >= WELL_KNOWN


def due_facts(known: Iterable[ReviewState], now: Moment) -> list[str]:
    """Return the facts that are due today, in the order in which they are asked."""
    return in_turn((one for one in known if one.due <= now.day), now.day)


def missed_facts(known: Iterable[ReviewState], now: Moment) -> list[str]:
    """Return the facts whose last first try was wrong, in the order in which they are asked."""
    return in_turn((one for one in known if not one.right), now.day)


def in_turn(known: Iterable[ReviewState], today: int) -> list[str]:
    """Return facts in the order in which they are asked: confident errors, then what has faded, then the others.

    Of the faded ones, the best remembered come first: what is nearly gone takes the most questions and gains least from
    them. Of the others, the least remembered come first.
    """

    def turn(one: ReviewState) -> tuple[bool, bool, float, int, str]:
        recall = one.recall(today)
        is_faded = recall < FADED
        return not one.surely_wrong, not is_faded, -recall if is_faded else recall, one.at, one.fact

    return [one.fact for one in sorted(known, key=turn)]


def chosen(
    known: Iterable[ReviewState], new: Sequence[str], count: int, today: int, room: int | None = None
) -> list[str]:
    """Choose up to `count` facts from those that are known, and new ones in their order.

    Confident errors come first, then what has faded, unless it is less likely remembered than a new fact is known. Then
    come new facts, up to six of ten; then the others, in turn; then the rest of the new ones. What was asked today
    comes last, missed facts first. At least `room` places are for new facts, by default one of ten.
    """
    here = list(known)
    asked_before = in_turn((one for one in here if one.surely_wrong or one.day < today), today)
    recall = {one.fact: one.recall(today) for one in here}
    pressing = {one.fact for one in here if one.surely_wrong or PRIOR <= recall[one.fact] < FADED}
    first = [fact for fact in asked_before if fact in pressing]
    others = [fact for fact in asked_before if fact not in pressing]
    recent = [one for one in here if not one.surely_wrong and one.day >= today]
    recent.sort(key=lambda one: (one.right, one.at, one.fact))
    least = min(len(new), tenths(count, _LEAST_NEW) if room is None else room)
    fresh = max(least, tenths(count, _MOST_NEW))
    asked = [*first[: count - least], *new[:fresh], *others, *new[fresh:]]
    return [*asked, *(one.fact for one in recent)][:count]


def tenths(count: int, tenths: int) -> int:
    """Return a number of tenths of the places, at least one."""
    return max(1, count * tenths // 10)


def review_facts(
    known: Iterable[ReviewState], new: Sequence[str], count: int, today: int
) -> tuple[list[str], list[str]]:
    """Choose up to `count` facts that are due, with new ones as up to four of ten. If none is due, choose none."""
    due = [one for one in known if one.due <= today]
    found = chosen(due, new[: tenths(count, _MOST_NEW_IN_REVIEW)], count, today) if due else []
    fresh = set(new)
    return [fact for fact in found if fact not in fresh], [fact for fact in found if fact in fresh]


def mixed(facts: Sequence[Fact], known: Mapping[str, ReviewState], count: int, now: Moment, seed: str) -> list[str]:
    """Choose the facts of a learning round, in order; none if nothing is known yet, as all are alike then.

    New facts are taken in the order of their author. The round opens with what is remembered best, then come confident
    errors, and topics take turns.
    """
    here = [known[fact.id] for fact in facts if fact.id in known]
    if not here:
        return []
    new = [fact.id for fact in facts if fact.id not in known][:count]
    found = chosen(here, new, count, now.day)
    easy = _easiest(found, known, now.day)[: 1 + (count > 5)]
    rest = Draw(f"{seed}\norder").shuffled([fact for fact in found if fact not in easy])
    rest.sort(key=lambda fact: not (fact in known and known[fact].surely_wrong))
    topics = {fact.id: fact.topic for fact in facts}
    return [*easy, *interleaved(rest, topics, easy[-1:])]


def _easiest(found: Sequence[str], known: Mapping[str, ReviewState], today: int) -> list[str]:
    """Return the chosen facts that were right last time, the best remembered first."""
    right = [known[fact] for fact in found if fact in known and known[fact].right]
    return [one.fact for one in sorted(right, key=lambda one: (-one.recall(today), one.fact))]


def introduced(facts: Sequence[Fact], count: int, seed: str) -> list[str]:
    """Return which facts to ask somebody who knows none of them yet: the author's first ones, group by group.

    Within a group they are asked in a different order from the cards, and topics take turns.
    """
    topics = {fact.id: fact.topic for fact in facts[:count]}
    draw = Draw(f"{seed}\ncards")
    return [fact for group in card_groups(list(topics)) for fact in interleaved(draw.shuffled(group), topics)]


def interleaved(facts: Sequence[str], topics: Mapping[str, str], after: Collection[str] = ()) -> list[str]:
    """Return facts in about their order, but no two of a topic in a row if possible.

    `topics` are the topics of the facts, and of those that come before them (`after`).
    """
    waiting, found = list(facts), []
    last = next((topics[fact] for fact in after), None)
    while waiting:
        at = next((i for i, fact in enumerate(waiting) if topics[fact] != last), 0)
        found.append(waiting.pop(at))
        last = topics[found[-1]]
    return found
