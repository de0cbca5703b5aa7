# ruff: noqa: E501 # banks are whole lines
from decimal import Decimal

import pytest

from quiz.bank.model import Pattern, Value
from quiz.items.decoding import decode
from tests.forms import Form

BANK = """\
id: x
tables:
  t:
    rows:
      ann: {name: {value: Ann Lee, also: [Annie]}, born: 1950, town: Rome}
      bea: {name: Bea, born: "1,960", town: [Rome, Oslo]}
      cid: {name: Cid, born: 1970, town: []}
      dot: {name: Dot, born: 1980.5, town: Bern}
"""


def pattern(typed: str, more: str = "") -> Pattern:
    decoded = decode(f"{BANK}{more}    questions:\n      q: {{{typed}}}\n".encode(), "x")
    assert decoded.problems == ()
    assert decoded.bank is not None
    return decoded.bank.tables[0].patterns[0]


def told(typed: str) -> list[str]:
    """What is said about a pattern that starts in column 11 of line 10."""
    problems = decode(f"{BANK}    questions:\n      q: {{{typed}}}\n".encode(), "x").problems
    assert {problem.span.line for problem in problems} == {10}
    return [f"{problem.span.column} {problem.code} {problem.help}" for problem in problems]


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ('ask: "Who was born in {born}?", answer: name', Form.PICK),
        ('claim: "{name} was born in {born}.", swap: born', Form.CLAIM),
        ('ask: "Who is the oldest?", answer: name, least: born', Form.COMPARE),
        ('ask: "Who is the youngest?", answer: name, most: born', Form.COMPARE),
        ('ask: "Order them.", answer: name, order: born', Form.ORDER),
        ('ask: "Order them.", answer: name, order: born, descending: true', Form.ORDER),
        ('ask: "Match them.", answer: town, match: name', Form.MATCH),
        ('ask: "Who lives in {town}?", answer: name, choose: all', Form.CHOOSE_ALL),
        ('ask: "Who lives not in Rome?", answer: name, where: {town: Rome}, except: true', Form.NOT),
        ('ask: "Who lives not in {town}?", answer: name, except: yes', Form.NOT),
        ('ask: "Who lives not in Rome?", answer: name, where: {town: Rome}, except: false', Form.PICK),
    ],
)
def test_the_keys_say_which_form_a_pattern_has(typed: str, form: Form) -> None:
    assert form == pattern(typed).form


def test_a_pick() -> None:
    found = pattern('ask: "When was {name} born?", answer: born, why: "In {born}.", hint: "In {town}."')

    assert found.stem.raw == "When was {name} born?"
    assert found.answer.raw == "{born}"
    assert ("In {born}.", "In {town}.") == (found.why and found.why.raw, *(hint.raw for hint in found.hints))
    assert ("q", 10, 7) == (found.id, found.span.line, found.span.column)


def test_a_pattern_without_explanation_has_none() -> None:
    found = pattern('ask: "When was {name} born?", answer: born')

    assert (None, (), None, {}, ()) == (found.why, found.hints, found.near, found.columns, found.flags)


@pytest.mark.parametrize("answer", ["name", "'{name}'", "' name '", '"{name}"'])
def test_an_answer_may_be_a_column_in_braces_or_not(answer: str) -> None:
    assert pattern(f'ask: "Who was born in {{born}}?", answer: {answer}').answer.columns == ("name",)


def test_an_answer_may_be_a_phrase() -> None:
    assert pattern('ask: "Who was born in {born}?", answer: "{name} of {town}"').answer.raw == "{name} of {town}"


@pytest.mark.parametrize("decoys", ["[Eve of Wien, Fay of Graz]", "[Eve of Wien, {value: Fay of Graz}]"])
def test_decoys_of_a_phrase_stand_under_the_id_of_the_pattern(decoys: str) -> None:
    found = pattern(
        'ask: "Who was born in {born}?", answer: "{name} of {town}"', f"    decoys: {{q: {decoys}, name: [Gus]}}\n"
    )

    assert (Value("Eve of Wien"), Value("Fay of Graz")) == found.decoys


def test_a_compare_has_a_measure_and_a_direction() -> None:
    oldest = pattern('ask: "Who is the oldest?", answer: name, least: born')
    youngest = pattern('ask: "Who is the youngest?", answer: name, most: "{born}"')

    assert oldest.columns == {"least": "born"}
    assert youngest.columns == {"most": "born"}


def test_a_claim_swaps_a_column_that_it_shows() -> None:
    found = pattern('claim: "{name} was born in {born}.", swap: born')

    assert ("born", "{name} was born in {born}.", "{born}") == (found.columns["swap"], found.stem.raw, found.answer.raw)


@pytest.mark.parametrize(("typed", "expected"), [("5", 5), ('"1,000"', 1000), ("0.5", Decimal("0.5")), ("1e3", 1000)])
def test_near(typed: str, expected: int | Decimal) -> None:
    assert pattern(f'ask: "When was {{name}} born?", answer: born, near: {typed}').near == expected


