"""Typed answers through pipes: how they are marked, the commands, and what is saved, shown again and exported."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Program

BANK = """\
id: words
title: Words
source: A book
language: en
tables:
  capitals:
    topic: Capitals
    rows:
      portugal: {country: Portugal, capital: Lisbon}
      austria: {country: Austria, capital: {value: Vienna, also: [Wien]}}
    questions:
      of: {ask: "What is the capital of {country}?", answer: capital, typed: true, why: "{capital}: {country}."}
questions:
  city: {topic: City, ask: "Which city?", answer: Nîmes, typed: true, wrong: [{text: Nice, why: It is not.}]}
  number: {topic: Number, ask: "How many?", answer: "100", typed: true, within: 5 %}
  gaps:
    topic: Gaps
    gaps: "Water {boils} at {hundred} °C."
    answers: {boils: {answer: boils, wrong: [melts, freezes]}, hundred: 100}
  mark: {topic: Marks, ask: "Which sign ends a question?", answer: "?", typed: true, hint: It is curved.}
"""


@pytest.fixture
def words(program: Program) -> Program:
    (program.folder / "words.yaml").write_text(BANK, encoding="utf-8")
    return program


def played(words: Program, topic: str, *lines: str) -> str:
    return words.run(
        "play", "words.yaml", "--plain", "--topic", topic, "--questions", "10", typed="\n".join([*lines, ""])
    ).out


@pytest.mark.parametrize(
    ("topic", "line", "said"),
    [
        ("City", "nîmes.", "Right. You typed nîmes.\n"),
        ("City", "Nimes", "Right. You typed Nimes.\nThe correct form is Nîmes."),
        ("City", "Nîmse", "Nearly. You typed Nîmse.\nThe correct form is Nîmes."),
        ("City", "Nice", "Not this time. You typed Nice. The answer is Nîmes.\nIt is not."),
        ("City", "Arles", "Not this time. You typed Arles. The answer is Nîmes."),
        ("Number", "105", "Right. You typed 105."),
        ("Number", "106", "Not this time. You typed 106. The answer is 100."),
        ("Marks", "?", "Right. You typed ?\n"),
    ],
)
def test_what_is_typed_is_marked(words: Program, topic: str, line: str, said: str) -> None:
    assert said in played(words, topic, line)
    assert [line] == [attempt.response for attempt in words.attempts()]


@pytest.mark.parametrize("round_", [("--seed", "3"), ("--mode", "test"), ("--mode", "sprint")], ids=" ".join)
def test_what_a_bank_wants_typed_is_typed_in_rounds_that_are_the_same_for_everybody(
    words: Program, round_: tuple[str, str]
) -> None:
    args = ("play", "words.yaml", "--topic", "Capitals", *round_)

    for typed in ((), ("--typed", "never")):
        out = words.run(*args, *typed, typed="Berlin\nq\n").out
        assert 2 == out.count("Your answer: "), typed
        assert "\n1. " not in out.partition("What now?")[0], typed


def test_commands_are_lines_of_their_own_and_q_stops(words: Program) -> None:
    out = played(words, "City", "?", "q")

    assert "Type the answer and press Enter; q and Enter, or Ctrl-C, to stop and save." in out
    assert out.endswith("Stopped before the first answer.\n")


def test_a_full_width_sign_is_the_same_command(words: Program) -> None:
    out = played(words, "City", "？", "！", "Ｑ")

    assert "Type the answer and press Enter; q and Enter, or Ctrl-C, to stop and save." in out
    assert "Answer a question first. Then you can flag it." in out
    assert out.endswith("Stopped before the first answer.\n")


def test_nothing_is_asked_about_a_flag_where_nothing_can_be_flagged(words: Program) -> None:
    assert "What is wrong" not in played(words, "City", "!")
    assert "What is wrong" in played(words, "City", "Nice", "!")


def test_h_asks_for_a_hint_where_no_answer_says_that(words: Program) -> None:
    said = played(words, "City", "h", "Nîmes")
    assert "There is no hint for this question." in said
    assert "Right. You typed Nîmes." in said


ELEMENTS = """\
id: elements
title: Elements
source: A book
questions:
  iron: {topic: Iron, ask: "Which metal rusts?", answer: iron, typed: true, hint: It is magnetic.}
  gas: {topic: Gas, ask: "Which sign has the lightest gas?", answer: H, typed: true, hint: It burns.}
