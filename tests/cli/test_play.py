"""`quiz play` through pipes."""

from __future__ import annotations

import json
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import right_answer

if TYPE_CHECKING:
    from quiz.history.records import RoundRow
    from tests.conftest import Program

LONG_BANK = """\
id: long
cards: false
title: Long
questions:
  - {ask: "First?", answer: a, wrong: [b, c, d], why: "%s"}
  - {ask: "Second?", answer: a, wrong: [b, c, d], why: "%s"}
"""


def timeless(text: str) -> str:
    """Return a transcript without the time that the round took."""
    return re.sub(r"Time: (\d+ min )?\d+ s\.", "Time: 1 s.", text)


def what_was_shown(program: Program, row: RoundRow) -> list[dict[str, Any]]:
    """Return the answers of a round without the fields that differ between two rounds asking the same."""
    attempts = program.run("history", row.id, "--json").json()["attempts"]
    return [{k: v for k, v in a.items() if k not in ("id", "took_ms", "answered_at")} for a in attempts]


GOLDEN = """\
Question 1 of 3. Warmth. 0 right so far.
Which of these are warm? Choose all.
A wrong choice cancels a right one.
1. blue
2. red
3. green
4. yellow
Your answers, 1 to 4: 
Type the numbers of all right answers, such as 1 3 (or a c), or q to stop and save. A wrong choice cancels a right one.
Your answers, 1 to 4: teal
Type the numbers of all right answers, such as 1 3 (or a c), or q to stop and save. A wrong choice cancels a right one.
Your answers, 1 to 4: ?
Type the numbers of all right answers, such as 1 3 (or a c), or q to stop and save. A wrong choice cancels a right one.
After an answer, u takes it back, ! flags its question and - sets its fact aside.
Your answers, 1 to 4: 5
Type the numbers of all right answers, such as 1 3 (or a c), or q to stop and save. A wrong choice cancels a right one.
Your answers, 1 to 4: 2 4
Right. You chose 2, red; and 4, yellow.
Red and yellow are warm.
Source: The painter's handbook.

Question 2 of 3. Mixing. 1 right so far.
What do red and green give?
1. gray
2. green
3. orange
4. brown
Your answer, 1 to 4: 1
Not this time. You chose 1, gray.
The answer is 4, brown.
red and green give brown.
black and white give gray.
Source: The painter's handbook.

Question 3 of 3. Mixing. 1 right so far.
What do black and white give?
1. purple
2. brown
3. gray
4. green
Your answer, 1 to 4: h
Hint: Think of black and white.
Your answer, 1 to 4: C
Right. You chose 3, gray.
black and white give gray.
Source: The painter's handbook.

The round is over.
2 of 3 right at the first try.
Longest streak: 1. Time: 1 s.
Warmth: 1 of 1.
Mixing: 1 of 2.
Weakest topic: Mixing.
Colors: 0 of 6 facts known, 3 learning.
This week: 1 of 3 days.
To look at again:
What do red and green give? The answer: brown. You said: gray.

What now?
1. practise what you missed
2. another round
3. take the last answer back
4. flag the last question
5. set the last fact aside
6. quit
Your answer, 1 to 6: q

Saved.
"""  # noqa: W291 # a prompt ends in a space


def test_a_round_reads_like_this(colors: Program) -> None:
    args = ["--questions", "3", "--seed", "7"]
    typed = "\nteal\n?\n5\n2 4\n1\nh\nC\nq\n"
    done = colors.run("play", "colors", *args, typed=typed)

    assert "" == done.err
    assert GOLDEN == timeless(done.out)
    assert 0 == done.code


GOLDEN_TEST = """\
Question 1 of 2. Mixing.
What do black and white give?
1. brown
2. green
3. gray
4. purple
Your answer, 1 to 4: h
Hint: Think of black and white.
Your answer, 1 to 4: 4
Noted.

Question 2 of 2. Mixing.
What do red and yellow give?
1. gray
2. purple
3. green
4. orange
Your answer, 1 to 4: 4
Noted.

Question 1. What do black and white give?
Not this time. You chose 4, purple.
The answer is 3, gray.
black and white give gray.
red and blue give purple.
Source: The painter's handbook.

Question 2. What do red and yellow give?
Right. You chose 4, orange.
red and yellow give orange.
Source: The painter's handbook.

The round is over.
1 of 2 right at the first try.
Longest streak: 1. Time: 1 s.
Mixing: 1 of 2.
Colors: 0 of 6 facts known, 2 learning.
This week: 1 of 3 days.

What now?
1. practise what you missed
2. another round
3. flag the last question
4. quit
Your answer, 1 to 4: q

Saved.
"""


