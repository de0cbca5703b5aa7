"""Numbers near another one, written in the same way."""

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quiz.values.columns import read_column
from quiz.values.dates import YEAR
from quiz.values.near import near_values, reach, thousands_separator
from quiz.values.numerals import Mark, Number
from quiz.values.readings import DECLARATIONS, LITERAL, OPEN, ColumnKind, ColumnReading, value_of
from quiz.values.relations import maybe_same
from quiz.values.signs import plain
from quiz.values.spans import ValueSpan
from tests.values.made_up import readings, texts

EXAMPLES = settings(max_examples=150, deadline=None)
POINT, COMMA = ColumnReading(ColumnKind.NUMBER), ColumnReading(ColumnKind.NUMBER, Mark.COMMA)
DATE = ColumnReading(ColumnKind.DATE, ways=("day first", "two years"))


def quantity(unit: str, mark: Mark = Mark.POINT, *, in_bases: bool = False) -> ColumnReading:
    return ColumnReading(ColumnKind.QUANTITY, mark, unit, in_bases)


def written(text: str, distance: Number, reading: ColumnReading, thousands: str = "") -> list[str]:
    return [form for _, form in near_values(text, distance, reading, thousands)]


@pytest.mark.parametrize(
    ("text", "distance", "reading", "expected"),
    [
        ("27", 3, POINT, ["26", "28", "25", "29", "24", "30"]),
        ("1", 3, POINT, ["0", "2", "3", "4"]),
        ("−20", 3, POINT, ["−21", "−19", "−22", "−18", "−23", "−17"]),
        ("-2", 3, POINT, ["-3", "-1", "-4", "0", "-5", "1"]),
        ("+2", 3, POINT, ["+1", "+3", "0", "+4", "+5"]),
        ("1,999", 3, POINT, ["1,998", "2,000", "1,997", "2,001", "1,996", "2,002"]),
        ("1.999", 3, COMMA, ["1.998", "2.000", "1.997", "2.001", "1.996", "2.002"]),
        ("434’000", 3000, POINT, ["433’000", "435’000", "432’000", "436’000", "431’000", "437’000"]),
        ("2\u2009161\u2009000", 3000, POINT, ["2\u2009160\u2009000", "2\u2009162\u2009000"]),
        ("1000", 3, POINT, ["999", "1001", "998", "1002", "997", "1003"]),
        ("2.50", Decimal("0.03"), POINT, ["2.49", "2.51", "2.48", "2.52", "2.47", "2.53"]),
        ("2,5", Decimal("0.3"), COMMA, ["2,4", "2,6", "2,3", "2,7", "2,2", "2,8"]),
        ("07 h", 3, quantity("h"), ["06 h", "08 h", "05 h", "09 h", "04 h", "10 h"]),
        ("-78.5 °C", 3, quantity("°C"), ["-79.5 °C", "-77.5 °C", "-80.5 °C", "-76.5 °C", "-81.5 °C", "-75.5 °C"]),
        ("5%", 3, quantity("%"), ["4%", "6%", "3%", "7%", "2%", "8%"]),
        ("$1,000", 300, quantity("$"), ["$900", "$1,100", "$800", "$1,200", "$700", "$1,300"]),
        ("−$5", 3, quantity("$"), ["−$6", "−$4", "−$7", "−$3", "−$8", "−$2"]),
        ("3.00e8 m/s", 3000000, quantity("m/s"), ["2.99e8 m/s", "3.01e8 m/s", "2.98e8 m/s", "3.02e8 m/s"]),
        ("6.6 × 10⁻³⁴", Decimal("3e-35"), POINT, ["6.5 × 10⁻³⁴", "6.7 × 10⁻³⁴", "6.4 × 10⁻³⁴", "6.8 × 10⁻³⁴"]),
        ("9.9e3", 300, POINT, ["9.8e3", "9.7e3", "9.6e3"]),
        ("44 BC", 3, DATE, ["43 BC", "45 BC", "42 BC", "46 BC", "41 BC", "47 BC"]),
        ("2 BC", 3, DATE, ["1 BC", "3 BC", "4 BC", "5 BC"]),
        ("AD 14", 1, DATE, ["AD 13", "AD 15"]),
        ("1337", 20, DATE, ["1336", "1338", "1335", "1339"]),
        ("500 b.c.", 30, DATE, ["490 b.c.", "510 b.c.", "480 b.c.", "520 b.c."]),
    ],
)
def test_near_numbers_are_written_as_the_key_is(
    text: str, distance: Number, reading: ColumnReading, expected: list[str]
) -> None:
    assert expected == written(text, distance, reading)[: len(expected)]


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("01067", LITERAL._replace(kind=ColumnKind.IDENTIFIER)),
        ("27", LITERAL),
        ("27", OPEN),
        ("few", POINT),
        ("27 km", POINT),
        ("10–20 km", quantity("km")),
        ("about 5 km", quantity("km")),
        ("over 17", quantity("")),
        ("3/4", POINT),
        ("½", POINT),
        ("1 1/2", POINT),
        ("12,34,567", POINT),
        ("1e3", ColumnReading(ColumnKind.DATE)),
        ("c. 753 BC", DATE),
        ("1337–1453", DATE),
        ("July 1969", DATE),
        ("20 July 1969", DATE),
        ("1969-07-20", DATE),
        ("1960s", DATE),
        ("5th century BC", DATE),
        ("٢٧", POINT),
    ],
)
def test_nothing_is_near_what_is_no_single_number_or_year(text: str, reading: ColumnReading) -> None:
    assert [] == near_values(text, 5, reading)


