"""The kinds of a column, and a text read by one of them."""

from decimal import Decimal

import pytest

from quiz.values.numerals import Mark, Number
from quiz.values.readings import OPEN, ColumnKind, ColumnReading, may_be_value, single_number, value_form
from quiz.values.spans import ValueSpan
from tests.values.made_up import any_way, either_mark

NUMBERS = ColumnReading(ColumnKind.NUMBER)
KM = ColumnReading(ColumnKind.QUANTITY, unit="km")
IN_METRES = ColumnReading(ColumnKind.QUANTITY, unit="m", in_bases=True)
DATES = ColumnReading(ColumnKind.DATE, ways=("day first", "two years"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *[(text, True) for text in ("5 km", "May 1969", "c. 5", "€5", "USD 5", "usd5", "R$5", "-5", "", "c.750")],
        *[(text, False) for text in ("Paris", "x2", "e5", "Ax", "mile")],
    ],
)
def test_a_text_that_begins_with_another_word_is_no_value(text: str, expected: bool) -> None:
    assert expected == may_be_value(text)


@pytest.mark.parametrize(
    ("text", "reading", "expected"),
    [
        ("7", OPEN, "7"),
        ("07", OPEN, None),
        ("007.5", OPEN, None),
        ("0.5", OPEN, "5e-1"),
        ("+7", OPEN, None),
        ("3.1", OPEN, "31e-1"),
        ("3.10", OPEN, None),
        ("3.00", OPEN, "3"),
        ("3.10 km", OPEN, "31e-1 km"),
        ("1.500", OPEN, None),
        ("1,5", OPEN, "15e-1"),
        ("May 1969", OPEN, "may 1969 ad"),
        ("03/04/2020", OPEN, None),
        ("07", NUMBERS, "7"),
        ("1.500", NUMBERS, "15e-1"),
        ("1.500", NUMBERS._replace(mark=Mark.COMMA), "1500"),
        ("1.500", either_mark(NUMBERS), None),
        ("1.50", either_mark(NUMBERS), "15e-1"),
        ("5 km", NUMBERS, "5 km"),
        ("5 km", KM, "5 km"),
        ("5 m", KM, "5 m"),
        ("5 km", IN_METRES, "5000 m"),
        ("03/04/2020", DATES, "3 april 2020 ad"),
        ("03/04/2020", any_way(), None),
        ("25/12/2020", any_way(), "25 december 2020 ad"),
        ("2010-11", DATES, "2010 ad to 2011 ad"),
        ("Paris", DATES, None),
    ],
)
def test_the_form_of_a_value(text: str, reading: ColumnReading, expected: str | None) -> None:
    assert expected == value_form(text, reading)


@pytest.mark.parametrize(
    ("text", "reading", "expected"),
    [
        ("1.500", NUMBERS, Decimal("1.5")),
        ("1,5", NUMBERS, Decimal("1.5")),
        ("１２", NUMBERS, 12),
        ("5 km", IN_METRES, 5000),
        ("5 km", NUMBERS, None),
        ("5 kg", KM, None),
        ("5–6 km", KM, None),
        ("over 5 km", KM, None),
        ("1969", DATES, None),
        ("Paris", NUMBERS, None),
    ],
)
def test_a_single_number(text: str, reading: ColumnReading, expected: Number | None) -> None:
    found = single_number(text, reading)

    assert expected == found
    assert not isinstance(found, ValueSpan)
