"""Reading one text as a date, if it can be put in order.

A date is a day, a month, a year, a decade or a century, or a range of two of them, whose second one may be open
(`2022–present`). Months have English names, or the first three letters or more of them, or their names in a few other
languages. `c.` before a date, or a question mark after it, widens it by half of what it is rounded to. Numbers that can
be read in two ways (`03/04/2020`, `2010-11`) are returned in both.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from quiz.values.amounts import LONGEST_VALUE
from quiz.values.spans import INFINITE, Ends, ValueSpan

#: How to read numbers that may be a day and a month, or two years, or a year and a month.
DAY_FIRST, MONTH_FIRST, YEARS, YEAR_MONTH = "day first", "month first", "two years", "year and month"
#: All ways to read a column of dates. Each of them answers both questions.
WAYS = tuple((order, tail) for tail in (YEARS, YEAR_MONTH) for order in (DAY_FIRST, MONTH_FIRST))

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_BY_LETTERS = {month[:3]: number for number, month in enumerate(_MONTHS, start=1)}
# German, French, Spanish, Italian, Portuguese and Dutch; a line holds one month.
_OTHER_NAMES = """
    januar jänner jan janvier enero gennaio janeiro januari
    februar feber feb février febrero febbraio fevereiro februari
    märz mär mrz mars marzo março maart
    april avril abril aprile
    mai mayo maggio maio mei
    juni juin junio giugno junho
    juli juillet julio luglio julho
    august août agosto augustus
    september septembre septiembre setiembre settembre setembro
    oktober okt octobre octubre ottobre outubro
    november novembre noviembre novembro
    dezember dez décembre diciembre dicembre dezembro december
