"""The menu of `quiz` alone, the offer to resume, and the end of a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quiz.items.draw import DRAWS
from tests.cli.test_drawing_rules import drawn_by
from tests.conftest import PETS
from tests.terminal.conftest import squeezed

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start, Terminal

SIZES = [(80, 24), (40, 15), (30, 10), (20, 8)]
IDS = ["80x24", "40x15", "30x10", "20x8"]
MOST_PAGES = 15


def to_the_end(terminal: Terminal, answers: str) -> None:
    """Answer a test to its end."""
    for number, key in enumerate(answers, start=1):
        terminal.question(number)
        terminal.press(key)
    terminal.read(f"of {len(answers)} right at the first try")
    terminal.listening()


def turn(terminal: Terminal) -> None:
    """Turn to the next page of a menu."""
    before = terminal.rows()
    terminal.press("n")
    terminal.until(lambda: terminal.sees("q quit") and terminal.rows() != before, "another page")
    terminal.listening()


def turn_to(terminal: Terminal, text: str) -> None:
    """Turn the pages of a menu until a text is there."""
    for _ in range(MOST_PAGES):
        if terminal.sees(text):
            return
        turn(terminal)
    assert terminal.sees(text)


@pytest.mark.parametrize("size", SIZES, ids=IDS)
def test_the_menu_offers_every_course_and_fits_the_screen(colors: Program, start: Start, size: tuple[int, int]) -> None:
    terminal = start(size=size)
    terminal.see("q quit")
    terminal.listening()
    for text in (
        *("Play: Chemistry", "Play: EU and NATO", "Play: First Greek", "Play: Literature", "Play: The solar system"),
        *("Play: Colors", "1 bank, 6 facts", "Statistics", "History", "q  Quit"),
    ):
        turn_to(terminal, text)
        assert terminal.rows()[0].startswith(" quiz")
        assert 1 == sum("❯" in row for row in terminal.rows())
        assert terminal.sees("q quit")
    terminal.press("q")
    assert 0 == terminal.end()
    assert (True, True) == terminal.modes()


def test_an_entry_keeps_its_key_on_whatever_page_it_is(colors: Program, start: Start) -> None:
    terminal = start(size=(20, 8))
    terminal.see("n more")
    terminal.listening()
    assert not terminal.sees("Colors")
    terminal.press("6")
    terminal.question(1)
    terminal.answer()
    terminal.feedback()

    assert {"colors"} == {attempt.bank for attempt in colors.attempts()}


@pytest.mark.parametrize("rows", [14, 15, 16])
def test_the_title_of_the_menu_is_never_shown_by_half(colors: Program, start: Start, rows: int) -> None:
    terminal = start(size=(80, rows))
    terminal.see("arrows and Enter")
    terminal.listening()
    assert terminal.rows()[0].startswith(" quiz")
    terminal.press("q")
    assert 0 == terminal.end()


def test_ctrl_c_leaves_the_menu(colors: Program, start: Start) -> None:
    terminal = start()
    terminal.see("Quit")
    terminal.listening()
    terminal.press("ctrl-c")

    assert terminal.end() in (0, 130)
    assert (True, True) == terminal.modes()
    assert b"Traceback" not in terminal.raw


def test_the_last_entry_quits(colors: Program, start: Start) -> None:
    terminal = start()
    terminal.see("Quit")
    terminal.press("up", "enter")

    assert 0 == terminal.end()


def test_a_course_is_played_from_the_menu_by_moving_to_it(colors: Program, start: Start) -> None:
    terminal = start()
    terminal.see("Quit")
    terminal.listening()
    place = next(i for i, row in enumerate(terminal.rows()) if "Play: Colors" in row)
    first = next(i for i, row in enumerate(terminal.rows()) if "❯" in row)
    terminal.press(*["down"] * (place - first), "enter")
    terminal.question(1)
    terminal.answer()
    terminal.feedback()

    assert {"colors"} == {attempt.bank for attempt in colors.attempts()}


def test_the_menu_offers_to_resume_first(colors: Program, start: Start) -> None:
    colors.run("play", "colors", "--topic", "Mixing", "--questions", "4", typed="1\n")
    terminal = start()
    terminal.see("Resume: Colors, 1 of 4 answered", "Quit")
    resume = " ❯ r  Resume: Colors, 1 of 4 answered   Mixing, begun today, about 1 minute left"
    assert any(row.startswith(resume) for row in terminal.rows())
    terminal.press("enter")
    terminal.question(2)
    terminal.press("1")
    terminal.feedback()

    assert [(None, 2)] == [(row.ending, row.answered) for row in colors.rounds()]
    terminal.listening()
    terminal.press("q")
    terminal.see("Saved. 2 questions are left in this round.", "Resume: Colors, 2 of 4 answered", "Quit")
    terminal.listening()
    terminal.press("q")
    assert 0 == terminal.end()


def test_what_is_due_comes_before_a_round_of_an_earlier_day(colors: Program, start: Start) -> None:
    colors.be("Europe/Berlin", "2026-11-02T23:50")
    colors.run("play", "colors", "--topic", "Mixing", "--questions", "4", typed="1\n")
    colors.be("Europe/Berlin", "2026-11-03T00:10")  # the same evening
    terminal = start()
    terminal.see("Resume: Colors, 1 of 4 answered", "Quit")
    assert [row for row in terminal.rows() if "❯ r  Resume" in row]
    terminal.press("q")
    terminal.end()

    colors.be("Europe/Berlin", "2026-12-02T10:00")
    terminal = start()
    terminal.see("Resume: Colors, 1 of 4 answered", "begun on 2 November", "Quit")
    assert ["❯ t  Today: 1 to", "r  Resume: Color"] == [
        row.strip()[:16] for row in terminal.rows() if "Today" in row or "Resume" in row
    ]


def test_the_menu_does_not_offer_a_round_that_was_drawn_by_other_rules(colors: Program, start: Start) -> None:
    colors.run("play", "colors", "--topic", "Mixing", "--questions", "4", typed="1\n")
    drawn_by(colors, DRAWS + 1)
    terminal = start()
    terminal.see("started with another version of the program", "Your answers are kept.")
    terminal.listening()
    terminal.press("x")
    terminal.see("Quit")

    assert [] == [row for row in terminal.rows() if "Resume" in row]
    assert [("left", 1)] == [(row.ending, row.answered) for row in colors.rounds()]


def test_statistics_and_history_are_shown_and_left(colors: Program, start: Start) -> None:
    colors.run("play", "colors", "--topic", "Mixing", "--questions", "4", typed="1\n")
    terminal = start()
    terminal.see("Quit")
    terminal.listening()
    terminal.press("h")
    terminal.see("Colors: basics, learn", "arrows and Enter")
    terminal.listening()
    terminal.press("1")
    terminal.see("stopped after 1 of 4", colors.attempts()[0].shown.stem, "any key continues")
    terminal.press("x")
    terminal.see("History", "arrows and Enter")
    terminal.listening()
    terminal.press("q")
    terminal.see("Quit")
    terminal.listening()
    terminal.press("s")
    terminal.see("Your progress", "What you remember after a week", "any key continues")
    terminal.listening()
    terminal.press("q")
    terminal.see("Quit")
    terminal.listening()
    terminal.press("q")

    assert 0 == terminal.end()


def test_certainty_is_switched_in_the_menu(program: Program, start: Start) -> None:
    program.bank("pets", f"cards: false\n{PETS}")
    program.run("play", "pets", "--questions", "1", typed="1\nq\n")
    terminal = start()
    terminal.see("Say how sure you are   off")
    terminal.listening()
    terminal.press("y")
    terminal.see("Say how sure you are   on")
    terminal.listening()
    terminal.press("6")
    terminal.question(1)
    terminal.press("1")
    terminal.see("How sure are you?")


def test_a_bank_is_chosen_where_none_is_named(colors: Program, start: Start) -> None:
    terminal = start("play", "--questions", "2")
    terminal.see("What to play", "EU and NATO: leaders", "Next page")
    terminal.listening()
    terminal.press("up", "enter")  # the last entry is the next page
    terminal.see("Colors: basics")
    terminal.listening()
    terminal.press("up", "up", "enter")
    terminal.question(1)
    assert terminal.sees("1 of 2")
    terminal.answer()
    terminal.feedback()

    assert {"colors"} == {attempt.bank for attempt in colors.attempts()}


def test_a_long_menu_is_turned_over_by_pages_and_starts_again_after_the_last(colors: Program, start: Start) -> None:
    for i in range(30):
        colors.bank(f"bank-{i:02}", f"title: Bank {i:02}\nquestions: {{q: {{ask: Q?, answer: a, wrong: [b, c]}}}}\n")
    terminal = start("play", "--questions", "1")
    terminal.see("What to play", "Next page")
    terminal.listening()
    first = terminal.rows()
    seen = set(first)
    for _ in range(MOST_PAGES):
        turn(terminal)
        if terminal.rows() == first:
            break
        assert terminal.rows()[0].startswith(" What to play")
        assert seen.isdisjoint(row for row in terminal.rows() if "fact" in row)
        seen.update(terminal.rows())
    assert first == terminal.rows()
    assert {f"Bank {i:02}" for i in range(30)} == {row[3:10] for row in seen if row[3:].startswith("Bank ")}

    turn_to(terminal, "Bank 29")
    terminal.press("q")
    assert 0 == terminal.end()


# Resuming


def test_a_stopped_round_is_resumed(colors: Program, start: Start) -> None:
    colors.run("play", "colors", "--topic", "Mixing", "--questions", "4", typed="1\n1\n")
    terminal = start("play", "colors")
    terminal.see("Resume: 2 of 4 answered", "Mixing, begun today", "Start a new round")
    terminal.press("enter")
    terminal.question(3)
    terminal.press("1")
    terminal.feedback()

    assert [3] == [row.answered for row in colors.rounds()]


def test_a_stopped_round_is_left_for_a_new_one(colors: Program, start: Start) -> None:
    colors.run("play", "colors", "--topic", "Mixing", "--questions", "4", typed="1\n1\n")
    terminal = start("play", "colors")
    terminal.see("Resume: 2 of 4 answered", "Start a new round")
    terminal.press("2")
    terminal.see("1 of 6")
    terminal.listening()
    terminal.answer()
    terminal.feedback()

    assert [(None, 1), ("left", 2)] == [(row.ending, row.answered) for row in colors.rounds()]


def test_a_changed_bank_is_told(colors: Program, start: Start) -> None:
    colors.run("play", "colors", "--topic", "Mixing", "--questions", "4", typed="1\n")
    colors.bank("colors", (colors.banks / "colors.yaml").read_text().replace("red and yellow", "yellow and red"))
    terminal = start("play", "colors")
    terminal.see("Resume: 1 of 4 answered")
    terminal.press("1")
    terminal.see("The bank has changed since then. Your answer is kept. A new round starts.")
    terminal.listening()
    terminal.press("x")
    terminal.question(1)

    assert ["changed"] == [row.ending for row in colors.rounds()]


# The end of a round


@pytest.mark.parametrize("size", [(80, 24), (40, 15), (20, 8)], ids=["80x24", "40x15", "20x8"])
def test_the_end_tells_score_topics_and_misses(colors: Program, start: Start, size: tuple[int, int]) -> None:
    terminal = start("play", "colors", "--mode", "test", "--questions", "2", "--seed", "7", size=size)
    for number in (1, 2):
        terminal.question(number)
        terminal.answer()
    terminal.read("practise what you missed", "another round")
    attempts = colors.attempts()

    right = sum(attempt.right for attempt in attempts)
    assert right < 2
    terminal.see(f"{right} of 2 right at the first try")
    terminal.listening()
    shown = terminal.turned()
    for text in (f"{right} of 2 right at the first try", "Time:", *(attempt.topic for attempt in attempts)):
        assert squeezed(text) in shown
    assert terminal.sees(f"{right} of 2 right at the first try")
    terminal.press("v")
    terminal.listening_anew()
    seen = []
    while terminal.sees("any key continues"):
        seen.append(terminal.shown())
        terminal.press("x")
        terminal.listening_anew()
    for attempt in attempts:
        for text in (attempt.shown.stem, *(o.text for o in attempt.shown.options)):
            assert squeezed(text) in squeezed("".join(seen)), text
    assert ["finished"] == [row.ending for row in colors.rounds()]


def test_q_at_the_end_quits(colors: Program, start: Start) -> None:
    terminal = start("play", "colors", "--topic", "Mixing", "--mode", "test", "--questions", "2")
    to_the_end(terminal, "11")
    terminal.press("q")

    assert 0 == terminal.end()
    assert terminal.sees("Saved.")
    assert terminal.reads("of 2 right at the first try")
    assert (True, True) == terminal.modes()


@pytest.mark.parametrize("key", ["m", "r"])
def test_another_round_follows(colors: Program, start: Start, key: str) -> None:
    terminal = start("play", "colors", "--topic", "Mixing", "--mode", "test", "--questions", "4", "--seed", "3")
    to_the_end(terminal, "1111")
    missed = {attempt.fact for attempt in colors.attempts() if not attempt.right}
    assert missed
    terminal.press(key)
    terminal.see(f"{len(missed)} to go" if key == "m" else "1 of 4")
    terminal.listening()
    terminal.press("1")
    terminal.until(lambda: terminal.answers() == 5, "the answer in the history")

    assert 2 == len(colors.rounds())
    assert key == "r" or {attempt.fact for attempt in colors.attempts()} <= missed
