"""Reading one text as a number or a quantity: a number or a range, with or without a unit."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from quiz.values.numerals import (
    NUMERAL,
    Mark,
    Number,
    Numeral,
    exact,
    numeral,
    plain_numeral,
    power_of_ten,
    scaled,
    written,
)
from quiz.values.spans import INFINITE, ValueSpan, Worth
from quiz.values.units import NO_UNIT, Unit, currency, unit

if TYPE_CHECKING:
    import re


LONGEST_VALUE = 60  # characters of a text that may be a value
_ABOUT = 10  # percent by which `about 5 km` may be off

# The words before a number -> the sign for them.
_WORDS = {
    **dict.fromkeys(
        ("~", "≈", "c.", "ca.", "ca", "circa", "about", "around", "approx.", "approximately", "nearly"), "~"
    ),
    **dict.fromkeys((">", "over", "above", "more than"), ">"),
    **dict.fromkeys((">=", "≥", "at least"), ">="),
    **dict.fromkeys(("<", "under", "below", "less than"), "<"),
    **dict.fromkeys(("<=", "≤", "at most", "up to"), "<="),
}
_LONGEST_FIRST = sorted(_WORDS, key=len, reverse=True)
_TO = (" to ", " until ", "-")  # between the ends of a range; only in one way


class Amount(NamedTuple):
    """A number, or two, with a unit.

    relation: `~`, `>`, `>=`, `<`, `<=` or nothing. high is None except for a range.
    """

    low: Numeral
    high: Numeral | None = None
    unit: Unit = NO_UNIT
    relation: str = ""

    @property
    def is_number(self) -> bool:
        """Whether it is only a number."""
        return self.high is None and not self.relation and not self.unit.symbol

    def value(self, mark: Mark, *, in_bases: bool = False) -> Worth | None:
        """Return its value if decimals follow `mark`, in its own unit or that unit's base."""
        low = self.low.by(mark)
        if low is None:
            return None
        power = self.unit.power if in_bases else 0
        low = scaled(low, power)
        if self.high is not None:
            high = self.high.by(mark)
            return None if high is None else _range(low, scaled(high, power))
        return _related(low, self.relation) if self.relation else low

    def written(self, mark: Mark, *, in_bases: bool = False) -> str:
        """Return the canonical form of an amount that has a value by `mark`."""
        numbers = [found for one in (self.low, self.high) if one and (found := one.by(mark)) is not None]
        power, symbol = (self.unit.power, self.unit.base) if in_bases else (0, self.unit.symbol)
        text = " to ".join(written(scaled(number, power)) for number in numbers)
        return " ".join(part for part in (self.relation, text, symbol) if part)


@lru_cache(maxsize=16_384)  # a column is read, compared and written, and needs its amounts each time
def amount(text: str) -> Amount | None:
    """Read a `plain` text as a number or a quantity, or return None."""
    if not text or len(text) > LONGEST_VALUE:
        return None
    single = _single(text)
    if single:
        return single
    relation, rest = ("", text) if text[0].isdecimal() else _split_relation(text)
    if relation:
        found = _single(rest)
        return found._replace(relation=relation) if found else None
    return _as_range(text)


def _related(value: Number, relation: str) -> Worth:
    if relation == "~":
        from fractions import Fraction

        middle = Fraction(value)
        margin = abs(middle) * _ABOUT / 100
        ends: tuple[Number | float, Number | float] = (exact(middle - margin), exact(middle + margin))
    else:
        ends = (value, INFINITE) if relation[0] == ">" else (-INFINITE, value)
    return ValueSpan(ends, ends)


def _range(low: Number, high: Number) -> Worth | None:
    return ValueSpan((low, low), (high, high)) if low < high else None


def _split_relation(text: str) -> tuple[str, str]:
    """Return the sign for the words before a number, and the rest; nothing if there are none."""
    folded = text.casefold()
    for word in _LONGEST_FIRST:
        if folded.startswith(word):
            rest = text[len(word) :]
            if rest.startswith(" ") or not word[0].isalpha() or (word[-1] == "." and rest[:3].isdecimal() and rest[2:]):
                return _WORDS[word], rest.strip()
    return "", text


def _single(text: str) -> Amount | None:
    glimpsed = plain_numeral(text)
    if glimpsed:
        return Amount(glimpsed, None, NO_UNIT, "")
    if text.startswith("10"):
        value = power_of_ten(text)
        if value is not None:
            return Amount(Numeral(value, value))
    match = _pattern().fullmatch(text)
    if match is None or (match["sign"] and match["inner"]):
        return None
    found = numeral(match, negative="-" in (match["sign"], match["inner"]))
    known: Unit | None = NO_UNIT
    if match["currency"]:
        known = None if match["unit"] else currency(match["currency"])
    elif match["unit"]:
        known = unit(match["unit"])
    return Amount(found, unit=known) if found and known else None


def _as_range(text: str) -> Amount | None:
    """Read the two ends of a range. The unit is at both, at the last one, or as a currency at the first one."""
    for between in _TO:
        at = text.find(between, 1)
        if at < 0:
            continue
        low, high = _single(text[:at].strip()), _single(text[at + len(between) :].strip())
        if not low or not high:
            continue
        is_before = not text[0].isdecimal() and high.unit == NO_UNIT
        if low.unit not in (NO_UNIT, high.unit) and not is_before:
            continue
        if any(isinstance(Amount(low.low, high.low).value(mark), ValueSpan) for mark in Mark):
            return Amount(low.low, high.low, low.unit if is_before else high.unit)
    return None


@cache
def _pattern() -> "re.Pattern[str]":
    import re

    around = r"[^\d\s+.,/-]"  # what a unit or a currency begins with
    return re.compile(
        rf"(?P<sign>[+-]?)(?P<currency>{around}{{1,3}})? ?(?P<inner>[+-]?){NUMERAL} ?(?P<unit>{around}.*)?"
    )
