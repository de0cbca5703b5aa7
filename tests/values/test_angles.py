"""Sines and the other functions of angles: thirty digits, known from elsewhere."""

import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest

from quiz.values import angles
from quiz.values.numerals import Number

THIRD = Fraction(1, 3)
LARGEST = 10**25


@pytest.mark.parametrize(
    ("of", "value", "expected"),
    [
        (angles.radians, 1, "0.0174532925199432957692369076849"),
        (angles.degrees, 1, "57.2957795130823208767981548141"),
        (angles.sine, 1, "0.841470984807896506652502321630"),
        (angles.cosine, 1, "0.540302305868139717400936607443"),
        (angles.sine, THIRD, "0.327194696796152244173344085268"),
        (angles.tangent, 1, "1.55740772465490223050697480746"),
        (angles.tangent, THIRD, "0.346253549510575491038543565610"),
        (angles.arctangent, THIRD, "0.321750554396642193401404614359"),
        (angles.arctangent, 2, "1.10714871779409050301706546018"),
        (angles.arctangent, -1000, "-1.56979632712822975256479788200"),
        (angles.arcsine, THIRD, "0.339836909454121937096392513392"),
        (angles.arcsine, -1, "-1.57079632679489661923132169164"),
        (angles.arccosine, THIRD, "1.23095941734077468213492917825"),
        (angles.arccosine, -THIRD, "1.91063323624901855632771420503"),
        (angles.sine, LARGEST, "-0.744789848744829799902296959813"),
        (angles.cosine, -LARGEST, "-0.667299094264823312097058569847"),
        (angles.tangent, LARGEST, "1.11612596981774655887307362254"),
        (angles.sine, 10**15 - THIRD, "0.978945107172058278042544206138"),
    ],
)
def test_thirty_digits_are_right(of: Callable[[Number], Number], value: Number, expected: str) -> None:
    assert Decimal(expected) == of(value)


def test_pi_has_thirty_digits() -> None:
    assert Decimal("3.14159265358979323846264338328") == angles.pi()


@pytest.mark.parametrize("angle", range(-8, 9))
def test_the_signs_are_right_in_each_quarter(angle: int) -> None:
    found = [float(of(angle)) for of in (angles.sine, angles.cosine, angles.tangent)]

    assert [math.sin(angle), math.cos(angle), math.tan(angle)] == pytest.approx(found, abs=1e-13)


@pytest.mark.parametrize(
    ("of", "value", "message"),
    [
        (angles.sine, LARGEST + 1, "the angle is too large"),
        (angles.cosine, -LARGEST - 1, "the angle is too large"),
        (angles.sine, 10**15 + THIRD, "the angle is too large"),
        (angles.cosine, -(10**15) - THIRD, "the angle is too large"),
        (angles.tangent, angles.radians(90), "the tangent of a right angle"),
        (angles.arcsine, Decimal("1.1"), "no sine or cosine is greater than 1"),
        (angles.arccosine, Fraction(-11, 10), "no sine or cosine is greater than 1"),
    ],
)
def test_what_has_no_result_says_why(of: Callable[[Number], Number], value: Number, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        of(value)
