"""Values that are not one number: ranges, and values that are only known to lie between two numbers."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quiz.values.numerals import Number

INFINITE = float("inf")  # the end of `over 17`

Bound = Number | float
Ends = tuple[Bound, Bound]


class ValueSpan(NamedTuple):
    """A value between bounds, in numbers or, for dates, in days.

    start, end: the bounds within which it begins and ends. For a single value that is not quite known, such as a year
    or `over 17`, both are the same. A range has two.
    """

    start: Ends
    end: Ends

    @property
    def is_range(self) -> bool:
        """Return whether it begins at one place and ends at another."""
        return self.start != self.end


#: The value of a cell: a number, or a span between two.
Worth = Number | ValueSpan


def span(value: Worth) -> ValueSpan:
    """Return a value as a span; a number begins and ends with itself."""
    return value if isinstance(value, ValueSpan) else ValueSpan((value, value), (value, value))


def hull(one: Worth, other: Worth) -> ValueSpan:
    """Return the span that covers two values, as a single value that is not quite known."""
    first, last = span(one), span(other)
    ends = min(first.start[0], last.start[0]), max(first.end[1], last.end[1])
    return ValueSpan(ends, ends)


def meet(one: Worth, other: Worth, *, ends_touch: bool) -> bool:
    """Return whether two values may be the same: whether they share a number.

    If one range ends where the other begins, they meet only if `ends_touch`: reigns (`98–117`, `117–138`) do not.
    """
    if not (isinstance(one, ValueSpan) or isinstance(other, ValueSpan)):
        return one == other
    one, other = span(one), span(other)
    if one.start[0] > other.end[1] or other.start[0] > one.end[1]:
        return False
    if ends_touch or not (one.is_range and other.is_range):
        return True
    first, last = sorted((one, other))
    return first.end != last.start


def ranks(values: Sequence[Worth | None]) -> list[Bound | None]:
    """Return a rank for each value, which rises with the values and is the same for those without an order.

    If there are only numbers, they are their own ranks. Values that share numbers have the same rank, and so do values
    that are linked by such values. If all values are ranges, one is before another if it begins and ends before it.
    """
    spans = {value for value in values if isinstance(value, ValueSpan)}
    if not spans:
        return [value for value in values if not isinstance(value, ValueSpan)]
    known: dict[Worth, ValueSpan] = {value: span(value) for value in values if value is not None}
    if not all(found.is_range for found in known.values()):  # the order of a year and a reign is not certain
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
