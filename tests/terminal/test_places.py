"""Orders and matches in terminals: options are placed with single keys, taken back, and marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import BODIES, FAR

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start, Terminal

SIZES = [(80, 24), (40, 15), (20, 10)]
sized = pytest.mark.parametrize("size", SIZES, ids=[f"{columns}x{rows}" for columns, rows in SIZES])


def begun(start: Start, topic: str, size: tuple[int, int] = (80, 24)) -> Terminal:
    terminal = start("play", "places", "--topic", topic, "--seed", "4", size=size)
    terminal.question(1)
    return terminal


def marks(terminal: Terminal) -> list[str]:
    """Return the marks before the options that the cursor can reach, on a screen of any size."""
    found = re.findall(r"^[ ❯]{3}(___|_|\d\w\w|[A-D]) (\d)\b", "\n".join(terminal.rows()), re.MULTILINE)
    return [mark for mark, _ in found][-4:]


def marked(terminal: Terminal, *expected: str) -> None:
    terminal.until(lambda: marks(terminal)[-len(expected) :] == [*expected], f"the marks {expected}")


def right_keys(terminal: Terminal) -> list[str]:
    """Return the keys of the right answer to a question of the bank, read from a wide screen."""
    options = dict(re.findall(r"_ (\d)  (.+)$", "\n".join(terminal.rows()), re.MULTILINE))
    number_of = {text: number for number, text in options.items()}
    prompts = re.findall(r"^ {3}[ →] [A-D]  (.+)$", "\n".join(terminal.rows()), re.MULTILINE)
    return [number_of[text] for text in ([BODIES[p] for p in prompts] or sorted(number_of, key=FAR.index))]


@sized
def test_an_order_is_put_together_key_by_key(places: Program, start: Start, size: tuple[int, int]) -> None:
    terminal = begun(start, "In order", size)
    marked(terminal, "___", "___", "___", "___")
    terminal.press("3", "1", "d")
    marked(terminal, "2nd", "___", "1st", "3rd")
    terminal.press("enter")  # points at the fourth, which has its place
    terminal.press("2")
    marked(terminal, "2nd", "4th", "1st", "3rd")
    assert 0 == terminal.answers()
    terminal.press("enter")
    terminal.feedback()

    (attempt,) = places.attempts()
    ids = [option.id for option in attempt.shown.options]
    assert (ids[2], ids[0], ids[3], ids[1]) == attempt.chosen


def test_arrows_with_space_or_enter_put_in_places(places: Program, start: Start) -> None:
    terminal = begun(start, "In order")
    terminal.press("up", "enter", "up", "space", "up", "enter", "up", "enter")
    marked(terminal, "4th", "3rd", "2nd", "1st")
    terminal.press("enter")
    terminal.feedback()

    (attempt,) = places.attempts()
    assert [option.id for option in reversed(attempt.shown.options)] == [*attempt.chosen]


@pytest.mark.parametrize("back", ["\x7f", "\x1b[D", "u"], ids=["backspace", "left", "u"])
def test_what_was_put_last_is_taken_back(places: Program, start: Start, back: str) -> None:
    terminal = begun(start, "In order")
    terminal.press("2", "4", back)
    marked(terminal, "___", "1st", "___", "___")
    terminal.press(back, back, "3")
    marked(terminal, "___", "___", "1st", "___")

    assert 0 == terminal.answers()


def test_the_same_key_takes_back_and_the_place_is_filled_next(places: Program, start: Start) -> None:
    terminal = begun(start, "In order")
    terminal.press("1", "2", "3", "1")
    marked(terminal, "___", "2nd", "3rd", "___")
    terminal.press("4", "1")
    marked(terminal, "4th", "2nd", "3rd", "1st")


def test_what_is_put_stays_when_the_keys_are_shown_and_in_another_size(places: Program, start: Start) -> None:
    terminal = begun(start, "In order")
    terminal.press("4", "2", "?")
    terminal.see("the same key again, or backspace, takes it back; Enter answers; every part must be right")
    terminal.listening()
    marked(terminal, "___", "2nd", "___", "1st")
    terminal.resize(40, 15)
    terminal.until(lambda: b"\x1b[H\x1b[J" in terminal.raw[-4000:] and marks(terminal)[-1:] == ["1st"], "it anew")
    terminal.listening()
    terminal.press("1", "3")
    marked(terminal, "3rd", "2nd", "4th", "1st")


@pytest.mark.parametrize("size", SIZES[:2], ids=["80x24", "40x15"])
def test_a_match_goes_from_prompt_to_prompt(places: Program, start: Start, size: tuple[int, int]) -> None:
    terminal = begun(start, "In pairs", size)
    marked(terminal, "_", "_", "_")
    terminal.press("2", "a", "b", "1")
    marked(terminal, "B", "A", "_")
    terminal.press("3")
    marked(terminal, "B", "A", "C")
    terminal.press("enter")
    terminal.feedback()

    (attempt,) = places.attempts()
    ids = [option.id for option in attempt.shown.options]
    assert (ids[1], ids[0], ids[2]) == attempt.chosen


def test_a_match_too_high_for_the_screen_begins_with_its_beginning_and_is_read_on(
    places: Program, start: Start
) -> None:
    terminal = begun(start, "In pairs", (20, 8))
    shown = terminal.rows()
    assert [" Match each person", " to the body.", "   → A  "] == [shown[0], shown[1], shown[2][:8]]
    terminal.press("down")
    terminal.see("❯ _ 1")
    shown += terminal.rows()
    assert [] == [word for body in BODIES for word in body.split() if not any(word in row for row in shown)]
    terminal.press("2", "1", "3")
    terminal.see("❯ C 3")
    terminal.press("enter")
    terminal.feedback()

    (attempt,) = places.attempts()
    ids = [option.id for option in attempt.shown.options]
    assert (ids[1], ids[0], ids[2]) == attempt.chosen


def test_the_arrow_stands_at_the_prompt_that_is_next(places: Program, start: Start) -> None:
    def next_prompt() -> list[str]:
        return [row.split()[1] for row in terminal.rows() if row.startswith("   → ")]

    terminal = begun(start, "In pairs")
    assert ["A"] == next_prompt()
    for keys, expected in (("1", ["B"]), ("3", ["C"]), ("u", ["B"]), ("1", ["A"]), ("123", [])):
        terminal.press(*keys)
        terminal.until(lambda expected=expected: next_prompt() == expected, f"the arrow at {expected}")  # type: ignore[misc]


def test_all_keys_of_a_match_can_be_read(places: Program, start: Start) -> None:
    terminal = begun(start, "In pairs")
    terminal.press("?")

    terminal.read(
        "1-3, or arrows and space, match with the letter at →; the same key again, or backspace, takes it back;"
    )


@sized
@pytest.mark.parametrize("topic", ["In order", "In pairs"])
def test_nothing_of_a_question_is_lost(places: Program, start: Start, size: tuple[int, int], topic: str) -> None:
    terminal = begun(start, topic, size)
    readable = [topic == "In order" or terminal.reads(name) for name in BODIES]
    terminal.press("1", "2", "3", *("4" if topic == "In order" else ""), "enter")
    terminal.feedback()
    (attempt,) = places.attempts()

    assert all(readable)
    told = [attempt.shown.stem, attempt.shown.why, *(option.text for option in attempt.shown.options)]
    assert [] == [text for text in told if not terminal.reads(text)]


def test_feedback_on_an_order_marks_every_place(places: Program, start: Start) -> None:
    terminal = begun(start, "In order")
    keys = right_keys(terminal)
    terminal.press(keys[1], keys[0], keys[2], keys[3], "enter")
    assert "Not this time." == terminal.feedback()
    rows = [row.split() for row in terminal.rows() if re.match(r" {3}\d\w\w  ", row)]

    notes = [["you", "put", "it", "2nd"], ["you", "put", "it", "1st"], ["right"], ["right"]]
    assert [[n] for n in ("1st", "2nd", "3rd", "4th")] == [row[:1] for row in rows]
    assert sorted((row[1] for row in rows), key=FAR.index) == [row[1] for row in rows]
    assert [["✗", *notes[0]], ["✗", *notes[1]], ["✓", "right"], ["✓", "right"]] == [row[2:] for row in rows]
    assert terminal.sees("2 of 4 are in place. The answer is right only if every part of it is.")


def test_feedback_on_a_match_marks_every_pair(places: Program, start: Start) -> None:
    terminal = begun(start, "In pairs")
    keys = right_keys(terminal)
    terminal.press(keys[1], keys[0], keys[2], "enter")
    assert "Not this time." == terminal.feedback()
    (attempt,) = places.attempts()
    prompts = attempt.shown.prompts

    right = [BODIES[prompt] for prompt in prompts]
    notes = [f"✗ you chose {right[1]}", f"✗ you chose {right[0]}", "✓ right"]
    for prompt, body, note in zip(prompts, right, notes, strict=True):
        assert 1 == sum(
            row.split("  ")[0] == "" and f"{prompt} {body} {note}" == " ".join(row.split()) for row in terminal.rows()
        )
    assert terminal.sees("1 of 3 pairs is right. The answer is right only if every part of it is.")


def test_all_in_place_is_right(places: Program, start: Start) -> None:
    terminal = begun(start, "In pairs")
    terminal.press(*right_keys(terminal), "enter")

    assert "Right." == terminal.feedback()
    assert 3 == sum("✓ right" in row for row in terminal.rows())
