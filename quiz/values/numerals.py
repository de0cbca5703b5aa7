"""Numbers as people write them, with a decimal point or a decimal comma.

The thousands separator may be a comma or a point (the one that is not the decimal mark), an apostrophe or a space;
groups may be as in India (`12,34,567`). `3/4`, `1 1/2`, `3.00e8` and `6.6 × 10⁻³⁴` are numbers. All functions take a
text as `quiz.values.signs.plain` returns it.
"""

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from decimal import Decimal
    from fractions import Fraction

    #: An exact number: whole numbers are int, and those whose decimals end are Decimal. They can be compared directly.
    Number = int | Decimal | Fraction
else:
    Number = int  # the others take a while to import, and most columns have whole numbers only


#: The pattern of a numeral: digits in groups, a denominator, an exponent in one of three forms.
NUMERAL = (
    r"(?P<digits>\d+(?:[.,' ]\d+)*|\.\d+)(?:/(?P<under>\d{1,3}))?"
    r"(?:[eE](?P<e>[+-]?\d{1,3})| ?[×x*·⋅] ?10(?:\^(?P<up>[+-]?\d{1,3})|(?P<raised>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})))?"
)
_RAISED = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
_GROUP = 3  # digits between thousands separators
_LONGEST_OVER = 3  # digits of the numerator of a fraction
_PLAIN_SIZE = 21  # digits of a whole number that is written out

# Those with a decimal comma; by the first two letters of a language, or the whole code if a country differs.
_COMMA = """
    af az be bg bs ca cs da de el es et eu fi fo fr gl hr hu hy id is it ka kk ky lb lt lv mk mn nb nl nn no
    pl pt ro ru sk sl sq sr sv tr tt uk uz vi
"""
_POINT = "ar bn cy en fa ga gd gu he hi ja km kn ko ml mr ms mt my ne pa si sw ta te th tl ur zh"
_ELSEWHERE = {"de-ch": ".", "de-li": ".", "it-ch": ".", "es-mx": ".", "es-us": ".", "en-za": ",", "es-pr": "."}


class Mark(StrEnum):
    """A decimal mark: the point or comma before the decimals of a number."""

    POINT = "."
    COMMA = ","


class Tolerance(NamedTuple):
    """How far a number may be from the right one: an amount, or a percentage of the right one."""

    amount: Number
    is_share: bool = False


class Numeral(NamedTuple):
    """A number as written: its value with either decimal mark, None if that mark does not fit. It has no sign."""

    point: Number | None
    comma: Number | None

    def by(self, mark: Mark) -> Number | None:
        """Return the value if decimals follow `mark`."""
        return self.point if mark is Mark.POINT else self.comma


def mark_of(language: str) -> Mark | None:
    """Return the decimal mark of a language by its code, such as `de` or `es-MX`; None if it is not known."""
    code = language.strip().replace("_", "-").casefold()
    if code in _ELSEWHERE:
        return Mark(_ELSEWHERE[code])
    code = code.partition("-")[0]
    return Mark.COMMA if code in _COMMA.split() else Mark.POINT if code in _POINT.split() else None


def plain_numeral(text: str) -> Numeral | None:
    """Quickly read a number like most others, such as `27`, `-5` or `2.50`; None for anything else, and for `1.233`."""
    body = text.removeprefix("-")
    whole, point, decimals = body.partition(".")
    if not whole.isdecimal() or len(decimals) == _GROUP or not (decimals.isdecimal() or not point):
        return None
    value = _decimal(whole, decimals, 0, negative=body != text)
    return Numeral(value, None if point else value)


def numeral(match: "re.Match[str]", *, negative: bool = False) -> Numeral | None:
    """Return the number that a match of `NUMERAL` holds, or None if neither mark fits."""
    digits, under = match["digits"], match["under"]
    power = _power(match["e"] or match["up"], match["raised"])
    if under:
        value = _fraction(digits, under, negative=negative)
        return None if value is None else Numeral(scaled(value, power), scaled(value, power))
    if digits.isdecimal():
        value = _decimal(digits, "", power, negative=negative)
        return Numeral(value, value)
    point, comma = (_grouped(digits, mark, power, negative=negative) for mark in (".", ","))
    if None not in (point, comma) and point != comma and (match["e"] or match["up"] or match["raised"]):
        # Nobody separates thousands before a power of ten.
        point, comma = (point, None) if "." in digits else (None, comma)
    return None if point is None and comma is None else Numeral(point, comma)


