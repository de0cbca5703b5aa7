"""“Says the same” is an equivalence relation, and “may be the same” contains it."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.values import relations
from quiz.values.columns import read_column
from quiz.values.numerals import Mark
from quiz.values.readings import EXACT_READING, LITERAL, OPEN, ColumnKind, ColumnReading, by_each
from quiz.values.relations import Sense, canonical, canonical_all, maybe_same, same, sense, senses_meet
from tests.values.made_up import TRICKY, any_way, dates, either_mark, readings, spelled_otherwise, texts, values

#: Texts, many of which say the same as another one.
TWINS = ("1", "1.0", "1,000", "1000", "1.000", "+1", "01", "1e3", "a", "A", "a.", "５", "5", "5.", "5 km", "5 KM")
EXAMPLES = settings(max_examples=200, deadline=None)
CODES = LITERAL._replace(kind=ColumnKind.IDENTIFIER)
EITHER_KM = ColumnReading(
    ColumnKind.QUANTITY, unit="km", others=(ColumnReading(ColumnKind.QUANTITY, Mark.COMMA, "km"),)
)


@EXAMPLES
@given(texts, readings)
@example(".0KM", ColumnReading(ColumnKind.QUANTITY, Mark.COMMA, "m", in_bases=True))
@example("1.5 km", ColumnReading(ColumnKind.QUANTITY, Mark.COMMA, "m", in_bases=True))
def test_the_canonical_form_of_a_canonical_form_is_itself(text: str, reading: ColumnReading) -> None:
    once = canonical(text, reading)

    assert once == canonical(once, reading)


@EXAMPLES
@given(texts, readings)
def test_what_nobody_can_see_makes_no_difference(text: str, reading: ColumnReading) -> None:
    if not reading.exact:
        assert {canonical(text, reading)} == {canonical(other, reading) for other in spelled_otherwise(text)}


@EXAMPLES
@given(texts, texts, readings)
def test_may_be_the_same_is_symmetric_and_contains_saying_the_same(
    one: str, other: str, reading: ColumnReading
) -> None:
    assert maybe_same(one, other, reading) == maybe_same(other, one, reading)
    for text in (one, *spelled_otherwise(one)):
        assert not same(one, text, reading) or maybe_same(one, text, reading)


@EXAMPLES
@given(st.lists(st.sampled_from(TWINS) | texts, max_size=9), readings)
def test_saying_the_same_sorts_texts_into_classes(found: list[str], reading: ColumnReading) -> None:
    for one in found:
        for other in found:
            ones = {text for text in found if same(text, one, reading)}
            others = {text for text in found if same(text, other, reading)}
            assert ones == others if same(one, other, reading) else ones.isdisjoint(others)


@EXAMPLES
@given(st.lists(texts | st.sampled_from(["Ada", "Ada ", "a  b", " a", "", "7", "07", "A\nB", "the sun."])), readings)
def test_texts_together_have_the_forms_that_they_have_alone(found: list[str], reading: ColumnReading) -> None:
    assert canonical_all(found, reading) == [canonical(text, reading) for text in found]


@EXAMPLES
@given(st.text(alphabet=[char for char in TRICKY if char.isalpha() and char != "₂"] + [" ", "-", "'"]))
@example("İI ıi ĲĳŒœ ßſ ΣΑΣ")
def test_case_makes_no_difference_to_words(text: str) -> None:
    assert {canonical(text)} == {canonical(other) for other in (text.upper(), text.lower(), text.casefold())}


@EXAMPLES
@given(texts)
def test_an_exact_column_folds_nothing_but_the_way_letters_are_composed(text: str) -> None:
    assert unicodedata.normalize("NFC", text) == canonical(text, EXACT_READING)
    assert same(unicodedata.normalize("NFD", text), text, EXACT_READING)
    assert maybe_same(text, text.swapcase(), EXACT_READING) == same(text, text.swapcase(), EXACT_READING)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("N’Djamena", "N'Djamena"),
        ("Hawaiʻi", "Hawai'i"),
        ("Hawai`i", "Hawai´i"),
        ("Qurʼan", "Qur'an"),
        ("“yes”", '"yes"'),
        ("«oui»", "„oui“"),
        ("to be…", "to be..."),
        ("yes — no", "yes - no"),
        ("Jean‐Paul", "Jean-Paul"),
        ("co‑op", "co-op"),
        ("Paris.", "Paris"),
        ("N.", "N"),
        ("a.", "a"),
        ("東京。", "東京"),
        ("İstanbul", "istanbul"),
        ("I\u0307zmir", "izmir"),
        ("KIZ", "kız"),
        ("Œuvre", "oeuvre"),
        ("ĳs", "IJs"),
        ("ﬁsh", "fish"),
        ("encyclopædia", "encyclopaedia"),
        ("Straße", "STRASSE"),
        ("ΣΑΣ", "σας"),
        ("Ⅳ", "IV"),
        ("㎞", "km"),
        ("Ｐａｒｉｓ", "Paris"),
        ("ｶﾞｽ", "ガス"),
        ("e\u0301", "é"),
        ("New\u3000York", " new  york "),
        ("soft\xadhyphen", "softhyphen"),
        ("Paris\U000e0101", "Paris"),
        ("日\u200d本", "日本"),
        ("שלו\u200dם", "שלום"),
        ("می\u200cخواهم", "میخواهم"),
        ("a\u2800b", "a b"),
        ("Par<U+200B>is", "Paris"),
        ("soft<U+00AD>hyphen", "softhyphen"),
        ("Paris<U+16FE4>", "Paris"),
        ("<U+13440>Paris<U+1BC9D>", "Paris"),
        ("1<U+2060>0 km", "10 km"),
        ("e<U+200B>\u0301", "é"),
        ("6.022e23", "6.022 × 10²³"),
        ("9. November 1989", "9 novembre 1989"),
        ("20 de julio de 1969", "20 July 1969"),
        ("14 août 1900", "14. August 1900"),
        ("Wednesday, 12 April 1961", "12-Apr-1961"),
        ("1961.04.12", "1961-04-12"),
        ("since 2022", "2022–"),
        ("1 day", "1 days"),
        ("8 bits", "8 bit"),
        ("5 ohms", "5 Ω"),
        ("2.7 g cm⁻³", "2.7 g/cm³"),
        ("c.1200", "ca. 1200"),
        ("the 4th of July, 1776", "4 July 1776"),
        ("9.81 m·s⁻²", "9.81 m/s²"),
        ("H₂O", "H2O"),
        ("C₆H₁₂O₆", "C6H12O6"),
        ("Ca(OH)₂", "Ca(OH)2"),
        ("５", "5"),
        ("٣", "3"),
        ("١٬٢٣٤٫٥", "1,234.5"),
        ("٥٪", "5 %"),
        ("1000.0", "1000"),
        ("1 000 000", "1'000'000"),
        ("1,234.50", "1234,5"),
        ("12,34,567", "1234567"),
        ("−5", "-5"),
        ("-0.0", "0"),
        ("½", "1/2"),
        ("1/2", "0.5"),
        ("1½", "1 1/2"),
        ("6.6 × 10⁻³⁴", "6.6e-34"),
        ("10⁶", "1 000 000"),
        ("10.0 km", "10 km"),
        ("1 000 km", "1000km"),
        ("1,230.5 km", "1230.5 km"),
        ("3 °C", "3.0℃"),
        ("−5 °C", "-5 °C"),
        ("5%", "5 percent"),
        ("07 h", "7 hours"),
        ("5 KM", "5 kilometres"),
        ("9.81 m/s²", "9.81 m/s2"),
        ("$5", "5 dollars"),
        ("€0.99", "0,99 €"),
        ("10–20 km", "10 km to 20 km"),
        ("1914–1918", "1914 - 1918"),
        ("1969-07-20", "20 July 1969"),
        ("20th July 1969", "July 20, 1969"),
        ("20.07.1969", "20 Jul 1969"),
        ("44 BC", "44 B.C.E."),
        ("c. 753 BC", "ca. 753 BC"),
        ("27  members", "27 Members"),
        ("1 000 000 members", "1,000,000 members"),
        ("-1,000,000 points", "\u22121000000 points"),
        ("0.0 points", "0 points"),
        ("8PM", "8 pm"),
        ("-0.0 points", "0 points"),
    ],
)
def test_texts_that_say_the_same(one: str, other: str) -> None:
    assert same(one, other)
    assert maybe_same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C", "C++"),
        ("C++", "C#"),
        ("-5", "5"),
        ("x²", "x2"),
        ("10²", "102"),
        ("10₂", "102"),
        ("x³", "x²"),
        ("ℝ", "R"),
        ("!", "?"),
        ("...", "."),
        ("résumé", "resume"),
        ("niño", "nino"),
        ("5%", "0.05"),
        ("5 km", "5"),
        ("5 km", "5 kg"),
        ("5 mW", "5 MW"),
        ("5 °C", "5 °F"),
        ("60 s", "1 min"),
        ("$5", "€5"),
        ("12:30", "1230"),
        ("2019/20", "100.95"),
        ("3–1", "3.1"),
        ("98 AD – 117 AD", "117 AD – 138 AD"),
        ("1337–1453", "1455–1487"),
        ("c. 753 BC", "490 BC"),
        ("44 BC", "AD 44"),
        ("20 July 1969", "21 July 1969"),
        ("May", "5"),
        ("Iran", "Iraq"),
        ("a-b", "a+b"),
        ("the", "a"),
        ("1.5", "15"),
        ("1." + "0" * 34 + "1", "1"),
        ("33 million", "33"),
        ("33 million", "33,000"),
        ("<U+200B>", "<U+200C>"),
        ("<U+0041>", ""),
        ("1960s", "1975"),
        ("twenty-one", "22"),
        ("seven days", "7 weeks"),
        ("nineteenth century", "1750"),
        ("9:00 am", "9:00 pm"),
        ("12:00 am", "12:00 pm"),
        ("2x + 3", "2x - 3"),
        ("2022–present", "2021"),
        ("over 33 million", "over 34,000,000"),
        ("10–20 million", "10–20"),
        ("1,000 members", "100 members"),
        ("1,000 members", "1000 states"),
        ("-1,000 points", "1000 points"),
    ],
)
def test_texts_that_say_something_else(one: str, other: str) -> None:
    assert not same(one, other)
    assert not maybe_same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1,000", "1000"),
        ("1.233", "1233"),
        ("1,230 km", "1230 km"),
        ("3.10", "3.1"),
        ("007", "7"),
        ("+5", "5"),
        ("+49", "49"),
        ("5 M", "5 m"),
        ("10A", "10a"),
        ("10 km", "10000 m"),
        ("100 to 300", "206"),
        ("10-20", "20-30"),
        ("about 5 km", "5.2 km"),
        ("over 17", "at least 18"),
        ("July 1969", "20 July 1969"),
        ("1969", "July 1969"),
        ("c. 753 BC", "750 BC"),
        ("1960s", "1969"),
        ("20th century", "1969"),
        ("1337–1453", "1340–1453"),
        ("03/04/2020", "3 April 2020"),
        ("03/04/2020", "4 March 2020"),
        ("978-3-16-148410-0", "9783161484100"),
        ("the Pacific", "Pacific"),
        ("co-op", "coop"),
        ("well-known", "well known"),
        ("U.S.", "US"),
        ("J. K. Rowling", "J.K. Rowling"),
        ("J. K. Rowling", "JK Rowling"),
        ("“Hamlet”", "Hamlet"),
        ("Trinidad & Tobago", "Trinidad and Tobago"),
        ("US$5", "$5"),
        ("seven", "7"),
        ("thirteen", "13"),
        ("forty", "40"),
        ("a hundred", "100"),
        ("third", "3rd"),
        ("33 million", "33,000,000"),
        ("$1.5 billion", "$1,500,000,000"),
        ("2 million km", "2,000,000 km"),
        ("St. Louis", "St Louis"),
        ("Dr. No", "Dr No"),
        ("1960s", "1965"),
        ("twenty-one", "21"),
        ("twenty first", "21st"),
        ("fifteenth", "15th"),
        ("a dozen", "12"),
        ("seven days", "7 days"),
        ("nineteenth century", "1850"),
        ("St. Petersburg", "Saint Petersburg"),
        ("Mt Everest", "Mount Everest"),
        ("U. S. A.", "USA"),
        ("1.5 Mio.", "1.5 million"),
        ("2 bn", "2,000,000,000"),
        ("2x + 3", "2x+3"),
        ("3 / 4", "3/4"),
        ("yes - no", "yes-no"),
        ("x²", "x^2"),
        ("09:00", "9:00"),
        ("9:30 pm", "21:30"),
        ("9 am", "9:00 a.m."),
        ("12. Mai 1961", "May 1961"),
        ("1500?", "1510"),
        ("2022–present", "2024"),
        ("AD 14", "14"),
        ("over 33 million", "over 33,000,000"),
        ("about 1.5 million km", "about 1,500,000 km"),
        ("c. 2 bn", "c. 2,000,000,000"),
        ("10–20 million", "10,000,000–20,000,000"),
        ("$1–2 billion", "$1,000,000,000 to $2,000,000,000"),
        ("1,000 members", "1000 members"),
        ("1.233 members", "1233 Members"),
        ("4.50 points", "4.5 points"),
        ("4,50 points", "4.5 points"),
        ("-1,000 points", "-1000 points"),
        ("12 pm", "12:00"),
        ("12 am", "00:00"),
        ("12:30 a.m.", "0:30"),
        ("an apple", "apple"),
        ("a sea", "the sea"),
        ("the Black Sea", "Black Sea"),
        ("'A'", "A"),
        ("St. Mary Mead", "Saint Mary Mead"),
        ("seven long days", "7 long days"),
        ("twenty-one white swans", "21 white swans"),
    ],
)
def test_texts_that_nobody_can_tell_apart_for_certain(one: str, other: str) -> None:
    assert not same(one, other)
    assert maybe_same(one, other)


@pytest.mark.parametrize(
    ("one", "other", "reading", "expected"),
    [
        ("1,000", "1000", ColumnReading(ColumnKind.NUMBER), True),
        ("1,000", "1000", ColumnReading(ColumnKind.NUMBER, Mark.COMMA), False),
        ("-4.50 points", "-4.5 points", ColumnReading(ColumnKind.NUMBER), True),
        ("4,50 points", "4,5 points", ColumnReading(ColumnKind.NUMBER, Mark.COMMA), True),
        ("4.50 points", "4.5 points", ColumnReading(ColumnKind.TEXT), False),
        ("1.000", "1000", ColumnReading(ColumnKind.NUMBER, Mark.COMMA), True),
        ("3.10", "3.1", ColumnReading(ColumnKind.NUMBER), True),
        ("+5", "5", ColumnReading(ColumnKind.NUMBER), True),
        ("007", "7", ColumnReading(ColumnKind.NUMBER), True),
        ("007", "7", LITERAL, False),
        ("1.0", "1", LITERAL, False),
        ("3/4", "6/8", LITERAL, False),
        ("10A", "10a", LITERAL, True),
        ("1,230 km", "1230 km", ColumnReading(ColumnKind.QUANTITY, unit="km"), True),
        ("10 km", "10000 m", ColumnReading(ColumnKind.QUANTITY, unit="km"), False),
        ("10 km", "10000 m", ColumnReading(ColumnKind.QUANTITY, unit="m", in_bases=True), True),
        ("1,000 members", "1000 members", ColumnReading(ColumnKind.NUMBER), True),
        ("1969", "AD 1969", ColumnReading(ColumnKind.DATE), True),
        ("03/04/2020", "3 April 2020", ColumnReading(ColumnKind.DATE, ways=("day first", "two years")), True),
        ("Monday", "monday", EXACT_READING, False),
        ("CO", "Co", EXACT_READING, False),
        ("a b", "a  b", EXACT_READING, False),
    ],
)
def test_how_a_column_is_read_decides(one: str, other: str, reading: ColumnReading, expected: bool) -> None:
    assert expected == same(one, other, reading)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1.233", "1233", True),
        ("1,233", "1233", True),
        ("1.233", "1,233", True),
        ("1.5", "15", False),
        ("1.233", "1234", False),
        ("1,000,000", "1000000", True),
    ],
)
def test_where_the_cells_do_not_say_which_mark_is_for_decimals_it_may_be_either(
    one: str, other: str, expected: bool
) -> None:
    for mark in Mark:
        reading = either_mark(ColumnReading(ColumnKind.NUMBER, mark))

        assert expected == maybe_same(one, other, reading)


NUMBERS, KILOMETRES = (
    either_mark(ColumnReading(ColumnKind.NUMBER)),
    either_mark(ColumnReading(ColumnKind.QUANTITY, unit="km")),
)
DAYS = ("03/04/2020", "04/03/2020", "3 April 2020", "4 March 2020", "1905-06", "June 1905", "1905–1906", "25/12/2020")


@EXAMPLES
@given(*[st.sampled_from((*TWINS, *DAYS)) | values | dates] * 2, st.sampled_from([NUMBERS, KILOMETRES, any_way()]))
@example("2.000", "2", NUMBERS)
@example("2.000 km", "2 km", KILOMETRES)
@example("03/04/2020", "3 April 2020", any_way())
@example("1905-06", "June 1905", any_way())
def test_if_any_of_some_readings_may_be_meant_only_what_is_the_same_by_all_says_the_same(
    one: str, other: str, reading: ColumnReading
) -> None:
    by_one = [same(one, other, by) for by in by_each(reading)]

    assert len(by_one) > 1
    assert not same(one, other, reading) or all(by_one)
    assert not any(by_one) or maybe_same(one, other, reading)


@pytest.mark.parametrize(
    ("one", "other", "reading", "expected"),
    [
        ("1969", "20 July 1969", ColumnReading(ColumnKind.DATE), True),
        ("1969", "20 July 1970", ColumnReading(ColumnKind.DATE), False),
        ("1969", "20 July 1969", ColumnReading(ColumnKind.NUMBER), True),
        ("1969", "20 July 1970", ColumnReading(ColumnKind.NUMBER), False),
        ("5 km", "5000 m", ColumnReading(ColumnKind.QUANTITY, unit="km"), True),
        ("5 km", "6000 m", ColumnReading(ColumnKind.QUANTITY, unit="km"), False),
        ("1,5 km", "1500 m", ColumnReading(ColumnKind.QUANTITY, Mark.COMMA, "km"), True),
        ("1.233 km", "1233000 m", EITHER_KM, True),
        ("1.233 km", "1233000 m", ColumnReading(ColumnKind.QUANTITY, unit="km"), False),
        ("007A", "7A", CODES, True),
        ("+49A", "49A", CODES, True),
        ("700A", "7A", CODES, False),
        ("007A", "7A", LITERAL, False),
        ("Monday", "monday", EXACT_READING, False),
        ("the sun", "sun", EXACT_READING, False),
    ],
)
def test_how_a_column_is_read_decides_also_what_may_be_the_same(
    one: str, other: str, reading: ColumnReading, expected: bool
) -> None:
    assert expected == maybe_same(one, other, reading) == maybe_same(other, one, reading)


#: Texts that say more than their form does, each in its own way.
LOOSE = ["co-op", "U.S.", "U. S.", "St. Louis", "the sun", "'A'", "x²", "salt & pepper", "9 p.m.", "9:05", "seven"]


@pytest.mark.parametrize("reading", [OPEN, LITERAL, CODES, ColumnReading(ColumnKind.NUMBER), EXACT_READING])
@pytest.mark.parametrize("text", [*LOOSE, "seven days", "5 km", "c. 1500", "007", "3/4", "33 million", "10–20"])
def test_what_a_text_may_say_has_its_own_form(text: str, reading: ColumnReading) -> None:
    assert canonical(text, reading) in sense(text, reading).keys


@pytest.mark.parametrize("reading", [OPEN, ColumnReading(ColumnKind.NUMBER), any_way()])
def test_a_number_of_one_or_two_digits_may_be_a_year(reading: ColumnReading) -> None:
    for number in range(1, 100):
        assert maybe_same(str(number), f"AD {number}", reading)
        assert not maybe_same(str(number), f"{number} BC", reading)


def test_may_be_the_same_is_not_transitive() -> None:
    assert maybe_same("1 July 1969", "July 1969")
    assert maybe_same("July 1969", "20 July 1969")
    assert not maybe_same("1 July 1969", "20 July 1969")


def test_senses_are_taken_once_and_compared_often() -> None:
    found = [sense(text) for text in ("10–20 km", "15 km", "30 km")]

    assert [True, False, False] == [senses_meet(found[i], found[j]) for i, j in ((0, 1), (1, 2), (0, 2))]


@pytest.mark.parametrize(
    "part", ["1,", "1 ", "a.", ". ", "-", "1-", "(1", "+49 ", "₂", "…", "i\u0307", "a-", "1/", "c. "]
)
def test_a_long_text_is_folded_in_time_that_grows_with_it(part: str) -> None:
    long = part * (8000 // len(part))

    assert canonical(long) == canonical(canonical(long))
    assert maybe_same(long, long)


@EXAMPLES
@given(values, values)
def test_values_that_differ_in_every_reading_never_may_be_the_same_by_spelling(one: str, other: str) -> None:
    if canonical(one, LITERAL) == canonical(other, LITERAL):
        assert maybe_same(one, other)


DATES = ColumnReading(ColumnKind.DATE)
NUMBERS = ColumnReading(ColumnKind.NUMBER)


@pytest.mark.parametrize(
    ("found", "reading", "expected"),
    [
        (["Rhine", "Po"], OPEN, ["rhine", "po"]),
        (["North Sea", "BLACK SEA"], OPEN, ["north sea", "black sea"]),
        (["Rhine", "Po"], EXACT_READING, ["Rhine", "Po"]),
        (["a  b", "c"], OPEN, ["a b", "c"]),
        (["a ", "b"], OPEN, ["a", "b"]),
        (["a", " b"], OPEN, ["a", "b"]),
        ([" a", "b"], OPEN, ["a", "b"]),
        (["a", "b "], OPEN, ["a", "b"]),
        (["a", "", "b"], OPEN, ["a", "", "b"]),
        (["a.", "b"], OPEN, ["a", "b"]),
        (["a\nb", "c"], OPEN, ["a b", "c"]),
        (["Größe", "Po"], OPEN, ["grösse", "po"]),
        (["12", "7"], OPEN, ["12", "7"]),
        (["10", "20"], NUMBERS, ["10", "20"]),
        (["12", "07"], NUMBERS, ["12", "7"]),
        (["07", "12"], NUMBERS, ["7", "12"]),
        (["07", "12"], LITERAL, ["07", "12"]),
        (["1" * 19, "2"], NUMBERS, ["1" * 19, "2"]),
        (["12", "x"], OPEN, ["12", "x"]),
        (["1,000", "2"], NUMBERS, ["1000", "2"]),
        ([], OPEN, []),
    ],
)
def test_the_forms_of_a_column_are_those_of_its_texts(
    found: list[str], reading: ColumnReading, expected: list[str]
) -> None:
    assert expected == canonical_all(found, reading)
    assert expected == [canonical(text, reading) for text in found]


@pytest.mark.parametrize("found", [["1969", "1970"], ["20", "21"], ["1" * 20, "2" * 25], ["1" * 20, "3"]])
@pytest.mark.parametrize("reading", [DATES, NUMBERS, OPEN])
def test_years_and_long_numbers_have_the_form_that_they_have_alone(found: list[str], reading: ColumnReading) -> None:
    assert [canonical(text, reading) for text in found] == canonical_all(found, reading)


ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
PLACES = {
    "zeroth": "0th",
    "first": "1st",
    "second": "2nd",
    "third": "3rd",
    "fourth": "4th",
    "fifth": "5th",
    "eighth": "8th",
    "ninth": "9th",
    "tenth": "10th",
    "eleventh": "11th",
    "twelfth": "12th",
    "thirteenth": "13th",
    "nineteenth": "19th",
    "twentieth": "20th",
    "twenty-first": "21st",
    "twenty second": "22nd",
    "thirty-third": "33rd",
    "fortieth": "40th",
    "forty-fourth": "44th",
    "ninetieth": "90th",
    "ninety ninth": "99th",
}


def test_numbers_in_words_are_those_in_digits() -> None:
    found = relations._as_digits()
    words = {word: str(number) for number, word in enumerate(ONES)}
    for nth, ten in enumerate(TENS, start=2):
        words |= {ten: f"{nth}0", **{f"{ten}{gap}{ONES[one]}": f"{nth}{one}" for one in range(1, 10) for gap in "- "}}
    words |= {"dozen": "12", "hundred": "100", "one hundred": "100", "thousand": "1000", "one thousand": "1000"}

    assert words.items() <= found.items()
    assert PLACES.items() <= found.items()
    # From the zeroth to the ninety-ninth; 72 of them have two words and may be written with a hyphen or a space.
    assert len(words) + 100 + 72 == len(found)


@pytest.mark.parametrize(
    ("cells", "span"),
    [
        (["5 km", "7 km"], ("m", 5000)),
        (["5 km", "700 m"], ("m", 5000)),
        (["5 kg", "6 kg"], ("g", 5000)),
        (["7", "8"], ("", 7)),
        (["$5", "$7"], ("$", 5)),
        (["US$5", "US$7"], ("$", 5)),
    ],
)
def test_what_a_quantity_is_worth_can_be_compared_with_other_columns(cells: list[str], span: tuple[str, int]) -> None:
    found = sense(cells[0], read_column(cells).reading)

    assert (span,) == found.spans
    assert senses_meet(found, Sense(frozenset(), (span,)))
    assert not senses_meet(found, Sense(frozenset(), ((span[0], span[1] + 1),)))
