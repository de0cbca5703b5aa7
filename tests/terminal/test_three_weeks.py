"""Three weeks of a player, in real terminals with a clock that is set from day to day.

All facts but one are always answered rightly. New facts are shown on cards, known ones are typed, one that is missed
again and again rests, and one that is set aside waits until it is brought back.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from tests.conftest import KEYS

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start, Terminal

FIRST = date(2026, 3, 2)
HARD = "What do black and white give?"
LEFT_OUT = "What do red and green give?"


class Day(NamedTuple):
    """What a day brought: how many cards, which stems were asked, which were typed, and everything that was shown."""

    cards: int
    asked: list[str]
    typed: list[str]
    read: str


def live(terminal: Terminal, *, puts_aside: str = "") -> Day:
    """Play a round to its end by reading the screen as a player does; set the fact of one stem aside."""
    day = Day(0, [], [], "")
    cards, read = 0, []
    while True:
        terminal.listening_anew()
        page = terminal.shown()
        read.append(page)
        stem = next((stem for stem in KEYS if terminal.sees(stem)), "")
        if terminal.sees("another round"):
            terminal.press("q")
            terminal.end()
            return day._replace(cards=cards, read="\n".join(read))
        if terminal.sees("any key continues"):
            cards += terminal.sees("skip the cards")
            terminal.press(*(["-"] if stem and stem == puts_aside and "is set aside" not in page else ["x"]))
            continue
        day.asked.append(stem)
        right = KEYS[stem]
        if terminal.sees("Enter answers") and not terminal.sees("[ ]"):
            day.typed.append(stem)
            terminal.press(right[0], "enter")
            continue
        options = re.findall(r"^[ ❯]*(?:\[ \] )?(\d)  (\S+)", "\n".join(terminal.rows()), re.MULTILINE)
        wanted = [number for number, text in options if (text in right) == (stem != HARD)]
        terminal.press(*(wanted if terminal.sees("[ ]") else wanted[:1]), *(["enter"] if terminal.sees("[ ]") else []))


def test_three_weeks(with_cards: Program, start: Start) -> None:
    def lived(day: int, puts_aside: str = "") -> Day:
        with_cards.be("Europe/Berlin", f"{FIRST + timedelta(day)}T18:30")
        return live(start("play", "colors", "--questions", "6"), puts_aside=puts_aside)

    first, second, third, fourth = (lived(day) for day in (0, 1, 2, 4))
    assert first.cards == 6  # of five mixes and a written-out question
    assert sorted(first.asked) == sorted(KEYS)
    assert not first.typed
    assert [day.cards for day in (second, third, fourth)] == [0, 0, 0]
    assert set(third.typed) == {*KEYS} - {HARD, "Which of these are warm? Choose all."}  # right on two days
    assert not any("You missed this" in day.read for day in (first, second, third))
    assert "You missed this on 4 of the last 4 days it was asked." in fourth.read
    assert "Asked about it, you chose" in fourth.read
    assert "It rests until Sunday, 8 March." in fourth.read

    resting = lived(5, puts_aside=LEFT_OUT)
    assert HARD not in resting.asked
    assert LEFT_OUT in resting.asked
    with_cards.be("Europe/Berlin", f"{FIRST + timedelta(8)}T18:30")
    said = with_cards.run("stats", "--plain").out
    assert "gray (Mixing). Missed on 4 of the last 4 days it was asked." in said

    rested = lived(9)
    assert HARD in rested.asked
    assert LEFT_OUT not in rested.asked
    assert "Brought back" in with_cards.run("aside", "--back", "brown").out
    last = lived(20)
    assert LEFT_OUT in last.asked
    assert not last.cards