def test_a_test_reads_like_this(colors: Program) -> None:
    args = ["--topic", "Mixing", "--mode", "test", "--questions", "2", "--seed", "7"]
    typed = "h\n4\n4\nq\n"
    done = colors.run("play", "colors", *args, typed=typed)

    assert "" == done.err
    assert GOLDEN_TEST == timeless(done.out)
    assert 0 == done.code


def test_the_end_of_the_input_saves_and_exits_with_0(colors: Program) -> None:
    done = colors.run("play", "colors", "--questions", "4", typed="1\n1\n")

    assert (0, "") == (done.code, done.err)
    assert done.out.endswith("\n\nSaved. 2 questions are left in this round.\n")
    (row,) = colors.rounds()
    assert (2, 4, None) == (row.answered, row.planned, row.ending)


@pytest.mark.parametrize("word", ["q", "quit", "Q", " q "])
def test_q_stops_and_saves(colors: Program, word: str) -> None:
    done = colors.run("play", "colors", "--questions", "4", typed=f"1\n{word}\n1\n1\n1\n")

    assert (0, "") == (done.code, done.err)
    assert done.out.endswith("Saved. 3 questions are left in this round.\n")
    assert 1 == len(colors.attempts())


def test_nothing_is_kept_of_a_round_without_an_answer(colors: Program) -> None:
    done = colors.run("play", "colors", typed="q\n")

    assert (0, "") == (done.code, done.err)
    assert done.out.endswith("Stopped before the first answer.\n")
    assert [] == colors.rounds()


@pytest.mark.parametrize("line", ["", " ", "0", "7", "x", "1 2", "-1", "1.0", "one", "²", "\x1b[A", "é" * 5000, "\0"])
def test_what_is_no_answer_is_asked_again_and_never_marked(colors: Program, line: str) -> None:
    typed = f"{line}\n2\n"
    done = colors.run("play", "colors", "--topic", "Mixing", "--questions", "2", typed=typed)

    assert (0, "") == (done.code, done.err)
    assert "Type a number from 1 to" in done.out
    assert "\x1b" not in done.out
    (attempt,) = colors.attempts()
    assert (attempt.shown.options[1].id,) == attempt.chosen


@pytest.mark.parametrize("line", ["3", "c", " C "])
def test_one_answer_by_number_or_letter(colors: Program, line: str) -> None:
    colors.run("play", "colors", "--topic", "Mixing", typed=f"{line}\n")

    (attempt,) = colors.attempts()
    assert (attempt.shown.options[2].id,) == attempt.chosen


@pytest.mark.parametrize("line", ["1 3", "3 1", "1,3", "13", "a c", "AC", "1 3 3", " 1  c "])
def test_several_answers_where_all_are_to_be_chosen(colors: Program, line: str) -> None:
    colors.run("play", "colors", "--topic", "Warmth", typed=f"{line}\n")

    (attempt,) = colors.attempts()
    options = attempt.shown.options
    assert {options[0].id, options[2].id} == set(attempt.chosen)
    assert {o.id for o in options if o.correct} == {o.id for o in options if o.text in ("red", "yellow")}
    assert attempt.right == all(options[place].correct for place in (0, 2))


def test_one_of_several_is_not_yet_right(colors: Program) -> None:
    colors.run("play", "colors", "--topic", "Warmth", typed="1\n")

    assert [False] == [attempt.right for attempt in colors.attempts()]


def test_h_shows_the_hint_and_is_kept(colors: Program) -> None:
    done = colors.run("play", "colors", "--topic", "Mixing", typed="h\n1\n1\n")

    assert "\nHint: Think of " in done.out
    assert [True, False] == [attempt.hinted for attempt in colors.attempts()]


