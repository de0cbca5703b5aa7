"""Computed questions of made-up banks, compared with formulas that the oracle drew and works out itself.

A formula is drawn as a tree and written with as few brackets as docs/bank-format.md allows. The tree is worked out in
fractions, or to sixty digits if its decimals do not end, which is far more than the program uses.
"""

import json
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise, product
from typing import Any, NamedTuple

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from quiz.game.scoring import typed_in
from quiz.items.decoding import decode
from quiz.items.item import Item
from quiz.items.sources import QuestionSource, bank_facts
from tests.bank.test_schema import VALIDATOR
from tests.forms import Form
from tests.items.own_notion import MARKS, SETTINGS, Notion, Within, decimal, marked, number, writings

EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN, Emax=9999, Emin=-9999)
NOTHING = Fraction(1, 10**40)  # of sixty digits: anything smaller is 0
LARGEST = Fraction(10**40)
PI = Fraction("3.14159265358979323846264338327950288419716939937510582097494459")
Env = Mapping[str, Fraction]


class NoResultError(Exception):
    """A formula has no result for these values."""


class TooLargeError(Exception):
    """The result of a formula is too large for a question."""


class Tree(NamedTuple):
    """A formula: a number or a name, or a sign or a function with its parts."""

    op: str
    parts: tuple["Tree", ...] = ()
    value: Fraction | None = None

    def worth(self, env: Env) -> Fraction:
        """Work it out."""
        if self.value is not None:
            return self.value
        if not self.parts:
            return PI if self.op == "pi" else env[self.op]
        found = [part.worth(env) for part in self.parts]
        result = Fraction(OPERATIONS[self.op](*found))
        if abs(result) > LARGEST or 0 < abs(result) < 1 / LARGEST:
            raise TooLargeError
        scale = max(Fraction(1), *map(abs, found))
        return result if abs(result) > NOTHING * scale else Fraction(0)

    def written(self) -> str:
        """Write it with as few brackets as the precedence of its signs allows."""
        if self.value is not None or not self.parts:
            return decimal(self.value, "en") if self.value is not None else self.op
        if self.op in SIGNS:
            left, right = self.parts
            # Only one thing stands before the sign of a power; products and quotients go from left to right.
            tight, is_power = SIGNS[self.op], self.op == "^"
            return f"{left.bracketed(tight + is_power)}{self.op}{right.bracketed(tight + (not is_power))}"
        if self.op == "-1*":
            return f"-{self.parts[0].bracketed(3)}"
        return f"{self.op}({', '.join(part.written() for part in self.parts)})"

    def bracketed(self, at_least: int) -> str:
        """Write it as a part of something that binds this tightly."""
        is_low = SIGNS.get(self.op, 3 if self.op == "-1*" else 9) < at_least
        return f"({self.written()})" if is_low else self.written()


def _fail(*_: object) -> Fraction:
    raise NoResultError


def _root(value: Fraction, degree: Fraction = Fraction(2)) -> Fraction:
    n = int(degree)
    if value < 0:
        return -_root(-value, degree) if n % 2 else _fail()
    return _power(value, Fraction(1, n)) if value else value


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if not base:
        return Fraction(not exponent) if exponent >= 0 else _fail()  # 0^0 is 1, as on most calculators
    if exponent.denominator == 1:
        return base**exponent.numerator
    if base < 0:
        return _fail()
    one, other = (EXACT.divide(Decimal(v.numerator), Decimal(v.denominator)) for v in (base, exponent))
    found = Fraction(EXACT.power(one, other))
    near = Fraction(round(found * 10**12), 10**12)
    return near if near**exponent.denominator == base**exponent.numerator else found


@cache
def _sine(angle: Fraction) -> Fraction:
    """Sum the series of the sine for an angle in radians."""
    angle -= 2 * PI * round(angle / (2 * PI))
    total = term = Fraction(EXACT.divide(Decimal(angle.numerator), Decimal(angle.denominator)))
    square = term * term
    for n in range(2, 90, 2):
        step = -term * square / (n * (n + 1))
        term = Fraction(EXACT.divide(Decimal(step.numerator), Decimal(step.denominator)))
        total += term
    return total if abs(total) > NOTHING else Fraction(0)


def _cosine(angle: Fraction) -> Fraction:
    return _sine(angle + PI / 2)


def _rounded(value: Fraction, places: Fraction = Fraction(0)) -> Fraction:
    """Round a number of twelve digits as at school."""
    scaled = twelve_digits(value) * Fraction(10) ** int(places)
    whole = Fraction(int(abs(scaled) + Fraction(1, 2))) / Fraction(10) ** int(places)
    return whole if scaled > 0 else -whole


