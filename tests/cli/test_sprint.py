"""`quiz play --mode sprint` through pipes, with a clock that the tests set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import right_answer

if TYPE_CHECKING:
    from tests.conftest import Conversation, Program

SPRINT = ("play", "colors", "--mode", "sprint")
LATE = "Time is up. What you typed last came too late and does not count."


def begun(program: Program, *args: str) -> tuple[Conversation, str]:
    """Start a sprint at the time 0; return it with its first question."""
    program.clock(0)
    talk = program.talk(*SPRINT, *args)
    return talk, talk.hear()


def say(program: Program, talk: Conversation, seconds: float, line: str) -> str:
    """Type a line when the clock shows a time; return what the program says."""
    program.clock(seconds)
    talk.say(line)
    return talk.hear()


def sprinted(program: Program, right: int, *args: str) -> str:
    """Play a sprint with a number of right answers until its time is up; return its end."""
    talk, heard = begun(program, *args)
    for second in range(1, right + 1):
        heard = say(program, talk, second, right_answer(heard))
    ended = say(program, talk, 10_000, "1")
    talk.say("q")
    talk.hear()
    assert 0 == talk.end()
    return ended


def test_the_time_left_is_told_with_each_question_and_the_end_by_right_answers(colors: Program) -> None:
    talk, first = begun(colors, "--time", "90s", "--seed", "7")
    second = say(colors, talk, 20, right_answer(first))
    third = say(colors, talk, 85, "9")
    third += say(colors, talk, 85, "1" if right_answer(second) != "1" else "2")
    end = say(colors, talk, 91, right_answer(third))

    assert "Question 1. " in first
    assert " 0 right so far. 1 min 30 s left." in first
    assert "Question 2. " in second
    assert " 1 right so far. 1 min 10 s left." in second
    assert "Question 3. " in third
    assert " 1 right so far. 5 s left." in third
    assert f"{LATE}\nThe round is over.\n1 of 2 right in 1 min 30 s.\n" in end
    assert "To look at again:" in end
    assert [True, False] == [attempt.right for attempt in colors.attempts()]
    assert ["finished"] == [row.ending for row in colors.rounds()]


def test_an_answer_at_the_last_moment_counts(colors: Program) -> None:
    talk, first = begun(colors)
    end = say(colors, talk, 60, right_answer(first))

    assert "1 of 1 right in 1 min 0 s." in end
    assert LATE not in end
    assert [True] == [attempt.right for attempt in colors.attempts()]


def test_a_sprint_without_an_answer_leaves_nothing(colors: Program) -> None:
    talk, _ = begun(colors)
    end = say(colors, talk, 60.001, "1")

    assert "0 of 0 right in 1 min 0 s." in end
    assert [] == colors.rounds()


def test_a_killed_sprint_goes_on_with_the_time_that_its_answers_left(colors: Program) -> None:
    talk, first = begun(colors, "--time", "2m")
    second = say(colors, talk, 50, right_answer(first))
    talk.process.kill()
    talk.end()

    colors.clock(1_000_000)
    talk = colors.talk("play", "colors")
    offered = talk.hear()
    resumed = say(colors, talk, 1_000_000, "1")
    end = say(colors, talk, 1_000_071, right_answer(resumed))

    assert "1. Resume the sprint: 1 min 10 s left (" in offered
    assert " 1 right so far. 1 min 10 s left." in resumed
    assert second[second.rindex("Question 2") :] == resumed[resumed.rindex("Question 2") :]
    assert f"{LATE}\nThe round is over.\n1 of 1 right in 2 min 0 s.\n" in end


def test_a_stopped_sprint_says_what_is_left_and_is_offered(colors: Program) -> None:
    talk, first = begun(colors)
    say(colors, talk, 15, right_answer(first))
    talk.say("q")
    left = talk.hear()

    assert "Saved. This sprint has 45 s left." in left
    assert "1. Resume the sprint: 45 s left (begun today)\n" in colors.run("play", "colors", typed="q\n").out
    assert "stopped after 1 answer\n" in colors.run("history").out
    assert 0 == colors.run("history", "--json").json()[0]["questions"]


def test_no_answer_is_taken_back_and_the_clock_runs_on_over_wishes(colors: Program) -> None:
    talk, first = begun(colors)
    say(colors, talk, 10, right_answer(first))
    undone = say(colors, talk, 20, "u")
    flagged = say(colors, talk, 30, "! odd")
    help_ = say(colors, talk, 30, "?")

    assert "In a sprint you cannot take back answers." in undone
    assert " 1 right so far. 40 s left." in undone
    assert "The question that you answered last is flagged, with your note." in flagged
    assert " 1 right so far. 30 s left." in flagged
    assert "After an answer, ! flags its question; w explains the last answer again." in help_
    assert [None] == [attempt.voided_at for attempt in colors.attempts()]


def test_the_best_is_that_of_sprints_of_the_same_length(colors: Program) -> None:
    sprinted(colors, 3)
    longer = sprinted(colors, 5, "--time", "2m")
    worse = sprinted(colors, 2)
    better = sprinted(colors, 4)

    assert "best" not in longer
    assert "2 of 2 right in 1 min 0 s, 1 fewer than last time." in worse
    assert "best" not in worse
    assert "New best: 4 right. Your best before that was 3." in better
    assert "4 of 4 right in 1 min 0 s, 2 more than last time." in better
    bank = next(one for one in colors.run("banks", "--json").json() if one["name"] == "colors")
    assert {
        "sprint 1m": {"right": 4, "questions": 4},
        "sprint 2m": {"right": 5, "questions": 5},
    } == bank["best_by_mode"]
    assert bank["best"] is None
    assert "best 4 of 4 (sprint 1m), 5 of 5 (sprint 2m)" in colors.run("banks").out


def test_what_was_missed_is_practised_without_a_clock(colors: Program) -> None:
    talk, first = begun(colors, "--topic", "Mixing")
    say(colors, talk, 1, "1" if right_answer(first) != "1" else "2")
    say(colors, talk, 61, "1")
    practised = say(colors, talk, 61, "m")
    for _ in range(10):
        if "What now?" in practised:
            break
        practised = say(colors, talk, 61, right_answer(practised))
    sprint = say(colors, talk, 61, "r")

    assert ["practice", "sprint"] == [row.mode for row in colors.rounds()]
    assert " 0 right so far. 1 min 0 s left." in sprint


def test_a_sprint_does_not_ask_how_sure_one_is_and_does_not_forget_that_one_wants_it(colors: Program) -> None:
    colors.run("play", "colors", "--certainty", "--seed", "7", typed="1\n1\nq\n")
    assert "How sure" in colors.run("play", "colors", "--seed", "7", typed="1\nq\n").out

    assert "How sure" not in sprinted(colors, 2)
    assert "How sure" in colors.run("play", "colors", "--seed", "7", typed="1\nq\n").out


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--mode", "sprint", "--time", "soon"), "`--time` cannot be `soon`: that is not a length of time"),
        (("--mode", "sprint", "--time", "3h"), "`--time` cannot be `3h`: a sprint takes from 10s to 60m"),
        (("--mode", "sprint", "--time", "5s"), "`--time` cannot be `5s`: a sprint takes from 10s to 60m"),
        (("--time", "60s"), "`--time` is for sprints"),
        (("--mode", "sprint", "--questions", "5"), "`--mode sprint` cannot be combined with `--questions`"),
        (("--mode", "sprint", "--certainty"), "`--mode sprint` cannot be combined with `--certainty`"),
        (("--mode", "sprint", "--no-certainty"), "`--mode sprint` cannot be combined with `--no-certainty`"),
        (("--players", "Ada,Ben", "--time", "60s"), "`--players` cannot be combined with `--time`"),
    ],
)
def test_what_does_not_go_together_is_refused(colors: Program, args: tuple[str, ...], message: str) -> None:
    done = colors.run("play", "colors", *args)

    assert (2, "") == (done.code, done.out)
    assert done.err.startswith(f"quiz: {message}\n")
    assert 2 == len(done.err.splitlines())


def test_an_end_that_cannot_be_saved_is_told(colors: Program) -> None:
    talk, first = begun(colors)
    say(colors, talk, 1, right_answer(first))
    colors.history_file.unlink()
    colors.clock(10_000)
    talk.say("1")
    out, err = talk.process.communicate(timeout=60)

    assert 74 == talk.end()
    assert b"The end of this round was not saved, but its answers were." in out
    assert LATE.encode() not in out
    assert b"was moved or replaced while it was open" in err
