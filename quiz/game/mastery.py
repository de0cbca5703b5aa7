"""How well a fact is known, folded from the answers to it, and with which facts it is mixed up."""

from collections import Counter
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from itertools import pairwise, repeat
from operator import floordiv
from typing import NamedTuple

from quiz.days import DAY_MS, EPOCH_DAY

RECALL_DAYS = 7  # a fact that was not seen for this long is recalled rather than repeated
KNOWN_DAYS = 1
MATURE_DAYS = 21  # as in Anki, where a card is mature from an interval of 21 days on
LASTING_DAYS = 3  # days on which a fact was right, after which it lasts (Rawson & Dunlosky 2011)

NEW = "new"
LEARNING = "learning"
KNOWN = "known"
MATURE = "mature"
STATES = (NEW, LEARNING, KNOWN, MATURE)

# An answer as a number, so that a million of them take little room and sorting puts them in
# the order of time: milliseconds since 1970, then its traits: two bits for its day, three bits
# that are named below, and two for the caller. The player's day is 0 to 2 days after the one
# before the day of UTC: that is what the two bits for the day hold.
BITS = 7
SHIFT = 5  # where the two bits begin
FIRST = 16  # a first try
RIGHT = 8
ALONE = 4  # right without a hint, and not a guess


class FactCount(NamedTuple):
    """What the answers to a fact say, counted.

    `seen_at` is the time of the latest answer in milliseconds, `seen_on` its day. The run is the latest first tries in
    a row that were right without a hint or a guess; `run_from` and `run_to` are the days of its first and last, 0 if
    there is none. `missed_on` is the day of the latest first try that was wrong, 0 if none was. All days are numbers
    (see `quiz.days`). `right_days` counts the days on which a first try was right without a hint or a guess, three at
    most; the last of them is `right_on`. `recalls` counts the first tries after a week or more without the fact,
    `recalled` those of them that were right without a hint or a guess.
    """

    tries: int = 0  # first tries
    right: int = 0
    seen_at: int = 0
    seen_on: int = 0
    run_from: int = 0
    run_to: int = 0
    missed_on: int = 0
    right_days: int = 0
    right_on: int = 0
    recalls: int = 0
    recalled: int = 0


NO_ANSWERS = FactCount()
_TRAITS = (1 << BITS) - 1
_UTC_DAY = DAY_MS << BITS
# A gap in days may have fewer or more hours, as local clocks differ by up to 36 hours. No gap of enough days is shorter
# than the first of these, and no gap of too few days is longer than the second.
_NEARLY = (RECALL_DAYS - 3) * DAY_MS << BITS
_SURELY = (RECALL_DAYS + 2) * DAY_MS << BITS


def answered_on(answer: int) -> int:
    """Return the player's day on which an answer was given."""
    return (answer >> BITS) // DAY_MS + (answer >> SHIFT & 3) + EPOCH_DAY - 1


