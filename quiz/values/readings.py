"""The kinds of a column, and reading one text by its column's kind."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from quiz.values.amounts import Amount, amount
from quiz.values.dates import BEGINNINGS, WAYS, Date, dates
from quiz.values.numerals import Mark, Number
from quiz.values.signs import plain
from quiz.values.spans import ValueSpan, Worth


class ColumnKind(StrEnum):
    """What the cells of a column are."""

    NUMBER = "number"
    QUANTITY = "quantity"
    DATE = "date"
    IDENTIFIER = "identifier"
    TEXT = "text"


class ColumnReading(NamedTuple):
    """How the cells of a column are read.

    unit: that of all quantities; with `in_bases`, the base unit of their prefixes.
    ways: how dates of numbers are read, as in `quiz.values.dates.WAYS`. In a `literal` column, digits are letters like
    others. In an `exact` one, only the letters count. others: the readings that fit all cells just as well; another
    text, such as a decoy, may have been written by any of them.
    """

    kind: ColumnKind
    mark: Mark = Mark.POINT
    unit: str = ""
    in_bases: bool = False
    ways: tuple[str, ...] = ()
    literal: bool = False
    exact: bool = False
    others: tuple["ColumnReading", ...] = ()


#: Each text by itself: it is a number or a date only if nothing else is possible.
OPEN = ColumnReading(ColumnKind.TEXT)
#: A column that was declared to be one of texts.
LITERAL = ColumnReading(ColumnKind.TEXT, literal=True)
#: For an exact column, in which every character matters: case, signs and spaces, too.
EXACT_READING = ColumnReading(ColumnKind.TEXT, literal=True, exact=True)


class Declared(NamedTuple):
    """What a teacher says about a column: its kind, its decimal mark, or how its dates are read."""

    kind: ColumnKind | None = None
    mark: Mark | None = None
    order: str = ""


#: What can be declared -> its meaning. A doubt names two of these.
DECLARATIONS = {
    **{str(kind): Declared(kind) for kind in ColumnKind},
    "decimal point": Declared(mark=Mark.POINT),
    "decimal comma": Declared(mark=Mark.COMMA),
    **{way: Declared(ColumnKind.DATE, order=way) for way in sorted({way for ways in WAYS for way in ways})},
}

# The first three letters of all words that a number or a date can begin with.
_BEGINNINGS = frozenset(
    (
        *(*BEGINNINGS, "c", "ca", "cir"),
        *("abo", "aro", "app", "nea", "ove", "mor", "at", "und", "bel", "les", "up", "the", "yen"),
        *("usd", "eur", "gbp", "jpy", "inr", "chf", "sek", "nok", "dkk", "pln", "czk", "cny", "brl", "zar", "aud"),
        *("cad", "nzd", "hkd", "us", "nz", "hk", "r", "s", "kr", "kč", "zł"),
    )
)


def may_be_value(text: str) -> bool:
    """Return whether a text may be a number or a date: a quick look, before it is read."""
    first = text[:1]
    if first.isascii() and first.isalpha():
        return text[:3].rstrip(" .,0123456789$").casefold() in _BEGINNINGS
    return True


def value_of(text: str, reading: ColumnReading) -> Worth | None:
    """Return the value of a `plain` text in a column, or None if the reading does not fit it."""
    if reading.kind is ColumnKind.DATE:
        date = _date(text, reading.ways)
        return date.span if date else None
    found = _amount(text, reading)
    return found.value(reading.mark, in_bases=reading.in_bases) if found else None


def by_other_mark(reading: ColumnReading) -> ColumnReading:
    """Return a reading with the other decimal mark."""
    return reading._replace(mark=Mark.COMMA if reading.mark is Mark.POINT else Mark.POINT)


def by_each(reading: ColumnReading) -> Iterable[ColumnReading]:
    """Return the readings that may be meant: several, if the cells do not say which one."""
    return (reading._replace(others=()), *reading.others) if reading.others else (reading,)


def single_number(text: str, reading: ColumnReading) -> Number | None:
    """Return the number or quantity in a text, by the other decimal mark if that of its reading does not fit.

    None for a range, a date and a text.
    """
    found = None
    if reading.kind is not ColumnKind.DATE:
        line = plain(text)
        found = value_of(line, reading)
        found = value_of(line, by_other_mark(reading)) if found is None else found
    return None if isinstance(found, ValueSpan) else found


def value_form(text: str, reading: ColumnReading) -> str | None:
    """Return the canonical form of a `plain` text that is a number, a quantity or a date, else None."""
    form = _form_by(text, reading)
    if form is None:
        form = _certain_form(text)
        return (_form_by(form, reading) or form) if form else None
    return form


def _form_by(text: str, reading: ColumnReading) -> str | None:
    """Return the canonical form of a text that its column's reading fits, if all readings that may be meant agree."""
    if reading.kind is ColumnKind.DATE and "" in (only := dates(text)):  # most texts can be read in only one way
        return only[""].text
    if reading.others:
        forms = {form for by in by_each(reading) if (form := _form_by(text, by)) is not None}
        return forms.pop() if len(forms) == 1 else None
    if reading.kind is ColumnKind.DATE:
        date = _date(text, reading.ways)
        return date.text if date else None
    found = _amount(text, reading)
    if found and found.value(reading.mark) is not None:
        return found.written(reading.mark, in_bases=reading.in_bases)
    return None


def _date(text: str, ways: tuple[str, ...]) -> Date | None:
    found = dates(text)
    return next((found[way] for way in ("", *ways) if way in found), None)


def _amount(text: str, reading: ColumnReading) -> Amount | None:
    """Return the amount that a text holds, if it is in the unit of the column."""
    if reading.kind not in (ColumnKind.NUMBER, ColumnKind.QUANTITY):
        return None
    found = amount(text)
    if not found or (reading.kind is ColumnKind.NUMBER and not found.is_number):
        return None
    return found if reading.unit == (found.unit.base if reading.in_bases else found.unit.symbol) else None


def _certain_form(text: str) -> str | None:
    """Return the canonical form of a text that can be read in only one way, whatever is around it."""
    found = amount(text)
    if found:
        return _certain_amount(text, found)
    forms = {date.text for date in dates(text).values()}
    return forms.pop() if len(forms) == 1 else None


def _certain_amount(text: str, found: Amount) -> str | None:
    if found.is_number and _may_be_code(text):
        return None
    forms = {found.written(mark) for mark in Mark if found.value(mark) is not None}
    return forms.pop() if len(forms) == 1 else None


def _may_be_code(text: str) -> bool:
    """Return whether digits may name something: they begin with a plus or a zero, or end in a zero like `3.10`."""
    whole, _, decimals = text.partition(".")
    is_padded = len(whole) > 1 and whole.startswith("0")
    is_version = whole.isdecimal() and decimals.endswith("0") and decimals.strip("0") != ""
    return text.startswith("+") or is_padded or is_version
