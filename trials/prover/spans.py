"""Everything that a number or a date may mean."""

from fractions import Fraction
from typing import NamedTuple

__all__ = ["Span"]


class Span(NamedTuple):
    """From the least to the greatest value, in a unit; dates are in days.

    scale: the size of one of the typed units, such as a kilometre in metres, or a year in days.
    """

    low: Fraction | float
    high: Fraction | float
    unit: str
    is_range: bool = False
    is_certain: bool = True
    scale: Fraction | int = 1

    def overlaps(self, other: "Span") -> bool:
        """Return whether some value is within both."""
        return self.unit == other.unit and self.low <= other.high and other.low <= self.high

    def meets(self, other: "Span") -> bool:
        """Return whether one of two periods ends in the year or on the day in which the other begins."""
        first, second = sorted((self, other))
        is_later = first.low < second.low and first.high < second.high and first.is_range and second.is_range
        return self.unit == "day" and is_later and first.high - second.low < first.scale