def test_h_shows_one_more_of_several_hints(program: Program) -> None:
    question = 'ask: Which?, answer: a, wrong: [b, c], hint: ["It is early.", "It is a vowel."]'
    program.bank("one", f"questions: {{q: {{{question}}}}}\n")
    done = program.run("play", "one", typed="h\nh\nh\n1\n")
    shown = [line for line in done.out.splitlines() if "int" in line and not line.startswith("Your")]

    assert ["Hint: It is early.", "Hint: It is a vowel.", "There are no more hints."] == shown
    assert program.attempts()[0].hinted


def test_h_without_a_hint_says_so(colors: Program) -> None:
    done = colors.run("play", "colors", "--topic", "Warmth", typed="h\n1\n")

    assert "There is no hint for this question.\n" in done.out
    assert [False] == [attempt.hinted for attempt in colors.attempts()]


def test_question_mark_tells_the_keys(colors: Program) -> None:
    done = colors.run("play", "colors", "--topic", "Warmth", typed="?\n")

    told = (
        "Type the numbers of all right answers, such as 1 3 (or a c), or q to stop and save. "
        "A wrong choice cancels a right one.\n"
        "After an answer, u takes it back, ! flags its question and - sets its fact aside.\n"
    )
    assert told in done.out


@pytest.mark.parametrize(
    ("chosen", "told", "points"),
    [
        ({"red"}, "1 of 2 found: 0.5 points.", "0.5 points, counting partly right answers."),
        ({"red", "yellow", "blue"}, "2 of 2 found, 1 wrong: 0.5 points.", "0.5 points, counting partly right answers."),
        ({"red", "blue"}, "1 of 2 found, 1 wrong: 0 points.", None),
        ({"red", "yellow"}, None, None),
    ],
)
def test_an_answer_that_is_right_in_part_counts_in_part(
    colors: Program, chosen: set[str], told: str | None, points: str | None
) -> None:
    talk = colors.talk("play", "colors", "--topic", "Warmth", "--mode", "test")
    shown = talk.hear()
    talk.say(" ".join(line[0] for line in shown.splitlines() if line[3:] in chosen))
    lines = talk.hear().splitlines()

    assert "A wrong choice cancels a right one." in shown.splitlines()
    assert [told] * bool(told) == [line for line in lines if "found" in line]
    assert [points] * bool(points) == [line for line in lines if "partly" in line]
    assert f"{int(told is None)} of 1 right at the first try." in lines


def test_last_line_without_a_line_end_is_an_answer(colors: Program) -> None:
    colors.run("play", "colors", typed="1")

    assert 1 == len(colors.attempts())


def test_windows_line_ends_are_answers(colors: Program) -> None:
    colors.run("play", "colors", "--topic", "Mixing", typed="1\r\n2\r\n")

    assert 2 == len(colors.attempts())


def test_bytes_that_are_no_text_are_asked_again(colors: Program) -> None:
    done = colors.shell("printf '\\xff\\xfe\\n1\\n' | quiz play colors --topic Mixing")

    assert (0, "") == (done.code, done.err)
    assert 1 == len(colors.attempts())


# Resuming


def test_a_stopped_round_is_offered_at_the_next_start(colors: Program) -> None:
    colors.run("play", "colors", "--questions", "4", typed="1\n1\n")
    done = colors.run("play", "colors", typed="1\nq\n")

    assert done.out.startswith(
        "\nUnfinished round\n1. Resume: 2 of 4 answered (begun today)\n2. Start a new round\nYour answer, 1 or 2: 1\n"
    )
    assert "Question 3 of 4." in done.out
    assert 1 == len(colors.rounds())


def test_a_resumed_round_asks_what_an_uninterrupted_one_asks(colors: Program) -> None:
    colors.play("colors", "--seed", "11", "--questions", "6", answers="111111")
    expected = what_was_shown(colors, *colors.rounds())
    shutil.rmtree(colors.data)

    colors.run("play", "colors", "--seed", "11", "--questions", "6", typed="1\n")
    for _ in range(2):
        colors.run("play", "colors", typed="1\n1\n")  # resume, and one answer
    colors.play("colors", answers="1111")  # resume, and the rest of the wrong answers
    found = what_was_shown(colors, *colors.rounds())

    assert 6 == len(expected)
    assert expected == found
    assert [("finished", 6)] == [(row.ending, row.answered) for row in colors.rounds()]


def test_a_resumed_round_keeps_its_mode_and_size(colors: Program) -> None:
    colors.run("play", "colors", "--mode", "test", "--questions", "4", typed="1\n")
    done = colors.run("play", "colors", typed="1\n1\n")

    assert "Question 2 of 4." in done.out
    assert "Noted." in done.out


