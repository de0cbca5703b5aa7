"""Formulas: a small arithmetic with its own parser, through which nothing of the program can be reached.

A formula has numbers, names, `+ - * / ^` (also `× · ÷ −`), brackets, `pi`, and the functions of `FUNCTIONS`.
Angles are in radians; `rad` and `deg` convert. `^` binds tighter than a sign, and to the right. Sums,
products and quotients are exact; powers, roots and trigonometry keep so many digits that rounding does not show in the
result, which has twelve significant ones. If such parts cancel out, the result is 0.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from quiz.values import angles
from quiz.values.numerals import Mark, Number, exact
from quiz.values.rounding import WORKING, power, root, rounded

LONGEST_FORMULA = 200  # characters
_DEEPEST = 20  # nested brackets
_ROUND = 10**12  # smaller whole numbers have at most twelve digits
_LARGEST = 10**100  # digits of intermediate results, above and below
_CANCELLED = 10**25  # a sum this many times smaller than its parts is only their rounding
_DECIMALS = 15  # of a number that is shown without an exponent
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

#: Computes a number from the values of the names.
_Evaluate = Callable[[Mapping[str, Number]], Number]


class FormulaError(ValueError):
    """What is wrong with a formula, and where in it; `help` says what to do."""

    def __init__(self, message: str, at: int, help: str = "", width: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.at = at
        self.help = help
        self.width = width


class Formula(NamedTuple):
    """A formula that can be computed, the names in it with their places, and how many decimals it is shown with."""

    evaluate: _Evaluate
    names: tuple[tuple[str, int], ...]
    decimals: int | None = None

    def value(self, values: Mapping[str, Number]) -> Number:
        """Return its result, rounded to twelve significant digits. Raises `FormulaError`."""
        found = self.evaluate(values)
        return found if isinstance(found, int) and abs(found) < _ROUND else rounded(found)

    def shown(self, value: Number, mark: Mark = Mark.POINT) -> str:
        """Return a result as it is shown: with the decimals that were asked for, or with as many as it has."""
        return written_number(value, self.decimals, mark)


class _Function(NamedTuple):
    """What a function computes, of how many arguments at least and at most."""

    of: Callable[..., Number]
    fewest: int
    most: int


def _half_up(value: Number, places: Number = 0) -> Number:
    """Round as at school: halves away from zero. A number that is a half in twelve digits counts as a half."""
    from fractions import Fraction

    if not isinstance(places, int) or abs(places) > _DECIMALS:
        raise ValueError("`round` takes a whole number of decimals")
    scaled = Fraction(rounded(value)) * Fraction(10) ** places
    whole = math.floor(abs(scaled) + Fraction(1, 2))
    return exact(Fraction(whole if scaled >= 0 else -whole) / Fraction(10) ** places)


def _root(value: Number, degree: Number) -> Number:
    if isinstance(degree, int):
        return root(value, degree)
    raise ValueError("a root needs a whole number as its degree")


FUNCTIONS: Mapping[str, _Function] = {
    "sqrt": _Function(root, 1, 1),
    "root": _Function(_root, 2, 2),
    "abs": _Function(abs, 1, 1),
    "round": _Function(_half_up, 1, 2),
    "min": _Function(min, 2, 9),
    "max": _Function(max, 2, 9),
    "sin": _Function(angles.sine, 1, 1),
    "cos": _Function(angles.cosine, 1, 1),
    "tan": _Function(angles.tangent, 1, 1),
    "asin": _Function(angles.arcsine, 1, 1),
    "acos": _Function(angles.arccosine, 1, 1),
    "atan": _Function(angles.arctangent, 1, 1),
    "rad": _Function(angles.radians, 1, 1),
    "deg": _Function(angles.degrees, 1, 1),
}
PI = "pi"
_SIGNS = str.maketrans({"×": "*", "·": "*", "⋅": "*", "÷": "/", "−": "-", "–": "-"})


@lru_cache(2_000)
def formula(text: str) -> Formula:
    """Return the formula in a text, which may end in `:2` for two decimals. Raises `FormulaError`."""
    if len(text) > LONGEST_FORMULA:
        raise FormulaError("the formula is too long", 0, f"write at most {LONGEST_FORMULA} characters", len(text))
    body, colon, digits = text.partition(":")
    decimals = None
    if colon:
        shown = digits.strip()
        if not (shown.isascii() and shown.isdecimal() and len(shown) < 3 and int(shown) <= _DECIMALS):
            help_ = f"write a number from 0 to {_DECIMALS} after the colon, as in `{{x/3:2}}`"
            raise FormulaError("this is not a number of decimals", len(body) + 1, help_, max(1, len(digits)))
        decimals = int(shown)
    parser = _Parser(body.translate(_SIGNS))
    return Formula(parser.whole(), tuple(parser.names), decimals)


def written_number(value: Number, decimals: int | None = None, mark: Mark = Mark.POINT) -> str:
    """Return a number in digits, with some decimals after `mark`, or as many as it has of twelve significant digits.

    Very large and very small numbers are written with a power of ten.
    """
    return _with_point(value, decimals).replace(Mark.POINT, mark)


def _with_point(value: Number, decimals: int | None) -> str:
    from decimal import Decimal

    if decimals is not None:
        value = _half_up(value, decimals)
    number = rounded(value)
    over, under = number.as_integer_ratio()
    text = f"{(Decimal(over) / Decimal(under)).normalize():f}"
    if decimals is not None:
        whole, _, rest = text.partition(".")
        return f"{whole}.{rest.ljust(decimals, '0')}" if decimals else whole
    if len(text.lstrip("-0.")) <= _DECIMALS and len(text) <= _DECIMALS + 3:
        return text
    digits, _, exponent = f"{Decimal(over) / Decimal(under):.11e}".partition("e")
    return f"{digits.rstrip('0').rstrip('.')} × 10{str(int(exponent)).translate(_RAISED)}"


class _Parser:
    """Reads a formula from left to right; each method reads what it is named after."""

    def __init__(self, text: str) -> None:
        self.names: list[tuple[str, int]] = []
        self._text = text
        self._at = 0
        self._depth = 0

    def whole(self) -> _Evaluate:
        found = self._sum()
        if self._peek():
            self._fail()
        return found

    def _peek(self) -> str:
        while self._text[self._at : self._at + 1].isspace():
            self._at += 1
        return self._text[self._at : self._at + 1]

    def _fail(self) -> None:
        """Raise an error about this place."""
        sign = self._peek()
        if not sign:
            raise FormulaError("the formula ends too soon", len(self._text), "write a number or a name at its end")
        if sign.isalnum() or sign in "_(":
            raise FormulaError("a sign is missing here", self._at, "write `*` between what is multiplied")
        if sign == ")":
            raise FormulaError("this bracket closes nothing", self._at, "delete it, or open one")
        help_ = "use numbers, names, `+ - * / ^`, brackets and functions such as `sqrt`"
        raise FormulaError(f"`{sign}` has no meaning in a formula", self._at, help_)

    def _sum(self) -> _Evaluate:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise FormulaError("too many brackets inside brackets", self._at, "write a simpler formula")
        found = self._product()
        while (sign := self._peek()) in ("+", "-") and sign:
            at = self._at
            self._at += 1
            found = _joined(sign, at, found, self._product())
        self._depth -= 1
        return found

    def _product(self) -> _Evaluate:
        found = self._signed()
        while (sign := self._peek()) in ("*", "/") and sign:
            at = self._at
            self._at += 1
            if self._text[self._at : self._at + 1] == sign:
                instead = "write `^` for a power" if sign == "*" else "write `/` once"
                raise FormulaError(f"`{sign}{sign}` has no meaning in a formula", at, instead, 2)
            found = _joined(sign, at, found, self._signed())
        return found

    def _signed(self) -> _Evaluate:
        signs = 0
        while (sign := self._peek()) in ("+", "-") and sign:
            signs += sign == "-"
            self._at += 1
        found = self._power()
        return (lambda values: -found(values)) if signs % 2 else found

    def _power(self) -> _Evaluate:
        base = self._part()
        if self._peek() != "^":
            return base
        at = self._at
        self._at += 1
        self._depth += 1
        if self._depth > _DEEPEST:
            raise FormulaError("too many powers of powers", at, "write a simpler formula")
        found = _joined("^", at, base, self._signed())
        self._depth -= 1
        return found

    def _part(self) -> _Evaluate:
        sign = self._peek()
        if sign == "(":
            opened = self._at
            self._at += 1
            found = self._sum()
            self._close(opened)
            return found
        if sign.isdecimal() or sign == ".":
            return self._number()
        if sign.isalpha() or sign == "_":
            return self._name()
        self._fail()
        raise AssertionError

    def _close(self, opened: int) -> None:
        if self._peek() != ")":
            if self._peek():
                self._fail()
            raise FormulaError("this bracket is not closed", opened, "write `)` where it ends")
        self._at += 1

    def _number(self) -> _Evaluate:
        from fractions import Fraction

        start = self._at
        while self._text[self._at : self._at + 1].isdecimal() or self._text[self._at : self._at + 1] == ".":
            self._at += 1
        text = self._text[start : self._at]
        if not text.isascii() or text.count(".") > 1 or text == ".":
            raise FormulaError("this is not a number", start, "write it like `12` or `0.5`", len(text))
        value = exact(Fraction(text))
        return lambda _values: value

    def _name(self) -> _Evaluate:
        start = self._at
        while self._text[self._at : self._at + 1].isalnum() or self._text[self._at : self._at + 1] == "_":
            self._at += 1
        name = self._text[start : self._at]
        if self._peek() == "(":
            return self._call(name, start)
        if name == PI:
            value = angles.pi()
            return lambda _values: value
        if name in FUNCTIONS:
            raise FormulaError(f"`{name}` needs brackets", start, f"write `{name}(...)`", len(name))
        self.names.append((name, start))
        return lambda values: values[name]

    def _call(self, name: str, start: int) -> _Evaluate:
        if name not in FUNCTIONS:
            known = ", ".join(f"`{one}`" for one in FUNCTIONS)
            raise FormulaError(f"there is no function `{name}`", start, f"the functions are {known}", len(name))
        function, opened = FUNCTIONS[name], self._at
        self._at += 1
        found = [self._sum()]
        while self._peek() == ",":
            self._at += 1
            found.append(self._sum())
        self._close(opened)
        if not function.fewest <= len(found) <= function.most:
            takes = f"{function.fewest}" if function.fewest == function.most else f"{function.fewest} or more"
            raise FormulaError(f"`{name}` takes {takes} in its brackets", start, "separate them with commas", len(name))
        return _called(name, function.of, found, start)


def _called(name: str, of: Callable[..., Number], parts: Sequence[_Evaluate], at: int) -> _Evaluate:
    def evaluate(values: Mapping[str, Number]) -> Number:
        """Return the value of the function for its arguments. Raises `FormulaError`."""
        found = [part(values) for part in parts]
        try:
            return of(*found)
        except (ValueError, OverflowError, ArithmeticError):
            arguments = ", ".join(map(written_number, found))
            raise FormulaError(f"`{name}({arguments})` has no result", at, "", len(name)) from None

    return evaluate


def _joined(sign: str, at: int, one: _Evaluate, other: _Evaluate) -> _Evaluate:
    """Return a function that computes two parts with a sign between them."""
    operate = _OPERATIONS[sign]

    def evaluate(values: Mapping[str, Number]) -> Number:
        """Return the result of the two sides. Raises `FormulaError`."""
        left, right = one(values), other(values)
        try:
            found = operate(left, right)
        except ZeroDivisionError:
            raise FormulaError("this divides by zero", at) from None
        except (ValueError, ArithmeticError):
            raise FormulaError(f"`{written_number(left)} {sign} {written_number(right)}` has no result", at) from None
        if sign in "+-" and not isinstance(found, int) and _is_rounding(found, left, right):
            found = 0
        over, under = (found, 1) if isinstance(found, int) else found.as_integer_ratio()
        if abs(over) > _LARGEST or under > _LARGEST:
            found = rounded(found, WORKING)
            over, under = found.as_integer_ratio()
            if abs(over) > _LARGEST * under or (over and under > abs(over) * _LARGEST):
                raise FormulaError("the result is too large to show", at)
        return found

    return evaluate


def _is_rounding(found: Number, left: Number, right: Number) -> bool:
    """Return whether a sum is only left over from the rounding of its parts: `sqrt(3)^2 - 3` is 0."""
    from fractions import Fraction

    return abs(Fraction(found)) * _CANCELLED <= max(abs(Fraction(left)), abs(Fraction(right)))


def _quotient(one: Number, other: Number) -> Number:
    from fractions import Fraction

    return exact(Fraction(one) / Fraction(other))


def _exactly(operate: Callable[[Any, Any], Any]) -> Callable[[Number, Number], Number]:
    """Return an operation that mixes whole numbers, decimals and fractions without rounding."""

    def exactly(one: Number, other: Number) -> Number:
        from fractions import Fraction

        is_whole = isinstance(one, int) and isinstance(other, int)
        return exact(operate(one, other) if is_whole else operate(Fraction(one), Fraction(other)))

    return exactly


def _raised(one: Number, other: Number) -> Number:
    if isinstance(one, int) and isinstance(other, int) and 0 <= other <= 20 and abs(one) < 100_000:
        found: int = one**other
        return found
    return power(one, other)


_OPERATIONS: Mapping[str, Callable[[Number, Number], Number]] = {
    "+": _exactly(lambda one, other: one + other),
    "-": _exactly(lambda one, other: one - other),
    "*": _exactly(lambda one, other: one * other),
    "/": _quotient,
    "^": _raised,
}