def twelve_digits(value: Fraction) -> Fraction:
    context = Context(prec=12, rounding=ROUND_HALF_EVEN)
    return Fraction(context.divide(Decimal(value.numerator), Decimal(value.denominator)))


WORDS_AFTER = " points in all"
#: A sign -> how tightly it binds.
SIGNS = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 4}
OPERATIONS: Mapping[str, Callable[..., Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": lambda one, other: one / other if other else _fail(),
    "^": _power,
    "-1*": operator.neg,
    "sqrt": _root,
    "root": _root,
    "abs": abs,
    "round": _rounded,
    "min": min,
    "max": max,
    "rad": lambda value: value * PI / 180,
    "deg": lambda value: value * 180 / PI,
    "sin": _sine,
    "cos": _cosine,
    "tan": lambda value: _sine(value) / _cosine(value) if _cosine(value) else _fail(),
}


def constant(value: int | Fraction) -> Tree:
    return Tree("", (), Fraction(value))


def _angle(name: Tree) -> Tree:
    """Return a formula for an angle of a number of times 15 degrees."""
    return Tree("rad", (Tree("*", (constant(15), name)),))


def _squares(name: Tree) -> Tree:
    parts = [Tree("^", (Tree(function, (_angle(name),)), constant(2))) for function in ("sin", "cos")]
    return Tree("-", (Tree("+", (parts[0], parts[1])), constant(1)))


def _root_of_power(name: Tree) -> Tree:
    return Tree("-", (Tree("^", (Tree("sqrt", (Tree("abs", (name,)),)), constant(2))), Tree("abs", (name,))))


#: Formulas whose result is 0; no rounding on the way may show.
NOTHINGS = (_squares, _root_of_power)


@st.composite
def trees(draw: st.DrawFn, names: Sequence[str], depth: int = 3) -> Tree:
    """Draw a formula over names."""
    if depth == 0 or draw(st.integers(0, 4)) == 0:
        if draw(st.integers(0, 3)):
            return Tree(draw(st.sampled_from(names)))
        return constant(Fraction(draw(st.integers(0, 60)), draw(st.sampled_from([1, 1, 2, 10]))))
    part = trees(names, depth - 1)
    match draw(st.sampled_from(["sign"] * 5 + ["power", "one", "one", "two", "angle", "nothing"])):
        case "sign":
            return Tree(draw(st.sampled_from("+-*/")), (draw(part), draw(part)))
        case "power":
            exponent = draw(st.sampled_from([constant(2), constant(3), constant(Fraction(1, 2)), Tree(names[0])]))
            return Tree("^", (draw(part), exponent if draw(st.booleans()) else Tree("-1*", (constant(1),))))
        case "one":
            return Tree(draw(st.sampled_from(["sqrt", "abs", "round", "-1*"])), (draw(part),))
        case "two" if draw(st.booleans()):
            places = constant(draw(st.integers(1, 3)))
            return Tree(*draw(st.sampled_from([("round", (draw(part), places)), ("root", (draw(part), constant(3)))])))
        case "two":
            return Tree(draw(st.sampled_from(["min", "max"])), (draw(part), draw(part)))
        case "nothing":
            return draw(st.sampled_from(NOTHINGS))(Tree(draw(st.sampled_from(names))))
    return Tree(draw(st.sampled_from(["sin", "cos", "tan"])), (_angle(Tree(draw(st.sampled_from(names)))),))


class Text(NamedTuple):
    """A text of a question: a formula, the decimals it asks for, and the words around it."""

    tree: Tree
    places: int | None = None
    unit: str = ""
    before: str = ""

    @property
    def written(self) -> str:
        digits = "" if self.places is None else f":{self.places}"
        return f"{self.before}{{{self.tree.written()}{digits}}}{self.unit}"

    def is_name(self, values: Mapping[str, Sequence[str]]) -> bool:
        """Return whether it is shown as it was typed."""
        return self.places is None and self.tree.op in values

    def number(self, env: Env) -> Fraction:
        """Return the number that is shown: of twelve digits, rounded as at school if decimals are asked for."""
        found = twelve_digits(self.tree.worth(env))
        return found if self.places is None else _rounded(found, Fraction(self.places))


class Made(NamedTuple):
    """A made-up computed question."""

    language: str
    values: Mapping[str, Sequence[str]]
    range: str  # how the values of the first name are written, if they are a range
    answer: Text
    wrong: Sequence[Text]
    why: Text

    def keys(self) -> dict[str, Any]:
        values: dict[str, Any] = {**self.values}
        if self.range:
            values[next(iter(values))] = self.range
        ask = " ".join(f"{name}={{{name}}};" for name in values)
        wrong = [one.written for one in self.wrong]
        keys = {"ask": ask, "answer": self.answer.written, "wrong": wrong, "why": f"It is {self.why.written}."}
        return {**keys, "values": values}

    @property
    def written_in(self) -> str:
        """The language in which its numbers are written; without one in the bank, they have a point."""
        return self.language or "en"

    def combinations(self) -> list[dict[str, str]]:
        return [dict(zip(self.values, texts, strict=True)) for texts in product(*self.values.values())]

    def env(self, combination: Mapping[str, str]) -> Env:
        found = {name: number(text, self.written_in) for name, text in combination.items()}
        return {name: value for name, value in found.items() if value is not None}

    @property
    def is_refused(self) -> bool:
        """Whether a formula has no result for some values. Results that are too large are not tried."""
        for combination in self.combinations():
            try:
                for text in (self.answer, *self.wrong, self.why):
                    text.tree.worth(self.env(combination))
            except NoResultError:
                return True
            except TooLargeError:
                reject()
        return False


@st.composite
def questions(draw: st.DrawFn) -> Made:
    language = draw(st.sampled_from([*MARKS]))
    names = draw(st.sampled_from([["v"], ["v", "V"], ["t", "x_1"], ["gr\u00f6\u00dfe", "t"]]))
    values: dict[str, Sequence[str]] = {}
    for name in names:
        wanted = draw(st.lists(st.integers(-3, 40), min_size=1, max_size=4, unique=True))
        divisor = draw(st.sampled_from([1, 1, 10]))
        values[name] = [decimal(Fraction(one, divisor), language) for one in wanted]
    first = draw(st.integers(0, 5))
    range_ = draw(st.sampled_from(["", f"{first}..{first + 3}"]))
    if range_:
        values[names[0]] = [str(first + i) for i in range(4)]
    places = st.sampled_from([None, None, 0, 1, 2, 3])
    unit = draw(st.sampled_from(["", "", " m", " %", WORDS_AFTER]))
    answer = draw(trees(names))
    nearly = st.sampled_from([Tree("+", (answer, constant(0))), Tree("*", (answer, constant(10))), Tree(names[-1])])
    before = draw(st.sampled_from(["", "", "about "])) if unit == WORDS_AFTER else ""
    others = draw(st.lists(st.one_of(nearly, trees(names, 2)), min_size=1, max_size=5, unique=True))
    wrong = [Text(other, draw(places), unit, before) for other in others]
    right = Text(answer, draw(places), unit, before)
    wrong = [one for one in dict.fromkeys(wrong) if one.written != right.written]
    return Made(language, values, range_, right, wrong or [Text(constant(7), None, unit, before)], Text(answer, 2))


def source_of(keys: Mapping[str, Any], language: str) -> QuestionSource | list[str]:
    """Return the source of items of a bank with one question, or the codes of its errors."""
    bank = {"id": "bank", "language": language, "questions": {"q": keys}}
    bank = {key: value for key, value in bank.items() if value}
    assert VALIDATOR.is_valid(bank), "the schema takes what the format has"
    decoded = decode(json.dumps(bank).encode(), "bank")
    if decoded.bank is None:
        return [problem.code for problem in decoded.errors]
    (fact,) = bank_facts(decoded.bank)
    (found,) = fact.item_sources
    assert isinstance(found, QuestionSource)
    return found


def shown_number(text: str, unit: str, language: str, places: int | None = None) -> Fraction:
    """Read a number as the program should show it: with `places` decimals, or without needless zeros."""
    assert text.endswith(unit)
    body = text.removesuffix(unit)
    found = number(body, language)
    assert found is not None, text
    digits = body.partition(" ")[0].lstrip("-").partition(MARKS[language][0])
    if places is None:
        assert not digits[2].endswith("0")
        assert len("".join(digits[::2]).strip("0")) <= 12
    else:
        assert len(digits[2]) == places
    return found


def judge(made: Made, combination: Mapping[str, str], item: Item) -> None:
    """Judge the question that one combination of the values gives."""
    env = made.env(combination)
    assert item.stem == " ".join(f"{name}={text};" for name, text in combination.items())
    (key,) = item.key_options
    values = made.values
    unit, language = made.answer.unit, made.written_in
    right = made.answer.number(env)
    assert key.id == "answer"
    if made.answer.is_name(values):
        assert key.text == made.answer.before + combination[made.answer.tree.op] + unit
    else:
        assert right == shown_number(key.text.removeprefix(made.answer.before), unit, language, made.answer.places)
    assert item.why == f"It is {decimal(made.why.number(env), language, 2)}."
    bare = [option.text.removeprefix(made.answer.before).removesuffix(unit) for option in item.options]
    shown = [number(text, language) for text in bare]
    assert None not in shown, item.options
    assert all(one < other for one, other in pairwise(shown) if one is not None and other is not None), item.options
    assert shown.count(right) == 1
    assert len(shown) == 1 + min(3, len(made.wrong))
    written = {one.number(env) for one in made.wrong} - {right}
    if len(made.wrong) <= 3:
        assert written <= {*shown}, "what is wrong by what it says is offered"


@given(questions())
@SETTINGS
def test_every_combination_is_made_and_right(made: Made) -> None:
    is_refused, source = made.is_refused, source_of(made.keys(), made.language)
    if isinstance(source, list):
        assert source == ["B308"] * len(source)
    assert is_refused == isinstance(source, list)
    if isinstance(source, list):
        return
    assert source.origin.form == Form.PICK
    every = [item for _, item in source.every() if isinstance(item, Item)]
    for combination, item in zip(made.combinations(), every, strict=True):
        judge(made, combination, item)
    by_stem = {item.stem: combination for item, combination in zip(every, made.combinations(), strict=True)}
    for seed in ("0", "spring"):
        drawn = source.item(0, seed, 0)
        assert isinstance(drawn, Item)
        judge(made, by_stem[drawn.stem], drawn)


@given(questions(), st.sampled_from([None, Within(Fraction(5), True), Within(Fraction(1, 2))]))
@SETTINGS
def test_what_is_typed_for_a_computed_number_is_marked_as_the_page_says(made: Made, allowed: Within | None) -> None:
    made = made._replace(answer=made.answer._replace(before=""), wrong=[one._replace(before="") for one in made.wrong])
    keys, allowed = made.keys() | {"typed": "true"}, None if made.answer.unit == WORDS_AFTER else allowed
    if allowed:
        keys["within"] = decimal(allowed.amount, made.language) + " %" * allowed.is_share
    is_refused, source = made.is_refused, source_of(keys, made.language)
    assert is_refused == isinstance(source, list)
    if isinstance(source, list):
        return
    notion = Notion(made.written_in)
    for combination, (_, item) in zip(made.combinations(), source.every(), strict=True):
        assert isinstance(item, Item), item
        env = made.env(combination)
        right, unit = made.answer.number(env), made.answer.unit
        assert item.options[0].text.endswith(unit)
        text = item.options[0].text.removesuffix(unit)
        others = [one.number(env) for one in made.wrong]
        off = allowed.edges(right) if allowed else [right + 1]
        typed = [one for value in [right, *others, *off] for one in ends(value, made.written_in)]
        for one in typed if unit != WORDS_AFTER else [one for one in typed if "/" not in one]:
            (found,) = typed_in(item, one + unit)
            expected = marked(one, [text], [], notion, allowed)
            assert found.marked.closeness == expected, (one, text, allowed)
        assert [unit == ""] == [one.marked.is_right for one in typed_in(item, text)]


def ends(value: Fraction, language: str) -> set[str]:
    """Return some ways to write a number, if its decimals end."""
    return writings(value, language) if Fraction(10) ** 9 % value.denominator == 0 else set()


@pytest.mark.parametrize(
    ("tree", "written", "worth"),
    [
        (Tree("^", (constant(2), Tree("^", (constant(3), constant(2))))), "2^3^2", 512),
        (Tree("-1*", (Tree("^", (constant(2), constant(2))),)), "-2^2", -4),
        (Tree("-", (constant(5), Tree("-", (constant(3), constant(1))))), "5-(3-1)", 3),
        (Tree("/", (constant(8), Tree("*", (constant(2), constant(2))))), "8/(2*2)", 2),
        (Tree("^", (Tree("-1*", (constant(2),)), constant(2))), "(-2)^2", 4),
        (Tree("sin", (Tree("rad", (constant(180),)),)), "sin(rad(180))", 0),
    ],
)
def test_the_oracle_writes_and_works_out_its_trees(tree: Tree, written: str, worth: int) -> None:
    assert written == tree.written()
    assert worth == tree.worth({})
    assert Fraction(1, 2) == twelve_digits(_sine(PI / 6))
    assert re.fullmatch(r"0\.7071067811865475\d+", f"{float(_cosine(PI / 4)):.20f}")
