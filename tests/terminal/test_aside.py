"""Setting a fact aside with a key after an answer, and forgetting a bank after a question, in real terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start

ROUND = ("play", "colors", "--topic", "Mixing", "--seed", "7", "--questions", "2")


def aside(program: Program) -> list[str]:
    """Return the facts that are set aside."""
    return [one["fact"] for one in program.run("aside", "--json").json()["aside"]]


@pytest.mark.parametrize("size", [(80, 24), (40, 15), (20, 10)], ids=["80x24", "40x15", "20x10"])
def test_a_key_sets_the_fact_aside_and_brings_it_back(colors: Program, start: Start, size: tuple[int, int]) -> None:
    terminal = start(*ROUND, size=size)
    terminal.question(1)
    terminal.press("1")
    terminal.feedback()
    terminal.listening()
    terminal.press("-")
    terminal.read("This fact is set aside until you bring it back")
    terminal.listening()
    assert terminal.reads("- bring back") == (size[0] == 80)
    assert aside(colors) == [colors.attempts()[0].fact]

    terminal.press("-")
    terminal.read("This fact is back.")
    terminal.listening()
    assert not terminal.reads("This fact is set aside")  # which is no longer so
    assert not terminal.reads("- bring back")
    assert aside(colors) == []
    terminal.press("x")
    terminal.question(2)


def test_the_keys_are_listed_where_all_keys_are(colors: Program, start: Start) -> None:
    terminal = start(*ROUND)
    terminal.question(1)
    terminal.press("?")
    terminal.see("u takes it back, ! flags its question and - sets its fact aside")
    terminal.press("1")
    terminal.see("any key continues u undo ! flag - set aside")


@pytest.mark.parametrize(("keys", "known"), [(["enter"], 1), (["down", "enter"], 0), (["q"], 1)])
def test_a_bank_is_forgotten_once_that_is_agreed(colors: Program, start: Start, keys: list[str], known: int) -> None:
    colors.run("play", "colors", "--questions", "1", "--seed", "7", typed="1\nq\n")
    terminal = start("forget", "colors")
    terminal.see("Forget what you know about colors?", "Keep it", "Forget it", "1 answer")
    terminal.listening()
    terminal.press(*keys)
    terminal.see("Nothing was forgotten." if known else "What you knew about colors is forgotten")
    assert terminal.end() == 0

    facts = colors.run("stats", "--facts", "--json").json()["facts"]
    assert sum(one["state"] != "new" for one in facts) == known