def test_a_new_round_leaves_the_stopped_one(colors: Program) -> None:
    colors.run("play", "colors", "--questions", "4", typed="1\n1\n")
    done = colors.run("play", "colors", typed="2\n1\n")

    assert "Question 1 of 6." in done.out
    assert [None, "left"] == [row.ending for row in colors.rounds()]
    assert [1, 2] == [row.answered for row in colors.rounds()]


@pytest.mark.parametrize("option", [("--mode", "test"), ("--questions", "5"), ("--topic", "Mixing"), ("--seed", "3")])
def test_an_option_of_what_to_play_starts_just_that(colors: Program, option: tuple[str, str]) -> None:
    colors.run("play", "colors", "--questions", "4", typed="1\n1\n")
    done = colors.run("play", "colors", *option, typed="1\n")

    assert done.out.startswith("Question 1 of ")
    assert [(None, 1), (None, 2)] == [(row.ending, row.answered) for row in colors.rounds()]


def test_the_name_of_a_bank_offers_its_round_of_any_kind(colors: Program) -> None:
    colors.run("play", "colors", "--mode", "test", "--topic", "Mixing", "--questions", "3", typed="1\n")
    done = colors.run("play", "colors", typed="1\n1\n1\nr\n")

    assert "1. Resume the test: 1 of 3 answered (Mixing, begun today)\n" in done.out
    assert "Question 2 of 3. Mixing." in done.out
    assert "Question 1 of 3. Mixing." in done.out.partition("What now?")[2]  # another round of the same kind


def test_a_round_with_an_answer_that_cannot_have_been_given_is_not_resumed(colors: Program) -> None:
    colors.run("play", "colors", "--questions", "3", typed="1\n")
    with closing(sqlite3.connect(colors.history_file)) as db, db:
        db.execute("UPDATE attempts SET response = 'typed'")
    done = colors.run("play", "colors", typed="1\n")

    assert (0, "") == (done.code, done.err)
    assert "1. Resume: 1 of 3 answered (begun today)\n" in done.out
    assert "Your answer is kept. A new round starts.\nQuestion 1 of 6." in done.out


def test_a_round_whose_questions_were_all_asked_is_finished(colors: Program) -> None:
    """Rounds of earlier versions continued after their last question with what was missed."""
    colors.play("colors", "--questions", "3")
    with closing(sqlite3.connect(colors.history_file)) as db, db:
        db.execute("UPDATE rounds SET ending = NULL, ended_at = NULL")
    done = colors.run("play", "colors", typed="1\n")

    assert done.out.startswith("Question 1 of 6.")
    assert [None, "finished"] == [row.ending for row in colors.rounds()]


def test_quitting_the_offer_changes_nothing(colors: Program) -> None:
    colors.run("play", "colors", typed="1\n")
    done = colors.run("play", "colors", typed="q\n")

    assert (0, "") == (done.code, done.err)
    assert [(None, 1)] == [(row.ending, row.answered) for row in colors.rounds()]


def test_a_seed_starts_anew(colors: Program) -> None:
    colors.run("play", "colors", "--seed", "5", typed="1\n1\n")
    done = colors.run("play", "colors", "--seed", "5", typed="1\n1\n")

    assert "not finished" not in done.out
    later, earlier = (what_was_shown(colors, row) for row in colors.rounds())
    assert 2 == len(later)
    assert earlier == later


def test_two_rounds_without_a_seed_have_their_own(colors: Program) -> None:
    for _ in range(2):
        colors.run("play", "colors", "--questions", "1", typed="1\n")
        colors.run("play", "colors", typed="2\nq\n")

    seeds = [row.seed for row in colors.rounds()]
    assert len(seeds) == len(set(seeds))


def test_a_round_of_another_topic_is_not_offered(colors: Program) -> None:
    colors.run("play", "colors", "--topic", "Mixing", typed="1\n")
    done = colors.run("play", "colors", "--topic", "Warmth", typed="1\n")

    assert "not finished" not in done.out


def test_a_finished_round_is_not_offered(colors: Program) -> None:
    colors.play("colors", "--questions", "2")
    done = colors.run("play", "colors", typed="q\n")

    assert done.out.startswith("Question 1 of")


