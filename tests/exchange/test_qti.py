"""QTI 1.2, 2.x and 3.0: items as learning platforms write them, by themselves and in packages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion, Pair
from quiz.exchange.source import Refused
from tests.exchange.reading import found, lost, only, packed, questions, reads_quickly, refused, shares, sniffed


def qti1(*items: str) -> str:
    return (
        '<questestinterop><assessment title="Test">'
        f'<section title="Metals">{"".join(items)}</section></assessment></questestinterop>'
    )


def item(kind: str, presentation: str, processing: str, more: str = "", title: str = "Question") -> str:
    """Return an item of QTI 1.2 as Canvas writes it."""
    return (
        f'<item ident="i-7" title="{title}"><itemmetadata><qtimetadata><qtimetadatafield>'
        f"<fieldlabel>question_type</fieldlabel><fieldentry>{kind}</fieldentry></qtimetadatafield>"
        "</qtimetadata></itemmetadata>"
        "<presentation><material>"
        '<mattext texttype="text/html">&lt;p&gt;Which [one]?&lt;/p&gt;</mattext>'
        f"</material>{presentation}</presentation>"
        f"<resprocessing>{processing}</resprocessing>{more}</item>"
    )


def labels(**texts: str) -> str:
    return "".join(
        f'<response_label ident="{name}"><material><mattext>{text}</mattext></material></response_label>'
        for name, text in texts.items()
    )


def choice(cardinality: str = "Single", ident: str = "r", material: str = "", **texts: str) -> str:
    said = f"<material><mattext>{material}</mattext></material>" if material else ""
    options = f"<render_choice>{labels(**texts)}</render_choice>"
    return f'<response_lid ident="{ident}" rcardinality="{cardinality}">{said}{options}</response_lid>'


FIB = (
    '<response_str ident="r" rcardinality="Single"><render_fib fibtype="{}">'
    '<response_label ident="x"/></render_fib></response_str>'
)


def when(inner: str, score: float = 100, feedback: str = "") -> str:
    link = f'<displayfeedback feedbacktype="Response" linkrefid="{feedback}"/>' if feedback else ""
    setvar = f'<setvar action="Set" varname="SCORE">{score}</setvar>' if score else ""
    return f"<respcondition><conditionvar>{inner}</conditionvar>{setvar}{link}</respcondition>"


def equal(value: str, ident: str = "r", case: str = "No") -> str:
    return f'<varequal respident="{ident}" case="{case}">{value}</varequal>'


def test_choices_of_qti_1() -> None:
    feedback = "".join(
        f'<itemfeedback ident="{ident}"><material><mattext>{text}</mattext></material></itemfeedback>'
        for ident, text in [("general_fb", "All."), ("b_fb", "Not b.")]
    )
    single = only(
        "qti",
        qti1(
            item(
                "multiple_choice_question",
                choice(a="gold", b="tin"),
                when(equal("a")) + when(equal("b"), 50),
                feedback,
                "Yellow",
            )
        ),
    )
    several = only("qti", qti1(item("multiple_answers_question", choice("Multiple", a="iron", b="coal", c="tin"), when(
        f"<and>{equal('a')}<not>{equal('b')}</not>{equal('c')}</and>"
    ))))  # fmt: skip

    assert single.options == (ForeignOption("gold", 1.0), ForeignOption("tin", 0.5, "Not b."))
    assert (single.stem, single.why, single.id, single.name, single.topic) == (
        "Which [one]?",
        "All.",
        "i-7",
        "Yellow",
        ("Metals",),
    )
    assert (several.several, shares(several), several.name) == (True, {"iron": 50, "coal": 0, "tin": 50}, "")


def test_what_is_typed_in_qti_1() -> None:
    typed = only(
        "qti",
        qti1(item("short_answer_question", FIB.format("String"), when(equal("Ada", case="Yes") + equal("Ada L.")))),
    )
    number = only("qti", qti1(item("numerical_question", FIB.format("Decimal"), when(
        f'<or>{equal("5.0")}<and><vargte respident="r">4.5</vargte><varlte respident="r">5.5</varlte></and></or>'
    ))))  # fmt: skip
    exact = only("qti", qti1(item("numerical_question", FIB.format("Decimal"), when(equal("12")))))

    assert (typed.kind, typed.exact, shares(typed)) == (AnswerType.TYPED, True, {"Ada": 100, "Ada L.": 100})
    assert (number.kind, number.options) == (AnswerType.NUMBER, (ForeignOption("5", 1.0, "", "0.5"),))
    assert exact.options == (ForeignOption("12", 1.0),)


def test_what_belongs_together_in_qti_1() -> None:
    gold, iron = (
        choice(ident="g", material="gold", a="Au", b="Fe", c="Pb"),
        choice(ident="i", material="iron", a="Au", b="Fe", c="Pb"),
    )
    pairs = only(
        "qti", qti1(item("matching_question", gold + iron, when(equal("a", "g"), 50) + when(equal("b", "i"), 50)))
    )
    order = only(
        "qti",
        qti1(
            item(
                "ordering_question",
                choice("Ordered", a="one", b="two", c="three"),
                when(equal("c") + equal("a") + equal("b")),
            )
        ),
    )
    menus = choice(ident="response_one", a="x", b="y")
    gaps = only("qti", qti1(item("multiple_dropdowns_question", menus, when(equal("b", "response_one"), 100))))

    assert pairs.pairs == (Pair("gold", "Au"), Pair("iron", "Fe"), Pair("", "Pb"))
    assert [option.text for option in order.options] == ["three", "one", "two"]
    assert (gaps.stem, gaps.gaps) == ("Which {1}?", ((ForeignOption("x", 0.0), ForeignOption("y", 1.0)),))


@pytest.mark.parametrize(
    ("kind", "presentation", "processing", "code"),
    [
        ("essay_question", FIB, "", "X101"),
        ("", FIB, "", "X101"),
        ("text_only_question", "", "", "X101"),
        ("calculated_question", FIB, "", "X103"),
        ("", '<response_xy ident="r"/>', "", "X103"),
        ("multiple_choice_question", choice(a="x", b="y"), "", "X140"),
        (
            "matching_question",
            choice(ident="g", material="gold", a="Au") + choice(ident="i", material="iron", a="Au"),
            "",
            "X140",
        ),
    ],
)
def test_what_is_lost_of_qti_1_is_named(kind: str, presentation: str, processing: str, code: str) -> None:
    assert [(one, name) for one, _, name in lost("qti", qti1(item(kind, presentation, processing)))] == [
        (code, "Which [one]?")
    ]


def qti2(body: str, declared: str = "", more: str = "", attributes: str = "") -> str:
    return (
        '<assessmentItem identifier="q-1" title="Title" '
        f"{attributes}>{declared}<itemBody>{body}</itemBody>{more}</assessmentItem>"
    )


def declare(
    *values: str, cardinality: str = "single", base: str = "identifier", mapping: str = "", ident: str = "R"
) -> str:
    right = (
        f"<correctResponse>{''.join(f'<value>{value}</value>' for value in values)}</correctResponse>" if values else ""
    )
    return (
        f'<responseDeclaration identifier="{ident}" cardinality="{cardinality}" '
        f'baseType="{base}">{right}{mapping}</responseDeclaration>'
    )


def mapping(**points: float) -> str:
    entries = (f'<mapEntry mapKey="{key}" mappedValue="{value}"/>' for key, value in points.items())
    return f"<mapping>{''.join(entries)}</mapping>"


CHOICE = (
    '<p>Metals.</p><choiceInteraction responseIdentifier="R" maxChoices="{}"><prompt>Which?</prompt>'
    '<simpleChoice identifier="a">gold<feedbackInline identifier="a">Yes.</feedbackInline></simpleChoice>'
    '<simpleChoice identifier="b">tin</simpleChoice>'
    '<simpleChoice identifier="c">coal</simpleChoice></choiceInteraction>'
)


def test_choices_of_qti_2() -> None:
    single = only(
        "qti", qti2(CHOICE.format(1), declare("a"), '<modalFeedback identifier="correct">Well.</modalFeedback>')
    )
    by_points = only("qti", qti2(CHOICE.format(1), declare(mapping=mapping(a=2, b=1))))
    several = only("qti", qti2(CHOICE.format(0), declare("a", "b", cardinality="multiple")))

    assert (single.stem, single.why, single.id, single.name) == ("Metals.\nWhich?", "Well.", "q-1", "Title")
    assert single.options == (ForeignOption("gold", 1.0, "Yes."), ForeignOption("tin"), ForeignOption("coal"))
    assert shares(by_points) == {"gold": 100, "tin": 50, "coal": 0}
    assert (several.several, shares(several)) == (True, {"gold": 50, "tin": 50, "coal": 0})


def test_the_other_interactions() -> None:
    things = "".join(
        f'<simpleAssociableChoice identifier="{name}">{name.lower()}</simpleAssociableChoice>' for name in ("A", "B")
    )
    others = "".join(
        f'<simpleAssociableChoice identifier="{name}">{name.lower()}</simpleAssociableChoice>'
        for name in ("X", "Y", "Z")
    )
    match = (
        f'<matchInteraction responseIdentifier="R"><simpleMatchSet>{things}</simpleMatchSet>'
        f"<simpleMatchSet>{others}</simpleMatchSet></matchInteraction>"
    )
    order = (
        '<orderInteraction responseIdentifier="R"><simpleChoice identifier="a">one</simpleChoice>'
        '<simpleChoice identifier="b">two</simpleChoice></orderInteraction>'
    )
    entry = '<textEntryInteraction responseIdentifier="{}"/>'
    gap_match = (
        '<gapMatchInteraction responseIdentifier="R"><gapText identifier="w">wet</gapText>'
        '<gapText identifier="d">dry</gapText><p>Water is <gap identifier="G"/>.</p>'
        "</gapMatchInteraction>"
    )

    assert only("qti", qti2(match, declare("A X", "B Z", cardinality="multiple", base="directedPair"))).pairs == (
        Pair("a", "x"), Pair("b", "z"), Pair("", "y"),
    )  # fmt: skip
    assert [one.text for one in only("qti", qti2(order, declare("b", "a", cardinality="ordered"))).options] == [
        "two",
        "one",
    ]
    typed = only(
        "qti", qti2(f"<p>Who? {entry.format('R')}</p>", declare("Ada", base="string", mapping=mapping(Ada=2, ada=1)))
    )
    assert (typed.kind, typed.stem, shares(typed)) == (AnswerType.TYPED, "Who?", {"Ada": 100, "ada": 50})
    number = only(
        "qti",
        qti2(
            f"<p>{entry.format('R')} km</p>",
            declare("7.5", base="float"),
            '<responseProcessing><equal toleranceMode="absolute" tolerance="0.5 0.5"/></responseProcessing>',
        ),
    )
    assert (number.kind, number.stem, number.options) == (
        AnswerType.NUMBER,
        "_____ km",
        (ForeignOption("7.5", 1.0, "", "0.5"),),
    )
    gaps = only(
        "qti",
        qti2(
            f"<p>{entry.format('R')} and {entry.format('S')} {{x}}</p>",
            declare("a", base="string") + declare("b", base="string", ident="S"),
        ),
    )
    assert (gaps.stem, [gap[0].text for gap in gaps.gaps]) == ("{1} and {2} {{x}}", ["a", "b"])
    words = only("qti", qti2(gap_match, declare("w G", base="directedPair")))
    assert (words.stem, words.gaps) == ("Water is {1}.", ((ForeignOption("wet", 1.0), ForeignOption("dry")),))


def test_qti_3_says_the_same_in_other_names() -> None:
    text = (
        '<qti-assessment-item identifier="q" title="T">'
        '<qti-response-declaration identifier="R" cardinality="single" base-type="identifier">'
        "<qti-correct-response><qti-value>b</qti-value></qti-correct-response>"
        "</qti-response-declaration><qti-item-body>"
        '<qti-choice-interaction response-identifier="R" max-choices="1"><qti-prompt>Which?</qti-prompt>'
        '<qti-simple-choice identifier="a">x</qti-simple-choice><qti-simple-choice identifier="b">y</qti-simple-choice>'
        "</qti-choice-interaction></qti-item-body></qti-assessment-item>"
    )
    question = only("qti", text)

    assert sniffed(text) == "qti"
    assert (question.stem, shares(question)) == ("Which?", {"x": 0, "y": 100})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (qti2('<extendedTextInteraction responseIdentifier="R"/>'), "X101"),
        (qti2("<p>Text.</p>"), "X101"),
        (qti2('<hotspotInteraction responseIdentifier="R"/>'), "X103"),
        (qti2(CHOICE.format(1), declare("a") + "<templateDeclaration/>"), "X103"),
        (qti2(CHOICE.format(1), declare("a"), attributes='adaptive="true"'), "X103"),
        (qti2(CHOICE.format(1) * 2, declare("a")), "X104"),
        (qti2(CHOICE.format(1)), "X140"),
        (qti2(CHOICE.format(1), declare("z")), "X141"),
    ],
)
def test_what_is_lost_of_qti_2_is_named(text: str, code: str) -> None:
    assert [(one, name) for one, _, name in lost("qti", text)] == [(code, "Title")]


def test_packages() -> None:
    one = qti1(item("multiple_choice_question", choice(a="x", b="y"), when(equal("a"))))
    data = packed(
        {
            "imsmanifest.xml": "<manifest/>",
            "a/quiz.xml": one,
            "b.xml": qti2(CHOICE.format(1), declare("a")),
            "c.xml": "<x",
            "d.png": "x",
        }
    )
    broken = packed({"imsmanifest.xml": "<manifest/>", "a.xml": one, "b.xml": "<assessmentItem><itemBody>"})

    assert sniffed(data) == "qti"
    assert [one.place for one in questions("qti", data)] == [("file/a/quiz.xml", 1), ("file/b.xml", 1)]
    assert isinstance(found("qti", broken)[0], ForeignQuestion)
    assert lost("qti", broken) == [("X143", 1, "")]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (packed({"imsmanifest.xml": "<manifest/>"}), "there are no questions in the package"),
        (
            packed({"imsmanifest.xml": "<manifest/>", "../../etc/x.xml": "<x/>"}),
            "the package has a part whose name leads out of it",
        ),
        (
            packed({"imsmanifest.xml": "<manifest/>", "C:\\x.xml": "<x/>"}),
            "the package has a part whose name leads out of it",
        ),
        (b"<manifest/>", "it only lists the files with the questions"),
        (
            packed({"imsmanifest.xml": "<manifest/>", "a.xml": b"<assessmentItem>" + b" " * 40_000_000}),
            "it unpacks to more than 32 MiB",
        ),
        (packed({"imsmanifest.xml": "x", "a.xml": qti2("x")})[:-40], "the package is damaged"),
    ],
)
def test_packages_that_are_refused(data: bytes, why: str) -> None:
    assert refused("qti", data) == why


def test_of_a_package_that_means_harm_nothing_is_taken() -> None:
    one = qti1(item("multiple_choice_question", choice(a="x", b="y"), when(equal("a"))))
    for bad in ["<!DOCTYPE x [<!ENTITY a 'b'>]><assessmentItem/>", "<assessmentItem>" * 300]:
        data = packed({"imsmanifest.xml": "<manifest/>", "a.xml": one, "b.xml": bad})
        assert refused("qti", data) in ("the XML declares entities", "elements inside elements, more than 200 deep")


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.integers(0, 10_000),
    st.sampled_from(["", "<x>", "</item>", "a", "<varequal>", '"', "&amp;", "<material>", "\x00"]),
)
def test_damaged_items_are_read_named_or_refused(at: int, piece: str) -> None:
    one = qti1(item("multiple_choice_question", choice(a="x", b="y"), when(equal("a"))))
    two = qti2(CHOICE.format(1), declare("a"))
    for text in (one, two):
        at %= len(text)
        assert reads_quickly("qti", text[:at] + piece + text[at:])
        assert reads_quickly("qti", text[:at] + piece + text[at + 5 :])


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"../x.xml": ""}, "the package has a part whose name leads out of it"),
        ({"/etc/x": "", "xl/workbook.xml": ""}, "the package has a part whose name leads out of it"),
        ({"a\\..\\x": "", "imsmanifest.xml": ""}, "the package has a part whose name leads out of it"),
    ],
)
def test_a_package_that_means_harm_is_refused_by_that_name(parts: dict[str, str], why: str) -> None:
    with pytest.raises(Refused, match=why):
        sniffed(packed(parts))
