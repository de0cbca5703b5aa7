"""When two texts of a column say the same, when they may, and which one comes first: "What a cell says"."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import product

from trials.prover.dates import date
from trials.prover.numbers import quantity
from trials.prover.spans import Span
from trials.prover.texts import canonical, loose

__all__ = ["Column", "mark_of"]

Way = Callable[[str], Span | None]

_POINTS = "en ja zh ko th he ga"
_COMMAS = "de fr es it pt nl el sv da nb no fi pl cs sk hu ro bg ru uk tr id"
_MARKS = {**dict.fromkeys(_POINTS.split(), "."), **dict.fromkeys(_COMMAS.split(), ",")}
_NUMBERS: Mapping[str, Way] = {mark: partial(quantity, mark=mark) for mark in ".,"}
_DATES: Sequence[Way] = [
    partial(date, is_day_first=is_day_first, are_years=are_years)
    for is_day_first, are_years in product((True, False), repeat=2)
]
_ALL = [*_NUMBERS.values(), *_DATES]
_DECLARED: Mapping[str, Sequence[Way]] = {
    "number": [*_NUMBERS.values()],
    "quantity": [*_NUMBERS.values()],
    "decimal point": [_NUMBERS["."]],
    "decimal comma": [_NUMBERS[","]],
    "date": _DATES,
    "day first": _DATES[:2],
    "month first": _DATES[2:],
    "two years": _DATES[::2],
    "year and month": _DATES[1::2],
}


def mark_of(language: str) -> str:
    """Return the decimal mark of a language, or nothing."""
    return _MARKS.get(language[:2], "")


class Column:
    """The texts of a column. `kind` is what the table says about how to read them."""

    def __init__(self, texts: Iterable[str], *, is_exact: bool = False, kind: str = "", language: str = "") -> None:
        typed = list(texts)
        self._is_exact = is_exact
        self._is_literal = kind in ("text", "identifier") or (not kind and _are_codes(typed))
        self._ways = [] if self._is_literal else _ways(typed, kind, language)
        self._are_ranges = all(span.is_range for text in typed for span in _spans(self._ways, text))

    def same(self, one: str, other: str) -> bool:
        """Return whether two texts certainly say the same."""
        if self._is_exact:
            return unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
        if canonical(one) == canonical(other) or self._is_literal:
            return canonical(one) == canonical(other)
        ways = [way for way in self._ways if way(one) or way(other)]
        if not ways and _both(_ALL, one, other):
            ways = _ways((one, other), "", "")
        found = [{*spans, *others} for way in ways if (spans := _read(way, one)) and (others := _read(way, other))]
        return (
            bool(found)
            and all(len({span[:3] for span in spans}) == 1 for spans in found)
            and all(span.is_certain for spans in found for span in spans)
        )

    def may(self, one: str, other: str) -> bool:
        """Return whether two texts may be the same."""
        if self._is_exact or canonical(one) == canonical(other):
            return self.same(one, other)
        pairs = _both(self._ways, one, other)
        if not pairs:  # not both are of the column's kind
            (kept, bare), (other_kept, other_bare) = loose(one, self._is_literal), loose(other, self._is_literal)
            if kept in (other_kept, other_bare) or bare == other_kept:
                return True
            pairs = [] if self._is_literal else list(self._pairs(one, other))
        return any(a.overlaps(b) and not a.meets(b) for a, b in pairs)

    def is_before(self, one: str, other: str) -> bool:
        """Return whether a text is certainly less or earlier than another."""
        return bool(self._ways) and all(self._are_before(way(one), way(other)) for way in self._ways)

    def is_near(self, one: str, other: str, distance: str) -> bool:
        """Return whether a text is within a number of units, or years, of another."""
        spans = _both(self._ways, one, other)
        return any(abs(Fraction(a.low) - Fraction(b.low)) <= Fraction(distance) * b.scale for a, b in spans)

    def _pairs(self, one: str, other: str) -> Iterable[tuple[Span, Span]]:
        """Return what two texts may mean if one or both do not fit the column: such a text is read by itself."""
        fitting = [[way for way in self._ways if way(text)] for text in (one, other)]
        if not any(fitting):
            return _both(_ALL, one, other)
        ways = [[*each, *_DATES] if each else _ALL for each in fitting]
        return product(_spans(ways[0], one), _spans(ways[1], other))

    def _are_before(self, one: Span | None, other: Span | None) -> bool:
        if one is None or other is None or one.unit != other.unit:
            return False
        return one.low < other.low and one.high < other.high if self._are_ranges else one.high < other.low


def _spans(ways: Iterable[Way], text: str) -> list[Span]:
    return [span for way in ways if (span := way(text))]


def _read(way: Way, text: str) -> list[Span]:
    """Return how a text is read; one that does not fit is read in all other ways to read a number or a date."""
    return _spans([way], text) or _spans(_DATES if way in _DATES else _NUMBERS.values(), text)


def _both(ways: Iterable[Way], one: str, other: str) -> list[tuple[Span, Span]]:
    """Return how two texts are read in each way that fits both."""
    return [(a, b) for way in ways if (a := way(one)) and (b := way(other))]


def _are_codes(texts: Sequence[str]) -> bool:
    """Return whether a column is one of identifiers: with a zero or a plus in front of a number, or with two points."""
    codes = [text for text in texts if re.fullmatch(r"\+?\d[\d .,()-]*", text)]
    is_signed = any(text.startswith(("-", "−")) for text in texts)
    shape = r"0\d[\d\s.,]*|\d+(\.\d+){2,}" + ("" if is_signed else r"|\+[\d\s.,]+")
    return len(codes) * 4 >= len(texts) * 3 and any(re.fullmatch(shape, text) for text in codes)


def _ways(texts: Sequence[str], kind: str, language: str) -> list[Way]:
    """Return the ways to read a column that fit most of it. They may disagree about a text."""
    ways = _DECLARED.get(kind, _ALL)
    units = [Counter(span.unit for text in texts for span in _spans([way], text)) for way in ways]
    counts = [max(each.values(), default=0) for each in units]
    most = max(counts, default=0)
    if not most or (not kind and most * 4 < len(texts) * 3):
        return []
    found = [way for count, way in zip(counts, ways, strict=True) if count == most]
    dates = [way for way in found if way in _DATES]
    if any(span.is_range for text in texts for span in _spans(dates, text)):
        return dates  # two years are a period before they are two numbers
    of_language = _NUMBERS.get(mark_of(language))
    return [*dates, of_language] if of_language in found else found
