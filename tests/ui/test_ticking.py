"""The clock of a sprint, called as the prompt calls it."""

from __future__ import annotations

import io

import pytest

from quiz.term.leaving import TimeUp
from quiz.term.lines import Line, Span
from quiz.term.sink import Sink
from quiz.term.ticking import Clock


class Watch:
    """A clock over a screen of text, with the time that a test sets."""

    def __init__(self, *, in_sight: bool = True) -> None:
        self.left = 60_000
        self.screen = io.StringIO()
        self.tick = Clock(Sink(self.screen), lambda: self.left, self.head, in_sight=in_sight)

    @staticmethod
    def head(left: int, width: int) -> list[Line]:
        return [(Span(f"{-(-left // 1000)} of {width}"),), (Span("rule"),)]

    def at(self, left: int) -> tuple[float, str]:
        """Return the seconds until the clock wants to be called again, and what it wrote."""
        self.left = left
        self.screen.seek(0)
        self.screen.truncate()
        return self.tick(), self.screen.getvalue()


def test_only_the_line_that_changed_is_drawn_and_the_cursor_is_where_it_was() -> None:
    watch = Watch()

    assert (1.0, "") == watch.at(60_000)
    assert (0.5, "") == watch.at(59_500)
    assert (1.0, "\x1b7\x1b[1;1H59 of 80\x1b[K\x1b8") == watch.at(59_000)


@pytest.mark.parametrize("left", [0, -1])
def test_it_ends_the_prompt_when_the_time_is_up(left: int) -> None:
    with pytest.raises(TimeUp):
        Watch().at(left)


@pytest.mark.parametrize("name", ["QUIZ_REDUCED_MOTION", "ACCESSIBLE"])
def test_where_nothing_is_to_move_it_writes_nothing_but_still_ends(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "1")
    watch = Watch()

    assert (1.0, "") == watch.at(30_000)
    assert (0.4, "") == watch.at(400)
    with pytest.raises(TimeUp):
        watch.at(0)


def test_a_head_that_scrolled_away_is_left_alone() -> None:
    assert (1.0, "") == Watch(in_sight=False).at(30_000)
