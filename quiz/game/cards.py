"""Which facts of a round have a card, and when: a few new facts are shown and then asked, then the next few."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from quiz.game.outcome import Ask

MOST_CARDS = 5  # cards, before their facts are asked


def card_groups(facts: Sequence[str]) -> list[tuple[str, ...]]:
    """Return facts in groups as even as can be: of 3 to 5 facts each, if there are enough."""
    count = -(-len(facts) // MOST_CARDS)
    size, more = divmod(len(facts), max(1, count))
    ends = [i * size + min(i, more) for i in range(count + 1)]
    return [tuple(facts[start:end]) for start, end in pairwise(ends)]


def in_groups(queue: Sequence[Ask], facts: Collection[str]) -> tuple[tuple[Ask, ...], tuple[tuple[str, ...], ...]]:
    """Return the questions of a round, with new facts asked group by group, and these groups of `facts`.

    New facts change places only with each other, so everything else is asked when it would have been.
    """
    asked = {ask.item.fact for ask in queue}
    groups = card_groups([fact for fact in dict.fromkeys(facts) if fact in asked])
    place = {fact: number for number, group in enumerate(groups) for fact in group}
    new = iter(sorted((ask for ask in queue if ask.item.fact in place), key=lambda ask: place[ask.item.fact]))
    return tuple(next(new) if ask.item.fact in place else ask for ask in queue), tuple(groups)
