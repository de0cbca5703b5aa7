"""Computed questions: every combination, compared with separate calculations, and every mistake at its place."""

import re

import pytest

from quiz.bank.limits import MAX_COMBINATIONS
from quiz.items.decoding import decode
from quiz.items.item import Item, NotGenerated
from quiz.items.sources import QuestionSource, bank_facts
from quiz.lint.check import check_bank
from tests.forms import Form

WAY = """\
id: b
title: B
source: S
questions:
  way:
    ask: "A train goes {v} m/s for {t} s. How far?"
    answer: "{v*t} m"
    wrong: ["{v+t} m", {text: "{v/t:1} m", why: "{v} by {t} is no way."}, "{v*t*10} m"]
    values: {v: 2..12, t: [2, 3, 5]}
    why: "{v} m/s × {t} s = {v*t} m."
    hint: "Multiply {v} by {t}."
"""


def source_of(text: str) -> QuestionSource:
    decoded = decode(text.encode(), "b")
    assert decoded.bank is not None, decoded.errors
    (fact,) = bank_facts(decoded.bank)
    (found,) = fact.item_sources
    assert isinstance(found, QuestionSource)
    return found


def test_every_combination_is_asked_and_proven() -> None:
    made = [item for _, item in source_of(WAY).every()]
    assert 33 == len(made) == len({item.stem for item in made if isinstance(item, Item)})
    for item in made:
        assert isinstance(item, Item)
        v, t = map(int, re.findall(r"\d+", item.stem))
        assert Form.PICK == item.form
        assert [f"{v * t} m"] == [option.text for option in item.key_options]
        assert (f"{v} m/s × {t} s = {v * t} m.", (f"Multiply {v} by {t}.",)) == (item.why, item.hints)
        numbers = [float(option.text.removesuffix(" m")) for option in item.options]
        assert 4 == len(set(numbers))
        assert sorted(numbers) == numbers
        formulas = {float(v + t), round(v / t + 1e-9, 1), v * t * 10.0}
        assert {*numbers} >= {one for one in formulas if one != v * t} or len(formulas - {float(v * t)}) < 3
        assert all(option.id == "answer" or option.id.startswith("wrong.") for option in item.options)


def test_a_fact_is_the_pattern_and_the_seed_draws_a_combination() -> None:
    source = source_of(WAY)
    items = [source.item(0, str(seed), slot) for seed in range(40) for slot in (0, 1)]
    assert {"b/way"} == {item.id for item in items if isinstance(item, Item)}
    assert len({item.stem for item in items if isinstance(item, Item)}) > 20
    assert source.item(0, "x", 3) == source_of(WAY).item(0, "x", 3)


def test_a_wrong_answer_that_says_the_same_as_the_key_is_replaced() -> None:
    text = WAY.replace("v: 2..12, t: [2, 3, 5]", "v: [2], t: [2]")
    item = source_of(text).item(0, "0", 0)
    assert isinstance(item, Item)
    texts = {option.text for option in item.options}
    assert {"4 m", "8 m", "1.0 m", "40 m"} == texts


def test_results_are_rounded_and_shown_with_the_digits_asked_for() -> None:
    text = 'id: b\nquestions:\n  q: {ask: "{x}?", answer: "{x/3:2} or {0.1+0.2}", wrong: ["{x}"], values: {x: [1.50]}}'
    item = source_of(text).item(0, "0", 0)
    assert isinstance(item, Item)
    assert ("1.50?", "0.50 or 0.3") == (item.stem, item.key_options[0].text)


def test_a_computed_number_may_be_typed_with_a_tolerance() -> None:
    text = 'id: b\nquestions:\n  q: {ask: "{x}?", answer: "{sqrt(x):2} m", typed: true, within: 1 %, values: {x: [2]}}'
    item = source_of(text).item(0, "0", 0)
    assert isinstance(item, Item)
    assert (Form.TYPED, "1.41 m") == (item.form, item.key_options[0].text)


def test_where_a_formula_has_no_result_there_is_no_question_and_no_crash() -> None:
    found = source_of(WAY)
    found.question = found.question._replace(answers=("{1/0}",))  # the check refuses such a bank

    made = found.item(0, "1", 0)
    assert NotGenerated("this divides by zero", "") == made