def test_a_changed_bank_is_told_and_the_answers_stay(colors: Program) -> None:
    colors.run("play", "colors", "--questions", "4", typed="1\n1\n")
    path = colors.banks / "colors.yaml"
    path.write_text(path.read_text().replace("red and yellow", "yellow and red"))
    done = colors.run("play", "colors", typed="1\n1\n")

    assert "The bank has changed since then. Your 2 answers are kept. A new round starts.\n" in done.out
    assert "Question 1 of 6." in done.out
    assert [(None, 1), ("changed", 2)] == [(row.ending, row.answered) for row in colors.rounds()]


def test_a_moved_bank_is_resumed_by_its_id(colors: Program) -> None:
    colors.run("play", "colors", "--questions", "4", typed="1\n")
    (colors.banks / "art").mkdir()
    (colors.banks / "colors.yaml").rename(colors.banks / "art" / "paint.yaml")
    done = colors.run("play", "paint", typed="1\n1\n")

    assert "Question 2 of 4." in done.out


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_the_round_and_keeps_its_answers(colors: Program, number: signal.Signals) -> None:
    talk = colors.talk("play", "colors", "--questions", "4")
    talk.hear()
    talk.say("1")
    talk.hear()
    talk.process.send_signal(number)
    _, err = talk.process.communicate(timeout=60)

    assert 128 + number == talk.end()
    assert b"Traceback" not in err
    assert 1 == len(colors.attempts())


def test_an_answer_is_kept_before_its_feedback_is_written(colors: Program) -> None:
    talk = colors.talk("play", "colors", "--questions", "4")
    for count in (1, 2, 3):
        talk.hear()
        talk.say("1")
        assert "You chose 1" in talk.hear(r"You chose 1")
        with closing(sqlite3.connect(colors.history_file)) as db:
            assert (count,) == db.execute("SELECT count(*) FROM attempts").fetchone()
    talk.process.kill()
    talk.end()

    assert 3 == len(colors.attempts())


# The end of a round


def test_missed_facts_can_be_practised(colors: Program) -> None:
    said = colors.play("colors", "--topic", "Mixing", "--questions", "4", "--seed", "3", answers="1111")
    assert not all(attempt.right for attempt in colors.attempts())
    entries = said.partition("What now?\n")[2].splitlines()

    about = ["take the last answer back", "flag the last question", "set the last fact aside"]
    expected = ["practise what you missed", "another round", *about, "quit"]
    assert [f"{i}. {entry}" for i, entry in enumerate(expected, start=1)] == entries[:6]


@pytest.mark.parametrize("key", ["m", "r"])
def test_another_round_follows(colors: Program, key: str) -> None:
    talk = colors.talk("play", "colors", "--topic", "Mixing", "--questions", "4", "--mode", "test", "--seed", "3")
    heard = talk.hear()
    while "What now?" not in heard:
        talk.say("1")
        heard = talk.hear()
    missed = {a.fact for a in colors.attempts() if not a.right}
    talk.say(key)
    heard = talk.hear()
    while "What now?" not in heard:
        talk.say(right_answer(heard))
        heard = talk.hear()
    talk.say("q")
    talk.hear()

    assert 0 == talk.end()
    assert "What now?" in heard
    assert 2 == len(colors.rounds())
    asked = {a.fact for a in colors.attempts()}
    assert asked == missed if key == "m" else len(asked) == 4


def test_practice_that_is_stopped_is_left(colors: Program) -> None:
    round_ = ("play", "colors", "--topic", "Mixing", "--questions", "3", "--seed", "3")
    done = colors.run(*round_, typed="1\n1\n1\nm\n1\nq\n")

    assert done.out.endswith("Saved. What you have not practised comes back in later rounds.\n")
    assert [("practice", "left"), ("learn", "finished")] == [(row.mode, row.ending) for row in colors.rounds()]
    assert "Resume" not in colors.run("play", "colors", typed="q\n").out


def test_saying_that_you_were_right_is_for_typed_answers(colors: Program) -> None:
    done = colors.run("play", "colors", "--seed", "7", typed="1\ny\n")

    assert "You can say that you were right only after a typed answer that the bank does not know.\n" in done.out


