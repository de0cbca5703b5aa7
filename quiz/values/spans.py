"""Values that are not one number: ranges, and what is known to lie between two numbers only."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quiz.values.numerals import Number

INFINITE = float("inf")  # the end of `over 17`

Bound = Number | float
Ends = tuple[Bound, Bound]


class ValueSpan(NamedTuple):
    """A value between bounds, in numbers or, for dates, in days.

    start, end: within which bounds it begins and ends. For one thing whose place is not quite known,
    such as a year or `over 17`, both are the same. A range has two.
    """

    start: Ends
    end: Ends

    @property
    def is_range(self) -> bool:
        """Return whether it begins at one place and ends at another."""
        return self.start != self.end


#: What a cell is worth: a number, or what lies between two.
Worth = Number | ValueSpan


def span(value: Worth) -> ValueSpan:
    """Return a value as a span; a number is one that begins and ends with itself."""
    return value if isinstance(value, ValueSpan) else ValueSpan((value, value), (value, value))


def hull(one: Worth, other: Worth) -> ValueSpan:
    """Return what lies between the first and the last number of two values, as one thing whose place is not known."""
    first, last = span(one), span(other)
    ends = min(first.start[0], last.start[0]), max(first.end[1], last.end[1])
    return ValueSpan(ends, ends)


def meet(one: Worth, other: Worth, *, ends_touch: bool) -> bool:
    """Return whether two values may be the same: whether they share a number.

    Two ranges of which one ends where the other begins meet only if `ends_touch`: reigns
    (`98–117`, `117–138`) do not.
    """
    if not (isinstance(one, ValueSpan) or isinstance(other, ValueSpan)):
        return one == other
    one, other = sorted((span(one), span(other)))
    if one.is_range and other.is_range and one.end == other.start and not ends_touch:
        return False
    return one.start[0] <= other.end[1] and other.start[0] <= one.end[1]


def ranks(values: Sequence[Worth | None]) -> list[Bound | None]:
    """Return a number for each value that rises with them, and is the same for those that cannot be put in order.

    Numbers are their own rank if there is nothing else. What shares numbers has one rank, as
    has what is linked by such. If all values are ranges, one is before another where it both
    begins and ends before it.
    """
    spans = {value for value in values if isinstance(value, ValueSpan)}
    if not spans:
        return [value for value in values if not isinstance(value, ValueSpan)]
    known: dict[Worth, ValueSpan] = {value: span(value) for value in values if value is not None}
    if not all(found.is_range for found in known.values()):  # how a year and a reign lie is not certain
        known = {value: hull(found, found) for value, found in known.items()}
    ordered = sorted(set(known.values()))
    first_of_rest = _least_so_far(found.end for found in reversed(ordered))[::-1]
    rank: Bound = -INFINITE
    begun: Bound = -INFINITE
    ended: Ends = (-INFINITE, -INFINITE)
    found_ranks: dict[ValueSpan, Bound] = {}
    for found, least in zip(ordered, first_of_rest, strict=True):
        if not found_ranks or (found.start[0] > begun and ended[0] <= least[0] and ended[1] <= least[1]):
            rank = found.start[1] if found.start[0] == -INFINITE else found.start[0]
        found_ranks[found] = rank
        begun = max(begun, found.start[1])
        ended = (max(ended[0], found.end[0]), max(ended[1], found.end[1]))
    return [None if value is None else found_ranks[known[value]] for value in values]


def _least_so_far(ends: Iterable[Ends]) -> list[Ends]:
    least: Ends = (INFINITE, INFINITE)
    found = []
    for low, high in ends:
        least = (min(least[0], low), min(least[1], high))
        found.append(least)
    return found
