"""Sheets of questions and facts, and of Kahoot and Quizizz; the workbooks are made here from their XML."""

import codecs
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.exchange.losses import Loss
from quiz.exchange.question import AnswerType, ForeignQuestion, ForeignTable, Seen
from quiz.exchange.source import Refused
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
    """Return an OpenDocument sheet."""
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
        ("Question,Answer 1,Answer 2\nWhich?,a,b\nWho?,c,d\n", "the sheet does not say which answers are right"),
        (
            "What,One,Two,Three\nWhich?,a,b,c\nWho?,d,e,f\n",
            "these are questions with several answers, but it is not clear which",
        ),
        (
            "Question,Option 1,Option 2,Option 3,Correct\n2+1?,3,2,1,1\n1+1?,2,3,1,2\n",
            "the right answer `1` can be the text of an option, or its number",
        ),
        (
            "Question,Option 1,Option 2,Option 3,Option 4,Correct\nHow many?,2,3,4,5,2\nWhich?,red,green,blue,pink,B\n",
            "the right answer `2` can be the text of an option, or its number",
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
    assert one.rows == (("gold", "Au", "79"), ("iron", "Fe", ""), ("", "Ag", "47"), ("tin", "Sn", "50"))
    assert one.numbers == (2, 3, 4, 5)


def seen(format_: str, data: bytes | str) -> list[str]:
    """Return the sentences on how a file was read."""
    return [one.text for one in found(format_, data) if isinstance(one, Seen)]


def test_what_was_seen_is_said() -> None:
    assert seen("sheet", "Question,Correct,Wrong,Wrong\nA?,a,b,c\n") == [
        "Questions in `Question`; the right answers in `Correct`; wrong answers in `Wrong`, `Wrong`."
    ]
    assert seen("sheet", "Question,A,B,Key\nA?,x,y,B\n") == [
        "Questions in `Question`; the right answers in `Key` (as letters of answers); answers in `A`, `B`."
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("start", [b"", codecs.BOM_UTF8], ids=["without BOM", "with BOM"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_marks_and_line_ends(separator: str, start: bytes, end: str) -> None:
    text = "Country,Capital\nFrance,Paris\nKenya,Nairobi\n".replace(",", separator).replace("\n", end)
    one = table("sheet", start + text.encode())

    assert (one.headings, one.rows) == (("Country", "Capital"), (("France", "Paris"), ("Kenya", "Nairobi")))


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Name, in full;Year\na, b;1\n", ("a, b", "1")),
        ("Name;x\tYear\tMore\na; b\t1\tx\n", ("a; b", "1", "x")),
        ('"Name","B","C;D"\na,b;,c\n', ("a", "b;", "c")),
        ('Name,Title\n"Poe, E. A.","He said ""nevermore"""\n', ("Poe, E. A.", 'He said "nevermore"')),
        ('Name,Title\na 5" pipe,b\n', ('a 5" pipe', "b")),
        ("\n,,,\nName,Title,,\n1,2,,\n", ("1", "2")),
    ],
)
def test_how_cells_are_separated(text: str, cells: tuple[str, ...]) -> None:
    assert table("sheet", text).rows == (cells,)


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ('"x" y,z', "a quoted cell continues after its quotation mark"),
        ('"x,z', "a quotation mark is not closed"),
        ("x" * 140_000 + ",z", "a cell is longer than a bank can hold"),
        ("x,y,z", "3 cells for 2 columns; put a cell with `,` in it in quotation marks"),
    ],
    ids=["after", "open", "long", "wide"],
)
@pytest.mark.parametrize("heads", ["Name,Title", "Question,Answer"])
def test_a_broken_row_costs_itself_alone(bad: str, message: str, heads: str) -> None:
    read = found("sheet", f"{heads}\na,b\n{bad}\nc,d\n")
    (one,) = [one for one in read if isinstance(one, ForeignTable)]
    (loss,) = [one for one in read if isinstance(one, Loss)]

    assert (one.rows, one.numbers) == ((("a", "b"), ("c", "d")), (2, 4))
    assert (loss.code, loss.place.line) == ("X143", 3)
    assert loss.detail.startswith(message)


def test_a_comma_inside_a_question_never_moves_its_key() -> None:
    text = "Question,Correct,Wrong,Wrong\nWhich, of these, is gold?,Au,Ag,Fe\nOf tin?,Sn,Ti,Tn\n"
    (only_one,) = [one for one in found("sheet", text) if isinstance(one, ForeignQuestion)]

    assert only_one.stem == "Of tin?"
    assert lost("sheet", text) == [("X143", 2, "Which")]


def test_after_many_broken_rows_the_rest_is_named_as_not_read() -> None:
    losses = [one for one in found("sheet", "Name,Title\n" + '"a" b,c\n' * 500) if isinstance(one, Loss)]

    assert len(losses) == 51
    assert losses[-1].detail.startswith("the rest of the file was not read")


def test_one_heading_may_stand_above_several_columns() -> None:
    wrong = only("sheet", "Question,Correct,Wrong,,\nOf gold?,Au,Ag,Fe,Sn\n")
    options = only("sheet", "Question,Options,,,Key\nOf gold?,Ag,Au,Fe,B\n")

    assert shares(wrong) == {"Au": 100, "Ag": 0, "Fe": 0, "Sn": 0}
    assert shares(options) == {"Ag": 0, "Au": 100, "Fe": 0}


def test_a_merged_heading_of_a_workbook_stands_above_several_columns() -> None:
    one = only("sheet", xlsx([["Question", "Correct", "Wrong"], ["Of gold?", "Au", "Ag", "Fe", "Sn"]]))

    assert shares(one) == {"Au": 100, "Ag": 0, "Fe": 0, "Sn": 0}


