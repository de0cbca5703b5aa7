"""Aiken, numbered lists and Word documents: stems, lettered options, and a key."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.exchange.losses import Loss
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion
from tests.exchange.reading import found, lost, only, packed, questions, reads_quickly, refused, shares, sniffed

AIKEN = """\
What is the symbol of gold?
A. Ag
B) Au
ANSWER: B
What is that of iron,
the metal?
A. Fe
B. Ir
C. In
ANSWER: A
"""


def keys(asked: list[ForeignQuestion]) -> list[tuple[str, list[str]]]:
    """Return each stem with its right options."""
    return [(one.stem, [option.text for option in one.options if option.share > 0]) for one in asked]


def test_aiken() -> None:
    assert sniffed(AIKEN) == "aiken"
    assert keys(questions("aiken", AIKEN)) == [
        ("What is the symbol of gold?", ["Au"]),
        ("What is that of iron, the metal?", ["Fe"]),
    ]


def test_faults_of_aiken_are_named_and_the_rest_is_read() -> None:
    faults = ["ANSWER: C", "No key?\nA. a\nB. b", "Odd key?\nA. a\nB. b\nANSWER: Q", "One option?\nA. a\nANSWER: A"]
    text = "\n".join([AIKEN, *faults, "Last?\nA. a\nB. b\n"])

    assert len(found("aiken", text)) == 7
    assert lost("aiken", text) == [
        ("X143", 12, ""),
        ("X140", 13, "No key?"),
        ("X141", 16, "Odd key?"),
        ("X143", 20, "One option?"),
        ("X140", 23, "Last?"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1. Symbol of gold?\na) Ag\nb) Au\nc) Fe\nAnswer: b",
        "1) Symbol of gold?\nA) Ag\n*B) Au\nC) Fe",
        "1. Symbol of gold?\nA. Ag\nB. Au *\nC. Fe",
        "Question 1: Symbol of gold?\n(a) Ag\n(b) Au (correct)\n(c) Fe",
        "Q1. [easy] Symbol of gold?\na) Ag\nb) Au\nc) Fe\nCorrect answer: B) Au",
        "1. Symbol of gold?\na) Ag   b) Au   c) Fe\nAnswer: B",
        "1. Symbol of gold?\n\na) Ag\n\nb) Au\n\nc) Fe\n\nAns: Au",
        "1. Symbol of gold?\na) Ag\nb) Au\nc) Fe\n\nAnswer key\n1. B",
        "1. Symbol\nof gold?\na) Ag\nb) **Au**\nc) Fe",
        "Symbol of gold?\na) Ag\nb) Au\nc) Fe\nAntwort: b",
        "## Question 1\n[Type: multiple_choice]\n\nSymbol of gold?\n\na) Ag\n*b) Au\nc) Fe\n",
    ],
)
def test_numbered_lists_in_all_their_ways(text: str) -> None:
    question = only("numbered-list", text)

    assert (question.stem, shares(question)) == ("Symbol of gold?", {"Ag": 0, "Au": 100, "Fe": 0})


def test_more_of_numbered_lists() -> None:
    text = """\
