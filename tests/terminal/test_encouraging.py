"""The end of a round in a terminal: a round without a miss, and how the week is going."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.terminal.conftest import squeezed

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start

#: Five questions whose first option is right, as numbers are in order.
EASY = "id: easy\ncards: false\ntitle: Easy\nsource: A handbook\nquestions:\n" + "".join(
    f"  q{i}: {{topic: Sums, ask: '{i} and 1?', answer: {i + 1}, wrong: [{i + 2}, {i + 5}], why: It is {i + 1}.}}\n"
    for i in range(5)
)


@pytest.mark.parametrize(("size", "star"), [((80, 24), "★"), ((40, 15), "★"), ((20, 10), "*")])
def test_a_round_without_a_miss_gets_a_star(program: Program, start: Start, size: tuple[int, int], star: str) -> None:
    program.bank("easy", EASY)
    env = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"} if star == "*" else {}
    terminal = start("play", "easy", "--mode", "test", "--questions", "5", size=size, env=env)
    for number in range(1, 6):
        terminal.question(number)
        terminal.press("1")
    terminal.read("5 of 5 right at the first try")
    terminal.listening()
    shown = terminal.turned()
    for text in (
        f"{star} Everything right at the first try.",
        "Easy: 0 of 5 facts known, 5 learning.",
        "This week: 1 of 3 days.",
    ):
        assert squeezed(text) in shown
    terminal.press("q")

    assert 0 == terminal.end()
