from decimal import Decimal

import pytest

from quiz.bank.model import Question, TextGap, Wrong
from quiz.bank.problems import Problem
from quiz.items.decoding import decode
from quiz.values.numerals import Tolerance


def question(typed: str) -> Question:
    decoded = decode(f"id: x\ntopic: T\nquestions:\n  q: {{ask: A, {typed}}}\n".encode(), "x")
    assert () == decoded.problems
    assert decoded.bank is not None
    return decoded.bank.questions[0]


def problems(typed: str) -> list[Problem]:
    return list(decode(f"id: x\nquestions:\n  q: {{ask: A, {typed}}}\n".encode(), "x").problems)


def told(typed: str) -> list[str]:
    return [f"{problem.span.line}:{problem.span.column} {problem.code}" for problem in problems(typed)]


def test_a_question_with_everything() -> None:
    text = """\
id: x
questions:
  delay:
    topic: Delays
    ask: Why?
    answer: Greece
    wrong:
      - Turkey
      - {text: Cyprus, why: It was not.}
    pinned: [None of these, {text: All of these, why: Too much.}]
    why: Because.
    hint: Think.
    source: Paper
"""
    decoded = decode(text.encode(), "x")

    assert () == decoded.problems
    assert decoded.bank is not None
    (found,) = decoded.bank.questions
    expected = Question(
        id="delay",
        topic="Delays",
        ask="Why?",
        answers=("Greece",),
        wrong=(Wrong("Turkey"), Wrong("Cyprus", "It was not.")),
        span=found.span,
        pinned=(Wrong("None of these"), Wrong("All of these", "Too much.")),
        why="Because.",
        hints=("Think.",),
        source="Paper",
    )
    assert expected == found
    assert (3, 3) == found.span[:2]


def test_the_topic_is_that_of_the_bank_or_its_title() -> None:
    assert "T" == question("answer: a, wrong: [b, c]").topic
    untitled = decode(b"id: x\nquestions:\n  q: {ask: A, answer: a, wrong: [b, c]}\n", "file").bank
    assert untitled is not None
    assert "file" == untitled.questions[0].topic


def test_choose_all_takes_several_answers_and_one_wrong() -> None:
    found = question("answer: [a, b], choose: all, wrong: c")

    assert (("a", "b"), "choose-all", (Wrong("c"),)) == (found.answers, found.form, found.wrong)


def test_an_answer_may_be_one_of_the_pinned() -> None:
    found = question("answer: none, wrong: [b, c], pinned: [none]")

    assert (("none",), (Wrong("none"),)) == (found.answers, found.pinned)


@pytest.mark.parametrize("typed", ["no", "12:30", "1.10", "0777", "2024-01-01", "~", "null"])
def test_options_are_the_text_as_typed(typed: str) -> None:
    found = question(f"answer: {typed}, wrong: [b, x{typed}]")

    assert ((typed,), (Wrong("b"), Wrong(f"x{typed}"))) == (found.answers, found.wrong)


@pytest.mark.parametrize(
    "typed",
    [
        "answer: a, wrong: [A, b, c]",
        "answer: a, wrong: [b, 'b ', c]",
        "answer: a, wrong: [b, c], pinned: [B]",
        "answer: [a, 'a '], choose: all, wrong: [b, c]",
        "answer: '1,000', wrong: [1000.0, 2, 3]",
        'answer: "a\\tb", wrong: [a b, c, d]',
        'answer: "a\\u0301", wrong: ["\\u00e1", c, d]',
        "answer: a, wrong: [{text: a}, b, c]",
        "answer: none, wrong: [none, b, c], pinned: [none]",
    ],
)
def test_options_that_read_the_same_are_told(typed: str) -> None:
    (problem,) = problems(typed)

    assert ("B303", 3) == (problem.code, problem.span.line)
    assert "says the same as the option in line 3" in problem.message


@pytest.mark.parametrize(
    "typed",
    [
        "answer: a, wrong: []",
        "answer: [a, b], choose: all, wrong: []",
    ],
)
def test_too_few_wrong_answers_are_told_at_their_key(typed: str) -> None:
    column = len("  q: {ask: A, ") + typed.index("wrong") + 1

    assert [f"3:{column} B304"] == told(typed)


@pytest.mark.parametrize("typed", ["answer: a, wrong: b", "answer: none, wrong: [b], pinned: [none]"])
def test_one_wrong_answer_is_enough(typed: str) -> None:
    assert (Wrong("b"),) == question(typed).wrong


def other(typed: str) -> Question:
    """Return a question that has no `ask`, or an `answer` of another kind."""
    decoded = decode(f"id: x\ntopic: T\nquestions:\n  q: {{{typed}}}\n".encode(), "x")
    assert () == decoded.problems
    assert decoded.bank is not None
    return decoded.bank.questions[0]