"""
_BY_NAME = {
    name: number for number, line in enumerate(_OTHER_NAMES.strip().split("\n"), start=1) for name in line.split()
}
_WEEKDAYS = tuple(
    f"{name}day{end}" for name in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun") for end in (", ", " ")
)
_FIRST_WORDS = frozenset((*_BY_LETTERS, *(name[:3] for name in _BY_NAME), "ad", "a.d", "a", "fro", "sin"))
#: The first three letters of all words that a date can begin with, except those for `c.`.
BEGINNINGS = frozenset((*_FIRST_WORDS, *(day[:3] for day in _WEEKDAYS)))
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ERAS = {"bc": "bc", "bce": "bc", "ad": "ad", "ce": "ad"}  # without the stops of B.C.
_CIRCA = ("approximately ", "around ", "about ", "circa ", "approx. ", "ca. ", "c. ", "ca ", "c ", "c.", "~", "≈")
_ENDINGS = ("st", "nd", "rd", "th", "er", ".")
_OPEN_ENDS = ("", "present", "the present", "today", "now")
_MARGINS = {1000: 100, 100: 50, 10: 10}  # what a year is rounded to -> years that `c.` widens it by
_LEAST_MARGIN = 5
_FIRST_YEAR, _LAST_YEAR = 1000, 2100  # `1337-1453` and `c. 1850` are years rather than other numbers
_DAYS = 31  # of every month, so that no calendar is needed
#: A year in days.
YEAR = 12 * _DAYS


class Date(NamedTuple):
    """A date, or a range of two. text: the canonical form. span: in days.

    is_certain: it cannot also be a number or a range of numbers.
    """

    text: str
    span: ValueSpan
    is_certain: bool = True


class _Point(NamedTuple):
    """One end of a date.

    year: a plain year, as counted in its era, else 0. tail: the words that another end may leave out.
    """

    text: str
    ends: Ends
    era: str
    year: int = 0
    is_certain: bool = True
    tail: tuple[str, ...] = ()


@lru_cache(maxsize=16_384)  # a column is read, compared and written, and each time needs its dates
def dates(text: str) -> Mapping[str, Date]:
    """Read a `plain` text as a date. Returns way -> date; the name of the way is empty if there is only one."""
    if not text or len(text) > LONGEST_VALUE:
        return {}
    text = text.casefold()
    if not text.isascii() and not any(word.strip(".") in _BY_NAME for word in text.split()):
        return {}
    circa, text = _without_circa(text)
    text = _without_words(text)
    if text[:1].isalpha() and text[:3].rstrip(" .0123456789") not in _FIRST_WORDS:
        return {}
    found = {way: _dated([point], circa=circa) for way, point in _numeric(text)}
    if not found:
        point = _point(text)
        if point:
            found = {"": _dated([point], circa=circa)}
        elif range_ := _range(text):
            found = {"": _dated(range_, circa=circa)}
    if not found or set(found) <= {YEARS, YEAR_MONTH}:
        years = _short_range(text)
        if years:
            found[YEARS] = _dated(years, circa=circa)
    return found


def single_day(date: Date) -> tuple[int, int, int] | None:
    """Return the year, the month and the day of a date that is one day, else None."""
    (number, last), end = date.span
    if number != last or (number, last) != end or not isinstance(number, int):
        return None
    year, days = divmod(number - _DAYS - 1, YEAR)
    month, day = divmod(days, _DAYS)
    return year, month + 1, day + 1


def _without_words(text: str) -> str:
    """Return a date without words that do not matter: the weekday, `the`, `of`."""
    if text[:1].isalpha():
        for day in _WEEKDAYS:
            text = text.removeprefix(day)
        text = text.removeprefix("the ")
    if text.count("-") == 2 and text.split("-")[1].isalpha():
        return text.replace("-", " ")  # 12-Apr-1961
    return text.replace(" of ", " ").replace(" de ", " ").replace("0's", "0s")


def _without_circa(text: str) -> tuple[bool, str]:
    if text.endswith("?") and text[:1].isdecimal():
        return True, text[:-1].strip()
    for word in () if text[:1].isdecimal() else _CIRCA:
        if text.startswith(word):
            return True, text[len(word) :].strip()
    return False, text


def _dated(points: list[_Point], *, circa: bool) -> Date:
    ends = [_widened(point) if circa else point.ends for point in points]
    text = ("c. " if circa else "") + " to ".join(point.text for point in points)
    are_years = (len(points) == 2 or circa) and all(_FIRST_YEAR <= point.year <= _LAST_YEAR for point in points)
    return Date(text, ValueSpan(ends[0], ends[-1]), are_years or any(point.is_certain for point in points))


def _widened(point: _Point) -> Ends:
    margin = next((years for unit, years in _MARGINS.items() if point.year and point.year % unit == 0), _LEAST_MARGIN)
    return point.ends[0] - margin * YEAR, point.ends[1] + margin * YEAR


def _range(text: str) -> list[_Point] | None:
    """Read two dates. The first one may leave out what it has in common with the second: `3-5 May 1945`."""
    text = text.removeprefix("from ")
    since = text.removeprefix("since ")
    if since != text:
        text = f"{since}-"
    for between in (" to ", " until ", " - ", "-"):
        left, found, right = text.partition(between)
        if not found or (between == "-" and "-" in right):
            continue
        if right.strip() in _OPEN_ENDS:
            return _until_now(_point(left.strip()))
        right = _without_circa(right.strip())[1]
        last = _end(right, loose=True)
        if last is None:
            continue
        for added in (*(last.tail[at:] for at in range(len(last.tail))), _words(last.era), ()):
            first = _end(" ".join((left.strip(), *added)), loose=not last.tail)
            if first and _in_order(first, last):
                return [first, last]
    return None


def _until_now(first: _Point | None) -> list[_Point]:
    """Return a range that has not ended, and whose end nobody knows."""
    if first is None:
        return []
    return [first, _Point("present", (first.ends[1], INFINITE), first.era)]


def _end(text: str, *, loose: bool) -> _Point | None:
    """Read one end of a range: in words, or in numbers that can be read in one way."""
    return _point(text, loose=loose) or dict(_numeric(text)).get("")


def _in_order(first: _Point, last: _Point) -> bool:
    if first.era == "bc" and not last.era:  # 480 BC to 323 may both be BC
        return False
    return first.ends != last.ends and first.ends[0] <= last.ends[0] and first.ends[1] <= last.ends[1]


def _short_range(text: str) -> list[_Point]:
    """Return the years of `1914-18` and `1998/99`, or nothing."""
    year, end = text[:4], text[5:]
    if len(text) == 7 and text[4] in "-/" and year.isdecimal() and end.isdecimal() and end > year[2:]:
        points = [_point(year), _point(year[:2] + end)]
        return [point._replace(is_certain=True) for point in points if point]
    return []


def _numeric(text: str) -> Iterator[tuple[str, _Point]]:
    """Yield each way to read a date that has only numbers."""
    if not text.replace("-", "").replace("/", "").replace(".", "").isdecimal():
        return
    for mark in "-/.":
        parts = text.split(mark)
        if not all(part.isdecimal() for part in parts) or len(parts) not in (2, 3):
            continue
        sizes = list(map(len, parts))
        if len(parts) == 2:
            if mark == "-" and sizes == [4, 2] and 1 <= int(parts[1]) <= 12 and int(parts[0]):
                yield YEAR_MONTH, _month_point(int(parts[1]), parts[0], "")
        elif sizes == [4, 2, 2]:
            yield from _days("", parts[2], parts[1], parts[0])
        elif sizes[2] == 4 and max(sizes[:2]) <= 2:
            if mark == "." or parts[0] == parts[1]:
                yield from _days("", parts[0], parts[1], parts[2])
            else:
                yield from _days(DAY_FIRST, parts[0], parts[1], parts[2])
                yield from _days(MONTH_FIRST, parts[1], parts[0], parts[2])


def _days(way: str, day: str, month: str, year: str) -> Iterator[tuple[str, _Point]]:
    point = _day_point(day, int(month), year, "")
    if point:
        yield way, point


def _point(text: str, *, loose: bool = False) -> _Point | None:
    """Read a year, a decade, a century, or a month or a day in a year. If `loose`, years of two digits need no era."""
    words = text.replace(",", " ").split()
    era = ""
    digits = words[-1].rstrip("bcead.") if words else ""
    if digits.isdecimal() and digits != words[-1]:  # 44BC
        words = [*words[:-1], digits, words[-1][len(digits) :]]
    for at in (-1, -2, 0):  # 14 AD, 19 August AD 14, AD 14
        name = "".join(words[at:][:1]).replace(".", "")
        if name in _ERAS and not era and (at == -1 or not name.startswith("b")):
            era = _ERAS[name]
            words.pop(at)
    if not 1 <= len(words) <= 3:
        return None
    if len(words) == 2 and words[1] == "century":
        return _century(words[0], era)
    if len(words) == 1 and words[0].endswith("0s") and words[0][:-1].isdecimal():
        return _decade(words[0], era)
    year = words[-1]
    least = 1 if era or loose else 3
    if not year.isdecimal() or not least <= len(year) <= (5 if era else 4) or year[0] == "0":
        return None
    if len(words) == 1:
        ends = _in_days(year, era, 1, 1)[0], _in_days(year, era, 12, 31)[1]
        return _Point(_era_text(str(int(year)), era), ends, era, int(year), bool(era))
    if len(words) == 2:
        month = _month(words[0])
        return _month_point(month, year, era) if month else None
    day, name = (words[0], words[1]) if words[0][0].isdecimal() else (words[1], words[0])
    for ending in _ENDINGS:
        day = day.removesuffix(ending)
    return _day_point(day, _month(name), year, era)


def _century(word: str, era: str) -> _Point | None:
    number = next((word.removesuffix(ending) for ending in _ENDINGS[:4] if word.endswith(ending)), "")
    if not number.isdecimal() or not 1 <= int(number) <= 99:
        return None
    # People do not agree whether the year 1800 was in the 18th century or in the 19th.
    years = (int(number) * 100, int(number) * 100 - 100 or 1)
    first, last = years if era == "bc" else reversed(years)
    ends = _in_days(str(first), era, 1, 1)[0], _in_days(str(last), era, 12, 31)[1]
    return _Point(_era_text(f"{int(number)}th century", era), ends, era)


def _decade(word: str, era: str) -> _Point | None:
    year = int(word[:-1])
    if not 100 <= year <= 9999:
        return None
    first, last = (year + 9, year) if era == "bc" else (year, year + 9)
    ends = _in_days(str(first), era, 1, 1)[0], _in_days(str(last), era, 12, 31)[1]
    return _Point(_era_text(f"{year}s", era), ends, era, is_certain=bool(era) or _FIRST_YEAR <= year <= _LAST_YEAR)


def _month_point(month: int, year: str, era: str) -> _Point:
    ends = _in_days(year, era, month, 1)[0], _in_days(year, era, month, 31)[1]
    return _Point(_era_text(f"{_MONTHS[month - 1]} {int(year)}", era), ends, era, tail=(year, *_words(era)))


def _day_point(text: str, month: int, year: str, era: str) -> _Point | None:
    if not 1 <= month <= 12 or not text.isdecimal() or len(text) > 2 or not int(year):
        return None
    number = _counted(year, era)
    # In old books 29 February 1500 is a date, as it was in the Julian calendar.
    longest = 28 if month == 2 and number % 4 else _LENGTHS[month - 1]
    if not 1 <= int(text) <= longest:
        return None
    name = _MONTHS[month - 1]
    tail = (name, year, *_words(era))
    return _Point(
        _era_text(f"{int(text)} {name} {int(year)}", era), _in_days(year, era, month, int(text)), era, tail=tail
    )


def _month(name: str) -> int:
    """Return the number of a month from its name, or 0."""
    name = name.removesuffix(".")
    number = _BY_LETTERS.get(name[:3], 0)
    return number if number and _MONTHS[number - 1].startswith(name) else _BY_NAME.get(name, 0)


def _words(era: str) -> tuple[str, ...]:
    return (era,) if era else ()


def _era_text(text: str, era: str) -> str:
    return f"{text} {era or 'ad'}"


def _counted(year: str, era: str) -> int:
    """Return the number of a year, in which 1 BC is 0 and 2 BC is -1."""
    return 1 - int(year) if era == "bc" else int(year)


def _in_days(year: str, era: str, month: int, day: int) -> Ends:
    found = _counted(year, era) * YEAR + month * 31 + day
    return found, found
