"""Sheets of facts: empty cells, lists, decimal marks and wording; and what only the teacher can answer."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.author.draft import compose
from quiz.bank.problems import errors_in
from quiz.exchange.facts import SheetFacts, sheet_facts, sheet_offers
from quiz.exchange.question import ForeignTable
from quiz.items.decoding import decode
from tests.exchange.reading import found, table, xlsx

LAND = "Country,Continent,Capital\nFrance,Europe,Paris\nItaly,,Rome\nSpain,,Madrid\nPeru,America,Lima\nKenya,Africa,-\n"


def facts(sheet: str, **choices: str) -> SheetFacts:
    """Return the facts of a sheet; choices are given as `fill_continent="yes"`."""
    chosen = {(kind, column): value for key, value in choices.items() for kind, _, column in [key.partition("_")]}
    return sheet_facts(table("sheet", sheet), chosen)


def asked(sheet: str) -> list[str]:
    return [one.ask or one.claim for one in facts(sheet).draft.patterns]


def columns(made: SheetFacts, at: int) -> list[str]:
    """Return a column, the values of a list joined by `+`."""
    return ["+".join(row.cells[at]) for row in made.draft.rows]


def offered(sheet: str) -> list[tuple[str, str, list[str]]]:
    """Return column, kind of the choice and its values for each question that is asked."""
    asked_of = sheet_offers(table("sheet", sheet))
    return [(one.choice[1], one.choice[0], [value for _, value in one.answers]) for one in asked_of]


def test_holes_are_passed_over_and_named_once_with_their_lines() -> None:
    made = facts(LAND)

    assert columns(made, 1) == ["Europe", "", "", "America", "Africa"]
    assert columns(made, 2) == ["Paris", "Rome", "Madrid", "Lima", ""]
    assert [(loss.code, loss.place.line, loss.detail) for loss in made.losses] == [
        ("X148", 6, "cells of `Capital` with `-` count as empty: line 6"),
        ("X149", 3, "`Continent` is empty in lines 3 and 4, so nothing is asked about it there"),
        ("X149", 6, "`Capital` is empty in line 6, so nothing is asked about it there"),
    ]
    assert made.seen == ("Facts about `Country`; the columns are `Country`, `Continent`, `Capital`.",)


def test_a_row_without_its_subject_or_without_anything_else_is_skipped() -> None:
    made = facts("Metal,Symbol,Year\ngold,Au,79\n,Ag,47\ntin,,\nlead,Pb,82\nzinc,Zn,30\niron,Fe,26\n")

    assert columns(made, 0) == ["gold", "lead", "zinc", "iron"]
    assert made.numbers == (2, 5, 6, 7)
    assert ("X146", "2 rows have no value where one is needed: lines 3 and 4") in [
        (loss.code, loss.detail) for loss in made.losses
    ]


def test_a_column_that_is_passed_over_because_of_an_empty_cell_is_named() -> None:
    made = facts("Metal,Symbol,Year\ngold,Au,79\nsilver,Ag,47\ntin,Sn,50\n,Pb,82\nzinc,Zn,30\n")

    assert made.seen[0] == (
        "Facts about `Symbol`; the columns are `Metal`, `Symbol`, `Year`. The questions are not about `Metal`, because "
        "it has no value in line 5."
    )


def test_a_cell_with_semicolons_in_a_column_with_bars_is_one_value_and_is_named() -> None:
    made = facts("River,Country\nRhine,Germany|France\nOder,Germany;Poland\nLoire,France\nPo,Italy\n")

    assert columns(made, 1) == ["Germany+France", "Germany;Poland", "France", "Italy"]
    assert made.seen[1:] == (
        "`Country` has several values in a cell, separated by `|`: each of them counts as true.",
        "`Germany;Poland` in `Country` counts as one value, because other cells have `|` between their values.",
    )


def test_merged_cells_are_filled_down_where_the_teacher_says_so() -> None:
    assert offered(LAND) == [("continent", "fill", ["", "yes"])]
    assert columns(facts(LAND, fill_continent="yes"), 1) == ["Europe", "Europe", "Europe", "America", "Africa"]
    # A column that repeats its values has no gaps to fill.
    assert offered(LAND.replace("Africa", "Europe")) == []


@pytest.mark.parametrize(
    ("cells", "split", "whole"),
    [
        (["a|b", "c", "d"], ["a+b", "c", "d"], ["a|b", "c", "d"]),
        (["a; b ;A", "c", "d"], ["a+b", "c", "d"], ["a; b ;A", "c", "d"]),
        (["a; b", "b, c", "e, f"], ["a+b", "b+c", "e, f"], ["a; b", "b, c", "e, f"]),
        (["a;", "c", "d"], ["a;", "c", "d"], ["a;", "c", "d"]),
        ([";;", "x;y", "d"], [";;", "x;y", "d"], [";;", "x;y", "d"]),
    ],
)
def test_cells_with_several_values(cells: list[str], split: list[str], whole: list[str]) -> None:
    sheet = "Country\tLanguage\n" + "".join(f"x{nth}\t{cell}\n" for nth, cell in enumerate(cells))

    assert columns(facts(sheet), 1) == split
    assert columns(facts(sheet, split_language=""), 1) == whole


def test_the_separator_of_the_sheet_never_splits_a_cell_unasked() -> None:
    sheet = 'Country;Language\nx;"a; b"\ny;c\nz;d\n'

    assert columns(facts(sheet), 1) == ["a; b", "c", "d"]
    assert offered(sheet) == [("language", "split", ["", ";"])]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["a|b", "c", "d"], [["|", ""]]),
        (["Bonn, Kiel", "Kiel, Trier", "Trier"], [[", ", ""]]),
        (["Paris, France", "Rome, Italy", "Lima"], [["", ", "]]),
        (["a, b.", "c", "d"], []),
        (["a", "b", "c"], []),
    ],
)
def test_lists_are_offered_to_be_split(cells: list[str], values: list[list[str]]) -> None:
    sheet = "Country\tLanguage\n" + "".join(f"x{nth}\t{cell}\n" for nth, cell in enumerate(cells))

    assert [answers for _, _, answers in offered(sheet)] == values


@pytest.mark.parametrize(
    ("sheet", "kinds", "most"),
    [
        ("River;Length\nA;1.233\nB;1.094\nC;840\nD;527\n", (("length", "decimal comma"),), True),
        ("River,Length\nA,1.233\nB,1.094\nC,840\nD,527\n", (), False),
        ("River;Length;Depth\nA;1.233;1.5\nB;1.094;2.5\nC;840;3.5\nD;527;4.5\n", (), False),
        ("River;Length;Depth\nA;1.233;1,5\nB;1.094;2,5\nC;840;3,5\nD;527;4,5\n", (("length", "decimal comma"),), True),
        ("River;Length\nA;1.233.000\nB;1.094\nC;840\nD;527\n", (), True),
        ("River,Length\nA,1.23\nB,1.094\nC,840\nD,527\n", (), True),
    ],
)
def test_decimal_marks_are_those_of_the_column_else_of_the_sheet(
    sheet: str, kinds: tuple[tuple[str, str], ...], most: bool
) -> None:
    made = facts(sheet)

    assert made.draft.kinds == kinds
    assert any(one.most == "length" for one in made.draft.patterns) == most


def test_the_likely_decimal_mark_is_offered_first() -> None:
    semicolons = "River;Length\nA;1.233\nB;1.094\nC;840\n"

    assert offered(semicolons) == [("length", "kind", ["decimal comma", "decimal point", ""])]
    assert offered(semicolons.replace(";", ",")) == [("length", "kind", ["", "decimal point", "decimal comma"])]
    assert facts(semicolons, kind_length="decimal point").draft.kinds == (("length", "decimal point"),)
    assert facts(semicolons, kind_length="").draft.kinds == ()


def test_the_numbers_of_a_workbook_are_never_in_doubt() -> None:
    rows: list[list[str | float]] = [["Metal", "Density"], ["gold", 19], ["iron", 7.874], ["tin", 7.365]]
    (one,) = [one for one in found("sheet", xlsx(rows)) if isinstance(one, ForeignTable)]
    made = sheet_facts(one)

    assert made.draft.kinds == (("density", "decimal point"),)
    assert made.seen == ("Facts about `Metal`; the columns are `Metal`, `Density`.",)
    assert [pattern.id for pattern in made.draft.patterns] == ["what-density", "most-density", "least-density"]


def test_headings_whose_grammar_is_not_known_are_quoted() -> None:
    assert asked("Country,Capital\nA,x\nB,y\nC,z\n") == [
        "What is the capital of {country}?", "Which country's capital is {capital}?",
    ]  # fmt: skip
    assert asked("Fluss,Länge\nA,1\nB,2\nC,3\nD,4\n") == [
        "What is “Länge” for {fluss}?",
        "Which “Fluss” has the greatest “Länge”?",
        "Which “Fluss” has the smallest “Länge”?",
    ]
    assert asked("Fluss\tLand\nA\tx|y\nB\ty\nC\tz\nD\tx\n") == [
        "Which of these is under “Land” for {fluss}?",
        "For which “Fluss” is {land} under “Land”?",
        "{land} is under “Land” for {fluss}.",
    ]


def test_headings_without_a_plural_are_asked_about_without_one() -> None:
    assert asked("City,Capital of\nA,x\nB,y; z\nC,v\nD,w\n") == [
        "Which of these is under “Capital of” for {city}?",
        "For which city is {capital_of} under “Capital of”?",
        "{capital_of} is under “Capital of” for {city}.",
    ]
    assert asked("Metal,Discovered by\nA,x\nB,y; z\nC,v\nD,w\n") == [
        "By whom was {metal} discovered?",
        "Which metal was discovered by {discovered_by}?",
        "{metal} was discovered by {discovered_by}.",
    ]


def test_a_mixed_column_is_used_where_it_can_be() -> None:
    made = facts("Animal,Size\nspider,8\nmillipede,dozens\nworm,none of them\nsnail,a single foot\n")

    assert [one.id for one in made.draft.patterns] == ["what-size", "which-by-size"]
    (loss,) = made.losses
    assert loss.detail.startswith(
        "`What is the size of the animal “{animal}”?` is asked about 3 of 4 rows, not about `spider`: "
    )


def test_two_columns_without_headings_are_asked_both_ways() -> None:
    assert asked("der Hund;the dog\ndie Katze;the cat\ndas Pferd;the horse\n") == [
        "What goes with “{front}”?", "What goes with “{back}”?",
    ]  # fmt: skip
    assert asked("Question,Answer\nOf gold?,Au\nOf tin?,Sn\nOf iron?,Fe\n") == ["{question}"]


cells = st.text("aB1 .,;|'{}é-%#\u200d", max_size=6)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.lists(st.tuples(cells, cells, cells), min_size=3, max_size=6),
    st.sampled_from(["decimal comma", "decimal point", ""]),
    st.booleans(),
)
def test_of_any_sheet_comes_a_bank_without_errors(rows: list[tuple[str, str, str]], mark: str, answered: bool) -> None:
    from quiz.exchange.question import Place

    one = ForeignTable(
        place=Place("file", 2), name="x", headings=("Name", "{Länge}", "Year"), rows=tuple(rows),
        numbers=tuple(range(2, 2 + len(rows))), marks=(mark, mark, mark),
    )  # fmt: skip
    choices = {offer.choice: offer.answers[-1][1] for offer in sheet_offers(one)} if answered else {}
    made = sheet_facts(one, choices)
    if made.draft.patterns:
        assert errors_in(decode(compose(made.draft).encode(), "x").problems) == ()