1. Which are metals?
a) gold
b) iron
c) coal
Answer: A, B
Explanation: Coal is
carbon.
Hint: They shine.
2. True or False: Iron rusts.
Answer: True
3. What rusts?
Answer: iron
Two lines go
a) on
over two lines
*b) here
"""
    several, claim, typed, last = questions("numbered-list", text)

    assert (several.several, shares(several)) == (True, {"gold": 50, "iron": 50, "coal": 0})
    assert (several.why, several.hints) == ("Coal is carbon.", ("They shine.",))
    assert (claim.kind, claim.stem, claim.options) == (
        AnswerType.TRUE_FALSE,
        "Iron rusts.",
        (ForeignOption("true", 1.0),),
    )
    assert (typed.kind, typed.options) == (AnswerType.TYPED, (ForeignOption("iron", 1.0),))
    assert (last.stem, shares(last)) == ("Two lines go", {"on over two lines": 0, "here": 100})


def test_keys_at_the_end() -> None:
    text = "1. One?\na) x\nb) y\n\n2. Two?\na) x\nb) y\n\nAnswers:\n1-b, 2. A"

    assert keys(questions("numbered-list", text)) == [("One?", ["y"]), ("Two?", ["x"])]


@pytest.mark.parametrize(
    ("text", "loss"),
    [
        ("1. No key?\na) x\nb) y", ("X140", 1, "No key?")),
        ("1. Odd key?\na) x\nb) y\nAnswer: e", ("X141", 1, "Odd key?")),
        ("\n1. Only a text.", ("X101", 2, "Only a text.")),
        ("1.\na) x\n*b) y", ("X145", 1, "")),
    ],
)
def test_what_is_lost_of_a_list_is_named(text: str, loss: tuple[str, int, str]) -> None:
    assert lost("numbered-list", text) == [loss]


def test_lists_of_open_trivia() -> None:
    text = "#Q Which is a metal?\n^ Iron\nA Coal\nB Iron\nC Chalk\n\n#Q No key?\n^ Tin\nA Coal\nB Iron\n"

    assert sniffed(text) == "numbered-list"
    assert shares(found("numbered-list", text)[0]) == {"Coal": 0, "Iron": 100, "Chalk": 0}  # type: ignore[arg-type]
    assert lost("numbered-list", text) == [("X141", 7, "No key?")]


NUMBERING = """\
<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>"""


def paragraph(text: str, level: int | None = None, look: str = "") -> str:
    """Return a Word paragraph, in a list or not, bold or in another style."""
    list_ = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>' if level is not None else ""
    return f"<w:p><w:pPr>{list_}</w:pPr><w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def document(*paragraphs: str) -> bytes:
    """Return a Word document."""
    body = f'<w:document xmlns:w="w"><w:body>{"".join(paragraphs)}</w:body></w:document>'
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": body, "word/numbering.xml": NUMBERING})


@pytest.mark.parametrize(
    "look", ["<w:b/>", '<w:u w:val="single"/>', '<w:highlight w:val="yellow"/>', '<w:color w:val="00B050"/>']
)
def test_word_writes_numbers_and_letters_as_lists_and_the_key_looks_otherwise(look: str) -> None:
    data = document(
        paragraph("A test", None, "<w:b/>"),
        paragraph(""),
        paragraph("Symbol of gold?", 0, '<w:color w:val="000000"/>'),
        paragraph("Ag", 1, '<w:b w:val="0"/>'),
        paragraph("Au", 1, look),
        paragraph("Symbol of iron?", 0),
        paragraph("Fe", 1, look),
        paragraph("Ir", 1),
    )

    assert sniffed(data) == "word"
    assert [one.code for one in found("word", data) if isinstance(one, Loss)] == ["X101"]  # the title
    assert keys([one for one in found("word", data) if isinstance(one, ForeignQuestion)]) == [
        ("Symbol of gold?", ["Au"]),
        ("Symbol of iron?", ["Fe"]),
    ]


def test_word_with_typed_numbers_and_a_key() -> None:
    data = document(paragraph("1. Symbol of gold?"), paragraph("a) Ag"), paragraph("b) Au"), paragraph("Answer: b"))

    assert keys(questions("word", data)) == [("Symbol of gold?", ["Au"])]


def test_a_picture_in_a_document_is_a_mark() -> None:
    drawing = "<w:p><w:r><w:drawing/></w:r></w:p>"
    data = document(paragraph("1. What is it?"), drawing, paragraph("a) x"), paragraph("*b) y"))

    assert questions("word", data)[0].marks == {"X105"}


def test_tables_of_a_document_are_named() -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph('cell')}</w:tc></w:tr></w:tbl>"
    question = [paragraph("1. What is it?"), paragraph("a) x"), paragraph("*b) y")]
    data = document(table, *question[:1], table, *question[1:], paragraph("Answers"), table)

    assert [one.marks for one in found("word", data) if isinstance(one, ForeignQuestion)] == [{"X106"}]
    assert [(one.code, one.place.line, one.detail) for one in found("word", data) if isinstance(one, Loss)] == [
        ("X101", 1, "a table outside the questions"),
        ("X101", 7, "a table outside the questions"),
    ]


def test_what_is_no_document_is_refused() -> None:
    assert refused("word", "text") == "it is not a Word document"
    assert refused("word", packed({"a.txt": "b"})) == "it is not a Word document"
    assert refused("word", b"PK\x03\x04 and then nothing") == "the package is damaged"


BLACKBOARD = """\
MC\tSymbol of <b>gold</b>?\tAg\tincorrect\tAu\tcorrect\tFe\tincorrect
MA\tWhich are metals?\tiron\tcorrect\tcoal\tincorrect\ttin\tcorrect
TF\tIron rusts.\ttrue
FIB\tWho?\tAda\tAda Lovelace
NUM\tHow dense is water?\t1\t0.1
ORD\tIn order?\tone\ttwo\tthree
MAT\tMatch.\tgold\tAu\tiron\tFe
FIB_PLUS\t[a] is {in} [b].\ta\tParis\t\tb\tFrance\tGaul
ESS\tWrite.\tso
MC\tNo key?\tx\tincorrect\ty\tincorrect
odd
"""


def test_uploads_of_blackboard() -> None:
    read = [one for one in found("blackboard", BLACKBOARD) if isinstance(one, ForeignQuestion)]
    single, several, claim, typed, number, order, match, gaps = read

    assert sniffed(BLACKBOARD) == "blackboard"
    assert (single.stem, shares(single)) == ("Symbol of gold?", {"Ag": 0, "Au": 100, "Fe": 0})
    assert (several.several, shares(several)) == (True, {"iron": 50, "coal": 0, "tin": 50})
    assert (claim.kind, claim.options) == (AnswerType.TRUE_FALSE, (ForeignOption("true", 1.0),))
    assert (typed.kind, shares(typed)) == (AnswerType.TYPED, {"Ada": 100, "Ada Lovelace": 100})
    assert (number.kind, number.options) == (AnswerType.NUMBER, (ForeignOption("1", 1.0, "", "0.1"),))
    assert [option.text for option in order.options] == ["one", "two", "three"]
    assert match.pairs == (("gold", "Au"), ("iron", "Fe"))
    assert (gaps.stem, [[one.text for one in gap] for gap in gaps.gaps]) == (
        "{1} is {{in}} {2}.",
        [["Paris"], ["France", "Gaul"]],
    )
    assert lost("blackboard", BLACKBOARD) == [("X101", 9, "Write."), ("X140", 10, "No key?"), ("X143", 11, "odd")]
    assert refused("blackboard", "nothing\n").startswith("no line begins with a kind")


@settings(max_examples=120, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            [
                "1. a",
                "2) b",
                "a) c",
                "*b) d",
                "C. e",
                "Answer: a",
                "ANSWER: B",
                "",
                "f",
                "Answer key",
                "1-b",
                "a",
                "*",
                "#Q g",
                "^ h",
            ]
        )
    )
)
def test_any_lines_are_read_or_named(lines: list[str]) -> None:
    for format_ in ("aiken", "numbered-list"):
        for one in found(format_, "\n".join(lines)):
            assert one.place.line > 0


@pytest.mark.parametrize("piece", ["a) b ", "1. ", "*", "x\n", "a) b\n", "#Q a\n", "A b\n"])
def test_time_is_in_line_with_the_length(piece: str) -> None:
    for format_ in ("aiken", "numbered-list"):
        assert reads_quickly(format_, f"1. a\na) {piece * 20_000}")
    assert reads_quickly("numbered-list", f"#Q a\n^ b\nA {piece * 20_000}")


def test_word_numbers_by_styles_too() -> None:
    def styled(text: str, style: str, look: str = "") -> str:
        run = f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'

    texts = [("Symbol of gold?", "Own", ""), ("Ag", "ListNumber2", ""), ("Au", "ListNumber2", "<w:b/>")]
    texts += [("Symbol of iron?", "Own", ""), ("Fe", "ListNumber2", "<w:b/>"), ("Ir", "ListNumber2", "")]
    body = "".join(styled(*one) for one in texts)
    style = '<w:style w:styleId="{}">{}<w:pPr><w:numPr><w:numId w:val="{}"/></w:numPr></w:pPr></w:style>'
    styles = style.format("ListNumber", "", 1) + style.format("ListNumber2", "", 2)
    styles += '<w:style w:styleId="Own"><w:basedOn w:val="ListNumber"/></w:style>'
    data = packed({
        "word/document.xml": f'<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="w">{styles}</w:styles>',
    })  # fmt: skip

    assert keys([one for one in found("word", data) if isinstance(one, ForeignQuestion)]) == [
        ("Symbol of gold?", ["Au"]),
        ("Symbol of iron?", ["Fe"]),
    ]