def test_practice_that_is_stopped_at_its_first_question_is_not_called_unanswered(colors: Program) -> None:
    done = colors.run("play", "colors", "--topic", "Mixing", "--questions", "3", "--seed", "3", typed="1\n1\n1\nm\nq\n")

    assert done.out.endswith("Saved. What you have not practised comes back in later rounds.\n")


def test_an_explanation_can_be_called_back(colors: Program) -> None:
    done = colors.run("play", "colors", "--seed", "7", "--questions", "3", typed="?\nw\n1\nw\n?\n1\n")
    parts = re.split(r"Your answers?, 1 (?:to|or) \d: .*\n", done.out)
    first, keys, unknown, feedback, called_back, keys_then = parts[:6]
    stem = first.splitlines()[1]

    assert "explains the last answer" not in keys
    assert unknown.startswith("Type ")
    assert f"{stem}\n{feedback.partition('Question 2')[0]}" == called_back
    assert "w explains the last answer again.\n" in keys_then
    assert 2 == len(colors.attempts())


def test_in_a_test_no_explanation_is_called_back(colors: Program) -> None:
    done = colors.run("play", "colors", "--seed", "7", "--mode", "test", "--questions", "3", typed="1\nw\n")

    assert "answer is" not in done.out
    assert "Type " in done.out


def test_the_score_of_the_last_round_is_compared(colors: Program) -> None:
    for _ in range(2):
        said = colors.play("colors", "--questions", "3", "--seed", "7")

    assert re.search(r"\d of 3 right at the first try, as many as last time\.\n", said)


# What cannot be played


def test_an_unknown_topic_is_named_with_those_there_are(colors: Program) -> None:
    done = colors.run("play", "colors", "--topic", "Painting", typed="1\n")

    assert (2, "", "quiz: there is no topic `Painting`\n  the topics are Mixing and Warmth\n") == done
    done = colors.run("play", "greek/alphabet", "--topic", "Painting")
    assert (2, "", "quiz: there is no topic `Painting`\n  the only topic is The alphabet\n") == done


def test_a_bank_with_errors_is_not_played(program: Program) -> None:
    path = program.bank("bad", "id: bad\ntitle: Bad\nquestions:\n  - {ask: Which?, answer: a}\n")
    done = program.run("play", "bad", typed="1\n")

    assert (65, "") == (done.code, done.out)
    assert done.err.startswith(f"{path}:4:")
    assert " error B" in done.err
    assert 1 == done.err.count("\n")
    assert [] == program.rounds()


NO_BANKS = {
    "empty": b"",
    "binary": b"\x00\x01\xff\xfe",
    "utf-16": "id: x".encode("utf-16"),
    "alias bomb": b"a: &a [x, x]\nb: &b [*a, *a]\n",
    "deep": b"[" * 25000,
    "tag": b"id: !!python/object:os.system x\n",
    "two documents": b"id: x\n---\nid: y\n",
    "over the cap": b"# " + b"x" * (2 * 2**20),
}


@pytest.mark.parametrize("data", NO_BANKS.values(), ids=NO_BANKS)
def test_a_file_that_is_no_bank_is_refused_in_lines_with_a_place(colors: Program, data: bytes) -> None:
    colors.run("play", "colors", typed="1\n")
    before = colors.history_file.read_bytes()
    path = colors.banks / "bad.yaml"
    path.write_bytes(data)
    done = colors.run("play", str(path), typed="1\n")

    assert (65, "") == (done.code, done.out)
    assert re.fullmatch(rf"({re.escape(str(path))}:\d+:\d+: error B\d\d\d: [^\n]+\n)+", done.err)
    assert before == colors.history_file.read_bytes()


def test_a_pipe_in_place_of_a_bank_is_refused_at_once(program: Program) -> None:
    done = program.shell("mkfifo pipe.yaml; quiz play ./pipe.yaml")

    assert (65, "") == (done.code, done.out)
    assert "it is not a regular file" in done.err


def test_two_banks_with_one_id_are_not_mixed(colors: Program) -> None:
    colors.bank("copy", (colors.banks / "colors.yaml").read_text())
    done = colors.run("play", "colors", "copy", typed="1\n")

    assert (65, "") == (done.code, done.out)
    assert "have the same id `colors`" in done.err


