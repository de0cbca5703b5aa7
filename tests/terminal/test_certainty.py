"""Saying how sure one is of an answer: with one key after choosing, in every form, in terminals of any size."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import CLAIMS

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start, Terminal

MIXING = ("play", "colors", "--topic", "Mixing", "--seed", "7", "--questions", "1", "--certainty")
SIZES = [(80, 24), (40, 15), (20, 8)]
sized = pytest.mark.parametrize("size", SIZES, ids=[f"{columns}x{rows}" for columns, rows in SIZES])


def asked(terminal: Terminal) -> None:
    """Wait until the program asks how sure the player is and listens."""
    terminal.see("3  a guess")
    terminal.listening()


def begun(start: Start, *args: str, size: tuple[int, int] = (80, 24)) -> Terminal:
    terminal = start(*(args or MIXING), size=size)
    terminal.question(1)
    return terminal


@sized
@pytest.mark.parametrize(
    ("keys", "certainty"),
    [(["1"], "sure"), (["t"], "think"), (["3"], "guess"), (["enter"], "think"), (["down", "enter"], "guess")],
)
def test_one_key_more_tells_how_sure(
    colors: Program, start: Start, size: tuple[int, int], keys: list[str], certainty: str
) -> None:
    terminal = begun(start, size=size)
    terminal.press("2")
    asked(terminal)
    assert not colors.rounds()
    terminal.press(*keys)
    terminal.feedback()
    (attempt,) = colors.attempts()

    assert certainty == attempt.certainty
    assert attempt.shown.options[1].id == attempt.chosen[0]
    stakes = {"sure": ("+3", "-6"), "think": ("+2", "-2"), "guess": ("+1", "0")}
    said = {"sure": "You were sure", "think": "You thought so", "guess": "You guessed"}
    terminal.read(f"{said[certainty]}: {stakes[certainty][not attempt.right]}.")


def test_nothing_moves_and_the_choice_is_marked(colors: Program, start: Start) -> None:
    terminal = begun(start)
    before = terminal.rows()
    terminal.press("2")
    asked(terminal)
    rows = terminal.rows()
    option = next(i for i, row in enumerate(before) if "2  " in row)

    assert before[: option - 1] == rows[: option - 1]
    assert before[option].replace("2  ", "2→ ") == rows[option]
    assert before[option - 1].replace("❯", " ") == rows[option - 1]
    assert ["right +3, wrong -6", "right +2, wrong -2", "right +1, wrong 0"] == re.findall(
        r"right \S+, wrong \S+", "\n".join(rows)
    )


@sized
def test_u_goes_back_to_choose_again(colors: Program, start: Start, size: tuple[int, int]) -> None:
    terminal = begun(start, size=size)
    before = terminal.rows()
    terminal.press("1")
    asked(terminal)
    terminal.press("u")
    terminal.until(lambda: terminal.rows() == before, "the question")
    terminal.listening()
    terminal.press("3")
    asked(terminal)
    terminal.press("s")
    terminal.feedback()
    (attempt,) = colors.attempts()

    assert (attempt.shown.options[2].id,) == attempt.chosen
    assert attempt.voided_at is None


def test_the_keys_are_told(colors: Program, start: Start) -> None:
    terminal = begun(start)
    terminal.press("1")
    asked(terminal)
    terminal.see("1-3 answer   u back   ? keys   q stop and save")
    terminal.press("?")
    terminal.read("1-3 or s, t, g answer, or arrows and Enter; u goes back to your answer; q or Ctrl-C stops and saves")
    terminal.press("s")
    terminal.feedback()


@pytest.mark.parametrize("leave", ["q", "ctrl-c", "kill"])
def test_who_leaves_before_telling_has_not_answered_and_can_resume(colors: Program, start: Start, leave: str) -> None:
    terminal = begun(start, *MIXING[:-3], "--questions", "2", "--certainty")
    terminal.press("1")
    asked(terminal)
    terminal.press("1")
    terminal.feedback()
    terminal.listening()
    terminal.press("x")
    terminal.question(2)
    stem = next(row for row in terminal.rows() if row.startswith(" What do "))
    terminal.press("2")
    asked(terminal)
    if leave == "kill":
        terminal.child.kill(9)
        terminal.end()
    else:
        terminal.press(leave)
        terminal.end()
    assert 1 == len(colors.attempts())

    again = start("play", "colors")
    again.see("Resume: 1 of 2 answered")
    again.listening()
    again.press("1")
    again.question(2)
    assert stem in again.rows()
    again.press("2")
    asked(again)  # it is remembered
    again.press("g")
    again.feedback()
    assert ["sure", "guess"] == [attempt.certainty for attempt in colors.attempts()]


FORMS = {
    "pick": (MIXING, ["1"]),
    "choose-all": (("play", "colors", "--topic", "Warmth", "--seed", "7", "--certainty"), ["1", "3", "enter"]),
    "order": (("play", "places", "--topic", "In order", "--seed", "4", "--certainty"), ["1", "2", "3", "4", "enter"]),
    "match": (("play", "places", "--topic", "In pairs", "--seed", "4", "--certainty"), ["1", "2", "3", "enter"]),
    "claim": (("play", "claims", "--seed", "4", "--certainty"), ["2"]),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("size", SIZES[:2], ids=["80x24", "40x15"])
def test_every_form_asks_and_may_go_back(
    colors: Program, places: Program, start: Start, form: str, size: tuple[int, int]
) -> None:
    places.bank("claims", CLAIMS)
    args, keys = FORMS[form]
    terminal = begun(start, *args, size=size)
    terminal.press(*keys)
    asked(terminal)
    terminal.press("backspace" if form == "pick" else "u")
    terminal.until(lambda: not terminal.sees("a guess"), "the question")
    terminal.listening()
    terminal.press(*keys[-1:])  # the choices are still there
    asked(terminal)
    terminal.press("t")
    terminal.feedback()
    (attempt,) = colors.attempts()

    assert (form, "think") == (attempt.form, attempt.certainty)
    assert max(1, len(keys) - 1) == len(attempt.chosen)


def test_another_size_draws_it_anew(colors: Program, start: Start) -> None:
    terminal = begun(start)
    terminal.press("2")
    asked(terminal)
    terminal.press("down")
    terminal.until(lambda: terminal.sees("❯ 3  a guess"), "the pointer")
    terminal.resize(40, 15)
    terminal.until(lambda: terminal.sees("❯ 3  a guess") and max(map(len, terminal.rows())) <= 40, "the new size")
    terminal.listening()
    terminal.press("enter")
    terminal.feedback()

    assert ["guess"] == [attempt.certainty for attempt in colors.attempts()]


def test_an_undone_answer_is_asked_for_with_its_certainty(colors: Program, start: Start) -> None:
    terminal = begun(start)
    terminal.press("1")
    asked(terminal)
    terminal.press("s")
    terminal.feedback()
    terminal.listening()
    terminal.press("u")
    terminal.until(lambda: not terminal.sees("any key continues"), "the question")
    terminal.listening()
    terminal.press("2")
    asked(terminal)
    terminal.press("g")
    terminal.feedback()

    assert [("sure", True), ("guess", False)] == [(a.certainty, a.voided_at is not None) for a in colors.attempts()]


def test_the_end_page_has_the_marks_apart_from_the_score(colors: Program, start: Start) -> None:
    terminal = begun(start, *MIXING, "--mode", "test")
    terminal.press("1")
    asked(terminal)
    terminal.press("s")
    terminal.see("right at the first try")
    right = colors.attempts()[0].right

    terminal.see(f"{int(right)} of 1 right at the first try")
    marks = "+3" if right else "-6"
    terminal.see(f"Marks for certainty: {marks} out of a possible +3. When you were sure, {int(right)} of 1 right.")
