"""How well a fact is known, folded from the answers to it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from quiz.record import Record

__all__ = [
    "ALONE",
    "BITS",
    "DAY",
    "FIRST",
    "KNOWN",
    "LEARNING",
    "MATURE",
    "NEW",
    "RIGHT",
    "STATES",
    "FactCount",
    "flags_of",
    "fold",
    "mastery",
]

DAY = 86_400_000  # milliseconds
RECALL_GAP = 7 * DAY  # a fact that was not seen for so long is recalled rather than repeated
KNOWN_SPAN = 1 * DAY
MATURE_SPAN = 21 * DAY  # as in Anki, where a card is mature from an interval of 21 days on

NEW = "new"
LEARNING = "learning"
KNOWN = "known"
MATURE = "mature"
STATES = (NEW, LEARNING, KNOWN, MATURE)

# An answer as a number, so that a million of them take little room and sorting puts them in
# the order of time: milliseconds since 1970, then five bits, three of them these. The lowest
# two are for the caller.
BITS = 5
FIRST = 16  # a first try
RIGHT = 8
ALONE = 4  # right without a hint, and not a guess


class FactCount(Record):
    """What the answers to a fact come to.

    The run are the latest first tries that were right alone, one after another; `run_from`
    and `run_to` are the times of its first and last, 0 where there is none.
    `recalls` are the first tries after a week or more without the fact, `recalled` those of
    them that were right alone.
    """

    tries: int = 0  # first tries
    right: int = 0
    seen_at: int = 0
    run_from: int = 0
    run_to: int = 0
    recalls: int = 0
    recalled: int = 0


NOTHING = FactCount()
_FLAGS = (1 << BITS) - 1
_NEARLY = (RECALL_GAP << BITS) - _FLAGS - 1  # no gap is shorter, whatever the flags of its ends


def flags_of(answers: Iterable[int]) -> Counter[int]:
    """Return how many answers have which flags: the bits below the time."""
    return Counter(map(_FLAGS.__and__, answers))


def fold(answers: Sequence[int], start: FactCount = NOTHING, flags: Counter[int] | None = None) -> FactCount:
    """Fold answers, in the order of time and none before those of `start`, into a count.

    `flags` are those of the answers, where they were counted already. A recount folds a
    million answers: what is seldom is looked for in all of them at once.
    """
    if not answers:
        return start
    tries, right, seen_at, run_from, run_to, recalls, recalled = start
    for flag, count in (flags_of(answers) if flags is None else flags).items():
        if flag & FIRST:
            tries += count
            right += count if flag & RIGHT else 0
    for before, answer in _after_gaps([seen_at << BITS, *answers] if seen_at else answers):
        if answer & FIRST and (answer >> BITS) - (before >> BITS) >= RECALL_GAP:
            recalls += 1
            recalled += 1 if answer & ALONE else 0
    first = last = 0
    for answer in reversed(answers):
        if answer & FIRST:
            if not answer & ALONE:
                run_from = run_to = 0
                break
            first, last = answer, last or answer
    if last:
        run_from, run_to = run_from or first >> BITS, last >> BITS
    return FactCount(tries, right, answers[-1] >> BITS, run_from, run_to, recalls, recalled)


def _after_gaps(answers: Sequence[int]) -> list[tuple[int, int]]:
    """Return the answers that came a week or so after the one before, each with that one."""
    return [(before, answer) for before, answer in pairwise(answers) if answer - before > _NEARLY]


def mastery(count: FactCount) -> str:
    """Return how well a fact is known.

    New: never tried. Learning: the last first try was wrong, hinted or a guess, or the
    right ones since lie within a day. Known: right at every first try for a day or more.
    Mature: for 21 days or more.
    """
    if not count.tries:
        return NEW
    span = count.run_to - count.run_from
    if span >= MATURE_SPAN:
        return MATURE
    return KNOWN if span >= KNOWN_SPAN else LEARNING