@pytest.mark.parametrize("typed", ["0", "-1", "five", '"5 km"'])
def test_near_should_be_a_number_above_0(typed: str) -> None:
    assert told(f'ask: "When was {{name}} born?", answer: born, near: {typed}') == ["61 B301 for example `near: 5`"]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("{town: Rome}", (("town", ("Rome",)),)),
        ("{town: ' rome '}", (("town", ("rome",)),)),
        ("{town: [Rome, Bern]}", (("town", ("Rome", "Bern")),)),
        ("{town: Rome, born: 1950}", (("town", ("Rome",)), ("born", ("1950",)))),
        ("{born: 1960}", (("born", ("1960",)),)),
        ("{name: annie}", (("name", ("annie",)),)),
    ],
)
def test_where(where: str, expected: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
    assert pattern(f'ask: "When was {{name}} born?", answer: born, where: {where}').where == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('ask: "{nam}?", answer: born', ["17 B204 did you mean `{name}`?"]),
        ('ask: "?", answer: bron', ["29 B203 did you mean `born`?"]),
        ('ask: "?", answer: "{bron}"', ["30 B204 did you mean `{born}`?"]),
        ('ask: "?", answer: name, most: bron', ["41 B203 did you mean `born`?"]),
        ('ask: "?", answer: name, where: {twon: Rome}', ["43 B203 did you mean `town`?"]),
        ('ask: "?", answer: name, where: {town: Rom}', ["49 B207 did you mean `Rome`?"]),
        ('ask: "?", answer: name, where: {name: Anie}', ["49 B207 did you mean `Annie`?"]),
        ('ask: "?", answer: name, where: {town: Xyzzy}', ["49 B207 use a value that a row has"]),
        (
            'ask: "?", anwser: name',
            ["21 B101 did you mean `answer`?"],
        ),
        ('ask: "?", answer: name, wyh: "x"', ["35 B101 did you mean `why`?"]),
        ('ask: "?", answer: name, Where: {town: Rome}', ["35 B101 did you mean `where`?"]),
        ('claim: "{name}", swap: naem', ["34 B203 did you mean `name`?"]),
        ('ask: "?", answer: name, why: "{zzz}"', ["41 B204 its columns are name, born, town"]),
        ('ask: "?", answer: name, hint: "{twn}"', ["42 B204 did you mean `{town}`?"]),
    ],
)
def test_what_was_meant_is_offered(typed: str, expected: list[str]) -> None:
    assert sorted(expected) == sorted(told(typed))


EXCLUSIVE = [("claim", 'claim: "{name}", swap: name', "answer: born"), ("except", "except: true", "choose: all")]
EXCLUSIVE += [("except", "except: true", "most: born"), ("except", "except: true", "near: 5")]
EXCLUSIVE += [("choose", "choose: all", "least: born"), ("choose", "choose: all", "near: 5")]
EXCLUSIVE += [
    ("most", "most: born", "near: 5"),
    ("least", "least: born", "near: 5"),
    ("most", "most: born", "least: born"),
]


@pytest.mark.parametrize(("name", "one", "other"), EXCLUSIVE)
def test_keys_that_do_not_go_together_are_told_at_the_second_of_them(name: str, one: str, other: str) -> None:
    start = one if name == "claim" else f'ask: "?", answer: name, {one}'

    column = len(f"      q: {{{start}, ") + 1
    assert told(f"{start}, {other}") == [f"{column} B206 delete one of the two"]


def test_a_question_must_not_show_all_of_its_answer() -> None:
    assert list(decode((BANK + "    questions: {}\n").encode(), "x").errors) == []
    assert told('ask: "Who is {name}?", answer: name') == ["11 B305 use other columns in the question"]
    assert told('ask: "Who is {name} of {town}?", answer: "{name} of {town}"') == [
        "11 B305 use other columns in the question"
    ]
    assert pattern('ask: "Who lives in {town}?", answer: "{name} of {town}"').answer.raw == "{name} of {town}"


@pytest.mark.parametrize("brackets", ["{ nam }", "{nam }"])
def test_a_placeholder_with_spaces_is_placed_where_it_stands(brackets: str) -> None:
    assert told(f'ask: "Who {brackets}?", answer: born') == ["21 B204 did you mean `{name}`?"]


def test_a_placeholder_is_placed_in_its_own_text() -> None:
    text = f'{BANK}    questions:\n      q: {{ask: "{{ nam }}?", answer: born}}\n      r: {{ask: "{{nam}}", answer: born}}\n'

    assert [problem.span.line for problem in decode(text.encode(), "x").errors] == [10, 11]


def test_a_listed_pattern_is_named_by_its_text() -> None:
    text = f'{BANK}    questions:\n      - {{ask: "When was {{name}} born?", answer: born}}\n      - {{claim: "{{name}}!", swap: name}}\n'
    bank = decode(text.encode(), "x").bank

    assert bank is not None
    assert [found.id for found in bank.tables[0].patterns] == ["when-was-name-born", "name"]


def test_hints_are_shown_in_their_order_with_the_cells_of_a_row() -> None:
    found = pattern('ask: "When was {name} born?", answer: born, hint: ["In {town}.", "Not long ago."]')

    assert [hint.raw for hint in found.hints] == ["In {town}.", "Not long ago."]
