"""The prompt for single keys, driven by a test: what it returns, and what is then on the screen."""

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
from quiz.term.posix_terminal import PosixTerminal
from quiz.term.prompt import Block, Checked, Drawn, Pressed, Prompt, Resized, Scroll
from quiz.term.sink import Sink

WIDTH = 40


class Screen(Sink):
    """A sink with a screen that shows what was flushed."""

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
    """A keyboard with given keys; the last `later` of them are typed only after a drawing.

    Before each key, `watch` is called.
    """

    def __init__(self, keys: Sequence[str], watch: Callable[[], object] = lambda: None, *, later: int = 0) -> None:
        super().__init__(PosixTerminal(0))
        self.keys = [*keys]
        self._watch = watch
        self._later = later

    @contextmanager
    def listening(self) -> Iterator[None]:
        yield

    def has_key(self) -> bool:
        return len(self.keys) > self._later

    def key(self, timeout: float | None = None) -> str:
        del timeout
        self._watch()
        if not self.keys:
            raise Stopped
        return self.keys.pop(0)


def prompt_of(screen: Screen, typist: Typist, ticked_s: Callable[[], float] = lambda: 0.0) -> Prompt:
    return Prompt(screen, typist, ticked_s)


def text(*lines: str) -> list[Line]:
    return [(Span(line),) for line in lines]


def entries(*heights: int) -> list[list[Line]]:
    """Return entries, each with a given number of lines."""
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
    assert prompt_of(Screen(), Typist(keys)).choose(ABOVE, block_of([1, 2, 1]), KEYS, ["q"]) == (chosen,)


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

    assert prompt_of(Screen(), Typist(keys)).choose(ABOVE, block, KEYS, ["q"]) == chosen


@pytest.mark.parametrize(("key", "meaning"), [("q", "q"), ("?", "?"), ("ctrl-d", "q"), ("1", "1")])
def test_a_key_with_a_meaning_of_its_own_comes_first(key: str, meaning: str) -> None:
    with pytest.raises(Pressed) as pressed:
        prompt_of(Screen(), Typist([key])).choose(ABOVE, block_of([1, 1]), KEYS, ["?", "q", "1"])

    assert pressed.value.key == meaning


def test_a_page_is_left_with_any_key_and_says_which_where_it_means_something() -> None:
    for key, meaning in {"x": "", "enter": "", "u": "u", "ctrl-d": "q", "q": "q"}.items():
        assert prompt_of(Screen(), Typist([key])).any_key(ABOVE, "any key continues", ["q", "u"]) == meaning


def test_a_page_is_not_left_by_what_is_pasted() -> None:
    assert prompt_of(Screen(), Typist(["paste", "", "paste", "u"])).any_key(ABOVE, "go on", ["q", "u"]) == "u"


@pytest.mark.parametrize("page", [False, True])
@pytest.mark.parametrize(("keys", "error"), [(["ctrl-c"], KeyboardInterrupt), ([], Stopped)])
def test_interrupted_and_the_end_of_the_input(keys: list[str], error: type[BaseException], page: bool) -> None:
    prompt = prompt_of(Screen(), Typist(keys))

    with pytest.raises(error):
        prompt.any_key(ABOVE, "go on", ["q"]) if page else prompt.choose(ABOVE, block_of([1, 1]), KEYS, ["q"])


@pytest.mark.parametrize("page", [False, True])
def test_another_size_asks_for_another_drawing(page: bool) -> None:
    screen = Screen()
    prompt = prompt_of(screen, Typist([""], lambda: setattr(screen, "height", 10)))

    with pytest.raises(Resized):
        prompt.any_key(ABOVE, "go on", ["q"]) if page else prompt.choose(ABOVE, block_of([1, 1]), KEYS, ["q"])


def test_a_key_that_comes_together_with_another_size_is_not_lost() -> None:
    screen = Screen()

    def shrink() -> None:
        screen.height = 10

    assert prompt_of(screen, Typist(["2"], shrink)).choose(ABOVE, block_of([1, 1]), KEYS, ["q"]) == (1,)
    screen.height = 24
    assert prompt_of(screen, Typist(["u"], shrink)).any_key(ABOVE, "go on", ["u"]) == "u"


def test_the_clock_is_called_before_each_wait_and_may_end_it() -> None:
    left = [0.5, 0.25]

    def ticks() -> float:
        if not left:
            raise TimeUp
        return left.pop()

    with pytest.raises(TimeUp):
        prompt_of(Screen(), Typist(["", ""])).choose(ABOVE, block_of([1, 1]), KEYS, ["q"], ticks=ticks)


