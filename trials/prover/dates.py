"""One text as a date: the days that it may mean. Each year has 372 of them, so that no day of a month is missing."""

import re
from functools import cache
from math import inf

from trials.prover.spans import Span

__all__ = ["date", "is_of_dates"]

_YEAR, _MONTH_DAYS = 372, 31
_NAMES = (
    "january januar janvier enero gennaio janeiro januari jan",
    "february februar février febrero febbraio fevereiro februari feb",
    "march märz mars marzo março maart mar",
    "april avril abril aprile apr",
    "may mai mayo maggio maio mei",
    "june juni juin junio giugno junho jun",
    "july juli juillet julio luglio julho jul",
    "august août agosto augustus aug",
    "september septembre septiembre settembre setembro sept sep",
    "october oktober octobre octubre ottobre outubro oct okt",
    "november novembre noviembre novembro nov",
    "december dezember décembre diciembre dicembre dezembro dec dez",
)
_MONTHS = {name: number for number, names in enumerate(_NAMES) for name in names.split()}
_WEEKDAYS = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})(?:\.|st|nd|rd|th|er|º)?\s+(?:de\s+)?([^\W\d]+)\.?\s+(?:de\s+)?(.+)")
_DAY_AFTER_MONTH = re.compile(r"([^\W\d]+)\s+(\d{1,2})(?:st|nd|rd|th)?,\s+(.+)")
_MONTH = re.compile(r"([^\W\d]+)\.?\s+(?:de\s+)?(.+)")


def is_of_dates(unit: str) -> bool:
    """Return whether what follows a number makes it a date rather than a quantity."""
    words = re.findall(r"\w+", unit.lower())
    return any(
        word in _MONTHS or word in ("bc", "bce", "ad", "ce", "century", "st", "nd", "rd", "th") for word in words
    )


@cache
def date(text: str, is_day_first: bool, are_years: bool) -> Span | None:
    """Read a date or a range of two: 03/04/2020 with the day or the month first, 1905-06 as two years or as a month."""
    text = _WEEKDAYS.sub("", text.strip())
    if not are_years and (month := re.fullmatch(r"(\d{4})[-–—−](\d\d)", text)):
        return _days(month[1], int(month[2]) - 1, None)
    span = _point(text, is_day_first)
    found = re.fullmatch(r"(.*\d(?:\s*(?:BCE?|AD|CE))?)\s*[-–—−]\s*(\S.*)", text)
    if span or not found:
        return span
    begins, ends = found[1], found[2]
    if ends == "present":
        since = _point(begins, is_day_first)
        return since._replace(high=inf, is_range=True, scale=_YEAR) if since else None
    if re.fullmatch(r"\d{4}-\d{2}", f"{begins}-{ends}") and begins[2:] < ends:
        ends = begins[:2] + ends
    if re.search(r"\bBCE?\b", ends) and not re.search(r"\b(AD|CE|BCE?)\b", begins):
        begins += " BC"
    first, last = _point(begins, is_day_first), _point(ends, is_day_first)
    if not first or not last or first.low > last.low:
        return None
    return Span(first.low, last.high, "day", is_range=True, scale=_YEAR)


def _point(text: str, is_day_first: bool) -> Span | None:
    """Read a day, a month, a year, a decade or a century."""
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text):
        return _days(found[1], int(found[2]) - 1, int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})", text):
        day, month = (found[1], found[3]) if is_day_first or found[2] == "." else (found[3], found[1])
        return _days(found[4], int(month) - 1, int(day))
    if (found := _DAY.fullmatch(text)) and found[2].lower() in _MONTHS:
        return _days(found[3], _MONTHS[found[2].lower()], int(found[1]))
    if (found := _DAY_AFTER_MONTH.fullmatch(text)) and found[1].lower() in _MONTHS:
        return _days(found[3], _MONTHS[found[1].lower()], int(found[2]))
    if (found := _MONTH.fullmatch(text)) and found[1].lower() in _MONTHS:
        return _days(found[2], _MONTHS[found[1].lower()], None)
    if found := re.fullmatch(r"(\d{2,3}0)s(\s*BCE?)?", text):
        year = int(found[1])
        return _years(-8 - year, 1 - year) if found[2] else _years(year, year + 9)
    if found := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)\s+century(\s*BCE?)?", text):
        last = int(found[1]) * 100  # whether it is in this century or in the next, people do not agree
        return _years(1 - last, 101 - last) if found[2] else _years(max(1, last - 100), last)
    return _circa(text)


def _circa(text: str) -> Span | None:
    bare = re.sub(r"^(?:c\.|ca\.|circa|around|about)\s*|\s*\(?\?\)?$", "", text)
    year = _year(bare)
    if year is None:
        return None
    digits = re.sub(r"\D", "", bare)
    zeros = min(len(digits) - len(digits.rstrip("0")), 3)
    wide = (5, 10, 50, 100)[zeros] if bare != text else 0
    is_certain = not wide and not re.fullmatch(r"\d{1,2}", bare)  # 14 is a year next to others only
    return _years(year - wide, year + wide)._replace(is_certain=is_certain)


def _year(text: str) -> int | None:
    """Return a year as it is counted, in which 1 BC is 0 and 2 BC is -1."""
    found = re.fullmatch(r"(?:(AD|CE)\s+)?(\d{1,4})(?:\s*(BCE?|AD|CE))?", text)
    if not found:
        return None
    return 1 - int(found[2]) if (found[3] or "").startswith("BC") else int(found[2])


def _days(typed: str, month: int, day: int | None) -> Span | None:
    year = _year(typed)
    if year is None or not 0 <= month < 12 or (day is not None and not 1 <= day <= _MONTH_DAYS):
        return None
    first = year * _YEAR + month * _MONTH_DAYS
    return Span(first, first + 30, "day") if day is None else Span(first + day - 1, first + day - 1, "day")


def _years(first: int, last: int) -> Span:
    return Span(first * _YEAR, last * _YEAR + _YEAR - 1, "day", scale=_YEAR)
