"""Powers and roots that are the same on every computer.

The mathematics of floats differs in the last digits from one platform to another, so results
that cannot be exact are worked out in decimals. Intermediate results of a formula keep `WORKING` digits; otherwise the
square of the root of 2 would be 1.99999999999. The final result is rounded to `DIGITS`.
"""

from quiz.values.numerals import Number, exact

DIGITS = 12  # significant digits of a result
WORKING = 30  # of an intermediate result: its last digit is far from the twelfth
_PRECISION = 40  # of decimals while they are computed


def rounded(value: Number | float, digits: int = DIGITS) -> Number:
    """Return a number rounded to a given number of significant digits, ties to the even digit.

    Raises ValueError if the number is not finite.
    """
    from decimal import ROUND_HALF_EVEN, Context, Decimal
    from fractions import Fraction

    try:
        found = Fraction(value)
    except OverflowError as error:
        raise ValueError("the number is not finite") from error
    context = Context(prec=digits, rounding=ROUND_HALF_EVEN)
    return exact(context.divide(Decimal(found.numerator), Decimal(found.denominator)))


def power(base: Number, exponent: Number) -> Number:
    """Return `base` to the power of `exponent`, rounded to `WORKING` significant digits.

    Raises ValueError if the result is not a real number, or has more than 999 digits before or
    after the point.
    """
    from decimal import Context, Decimal, DecimalException, DivisionByZero, InvalidOperation, Overflow, Subnormal

    traps = [DivisionByZero, InvalidOperation, Overflow, Subnormal]
    context = Context(prec=_PRECISION, Emax=999, Emin=-999, traps=traps)
    try:
        one, other = (context.divide(*map(Decimal, value.as_integer_ratio())) for value in (base, exponent))
        found = context.power(one, other)
    except DecimalException:
        found = Decimal("NaN")
    if not found.is_finite():
        raise ValueError(f"{base} to the power of {exponent} is not a number that can be shown")
    return rounded(found, WORKING)


def root(value: Number, degree: int = 2) -> Number:
    """Return the root of a number, rounded to `WORKING` significant digits.

    Odd roots of negative numbers are negative. Raises ValueError for even ones, and for a degree below 1.
    """
    from fractions import Fraction

    if degree < 1 or (value < 0 and degree % 2 == 0):
        raise ValueError(f"there is no root of degree {degree} of {value}")
    found = power(value if value >= 0 else -value, Fraction(1, degree))
    return found if value >= 0 else -found
