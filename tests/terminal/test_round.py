"""A whole round in a terminal, with single keys. `.ci/run` also plays it on the lowest versions of all dependencies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.conftest import KEYS

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start, Terminal


def key_of_the_right_option(terminal: Terminal) -> str:
    (right,) = next(keys for stem, keys in KEYS.items() if terminal.sees(stem))
    return next(found[1] for row in terminal.rows() if (found := re.search(rf"(\d)\s+{right}$", row)))


def test_a_round_is_played_by_single_keys_from_its_first_question_to_its_end(colors: Program, start: Start) -> None:
    terminal = start("play", "colors", "--topic", "Mixing", "--questions", "2", "--seed", "7")
    for number in (1, 2):
        terminal.question(number)
        terminal.press("h")
        terminal.read("Hint: Think of")
        terminal.listening()
        terminal.press(key_of_the_right_option(terminal))
        assert "Right." == terminal.feedback()
        terminal.listening()
        terminal.press(" ")
    terminal.read("another round")
    terminal.listening()
    terminal.press("q")

    assert 0 == terminal.end()
    assert terminal.modes_before == terminal.modes()
    assert 2 == terminal.answers()
