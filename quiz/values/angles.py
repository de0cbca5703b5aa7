"""Sines and other functions of angles, in radians, with as many digits as powers and roots have.

Floats have sixteen digits, and their last ones differ between platforms: `sin(rad(45))^2` would not be exactly 0.5, and
a formula that subtracts 0.5 from it would show the rest.
"""

from typing import TYPE_CHECKING

from quiz.values.numerals import Number
from quiz.values.rounding import WORKING, rounded

if TYPE_CHECKING:
    from decimal import Decimal

_PI = "3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211706798"
_PRECISION = 60  # of decimals while they are computed
_LARGEST = 10**25  # of a whole angle: beyond, too few digits of pi are known
_LARGEST_ROUNDED = 10**15  # of one that may have been rounded: beyond, too few of its digits are right
_NOTHING = 10**25  # an angle divided by this: a sine up to it would be 0 if pi had no end
_LAST = "1e-45"  # of a sum: a smaller part changes no digit that is kept
_HALVINGS = 3  # of an angle before its series is summed up, which then takes few steps


def pi() -> Number:
    """Return the number pi."""
    from decimal import Decimal

    return rounded(Decimal(_PI), WORKING)


def radians(degrees_: Number) -> Number:
    """Return an angle in degrees as one in radians."""
    from fractions import Fraction

    return rounded(Fraction(degrees_) * Fraction(_PI) / 180, WORKING)


def degrees(angle: Number) -> Number:
    """Return an angle in radians as one in degrees."""
    from fractions import Fraction

    return rounded(Fraction(angle) * 180 / Fraction(_PI), WORKING)


def sine(angle: Number) -> Number:
    """Return the sine of an angle; 0 if it differs from 0 only because pi is rounded.

    Raises ValueError for a whole angle beyond 10^25, and for any other one beyond 10^15.
    """
    return _kept(_sine_and_cosine(angle)[0], angle)


def cosine(angle: Number) -> Number:
    """Return the cosine of an angle, as `sine` does."""
    return _kept(_sine_and_cosine(angle)[1], angle)


def tangent(angle: Number) -> Number:
    """Return the tangent of an angle. Raises ValueError for a right angle, and where `sine` does."""
    from fractions import Fraction

    sin, cos = (_kept(found, angle) for found in _sine_and_cosine(angle))
    if not cos:
        raise ValueError("the tangent of a right angle")
    return rounded(Fraction(sin) / Fraction(cos), WORKING)


def arctangent(value: Number) -> Number:
    """Return the angle that has this tangent, between the right angles."""
    return rounded(_arctangent(_decimal(value)), WORKING)


def arcsine(value: Number) -> Number:
    """Return the angle that has this sine, between the right angles. Raises ValueError for a value beyond 1."""
    return rounded(_arcsine(value), WORKING)


def arccosine(value: Number) -> Number:
    """Return the angle that has this cosine, from 0 to pi. Raises ValueError for a value beyond 1."""
    from decimal import Decimal, localcontext

    with localcontext(prec=_PRECISION):
        return rounded(Decimal(_PI) / 2 - _arcsine(value), WORKING)


def _kept(found: "Decimal", angle: Number) -> Number:
    if not isinstance(angle, int) and abs(found) * _NOTHING <= abs(_decimal(angle)):  # a whole one has nothing of pi
        return 0
    return rounded(found, WORKING)


def _decimal(value: Number) -> "Decimal":
    from decimal import Context, Decimal

    return Context(prec=_PRECISION).divide(*map(Decimal, value.as_integer_ratio()))


def _sine_and_cosine(angle: Number) -> tuple["Decimal", "Decimal"]:
    """Return both for an angle, after subtracting as many right angles as it contains."""
    from decimal import Decimal, localcontext

    largest = _LARGEST if isinstance(angle, int) else _LARGEST_ROUNDED
    if not -largest <= angle <= largest:
        raise ValueError("the angle is too large")
    with localcontext(prec=_PRECISION):
        right = Decimal(_PI) / 2
        exact = _decimal(angle)
        turns = (exact / right).to_integral_value()
        rest = exact - turns * right
        sin, cos = _series(rest, rest, 1), _series(Decimal(1), rest, 0)
        return ((sin, cos), (cos, -sin), (-sin, -cos), (-cos, sin))[int(turns) % 4]


def _series(first: "Decimal", angle: "Decimal", power: int) -> "Decimal":
    """Sum up first - first * angle^2 / ((power + 1) * (power + 2)) + ...: the sine or the cosine of an angle."""
    from decimal import Decimal

    total, term, last, square = first, first, Decimal(_LAST), -angle * angle
    while abs(term) > last:
        term *= square / ((power + 1) * (power + 2))
        total += term
        power += 2
    return total


def _arctangent(value: "Decimal") -> "Decimal":
    """Sum up value - value^3 / 3 + value^5 / 5 - ... for the tangent of an eighth of the angle."""
    from decimal import Decimal, localcontext

    with localcontext(prec=_PRECISION):
        for _ in range(_HALVINGS):
            value /= 1 + (1 + value * value).sqrt()
        total, power, last, square = value, 1, Decimal(_LAST), -value * value
        term = value
        while abs(term) > last:
            term *= square
            power += 2
            total += term / power
        for _ in range(_HALVINGS):
            total += total
        return total


def _arcsine(value: Number) -> "Decimal":
    from decimal import Decimal, localcontext

    if not -1 <= value <= 1:
        raise ValueError("no sine or cosine is greater than 1")
    with localcontext(prec=_PRECISION):
        sin = _decimal(value)
        if abs(sin) == 1:
            return sin * Decimal(_PI) / 2
        return _arctangent(sin / (1 - sin * sin).sqrt())