@pytest.mark.parametrize(("keys", "called"), [([], 1), (["1"], 0)])
def test_what_is_done_meanwhile_waits_for_the_drawing_and_not_for_a_key(keys: list[str], called: int) -> None:
    screen = Screen()
    seen: list[list[str]] = []

    def meanwhile() -> None:
        seen.append(screen.rows()[:4])

    with suppress(Stopped):
        prompt_of(screen, Typist(keys)).choose(ABOVE, block_of([1, 1]), KEYS, ["q"], meanwhile=meanwhile)

    assert seen == [["a head", "a question", "", " ❯ 1 line 0"]] * called


def test_what_was_typed_before_a_page_was_drawn_is_dropped() -> None:
    screen = Screen()
    drawn: list[str] = []

    def watch() -> None:
        drawn.append(screen.rows()[0])

    typist = Typist(["1", "enter", "2"], watch, later=1)
    meanwhile: list[int] = []

    def load() -> None:
        meanwhile.append(len(typist.keys))

    chosen = prompt_of(screen, typist).choose(ABOVE, block_of([1, 1]), KEYS, ["q"], unseen=True, meanwhile=load)

    assert chosen == (1,)
    assert drawn == ["", "", "a head"]
    assert meanwhile == [1]


@pytest.mark.parametrize(("key", "leaves_with"), [("q", Pressed), ("ctrl-d", Pressed), ("ctrl-c", KeyboardInterrupt)])
def test_what_leaves_a_page_counts_at_once(key: str, leaves_with: type[BaseException]) -> None:
    prompt = prompt_of(Screen(), Typist(["1", key, "1"], later=1))
    with pytest.raises(leaves_with):
        prompt.choose(ABOVE, block_of([1, 1]), KEYS, ["q"], unseen=True)

    page = prompt_of(Screen(), Typist([key], later=1))
    if leaves_with is Pressed:
        assert page.any_key(ABOVE, "any key continues", ["q"], unseen=True) == "q"
    else:
        with pytest.raises(KeyboardInterrupt):
            page.any_key(ABOVE, "any key continues", ["q"], unseen=True)


class Ticks:
    """A clock, and keys with the times at which they come."""

    def __init__(self, *keys: tuple[float, str]) -> None:
        self.now = 0.0
        self._times = [at for at, _ in keys]
        self.typist = Typist([key for _, key in keys], self._tick, later=len(keys))

    def _tick(self) -> None:
        if self._times:
            self.now = self._times.pop(0)

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("keys", "left_at"),
    [
        ([(0.1, "x"), (0.25, "x")], 0.25),
        ([(0.1, "u"), (0.19, "enter"), (0.2, "u")], 0.2),
        ([(0.1, "q")], 0.1),
    ],
)
def test_a_page_cannot_be_left_before_it_can_have_been_read(keys: list[tuple[float, str]], left_at: float) -> None:
    ticks = Ticks(*keys)
    key = prompt_of(Screen(), ticks.typist, ticks).any_key(ABOVE, "any key continues", ["q", "u"], unseen=True)

    assert (ticks.now, key) == (left_at, keys[-1][1] if keys[-1][1] in ("q", "u") else "")


def test_a_page_that_was_seen_before_is_left_at_once() -> None:
    ticks = Ticks((0.1, "x"))
    prompt_of(Screen(), ticks.typist, ticks).any_key(ABOVE, "any key continues", ["q"])

    assert ticks.now == 0.1


def test_a_key_that_is_held_down_answers_one_question() -> None:
    held = [(0.5 + 0.03 * i, "1") for i in range(20)]
    ticks = Ticks((0.0, "1"), *held, (1.6, "1"), (1.61, "down"), (1.62, "1"))
    prompt = prompt_of(Screen(), ticks.typist, ticks)

    def question() -> float:
        prompt.choose(ABOVE, block_of([1, 1]), KEYS, ["q"], unseen=True)
        return ticks.now

    assert question() == 0.0
    assert question() == 0.5  # it was let go for half a second, as far as can be seen
    assert question() == 1.6
    assert question() == 1.62