@pytest.mark.parametrize(("typed", "expected"), [("true", True), ("false", False), ("no", False), ("Yes", True)])
def test_a_claim_is_a_statement_that_is_true_or_false(typed: str, *, expected: bool) -> None:
    found = other(f'claim: "Whales are fish.", is: {typed}, why: Because.')

    assert ("claim", "Whales are fish.", expected, "Because.") == (found.form, found.ask, found.is_true, found.why)


def test_an_order_is_given_in_the_right_order() -> None:
    found = other("ask: Which comes first?, order: [egg, larva, 7, 'no']")

    assert ("order", ("egg", "larva", "7", "no")) == (found.form, found.answers)


def test_a_match_has_pairs_and_right_sides_to_spare() -> None:
    found = other('ask: "What is it in German?", match: {dog: Hund, cat: Katze}, wrong: [Pferd]')

    assert ("match", (("dog", "Hund"), ("cat", "Katze")), (Wrong("Pferd"),)) == (found.form, found.pairs, found.wrong)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("claim: A", ["3:6 B102"]),
        ("claim: A, is: perhaps", ["3:21 B103"]),
        ("claim: A, is: true, wrong: [b]", ["3:27 B206"]),
        ("claim: A, is: true, ask: B", ["3:27 B206"]),
        ("ask: A, is: true, answer: b, wrong: [c]", ["3:15 B206"]),
        ("ask: A, order: [b, c]", ["3:15 B105"]),
        ("ask: A, order: b", ["3:22 B103"]),
        ("ask: A, order: [b, c, B]", ["3:29 B303"]),
        ("ask: A, order: [b, [c], d]", ["3:26 B103"]),
        ("ask: A, order: [b, c, d], answer: b", ["3:33 B206"]),
        ("order: [b, c, d]", ["3:6 B102"]),
        ("ask: A, match: [b, c]", ["3:22 B103"]),
        ("ask: A, match: {b: c}", ["3:15 B105"]),
        ("ask: A, match: {b: c, d: e}", ["3:15 B304"]),
        ("ask: A, match: {b: c, d: C, e: f}", ["3:32 B303"]),
        ("ask: A, match: {b: c, B: d, e: f}", ["3:29 B303"]),
        ("ask: A, match: {b: c, d: e}, wrong: [C, f]", ["3:44 B303"]),
        ("ask: A, match: {b: [c, d], e: f, g: h}", ["3:26 B103"]),
        ("ask: A, match: {b: c, d: e, f: g}, choose: all", ["3:42 B206"]),
        ("ask: A, match: {b: c, d: e, f: g}, order: [b, c, d]", ["3:15 B206"]),
    ],
)
def test_mistakes_in_other_forms_are_shown_where_they_are(typed: str, expected: list[str]) -> None:
    found = decode(f"id: x\nquestions:\n  q: {{{typed}}}\n".encode(), "x").problems

    assert expected == [f"{problem.span.line}:{problem.span.column} {problem.code}" for problem in found]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("answer: [a, b], wrong: [c, d]", ["3:27 B206"]),
        ("answer: a, wrong: [c, d], choose: some", ["3:49 B103"]),
        ("answer: a, wrong: [{txt: c}, b, d]", ["3:35 B101"]),
        ("answer: a, wrong: [{text: c, whi: x}, b, d]", ["3:44 B101"]),
        ("answer: a, wrong: [[c], b, d]", ["3:34 B103"]),
        ("answer: a, wrong: ['', b, d]", ["3:34 B103"]),
        ("answer: {a: b}, wrong: [c, d]", ["3:23 B103"]),
        ("answer: '', wrong: [c, d]", ["3:15 B105"]),
        ("wrong: [c, d]", ["3:6 B102"]),
        ("answer: a", ["3:6 B102"]),
        ("answer: a, wrong: [c, d], why: [x]", ["3:46 B103"]),
        ("answer: a, wrong: [c, d], hnit: x", ["3:41 B101"]),
    ],
)
def test_mistakes_are_told_where_they_are(typed: str, expected: list[str]) -> None:
    assert expected == told(typed)


def test_a_wrong_answer_without_a_text_is_told() -> None:
    assert ["3:33 B102", "3:34 B101"] == told("answer: a, wrong: {a: b}")


