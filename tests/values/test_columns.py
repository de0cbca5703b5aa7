"""All texts of a column, read together."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.values.columns import ColumnValues, read_column
from quiz.values.dates import WAYS
from quiz.values.fits import Choice
from quiz.values.numerals import Mark
from quiz.values.readings import DECLARATIONS, OPEN, ColumnKind, Declared, value_of
from quiz.values.relations import canonical, maybe_same, same
from quiz.values.signs import plain
from quiz.values.spans import INFINITE, ValueSpan, Worth, hull, meet, ranks
from tests.values.made_up import texts

EXAMPLES = settings(max_examples=150, deadline=None)


def read(cells: str, language: str = "", declared: str = "") -> ColumnValues:
    """Read the cells of a text, which are separated by bars."""
    said = DECLARATIONS[declared] if declared else Declared()
    return read_column([cell.strip() for cell in cells.split("|")], language=language, declared=said)


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ("Paris | Rome | Oslo", "text"),
        ("City38 | City39 | City40", "text"),
        ("27 | 30 | 13", "number"),
        ("1969 | 1337 | 2023", "number"),
        ("-78.5 | 20 | −5", "number"),
        ("+2 | -1 | +1", "number"),
        ("3/4 | ½ | 0.3", "number"),
        ("6.6 × 10⁻³⁴ | 1.6 × 10⁻¹⁹", "number"),
        ("1,230 | 3.5 | 12", "number"),
        ("1.285.216,0 | 330.224 | 980", "number"),
        ("33,000,000 | 1,233 | 840", "number"),
        ("10.0 | 9 | 8.5", "number"),
        ("1.008 | 4.0026 | 6.94 | 20.180 | 39.10", "number"),
        ("2.50 | 1.25 | 10.00", "number"),
        ("2.70 | 19.3 | 11.34 | 8.96", "number"),
        ("1,230 km | 840 km | 1,000,000 km", "quantity"),
        ("-78.5 °C | 20 °C | 5 °C", "quantity"),
        ("5 % | 10% | 0.5 %", "quantity"),
        ("$1,000 | $999.50 | $20", "quantity"),
        ("3.00e8 m/s | 340 m/s", "quantity"),
        ("10 km | 500 m | 3 km", "quantity"),
        ("5 | 3 | 10–20", "quantity"),
        ("07 h | 8 h", "quantity"),
        ("9.58 s | 19.19 s", "quantity"),
        ("60s | 90s", "quantity"),
        ("88 days | 225 days | 687 days", "quantity"),
        ("1 kr | 2.50 kr", "quantity"),
        ("4186 J/(kg·K) | 385 J/(kg·K)", "quantity"),
        ("9.81 m·s⁻² | 1.62 m/s²", "quantity"),
        ("6.022 × 10²³ | 6.626 × 10⁻³⁴", "number"),
        ("2,998e8 | 1,602e-19", "number"),
        ("2.7 | 2.33 | 7.87 | 8.96", "number"),
        ("c. 753 BC | 490 BC | 1337", "date"),
        ("1337–1453 | 1455–1487", "date"),
        ("c. 1850 | 1337 | c. 1200", "date"),
        ("27 BC – AD 14 | 14–37 | 98–117", "date"),
        ("4 October 1957 | September 1977", "date"),
        ("20/07/1969 | 03/04/2020 | 25/12/2020", "date"),
        ("20.07.1969 | 1.2.2003", "date"),
        ("2020/01/05 | 2021/12/24", "date"),
        ("the 4th of July, 1776 | 14th of July 1789", "date"),
        ("1960s | 1970s | 1980s", "date"),
        ("2010-11 | 2011-12 | 2012-13", "date"),
        ("3. Oktober 1990 | 8. Mai 1945 | März 1848", "date"),
        ("1936–1952 | 1952–2022 | 2022–present", "date"),
        ("01067 | 50667 | 20095", "identifier"),
        ("030 | 040 | 089", "identifier"),
        ("007 | 006 | 009", "identifier"),
        ("+49 | +43 | +7", "identifier"),
        ("3.10.1 | 3.9 | 3.12", "identifier"),
        ("978-3-16-148410-0 | 978-0-306-40615-7", "identifier"),
        ("9783161484100 | 9780306406157", "identifier"),
        ("030 123456 | 089 98765 | 0221 5555", "identifier"),
        ("(030) 123 | (089) 456", "identifier"),
        ("555-1234 | 867-5309 | 555-9876", "identifier"),
        ("900–1100 | 1066–1154 | 987–1328", "date"),
        ("192.168.0.1 | 10.0.0.1", "identifier"),
        ("007 | 006 | 009 | unknown", "identifier"),
        ("007 | unknown | 009", "text"),
        ("979-10-90636-07-1 | 978-3-16-148410-0", "identifier"),
        ("9791090636071 | 9783161484100", "identifier"),
        ("9781090636 | 9783161484", "number"),
        ("0-8044-2957-X | 0-306-40615-2", "identifier"),
        ("+2 | +3 | +1 | +4 | -1", "number"),
        ("+2 | +3 | +1 | +4 | 1", "identifier"),
        ("101–99 | 88–90 | 110–95", "text"),
        ("5 M | 3 M | 2 M", "text"),
        ("3 min | 90 s | 2 h", "text"),
        ("20 °C | 68 °F", "text"),
        ("$5 | €5", "text"),
        ("3–1 | 2–0 | 0–1", "text"),
        ("0–2 | 1–3 | 2–4 | 1–1 | 0–1", "text"),
        ("27 members | 30 members", "text"),
        ("5A | 5B | 6A", "text"),
        ("12:30 | 14:00", "text"),
        ("May | June | July", "text"),
        ("5 am | 7 pm | 9 am", "text"),
        ("8 | Paris | red | oxygen", "text"),
        ("x² | 2x | x³", "text"),
        ("", "text"),
    ],
)
def test_the_kind_of_a_column(cells: str, kind: str) -> None:
    found = read(cells)

    assert kind == found.reading.kind
    assert found.doubt is None
    assert (kind in ("number", "quantity", "date")) == (None not in found.values)


def test_scores_are_no_ranges_that_overlap() -> None:
    found = read("0–2 | 1–3 | 2–4 | 1–1 | 0–1")

    assert found.odd == ()
    assert not maybe_same("0–2", "1–3", found.reading)
    assert maybe_same("0–2", "1–3", read("0–2 | 1–3 | 2–4").reading)


def test_an_empty_column_is_one_of_texts() -> None:
    assert ColumnValues(OPEN, []) == read_column([])


@pytest.mark.parametrize(
    ("cells", "at", "choices"),
    [
        ("1.233 | 1.094 | 840 | 527", 0, (("1.233", "decimal point"), ("1233", "decimal comma"))),
        ("840 | 1.233 | 527", 1, (("1.233", "decimal point"), ("1233", "decimal comma"))),
        ("19 | 11 | 7,874 | 3", 2, (("7874", "decimal point"), ("7,874", "decimal comma"))),
        ("1,230 km | 840 km", 0, (("1230 km", "decimal point"), ("1,23 km", "decimal comma"))),
        ("$1.500 | $800", 0, (("1.5 $", "decimal point"), ("1500 $", "decimal comma"))),
        ("3.9 | 3.10 | 3.11", 1, (("3.1", "number"), ("3.10", "identifier"))),
        ("1.233–1.500 km | 840 km", 0, (("1.233 to 1.5 km", "decimal point"), ("1233 to 1500 km", "decimal comma"))),
        ("over 1.233 km | 840 km", 0, (("> 1.233 km", "decimal point"), ("> 1233 km", "decimal comma"))),
        ("3.10 | 3.9 | 3.11", 0, (("3.1", "number"), ("3.10", "identifier"))),
        ("3.8 | 3.9 | 3.11 | 3.12", 2, (("the number 3.11", "number"), ("the version 3.11", "identifier"))),
        ("2.7 | 3.9 | 3.10.", 2, (("3.1", "number"), ("3.10", "identifier"))),
        ("1.009 | 1.10 | 1.9 | 2.5", 1, (("1.1", "number"), ("1.10", "identifier"))),
        ("1.0 | 10.20 | 8.5", 1, (("10.2", "number"), ("10.20", "identifier"))),
        ("03/04/2020 | 05/06/2021", 0, (("3 April 2020", "day first"), ("4 March 2020", "month first"))),
        ("03/05/2020 | 05/06/2021", 0, (("3 May 2020", "day first"), ("5 March 2020", "month first"))),
        ("2010-11 | 2009-10", 0, (("2010 to 2011", "two years"), ("November 2010", "year and month"))),
    ],
)
def test_a_column_that_can_be_read_in_two_ways_is_not_read(
    cells: str, at: int, choices: tuple[tuple[str, str], tuple[str, str]]
) -> None:
    found = read(cells)

    assert found.doubt is not None
    assert (at, tuple(Choice(*choice) for choice in choices)) == (found.doubt.at, found.doubt.choices)
    assert found.doubt.text == cells.split(" | ")[at]
    assert {None} == set(found.values) == set(ranks(found.values))
    assert found.reading == OPEN


@pytest.mark.parametrize("line", [line for line in DECLARATIONS if line not in ("text", "identifier")])
def test_what_a_doubt_says_can_be_declared_ends_it(line: str) -> None:
    cells = [
        *(
            "1.233 | 840",
            "3.9 | 3.10",
            "03/04/2020 | 05/06/2021",
            "2010-11 | 2009-10",
            "1,5 | 1,233",
            "7,874 kg | 19 kg",
        ),
    ]
    for cell in cells:
        doubt = read(cell).doubt
        if doubt and line in (choice.line for choice in doubt.choices):
            found = read(cell, declared=line)
            assert (None, ()) == (found.doubt, found.odd)
            says = next(choice.says for choice in doubt.choices if choice.line == line)
            assert same(says, doubt.text, found.reading)


@pytest.mark.parametrize(
    ("cells", "language", "expected"),
    [
        ("1.233 | 840", "de", [1233, 840]),
        ("1.233 | 840", "en", [Decimal("1.233"), 840]),
        ("1.233 | 840", "de-CH", [Decimal("1.233"), 840]),
        ("7,874 | 19", "de", [Decimal("7.874"), 19]),
        ("7,874 | 19", "en-GB", [7874, 19]),
        ("1.5 | 1.233", "de", [Decimal("1.5"), Decimal("1.233")]),
        ("1,5 | 1.233", "en", [Decimal("1.5"), 1233]),
    ],
)
def test_a_language_decides_where_the_cells_do_not(cells: str, language: str, expected: list[object]) -> None:
    assert expected == read(cells, language).values


@pytest.mark.parametrize(
    ("cells", "language", "expected"),
    [("840 | 527", "", True), ("840 | 527", "en", False), ("840 | 1,500.5", "", False), ("840 | 1.5", "", False)],
)
def test_where_no_cell_has_a_mark_and_no_language_says_it_another_text_may_have_either(
    cells: str, language: str, expected: bool
) -> None:
    assert expected == maybe_same("1.233", "1233", read(cells, language).reading)
    quantities = cells.replace(" |", " km |") + " km"
    assert expected == maybe_same("1.233 km", "1233 km", read(quantities, language).reading)


@pytest.mark.parametrize(("cells", "expected"), [("10 km | 500 m | 3 km", True), ("10 km | 500 km", False)])
def test_units_of_other_prefixes_say_the_same_in_a_column_that_has_several(cells: str, expected: bool) -> None:
    reading = read(cells).reading

    assert expected == same("1 km", "1000 m", reading)
    assert maybe_same("1 km", "1000 m", reading)


@pytest.mark.parametrize("language", ["", "xx", "tlh"])
def test_an_absent_or_unknown_language_decides_nothing(language: str) -> None:
    assert read("1.233 | 840", language).doubt


@pytest.mark.parametrize("cells", ["3.9 | 3.10 | 3.11", "03/04/2020 | 05/06/2021"])
def test_a_language_decides_nothing_but_the_decimal_mark(cells: str) -> None:
    assert read(cells, "en").doubt


@pytest.mark.parametrize(
    ("cells", "declared", "kind", "values"),
    [
        ("01067 | 50667", "number", ColumnKind.NUMBER, [1067, 50667]),
        ("3.9 | 3.10", "number", ColumnKind.NUMBER, [Decimal("3.9"), Decimal("3.1")]),
        ("1.5 | 1.233", "decimal comma", ColumnKind.NUMBER, [None, 1233]),
        ("27 | 30", "text", ColumnKind.TEXT, [None, None]),
        ("27 | 30", "identifier", ColumnKind.IDENTIFIER, [None, None]),
        ("27 | many | few | some", "number", ColumnKind.NUMBER, [27, None, None, None]),
        ("5 km | 3", "number", ColumnKind.NUMBER, [None, 3]),
        ("5 | 3", "quantity", ColumnKind.QUANTITY, [5, 3]),
        ("5 km | 3 km", "number", ColumnKind.NUMBER, [None, None]),
        ("5 | 10–20", "number", ColumnKind.NUMBER, [5, None]),
    ],
)
def test_a_declared_kind_decides(cells: str, declared: str, kind: ColumnKind, values: list[object]) -> None:
    found = read(cells, declared=declared)

    assert (kind, values) == (found.reading.kind, found.values)
    assert not found.odd or [at for at, value in enumerate(values) if value is None] == list(found.odd)


@pytest.mark.parametrize(
    ("cells", "declared", "others"),
    [
        ("20 July 1969 | 21 July 1969", "", [WAYS[1], WAYS[2], WAYS[3]]),
        ("25/12/2020 | 26 May 1969", "", [("day first", "year and month")]),
        ("25/12/2020 | 26 May 1969 | 2010-13", "", []),
        ("20 July 1969 | 21 July 1969", "month first", [("month first", "year and month")]),
    ],
)
def test_dates_may_be_read_in_each_way_that_no_cell_rules_out(
    cells: str, declared: str, others: list[tuple[str, str]]
) -> None:
    found = read(cells, declared=declared).reading

    assert others == [other.ways for other in found.others]
    assert {ColumnKind.DATE} == {one.kind for one in (found, *found.others)}


def test_years_can_be_declared_to_be_dates() -> None:
    assert all(isinstance(value, ValueSpan) for value in read("1969 | 1337", declared="date").values)


@pytest.mark.parametrize(
    ("cells", "odd"),
    [
        ("67 | 33 million | 59 | 12 | 84", [1]),
        ("1.5 | 2.5 | 3,5 | 4.5", [2]),
        ("5 km | 3 km | 7 | 2 km", [2]),
        ("5 km | 3 mi | 7 km | 2 km", [1]),
        ("44 BC | 490 BC | 753 BC | long ago", [3]),
        ("27 | n/a | 30 | 13", [1]),
        ("27 | c. 753 BC | 30 | 13 | 12", [1]),
        ("+5 | 3 °C | 4 °C | 2 °C", [0]),
    ],
)
def test_a_few_odd_cells_are_named_and_do_not_change_the_kind(cells: str, odd: list[int]) -> None:
    found = read(cells)

    assert odd == list(found.odd)
    assert found.reading.kind is not ColumnKind.TEXT
    assert odd == [at for at, value in enumerate(found.values) if value is None]


def test_more_than_a_quarter_of_odd_cells_makes_a_column_of_texts() -> None:
    assert read("27 | 30 | 13 | few").reading.kind is ColumnKind.NUMBER
    assert read("27 | 30 | few").reading.kind is ColumnKind.TEXT


@pytest.mark.parametrize(
    ("cells", "because"),
    [
        ("50667 | 01067", 1),
        ("7 | +49", 1),
        ("3.9 | 3.10.1", 1),
        ("1 | 2", -1),
        ("red | blue", -1),
    ],
)
def test_a_column_of_identifiers_says_which_cell_makes_it_one(cells: str, because: int) -> None:
    assert because == read(cells).because


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("10 km | 500 m | 3 km", [10000, 500, 3000]),
        ("5 % | 0.5 %", [5, Decimal("0.5")]),
        ("840 km | 1,230.5 km", [840, Decimal("1230.5")]),
    ],
)
def test_quantities_are_counted_in_one_unit(cells: str, expected: list[object]) -> None:
    assert expected == read(cells).values


def test_ranges_and_limits_have_one_rank_where_they_meet() -> None:
    assert [1, 1, 0] == places(read("5 kg | 3–10 kg | 1 kg").values)
    assert [0, 1, 2] == places(read("380–450 nm | 450–495 nm | 495–570 nm").values)
    assert [0, 0, 1] == places(read("380–500 nm | 400–450 nm | 500–570 nm").values)
    assert [0, 1] == places(read("under 17 % | over 18 %").values)


def test_a_hull_is_what_lies_between_the_first_and_the_last_number() -> None:
    early, late = ValueSpan((0, 2), (5, 7)), ValueSpan((1, 3), (4, 9))

    assert ValueSpan((0, 9), (0, 9)) == hull(early, late) == hull(late, early)
    assert ValueSpan((0, 7), (0, 7)) == hull(early, early) == hull(early, 4)
    assert ValueSpan((3, 4), (3, 4)) == hull(4, 3) == hull(3, 4)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([ValueSpan((5, INFINITE), (5, INFINITE)), ValueSpan((-INFINITE, 3), (-INFINITE, 3)), 4], [5, 3, 4]),
        ([ValueSpan((1, 1), (3, 3)), ValueSpan((1, 1), (5, 5)), None], [1, 1, None]),
        ([ValueSpan((0, 0), (5, 7)), ValueSpan((1, 1), (6, 9)), ValueSpan((2, 2), (6, 10))], [0, 1, 2]),
        ([ValueSpan((0, 2), (3, 3)), ValueSpan((2, 2), (5, 5))], [0, 0]),
        ([ValueSpan((0, 0), (6, 7)), ValueSpan((1, 1), (5, 9))], [0, 0]),
        ([ValueSpan((0, 0), (7, 7)), ValueSpan((1, 1), (7, 9)), ValueSpan((2, 2), (6, 10))], [0, 0, 0]),
    ],
)
def test_a_rank_is_where_what_has_it_begins(values: list[Worth | None], expected: list[int | None]) -> None:
    assert expected == ranks(values)


def test_a_number_meets_itself_however_it_is_written() -> None:
    assert meet(5, ValueSpan((5, 5), (5, 5)), ends_touch=False)
    assert not meet(5, ValueSpan((6, 6), (6, 6)), ends_touch=False)


BOUNDS = st.integers(0, 9) | st.sampled_from([-INFINITE, INFINITE])


def in_groups(values: list[ValueSpan], linked: Callable[[ValueSpan, ValueSpan], bool]) -> list[int]:
    """Return for each value how many groups of linked values come before its own; the groups are in order."""
    groups: list[set[ValueSpan]] = []
    for value in values:
        near = [group for group in groups if any(linked(value, one) or linked(one, value) for one in group)]
        groups = [group for group in groups if group not in near] + [{value}.union(*near)]
    groups.sort(key=min)
    return [next(at for at, group in enumerate(groups) if value in group) for value in values]


def places(values: Sequence[Worth | None]) -> list[int]:
    found = ranks(values)
    order = sorted({rank for rank in found if rank is not None})
    return [order.index(rank) for rank in found if rank is not None]


@EXAMPLES
@given(st.lists(st.tuples(BOUNDS, BOUNDS).map(sorted).map(tuple), max_size=8))
@example([(-INFINITE, 3), (3, 5), (6, INFINITE)])
@example([(0, 9), (1, 2), (4, 5)])
def test_what_shares_numbers_has_one_rank_and_the_others_are_in_order(found: list[tuple[float, float]]) -> None:
    values = [ValueSpan(ends, ends) for ends in found]

    assert in_groups(values, lambda one, other: meet(one, other, ends_touch=True)) == places(values)


@EXAMPLES
@given(st.lists(st.tuples(BOUNDS, BOUNDS).map(sorted).filter(lambda ends: ends[0] != ends[1]).map(tuple), max_size=8))
@example([(0, 9), (1, 2), (4, 5)])
@example([(0, 3), (1, 4), (5, 9), (6, 8)])
@example([(0, 5), (1, 5), (2, 6)])
@example([(-INFINITE, 3), (3, 5), (6, INFINITE)])
def test_a_range_is_before_another_if_it_begins_and_ends_before_it(found: list[tuple[float, float]]) -> None:
    values = [ValueSpan((begin, begin), (end, end)) for begin, end in found]

    def contains(one: ValueSpan, other: ValueSpan) -> bool:
        return one.start == other.start or (one.start < other.start and other.end < one.end)

    assert in_groups(values, contains) == places(values)


@EXAMPLES
@given(st.lists(texts, max_size=8), st.sampled_from(["", "de", "en"]), st.sampled_from(["", *DECLARATIONS]))
def test_any_column_is_read(cells: list[str], language: str, declared: str) -> None:
    found = read_column(cells, language=language, declared=DECLARATIONS[declared] if declared else Declared())

    assert len(cells) == len(found.values) == len(ranks(found.values))
    if found.reading.kind not in (ColumnKind.TEXT, ColumnKind.IDENTIFIER):
        assert list(found.values) == [value_of(plain(cell), found.reading) for cell in cells]
    for cell, value in zip(cells, found.values, strict=True):
        form = canonical(cell, found.reading)
        assert value is None or value == value_of(plain(form), found.reading)


@EXAMPLES
@given(st.lists(st.integers(-(10**9), 10**9), min_size=1), st.sampled_from(["{:d}", "{:d} km", "{:,d}.5 °C", "{:d} %"]))
def test_a_column_has_the_order_of_its_numbers(numbers: list[int], form: str) -> None:
    numbers = [abs(number) for number in numbers] if "." in form else numbers
    found = ranks(read_column([form.format(number) for number in numbers]).values)
    in_order = sorted(range(len(numbers)), key=lambda at: found[at] or 0)

    assert sorted(range(len(numbers)), key=numbers.__getitem__) == in_order
    assert len(set(numbers)) == len(set(found))


def test_marks_are_told_apart_by_their_name() -> None:
    assert ["decimal point", "decimal comma"] == [line for line in DECLARATIONS if line.startswith("decimal")]
    assert [Mark.POINT, Mark.COMMA] == [DECLARATIONS[f"decimal {name}"].mark for name in ("point", "comma")]
