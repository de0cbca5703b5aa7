"""One text as a number or a quantity."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.values.amounts import Amount, amount
from quiz.values.numerals import Mark, Number, exact, mark_of, scaled, written
from quiz.values.signs import plain
from quiz.values.spans import INFINITE, ValueSpan, Worth
from quiz.values.units import currency, unit
from tests.values.made_up import texts

EXAMPLES = settings(max_examples=200, deadline=None)
rationals = st.fractions() | st.decimals(allow_nan=False, allow_infinity=False, places=6).map(Fraction)


def read(text: str) -> Amount:
    found = amount(plain(text))
    assert found is not None
    return found


def values(text: str) -> tuple[Worth | None, Worth | None]:
    return read(text).value(Mark.POINT), read(text).value(Mark.COMMA)


@pytest.mark.parametrize(
    ("text", "point", "comma"),
    [
        ("27", 27, 27),
        ("-5", -5, -5),
        ("+5", 5, 5),
        ("007", 7, 7),
        ("1.233", Decimal("1.233"), 1233),
        ("7,874", 7874, Decimal("7.874")),
        ("1.50", Decimal("1.5"), None),
        ("1,5", None, Decimal("1.5")),
        ("0.123", Decimal("0.123"), None),
        ("0,500", None, Decimal("0.5")),
        ("1.285.216,0", None, 1285216),
        ("1,285,216.5", Decimal("1285216.5"), None),
        ("1 285 216", 1285216, 1285216),
        ("1'000.5", Decimal("1000.5"), None),
        ("434’000", 434000, 434000),
        ("12,34,567", 1234567, None),
        (".300", Decimal("0.3"), None),
        ("3/4", Decimal("0.75"), Decimal("0.75")),
        ("1/3", Fraction(1, 3), Fraction(1, 3)),
        ("-1 1/2", Decimal("-1.5"), Decimal("-1.5")),
        ("2½", Decimal("2.5"), Decimal("2.5")),
        ("3.00e8", 300000000, None),
        ("6.6 × 10⁻³⁴", Decimal("6.6E-34"), None),
        ("6,6·10^-34", None, Decimal("6.6E-34")),
        ("10⁶", 1000000, 1000000),
        ("0E-2", 0, 0),
        ("10^6", 1000000, 1000000),
        ("10^-2", Decimal("0.01"), Decimal("0.01")),
        ("1/2 × 10^3", 500, 500),
        ("355/113", Fraction(355, 113), Fraction(355, 113)),
        ("1.500e3", 1500, None),
        ("1,500 × 10³", None, 1500),
        ("120", 120, 120),
    ],
)
def test_numbers(text: str, point: Number | None, comma: Number | None) -> None:
    assert (point, comma) == values(text)
    assert read(text).is_number


@pytest.mark.parametrize(
    ("text", "value", "symbol"),
    [
        ("1,230.5 km", Decimal("1230.5"), "km"),
        ("-78.5 °C", Decimal("-78.5"), "°C"),
        ("−78.5°C", Decimal("-78.5"), "°C"),
        ("5 %", 5, "%"),
        ("5 per cent", 5, "%"),
        ("$1,000.00", 1000, "$"),
        ("-$5", -5, "$"),
        ("USD 5", 5, "US$"),
        ("5 Euros", 5, "€"),
        ("3.00e8 m/s", 300000000, "m/s"),
        ("100 kph", 100, "km/h"),
        ("3 min", 3, "min"),
        ("3 m", 3, "m"),
        ("90 s", 90, "s"),
        ("5 KM", 5, "km"),
        ("5 square kilometres", 5, "km²"),
        ("5 m2", 5, "m²"),
        ("2 g/cm³", 2, "g/cm³"),
        ("2 J/(kg·K)", 2, "J/(kg·K)"),
        ("2 N·m", 2, "N·m"),
        ("2 m·s⁻¹", 2, "m/s"),
        ("2 W·m⁻²·K⁻¹", 2, "W/(m²·K)"),
        ("34 KB", 34, "kB"),
        ("5 MW", 5, "MW"),
        ("5 mW", 5, "mW"),
        ("5 µm", 5, "μm"),
        ("5 Ω", 5, "Ω"),
        ("5 megaohm", 5, "MΩ"),
        ("6 feet", 6, "ft"),
        ("4 light years", 4, "ly"),
        ("88 days", 88, "day"),
        ("5 ohms", 5, "Ω"),
        ("3 bars", 3, "bar"),
        ("2 cups", 2, "cup"),
        ("5 Nm", 5, "N·m"),
        ("5 nm", 5, "nm"),
        ("100 Mbps", 100, "Mbit/s"),
        ("2.7 g cm⁻³", Decimal("2.7"), "g/cm³"),
        ("385 J kg⁻¹ K⁻¹", 385, "J/(kg·K)"),
        ("13 amps", 13, "A"),
        ("30 secs", 30, "s"),
        ("1 Day", 1, "day"),
        ("2 BARS", 2, "bar"),
        ("100 Yen", 100, "¥"),
        ("20 ºC", 20, "°C"),
        ("20 ° C", 20, "°C"),
        ("100 KPH", 100, "km/h"),
        ("2 N⋅m", 2, "N·m"),
        ("2 N*m", 2, "N·m"),
        ("2 kg·m·s", 2, "kg·m·s"),
    ],
)
def test_quantities(text: str, value: Number, symbol: str) -> None:
    assert (value, symbol) == (read(text).value(Mark.POINT), read(text).unit.symbol)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("10–20 kg", (10, 10), (20, 20)),
        ("10 kg – 20 kg", (10, 10), (20, 20)),
        ("100 to 300", (100, 100), (300, 300)),
        ("$5–10", (5, 5), (10, 10)),
        ("-5--3 °C", (-5, -5), (-3, -3)),
        ("over 17", (17, INFINITE), (17, INFINITE)),
        ("≤ 5 km", (-INFINITE, 5), (-INFINITE, 5)),
        ("about 50 km", (45, 55), (45, 55)),
        ("~-50", (-55, -45), (-55, -45)),
        ("c.750 km", (675, 825), (675, 825)),
        ("ca.750", (675, 825), (675, 825)),
    ],
)
def test_ranges_and_limits(text: str, start: tuple[Number, Number], end: tuple[Number, Number]) -> None:
    assert ValueSpan(start, end) == read(text).value(Mark.POINT)


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "5 M", "5M", "33 million", "27 members", "3–1", "1-1", "12:30", "1,5,3", "0,500,000", "1.2.3", "e5"),
        *("0x10", "1_000", "nan", "inf", "--5", "+-5", "1/0", "2019/20", "7th", "7TH", "1st", "2nd", "3rd", "3 km/x"),
        *(
            "km",
            "$5 km",
            "5 km - 3 kg",
            "5 km - 20",
            "x²",
            "5²",
            "C.0",
            "No. 5",
            "A 5",
            "5 am",
            "5 PM",
            "c.75",
            "1.5–2,5",
            "30 days'",
            "1" * 61,
        ),
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert amount(plain(text)) is None


@pytest.mark.parametrize(
    "word",
    [
        "M",
        "MM",
        "mw",
        "x",
        "members",
        "st",
        "million",
        "K M",
        "²",
        "m⁴",
        "",
        "kkm",
        "mB",
        "kmin",
        "m/",
        "/s",
        "·",
        "m·x",
        "m⁻¹",
        "gs",
        "minss",
        "KPC",
    ],
)
def test_what_is_no_unit(word: str) -> None:
    assert unit(word) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("10 km", 10000), ("5 cm", Decimal("0.05")), ("2 km²", 2000000), ("3 cm³", Decimal("3E-6"))),
        *(("300 km/s", 300000), ("2 kB", 2000), ("3 min", 3), ("5 ms", 5), ("20 °C", 20), ("5 K", 5), ("5 %", 5)),
        *(("€5", 5), ("5 mi", 5)),
    ],
)
def test_only_prefixes_convert(text: str, value: Number) -> None:
    assert value == read(text).value(Mark.POINT, in_bases=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("km", ("km", "m", 3)),
        ("square kilometres", ("km²", "m²", 6)),
        ("cm^3", ("cm³", "m³", -6)),
        ("km/h", ("km/h", "m/h", 3)),
        ("kJ/(kg·K)", ("kJ/(kg·K)", "J/(kg·K)", 3)),
        ("um", ("μm", "m", -6)),
        ("fl oz", ("fl oz", "fl oz", 0)),
    ],
)
def test_a_unit_has_a_base(text: str, expected: tuple[str, str, int]) -> None:
    assert expected == unit(text)


def test_a_currency_goes_by_its_sign_and_its_code() -> None:
    assert currency("EUR") == currency("€") == unit("euros")
    assert currency("Dollars") == currency("$")
    assert [None, None, None] == [currency(text) for text in ("km", "KR", "usd")]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "0"),
        (1233, "1233"),
        (Decimal("1.233"), "1233e-3"),
        (Decimal("-0.5"), "-5e-1"),
        (Decimal("2.0"), "2"),
        (Fraction(1, 80), "125e-4"),
        (Fraction(-2, 3), "-2/3"),
        (10**20, "100000000000000000000"),
        (10**21, "1e21"),
        (123 * 10**30, "123e30"),
        (10**30 + 1, "1000000000000000000000000000001"),
        (Decimal("1E-40"), "1e-40"),
    ],
)
def test_a_number_is_written_in_one_way(number: Number, expected: str) -> None:
    assert expected == written(number)


@pytest.mark.parametrize(
    ("text", "expected", "in_bases"),
    [
        ("10–20 kg", "10 to 20 kg", "10000 to 20000 g"),
        ("over 17", "> 17", "> 17"),
        ("about 1.5 km", "~ 15e-1 km", "~ 1500 m"),
        ("$5–10", "5 to 10 $", "5 to 10 $"),
    ],
)
def test_an_amount_is_written_in_its_unit_or_in_bases(text: str, expected: str, in_bases: str) -> None:
    found = read(text)

    assert (expected, in_bases) == (found.written(Mark.POINT), found.written(Mark.POINT, in_bases=True))


def test_a_number_has_the_simplest_type() -> None:
    found = [exact(number) for number in (5, Decimal("2.0"), Fraction(4, 2), Fraction(1, 2), Fraction(1, 3))]

    assert [int, int, int, Decimal, Fraction] == [type(number) for number in found]
    assert [int, int, Decimal] == [type(values(text)[0]) for text in ("5.0", "5.00 × 10^1", "5.10")]
    assert (Decimal("25.5"), Fraction(10, 3)) == (scaled(Decimal("2.55"), 1), scaled(Fraction(1, 3), 1))


@EXAMPLES
@given(texts)
def test_an_amount_is_read_back_from_its_canonical_form(text: str) -> None:
    found = amount(plain(text))
    for mark in Mark if found else ():
        for in_bases in (False, True):
            value = found.value(mark, in_bases=in_bases) if found else None
            if found and value is not None:
                again = read(found.written(mark, in_bases=in_bases))
                assert {value} == {again.value(Mark.POINT), again.value(Mark.COMMA)}
                assert again.unit.symbol == (found.unit.base if in_bases else found.unit.symbol)


@EXAMPLES
@given(rationals)
def test_a_number_is_read_back_as_it_was_written(value: Fraction) -> None:
    number = exact(value)

    assert value == number
    if len(written(number)) < 40 and (
        isinstance(number, int | Decimal) or value.denominator < 1000 > abs(value.numerator)
    ):
        assert (number, number) == values(written(number))


@EXAMPLES
@given(rationals, st.integers(-30, 30))
def test_scaling_is_exact(value: Fraction, power: int) -> None:
    assert value * Fraction(10) ** power == scaled(exact(value), power)


@EXAMPLES
@given(st.integers(-(10**12), 10**12), st.sampled_from(",'’ \u202f\xa0\u2009."))
def test_a_whole_number_is_read_however_its_thousands_are_set_apart(value: int, sign: str) -> None:
    text = f"{value:,}".replace(",", sign)

    assert value == read(text).value(Mark.COMMA if sign == "." else Mark.POINT)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        *[(code, Mark.COMMA) for code in ("de", "de-AT", "fr", "es", "pt_BR", "PL", "ru", "el")],
        *[(code, Mark.POINT) for code in ("en", "en-US", "de-CH", "es-MX", "ja", "he", "zh-Hans")],
        *[(code, None) for code in ("", "x", "tlh", "german")],
    ],
)
def test_the_mark_of_a_language(language: str, expected: Mark | None) -> None:
    assert expected == mark_of(language)
