import pytest

from quiz.bank.model import Cell, Table, Value
from quiz.items.decoding import decode

MAPS = """
      ann: {name: Ann, born: 1950, town: [Rome, Oslo]}
      bea: {name: Bea, born: 1960, town: []}
"""
REORDERED = """
      ann: {name: Ann, born: 1950, town: [Rome, Oslo]}
      bea: {town: [], born: 1960, name: Bea}
"""
BLOCKS = """
      ann:
        name: Ann
        born: 1950
        town:
          - Rome
          - Oslo
      bea:
        name: Bea
        born: 1960
        town: []
"""
LISTED = """
      - {name: Ann, born: 1950, town: [Rome, Oslo]}
      - {name: Bea, born: 1960, town: []}
"""
CELLS = """
      ann: [Ann, 1950, [Rome, Oslo]]
      bea: [Bea, 1960, []]
"""
MIXED = """
      ann: [Ann, 1950, [Rome, Oslo]]
      bea: {town: [], name: Bea, born: 1960}
"""
LISTED_CELLS = """
      - [Ann, 1950, [Rome, Oslo]]
      - [Bea, 1960, []]
"""


def table(rows: str, columns: str = "", more: str = "") -> Table:
    given = f"    columns: {columns}\n" if columns else ""
    decoded = decode(f"id: x\ntables:\n  t:\n{given}    rows:{rows}{more}".encode(), "x")
    assert decoded.errors == ()
    assert decoded.bank is not None
    return decoded.bank.tables[0]


def told(rows: str, columns: str = "") -> list[str]:
    given = f"    columns: {columns}\n" if columns else ""
    problems = decode(f"id: x\ntables:\n  t:\n{given}    rows:{rows}".encode(), "x").problems
    return [f"{problem.span.line}:{problem.span.column} {problem.code}" for problem in problems]


def cell(typed: str) -> Cell:
    return table(f"\n      a: {{name: {typed}}}\n").rows[0].cells[0]


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        (MAPS, ""),
        (REORDERED, ""),
        (BLOCKS, ""),
        (LISTED, ""),
        (CELLS, "[name, born, town]"),
        (MIXED, "[name, born, town]"),
        (LISTED_CELLS, "[name, born, town]"),
        (MAPS, "[name, born, town]"),
        (LISTED, "[name, born, town]"),
    ],
    ids=["maps", "reordered", "blocks", "listed", "cells", "mixed", "listed cells", "maps, columns", "listed, columns"],
)
def test_rows_are_the_same_however_they_are_written(rows: str, columns: str) -> None:
    found = table(rows, columns)

    assert found.columns == ("name", "born", "town")
    assert [
        ("ann", ((Value("Ann"),), (Value("1950"),), (Value("Rome"), Value("Oslo")))),
        ("bea", ((Value("Bea"),), (Value("1960"),), ())),
    ] == [(row.id, row.cells) for row in found.rows]


def test_columns_set_the_order() -> None:
    found = table("\n      a: {born: 1950, name: Ann}\n", "[name, born]")

    assert ((Value("Ann"),), (Value("1950"),)) == found.rows[0].cells


def test_a_row_knows_where_it_stands() -> None:
    assert [(row.span.line, row.span.column) for row in table(MAPS).rows] == [(5, 7), (6, 7)]
    assert [(row.span.line, row.span.column) for row in table(LISTED).rows] == [(5, 9), (6, 9)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Ann", (Value("Ann"),)),
        ("[Ann]", (Value("Ann"),)),
        ("[]", ()),
        ("[Ann, Anna]", (Value("Ann"), Value("Anna"))),
        ("{value: Ann}", (Value("Ann"),)),
        ("{value: Ann, also: Anna}", (Value("Ann", ("Anna",)),)),
        ("{value: Ann, also: [Anna, A.]}", (Value("Ann", ("Anna", "A.")),)),
        ("{also: [Anna], value: Ann}", (Value("Ann", ("Anna",)),)),
        ("{value: Ann, also: []}", (Value("Ann"),)),
        ("[{value: Ann, also: Anna}, Bea]", (Value("Ann", ("Anna",)), Value("Bea"))),
        ("'  Ann  '", (Value("Ann"),)),
        ('"Ann\\nB"', (Value("Ann B"),)),
    ],
)
def test_a_cell(typed: str, expected: Cell) -> None:
    assert cell(typed) == expected


@pytest.mark.parametrize("typed", ["no", "12:30", "1.10", "0777", "2024-01-01", "~", "null", "true", "1e3", "0x1F"])
def test_a_cell_is_the_text_as_typed(typed: str) -> None:
    assert (Value(typed),) == cell(typed)


@pytest.mark.parametrize(
    "typed", ["{value: [a]}", "{also: [a]}", "{valu: a}", "{value: a, other: b}", "[[a]]", "{value: ''}", "[{a: b}]"]
)
def test_anything_else_is_no_cell(typed: str) -> None:
    (line,) = told(f"\n      a: {{name: {typed}}}\n")

    assert line.startswith("5:")
    assert line.endswith("B103")


