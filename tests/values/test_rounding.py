"""Powers and roots that are the same on every machine."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.values.numerals import Number
from quiz.values.rounding import DIGITS, power, root, rounded


@pytest.mark.parametrize(
    ("of", "arguments", "expected"),
    [
        (power, (2, 10), 1024),
        (power, (10, -3), Decimal("0.001")),
        (power, (Decimal("1.05"), 10), Decimal("1.62889462678")),
        (power, (9, Decimal("0.5")), 3),
        (power, (8, Fraction(-1, 3)), Decimal("0.5")),
        (power, (0, 5), 0),
        (power, (5, 0), 1),
        (power, (2, 50), 1125899906840000),
        (root, (2,), Decimal("1.41421356237")),
        (root, (8, 3), 2),
        (root, (-8, 3), -2),
        (root, (Fraction(1, 4),), Decimal("0.5")),
        (lambda: power(root(2), 2), (), 2),
        (rounded, (0.1 + 0.2,), Decimal("0.3")),
        (rounded, (Fraction(2, 3),), Decimal("0.666666666667")),
        (rounded, (1234567890123456,), 1234567890120000),
        (rounded, (-0.0,), 0),
    ],
)
def test_results(of: Callable[..., Number], arguments: tuple[Number, ...], expected: Number) -> None:
    assert expected == rounded(of(*arguments))


@pytest.mark.parametrize(("base", "exponent"), [(-2, Fraction(1, 2)), (0, -1), (10, 1000), (10, -1000), (7, 10**9)])
def test_a_power_that_cannot_be_shown_is_refused(base: Number, exponent: Number) -> None:
    with pytest.raises(ValueError, match="to the power of"):
        power(base, exponent)


@pytest.mark.parametrize(("value", "degree"), [(-4, 2), (4, 0), (4, -1)])
def test_a_root_that_does_not_exist_is_refused(value: Number, degree: int) -> None:
    with pytest.raises(ValueError, match="there is no root"):
        root(value, degree)


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan")])
def test_what_is_not_finite_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match=r"finite|NaN"):
        rounded(value)


def test_what_is_not_finite_is_named() -> None:
    with pytest.raises(ValueError, match=r"^the number is not finite$"):
        rounded(float("inf"))


@given(st.floats(allow_nan=False, allow_infinity=False) | st.fractions())
def test_rounding_keeps_twelve_digits_and_is_done_once(value: float | Fraction) -> None:
    found = rounded(value)

    assert found == rounded(found)
    assert abs(Fraction(found) - Fraction(value)) * 10 ** (DIGITS - 1) * 2 <= abs(Fraction(value)) * Fraction(11, 10)


@given(st.integers(1, 10**4), st.integers(1, 5))
def test_the_root_of_a_power_is_the_number(base: int, degree: int) -> None:
    if base**degree < 10**DIGITS:
        assert base == root(power(base, degree), degree)


@pytest.mark.parametrize(
    ("value", "degree", "expected"),
    [
        (9, 2, "3"),
        (0, 2, "0"),
        (Decimal("0.25"), 2, "0.5"),
        (-8, 3, "-2"),
        (8, 3, "2"),
        (Decimal("-0.125"), 3, "-0.5"),
        (0, 3, "0"),
    ],
)
def test_roots_of_every_sign(value: int | Decimal, degree: int, expected: str) -> None:
    assert Decimal(expected) == rounded(root(value, degree))


def test_a_root_without_a_degree_is_the_square_root() -> None:
    assert 4 == root(16)


@pytest.mark.parametrize(("value", "degree"), [(-1, 2), (-4, 4), (4, 0), (4, -2)])
def test_what_has_no_root(value: int, degree: int) -> None:
    with pytest.raises(ValueError, match=f"^there is no root of degree {degree} of {value}$"):
        root(value, degree)


def test_a_power_keeps_thirty_digits_and_its_result_twelve() -> None:
    assert Decimal("1.41421356237309504880168872421") == power(2, Decimal("0.5"))
    assert Decimal("1.41421356237") == rounded(power(2, Decimal("0.5")))


def test_half_way_is_rounded_to_the_even_digit() -> None:
    assert [Decimal("1.2"), Decimal("1.4"), Decimal("1.4")] == [rounded(Fraction(n, 20), 2) for n in (25, 27, 29)]