def test_all_mistakes_are_told_at_once_in_order() -> None:
    text = """\
id: x y
titel: X
questions:
  q: {ask: A, answer: [a, b], wrong: [c]}
  r: {ask: "", anwser: a, wrong: [c, c, d]}
  q: {}
"""
    found = [f"{p.span.line}:{p.span.column} {p.code}" for p in decode(text.encode(), "x").problems]

    expected = [
        "1:5 B106",
        "2:1 B101",
        "4:27 B206",
        "5:7 B105",
        "5:16 B101",
        "5:38 B303",
        "6:3 B104",
    ]
    assert expected == found


# Typed


def test_a_typed_answer_has_names_and_wrong_answers_of_its_own() -> None:
    found = other("ask: A, answer: [Lisbon, Porto], typed: true, also: Lisboa, wrong: [{text: Rome, why: No.}]")

    assert ("typed", ("Lisbon", "Porto"), ("Lisboa",)) == (found.form, found.answers, found.also)
    assert (Wrong("Rome", "No."),) == found.wrong


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("5", Tolerance(5)), ("5 %", Tolerance(5, is_share=True)), ("2.5%", Tolerance(Decimal("2.5"), is_share=True))],
)
def test_a_number_has_a_tolerance(typed: str, expected: Tolerance) -> None:
    assert expected == other(f"ask: A, answer: 42, typed: true, within: {typed}").within


def test_a_text_has_gaps_that_are_typed_or_chosen() -> None:
    answers = "{a: 1, b: [two, zwei], c: {answer: 3, within: 1}, d: {answer: four, wrong: [five, six]}}"
    found = other(f'gaps: "One {{a}}, {{b}}, {{c}} and {{d}}.", answers: {answers}')

    assert ("typed", "One (1) ____, (2) ____, (3) ____ and (4) ____.") == (found.form, found.ask)
    expected = [
        TextGap("a", ("1",)),
        TextGap("b", ("two", "zwei")),
        TextGap("c", ("3",), within=Tolerance(1)),
        TextGap("d", ("four",), ("five", "six")),
    ]
    assert expected == list(found.gaps)


def test_one_gap_has_no_number() -> None:
    assert "She ____." == other('gaps: "She {go}.", answers: {go: goes}').ask


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ask: A, answer: b, typed: false", ["B103 false"]),
        ("ask: A, answer: b, typed: true, pinned: [c]", ["B206 pinned"]),
        ("ask: A, answer: b, typed: true, choose: all", ["B206 typed", "B102 q:"]),
        ("ask: A, answer: b, also: [c], wrong: [d]", ["B206 also"]),
        ("ask: A, answer: 1, within: 5, wrong: [d]", ["B206 within"]),
        ("ask: A, answer: b, typed: true, within: 5", ["B301 within"]),
        ("ask: A, answer: 5, typed: true, within: 0", ["B301 0}"]),
        ("ask: A, answer: 5, typed: true, within: five", ["B301 five"]),
        ("ask: A, answer: b, typed: true, wrong: [B]", ["B303 B]"]),
        ("ask: A, answer: b, typed: true, also: c, wrong: [C, d]", ["B303 C,"]),
        ("ask: A, answer: 50, typed: true, within: 5, wrong: [54]", ["B303 54"]),
        ('gaps: "A {b}."', ["B102 q:"]),
        ('gaps: "A.", answers: {b: c}', ['B206 "A.', "B203 b:"]),
        ('gaps: "A {b} {c}.", answers: {b: c}', ["B204 {c}"]),
        ('gaps: "A {b} {b}.", answers: {b: c}', ["B206 {b}"]),
        ('gaps: "A {b}.", answers: {b: c, d: e}', ["B203 d:"]),
        ('gaps: "A {b.", answers: {b: c}', ['B206 "A', "B205 {b.", "B203 b:"]),
        ('gaps: "A {b}.", answers: [c]', ["B103 [c]"]),
        ('gaps: "A {b}.", answers: {b: []}', ["B105 b:"]),
        ('gaps: "A {b}.", answers: {b: {wrong: [c]}}', ["B102 {wrong"]),
        ('gaps: "A {b}.", answers: {b: {answer: c, wrong: [C]}}', ["B303 C]"]),
        ('gaps: "A {b}.", answers: {b: {answer: c, within: 1}}', ["B301 within"]),
        ('ask: A, gaps: "A {b}.", answers: {b: c}', ["B206 ask"]),
    ],
)
def test_mistakes_in_typed_questions_are_shown_where_they_are(typed: str, expected: list[str]) -> None:
    line = f"  q: {{{typed}}}"
    found = decode(f"id: x\nquestions:\n{line}\n".encode(), "x").problems
    places = {(code, 1 + line.index(at)) for code, at in (one.split(" ", 1) for one in expected)}
    places = {(code, 6 if at == 3 else at) for code, at in places}  # a question begins at its brace

    assert places == {(problem.code, problem.span.column) for problem in found}
    assert len(expected) == len(found)
