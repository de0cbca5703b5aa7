"""Distractors of numbers and dates: of other rows, decoys, and numbers near the key, written as the key is."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import floor, log10

from quiz.items.columns import Column
from quiz.items.draw import Draw
from quiz.items.item import Option
from quiz.text import Number, normalize, number

NEAR_ID = "near."  # how the ids of near numbers begin
_FAR = 10  # with `near`, a value of another row counts as near within ten times that distance
_SCAN = 64  # how far from the key sorted values are looked through
_SPARE = 2  # candidates looked at beyond those wanted, for variety
_SEPARATORS = (",", "'", "\u2019", "\u202f", "\u00a0", "\u2009", " ")

#: A number that may become a distractor: the number, and its class; or -1 and how a near number reads.
_Candidate = tuple[Number, int, str]
_Sides = tuple[list[_Candidate], list[_Candidate]]  # below and above the key


class Numbers:
    """Draws distractors for the answers of a numeric column, so that the rank of the key tells nothing."""

    def __init__(
        self, answers: Column, siblings: Sequence[int], near: Number | None, options: Mapping[int, Option]
    ) -> None:
        self._answers = answers
        self._near = near
        self._options = options
        self._siblings = siblings
        self._sorted: list[tuple[Number, int]] | None = None
        self._kept: dict[int, tuple[tuple[Collection[int], int], _Sides]] = {}
        self._separator = thousands_separator(map(answers.frame.bare, answers.texts)) if near is not None else ""

    def draw(
        self,
        draw: Draw,
        key: int,
        right: Collection[int],
        want: int,
        confused: Collection[int],
        first: Collection[int | str] = (),
    ) -> list[Option]:
        """Return up to `want` options that are wrong wherever `right` is what is right.

        How many lie below the key is drawn first. On its side, what the key is confused with
        comes before all else. What is to come `first` (classes, and how near numbers read) makes room for itself.
        """
        kept = self._kept.get(key)  # rows that share a number most often share what is right, too
        if kept is None or kept[0] != (right, want):
            kept = self._kept[key] = ((right, want), self._sides(key, right, want))
        sides = kept[1]
        if first:
            confused = [*confused, *(one for one in first if isinstance(one, int))]
        below, above = self._with_confused(key, right, confused, sides) if confused else sides
        low, high = max(0, want - len(above)), min(want, len(below))
        if low > high:  # fewer than wanted in all
            chosen = below + above
        else:
            if first and high > low:
                low = max(low, min(high, sum(_is_among(candidate, first) for candidate in below)))
                high = max(low, min(high, want - sum(_is_among(candidate, first) for candidate in above)))
            wanted = [*confused, *first] if first else confused
            under = low + draw.below(high - low + 1)
            chosen = _choose(draw, below, under, wanted) + _choose(draw, above, want - under, wanted)
        return [self._options[class_] if class_ >= 0 else self._near_option(text) for _, class_, text in chosen]

    def _with_confused(self, key: int, right: Collection[int], confused: Collection[int], sides: _Sides) -> _Sides:
        """Return the candidates with those that the key is confused with, as far as they are wrong."""
        numbers = self._answers.numbers
        shut = {numbers[class_] for class_ in right}
        found: dict[Number, int] = {}
        for class_ in confused:
            number = numbers[class_]
            if number is not None and number not in shut:
                found.setdefault(number, class_)
        value = numbers[key]
        assert value is not None
        first = [(number, class_, "") for number, class_ in found.items()]
        below, above = ([candidate for candidate in side if candidate[0] not in found] for side in sides)
        return [c for c in first if c[0] < value] + below, [c for c in first if c[0] > value] + above

    def _near_option(self, text: str) -> Option:
        return Option(NEAR_ID + text, self._answers.frame.filled(text))

    def _sides(self, key: int, right: Collection[int], want: int) -> _Sides:
        """Return the candidates below and above the key, the best first."""
        numbers = self._answers.numbers
        value = numbers[key]
        assert value is not None
        shut: set[Number | None] = {value}
        if self._answers.has_dates:  # those of other classes may be the same all the same
            shut.update([numbers[class_] for class_ in right])
        near, far = self._of_rows(value, right, shut, want)
        if min(len(near[0]), len(near[1])) < want:
            for class_ in self._answers.decoys:
                decoy = numbers[class_]
                if decoy is not None and decoy not in shut and class_ not in right:
                    near[decoy > value].append((decoy, class_, ""))
                    if self._answers.has_dates:  # those of other classes may be the same all the same
                        shut.add(decoy)
            self._add_near_numbers(value, key, right, near)
        return near[0] + far[0], near[1] + far[1]

    def _of_rows(
        self, value: Number, right: Collection[int], shut: set[Number | None], want: int
    ) -> tuple[_Sides, _Sides]:
        """Return the values of other rows below and above a number: those near, and those far."""
        if self._sorted is None:
            numbers = self._answers.numbers
            self._sorted = sorted((found, c) for c in self._siblings if (found := numbers[c]) is not None)
        at = bisect_left(self._sorted, (value, -1))
        reach = self._near * _FAR if self._near is not None else None
        near: _Sides = ([], [])
        far: _Sides = ([], [])
        last = len(self._sorted)
        for side, steps in enumerate((range(at - 1, max(-1, at - 1 - _SCAN), -1), range(at, min(last, at + _SCAN)))):
            for i in steps:
                found, class_ = self._sorted[i]
                if class_ in right or found in shut:
                    continue
                if self._answers.has_dates:  # those of other classes may be the same all the same
                    shut.add(found)
                is_far = reach is not None and max(found - value, value - found) > reach
                (far if is_far else near)[side].append((found, class_, ""))
                if len(near[side]) + len(far[side]) >= want + _SPARE:
                    break
        return near, far

    def _add_near_numbers(self, value: Number, key: int, right: Collection[int], near: _Sides) -> None:
        if self._near is None:
            return
        known = {candidate[0] for side in near for candidate in side}
        text = self._answers.frame.bare(self._answers.texts[key])
        for near_value, written in near_numbers(text, self._near, self._separator):
            if near_value not in known and self._is_free(near_value, written, right):
                near[near_value > value].append((near_value, -1, written))

    def _is_free(self, near: Number, written: str, right: Collection[int]) -> bool:
        """Tell whether no value of a row and no decoy goes by a number: as such it was weighed already."""
        answers = self._answers
        class_ = answers.class_of.get(normalize(written))
        if class_ is None:
            return True
        is_confusion = class_ >= answers.siblings and class_ not in answers.decoys
        return is_confusion and answers.numbers[class_] == near and class_ not in right


def _is_among(candidate: _Candidate, wanted: Collection[int | str]) -> bool:
    """Tell whether a candidate is wanted, by its class or as a near number by how it reads."""
    return candidate[1] in wanted if candidate[1] >= 0 else candidate[2] in wanted


def _choose(draw: Draw, side: list[_Candidate], count: int, confused: Collection[int | str]) -> list[_Candidate]:
    """Choose among the best of a side: what is confused first, other rows' values before near numbers."""
    if not count:
        return []
    first = draw.sample([one for one in side if _is_among(one, confused)], count) if confused else []
    rest = [one for one in side if not _is_among(one, confused)] if confused else side
    return first + draw.sample(rest[: count - len(first) + _SPARE], count - len(first))