def test_a_number_that_grows_takes_the_thousands_sign_of_its_column() -> None:
    assert "1,000" in written("999", 3, POINT, ",")
    assert "1000" in written("999", 3, POINT)
    assert "998" in written("999", 3, POINT, ",")


@pytest.mark.parametrize(
    ("text", "reading", "expected"),
    [
        ("5", OPEN, 3),
        ("1969", ColumnReading(ColumnKind.DATE), 3 * YEAR),
        ("5 km", ColumnReading(ColumnKind.QUANTITY, unit="m", in_bases=True), 3000),
        ("5 mm", ColumnReading(ColumnKind.QUANTITY, unit="m", in_bases=True), Decimal("0.003")),
        ("5 km", ColumnReading(ColumnKind.QUANTITY, unit="km"), 3),
        ("far", ColumnReading(ColumnKind.QUANTITY, unit="m", in_bases=True), 3),
    ],
)
def test_a_distance_is_in_what_the_values_of_the_column_are_counted_in(
    text: str, reading: ColumnReading, expected: Number
) -> None:
    assert expected == reach(text, 3, reading)


def test_the_distance_is_in_the_unit_of_the_text() -> None:
    reading = read_column(["10 km", "500 m", "3 km"]).reading

    assert [(9000, "9 km"), (11000, "11 km")] == near_values("10 km", 1, reading)
    assert [(499, "499 m"), (501, "501 m")] == near_values("500 m", 1, reading)


@pytest.mark.parametrize(
    ("cells", "reading", "expected"),
    [
        (["27", "1,000"], POINT, ","),
        (["1.000", "2,5"], COMMA, "."),
        (["2 161 000 km"], quantity("km"), " "),
        (["434’000"], POINT, "’"),
        (["1000", "2.500"], POINT, ""),
        (["1,000"], LITERAL, ""),
        (["1,000 BC"], DATE, ""),
        ([], POINT, ""),
    ],
)
def test_the_thousands_sign_of_a_column(cells: list[str], reading: ColumnReading, expected: str) -> None:
    assert expected == thousands_separator(cells, reading)


@EXAMPLES
@given(texts, st.integers(1, 500) | st.decimals("0.01", 5, places=2), readings, st.sampled_from(["", ",", " "]))
def test_what_is_near_reads_back_as_its_value_and_is_never_the_key(
    text: str, distance: Number, reading: ColumnReading, thousands: str
) -> None:
    for value, form in near_values(text, distance, reading, thousands):
        assert value == value_of(plain(form), reading)
        assert not maybe_same(text, form, reading)


@EXAMPLES
@given(
    st.integers(-(10**9), 10**9),
    st.integers(0, 3),
    st.integers(1, 10**6),
    st.sampled_from(["{} km", "{}%", "€{}", "{}"]),
)
def test_near_numbers_lie_within_reach_and_keep_the_form(last: int, decimals: int, distance: int, form: str) -> None:
    own = Decimal(last) / 10**decimals
    text = form.format(f"{own:,.{decimals}f}".replace("-", "−"))
    column = read_column([text, form.format("1,234.5")], declared=DECLARATIONS["decimal point"])
    assume(value_of(plain(text), column.reading) == own)
    found = near_values(text, distance, column.reading, ",")

    assert len({written for _, written in found}) == len(found)
    for value, written in found:
        assert not isinstance(value, ValueSpan)
        assert 0 < abs(Decimal(str(value)) - own) <= distance
        assert value >= 0 or own < 0
        assert ("−" in written) == (value < 0)
        assert len(written.partition(".")[2]) == len(text.partition(".")[2])
    if distance >= 3:
        assert len(found) >= 3
