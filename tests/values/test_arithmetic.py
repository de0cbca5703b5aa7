"""Formulas: their results, compared with exact fractions, and every mistake at its place."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.values.arithmetic import FormulaError, formula, written_number
from quiz.values.numerals import Mark

VALUES: dict[str, Any] = {"v": 6, "t": 4, "x": Fraction(1, 3), "größe": 2}


def shown(text: str) -> str:
    found = formula(text)
    return found.shown(found.value(VALUES))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("v*t", "24"),
        ("v+t*2", "14"),
        ("(v+t)*2", "20"),
        ("v-t-1", "1"),
        ("v/t/3", "0.5"),
        ("2^3^2", "512"),
        ("-2^2", "-4"),
        ("2^-1", "0.5"),
        ("--v", "6"),
        ("v × t ÷ 3 − 1", "7"),
        ("x", "0.333333333333"),
        ("x*3", "1"),
        ("0.1+0.2", "0.3"),
        ("v/t:2", "1.50"),
        ("v/t:0", "2"),
        ("x:3", "0.333"),
        ("2.5:0", "3"),
        ("-2.5:0", "-3"),
        ("größe^10", "1024"),
        ("sqrt(2)", "1.41421356237"),
        ("root(27, 3)", "3"),
        ("root(-27, 3)", "-3"),
        ("round(v/7, 2)", "0.86"),
        ("round(0.5)", "1"),
        ("min(v, t, 5)", "4"),
        ("max(v,t)", "6"),
        ("abs(t-v)", "2"),
        ("sin(rad(30))", "0.5"),
        ("cos(pi/3)", "0.5"),
        ("deg(atan(1))", "45"),
        ("cos(rad(60))", "0.5"),
        ("tan(rad(45))", "1"),
        ("deg(acos(0.5))", "60"),
        ("sin(rad(180))", "0"),
        ("10*cos(pi/2)", "0"),
        ("sin(rad(-60))^2", "0.75"),
        ("tan(0.00001)", "0.0000100000000003"),
        ("sqrt(2)^2", "2"),
        ("sqrt(3)^2-3", "0"),
        ("root(5, 3)^3-5+v", "6"),
        ("sin(rad(45))^2-0.5", "0"),
        ("sin(v)^2+cos(v)^2-1", "0"),
        ("cos(rad(60))-1/2", "0"),
        ("tan(rad(30))*sqrt(3)-1", "0"),
        ("4*atan(1)-pi", "0"),
        ("asin(sin(1))-1", "0"),
        ("acos(-1)-pi", "0"),
        ("0.1+0.2-0.3", "0"),
        ("10^30-(10^30-1)", "1"),
        ("1+1/10^20-1", "1 × 10⁻²⁰"),
        ("sin(10^20)", "-0.645251285266"),
        ("sin(10^24)", "-0.996472229103"),
        ("deg(asin(1))", "90"),
        ("deg(acos(0))", "90"),
        ("round(sqrt(2)^2/4)", "1"),
        ("2^0.5*2^0.5", "2"),
        ("root(5, 3)^3+sqrt(3)*sqrt(12)", "11"),
        ("pi:4", "3.1416"),
        ("10^12", "1000000000000"),
        ("10^20", "1 × 10²⁰"),
        ("299792458*10^15", "2.99792458 × 10²³"),
        ("1/10^9", "0.000000001"),
        ("1/10^20", "1 × 10⁻²⁰"),
        ("v-v", "0"),
        ("  ( v + t ) * 2  ", "20"),
        ("- -v", "6"),
        ("+v-+-t", "10"),
        ("-v^2", "-36"),
        ("2^-2", "0.25"),
        ("(-2)^3", "-8"),
        ("(-2)^-1", "-0.5"),
        ("0^0", "1"),
        ("x^2", "0.111111111111"),
        ("7^20-7^19*7", "0"),
        (".5+0.25", "0.75"),
        ("5.", "5"),
        ("round(12345, -2)", "12300"),
        ("round(-0.5)", "-1"),
        ("round(-2.4)", "-2"),
        ("round(2/3, 15)", "0.666666666667"),
        ("round(2*10^15, -15)", "2 × 10¹⁵"),
        ("round(2.345, 2)", "2.35"),
        ("root(16, 2)", "4"),
        ("max(1, 2, 3, 4, 5, 6, 7, 8, 9)", "9"),
        ("v/t: 2 ", "1.50"),
        ("10/3:15", "3.333333333330000"),
        ("10^20:1", "100000000000000000000.0"),
        ("-0.004:2", "0.00"),
        ("10^14", "100000000000000"),
        ("10^15", "1 × 10¹⁵"),
        ("-10^15", "-1 × 10¹⁵"),
        ("-2.5*10^15", "-2.5 × 10¹⁵"),
        ("10^-16", "0.0000000000000001"),
        ("10^-17", "1 × 10⁻¹⁷"),
        ("-10^-16", "-1 × 10⁻¹⁶"),
        ("10^50*10^50", "1 × 10¹⁰⁰"),
        ("1/10^50/10^50", "1 × 10⁻¹⁰⁰"),
        ("2/3*10^99", "6.66666666667 × 10⁹⁸"),
        ("*".join(["8^20/7^20"] * 6), "9099837.5069"),
    ],
)
def test_a_formula_comes_to(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_a_result_is_shown_with_the_mark_of_the_language() -> None:
    assert ["1234,50", "0,5"] == [
        formula("v:2").shown(Fraction(2469, 2), Mark.COMMA),
        written_number(Decimal("0.5"), mark=Mark.COMMA),
    ]


def test_a_result_has_twelve_digits() -> None:
    assert [Decimal("0.333333333333"), 1234567890120000, 999999999999] == [
        formula(text).value(VALUES) for text in ("x", "1234567890123456", "999999999999")
    ]


def test_a_formula_names_what_it_needs_with_the_places() -> None:
    assert (("v", 0), ("_t1", 4), ("v", 13)) == formula("v * _t1 + pi*v").names


@pytest.mark.parametrize(
    ("text", "at", "message"),
    [
        ("", 0, "ends too soon"),
        ("v+", 2, "ends too soon"),
        ("v t", 2, "a sign is missing"),
        ("2v", 1, "a sign is missing"),
        ("2(v)", 1, "a sign is missing"),
        ("v**2", 1, "`**` has no meaning"),
        ("v//t", 1, "`//` has no meaning"),
        ("(v+t", 0, "not closed"),
        ("v)", 1, "closes nothing"),
        ("sqrt(v", 4, "not closed"),
        ("v & t", 2, "`&` has no meaning"),
        ("v.real", 1, "`.` has no meaning"),
        ("__import__('os')", 0, "there is no function"),
        ("eval(v)", 0, "there is no function"),
        ("v[0]", 1, "`[` has no meaning"),
        ("'a'", 0, "`'` has no meaning"),
        ("sqrt", 0, "needs brackets"),
        ("sqrt(1, 2)", 0, "takes 1"),
        ("min(1)", 0, "takes 2 or more"),
        ("1.2.3", 0, "not a number"),
        ("v:x", 2, "not a number of decimals"),
        ("v:99", 2, "not a number of decimals"),
        ("(" * 30 + "v" + ")" * 30, 20, "too many brackets"),
        ("2" + "^2" * 40, 39, "too many powers"),
        ("v" * 300, 0, "too long"),
    ],
)
def test_a_mistake_is_shown_at_its_place(text: str, at: int, message: str) -> None:
    with pytest.raises(FormulaError, match=re.escape(message)) as raised:
        formula(text)
    assert message in raised.value.message
    assert at == raised.value.at


@pytest.mark.parametrize(
    ("text", "marked", "message", "help_"),
    [
        ("v+ ", "", "the formula ends too soon", "write a number or a name at its end"),
        ("v _t", "_", "a sign is missing here", "write `*` between what is multiplied"),
        ("2 (v)", "(", "a sign is missing here", "write `*` between what is multiplied"),
        ("v t", "t", "a sign is missing here", "write `*` between what is multiplied"),
        ("(v t)", "t", "a sign is missing here", "write `*` between what is multiplied"),
        ("v)", ")", "this bracket closes nothing", "delete it, or open one"),
        ("v-(t", "(", "this bracket is not closed", "write `)` where it ends"),
        ("v**2", "**", "`**` has no meaning in a formula", "write `^` for a power"),
        ("v//2", "//", "`//` has no meaning in a formula", "write `/` once"),
        (
            "v & t",
            "&",
            "`&` has no meaning in a formula",
            "use numbers, names, `+ - * / ^`, brackets and functions such as `sqrt`",
        ),
        ("v + sqrt", "sqrt", "`sqrt` needs brackets", "write `sqrt(...)`"),
        ("v-sqrt(1, 2)", "sqrt", "`sqrt` takes 1 in its brackets", "separate them with commas"),
        ("v-min(1)", "min", "`min` takes 2 or more in its brackets", "separate them with commas"),
        (
            "v+sinus(1)",
            "sinus",
            "there is no function `sinus`",
            (
                "the functions are `sqrt`, `root`, `abs`, `round`, `min`, `max`, `sin`, `cos`, `tan`, `asin`, `acos`, "
                "`atan`, `rad`, `deg`"
            ),
        ),
        ("v+1.2.3", "1.2.3", "this is not a number", "write it like `12` or `0.5`"),
        ("v+.", ".", "this is not a number", "write it like `12` or `0.5`"),
        ("v+٣", "٣", "this is not a number", "write it like `12` or `0.5`"),
        (
            "v: 2x",
            " 2x",
            "this is not a number of decimals",
            "write a number from 0 to 15 after the colon, as in `{x/3:2}`",
        ),
        ("v:16", "16", "this is not a number of decimals", None),
        ("v:015", "015", "this is not a number of decimals", None),
        ("v:٣", "٣", "this is not a number of decimals", None),
        ("v:", "", "this is not a number of decimals", None),
        ("(" * 21 + "v" + ")" * 21, "(", "too many brackets inside brackets", "write a simpler formula"),
        ("(v)+" * 30 + "(" * 21 + "v" + ")" * 21, "(", "too many brackets inside brackets", "write a simpler formula"),
        ("v^1+" * 30 + "(" * 21 + "v" + ")" * 21, "(", "too many brackets inside brackets", "write a simpler formula"),
        *[
            ("(" * 10 + one + "(" * 11 + "v" + ")" * 21, "(", "too many brackets inside brackets", None)
            for one in ("(v)+", "v^1+")
        ],
        ("2" + "^2" * 20, "^", "too many powers of powers", "write a simpler formula"),
        ("1" * 201, "1" * 201, "the formula is too long", "write at most 200 characters"),
    ],
)
def test_a_mistake_is_marked_and_says_what_to_do(text: str, marked: str, message: str, help_: str | None) -> None:
    with pytest.raises(FormulaError) as raised:
        formula(text)
    error = raised.value
    assert (message, message) == (str(error), error.message)
    assert marked == text[error.at : error.at + error.width]
    assert error.help == help_ or help_ is None
    assert error.width == (len(marked) or 1)


@pytest.mark.parametrize(
    "text",
    ["(" * 19 + "v" + ")" * 19, "2" + "^1" * 19, "v+" * 99 + "v:", "+".join(["(v)"] * 40), "+".join(["v^1"] * 40)],
)
def test_what_is_just_not_too_much(text: str) -> None:
    found = formula(text.rstrip(":"))

    assert found.value(VALUES) in (6, 2, 600, 240)


@pytest.mark.parametrize(
    ("text", "marked", "message"),
    [
        ("v/(v-6)", "/", "this divides by zero"),
        ("0^-1", "^", "`0 ^ -1` has no result"),
        ("1 + sqrt(-v)", "sqrt", "`sqrt(-6)` has no result"),
        ("v-round(x, 0.5)", "round", "`round(0.333333333333, 0.5)` has no result"),
        ("root(v, x)", "root", "`root(6, 0.333333333333)` has no result"),
        ("10^99*10^99", "*", "the result is too large to show"),
        ("9*10^99 + 9*10^99", "+", "the result is too large to show"),
        ("10^-99/10^2", "/", "the result is too large to show"),
    ],
)
def test_what_has_no_result_is_marked(text: str, marked: str, message: str) -> None:
    with pytest.raises(FormulaError) as raised:
        formula(text).value(VALUES)
    error = raised.value
    assert (message, "") == (str(error), error.help)
    assert marked == text[error.at : error.at + error.width]


@pytest.mark.parametrize(
    ("text", "at", "message"),
    [
        ("1/(v-6)", 1, "divides by zero"),
        ("0^-1", 1, "has no result"),
        ("1+sqrt(-v)", 2, "`sqrt(-6)` has no result"),
        ("asin(v)", 0, "has no result"),
        ("1+tan(rad(90))", 2, "has no result"),
        ("tan(pi/2)", 0, "has no result"),
        ("9^9^9^9", 3, "has no result"),
        ("10^99*10^99", 5, "too large to show"),
        ("(-8)^0.5", 4, "has no result"),
        ("1/(sqrt(3)^2-3)", 1, "divides by zero"),
        ("acos(1.1)", 0, "has no result"),
        ("sin(10^30)", 0, "has no result"),
        ("round(v, 0.5)", 0, "has no result"),
    ],
)
def test_what_has_no_result_is_shown_at_its_place(text: str, at: int, message: str) -> None:
    with pytest.raises(FormulaError, match=re.escape(message)) as raised:
        formula(text).value(VALUES)
    assert at == raised.value.at


SMALL = st.integers(-20, 20)


@st.composite
def formulas(draw: st.DrawFn, depth: int = 3) -> tuple[str, Fraction | None]:
    """Draw a formula and its result, worked out separately in fractions."""
    if depth == 0 or draw(st.booleans()):
        value = draw(SMALL)
        return (str(value) if value >= 0 else f"({value})"), Fraction(value)
    (one, left), (other, right) = draw(formulas(depth=depth - 1)), draw(formulas(depth=depth - 1))
    sign = draw(st.sampled_from("+-*/"))
    text = f"({one}{draw(st.sampled_from(['', ' ']))}{sign}{other})"
    if left is None or right is None or (sign == "/" and right == 0):
        return text, None
    operations = {"+": left + right, "-": left - right, "*": left * right}
    return text, operations[sign] if sign != "/" else left / right


@given(formulas())
def test_sums_products_and_quotients_are_those_of_fractions(case: tuple[str, Fraction | None]) -> None:
    text, expected = case
    if expected is None:
        with pytest.raises(FormulaError):
            formula(text).value({})
    else:
        found = Fraction(formula(text).value({}))
        assert found == expected or abs(found - expected) <= abs(expected) / 10**11


@given(st.text("vt12.+-*/^()[]{}:'\"_ sqrtmin,", max_size=20))
def test_no_text_makes_it_fail_in_another_way(text: str) -> None:
    at = 0
    try:
        found = formula(text)
        names = {name for name, _ in found.names}
        assert written_number(found.value(dict.fromkeys(names, 2)))
    except FormulaError as error:
        at = error.at
    assert 0 <= at <= len(text)
