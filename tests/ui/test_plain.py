"""What players type as an answer in plain lines."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from quiz.term.leaving import Stopped
from quiz.term.sink import Sink
from quiz.ui.plain import PlainPrompter
from quiz.ui.prompter import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.conftest import Program

ENTRIES = [Entry("Paris"), Entry("New  York"), Entry("c"), Entry("12"), Entry("Łódź"), Entry("quit", key="x")]


def chosen(line: str, entries: Sequence[Entry] = ENTRIES) -> int | None:
    """Return the number of the entry that a line chooses; None if the player is asked again."""
    prompter = PlainPrompter(Sink(io.StringIO()), io.BytesIO(line.encode()), echo=False)
    try:
        return prompter.choose("A title", entries) + 1
    except Stopped:
        return None


@pytest.mark.parametrize(
    ("line", "number"),
    [
        *(
            (form, 2)
            for form in ("2", "2.", "2)", "(2)", " 2: ", "b", "B", "b)", "(B)", "２", "（２）", "２．", "٢", "Ｂ")
        ),
        *((form, 2) for form in ("New York", "new york", "NEW   YORK", "ｎｅｗ　ｙｏｒｋ")),
        ("łódź", 5),
        ("PARIS", 1),
        ("12", 4),  # there is no entry with that number, but one with that text
        ("c", 3),  # the letter and the text belong to the same entry
        ("x", 6),
        ("2.5", None),
        ("7", None),
        ("1 2", None),
        ("Par", None),
        ("()", None),
    ],
)
def test_a_line_chooses_by_number_letter_or_text(line: str, number: int | None) -> None:
    assert chosen(line) == number


@pytest.mark.parametrize(("line", "number"), [("a", None), ("b", None), ("c", 3), ("1", 1), ("2.", 2)])
def test_a_letter_for_one_entry_that_is_the_text_of_another_is_asked_again(line: str, number: int | None) -> None:
    assert chosen(line, [Entry("b"), Entry("a"), Entry("c")]) == number


@pytest.mark.parametrize(
    ("entries", "asked", "told"),
    [
        (ENTRIES[:2], "Your answer, 1 or 2: ", "Type 1 or 2, or q to quit."),
        (ENTRIES[:3], "Your answer, 1 to 3: ", "Type a number from 1 to 3, or q to quit."),
    ],
)
def test_two_numbers_are_no_range(entries: Sequence[Entry], asked: str, told: str) -> None:
    out = io.StringIO()
    with pytest.raises(Stopped):
        PlainPrompter(Sink(out), io.BytesIO(b"9\n"), echo=True).choose("A title", entries)

    assert f"{asked}9\n{told}\n{asked}\n" in out.getvalue()


def test_a_question_is_answered_by_the_text_of_an_option(colors: Program) -> None:
    said = colors.run("play", "colors", "--topic", "Mixing", "--seed", "7", typed="black\nGREEN \n").out

    assert said.count("Type a number from 1 to 4 (or a letter from a to d, or the answer itself)") == 1
    assert "Right. You chose 3, green." in said