def near_numbers(text: str, near: Number, separator: str = "") -> list[tuple[Number, str]]:
    """Return numbers at most `near` from the number `text`, each with how it reads.

    They lie whole steps apart. The step is the largest power of ten that leaves at least
    three steps within reach, and never finer than the digits of the key. A key that is
    not negative gets none below 0. Nearest first.
    """
    key = number(text)
    if key is None:
        return []
    decimals = _decimals(text)
    exponent = max(floor(log10(float(near) / 3) + 1e-9), -decimals)
    step = number(f"0.{'0' * (-exponent - 1)}1") if exponent < 0 else 10**exponent
    assert step is not None
    found: list[tuple[Number, str]] = []
    for i in range(1, int(near / step) + 1):
        for value in (key - i * step, key + i * step):
            if value >= 0 or key < 0:
                found.append((value, written_like(value, decimals, separator)))
    return found


def written_like(value: Number, decimals: int, separator: str) -> str:
    """Write a number with so many decimals and `separator` between its thousands."""
    text = f"{value:,.{decimals}f}" if decimals else f"{value:,}"
    return text.replace(",", separator)


def _decimals(text: str) -> int:
    return len(text.rpartition(".")[2]) if "." in text else 0


def thousands_separator(texts: Iterable[str]) -> str:
    """Return the sign that a column's numbers set thousands apart with, or nothing."""
    for text in texts:
        if text.isdigit():
            continue
        for separator in _SEPARATORS:
            if separator in text.strip():
                return separator
    return ""
