"""Dates as people write them, as far as they can be put in order.

A date is a day, a month or a year, so it spans some days: of two dates one is earlier only
where their spans lie apart. `10 January 2023`, `January 10, 2023` and `2023-01-10` are days,
`January 2023` is a month, `1969`, `44 BC` and `AD 14` are years. Months have English names,
or the first three letters or more of them. What can be read in two ways (`03/04/2020`,
`May 12`, `2023-01`) is no date.
"""

from collections.abc import Sequence

#: The first and the last day of a date. Days are numbered as if every month had 31.
Days = tuple[int, int]

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ERAS = {"bc": -1, "bce": -1, "ad": 1, "ce": 1}  # as `quiz.text.may_be_date` knows them


def date(text: str) -> Days | None:
    """Read `text` as a date, or return None."""
    if len(text) > 40 or not text.isascii():
        return None
    if len(text) == 10 and text[4] == text[7] == "-":
        year, month, day = text.split("-") if text.count("-") == 2 else ("", "", "")
        return _day(day, int(month), _year(year, 0)) if month.isdecimal() else None
    words = text.casefold().replace(",", " ").split()
    era = 0
    if words and words[-1] in _ERAS:
        era = _ERAS[words.pop()]
    elif words[:1] == ["ad"]:
        era = _ERAS[words.pop(0)]
    return _of_words(words, era)


def _of_words(words: list[str], era: int) -> Days | None:
    """Read a year, a month and a year, or a day, a month and a year."""
    if not 1 <= len(words) <= 3:
        return None
    year = _year(words[-1], era)
    if year is None or len(words) == 1:
        return None if year is None else (_number(year, 1, 1), _number(year, 12, 31))
    if len(words) == 2:
        month = _month(words[0])
        return (_number(year, month, 1), _number(year, month, 31)) if month else None
    day, name = (words[0], words[1]) if words[0].isdecimal() else (words[1], words[0])
    return _day(day, _month(name), year)


def _year(text: str, era: int) -> int | None:
    """Read a year; one of two digits or fewer needs its era. 1 BC is the year 0, 2 BC the year -1."""
    if not text.isdecimal() or not (1 if era else 3) <= len(text) <= 4 or not int(text):
        return None
    return 1 - int(text) if era < 0 else int(text)


def _month(name: str) -> int:
    """Return the number of a month from its name, or 0."""
    found = [i for i, month in enumerate(_MONTHS, start=1) if len(name) >= 3 and month.startswith(name)]
    return found[0] if found else 0


def _day(text: str, month: int, year: int | None) -> Days | None:
    if year is None or not 1 <= month <= 12 or not text.isdecimal() or len(text) > 2:
        return None
    # In old books 29 February 1500 is a date, as it was in the Julian calendar.
    longest = 28 if month == 2 and year % 4 else _LENGTHS[month - 1]
    number = _number(year, month, int(text))
    return (number, number) if 1 <= int(text) <= longest else None


def _number(year: int, month: int, day: int) -> int:
    return (year * 12 + month) * 31 + day


def hull(one: Days | None, other: Days | None) -> Days | None:
    """Return all days from the first to the last of two dates."""
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1])


def date_levels(dates: Sequence[Days | None]) -> list[int | None]:
    """Return a number for each date: rising with them, and the same for those that share a day or lead to one another.

    `2023` shares days with `January 2023` and with `May 2023`, so all three are level.
    """
    ordered = sorted({days for days in dates if days})
    found: dict[Days, int] = {}
    level, end = ordered[0] if ordered else (0, 0)
    for days in ordered:
        if days[0] > end:
            level = days[0]
        found[days] = level
        end = max(end, days[1])
    return [found[days] if days else None for days in dates]
