"""The prompt for single keys, driven by keys that a test gives: what it returns, and what is then on the screen."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

import pyte
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.term.keyboard import Keyboard
from quiz.term.leaving import Stopped, TimeUp
from quiz.term.lines import BLANK, Line, Span
from quiz.term.prompt import Block, Checked, Drawn, Pressed, Prompt, Resized
from quiz.term.sink import Sink

WIDTH = 40


class Screen(Sink):
    """A sink on a screen, which shows what was flushed."""

    def __init__(self, height: int = 24) -> None:
        super().__init__(io.StringIO())
        self.flushed = ""
        self.height = height
        self._screen = pyte.Screen(WIDTH, height)
        self._feed = pyte.Stream(self._screen)

    def size(self) -> tuple[int, int]:
        return WIDTH, self.height

    def flush(self) -> None:
        text = "".join(self._waiting).replace("\n", "\r\n")
        self._waiting.clear()
        self.flushed += text
        self._feed.feed(text)

    def rows(self) -> list[str]:
        return [row.rstrip() for row in self._screen.display]

    def cursor_row(self) -> int:
        return int(self._screen.cursor.y)


class Typist(Keyboard):
    """A keyboard whose keys are given, as many as there are. Before each, `watch` is called."""

    def __init__(self, keys: Sequence[str], watch: Callable[[], object] = lambda: None) -> None:
        super().__init__(0)
        self.keys = [*keys]
        self._watch = watch

    @contextmanager
    def listening(self) -> Iterator[None]:
        yield

    def has_key(self) -> bool:
        return bool(self.keys)

    def key(self, timeout: float | None = None) -> str:
        del timeout
        self._watch()
        if not self.keys:
            raise Stopped
        return self.keys.pop(0)


def text(*lines: str) -> list[Line]:
    return [(Span(line),) for line in lines]


def entries(*heights: int) -> list[list[Line]]:
    """Return entries of so many lines each."""
    return [text(*(f"{i} line {part}" for part in range(height))) for i, height in enumerate(heights, start=1)]


def block_of(heights: Sequence[int], pointed: int = 0, *, checks: bool = False) -> Block:
    rows = entries(*heights)
    if not checks:
        return Block(rows, text("", "   the keys"), pointed)
    checked = Checked(len(rows))

    def redraw() -> Drawn:
        boxes = checked.boxes()
        drawn = [[(Span(box), *row[0]), *row[1:]] for box, row in zip(boxes, rows, strict=True)]
        return text(f"   {len(checked.chosen)} checked"), drawn

    heads, drawn = redraw()
    return Block(drawn, text("", "   the keys"), pointed, heads, checked, redraw)


ABOVE = text("a head", "a question")
KEYS = {"1": 0, "2": 1}


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        (["2"], 1),
        (["enter"], 0),
        (["down", "enter"], 1),
        (["down", "down", "down", "enter"], 0),
        (["up", "enter"], 2),
        (["x", "space", "left", "escape", "\x1b[5~", "paste", "", "ctrl-z?", "1"], 0),
    ],
)
def test_one_entry_is_chosen(keys: list[str], chosen: int) -> None:
    assert Prompt(Screen(), Typist(keys)).choose(ABOVE, block_of([1, 2, 1]), KEYS, ["q"]) == (chosen,)


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        (["enter", "1", "enter"], (0,)),
        (["1", "2", "enter"], (0, 1)),
        (["2", "2", "1", "enter"], (0,)),
        (["down", "space", "enter"], (1,)),
        (["up", "space", "1", "enter"], (0, 2)),
    ],
)
def test_any_number_of_entries_is_checked(keys: list[str], chosen: tuple[int, ...]) -> None:
    block = block_of([1, 1, 1], checks=True)

    assert Prompt(Screen(), Typist(keys)).choose(ABOVE, block, KEYS, ["q"]) == chosen


@pytest.mark.parametrize(("key", "meaning"), [("q", "q"), ("?", "?"), ("ctrl-d", "q"), ("1", "1")])
def test_a_key_with_a_meaning_of_its_own_comes_first(key: str, meaning: str) -> None:
    with pytest.raises(Pressed) as pressed:
        Prompt(Screen(), Typist([key])).choose(ABOVE, block_of([1, 1]), KEYS, ["?", "q", "1"])

    assert pressed.value.key == meaning


def test_a_page_is_left_with_any_key_and_says_which_where_it_means_something() -> None:
    for key, meaning in {"x": "", "enter": "", "paste": "", "u": "u", "ctrl-d": "q", "q": "q"}.items():
        assert Prompt(Screen(), Typist([key])).any_key(ABOVE, "any key goes on", ["q", "u"]) == meaning


@pytest.mark.parametrize("page", [False, True])
@pytest.mark.parametrize(("keys", "error"), [(["ctrl-c"], KeyboardInterrupt), ([], Stopped)])
def test_interrupted_and_the_end_of_the_input(keys: list[str], error: type[BaseException], page: bool) -> None:
    prompt = Prompt(Screen(), Typist(keys))

    with pytest.raises(error):
        prompt.any_key(ABOVE, "go on", ["q"]) if page else prompt.choose(ABOVE, block_of([1, 1]), KEYS, ["q"])


@pytest.mark.parametrize("page", [False, True])
def test_another_size_asks_for_another_drawing(page: bool) -> None:
    screen = Screen()
    prompt = Prompt(screen, Typist([""], lambda: setattr(screen, "height", 10)))

    with pytest.raises(Resized):
        prompt.any_key(ABOVE, "go on", ["q"]) if page else prompt.choose(ABOVE, block_of([1, 1]), KEYS, ["q"])


def test_a_key_that_comes_together_with_another_size_is_not_lost() -> None:
    screen = Screen()

    def shrink() -> None:
        screen.height = 10

    assert Prompt(screen, Typist(["2"], shrink)).choose(ABOVE, block_of([1, 1]), KEYS, ["q"]) == (1,)
    screen.height = 24
    assert Prompt(screen, Typist(["u"], shrink)).any_key(ABOVE, "go on", ["u"]) == "u"


def test_the_clock_is_called_before_each_wait_and_may_end_it() -> None:
    left = [0.5, 0.25]

    def ticks() -> float:
        if not left:
            raise TimeUp
        return left.pop()

    with pytest.raises(TimeUp):
        Prompt(Screen(), Typist(["", ""])).choose(ABOVE, block_of([1, 1]), KEYS, ["q"], ticks=ticks)


@pytest.mark.parametrize(("keys", "called"), [([], 1), (["1"], 0)])
def test_what_is_done_meanwhile_waits_for_the_drawing_and_not_for_a_key(keys: list[str], called: int) -> None:
    screen = Screen()
    seen: list[list[str]] = []

    def meanwhile() -> None:
        seen.append(screen.rows()[:4])

    with suppress(Stopped):
        Prompt(screen, Typist(keys)).choose(ABOVE, block_of([1, 1]), KEYS, ["q"], meanwhile=meanwhile)

    assert seen == [["a head", "a question", "", " ❯ 1 line 0"]] * called


MOVES = st.lists(st.sampled_from(["up", "down", "space", "1", "2"]), max_size=8)


@settings(max_examples=50)
@given(st.lists(st.integers(1, 3), min_size=2, max_size=9), st.integers(8, 14), MOVES)
@example([1] * 9, 8, ["up"])
@example([3] * 4, 8, ["down", "down"])
def test_after_any_keys_the_screen_is_as_if_it_were_drawn_new(heights: list[int], rows: int, keys: list[str]) -> None:
    """Also where the block is higher than the screen: then the entry that is pointed at is in sight."""
    screen, block = Screen(rows), block_of(heights, checks=True)
    with pytest.raises(Stopped):
        Prompt(screen, Typist(keys)).choose([], block, KEYS, ["q"])
    lines = [line.rstrip() for line in Sink(None).styled(block.lines()).split("\n")]
    shown = screen.rows()
    start = next(
        i for i in range(max(1, len(lines) - rows + 1)) if lines[i : i + rows] == shown[: len(lines[i : i + rows])]
    )

    assert shown == (lines[start : start + rows] + [""] * rows)[:rows]
    number = block.pointed + 1
    assert block.checked is not None
    entry = [f" ❯ {block.checked.boxes()[block.pointed]}{number} line 0"]
    entry += [f"   {number} line {part}" for part in range(1, heights[block.pointed])]
    assert [line for line in shown if f"{number} line" in line] == entry
    assert shown[screen.cursor_row()].startswith(" ❯")


@settings(max_examples=25)
@given(MOVES)
def test_what_comes_next_is_drawn_where_the_block_was(keys: list[str]) -> None:
    screen = Screen()
    with pytest.raises(Stopped):
        Prompt(screen, Typist(keys)).choose(ABOVE, block_of([1, 2, 1], checks=True), KEYS, ["q"])
    assert "❯" in "".join(screen.rows())  # until something is drawn

    screen.lines([BLANK, *text("what comes next")])

    assert screen.rows()[:5] == ["a head", "a question", "", "what comes next", ""]
    assert not any(screen.rows()[4:])


def test_a_move_writes_the_lines_that_change_and_no_more() -> None:
    screen = Screen()
    flushed: list[str] = []
    typist = Typist(["down", "x"], lambda: flushed.append(screen.flushed))
    with pytest.raises(Stopped):
        Prompt(screen, typist).choose(ABOVE, block_of([1, 1, 1]), KEYS, ["q"])
    first, moved, unknown = flushed

    assert moved[len(first) :].count("\x1b[K") == 2
    assert "3 line" not in moved[len(first) :]
    assert "\x1b[K" not in unknown[len(moved) :]


def test_only_what_the_terminal_needs_back_is_written_at_the_end() -> None:
    screen = Screen()
    Prompt(screen, Typist(["1"])).choose(ABOVE, block_of([1, 1]), KEYS, ["q"])
    screen.flush()

    for on, off in {"\x1b[?2004h": "\x1b[?2004l", "\x1b[?25l": "\x1b[?25h", "\x1b[?7l": "\x1b[?7h"}.items():
        assert screen.flushed.rfind(off) > screen.flushed.rfind(on) >= 0
