"""The order in which the items of a round are asked."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

__all__ = ["ordered"]

_MOST_MOVES = 100  # a round of ten seldom needs more than three
_FEW = 30  # items; among more, places far away are not tried
_NEAR = 4

_Cost = tuple[int, int]  # how often a fact comes twice in a row, how many items are given away before


def ordered(facts: Sequence[str], given_away: Sequence[tuple[int, int]]) -> list[int]:
    """Return the items in an order where no fact comes twice in a row and none gives a later one away.

    `facts` holds the fact of each item, in the order that is wanted. `given_away` are pairs of
    items of which the first shows a key of the second. An item is moved only where that makes the
    order better. Where no pairs form a circle and all facts differ nothing is given away.
    """
    order = _mended(list(range(len(facts))), facts, given_away)
    if not any(_cost(order, facts, given_away)):
        return order
    other = _mended(_laid_anew(facts, given_away), facts, given_away)
    return min(order, other, key=lambda one: _cost(one, facts, given_away))


def _mended(order: list[int], facts: Sequence[str], given_away: Sequence[tuple[int, int]]) -> list[int]:
    """Move items one by one as long as that makes the order better."""
    for _ in range(_MOST_MOVES):
        now = _cost(order, facts, given_away)
        better = _better(order, facts, given_away, now) if any(now) else None
        if better is None:
            break
        order = better
    return order


def _laid_anew(facts: Sequence[str], given_away: Sequence[tuple[int, int]]) -> list[int]:
    """Take as next, again and again, the item that gives away the fewest of those to come."""
    told = [[other for one, other in given_away if one == item] for item in range(len(facts))]
    left = dict.fromkeys(range(len(facts)))
    order: list[int] = []
    while left:
        last = facts[order[-1]] if order else None
        order.append(
            min(left, key=lambda item: (sum(o in left for o in told[item]), facts[item] == last, item))
        )  # called at once
        del left[order[-1]]
    return order


def _cost(order: Sequence[int], facts: Sequence[str], given_away: Sequence[tuple[int, int]]) -> _Cost:
    return (
        sum(facts[one] == facts[next_] for one, next_ in pairwise(order)),
        len(_told(order, given_away)),
    )


def _told(order: Sequence[int], given_away: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pairs of which the first is asked before the second."""
    place = {item: i for i, item in enumerate(order)}
    return [pair for pair in given_away if place[pair[0]] < place[pair[1]]]


def _better(
    order: list[int], facts: Sequence[str], given_away: Sequence[tuple[int, int]], now: _Cost
) -> list[int] | None:
    """Return the best order that differs by one move of an item that is in the way, if one is better."""
    best: tuple[_Cost, int, list[int]] | None = None
    for i in _in_the_way(order, facts, given_away):
        for k in _places(i, len(order)):
            moved = [*order[:i], *order[i + 1 :]]
            moved.insert(k, order[i])
            found = (_cost(moved, facts, given_away), abs(i - k), moved)
            if found[0] < now and (best is None or found < best):
                best = found
        if best is not None and len(order) > _FEW:
            break
    return best[2] if best else None


def _in_the_way(order: list[int], facts: Sequence[str], given_away: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Yield the places of items that come right after their own fact, or are one of a pair."""
    for i in range(1, len(order)):
        if facts[order[i]] == facts[order[i - 1]]:
            yield i
    items = dict.fromkeys(item for pair in _told(order, given_away) for item in pair)
    yield from map(order.index, items)


def _places(i: int, count: int) -> range:
    """Return where an item may be moved to."""
    return range(count) if count <= _FEW else range(max(0, i - _NEAR), min(count, i + _NEAR + 1))