def _grouped(digits: str, mark: str, power: int, *, negative: bool) -> Number | None:
    whole, _, decimals = digits.partition(mark)
    if decimals and not decimals.isdecimal():
        return None
    if not whole.isdecimal() and whole:
        if not _groups(mark).fullmatch(whole):
            return None
        whole = "".join(filter(str.isdecimal, whole))
    return _decimal(whole or "0", decimals, power, negative=negative)


@cache
def _groups(mark: str) -> "re.Pattern[str]":
    """Return the pattern of a whole number in groups, if decimals would follow `mark`."""
    other = "\\." if mark == "," else ","
    import re

    return re.compile(rf"[1-9][0-9]{{0,2}}(?:([{other}' ])[0-9]{{3}}(?:\1[0-9]{{3}})*|(?:,[0-9]{{2}})+,[0-9]{{3}})")


def _power(typed: str | None, raised: str | None) -> int:
    return int(typed or raised.translate(_RAISED)) if typed or raised else 0  # type: ignore[union-attr]


def _fraction(over: str, under: str, *, negative: bool) -> Number | None:
    from fractions import Fraction  # rare

    whole, _, over = over.rpartition(" ")
    if not over.isdecimal() or (whole and not whole.isdecimal()) or not int(under):
        return None
    if len(over) > _LONGEST_OVER:
        return None  # 2019/20 is a season
    value = int(whole or 0) + Fraction(int(over), int(under))
    return exact(-value if negative else value)


def _decimal(whole: str, decimals: str, power: int, *, negative: bool) -> Number:
    digits, places = whole + decimals, len(decimals) - power
    if not digits.strip("0"):
        return 0
    if places > 0:  # zeros at the end of decimals do not matter
        kept = digits.rstrip("0")
        dropped = min(len(digits) - len(kept), places)
        digits, places = digits[: len(digits) - dropped], places - dropped
    if places > 0:
        from decimal import Decimal

        return Decimal(f"{'-' if negative else ''}{digits}E-{places}")
    value: int = int(digits) * 10**-places
    return -value if negative else value


def scaled(value: Number, power: int) -> Number:
    """Return a number times ten to the `power`."""
    if not power:
        return value
    factor: int = 10 ** abs(power)
    if isinstance(value, int) and power > 0:
        return value * factor
    from fractions import Fraction

    return exact(Fraction(value) * factor if power > 0 else Fraction(value) / factor)


def exact(value: Number) -> Number:
    """Return a number in the simplest type that holds it."""
    if isinstance(value, int):
        return value
    over, under = value.as_integer_ratio()
    if under == 1:
        return over
    places = _places(under)
    if places is None:
        from fractions import Fraction

        return Fraction(over, under)
    from decimal import Decimal

    return Decimal(f"{over * 10**places // under}E-{places}")


def written(value: Number) -> str:
    """Return the one form of a number, whatever the decimal mark: `1233e-3`, `2/3`, `6e23`."""
    if isinstance(value, int):
        text = str(value)
        short = text.rstrip("0")
        return text if len(text) <= _PLAIN_SIZE or short == text else f"{short}e{len(text) - len(short)}"
    over, under = value.as_integer_ratio()
    places = _places(under)
    if places == 0:
        return written(over)
    return f"{over}/{under}" if places is None else f"{over * 10**places // under}e-{places}"


def _places(under: int) -> int | None:
    """Return how many decimals a fraction with this denominator has; None if they do not end."""
    twos = (under & -under).bit_length() - 1  # the lowest bit that is set
    under >>= twos
    fives = 0
    while under % 5 == 0:
        fives, under = fives + 1, under // 5
    return max(twos, fives) if under == 1 else None


def power_of_ten(text: str) -> Number | None:
    """Read `10⁶` or `10^6`, or return None."""
    match = _power_alone().fullmatch(text)
    return scaled(1, _power(match[1], match[2])) if match else None


@cache
def _power_alone() -> "re.Pattern[str]":
    import re

    return re.compile(r"10(?:\^([+-]?\d{1,3})|([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))")
