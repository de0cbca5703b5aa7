"""Sheets of questions and of facts, of Kahoot and Quizizz; workbooks are made here by their XML."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.exchange.question import AnswerType, ForeignQuestion
from tests.exchange.reading import (
    found,
    lost,
    only,
    packed,
    questions,
    reads_quickly,
    refused,
    shares,
    sniffed,
    table,
    xlsx,
)


def ods(*rows: str) -> bytes:
    """Return a sheet of OpenDocument."""
    body = (
        '<document-content xmlns:table="t" xmlns:text="x" xmlns:office="o">'
        f'<table:table table:name="One">{"".join(rows)}</table:table></document-content>'
    )
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": body})


@pytest.mark.parametrize(
    "text",
    [
        "Question,Correct,Wrong 1,Wrong 2\nSymbol of gold?,Au,Ag,Fe\n",
        "Question;Answer A;Answer B;Answer C;Correct\nSymbol of gold?;Ag;Au;Fe;B\n",
        "Question\tOption 1\tOption 2\tOption 3\tCorrect answer\nSymbol of gold?\tAg\tAu\tFe\t2\n",
        "Question,Answer 1,Answer 2,Answer 3,Time limit,Correct\nSymbol of gold?,Ag,Au,Fe,20,2\n",
        "Frage;Richtig;Falsch 1;Falsch 2\nSymbol of gold?;Au;Ag;Fe\n",
        "Question,A,B,C,Answer\nSymbol of gold?,Ag,Au,Fe,Au\n",
        "sep=;\nQuestion;Correct;Wrong;Wrong\nSymbol of gold?;Au;Ag;Fe\n",
    ],
)
def test_a_sheet_of_questions_gives_questions(text: str) -> None:
    question = only("sheet", text)

    assert sniffed(text) == "sheet"
    assert (question.stem, shares(question)) == ("Symbol of gold?", {"Ag": 0, "Au": 100, "Fe": 0})


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(encoding: str) -> None:
    data = "Question,Correct,Wrong,Wrong\nWhat is café?,a café,a thé,a bière\n".encode(encoding)
    read = [one for one in found("sheet", data) if isinstance(one, ForeignQuestion)]

    assert [one.stem for one in read] == ["What is café?"]
    assert lost("sheet", data) == ([("X150", 0, "")] if encoding == "cp1252" else [])


def test_more_columns_and_several_keys() -> None:
    text = (
        "ID,Topic,Question,Option 1,Option 2,Option 3,Answer,Explanation,Hint\n"
        'm1,Metals,Which?,iron,coal,tin,"1,3",Coal is none.,Two.\n'
    )
    one = only("sheet", text)

    assert (one.several, shares(one)) == (True, {"iron": 50, "coal": 0, "tin": 50})
    assert (one.id, one.topic, one.why, one.hints) == ("m1", ("Metals",), "Coal is none.", ("Two.",))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Question,Answer 1,Answer 2\nWhich?,a,b\nWho?,c,d\n", "it is not said which answers are right"),
        (
            "What,One,Two,Three\nWhich?,a,b,c\nWho?,d,e,f\n",
            "these are questions with several answers, but it is not clear which",
        ),
        (
            "Question,Option 1,Option 2,Option 3,Correct\n2+1?,3,2,1,1\n1+1?,2,3,1,2\n",
            "the key `1` can be the text of an option, or its number",
        ),
        ("a,b,c\n1,2,3\n", "these headings"),
    ],
)
def test_what_is_not_clear_is_refused_with_what_was_seen(text: str, why: str) -> None:
    if why == "these headings":
        assert table("sheet", text).headings == ("a", "b", "c")
    else:
        assert refused("sheet", text).startswith(why)


def test_rows_that_cannot_be_used_are_named() -> None:
    text = "Question,Option 1,Option 2,Correct\nA?,x,y,1\nB?,x,y,\nC?,x,y,7\n,x,y,1\n,,,\nD?,x,y,2\n"

    assert lost("sheet", text) == [("X140", 3, "B?"), ("X141", 4, "C?"), ("X145", 5, "")]


def test_facts_and_their_holes() -> None:
    one = table("sheet", "Metal,Symbol,Number\ngold,Au,79\niron,Fe,\n,Ag,47\ntin,Sn,50\n")

    assert one.headings == ("Metal", "Symbol", "Number")
    assert one.rows == (("gold", "Au", "79"), ("iron", "Fe", ""), ("tin", "Sn", "50"))
    assert one.numbers == (2, 3, 5)


def test_two_columns_without_headings_are_cards() -> None:
    one = table("sheet", "der Hund;the dog\ndie Katze;the cat\ndas Pferd;the horse\n")

    assert (one.is_generic, one.rows[0], len(one.rows)) == (True, ("der Hund", "the dog"), 3)


def test_workbooks() -> None:
    rows: list[list[str | float]] = [
        ["Event", "Date", "Number"],
        ["Landing", "d25404", 20.0],
        ["Start", "=A1", 0.30000000000000004],
        ["End", "", 1],
    ]
    one = table("sheet", xlsx(rows))

    assert sniffed(xlsx(rows)) == "sheet"
    assert one.rows == (("Landing", "1969-07-20", "20"), ("Start", "shown", "0.3"), ("End", "", "1"))


def test_merged_cells_are_filled_down() -> None:
    rows: list[list[str | float]] = [["Continent", "Country"], ["Europe", "France"], ["", "Spain"], ["Africa", "Kenya"]]
    one = table("sheet", xlsx(rows, '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>'))

    assert one.rows == (("Europe", "France"), ("Europe", "Spain"), ("Africa", "Kenya"))


def test_sheets_of_open_document() -> None:
    def row(*texts: str, more: str = "") -> str:
        cells = "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in texts)
        rest = "<table:table-cell table:number-columns-repeated='16000'/>"
        return f"<table:table-row {more}>{cells}{rest}</table:table-row>"

    data = ods(
        row("Question", "Correct", "Wrong", "Wrong"),
        row("Symbol of gold?", "Au", "Ag", "Fe"),
        row("", more="table:number-rows-repeated='1048570'"),
    )

    assert sniffed(data) == "sheet"
    assert shares(only("sheet", data)) == {"Au": 100, "Ag": 0, "Fe": 0}


KAHOOT: list[list[str | float]] = [
    ["", "Quiz template"],
    [],
    [
        "",
        "Question - max 120 characters",
        *(f"Answer {n} - max 75 characters" for n in range(1, 5)),
        "Time limit (sec)",
        "Correct answer(s)",
    ],
    [1, "Which are metals?", "iron", "coal", "tin", "", 20.0, "1,3"],
    [2, "Two and one?", 1, 2, 3, 4, 20.0, 3.0],
    [3],
]


def test_kahoot_names_its_key_by_number() -> None:
    data = xlsx(KAHOOT, first=6)
    several, single = questions("kahoot", data)

    assert sniffed(data) == "kahoot"
    assert (several.several, shares(several), several.place.line) == (True, {"iron": 50, "coal": 0, "tin": 50}, 9)
    assert shares(single) == {"1": 0, "2": 0, "3": 100, "4": 0}
    assert single.marks == {"X112"}


QUIZIZZ: list[list[str | float]] = [
    ["Question Text", "Question Type", "Option 1", "Option 2", "Option 3", "Correct Answer", "Time", "Image Link"],
    ["Text of the question", "AnswerType of it", "Text for option 1", "Text", "Text", "Number", "Seconds", "Link"],
    ["Which are metals?", "Checkbox", "iron", "coal", "tin", "1,3", 20, ""],
    ["Two and one?", "Multiple Choice", 1, 2, 3, 3, 20, ""],
    ["What is it?", "Multiple Choice", "x", "y", "z", 1, 20, "http://x/y.png"],
    ["Type it.", "Fill-in-the-Blank", "x", "", "", "", 20, ""],
]  # fmt: skip


def test_quizizz_has_a_row_of_explanations() -> None:
    data = xlsx(QUIZIZZ)
    several, single, _, typed = found("quizizz", data)

    assert sniffed(data) == "quizizz"
    assert isinstance(several, ForeignQuestion)
    assert shares(several) == {"iron": 50, "coal": 0, "tin": 50}
    assert isinstance(single, ForeignQuestion)
    assert shares(single) == {"1": 0, "2": 0, "3": 100}
    assert lost("quizizz", data) == [("X105", 5, "What is it?")]
    assert isinstance(typed, ForeignQuestion)
    assert (typed.kind, typed.stem) == (AnswerType.TYPED, "Type it.")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (xlsx([["Question", "Answer 1"]]), "it has no row with Question, Answer 1, Answer 2"),
        (packed({"xl/workbook.xml": "<workbook><sheets/></workbook>"}), "it has no row with"),
        (b"\xd0\xcf\x11\xe0 old", "it is a workbook of old Excel"),
    ],
)
def test_what_is_no_template_is_refused(data: bytes, why: str) -> None:
    assert refused("kahoot", data).startswith(why)


def test_cells_far_away_and_many_rows_cost_nothing() -> None:
    row = '<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>'
    far = packed({
        "xl/workbook.xml": '<workbook><sheets><sheet name="x"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{row}</sheetData></worksheet>",
    })  # fmt: skip
    many = ods(
        "<table:table-row table:number-rows-repeated='1048576'>"
        "<table:table-cell table:number-columns-repeated='16384'><text:p>x</text:p></table:table-cell>"
        "</table:table-row>"
    )

    assert refused("sheet", far) == "the sheet is empty"
    assert refused("sheet", many) == "the sheet has too many cells"


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            ["Question", "Correct", "Answer 1", ",", "\n", ";", '"', "a?", "1", "B", "sep=,", "Wrong", "\t", "é"]
        )
    )
)
def test_any_text_is_read_named_or_refused(pieces: list[str]) -> None:
    assert reads_quickly("sheet", "".join(pieces))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.integers(0, 255))
def test_damaged_workbooks_are_read_or_refused(at: int, value: int) -> None:
    data = bytearray(xlsx(KAHOOT))
    data[at % len(data)] = value
    for format_ in ("sheet", "kahoot", "quizizz"):
        assert reads_quickly(format_, bytes(data))


@pytest.mark.parametrize("piece", ['"', ",", "a,b\n", "a?,b,c\n", '"a\n'])
def test_time_is_in_line_with_the_length(piece: str) -> None:
    assert reads_quickly("sheet", f"Question,Correct,Wrong,Wrong\n{piece * 20_000}")
