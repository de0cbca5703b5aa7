"""How well a fact is known, folded from the answers to it."""

from collections.abc import Iterable

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


def fold(answers: Iterable[int], start: FactCount = NOTHING) -> FactCount:
    """Fold answers, in the order of time and none before those of `start`, into a count."""
    tries, right, seen_at, run_from, run_to, recalls, recalled = start
    for answer in answers:
        at = answer >> BITS
        if answer & FIRST:
            tries += 1
            if answer & RIGHT:
                right += 1
            alone = answer & ALONE
            if seen_at and at - seen_at >= RECALL_GAP:
                recalls += 1
                if alone:
                    recalled += 1
            if not alone:
                run_from = run_to = 0
            else:
                run_to = at
                if not run_from:
                    run_from = at
        seen_at = at
    return FactCount(tries, right, seen_at, run_from, run_to, recalls, recalled)


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
