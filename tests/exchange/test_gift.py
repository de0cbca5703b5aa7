"""GIFT: Moodle's own reader decides what is right."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion, Pair
from tests.exchange.reading import found, lost, only, questions, reads_quickly, refused, shares, sniffed


def test_a_choice_with_its_name_feedback_and_category() -> None:
    text = """\
$CATEGORY: $course$/top/Geography/Rivers \\: Europe

// [id:rhine-1] [tag:rivers] [tag:easy]
::The Rhine::Where does the Rhine end?{
  =In the North Sea #Near Rotterdam.
  ~In the Baltic Sea #That is the Oder.
  ~In the Black Sea
  ####It is 1\\,233 km long.
}
"""
    question = only("gift", text)

    assert (question.kind, question.stem, question.several) == (AnswerType.CHOICE, "Where does the Rhine end?", False)
    assert question.options == (
        ForeignOption("In the North Sea", 1.0, "Near Rotterdam."),
        ForeignOption("In the Baltic Sea", 0.0, "That is the Oder."),
        ForeignOption("In the Black Sea", 0.0),
    )
    assert question.why == "It is 1\\,233 km long."
    assert (question.id, question.name, question.tags) == ("rhine-1", "The Rhine", ("rivers", "easy"))
    assert question.topic == ("Geography", "Rivers : Europe")
    assert question.place.line == 4


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("Two {=plus ~times} two is four.", "Two _____ two is four."),
        ("Two times two is {=four ~five}.", "Two times two is _____."),
        ("Two times two is{=four ~five}", "Two times two is"),
        ("Is \\{1\\} a set\\: yes or no?{=yes ~no}", "Is {1} a set: yes or no?"),
        ("C\\:\\\\temp\\nis a path{=y ~n}", "C:\\temp\nis a path"),
        ("Really\\?{=y ~n}", "Really\\?"),
        ("[html]<p>Water is H<sub>2</sub>O&nbsp;&amp; more</p>{=y ~n}", "Water is H₂O & more"),
        ("[markdown]Water is **wet**{=y ~n}", "Water is wet"),
        ("[plain]a < b & b > c{=y ~n}", "a < b & b > c"),
    ],
)
def test_stems(text: str, stem: str) -> None:
    assert only("gift", text).stem == stem


@pytest.mark.parametrize(
    ("answers", "several", "points"),
    [
        ("=a ~b ~c", False, {"a": 100, "b": 0, "c": 0}),
        ("~%50%a ~%50%b ~%-100%c", True, {"a": 50, "b": 50, "c": -100}),
        ("=a ~%25%b ~c", False, {"a": 100, "b": 25, "c": 0}),
        ("~%33.33333%a ~%33.33333%b ~%33.33333%c ~d", True, {"a": 33.33, "b": 33.33, "c": 33.33, "d": 0}),
        ("~a ~=b", False, {"a": 0, "b": 100}),
        ("~ \\=1 = \\=2 ~ \\~", False, {"=1": 0, "=2": 100, "~": 0}),
        ("=%50%a ~50% ~%x%", False, {"a": 50, "50%": 0, "%x%": 0}),
        ("=a -> b ~c -> d", False, {"a -> b": 100, "c -> d": 0}),
    ],
)
def test_choices(answers: str, several: bool, points: dict[str, float]) -> None:
    question = only("gift", f"Q{{{answers}}}")

    assert (question.kind, question.several, shares(question)) == (AnswerType.CHOICE, several, points)


@pytest.mark.parametrize(
    ("answers", "value", "why"),
    [
        ("T", "true", ""),
        ("FALSE", "false", ""),
        ("true", "true", ""),
        ("F#no#yes", "false", "yes"),
        ("T#no", "true", "no"),
    ],
)
def test_claims(answers: str, value: str, why: str) -> None:
    question = only("gift", f"The Moon is a star.{{{answers}}}")

    assert (question.kind, question.options[0].text, question.why) == (AnswerType.TRUE_FALSE, value, why)


def test_typed_answers() -> None:
    question = only("gift", "Who?{=Ada Lovelace =%50%Lovelace#first name? =*#no}")

    assert question.kind is AnswerType.TYPED
    assert question.options == (
        ForeignOption("Ada Lovelace", 1.0),
        ForeignOption("Lovelace", 0.5, "first name?"),
        ForeignOption("*", 1.0, "no"),
    )


@pytest.mark.parametrize(
    ("answers", "options"),
    [
        ("#1822:5", [("1822", 1.0, "5")]),
        ("#3.141..3.142", [("3.1415", 1.0, "0.0005")]),
        ("#-4", [("-4", 1.0, "")]),
        ("#0.00001..0.00003", [("0.00002", 1.0, "0.00001")]),
        ("# =1822:0 =%50%1822:2", [("1822", 1.0, "0"), ("1822", 0.5, "2")]),
        ("# =3:2 ~#no", [("3", 1.0, "2")]),
    ],
)
def test_numbers(answers: str, options: list[tuple[str, float, str]]) -> None:
    question = only("gift", f"How much?{{{answers}}}")

    assert question.kind is AnswerType.NUMBER
    assert [(one.text, one.share, one.within) for one in question.options] == options


def test_pairs_and_what_belongs_to_nothing() -> None:
    question = only("gift", "Match.{=gold -> Au =iron->Fe = -> Pb}")

    assert question.kind is AnswerType.MATCHING
    assert question.pairs == (Pair("gold", "Au"), Pair("iron", "Fe"), Pair("", "Pb"))


@pytest.mark.parametrize(
    ("text", "loss"),
    [
        ("Just a text.", ("X101", 1, "Just a text.")),
        ("::Essay::Write.{}", ("X101", 1, "Essay")),
        ("One {=a ~b} and two {=c ~d}", ("X104", 1, "One")),
        ("No end {=a ~b", ("X143", 1, "No end")),
        ("No start =a ~b}", ("X143", 1, "No start =a ~b}")),
        ("\n\nOne option{~a}", ("X143", 3, "One option")),
        ("Odd{#a lot}", ("X143", 1, "Odd")),
        ("Odd{#nan}", ("X143", 1, "Odd")),
        ("Odd{=a->b =c}", ("X143", 1, "Odd")),
    ],
)
def test_what_is_lost_is_named(text: str, loss: tuple[str, int, str]) -> None:
    assert lost("gift", text) == [loss]


def test_one_bad_question_leaves_the_others_alone() -> None:
    text = "First{=a ~b}\n\nSecond{=a\n\n~b}\n\nThird{T}"

    assert [one.stem for one in found("gift", text) if isinstance(one, ForeignQuestion)] == ["First", "Third"]
    assert [(code, line) for code, line, _ in lost("gift", text)] == [("X143", 3), ("X143", 5)]


def test_a_name_of_two_lines_in_a_comment_of_moodle_is_no_part_of_the_stem() -> None:
    question = only("gift", "// question: 7  name: Two\nlines\n::Two lines::Which?{=a ~b}\n")

    assert (question.name, question.stem, question.place.line) == ("Two lines", "Which?", 3)


def test_a_picture_in_the_feedback_does_not_cost_the_question() -> None:
    in_feedback = only("gift", "[html]Q{=a#<img src\\=x> ~b ####<img src\\=y>}")
    in_stem = only("gift", "[html]Q<img src\\=x>{=a ~b}")

    assert in_feedback.marks == {"X117"}
    assert in_stem.marks == {"X105"}


def test_a_file_in_windows_1252_is_read_with_a_note() -> None:
    assert lost("gift", "Wo liegt Köln?{=am Rhein ~an der Elbe}".encode("cp1252")) == [("X150", 0, "")]


def test_it_is_known_by_its_content() -> None:
    assert sniffed("::Q::stem{=a ~b}\n\nmore{T}") == "gift"
    assert sniffed("nothing to see", "x.gift") == "gift"


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from([*"{}=~#:\\%[] \n", "->", "::", "####", "//", "$CATEGORY:", "T", "a", "5", "..", "<b>"]))
)
def test_any_text_is_read_or_named(pieces: list[str]) -> None:
    for one in found("gift", "".join(pieces)):
        assert one.place.line > 0


@pytest.mark.parametrize("piece", ["\\", "{", "a{=b ~c}", "#", "=", "~", "%", "<a ", "\\~", "::", "a\n\n"])
def test_time_is_in_line_with_the_length(piece: str) -> None:
    assert reads_quickly("gift", f"a{{=b ~{piece * 30_000}")
    assert reads_quickly("gift", f"a{{{piece * 30_000}}}")


@settings(max_examples=80, deadline=None, derandomize=True)
@given(
    st.lists(
        st.text("abc :#={}~\\é", min_size=1).filter(lambda text: text.strip() == text and text), min_size=2, max_size=5
    )
)
def test_what_is_escaped_is_read_as_it_was(texts: list[str]) -> None:
    escaped = ["".join(f"\\{char}" if char in ":#={}~\\" else char for char in text) for text in texts]
    question = questions("gift", f"[plain]Q{{={escaped[0]}{''.join(f'~{text}' for text in escaped[1:])}}}")[0]

    assert [option.text.split() for option in question.options] == [text.split() for text in texts]


def test_lines_that_are_not_utf_8_are_read_by_themselves() -> None:
    data = "::é::Fine é?{=a ~b}\n\n".encode() + "::ö::Fine ö?{=a ~b}\n".encode("cp1252")
    read = [one for one in found("gift", data) if isinstance(one, ForeignQuestion)]

    assert [one.stem for one in read] == ["Fine é?", "Fine ö?"]
    assert lost("gift", data) == [("X150", 0, "")]


@pytest.mark.parametrize(
    ("format_", "data", "why"),
    [
        ("gift", "a{T}\n\n" * 300_000, "the file has far more lines than a bank can hold"),
        ("numbered-list", "1. a\n" * 600_000, "the file has far more lines than a bank can hold"),
        ("cards", "a\tb\n" * 600_000, "the file has far more lines than a bank can hold"),
        ("sheet", "Name,Year\n" + "a,1\n" * 61_000, "it holds more than 60,000 rows"),
    ],
    ids=["questions", "numbers", "cards", "rows"],
)
def test_what_no_bank_can_hold_is_refused_before_it_is_read(format_: str, data: str, why: str) -> None:
    assert refused(format_, data) == why


def test_a_file_with_more_questions_than_a_bank_holds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.exchange.read.MOST_QUESTIONS", 10)

    assert len(questions("gift", "a{T}\n\n" * 10)) == 10
    assert refused("gift", "a{T}\n\n" * 11) == "it holds more than 10 questions"