def test_keys_count_at_once_where_that_is_wished(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZ_TYPEAHEAD", "1")
    prompt = prompt_of(Screen(), Typist(["2", "x", "1"]))

    assert prompt.choose(ABOVE, block_of([1, 1]), KEYS, ["q"], unseen=True) == (1,)
    assert prompt.any_key(ABOVE, "any key continues", ["q"], unseen=True) == ""
    assert prompt.choose(ABOVE, block_of([1, 1]), KEYS, ["q"], unseen=True) == (0,)


MOVES = st.lists(st.sampled_from(["up", "down", "space", "1", "2"]), max_size=8)


@settings(max_examples=50)
@given(st.lists(st.integers(1, 3), min_size=2, max_size=9), st.integers(8, 14), MOVES)
@example([1] * 9, 8, ["up"])
@example([3] * 4, 8, ["down", "down"])
def test_after_any_keys_the_screen_is_as_if_it_were_drawn_new(heights: list[int], rows: int, keys: list[str]) -> None:
    """If the block is higher than the screen, the entry that is pointed at is in sight."""
    screen, block = Screen(rows), block_of(heights, checks=True)
    with pytest.raises(Stopped):
        prompt_of(screen, Typist(keys)).choose([], block, KEYS, ["q"])
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


#: How a block scrolls if its last line says where there is more.
SCROLL = Scroll(0, lambda above, below: (Span("on" * below + "back" * above),))


@settings(max_examples=12, deadline=None)
@given(st.integers(1, 30), st.integers(4, 12), st.integers(0, 40))
def test_a_block_that_is_too_high_is_turned_on_and_back(above: int, rows: int, start: int) -> None:
    heads = text(*(f"head {i}" for i in range(above)))
    block = Block(entries(1, 1), text("the keys"), 0, heads, scroll=SCROLL._replace(start=start))
    lines = [line.rstrip() for line in Sink(None).styled(block.lines()).split("\n")][1:]
    screen, seen = Screen(rows), list[list[str]]()
    typist = Typist(["page-up"] * 40 + ["page-down"] * 40 + ["up"] * 40 + ["q"], lambda: seen.append(screen.rows()))
    with pytest.raises(Pressed):
        prompt_of(screen, typist).choose([], block, KEYS, ["q"])

    if len(lines) + 1 > rows:
        end = len(lines) - (rows - 1)
        first = min(start, end)
        shown = lines[first : first + rows - 1]
        assert seen[0] == [*shown, "on" * (first < end) + "back" * (first > 0)]
        assert seen[40] == [*lines[: rows - 1], "on"]
        assert seen[80] == [*lines[-(rows - 1) :], "back"]
        assert {row for page in seen[40:81] for row in page} >= set(lines)
    else:
        assert all(page == seen[0] for page in seen[:81])


@settings(max_examples=50)
@given(st.integers(0, 30), st.lists(st.integers(1, 3), min_size=2, max_size=4), st.integers(8, 14))
def test_what_is_read_first_begins_with_its_beginning_and_is_read_on_to_its_end(
    above: int, heights: list[int], rows: int
) -> None:
    """Enter scrolls on as the down arrow does: nobody answers with an entry that is not in sight."""
    heads = text(*(f"head {i}" for i in range(above)))
    block = Block(entries(*heights), text("", "   the keys"), 0, heads, scroll=SCROLL)
    lines = [line.rstrip() for line in Sink(None).styled(block.lines()).split("\n")]
    screen, seen = Screen(rows), list[list[str]]()
    typist = Typist(["down", "enter"] * 20, lambda: seen.append(screen.rows()))
    chosen = prompt_of(screen, typist).choose([], block, KEYS, ["q"])

    is_high = len(lines) > rows
    assert seen[0] == ([*lines[1:rows], "on"] if is_high else [*lines, *[""] * (rows - len(lines))])
    assert {f"head {i}" for i in range(above)} <= {row for shown in seen for row in shown}
    number = chosen[0] + 1
    entry = [f"{number} line {part}" for part in range(heights[chosen[0]])]
    assert [row[3:] for row in seen[-1] if f"{number} line" in row] == entry


@settings(max_examples=25)
@given(MOVES)
def test_what_comes_next_is_drawn_where_the_block_was(keys: list[str]) -> None:
    screen = Screen()
    with pytest.raises(Stopped):
        prompt_of(screen, Typist(keys)).choose(ABOVE, block_of([1, 2, 1], checks=True), KEYS, ["q"])
    assert "❯" in "".join(screen.rows())  # until something is drawn

    screen.lines([BLANK, *text("what comes next")])

    assert screen.rows()[:5] == ["a head", "a question", "", "what comes next", ""]
    assert not any(screen.rows()[4:])


def test_a_move_writes_the_lines_that_change_and_no_more() -> None:
    screen = Screen()
    flushed: list[str] = []
    typist = Typist(["down", "x"], lambda: flushed.append(screen.flushed))
    with pytest.raises(Stopped):
        prompt_of(screen, typist).choose(ABOVE, block_of([1, 1, 1]), KEYS, ["q"])
    first, moved, unknown = flushed

    assert moved[len(first) :].count("\x1b[K") == 2
    assert "3 line" not in moved[len(first) :]
    assert "\x1b[K" not in unknown[len(moved) :]


def test_only_what_the_terminal_needs_back_is_written_at_the_end() -> None:
    screen = Screen()
    prompt_of(screen, Typist(["1"])).choose(ABOVE, block_of([1, 1]), KEYS, ["q"])
    screen.flush()

    for on, off in {"\x1b[?2004h": "\x1b[?2004l", "\x1b[?25l": "\x1b[?25h", "\x1b[?7l": "\x1b[?7h"}.items():
        assert screen.flushed.rfind(off) > screen.flushed.rfind(on) >= 0
