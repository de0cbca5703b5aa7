"""However a round is left, its answers are saved, the terminal is as it was, and it can be resumed."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start, Terminal

ECHO_AND_LINES = (True, True)


def at_second_question(start: Start) -> Terminal:
    """Start a round of four questions and answer the first."""
    terminal = start("play", "colors", "--topic", "Mixing", "--questions", "4", "--seed", "7")
    terminal.question(1)
    terminal.press("1")
    terminal.feedback()
    terminal.press("x")
    terminal.question(2)
    return terminal


def test_keys_are_quiet_during_a_question(colors: Program, start: Start) -> None:
    terminal = at_second_question(start)

    assert ECHO_AND_LINES == terminal.modes_before
    assert (False, False) == terminal.modes()


def test_q_stops_and_saves(colors: Program, start: Start) -> None:
    terminal = at_second_question(start)
    terminal.press("q")

    assert 0 == terminal.end()
    assert terminal.sees("Saved. 3 questions are left in this round.")
    assert ECHO_AND_LINES == terminal.modes()
    assert [(None, 1)] == [(row.ending, row.answered) for row in colors.rounds()]


def test_q_at_the_feedback_stops_and_saves(colors: Program, start: Start) -> None:
    terminal = at_second_question(start)
    terminal.press("1")
    terminal.feedback()
    terminal.press("q")

    assert 0 == terminal.end()
    assert terminal.sees("Saved. 2 questions are left in this round.")
    assert ECHO_AND_LINES == terminal.modes()


def test_q_before_the_first_answer(colors: Program, start: Start) -> None:
    terminal = start("play", "colors")
    terminal.question(1)
    terminal.press("q")

    assert 0 == terminal.end()
    assert terminal.sees("Stopped before the first answer.")
    assert [] == colors.rounds()


@pytest.mark.parametrize("where", ["question", "feedback"])
def test_ctrl_c_stops_saves_and_exits_with_130(colors: Program, start: Start, where: str) -> None:
    terminal = at_second_question(start)
    if where == "feedback":
        terminal.press("1")
        terminal.feedback()
        terminal.listening()
    terminal.press("ctrl-c")

    assert 130 == terminal.end()
    assert terminal.sees(f"Saved. {3 if where == 'question' else 2} questions are left in this round.")
    assert ECHO_AND_LINES == terminal.modes()
    assert b"Traceback" not in terminal.raw


ENDING = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT]


@pytest.mark.parametrize("number", ENDING)
@pytest.mark.parametrize("where", ["question", "feedback"])
def test_a_signal_restores_the_terminal(colors: Program, start: Start, number: signal.Signals, where: str) -> None:
    terminal = at_second_question(start)
    if where == "feedback":
        terminal.press("1")
        terminal.feedback()
        terminal.listening()
    terminal.child.kill(number)

    assert 128 + number == terminal.end()
    assert ECHO_AND_LINES == terminal.modes()
    assert b"Traceback" not in terminal.raw
    assert (1 if where == "question" else 2) == terminal.answers()
    assert terminal.raw.rfind(b"\x1b[?25h") > terminal.raw.rfind(b"\x1b[?25l"), "the cursor is shown again"
    assert terminal.raw.rfind(b"\x1b[?2004l") > terminal.raw.rfind(b"\x1b[?2004h"), "pasting is as before"
    assert terminal.raw.rfind(b"\x1b[?7h") > terminal.raw.rfind(b"\x1b[?7l"), "long lines wrap again"


@pytest.mark.parametrize("number", ENDING)
def test_a_signal_before_the_prompt_listens(colors: Program, start: Start, number: signal.Signals) -> None:
    """The question is drawn, but the prompt library is still being imported."""
    terminal = start("play", "colors", "--seed", "7")
    terminal.read("1 of 6")
    terminal.child.kill(number)

    # Python ends itself with SIGINT if it came in code compiled from a text; to a shell that is 130.
    assert 128 + number == terminal.end()
    assert ECHO_AND_LINES == terminal.modes()
    assert b"Traceback" not in terminal.raw
    assert terminal.raw.endswith(b"\x1b[?25h"), "the terminal is left as it was found"


@pytest.mark.parametrize("number", ENDING)
@pytest.mark.parametrize("keys", range(6))
def test_a_signal_between_keys(colors: Program, start: Start, number: signal.Signals, keys: int) -> None:
    """Whatever the program is doing with the keys, answers whose feedback was seen are saved."""
    terminal = at_second_question(start)
    terminal.press(*"1x1x1x"[:keys])
    terminal.child.kill(number)

    assert 128 + number == terminal.end()
    assert ECHO_AND_LINES == terminal.modes()
    assert b"Traceback" not in terminal.raw
    assert b"ENTER" not in terminal.raw
    assert terminal.answers() >= terminal.readable().count("anykeycontinues")


@pytest.mark.parametrize("number", ENDING)
def test_a_signal_while_a_line_is_awaited(colors: Program, start: Start, number: signal.Signals) -> None:
    terminal = start("play", "colors", "--plain")
    terminal.until(lambda: b"Your answer" in terminal.raw, "a prompt")
    terminal.child.kill(number)

    assert 128 + number == terminal.end()
    assert ECHO_AND_LINES == terminal.modes()
    assert b"Traceback" not in terminal.raw


def test_a_terminal_that_is_closed_ends_the_round_and_keeps_its_answers(colors: Program, start: Start) -> None:
    terminal = at_second_question(start)
    terminal.hang_up()

    assert 1 == terminal.answers()


def test_stopped_and_brought_back_the_question_goes_on(colors: Program, start: Start) -> None:
    terminal = at_second_question(start)
    terminal.child.kill(signal.SIGSTOP)
    terminal.press("1")
    terminal.child.kill(signal.SIGCONT)
    terminal.feedback()

    assert 2 == terminal.answers()


# Saved before it is shown


def test_an_answer_is_kept_before_its_feedback_is_seen(colors: Program, start: Start) -> None:
    terminal = start("play", "colors", "--topic", "Mixing", "--questions", "4", "--seed", "7")
    kept = []
    for number in (1, 2, 3, 4):
        terminal.question(number)
        assert number - 1 == terminal.answers()
        terminal.press("1")
        terminal.until(lambda: terminal.sees("your answer"), "feedback")
        kept.append(terminal.answers())
        terminal.feedback()
        terminal.press("x")

    assert [1, 2, 3, 4] == kept


def test_an_answer_whose_feedback_was_seen_outlives_a_kill(colors: Program, start: Start) -> None:
    terminal = at_second_question(start)
    terminal.press("2")
    terminal.until(lambda: terminal.sees("your answer"), "feedback")
    terminal.child.kill(signal.SIGKILL)
    terminal.end()

    attempts = colors.attempts()
    assert [0, 1] == [attempt.position for attempt in attempts]
    assert (attempts[1].shown.options[1].id,) == attempts[1].chosen


def test_after_a_kill_the_round_goes_on_where_it_was(colors: Program, start: Start) -> None:
    terminal = at_second_question(start)
    terminal.child.kill(signal.SIGKILL)
    terminal.end()
    again = start("play", "colors")
    again.see("Resume: 1 of 4 answered")
    again.press("1")
    again.question(2)

    assert terminal.rows()[:9] == again.rows()[:9]


# Keys that come too early


def test_keys_typed_at_once_are_not_lost(colors: Program, start: Start) -> None:
    terminal = start("play", "colors", "--topic", "Mixing", "--questions", "4", "--seed", "7")
    terminal.press("2")
    terminal.feedback()
    attempt = colors.attempts()[0]

    assert (attempt.shown.options[1].id,) == attempt.chosen


def test_a_whole_round_can_be_typed_ahead(colors: Program, start: Start) -> None:
    args = ["--topic", "Mixing", "--mode", "test", "--questions", "4", "--seed", "7"]
    terminal = start("play", "colors", *args)
    terminal.press(*"1234q")

    assert 0 == terminal.end()
    attempts = colors.attempts()
    expected = [attempt.shown.options[place].id for place, attempt in enumerate(attempts)]
    assert 4 == len(attempts)
    assert expected == [chosen for attempt in attempts for chosen in attempt.chosen]


def test_answers_and_going_on_can_be_typed_ahead(colors: Program, start: Start) -> None:
    terminal = start("play", "colors", "--topic", "Mixing", "--questions", "4", "--seed", "7")
    terminal.press(*"1x2x3q")

    assert 0 == terminal.end()
    attempts = colors.attempts()
    expected = [attempt.shown.options[place].id for place, attempt in enumerate(attempts)]
    assert 3 == len(attempts)
    assert expected == [chosen for attempt in attempts for chosen in attempt.chosen]


# A history that cannot be used


def test_a_broken_history_can_be_played_without(colors: Program, start: Start) -> None:
    data = b"no database " * 100
    colors.data.mkdir()
    colors.history_file.write_bytes(data)
    terminal = start("play", "colors", "--topic", "Mixing")
    terminal.read("cannot be used: it is not a history of this program.")
    terminal.listening()
    terminal.press("x")
    terminal.see("Your answers cannot be saved", "Play without saving")
    terminal.press("1")
    terminal.question(1)
    terminal.press("1")
    terminal.feedback()
    terminal.press("q")

    assert 0 == terminal.end()
    assert terminal.sees("Stopped. Nothing was saved.")
    assert data == colors.history_file.read_bytes()


def test_a_broken_history_can_be_left(colors: Program, start: Start) -> None:
    colors.data.mkdir()
    colors.history_file.write_bytes(b"")
    terminal = start("play", "colors")
    terminal.see("any key continues")
    terminal.listening()
    terminal.press("x")
    terminal.see("Play without saving")
    terminal.press("q")

    assert 74 == terminal.end()
    assert b"" == colors.history_file.read_bytes()
    assert ECHO_AND_LINES == terminal.modes()


def test_a_history_removed_in_mid_round_is_told(colors: Program, start: Start) -> None:
    terminal = at_second_question(start)
    colors.history_file.unlink()
    terminal.press("1")

    assert 74 == terminal.end()
    assert terminal.reads("This answer was not saved.")
    assert terminal.reads("was moved or replaced while it was open")
    assert not terminal.reads("2 of 4 right")
    assert ECHO_AND_LINES == terminal.modes()
    assert not colors.history_file.exists()


def test_a_history_that_can_only_be_read_is_still_shown(colors: Program, start: Start) -> None:
    terminal = start("play", "colors", "--topic", "Mixing", "--questions", "2")
    terminal.question(1)
    terminal.press("1")
    terminal.feedback()
    terminal.press("q")
    assert 0 == terminal.end()
    colors.history_file.chmod(0o400)
    if os.access(colors.history_file, os.W_OK):
        pytest.skip("who runs the tests may write anything")

    terminal = start()
    terminal.read("can be read, but not written.")
    terminal.listening()
    terminal.press("x")
    terminal.see("Play without saving")
    terminal.press("1")
    terminal.see("History")
    terminal.listening()
    terminal.press("h")
    terminal.read("Colors: basics, learn", "0 of 1 right")
    terminal.listening()
    terminal.press("q")
    terminal.see("Choose one bank")
    terminal.listening()
    terminal.press("q")
    assert 0 == terminal.end()


def test_what_cannot_be_done_is_said_below_the_pages_once_the_terminal_is_as_it_was(
    colors: Program, start: Start
) -> None:
    terminal = start("review", "--exam", "someday")

    assert 2 == terminal.end()
    assert terminal.sees("quiz: `someday` is")
    assert ECHO_AND_LINES == terminal.modes()
    assert terminal.raw.rfind(b"quiz: `someday`") > terminal.raw.rfind(b"\x1b[?25h") >= 0
