"""The order in which the items of a round are asked, and which of them give others away.

An item gives another away if the other's key is in its stem or in its explanation, or if its own answer says what the
other asks: which things are in a set, which belong together, or how they rank. Rule HDR4 of Haladyna, Downing &
Rodriguez (2002): keep items independent.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from quiz.items.forms import FORMS
from quiz.items.item import Item
from quiz.items.known import Answered, Known
from quiz.items.sources import ItemSource, PatternSource
from quiz.values.signs import folded

_LOOKED_AT = 2_000  # characters of a text; nobody reads so far
_BETWEEN = re.compile(r"[\W_]+")  # what is between words

#: What is known once an item has been answered, and the table that it is about.
_Fact = tuple[str, Known]


class Cues(NamedTuple):
    """The words of an item that help to answer another: its stem and explanation, its keys, its feedback.

    `known` is what is known once it is answered.
    """

    words: str
    keys: tuple[str, ...]
    known: frozenset[_Fact] = frozenset()
    asks: frozenset[_Fact] = frozenset()  # what must be found out, of what is known then
    feedback: str = ""  # what is shown to those who choose wrongly, as words


def cues_of(item: Item, item_source: ItemSource, row: int) -> Cues:
    """Return the cues of an item that a source made of a row.

    A statement has no key to give away; if each key has its place, no single key gives the answer away.
    """
    placed = item.answer_kind.is_placed
    known: frozenset[_Fact] = frozenset()
    keyless = placed or FORMS[item.form].is_statement
    if isinstance(item_source, PatternSource):
        found = item_source.form.known(Answered(item, item_source.pattern, item_source.table, row))
        known = frozenset([(item_source.facts, one) for one in found])
    keys = () if keyless else tuple(_words(option.text) for option in item.key_options)
    right = {option.text for option in item.key_options}
    asks = known if placed else frozenset([one for one in known if one[1][1] in right])
    feedback = " ".join([option.why for option in item.options if option.why])
    return Cues(_words(f"{item.stem} {item.why}"), keys, known, asks, _words(feedback) if feedback else "")


def gives_away(one: Cues, other: Cues) -> bool:
    """Return whether one item gives away another that is asked after it."""
    shown = one.words
    return any(key in shown for key in other.keys) or not one.known.isdisjoint(other.asks)


def may_give_away(one: Cues, other: Cues) -> bool:
    """Return whether one item gives another away to a player who chooses one of its wrong options."""
    shown = one.feedback
    return any(key in shown for key in other.keys)


def _words(text: str) -> str:
    """Return the words of a text, with a space on both sides of each."""
    return f" {_BETWEEN.sub(' ', folded(text[:_LOOKED_AT])).strip()} "


_MOST_MOVES = 100  # a round of ten seldom needs more than three
FEW = 30  # items; among more, places far away are not tried
_NEAR = 4

#: How often a fact comes twice in a row, how many items are given away before, and how many may be.
_Cost = tuple[int, int, int]

_Pairs = Sequence[tuple[int, int]]
_PairSet = frozenset[tuple[int, int]]


def ordered(facts: Sequence[str], given_away: _Pairs, perhaps: _Pairs = ()) -> list[int]:
    """Return the items in an order where no fact comes twice in a row and none gives a later one away.

    `facts` has the fact of each item, in the order that is wanted. In each pair of `given_away`, the first item shows a
    key of the second; in a pair of `perhaps`, it may do so. The latter count only if there are few items. An item is
    moved only if that makes the order better. If no pairs form a circle and all facts differ, nothing is given away.
    """
    both = (tuple(dict.fromkeys(given_away)), tuple(dict.fromkeys(perhaps)) if len(facts) <= FEW else ())
    order = _improved(list(range(len(facts))), facts, both)
    if not any(_cost(order, facts, both)[:2]):
        return order
    other = _improved(_laid_again(facts, given_away), facts, both)
    return min(order, other, key=lambda one: _cost(one, facts, both))


def _improved(order: list[int], facts: Sequence[str], both: tuple[_Pairs, _Pairs]) -> list[int]:
    """Move items one by one as long as that makes the order better."""
    for _ in range(_MOST_MOVES):
        now = _cost(order, facts, both)
        better = _better(order, facts, both, now) if any(now) else None
        if better is None:
            break
        order = better
    return order


def _laid_again(facts: Sequence[str], given_away: _Pairs) -> list[int]:
    """Lay the items again, each time with the one next that gives away the fewest of the rest."""
    gives = [[other for one, other in given_away if one == item] for item in range(len(facts))]
    left = dict.fromkeys(range(len(facts)))
    order: list[int] = []
    while left:
        last = facts[order[-1]] if order else None
        order.append(
            min(left, key=lambda item: (sum(o in left for o in gives[item]), facts[item] == last, item))
        )  # called at once
        del left[order[-1]]
    return order


def _cost(order: Sequence[int], facts: Sequence[str], both: tuple[_Pairs, _Pairs]) -> _Cost:
    twice = sum(facts[one] == facts[next_] for one, next_ in pairwise(order))
    return twice, len(_given_away(order, both[0])), len(_given_away(order, both[1]))


def _given_away(order: Sequence[int], pairs: _Pairs) -> list[tuple[int, int]]:
    """Return the pairs whose first item is asked before the second."""
    place = {item: i for i, item in enumerate(order)}
    return [pair for pair in pairs if place[pair[0]] < place[pair[1]]]


def _better(order: list[int], facts: Sequence[str], both: tuple[_Pairs, _Pairs], now: _Cost) -> list[int] | None:
    """Return the best order that moves one item that is in the way, if there is a better one."""
    best: tuple[_Cost, int, list[int]] | None = None
    pairs = (frozenset(both[0]), frozenset(both[1]))
    in_order = [facts[item] for item in order]
    for i in _in_the_way(order, facts, both):
        rest = [*order[:i], *order[i + 1 :]]
        for k, cost in _moves(order, i, in_order, pairs, now):
            if cost < now and (best is None or (cost, abs(i - k)) <= best[:2]):
                found = (cost, abs(i - k), [*rest[:k], order[i], *rest[k:]])
                best = found if best is None else min(best, found)
        if best is not None and len(order) > FEW:
            break
    return best[2] if best else None


def _moves(
    order: list[int], i: int, facts: Sequence[str], pairs: tuple[_PairSet, _PairSet], now: _Cost
) -> Iterator[tuple[int, _Cost]]:
    """Yield the places that an item may be moved to, each with what the order costs then.

    `facts` are those of the items in this order. A step changes nothing but the order of two items.
    """
    item = order[i]
    names = [None, *facts[:i], *facts[i + 1 :], None]  # nothing before the first and after the last
    rest = now[0] - _twice(names, i, facts[i])
    places = _places(i, len(order))
    for way in (range(i - 1, places.start - 1, -1), range(i + 1, places.stop)):
        counts = [now[1], now[2]]
        for k in way:
            before, after = (item, order[k]) if k < i else (order[k], item)
            for which, known in enumerate(pairs):
                counts[which] += ((before, after) in known) - ((after, before) in known)
            yield k, (rest + _twice(names, k, facts[i]), counts[0], counts[1])


def _twice(names: Sequence[str | None], k: int, name: str) -> int:
    """Return how many more facts come twice in a row if one is put between two."""
    one, other = names[k], names[k + 1]
    return (one == name) + (other == name) - (one is not None and one == other)


def _in_the_way(order: list[int], facts: Sequence[str], both: tuple[_Pairs, _Pairs]) -> Iterator[int]:
    """Yield the places of items that come right after their own fact, or belong to a pair."""
    for i in range(1, len(order)):
        if facts[order[i]] == facts[order[i - 1]]:
            yield i
    items = dict.fromkeys(item for pairs in both for pair in _given_away(order, pairs) for item in pair)
    yield from map(order.index, items)


def _places(i: int, count: int) -> range:
    """Return where an item may be moved to."""
    return range(count) if count <= FEW else range(max(0, i - _NEAR), min(count, i + _NEAR + 1))
