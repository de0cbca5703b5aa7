"""Powers and roots that come out the same on every computer.

The mathematics of floats differs in the last digits from one platform to another, so results
that cannot be exact are worked out in decimals and rounded to twelve significant digits before
anything is done with them.
"""

from quiz.values.numerals import Number, exact

DIGITS = 12  # significant digits of a result
_WORKING = 40  # digits that are worked with: the last one of them is far from the twelfth


def rounded(value: Number | float) -> Number:
    """Return a number rounded to twelve significant digits, ties to the even digit.

    Raises ValueError for what is not finite.
    """
    from decimal import ROUND_HALF_EVEN, Context, Decimal
    from fractions import Fraction

    try:
        found = Fraction(value)
    except OverflowError as error:
        raise ValueError("the number is not finite") from error
    context = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN, Emax=999_999, Emin=-999_999)
    return exact(context.divide(Decimal(found.numerator), Decimal(found.denominator)))


def power(base: Number, exponent: Number) -> Number:
    """Return `base` to the power of `exponent`, rounded to twelve significant digits.

    Raises ValueError where the result is no real number, or has more than 999 digits before or
    behind the point.
    """
    from decimal import Context, Decimal, DecimalException, DivisionByZero, InvalidOperation, Overflow, Subnormal

    traps = [DivisionByZero, InvalidOperation, Overflow, Subnormal]
    context = Context(prec=_WORKING, Emax=999, Emin=-999, traps=traps)
    try:
        one, other = (context.divide(*map(Decimal, value.as_integer_ratio())) for value in (base, exponent))
        found = context.power(one, other)
    except DecimalException:
        found = Decimal("NaN")
    if not found.is_finite():
        raise ValueError(f"{base} to the power of {exponent} is not a number that can be shown")
    return rounded(found)


def root(value: Number, degree: int = 2) -> Number:
    """Return the root of a number, rounded to twelve significant digits.

    Odd roots of negative numbers are negative. Raises ValueError for even ones, and for a degree below 1.
    """
    from fractions import Fraction

    if degree < 1 or (value < 0 and degree % 2 == 0):
        raise ValueError(f"there is no root of degree {degree} of {value}")
    found = power(value if value >= 0 else -value, Fraction(1, degree))
    return found if value >= 0 else -found