def test_an_empty_value_in_a_list_is_told() -> None:
    assert told("\n      a: {name: ['', b]}\n") == ["5:18 B105"]


def test_a_missing_column_names_the_row_and_says_what_to_write() -> None:
    data = b"id: x\ntables:\n  t:\n    rows:\n      a: {name: Ann, born: 1}\n      b: {name: Bea}\n"

    (problem,) = decode(data, "x").problems

    assert "6:7" == f"{problem.span.line}:{problem.span.column}"
    assert problem.message == "the row `b` has no `born`"
    assert problem.help == "add `born: ...`, or `born: []` if it has none"


def test_ids_of_listed_rows_are_slugs_of_the_first_column() -> None:
    found = table("\n      - {name: Ann Lee!}\n      - {name: [Bea, B.]}\n      - {name: []}\n")

    assert [row.id for row in found.rows] == ["ann-lee", "bea", "row"]


def test_listed_rows_with_the_same_id_are_told() -> None:
    assert told("\n      - {name: Ann}\n      - {name: ann!}\n") == ["5:7 B107", "6:9 B208"]


@pytest.mark.parametrize("id_", ["a", "A1", "a-b", "a_b", "1", "größe", "x" * 80])
def test_good_row_ids(id_: str) -> None:
    assert id_ == table(f"\n      {id_}: {{name: Ann}}\n").rows[0].id


@pytest.mark.parametrize("id_", ["a b", "a/b", "../x", "a.b", "a:b", "'a\u200db'", "''", "x" * 81])
def test_bad_row_ids(id_: str) -> None:
    assert "5:7 B106" in told(f"\n      {id_}: {{name: Ann}}\n")


@pytest.mark.parametrize("rows", ["\n      - {}\n", "\n      - {}\n      - []\n", "\n      a: {}\n"])
def test_a_row_without_cells_is_told(rows: str) -> None:
    assert any("B10" in line or "B201" in line for line in told(rows) if "B107" not in line)


@pytest.mark.parametrize(
    "columns", ["[a, b, a]", "[first name]", "[1st]", "['']", "[a-b]", "[a.b]", "[a\u3164]", "[a\ufe0f]"]
)
def test_bad_columns_are_told(columns: str) -> None:
    assert any(line.endswith(("B106", "B208", "B103")) for line in told("\n      x: [1]\n", columns))


@pytest.mark.parametrize("column", ["of", "größe", "_x", "x1", "class"])
def test_good_columns(column: str) -> None:
    assert table(f"\n      x: {{{column}: 1}}\n").columns == (column,)


def test_decoys_by_column_and_their_cells() -> None:
    found = table(MAPS, more="    decoys:\n      name: [Eve, {value: Fay, also: F.}]\n      town: Bern\n")

    assert {"name": (Value("Eve"), Value("Fay", ("F.",))), "town": (Value("Bern"),)} == found.decoys


@pytest.mark.parametrize(
    ("decoy", "name"),
    [("Ann", "Ann"), ("' ANN '", "Ann"), ("Anna", "{value: Ann, also: [Anna]}"), ("{value: Eve, also: ann}", "Ann")],
)
def test_a_decoy_that_is_true_under_any_name_is_told(decoy: str, name: str) -> None:
    assert told(f"\n      a: {{name: {name}}}\n    decoys:\n      name: [{decoy}]\n") == ["7:14 B302"]


def test_an_open_table() -> None:
    assert table(MAPS, more="    open: true\n").open is True
    assert table(MAPS, more="    open: No\n").open is False
    assert table(MAPS).open is False


def test_topics_come_from_the_table_the_bank_or_the_id() -> None:
    rows = "rows: {a: {n: A}}"
    own = f"topic: T\ntables: {{my-own_table: {{topic: Own, {rows}}}, other: {{{rows}}}}}"
    named = f"tables: {{my-own_table: {{{rows}}}}}"

    for text, expected in ((own, ("Own", "T")), (named, ("My own table",))):
        bank = decode(f"id: x\n{text}".encode(), "x").bank
        assert bank is not None
        assert bank.topics == expected


def test_where_the_first_row_alone_differs_it_has_the_mistake() -> None:
    rows = "\n      a: {%s: Ann, born: 1}\n      b: {name: Bea, born: 2}\n      c: {born: 3, name: Cid}\n"

    assert told(rows % "name") == []
    assert told(rows % "nmae") == ["5:11 B202"]
    assert told(rows.replace("%s: Ann, ", "")) == ["5:7 B201"]


def test_where_the_others_differ_too_the_first_row_is_the_measure() -> None:
    rows = "\n      a: {name: Ann}\n      b: {nmae: Bea}\n      c: {naem: Cid}\n"

    assert told(rows) == ["6:11 B202", "7:11 B202"]
    assert told(rows.partition("      c:")[0]) == ["6:11 B202"]