def test_the_check_makes_every_combination() -> None:
    bank = decode(WAY.encode(), "b").bank
    assert bank is not None
    checked = check_bank(bank)
    assert (33, ()) == (checked.items, checked.problems)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ('answer: "{v*t}", wrong: ["1"]', "B204 t}"),
        ('answer: "{v*}", wrong: ["1"]', 'B205 }"'),
        ('answer: "{v v}", wrong: ["1"]', 'B205 v}", w'),
        ('answer: "{v**2}", wrong: ["1"]', "B205 **"),
        ('answer: "{open(v)}", wrong: ["1"]', "B205 open"),
        ('answer: "{v", wrong: ["1"]', 'B205 {v"'),
        ('answer: "{1/(v-2)}", wrong: ["1"]', "B308 /(v"),
        ('answer: "{v}", wrong: ["{sqrt(1-v)}"]', "B308 sqrt"),
        ('answer: "{v}", wrong: ["1"], why: "{vv}"', "B204 vv"),
    ],
)
def test_mistakes_in_formulas_are_shown_at_their_place(keys: str, expected: str) -> None:
    line = f'  q: {{ask: "{{v}}?", {keys}, values: {{v: 1..3}}}}'
    found = decode(f"id: b\nquestions:\n{line}\n".encode(), "b").errors
    code, at = expected.split(" ", 1)

    assert {(code, 1 + line.index(at))} == {(problem.code, problem.span.column) for problem in found}


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ("[1, 2]", "B103"),
        ("{v: x}", "B301"),
        ("{v: 3..1}", "B301"),
        ("{v: 1..x}", "B301"),
        ("{v: [1, 2..3]}", "B301"),
        ("{sqrt: 1..3}", "B106"),
        ("{a-b: 1..3}", "B106"),
        (f"{{v: 1..{MAX_COMBINATIONS + 1}}}", "B005"),
        ("{v: 1..999999999}", "B005"),
        ("{v: 1..200, t: 1..200}", "B005"),
        ("{v: []}", "B105"),
    ],
)
def test_mistakes_in_values_are_shown(values: str, code: str) -> None:
    text = f"id: b\nquestions:\n  q: {{ask: A, answer: b, wrong: [c], values: {values}}}\n"
    assert code in [problem.code for problem in decode(text.encode(), "b").errors]


def test_values_belong_to_questions_with_answers() -> None:
    text = "id: b\nquestions:\n  q: {claim: A, is: true, values: {v: 1..3}}\n"
    assert ["B206"] == [problem.code for problem in decode(text.encode(), "b").errors]


def texts_of(question: str, language: str = "") -> list[str]:
    """Return the options of the first combination of a question, in the order shown."""
    item = source_of(f"id: b\nlanguage: {language or 'en'}\nquestions:\n  q: {question}").item(0, "0", 0)
    assert isinstance(item, Item)
    return [option.text for option in item.options]


def test_numbers_are_read_and_written_as_in_the_language_of_the_bank() -> None:
    question = '{ask: A, answer: "{x/8:3} m", wrong: ["{x} m", "{x*2} m", "{x/10^9} m"], values: {x: ["25,0"]}}'
    assert ["0,000000025 m", "3,125 m", "25,0 m", "50 m"] == texts_of(question, "de")


def test_numbers_with_other_decimals_are_no_versions() -> None:
    question = '{ask: A, answer: "{x:2}", wrong: ["{x+0:1}", "{x-0.2:1}", "{x*3:1}"], values: {x: [3.1]}}'
    texts = texts_of(question)
    assert ["2.9", "3.10", "9.3"] == [text for text in texts if text in ("2.9", "3.10", "3.1", "9.3")]
    assert sorted(texts, key=float) == texts


def test_small_and_capital_letters_are_two_names() -> None:
    question = '{ask: A, answer: "{p*V}", wrong: ["{p*v}"], values: {p: [2], v: [3], V: [4]}}'
    assert ["6", "8"] == texts_of(question)


def test_the_same_formula_twice_is_an_error() -> None:
    text = 'id: b\nquestions:\n  q: {ask: A, answer: "{v}", wrong: ["{v} ", "{v}"], values: {v: [3, 4]}}'
    assert ["B303", "B303"] == [problem.code for problem in decode(text.encode(), "b").errors]


@pytest.mark.parametrize(
    ("before", "after"), [("", " apples"), ("about ", " of them"), ("No. ", ""), ("No.", "."), ("A-", "")]
)
def test_options_with_words_around_their_numbers_rise_and_differ(before: str, after: str) -> None:
    formulas = ["{v*2}", "{v+2:1}", "{v/4:2}", "{v*10^6}"]
    answer, *wrong = (f"{before}{formula}{after}" for formula in formulas)
    texts = texts_of(f'{{ask: A, answer: "{answer}", wrong: {wrong}, values: {{v: [2]}}}}')
    numbers = [float(text.removeprefix(before).removesuffix(after)) for text in texts]
    assert 4 == len({*numbers} | {0.5, 4, 2_000_000})
    assert sorted(numbers) == numbers
