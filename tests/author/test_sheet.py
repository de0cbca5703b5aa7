"""Sheets as spreadsheet programs save them, and what is said about broken ones."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.author.draft import Draft, compose
from quiz.author.sheet import Sheet, read_sheet
from quiz.bank.limits import MAX_BYTES
from quiz.items.decoding import decode

SETTINGS = settings(max_examples=300, deadline=None, derandomize=True)
CAPITALS = "Country,Capital\nFrance,Paris\nKenya,Nairobi\n"


def cells(sheet: Sheet) -> list[list[str]]:
    """Return the cells of a sheet without problems, the values of a list joined by `+`."""
    assert sheet.problems == ()
    return [["+".join(cell) for cell in row.cells] for row in sheet.rows]


def only_problem(data: bytes | str) -> tuple[int, str]:
    """Return line and message of the one problem of a sheet."""
    sheet = read_sheet(data.encode() if isinstance(data, str) else data)
    assert ((), ()) == (sheet.headings, sheet.rows)
    (problem,) = sheet.problems
    assert problem.help
    return problem.line, problem.message


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("start", [b"", codecs.BOM_UTF8], ids=["without BOM", "with BOM"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_marks_and_line_ends(separator: str, start: bytes, end: str) -> None:
    sheet = read_sheet(start + CAPITALS.replace(",", separator).replace("\n", end).encode())

    assert cells(sheet) == [["France", "Paris"], ["Kenya", "Nairobi"]]
    assert [column.name for column in sheet.headings] == ["country", "capital"]
    assert [column.label for column in sheet.headings] == ["Country", "Capital"]
    assert [row.id for row in sheet.rows] == ["france", "kenya"]


def test_the_separator_is_the_one_that_the_first_line_has_most_of() -> None:
    assert cells(read_sheet(b"Name, in full;Amount\na, b;1\n")) == [["a, b", "1"]]
    assert cells(read_sheet(b"Name;x\tAmount\tMore\na; b\t1\tx\n")) == [["a+b", "1", "x"]]
    assert cells(read_sheet(b'"A","B","C;D"\na,b;,c\n')) == [["a", "b;", "c"]]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_first_line_that_names_the_separator_is_taken_at_its_word(sign: str) -> None:
    sheet = read_sheet(f"sep={sign}\r\nA{sign}B\r\n1{sign}2\r\n".encode())

    assert cells(sheet) == [["1", "2"]]
    assert only_problem(f"sep={sign}\nA{sign}B\n1{sign}2\n3\n") == (4, "1 cell for 2 columns")


def test_quoted_cells_hold_separators_quotes_and_line_breaks() -> None:
    sheet = read_sheet(b'Name,Says\n"Poe, E. A.","He said ""nevermore""\r\nand left"\nX,"  y  "\n')

    assert cells(sheet) == [["Poe, E. A.", 'He said "nevermore" and left'], ["X", "y"]]


def test_a_quotation_mark_inside_a_cell_is_a_sign_like_any_other() -> None:
    assert cells(read_sheet(b'A,B\na 5" pipe,b\n')) == [['a 5" pipe', "b"]]


def test_hidden_characters_are_dropped() -> None:
    sheet = read_sheet("\ufeffCountry\u200b,Cap\u00adital\nFr\u2060ance,\u202eParis\x00\n".encode())

    assert [column.name for column in sheet.headings] == ["country", "capital"]
    assert cells(sheet) == [["France", "Paris"]]


def test_empty_lines_and_empty_columns_at_the_right_are_left_out() -> None:
    assert cells(read_sheet(b"\n,,,\nA,B,,\n1,2,,\n,,,\n\n3,,,\n")) == [["1", "2"], ["3", ""]]


def test_cells_with_several_values_become_lists() -> None:
    sheet = read_sheet(b"Country,Languages\nKenya,English|Swahili | english\nPeru,Spanish\nOman,\n")

    assert cells(sheet) == [["Kenya", "English+Swahili"], ["Peru", "Spanish"], ["Oman", ""]]
    assert sheet.lists == (("languages", "|"),)
    assert cells(read_sheet(b"A,B\na,x; y\n")) == [["a", "x+y"]]


@pytest.mark.parametrize("data", [b"A;B\na;x,y\n", b"A,B\na,x;\n", b"A,B\na,;;\nb,x;y\n", b"A\tB\na\tx||y\n"])
def test_other_cells_stay_as_they_are(data: bytes) -> None:
    assert read_sheet(data).lists == ()


def test_the_separator_of_the_sheet_never_splits_a_cell() -> None:
    assert cells(read_sheet(b'A;B\na;"x; y"\n')) == [["a", "x; y"]]


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"", 0, "the sheet is empty"),
        (b"\xef\xbb\xbf\n \n", 0, "the sheet is empty"),
        (b"A,B\n", 0, "the sheet has no rows"),
        (b"A\n1\n", 1, "the sheet has only one column"),
        (b"A,,C\n1,2,3\n", 1, "column 2 has no name"),
        (b"\nA,B,a\n1,2,3\n", 2, "columns 1 and 3 are both called `a`"),
        (b"A," + b"b" * 81 + b"\n1,2\n", 1, "the name of column 2 is longer than 80 characters"),
        (b"A" + b",A" * 1_000_000 + b"\n1\n", 1, "more than 100 columns"),
        (b"A,B\n1,2\n3\n", 3, "1 cell for 2 columns"),
        (b'A,B\n"1\n1",2\n3,4,5\n', 4, "3 cells for 2 columns"),
        (b'A,B\n1,2\n3,"4\n5,6\n', 3, "a quotation mark is not closed"),
        (b'A,B\n1,2\n"3" x,4\n', 3, "a quoted cell goes on after its quotation mark"),
        (b"A,B\n1," + b"x" * 8193 + b"\n", 2, "a cell is longer than 8 KiB"),
        (b"A,B\n1," + b"x" * 140_000 + b"\n", 2, "a cell is longer than a bank can hold"),
        (b"A,B\n1,caf\xe9\n", 2, "byte 0xe9 is not UTF-8"),
        (b"A,B\n\xff,1\n", 2, "byte 0xff is not UTF-8"),
        ("A,B\n1,2\n".encode("utf-16"), 0, "the sheet is UTF-16"),
        (b"A,B\n" * (MAX_BYTES // 4 + 1), 0, "the sheet is larger than 2 MiB"),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, str) else "",
)
def test_a_broken_sheet_is_told_with_its_line(data: bytes, line: int, message: str) -> None:
    assert only_problem(data) == (line, message)


def test_all_problems_are_told_at_once_but_not_without_end() -> None:
    few = read_sheet(b"A,,A\n1\n1,2,3\n1,2\n").problems
    many = read_sheet(b"A,B\n" + b"1\n" * 500).problems

    assert [problem.line for problem in few] == [1, 1, 2, 4]
    assert [*range(2, 22), 0] == [problem.line for problem in many]
    assert many[-1].message == "there are more problems of this kind"
    assert len(read_sheet(b"A,B\n" + b"1\n" * 20).problems) == 20


@SETTINGS
@given(st.one_of(st.binary(max_size=60), st.text('ab,;\t"\n\r|\u200d0', max_size=40).map(str.encode)))
def test_any_bytes_are_a_sheet_that_makes_a_sound_bank_or_have_problems(data: bytes) -> None:
    sheet = read_sheet(data)

    assert bool(sheet.problems) != bool(sheet.rows)
    if sheet.rows:
        decoded = decode(compose(Draft("T", "T", sheet.headings, sheet.rows)).encode(), "t")
        assert decoded.problems == ()
