"""`quiz find`: facts by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.app.reports.find import plain_letters

if TYPE_CHECKING:
    from tests.conftest import Program

GREEK = """\
format: 1
id: hellenic
title: "First Greek: words"
tables:
  words:
    topic: Words
    columns: [greek, english]
    rows:
      logos: [λόγος, {value: word, also: [speech]}]
      hemera: [ημέρα, day]
      naive: [[], naïve]
      nea: [νέα, news]
    questions:
      what: {ask: "What is {greek}?", answer: english, why: "{greek} is {english}. It is a word of Greek."}
"""


@pytest.fixture
def greek(colors: Program) -> Program:
    """Return the program with a bank of Greek words and one of colours."""
    colors.bank("hellenic", GREEK)
    return colors


def found(program: Program, *args: str) -> list[str]:
    return [fact["fact"] for fact in program.run("find", *args, "--json").json()["facts"]]


@pytest.mark.parametrize("word", ["λόγος", "ΛΟΓΟΣ", "λογος", "Word", "SPEECH"])
def test_case_accents_and_other_names_make_no_difference(greek: Program, word: str) -> None:
    assert "hellenic/words/logos" == found(greek, word, "--bank", "hellenic")[0]


def test_a_fact_is_shown_with_its_cells_bank_topic_and_what_is_known(greek: Program) -> None:
    expected = """\
λόγος (new)
  First Greek: words, Words (hellenic/words/logos)
  english: word and speech
  λόγος is word. It is a word of Greek.
"""
    done = greek.run("find", "word", "--bank", "hellenic")

    assert (0, "") == (done.code, done.err)
    assert done.out.startswith(expected)
    assert "ημέρα (new)" in done.out  # its explanation has the word, so it comes later


def test_what_is_worked_out_is_shown_without_its_formulas_and_a_text_with_its_gaps(program: Program) -> None:
    program.bank(
        "sums",
        """\
id: sums
questions:
  way:
    ask: "A rover drives {v} cm in {t} minutes. How far?"
    values: {v: [2, 3], t: [5, 7]}
    answer: "{v*t}"
    typed: true
  gap: {gaps: "A rover has {n} wheels.", answers: {n: six}}
  moon: {claim: "A rover drives on the Moon.", is: true}
""",
    )
    said = program.run("find", "rover").out
    assert "A rover drives … cm in … minutes. How far? (new)" in said
    assert "A rover has … wheels. (new)" in said
    assert "answer: six" in said
    assert "answer: true" in said
    assert "{" not in said


def test_all_words_are_wanted_and_written_out_questions_are_facts_too(colors: Program) -> None:
    assert ["colors/warm"] == found(colors, "warm", "yellow", "--bank", "colors")
    assert ["colors/mixes/green"] == found(colors, "blue", "yellow", "--bank", "colors")
    assert "No fact contains `warm` and `λόγος`.\n" == colors.run("find", "warm", "λόγος").out


def test_what_is_known_is_said(colors: Program) -> None:
    colors.run("play", "colors", "--topic", "Warmth", "--questions", "1", typed="1\nq\n")

    assert "Which of these are warm? Choose all. (learning, due tomorrow)\n" in colors.run("find", "warm").out


def test_facts_for_programs(greek: Program) -> None:
    record = greek.run("find", "speech", "--json").json()
    expected = {
        "bank": "hellenic",
        "title": "First Greek: words",
        "topic": "Words",
        "fact": "hellenic/words/logos",
        "name": "λόγος",
        "cells": {"greek": ["λόγος"], "english": ["word", "speech"]},
        "why": "λόγος is word. It is a word of Greek.",
        "state": "new",
        "due_at": None,
        "aside": False,
    }

    assert {"version": 1, "facts": [expected]} == record


def test_an_explanation_with_an_empty_cell_is_not_filled(greek: Program) -> None:
    (fact,) = greek.run("find", "naive", "--json").json()["facts"]

    assert ("naïve", "") == (fact["name"], fact["why"])


@pytest.mark.parametrize(
    ("args", "error"),
    [
        (["?"], "`?` has no letter or digit"),
        ([""], "`WORD` cannot be used: it is empty"),
        (["x", "--bank", "nowhere"], "there is no bank or course `nowhere`"),
        (["x", "--player", "Ada"], "there is no player `Ada`"),
    ],
)
def test_what_cannot_be_looked_for_is_said(colors: Program, args: list[str], error: str) -> None:
    done = colors.run("find", *args)

    assert (2, "") == (done.code, done.out)
    assert done.err.startswith(f"quiz: {error}")


def test_a_bank_with_errors_is_passed_over_unless_it_is_named(colors: Program) -> None:
    path = colors.bank("bad", "id: bad\nquestions:\n  - {ask: Which?}\n")

    assert 0 == colors.run("find", "warm").code
    done = colors.run("find", "warm", "--bank", "bad")
    assert (65, "") == (done.code, done.out)
    assert str(path) in done.err


@given(st.text())
def test_searched_letters_have_no_case_and_no_marks(text: str) -> None:
    plain = plain_letters(text)

    assert plain == plain_letters(text.upper()) or "ß" in text.casefold() or plain_letters(plain) == plain
    assert plain == " ".join(plain.split())
