"""When two texts of a column say the same, when they may, and which one comes first: "What a cell says"."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import partial

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
_DATES: Sequence[Way] = [partial(date, is_day_first=is_first) for is_first in (True, False)]


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
        self._are_ranges = all((span := way(text)) is None or span.is_range for way in self._ways for text in typed)

    def same(self, one: str, other: str) -> bool:
        """Return whether two texts surely say the same."""
        if self._is_exact:
            return unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
        if canonical(one) == canonical(other):
            return True
        spans = self._spans(one, other)
        return bool(spans) and all(a[:3] == b[:3] and a.is_certain and b.is_certain for a, b in spans)

    def may(self, one: str, other: str) -> bool:
        """Return whether two texts may be the same."""
        if self._is_exact:
            return self.same(one, other)
        (kept, bare), (other_kept, other_bare) = loose(one, self._is_literal), loose(other, self._is_literal)
        if kept in (other_kept, other_bare) or bare == other_kept:
            return True
        return any(a.overlaps(b) and not a.meets(b) for a, b in self._spans(one, other))

    def is_before(self, one: str, other: str) -> bool:
        """Return whether a text is surely less or earlier than another."""
        return bool(self._ways) and all(self._are_before(way(one), way(other)) for way in self._ways)

    def is_near(self, one: str, other: str, distance: str) -> bool:
        """Return whether a text is no farther from another than so many of its units, or years."""
        spans = _both(self._ways, one, other)
        return any(abs(Fraction(a.low) - Fraction(b.low)) <= Fraction(distance) * b.scale for a, b in spans)

    def _spans(self, one: str, other: str) -> list[tuple[Span, Span]]:
        """Return how two texts are read, in each way of the column; what does not fit it is read by itself."""
        if self._is_literal:
            return []
        return _both(self._ways, one, other) or _both((*_NUMBERS.values(), *_DATES), one, other)

    def _are_before(self, one: Span | None, other: Span | None) -> bool:
        if one is None or other is None or one.unit != other.unit:
            return False
        return one.low < other.low and one.high < other.high if self._are_ranges else one.high < other.low


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
    """Return the ways to read a column that fit it best. Those that are left may disagree about a text."""
    declared = {"decimal point": ".", "decimal comma": ","}.get(kind, "")
    numbers = {mark: _NUMBERS[mark] for mark in declared or ".,"}
    dates = _DATES
    if kind in ("number", "quantity") or declared:
        dates = []
    if kind in ("date", "day first", "month first", "two years", "year and month"):
        numbers = {}
        dates = {"day first": _DATES[:1], "month first": _DATES[1:]}.get(kind, _DATES)
    found = _best([*numbers.values(), *dates], texts)
    are_ranges = any(
        (span := way(text)) is not None and span.is_range for way in dates if way in found for text in texts
    )
    of_language = numbers.get(mark_of(language))
    if are_ranges:  # two years are a period before they are two numbers
        return [way for way in found if way in dates]
    if of_language in found:
        return [way for way in found if way in dates or way is of_language]
    return found


def _best(ways: Sequence[Way], texts: Sequence[str]) -> list[Way]:
    """Return the ways that fit most texts, in one unit, and no fewer than three in four."""
    units = [Counter(span.unit for text in texts if (span := way(text))) for way in ways]
    counts = [max(each.values(), default=0) for each in units]
    most = max(counts, default=0)
    return [way for count, way in zip(counts, ways, strict=True) if count == most and 0 < count * 4 >= len(texts) * 3]