def test_banks_can_be_mixed(colors: Program) -> None:
    colors.bank("more", "id: more\ntitle: M\nquestions:\n  - {ask: 'Which?', answer: a, wrong: [b, c, d]}\n")
    colors.run("play", "colors", "more", "--mode", "test", "--questions", "7", typed="1\n" * 7)

    assert {"colors", "more"} == {attempt.bank for attempt in colors.attempts()}


def test_a_file_that_is_not_in_a_bank_folder_is_played_by_its_path(colors: Program) -> None:
    path = (colors.banks / "colors.yaml").rename(colors.folder / "elsewhere.yaml")
    done = colors.run("play", path.name, typed="1\n")

    assert (0, "") == (done.code, done.err)
    assert 1 == len(colors.attempts())


# A history that cannot be used


@pytest.mark.parametrize(
    "data", [b"", b"not a database " * 100, b"SQLite format 3\x00"], ids=["empty", "garbage", "cut"]
)
def test_a_broken_history_stops_a_round_through_a_pipe(colors: Program, data: bytes) -> None:
    colors.data.mkdir()
    colors.history_file.write_bytes(data)
    done = colors.run("play", "colors", typed="1\n1\n")

    assert (74, "") == (done.code, done.out)
    assert done.err.startswith(f"quiz: the history `{colors.history_file}` cannot be used: ")
    assert "backup" in done.err
    assert 2 == done.err.count("\n")
    assert data == colors.history_file.read_bytes()
    assert [] == list(colors.data.glob("*history*.*.*"))


def test_banks_are_listed_without_scores_if_the_history_cannot_be_read(colors: Program) -> None:
    colors.run("play", "colors", "--questions", "2", typed="1\n1\n")
    colors.history_file.write_bytes(b"not a database " * 100)
    done = colors.run("banks", "--json")
    (record,) = [bank for bank in json.loads(done.out) if bank["name"] == "colors"]

    assert 0 == done.code
    assert done.err.startswith(f"quiz: the history `{colors.history_file}` cannot be used: ")
    assert ", so no scores are shown (" in done.err
    assert (None, None, None) == (record["mastery"], record["due"], record["best"])


def test_a_history_that_cannot_be_made_stops_a_round_through_a_pipe(colors: Program) -> None:
    colors.data.write_text("a file")
    done = colors.run("play", "colors", typed="1\n1\n")

    assert (74, "") == (done.code, done.out)
    assert "set QUIZ_DATA_DIR to a folder that you can write to" in done.err


def test_a_history_removed_in_mid_round_is_told(colors: Program) -> None:
    talk = colors.talk("play", "colors", "--questions", "4")
    talk.hear()
    talk.say("1")
    talk.hear()
    colors.history_file.unlink()
    talk.say("1")
    out, err = talk.process.communicate(timeout=60)

    assert 74 == talk.end()
    assert b"This answer was not saved." in out
    assert b"was moved or replaced while it was open" in err
    assert b"You chose" not in out
    assert not colors.history_file.exists()


def test_what_is_done_about_an_answer_is_not_said_to_be_saved_where_the_history_was_removed(colors: Program) -> None:
    talk = colors.talk("play", "colors", "--questions", "4")
    talk.hear()
    talk.say("1")
    talk.hear()
    colors.history_file.unlink()
    talk.say("! a note")
    out, err = talk.process.communicate(timeout=60)

    assert 74 == talk.end()
    assert out.endswith(b"This was not saved, but all earlier answers were.\n")
    assert b"was moved or replaced while it was open" in err


FULL_DISK = """
import resource, runpy, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.argv = ["quiz", *sys.argv[2:]]
runpy.run_module("quiz", run_name="__main__")
"""


def test_a_disk_that_fills_up_in_mid_round_keeps_the_answers_before(program: Program) -> None:
    program.bank("long", LONG_BANK % ("short", "long " * 1500))
    program.run("play", "long", "--seed", "1", typed="")
    size = program.history_file.stat().st_size
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(size), "play", "long", "--seed", "1"],
        check=False,
        input=b"1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n",
        capture_output=True,
        env=program.env(),
        cwd=program.folder,
        timeout=60,
    )
    out, err = done.stdout.decode(), done.stderr.decode()

    assert 74 == done.returncode
    assert out.endswith("\nThis answer was not saved. All earlier answers were.\n")
    assert err.startswith(f"quiz: the history `{program.history_file}` cannot be written: ")
    assert "Traceback" not in err
    saved = program.attempts() if program.rounds() else []
    assert out.count("You chose") == len(saved)


