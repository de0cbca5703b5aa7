"""A text that several questions share is shown with each of them, in rounds, reviews and previews."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Program

FERRY = (
    "The ferry left the harbour of Kiel at nine in the morning. The last car did not get on.",
    "On board were forty passengers and a dog, which slept in the galley.",
    "The ferry reached Oslo only at ten in the evening, two hours late, and nobody was ill but the dog.",
)
BANK = f"""\
id: reading
title: Reading
source: none
passages:
  ferry: |
    {FERRY[0]}

    {FERRY[1]}

    {FERRY[2]}
  code: |
    A program:

        print({{1: [1]}})
questions:
  when: {{topic: Ferry, passage: ferry, ask: When did it leave?, answer: at nine, wrong: [at ten, at noon, at one]}}
  ill: {{topic: Ferry, passage: ferry, ask: Who was ill?, answer: the dog, wrong: [the captain, the cook, nobody]}}
  late: {{topic: Ferry, passage: ferry, ask: How late was it?, answer: two hours, wrong: [one hour, five, three]}}
  prints: {{topic: Code, passage: code, ask: What is the key?, answer: 1, wrong: [2, 3, 4]}}
  one: {{topic: Numbers, ask: What comes first?, answer: one, wrong: [two, three, four]}}
  last: {{topic: Numbers, ask: What comes last?, answer: nine, wrong: [eight, six, seven]}}
"""
SHOWN = "".join(f"{paragraph}\n\n" for paragraph in FERRY)
STEMS = ("When did it leave?", "Who was ill?", "How late was it?")


@pytest.fixture
def reading(program: Program) -> Program:
    program.bank("reading", BANK)
    return program


def asked(program: Program, seed: int, questions: int) -> list[str]:
    """Return the stems of a round in the order in which they were asked."""
    args = ("play", "reading", "--seed", f"{seed}", "--questions", f"{questions}", "--mode", "test", "--plain")
    out = program.run(*args, typed="1\n" * questions).out
    return re.findall(r"^(?:When|Who|How|What) .*\?$", out.partition("The round is over.")[0], re.MULTILINE)[:questions]


def test_the_passage_is_above_each_of_its_questions(reading: Program) -> None:
    args = ("play", "reading", "--topic", "Ferry", "--seed", "1", "--plain")
    out = reading.run(*args, typed="1\n1\n1\nq\n").out

    assert [out.count(f"{SHOWN}{stem}\n") for stem in STEMS] == [1, 1, 1]


@pytest.mark.parametrize("seed", range(4))
def test_questions_on_a_passage_come_together_and_as_many_as_fit(program: Program, seed: int) -> None:
    program.bank("reading", BANK)
    for questions in (3, 6):
        stems = asked(program, seed, questions)
        places = [place for place, stem in enumerate(stems) if stem in STEMS]

        assert len(stems) == questions
        assert places == list(range(places[0], places[0] + len(places))) if places else True
        assert len(places) == 3 or not places or places[-1] == questions - 1


def test_code_in_a_passage_keeps_its_braces(reading: Program) -> None:
    out = reading.run("play", "reading", "--topic", "Code", "--plain", typed="q\n").out

    assert "A program:\n\n    print({1: [1]})\n\nWhat is the key?\n" in out


def test_a_review_shows_the_passage_with_the_one_question(reading: Program) -> None:
    args = ("play", "reading", "--topic", "Ferry", "--questions", "1", "--seed", "1", "--plain")
    asked = reading.run(*args, typed="q\n").out
    wrong = re.search(r"^(\d)\. (?:at ten|the captain|one hour)$", asked, re.MULTILINE)
    assert wrong is not None
    reading.run(*args, typed=f"{wrong[1]}\nq\n")
    assert not reading.attempts()[-1].right
    out = reading.run("play", "reading", "--mode", "mistakes", "--plain", typed="q\n").out

    assert out.count(SHOWN) == 1
    assert "Question 1 of 1." in out


def test_an_answer_is_shown_again_below_its_passage(reading: Program) -> None:
    reading.run("play", "reading", "--topic", "Ferry", "--seed", "1", "--plain", typed="1\n!\n\n1\nq\n")
    round_ = reading.attempts()[0].round
    out = reading.run("history", round_).out
    shown = reading.run("history", round_, "--json").json()["attempts"][0]["shown"]

    assert out.count(SHOWN) == 1
    assert shown["passage"] == SHOWN.strip()
    assert FERRY[1] in reading.run("flags").out


def test_all_answers_of_a_test_are_below_their_passage(reading: Program) -> None:
    args = ("play", "reading", "--topic", "Ferry", "--mode", "test", "--seed", "1", "--plain")
    out = reading.run(*args, typed="1\n1\n1\nq\n").out

    assert out.count(SHOWN) == 4
    assert f"{SHOWN}Question 1." in out


def test_a_preview_shows_a_passage_once(reading: Program) -> None:
    out = reading.run("bank", "preview", "./banks/reading.yaml").out
    items = reading.run("bank", "preview", "./banks/reading.yaml", "--json").json()

    assert out.count(FERRY[0]) == 1
    assert out.count("  on the same passage\n") == 2
    assert [item.get("passage", "") for item in items] == [
        *[SHOWN.strip()] * 3,
        "A program:\n\n    print({1: [1]})",
        "",
        "",
    ]


def test_a_table_may_be_about_a_passage(program: Program) -> None:
    table = "tables: {t: {passage: p, rows: {a: {x: 1, y: 2}, b: {x: 3, y: 4}, c: {x: 5, y: 6}},"
    program.bank(
        "t", f'id: t\npassages: {{p: Read this.}}\n{table} questions: {{q: {{ask: "Of {{x}}?", answer: y}}}}}}}}\n'
    )
    out = program.run("play", "t", "--plain", typed="q\n").out

    assert re.search(r"^Read this\.\n\nOf \d\?$", out, re.MULTILINE)


def test_two_passages_may_have_the_same_question(program: Program) -> None:
    question = "ask: What is it about?, answer: a dog, wrong: [a cat, a cow, a bird]"
    program.bank(
        "two",
        f"id: two\nsource: s\npassages: {{a: Of Rex., b: Of Bello.}}\n"
        f"questions:\n  x: {{{question}, passage: a}}\n  y: {{{question}, passage: b}}\n",
    )
    out = program.run("play", "two", "--mode", "test", "--plain", typed="1\n1\nq\n").out

    assert "Of Rex.\n\nWhat is it about?" in out
    assert "Of Bello.\n\nWhat is it about?" in out
    assert "Q126" not in program.run("bank", "check", "./banks/two.yaml").out