def test_columns_without_a_heading_are_named() -> None:
    read = found("sheet", xlsx([["Name", "", "Year"], ["a", "x", 1], ["b", "", 2, "z"]]))
    (inner, outer) = [one for one in read if isinstance(one, Loss)]

    assert (outer.code, outer.detail) == ("X147", "a column without a heading is left out: line 2")
    assert (inner.code, inner.detail) == ("X147", "cells to the right of the headings: line 3")


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


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("0%", "0.07", "7%"),
        ("0.0%", "0.125", "12.5%"),
        ("hh:mm", "0.5208333333333334", "12:30"),
        ("[h]:mm:ss", "1.5", "36:00"),
        ("d. mmmm yyyy", "25404", "1969-07-20"),
        ("yyyy-mm-dd hh:mm", "25404.84513888889", "1969-07-20 20:17"),
        ("mmm", "25404", "1969-07-20"),
        ("[Red]0.00", "7.5", "7.5"),
        ("[$USD] #,##0.00", "1850", "1850"),
        ('0.0 "days"', "3", "3"),
        ("0\\d", "3", "3"),
        ("General", "1E-3", "0.001"),
        ("[$-407]d/m/yy;@", "25404", "1969-07-20"),
    ],
)
def test_a_cell_is_what_it_shows(code: str, value: str, shown: str) -> None:
    style = f'<numFmts><numFmt numFmtId="14" formatCode="{escape(code, quote=True)}"/></numFmts>'
    rows: list[list[str | float]] = [["Name", "Value"], ["a", f"d{value}"]]

    assert table("sheet", xlsx(rows, styles=style)).rows == (("a", shown),)


def test_a_workbook_that_counts_from_1904() -> None:
    data = packed({
        "xl/workbook.xml": '<workbook><workbookPr date1904="1"/><sheets><sheet name="x"/></sheets></workbook>',
        "xl/styles.xml": '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": '<worksheet><row><c t="str"><v>Name</v></c><c t="str"><v>Date</v></c></row>'
        '<row><c t="str"><v>a</v></c><c><v>23942</v></c></row></worksheet>',
    })  # fmt: skip

    assert table("sheet", data).rows == (("a", "1969-07-20"),)


def test_numbers_of_a_workbook_have_a_decimal_point() -> None:
    rows: list[list[str | float]] = [["Metal", "Density", "Other"], ["gold", 19.3, "1.5"], ["iron", 7.874, 2.5]]

    assert table("sheet", xlsx(rows)).marks == ("", "decimal point", "")


def test_pictures_in_a_workbook_are_named() -> None:
    parts = {"xl/workbook.xml": '<workbook><sheets><sheet name="x"/></sheets></workbook>', "xl/media/image1.png": "x"}
    sheet = "".join(f'<row><c t="str"><v>{a}</v></c><c t="str"><v>{b}</v></c></row>' for a, b in ("ab", "cd"))
    data = packed({**parts, "xl/worksheets/sheet1.xml": f"<worksheet>{sheet}</worksheet>"})

    assert lost("sheet", data) == [("X117", 0, "")]


def test_merged_cells_are_filled_down() -> None:
    rows: list[list[str | float]] = [["Continent", "Country"], ["Europe", "France"], ["", "Spain"], ["Africa", "Kenya"]]
    one = table("sheet", xlsx(rows, '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>'))

    assert one.rows == (("Europe", "France"), ("Europe", "Spain"), ("Africa", "Kenya"))


def test_cells_of_open_document() -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"

    covered = "<table:covered-table-cell/>"
    kinds = (
        ("float", "value='1850'", "1.850 km"), ("percentage", "value='0.5'", "50 %"),
        ("currency", "value='9.5'", "9,50 €"),
        ("date", "date-value='1969-07-20'", "20.07.69"), ("date", "date-value='1969-07-20T20:17:00'", "x"),
        ("time", "time-value='PT12H30M00S'", "12:30:00"), ("boolean", "boolean-value='true'", "WAHR"),
    )  # fmt: skip
    rows = [
        "<table:table-row>"
        + (cell("all", f"table:number-rows-spanned='{len(kinds)}'") if not nth else covered)
        + cell(shown, f"office:value-type='{kind}' office:{value}")
        + "</table:table-row>"
        for nth, (kind, value, shown) in enumerate(kinds)
    ]
    head = f"<table:table-row>{cell('Name')}{cell('Value')}</table:table-row>"

    assert table("sheet", ods(head, *rows)).rows == tuple(
        ("all", shown) for shown in ("1850", "50%", "9.5", "1969-07-20", "1969-07-20 20:17", "12:30", "TRUE")
    )


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
        (b"\xd0\xcf\x11\xe0 old", "it is a workbook from an old version of Excel"),
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


def test_a_formula_without_a_stored_value_is_kept_as_typed() -> None:
    cells = '<row><c t="str"><v>Name</v></c><c t="str"><v>Price</v></c></row>'
    cells += '<row><c t="str"><v>a</v></c><c><f>B2*2</f></c></row>'
    data = packed({
        "xl/workbook.xml": '<workbook><sheets><sheet name="Tabelle1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f"<worksheet>{cells}</worksheet>",
    })  # fmt: skip

    assert (table("sheet", data).rows, table("sheet", data).name) == ((("a", "=B2*2"),), "")


def test_programs_in_documents_are_no_questions() -> None:
    with pytest.raises(Refused):
        sniffed("---\ntitle: x\n---\n\n```{r}\nx <- f({=1 ~2})\n```\n\n::a::b{T}\n")
