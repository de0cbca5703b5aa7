"""Moodle XML, made up as Moodle exports it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.exchange.markup import from_html
from quiz.exchange.question import AnswerType, ForeignOption, Pair
from tests.exchange.reading import found, lost, only, reads_quickly, refused, shares, sniffed


def quiz(*questions: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{"".join(questions)}</quiz>'


def question(kind: str, inner: str, stem: str = "Which?", form: str = "html") -> str:
    return (
        f'<question type="{kind}"><name><text>Name</text></name>'
        f'<questiontext format="{form}"><text><![CDATA[{stem}]]></text></questiontext>{inner}</question>\n'
    )


def answer(text: str, fraction: str, feedback: str = "", more: str = "") -> str:
    return (
        f'<answer fraction="{fraction}" format="html"><text><![CDATA[{text}]]></text>{more}'
        f"<feedback><text>{feedback}</text></feedback></answer>"
    )


def test_a_choice_with_all_that_may_be_said() -> None:
    inner = (
        "<generalfeedback><text>Because.</text></generalfeedback><idnumber>q-17</idnumber><single>true</single>"
        f"{answer('<p>gold</p>', '100', 'Yes.')}{answer('lead', '0', 'No.')}{answer('tin', '50')}"
        "<hint><text>It shines.</text></hint><tags><tag><text>metals</text></tag></tags>"
    )
    category = '<question type="category"><category><text>$course$/top/Chemistry/Metals</text></category></question>'
    one = only("moodle-xml", quiz(category, question("multichoice", inner, "<p>Which one is <b>yellow</b>?</p>")))

    assert (one.kind, one.stem, one.several) == (AnswerType.CHOICE, "Which one is yellow?", False)
    assert one.options == (
        ForeignOption("gold", 1.0, "Yes."),
        ForeignOption("lead", 0.0, "No."),
        ForeignOption("tin", 0.5),
    )
    assert (one.why, one.hints, one.id, one.name) == ("Because.", ("It shines.",), "q-17", "Name")
    assert (one.topic, one.tags, one.marks) == (("Chemistry", "Metals"), ("metals",), frozenset(["X107"]))
    assert one.place.line == 3


def test_the_other_kinds() -> None:
    several = only(
        "moodle-xml",
        quiz(
            question(
                "multichoice", f"<single>false</single>{answer('a', '50')}{answer('b', '50')}{answer('c', '-100')}"
            )
        ),
    )
    claim = only("moodle-xml", quiz(question("truefalse", answer("true", "0", "no") + answer("false", "100", "yes"))))
    typed = only(
        "moodle-xml", quiz(question("shortanswer", f"<usecase>1</usecase>{answer('Ada', '100')}{answer('A*', '50')}"))
    )
    number = only("moodle-xml", quiz(question("numerical", answer("3.14", "100", "", "<tolerance>0.01</tolerance>"))))
    pairs = only(
        "moodle-xml",
        quiz(
            question(
                "matching",
                "".join(
                    f"<subquestion><text>{left}</text><answer><text>{right}</text></answer></subquestion>"
                    for left, right in [("gold", "Au"), ("", "Pb")]
                ),
            )
        ),
    )
    order = only("moodle-xml", quiz(question("ordering", answer("one", "1") + answer("two", "2"))))

    assert (several.several, shares(several)) == (True, {"a": 50, "b": 50, "c": -100})
    assert (claim.kind, claim.options[0].text, claim.why) == (AnswerType.TRUE_FALSE, "false", "yes")
    assert (typed.kind, typed.exact, shares(typed)) == (AnswerType.TYPED, True, {"Ada": 100, "A*": 50})
    assert (number.kind, number.options[0].text, number.options[0].within) == (AnswerType.NUMBER, "3.14", "0.01")
    assert pairs.pairs == (Pair("gold", "Au"), Pair("", "Pb"))
    assert (order.kind, [option.text for option in order.options]) == (AnswerType.ORDERING, ["one", "two"])


def test_gaps() -> None:
    cloze = only(
        "moodle-xml",
        quiz(question("cloze", "", "{1:MC:=Paris~Rome#no} is in {1:SHORTANSWER:=France~%50%Gaul}, {not} Spain")),
    )
    words = only(
        "moodle-xml",
        quiz(
            question(
                "gapselect",
                "".join(
                    f"<selectoption><text>{text}</text><group>{group}</group></selectoption>"
                    for text, group in [("cat", 1), ("dog", 1), ("sat", 2)]
                ),
                "The [[1]] [[3]] on [the mat].",
            )
        ),
    )

    assert cloze.stem == "{1} is in {2}, {{not}} Spain"
    assert cloze.gaps == (
        (ForeignOption("Paris", 1.0), ForeignOption("Rome", 0.0, "no")),
        (ForeignOption("France", 1.0), ForeignOption("Gaul", 0.5)),
    )
    assert words.stem == "The {1} {2} on [the mat]."
    assert words.gaps == ((ForeignOption("cat", 1.0), ForeignOption("dog")), (ForeignOption("sat", 1.0),))


@pytest.mark.parametrize(
    ("kind", "code"),
    [("essay", "X101"), ("description", "X101"), ("calculated", "X103"), ("ddmarker", "X103"), ("something", "X103")],
)
def test_what_is_lost_is_named(kind: str, code: str) -> None:
    assert lost("moodle-xml", quiz(question(kind, ""))) == [(code, 3, "Name")]


def test_a_picture_in_the_file_is_seen() -> None:
    stem = '<img src="@@PLUGINFILE@@/a.png">'
    assert only("moodle-xml", quiz(question("truefalse", answer("true", "100"), stem))).marks == {"X105"}


def test_entities_are_refused_and_known_ones_are_read() -> None:
    bomb = '<!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><quiz><question type="essay">&b;</question></quiz>'
    outside = '<!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz>&a;</quiz>'

    assert refused("moodle-xml", bomb) == "the XML declares entities"
    assert refused("moodle-xml", outside) == "the XML declares entities"
    assert refused("moodle-xml", "<quiz>" + "<a>" * 1000) == "elements inside elements, more than 200 deep"


def test_what_stands_before_a_fault_counts() -> None:
    text = quiz(question("truefalse", answer("true", "100"))).replace("</quiz>", "<broken")

    assert [type(one).__name__ for one in found("moodle-xml", text)] == ["ForeignQuestion", "Loss"]
    assert refused("moodle-xml", "<quiz><x></quiz>") == "not valid XML: mismatched tag"


def test_it_is_known_by_its_content() -> None:
    assert sniffed(quiz(question("essay", ""))) == "moodle-xml"


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text("{}:=~#%1SAMC \\*a", max_size=60))
def test_any_cloze_is_read_or_named(stem: str) -> None:
    (one,) = found("moodle-xml", quiz(question("cloze", "", stem)))
    assert one.place.line == 3


@pytest.mark.parametrize("piece", ["{", "{1:", "{1:MC:=", "[[", "&amp;", "<b", "<!--"])
def test_time_is_in_line_with_the_length(piece: str) -> None:
    assert reads_quickly("moodle-xml", quiz(question("cloze", "", piece * 30_000)))


@pytest.mark.parametrize(
    "picture",
    [
        '<img class="equation_image" alt="x^2 &gt; 1" src="x">',
        '<img alt="LaTeX: x^2 &gt; 1">',
        "<img src='x' data-equation-content='x^2 > 1' alt='an image'/>",
    ],
)
def test_a_picture_of_a_formula_is_the_formula(picture: str) -> None:
    plain = from_html(f"<p>Is {picture} true?</p>")

    assert (plain.text, plain.marks) == ("Is \\(x^2 > 1\\) true?", frozenset(("X108",)))


def test_any_other_picture_is_lost() -> None:
    assert from_html('<p>See <img alt="a map" src="x">.</p>').marks == {"X105"}


def test_a_protected_sign_in_a_gap_is_a_sign() -> None:
    text = "One is {1:SHORTANSWER:=C\\#~=F\\}#Not it.}."
    (gap,) = only("moodle-xml", quiz(question("cloze", "", text))).gaps

    assert [(option.text, option.why) for option in gap] == [("C#", ""), ("F}", "Not it.")]