"""


@pytest.mark.parametrize(
    ("topic", "answer", "command", "hint"),
    [("Iron", "iron", "?", ""), ("Iron", "iron", "h", "It is magnetic."), ("Gas", "H", "?", "It burns.")],
)
def test_the_keys_give_a_hint_only_where_h_is_an_answer(
    program: Program, topic: str, answer: str, command: str, hint: str
) -> None:
    (program.folder / "words.yaml").write_text(ELEMENTS, encoding="utf-8")
    out = played(program, topic, command, answer)

    assert ("Hint: " in out) == bool(hint)
    assert hint in out
    assert ("Type the answer and press Enter" in out) == (command == "?")
    assert [bool(hint)] == [attempt.hinted for attempt in program.attempts()]


def test_nothing_typed_twice_is_no_answer(words: Program) -> None:
    out = played(words, "City", "", "")

    assert "Type an answer, or press Enter again if you do not know." in out
    assert "Not this time. You typed nothing. The answer is Nîmes." in out
    assert [""] == [attempt.response for attempt in words.attempts()]


def test_gaps_are_filled_one_after_the_other(words: Program) -> None:
    out = played(words, "Gaps", "sings", "b", "99")

    assert "Water (1) ____ at (2) ____ °C.\nGap 1. One of: (a) boils; (b) freezes; (c) melts.\nGap 1: " in out
    assert "Type a, b or c, or the answer itself." in out
    assert "Gap 1: You typed freezes. The answer is boils.\nGap 2: You typed 99. The answer is 100." in out
    assert "0 of 2 gaps are right. The answer is right only if every part of it is." in out
    assert ["freezes | 99"] == [attempt.response for attempt in words.attempts()]
    assert "Right. Your answers:\nGap 1: Right, boils.\nGap 2: Right, 100." in played(words, "Gaps", "boils", "100")


def test_another_value_of_the_table_is_a_mix_up_and_no_slip(words: Program) -> None:
    out = played(words, "Capitals", "wien", "vienna")

    assert 1 == out.count("Right.")
    assert ("Not this time. You typed wien." in out) != ("Not this time. You typed vienna." in out)
    assert "You mix up 1 pair" in words.run("stats", "--confusions").out


def test_y_takes_an_answer_back_and_flags_it(words: Program) -> None:
    out = played(words, "City", "Nemausus", "y", "nîmes", "q")

    assert "3. I was right\n" in out
    assert 1 == out.count("Type y if you think that your answer is right.\n")
    assert (
        "The question is flagged for the author of the bank. Your answer is taken back. The question comes again."
        in out
    )
    assert [True, False] == [attempt.voided_at is not None for attempt in words.attempts()]
    (flag,) = words.run("flags", "--json").json()
    assert ("I was right: Nemausus (if so, add it to `also:`)", "Nemausus") == (flag["note"], flag["response"])


def test_what_is_known_to_be_wrong_was_not_right(words: Program) -> None:
    out = played(words, "City", "Nice", "q")

    assert "I was right" not in out
    assert "Type y" not in out


def test_what_is_typed_is_kept_cleaned_and_not_too_long(words: Program) -> None:
    played(words, "City", "\x1b[2J\u202eNi\u200bmes\t" + "x" * 1000)
    (attempt,) = words.attempts()

    assert attempt.response is not None
    assert 500 >= len(attempt.response)
    assert attempt.response.startswith("[2JNimes xxx")


def test_typed_answers_are_shown_again_resumed_and_handed_on(words: Program, tmp_path: Path) -> None:
    words.run("play", "words.yaml", "--plain", "--player", "ada", "--topic", "Capitals", typed="lisbn\nq\n")
    shown = words.run("history", words.rounds()[0].id, "--player", "ada").out
    resumed = words.run("play", "words.yaml", "--plain", "--player", "ada", "--topic", "Capitals", typed="1\nq\n").out
    file = tmp_path / "ada.json"
    words.run("players", "export", "ada", str(file))
    words.run("players", "import", str(file), "--as", "ben")

    assert "You typed: lisbn" in shown
    assert "Question 2 of 2" in resumed
    assert "lisbn" in [json.loads(line).get("response") for line in file.read_text(encoding="utf-8").splitlines()]
    assert "intact" in words.run("doctor").out
