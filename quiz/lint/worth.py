"""Whether two English options are the same amount, in different units or in words: `60 minutes` and `an hour`.

Elsewhere times and percentages are never converted: in a table, `60 min` and `1 h` may be two facts. But a question
with both of them has one answer twice.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from quiz.values.relations import AS_DIGITS
from quiz.values.signs import plain
from quiz.values.units import unit

# Unit -> the unit that it is counted in, and how many of those it is. No number of days is a month.
_DURATIONS = {
    "s": ("s", 1),
    "min": ("s", 60),
    "h": ("s", 3_600),
    "day": ("s", 86_400),
    "week": ("s", 604_800),
    "month": ("month", 1),
    "year": ("month", 12),
    "decade": ("month", 120),
    "century": ("month", 1_200),
}
_PARTS = {
    **dict.fromkeys(("half", "halves"), 2),
    **dict.fromkeys(("third", "thirds"), 3),
    **dict.fromkeys(("quarter", "quarters", "fourth", "fourths"), 4),
    **dict.fromkeys(("fifth", "fifths"), 5),
    **dict.fromkeys(("tenth", "tenths"), 10),
}
_LONGEST = 40
_LIKELY = re.compile(  # quick to look for: most options are neither
    r"[/%]|\d ?[hs]\b|per ?cent|hour|hrs?\b|min|sec|day|week|month|year|yrs?\b|decade|centur|hal[fv]|third|quarter"
    "|fourth|fifth|tenth",
    re.IGNORECASE,
)
_MANY = r"(?P<many>\d+(?:\.\d+)?|[a-z]+(?:-[a-z]+)?)"
_PART = f"(?P<part>{'|'.join(_PARTS)})"
_SHARE = re.compile(rf"(?:{_MANY}[ -])?{_PART}(?: of (?:it|them|all))?")
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,3})?) ?(?:%|percent|per cent)")
_FRACTION = re.compile(r"(\d{1,3})/([1-9]\d{0,2})")
_PART_OF_UNIT = re.compile(rf"(?:{_MANY} )?{_PART} (?:of )?an? (?P<unit>[a-z]+)")
_AND_A_HALF = re.compile(rf"{_MANY} (?:(?P<unit>[a-z]+) and a half|and a half (?P<units>[a-z]+))")
_DURATION = re.compile(rf"{_MANY} ?(?P<unit>[a-z]+)(?:,? (?:and )?(?P<more>.+))?")


def worth(text: str) -> frozenset[str]:
    """Return forms of an English amount of time or a share: texts that say the same have one in common.

    For other texts there are none.
    """
    if len(text) > _LONGEST or not _LIKELY.search(text):
        return frozenset()
    line = plain(text).casefold().rstrip(".").removeprefix("the ")
    return frozenset((*_of_time(line), *_of_share(line)))


def _of_time(line: str) -> Iterator[str]:
    """Yield a time as a number of seconds or of months, if that is what a text is."""
    found = list(map(_in_base, _times(line)))
    bases = {base for _, base in found}
    if len(bases) == 1 and "" not in bases:
        yield f"{sum(many for many, _ in found)} {bases.pop()}"


def _times(line: str) -> Iterator[tuple[Fraction, str]]:
    """Yield the numbers and units that make up a time such as `1 h 30 min`. An empty unit means that there is none."""
    if found := _PART_OF_UNIT.fullmatch(line):
        yield _number(found["many"] or "1") / _PARTS[found["part"]], found["unit"]
    elif found := _AND_A_HALF.fullmatch(line):
        yield _number(found["many"]) + Fraction(1, 2), found["unit"] or found["units"]
    else:
        while line:
            found = _DURATION.fullmatch(line)
            yield (_number(found["many"]), found["unit"]) if found else (Fraction(0), "")
            line = found["more"] or "" if found else ""


def _in_base(time: tuple[Fraction, str]) -> tuple[Fraction, str]:
    many, name = time
    known = unit(name) if many else None
    base, size = _DURATIONS.get(known.symbol if known else "", ("", 0))
    return many * size, base


def _of_share(line: str) -> Iterator[str]:
    """Yield a share in words as a fraction and in percent; one in figures in its own form only."""
    found = _SHARE.fullmatch(line)
    share = _number(found["many"] or "1") / _PARTS[found["part"]] if found else 0
    if share:
        yield f"{share} of it"
        yield f"{share * 100} %"
    elif percent := _PERCENT.fullmatch(line):
        yield f"{Fraction(percent[1])} %"
    elif fraction := _FRACTION.fullmatch(line):
        yield f"{Fraction(int(fraction[1]), int(fraction[2]))} of it"


def _number(word: str) -> Fraction:
    """Return a number in figures or in words, of which `a` and `an` are one; 0 for other words."""
    digits = "1" if word in ("a", "an") else AS_DIGITS.get(word, word)
    return Fraction(digits) if digits.replace(".", "", 1).isdecimal() else Fraction(0)
