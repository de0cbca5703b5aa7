"""Numbers near another one, written like that one."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from quiz.values.amounts import Amount, amount
from quiz.values.dates import YEAR
from quiz.values.numerals import Mark, Number, scaled
from quiz.values.readings import ColumnKind, ColumnReading, value_of
from quiz.values.signs import plain
from quiz.values.spans import ValueSpan, Worth

if TYPE_CHECKING:
    import re


_STEPS = 3  # at least this many steps are within reach on each side
_GROUP = 3  # digits
_SPACES = " \u00a0\u2009\u202f"
_ERAS = frozenset(("", "bc", "bce", "ad", "ce"))


class _Form(NamedTuple):
    """How a number is written: what comes before, between and after its digits."""

    before: str
    sign: str
    unit_before: str
    digits: str
    after: str
    mark: Mark
    thousands: str
    decimals: int
    width: int  # digits of the whole part, if it is filled up with zeros

    def filled(self, value: int) -> str:
        """Return the form with another number, given in units of its last decimal."""
        whole, decimals = divmod(abs(value), 10**self.decimals)
        text = str(whole).zfill(self.width)
        if self.thousands:
            text = f"{whole:,}".replace(",", self.thousands)
        if self.decimals:
            text += self.mark + str(decimals).zfill(self.decimals)
        sign = self.sign if value < 0 or (value and self.sign == "+") else ""
        return f"{self.before}{sign}{self.unit_before}{text}{self.after}"


def near_values(text: str, distance: Number, reading: ColumnReading, thousands: str = "") -> list[tuple[Worth, str]]:
    """Return numbers at most `distance` from the one in a text of a column: the value and the text of each.

    `distance` is in the unit of the text, or in years. They are whole steps apart, nearest first. A step is the largest
    power of ten such that three are within reach, and never finer than the text. A number that is not negative gets
    none below 0, and a year stays in its era. `thousands` is the thousands separator of the column, for numbers that
    become so long. Nothing is near a range, an uncertain date, a fraction, or anything that is not a number or a year.
    """
    form = _form(text, reading, thousands)
    if form is None:
        return []
    own = _last_units(form)
    if form.filled(own) != text:
        return []
    reach, step = _steps(distance, _power(form, reading), form.decimals)
    found: list[tuple[Worth, str]] = []
    for away in range(step, reach + 1, step):
        for value in (own - away, own + away):
            if value < 0 <= own or not _is_normal(value, form):
                continue
            written = form.filled(value)
            worth = value_of(plain(written), reading)
            if worth is not None:
                found.append((worth, written))
    return found


def reach(text: str, distance: Number, reading: ColumnReading) -> Number:
    """Return a distance, given in the unit of a text or in years, as the values of its column are counted."""
    if reading.kind is ColumnKind.DATE:
        return distance * YEAR
    found = amount(plain(text)) if reading.in_bases else None
    return scaled(distance, found.unit.power) if found else distance


def thousands_separator(texts: Iterable[str], reading: ColumnReading) -> str:
    """Return the thousands separator of the numbers in a column, or nothing."""
    if reading.kind not in (ColumnKind.NUMBER, ColumnKind.QUANTITY):
        return ""
    for text in texts:
        match = None if text.isdecimal() else _thousands(reading.mark).search(text)
        if match:
            return match[1]
    return ""


def _form(text: str, reading: ColumnReading, thousands: str) -> _Form | None:
    """Return how a text writes its number, or None if it does not hold exactly one."""
    parts = _parts(text)
    if parts is None or not _is_single(text, parts, reading):
        return None
    digits, mark = parts["digits"], reading.mark
    whole, point, decimals = digits.partition(mark) if reading.kind is not ColumnKind.DATE else (digits, "", "")
    own = next((sign for sign in whole if not sign.isdecimal()), "")
    if not own and len(whole) <= _GROUP:
        own = thousands
    width = len(whole) if len(whole) > 1 and whole.startswith("0") else 1
    places = len(decimals) if point else 0
    before, sign, unit_before, after = map(parts.__getitem__, ("before", "sign", "unit_before", "after"))
    return _Form(before, sign, unit_before, digits, after, mark, own, places, width)


def _parts(text: str) -> Mapping[str, str] | None:
    """Return the parts of a text around its digits, or None if it has none."""
    if text.isascii() and text.isdigit():  # most numbers; compiling the pattern takes longer than planning a round
        return {"before": "", "sign": "", "unit_before": "", "digits": text, "after": ""}
    match = _shape().fullmatch(text)
    return match.groupdict() if match else None


def _is_single(text: str, parts: Mapping[str, str], reading: ColumnReading) -> bool:
    worth = value_of(plain(text), reading)
    if reading.kind is ColumnKind.DATE:
        around = (parts["before"] + parts["sign"] + parts["unit_before"], parts["after"])
        return isinstance(worth, ValueSpan) and all(
            part.strip().replace(".", "").casefold() in _ERAS for part in around
        )
    is_fraction = parts["after"].lstrip().startswith(("/", "\u2044"))
    return worth is not None and not isinstance(worth, ValueSpan) and not is_fraction


def _last_units(form: _Form) -> int:
    """Return the number of a form in units of its last decimal."""
    value = int("".join(filter(str.isdecimal, form.digits)))
    return -value if form.sign not in ("", "+") else value


def _power(form: _Form, reading: ColumnReading) -> Number:
    """Return the power of ten that a number is written with: 10⁸ in `3.00e8`."""
    if reading.kind is ColumnKind.DATE:
        return 1
    one = amount(plain(form._replace(digits="1", decimals=0, width=1, thousands="").filled(1)))
    value = one.low.by(reading.mark) if isinstance(one, Amount) else None
    return 1 if not value else value if value > 0 else -value


@lru_cache
def _steps(distance: Number, power: Number, decimals: int) -> tuple[int, int]:
    """Return how far to go and in which steps, in units of the last decimal."""
    if isinstance(distance, int) and isinstance(power, int):
        reach = distance * 10**decimals // power
    else:
        from fractions import Fraction

        reach = int(Fraction(distance) / Fraction(power) * 10**decimals)
    step = 1
    while _STEPS * step * 10 <= reach:
        step *= 10
    return reach, step


def _is_normal(value: int, form: _Form) -> bool:
    """Return whether a number that is written with a power of ten still has one digit before the point."""
    if not form.after or not _exponent().match(form.after):
        return True
    one: int = 10**form.decimals
    return one <= abs(value) < one * 10


@cache
def _shape() -> "re.Pattern[str]":
    import re

    return re.compile(
        rf"(?P<before>[^0-9+\-−–‐‑]*+)(?P<sign>[+\-−–‐‑]?)(?P<unit_before>[^0-9+\-]*+)"
        rf"(?P<digits>[0-9](?:[.,'’{_SPACES}]?[0-9])*)(?P<after>(?s:.*))"
    )


@cache
def _thousands(mark: Mark) -> "re.Pattern[str]":
    import re

    other = "." if mark is Mark.COMMA else ","
    return re.compile(rf"[0-9]([{other}'’{_SPACES}])[0-9]{{3}}(?![0-9])")


@cache
def _exponent() -> "re.Pattern[str]":
    import re

    return re.compile(r"[eE][+-]?[0-9]| ?[×x*·⋅] ?10")