# Banks and courses that ship


@pytest.mark.parametrize("name", ["eu-nato", "eu-nato/leaders", "leaders", "eu-nato-leaders"])
def test_what_ships_can_be_played_by_name(program: Program, name: str) -> None:
    done = program.run("play", name, "--questions", "2", typed="1\n")

    assert (0, "") == (done.code, done.err)
    assert "Question 1 of 2." in done.out


@pytest.mark.parametrize(
    ("zone", "offset"),
    [("UTC0", 0), ("CET-1", 3600), ("NST3:30", -12_600), ("CHAST-12:45", 45_900), ("LMT4:56:02", -17_762)],
)
def test_an_answer_keeps_the_offset_of_the_place_where_it_was_given(colors: Program, zone: str, offset: int) -> None:
    colors.run("play", "colors", "--seed", "7", typed="1\nq\n", env={"TZ": zone})
    (attempt,) = colors.attempts()

    assert (offset, None) == (attempt.utc_offset_s, attempt.response)


def test_the_date_of_the_facts_stands_above_each_question_and_with_its_source(program: Program) -> None:
    program.bank("dated", f"{LONG_BANK % ('Why.', 'Why.')}as_of: May 2022\nsource: A book\n")
    done = program.run("play", "dated", typed="1\n1\nq\n")

    assert 2 == len(re.findall(r"^Question [12] of 2\. Long\. As of May 2022\. ", done.out, re.MULTILINE))
    assert 2 == done.out.count("Source: A book, May 2022.")


# A history with a part that cannot be read


ONE_QUESTION = "id: one\ntitle: One\nquestions:\n  q: {ask: Which?, answer: right, wrong: [wrong, 'false']}\n"


def missed(program: Program, day: int, text: str) -> str:
    """Answer the only question with a text on a given day; return the feedback."""
    program.be("UTC", f"2026-11-{day:02}T12:00")
    talk = program.talk("play", "one", "--questions", "1")
    number = next(line[0] for line in talk.hear().splitlines() if line.endswith(f". {text}"))
    talk.say(number)
    said = talk.hear()
    talk.say("q")
    talk.hear()
    assert 0 == talk.end()
    return said


def test_where_earlier_answers_cannot_be_read_nothing_is_said_of_misses_and_the_answer_is_saved(
    program: Program,
) -> None:
    program.bank("one", ONE_QUESTION)
    before = [missed(program, day, "false") for day in range(1, 5)]
    with closing(sqlite3.connect(program.history_file)) as db, db:
        db.execute("UPDATE attempts SET shown = '{'")
    after = missed(program, 5, "wrong")

    assert "You missed this on 4 of the last 4 days it was asked." in before[-1]
    assert "You missed this" not in after
    assert "Not this time. You chose " in after
    assert 5 == len(program.rounds())


def test_where_it_cannot_be_read_whether_certainty_was_told_the_round_says_so_when_it_saves(colors: Program) -> None:
    colors.run("play", "colors", "--questions", "1", typed="1\nq\n")
    with closing(sqlite3.connect(colors.history_file)) as db, db:
        db.execute("ALTER TABLE attempts RENAME COLUMN certainty TO sure")
    done = colors.run("play", "colors", "--questions", "1", "--seed", "3", typed="1\n")

    assert 74 == done.code
    assert done.out.endswith("This answer was not saved. All earlier answers were.\n")
    assert "cannot be written: table attempts has no column named certainty" in done.err


@pytest.mark.parametrize("args", [["\udcff.yaml"], ["colors", "--seed", "\udcff"]])
def test_a_name_that_is_not_utf_8_is_refused_before_the_round(colors: Program, args: list[str]) -> None:
    (colors.folder / "\udcff.yaml").write_bytes((colors.banks / "colors.yaml").read_bytes())
    done = colors.run("play", *args, typed="1\n")

    assert (2, "") == (done.code, done.out)
    assert "<U+DCFF>" in done.err
    assert "is not UTF-8" in done.err


def test_a_seed_that_is_not_utf_8_draws_all_the_same_where_nothing_is_saved(colors: Program) -> None:
    done = colors.run("bank", "preview", "colors", "--seed", "\udcff")

    assert (0, "") == (done.code, done.err)
