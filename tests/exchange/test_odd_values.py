"""A text in the place of a number stays as it is, or is left out with a reason."""

import pytest

from quiz.exchange.decimals import plain_number, share
from quiz.exchange.grids import counted_day, time_of_day
from quiz.exchange.question import AnswerType
from tests.exchange.reading import lost, only, refused, shares


@pytest.mark.parametrize("text", ["", "x", "1,5", "1 2"])
def test_what_is_no_number_stays_as_it_is(text: str) -> None:
    assert text == plain_number(text) == share(text) == time_of_day(text) == counted_day(text)


@pytest.mark.parametrize("text", ["inf", "1e999"])
def test_a_day_or_a_time_without_end_stays_as_it_is(text: str) -> None:
    assert text == time_of_day(text) == counted_day(text)


@pytest.mark.parametrize(
    ("format_", "data", "code"),
    [
        ("text2qti", "1.  How many?\n=   x\n", "X143"),
        ("text2qti", "1.  How many?\n=   5 +- much\n", "X143"),
        ("blackboard", "NUM\tHow many?\tx\t1\n", "X143"),
        ("blackboard", "NUM\tHow many?\t5\tmuch\n", "X143"),
        ("blackboard", "NUM\tHow many?\n", "X143"),
    ],
)
def test_a_question_whose_number_is_none_is_left_out(format_: str, data: str, code: str) -> None:
    assert [code] == [one for one, _, _ in lost(format_, data)]


MOODLE = """\
<quiz><question type="multichoice"><questiontext><text>Q?</text></questiontext><single>true</single>
<answer fraction="many"><text>A</text></answer><answer fraction="100"><text>B</text></answer></question></quiz>
"""
QTI = """\
<assessmentItem identifier="q"><responseDeclaration identifier="R" cardinality="single"><mapping>
<mapEntry mapKey="a" mappedValue="many"/><mapEntry mapKey="b" mappedValue="1"/></mapping></responseDeclaration>
<itemBody><choiceInteraction responseIdentifier="R"><prompt>Q?</prompt><simpleChoice identifier="a">A</simpleChoice>
<simpleChoice identifier="b">B</simpleChoice></choiceInteraction></itemBody></assessmentItem>
"""


@pytest.mark.parametrize(("format_", "data"), [("moodle-xml", MOODLE), ("qti", QTI)])
def test_points_that_are_no_number_are_none(format_: str, data: str) -> None:
    assert {"A": 0, "B": 100} == shares(only(format_, data))


def test_a_blank_for_a_number_whose_answer_is_none_takes_a_text() -> None:
    read = only(
        "qti",
        '<questestinterop><assessment ident="a"><section ident="s"><item ident="i"><presentation>'
        '<material><mattext>How many?</mattext></material><response_str ident="r"><render_fib fibtype="Decimal">'
        '<response_label ident="x"/></render_fib></response_str></presentation><resprocessing><respcondition>'
        '<conditionvar><varequal respident="r">a dozen</varequal></conditionvar><setvar action="Set">100</setvar>'
        "</respcondition></resprocessing></item></section></assessment></questestinterop>",
    )

    assert (AnswerType.TYPED, ["a dozen"]) == (read.kind, [option.text for option in read.options])


def test_an_encoding_that_nobody_knows_is_refused() -> None:
    data = '<?xml version="1.0" encoding="klingon"?><quiz></quiz>'

    assert "the XML is in an unknown encoding" == refused("moodle-xml", data)


def test_a_quotation_mark_that_is_never_closed_is_told() -> None:
    data = '#separator:tab\n"' + "long " * 30_000 + "\tback\n"

    assert "a text is longer than a bank can hold" == refused("cards", data)