def _packed(at: int, day: int) -> int:
    """Return an answer with a time and a day, and no other traits."""
    return (at << BITS) + (day - at // DAY_MS - EPOCH_DAY + 1 << SHIFT)


def traits_of(answers: Iterable[int]) -> Counter[int]:
    """Return traits -> how many answers have them. The traits of an answer are its bits below those of the time."""
    return Counter(map(_TRAITS.__and__, answers))


def days_of(answers: Sequence[int], traits: Iterable[int]) -> Iterable[int]:
    """Return the player's day of each answer; `traits` are those of the answers."""
    shifts = {trait >> SHIFT for trait in traits}
    if len(shifts) > 1:
        return map(answered_on, answers)
    # A million answers: nearly always, all to a fact were given on the same side of midnight, UTC.
    first_day = EPOCH_DAY - 1 + max(shifts, default=0)
    return map(floordiv, map((first_day * _UTC_DAY).__add__, answers), repeat(_UTC_DAY))


def fold(answers: Sequence[int], start: FactCount = NO_ANSWERS, traits: Counter[int] | None = None) -> FactCount:
    """Fold answers, in the order of time and none before those of `start`, into a count.

    `traits` are those of the answers, if they were counted already. A recount folds a million answers, so rare cases
    are looked for in all of them at once.
    """
    if not answers:
        return start
    tries, right, _, _, run_from, run_to, missed_on, right_days, right_on, recalls, recalled = start
    is_missed = is_broken = False
    for trait, count in (traits_of(answers) if traits is None else traits).items():
        if trait & FIRST:
            tries += count
            right += count if trait & RIGHT else 0
            is_missed = is_missed or not trait & RIGHT
            is_broken = is_broken or not trait & ALONE
    asked_again = recalls_in(answers, start)
    if tries > start.tries:
        first, last = _latest_run(answers) if is_broken else _ends(answers)
        run_from = 0 if is_broken else run_from
        run_from, run_to = (run_from or answered_on(first), answered_on(last)) if last else (0, 0)
    if is_missed:
        missed_on = next(answered_on(answer) for answer in reversed(answers) if answer & FIRST and not answer & RIGHT)
    if right_days < LASTING_DAYS:
        right_days, right_on = _right_days(answers, right_days, right_on)
    seen = answers[-1]
    return FactCount(
        *(tries, right, seen >> BITS, answered_on(seen), run_from, run_to, missed_on, right_days, right_on),
        *(recalls + len(asked_again), recalled + sum(1 for answer in asked_again if answer & ALONE)),
    )


def _latest_run(answers: Sequence[int]) -> tuple[int, int]:
    """Return the first and the last answer of the run (see `FactCount`); 0 if there is none."""
    first = last = 0
    for answer in reversed(answers):
        if answer & FIRST:
            if not answer & ALONE:
                break
            first, last = answer, last or answer
    return first, last


def _ends(answers: Sequence[int]) -> tuple[int, int]:
    """Return the first and the last first try of answers that have one."""
    return next(filter(FIRST.__and__, answers)), next(filter(FIRST.__and__, reversed(answers)))


def recalls_in(answers: Sequence[int], start: FactCount = NO_ANSWERS) -> list[int]:
    """Return the first tries after a week or more without the fact, from answers as `fold` takes them."""
    return [
        answer
        for before, answer in _after_gaps(
            [_packed(start.seen_at, start.seen_on), *answers] if start.seen_at else answers
        )
        if answer & FIRST and (answer - before > _SURELY or answered_on(answer) - answered_on(before) >= RECALL_DAYS)
    ]


def _after_gaps(answers: Sequence[int]) -> list[tuple[int, int]]:
    """Return the answers that came some days after the one before, each with the one before."""
    return [(before, answer) for before, answer in pairwise(answers) if answer - before > _NEARLY]


def _right_days(answers: Sequence[int], days: int, last: int) -> tuple[int, int]:
    """Return on how many days a first try was right without a hint or a guess, up to three, and the last of them."""
    for answer in answers:
        if answer & FIRST and answer & ALONE and (day := answered_on(answer)) > last:
            days, last = days + 1, day
            if days == LASTING_DAYS:
                break
    return days, last


def mastery(count: FactCount) -> str:
    """Return how well a fact is known.

    New: never tried. For the others it depends on the run: the latest first tries in a row that were right without a
    hint or a guess. Learning: there is no run, or all of it is on one day. Known: it goes from one day to a later one.
    Mature: it goes to a day 21 days or more after its first.
    """
    if not count.tries:
        return NEW
    days = count.run_to - count.run_from
    if days >= MATURE_DAYS:
        return MATURE
    return KNOWN if days >= KNOWN_DAYS else LEARNING


class MasteryCount(NamedTuple):
    """How many of some facts are learning, known (including mature ones), mature, and due; the others are new."""

    facts: int = 0
    learning: int = 0
    known: int = 0
    mature: int = 0
    due: int = 0

    @property
    def new(self) -> int:
        """How many were never tried."""
        return self.facts - self.learning - self.known

    @property
    def is_finished(self) -> bool:
        """Return whether all of them are known."""
        return 0 < self.facts == self.known


def progress_of(facts: Iterable[str], counts: Mapping[str, FactCount], due: Container[str]) -> MasteryCount:
    """Return how well some facts are known, by the counts of their answers and which of them are due."""
    found = list(facts)
    states = Counter(mastery(counts.get(fact, NO_ANSWERS)) for fact in found)
    known = states[KNOWN] + states[MATURE]
    return MasteryCount(len(found), states[LEARNING], known, states[MATURE], sum(1 for fact in found if fact in due))


TOLD_APART = 2  # first tries that are right with both on offer: then the mix-up is resolved


class Picked(NamedTuple):
    """An answer to a question with one right answer, by the ids of the options: what was right and what was chosen."""

    attempt: str
    at: int
    answer: str
    chosen: str
    offered: Collection[str]
    is_first: bool  # a first try
    may_guess: bool = False  # it may be a guess: the player was not sure, and the fact was never right before


class Confusion(NamedTuple):
    """How often something was chosen for another, and for how many first tries since (at most two) it was not.

    Without knowing a fact, a player still has to choose something. That `is_guess`, not a mix-up, until it is
    chosen again.
    """

    times: int
    apart: int
    attempt: str  # the latest answer that mixed them up
    at: int
    is_guess: bool = False


class MixUp(NamedTuple):
    """A mix-up as it is shown: the question, what was right, what was chosen, how often and when last."""

    bank: str
    fact: str
    question: str
    answer: tuple[str, str]  # the option's id and text
    chosen: tuple[str, str]
    times: int
    apart: int
    at: int

    @property
    def is_resolved(self) -> bool:
        """Whether the mix-up is resolved by now."""
        return self.apart >= TOLD_APART


_Pair = tuple[str, str]  # what was right, and what was chosen for it


def after(known: Mapping[_Pair, Confusion], picked: Picked) -> dict[_Pair, Confusion]:
    """Return the mix-ups of a fact that an answer adds or changes; answers come in their order.

    A wrong choice counts its own mix-up again from 0 towards being resolved, and leaves all others as they are.
    """
    if picked.chosen != picked.answer:
        pair = picked.answer, picked.chosen
        times = known[pair].times if pair in known else 0
        is_guess = picked.may_guess and not times
        return {pair: Confusion(times + 1, 0, picked.attempt, picked.at, is_guess)}
    if not picked.is_first:
        return {}
    return {
        pair: one._replace(apart=one.apart + 1)
        for pair, one in known.items()
        if pair[0] == picked.answer and pair[1] in picked.offered and one.apart < TOLD_APART
    }
