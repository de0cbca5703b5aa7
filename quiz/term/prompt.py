"""The prompt for single keys: a block of entries to move through, or a page to read."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from quiz.term.keyboard import Keyboard
from quiz.term.lines import BLANK, Line, Span, Style
from quiz.term.signals import can_suspend, raise_received
from quiz.term.sink import Sink
from quiz.term.switches import counts_early_keys

POINTER = "❯"
_INDENT = 3  # cells before an entry, for the pointer
# A paste comes as one key; a line that is full does not wrap while a block is drawn; between entries no cursor jumps.
_BEGIN, _END = "\x1b[?2004h", "\x1b[?2004l\x1b[?25h"
_NO_WRAP, _WRAP = "\x1b[?7l", "\x1b[?7h"
_HIDE_CURSOR = "\x1b[?25l"
#: Seconds that a page stays before any key leaves it: a key that comes sooner was not meant for it. A key that is held
#: down repeats faster than that.
SHORTEST_PAGE = 0.2


class Checked:
    """Which entries of a block are checked, if several may be, and how that is drawn."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._entries: set[int] = set()

    def toggle(self, entry: int) -> None:
        """Check an entry, or uncheck it."""
        self._entries ^= {entry}

    def enter(self, entry: int) -> None:
        """Handle Enter at an entry while there is no answer yet."""

    def back(self) -> None:
        """Take back what was done last, if that can be."""

    @property
    def chosen(self) -> tuple[int, ...]:
        """The answer that Enter gives; empty while there is none."""
        return tuple(sorted(self._entries))

    def boxes(self) -> list[str]:
        """Return what is drawn before each entry."""
        return ["[x] " if i in self._entries else "[ ] " for i in range(self._count)]

    def heads(self, width: int, *, live: bool) -> list[Line]:
        """Return the lines above the entries. Those that are `live` are drawn again when something is checked."""
        del width, live
        return []


class Block:
    """Entries to move through, with lines above (`heads`) and below them.

    If entries are checked, `redraw` returns the new heads and rows, with the same height. A block with a `scroll` that
    is too tall for the screen is shown from there on, even if no entry is in sight.
    """

    def __init__(
        self,
        rows: Sequence[Sequence[Line]],
        foot: Sequence[Line],
        pointed: int = 0,
        heads: Sequence[Line] = (),
        checked: Checked | None = None,
        redraw: "Callable[[], Drawn] | None" = None,
        *,
        scroll: "Scroll | None" = None,
    ) -> None:
        self.scroll = scroll
        self.rows = rows
        self.foot = foot
        self.pointed = pointed
        self.heads = heads
        self.checked = checked
        self.redraw = redraw
        self.is_tight = False  # without the blank line above it

    def lines(self) -> list[Line]:
        """Return the block as it is drawn: a blank line, the heads, the entries, the foot."""
        drawn: list[Line] = [*([] if self.is_tight else [BLANK]), *self.heads]
        for i, row in enumerate(self.rows):
            head = Span(f" {POINTER} " if i == self.pointed else " " * _INDENT, Style.POINTED)
            drawn.append((head, *_pointed(row[0], i == self.pointed)))
            drawn += [(Span(" " * _INDENT), *_pointed(rest, i == self.pointed)) for rest in row[1:]]
        return [*drawn, *self.foot]

    def press(self, entry: int) -> tuple[int, ...]:
        """Choose an entry; return the answer, or nothing if it was only checked."""
        if self.checked is None:
            return (entry,)
        self.checked.toggle(entry)
        self.pointed = entry
        return ()

    def enter(self) -> tuple[int, ...]:
        """Return the answer, or nothing if there is none yet."""
        if self.checked is None:
            return (self.pointed,)
        if not self.checked.chosen:
            self.checked.enter(self.pointed)
        else:
            return self.checked.chosen
        return ()

    def act(self, key: str) -> tuple[int, ...]:
        """Handle a key that means the same in every block; return the answer, if it gives one."""
        if key == "enter":
            return self.enter()
        if key in ("up", "down"):
            self.pointed = (self.pointed + (1 if key == "down" else -1)) % len(self.rows)
        elif self.checked is not None:
            if key == "space":
                return self.press(self.pointed)
            if key in ("backspace", "left", "u"):
                self.checked.back()
        return ()


def _pointed(row: Line, pointed: bool) -> Line:
    return tuple(Span(span.text, Style.POINTED) for span in row) if pointed else row


Drawn = tuple[Sequence[Line], Sequence[Sequence[Line]]]  # heads and rows


class Scroll(NamedTuple):
    """How a block that is too tall is read: from which of its heads on, and what the line below it says about the keys.

    `keys` is called with whether there are lines above what is shown, and below it.
    """

    start: int
    keys: Callable[[bool, bool], Line]


class Resized(Exception):
    """The terminal has a new size, or was used by other programs: draw everything again."""


class Pressed(Exception):
    """A key with a meaning of its own was pressed."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class Prompt:
    """Draws lines on a terminal, and waits below them for keys. `ticked_s` is a clock that never goes back.

    A page that is `unseen` (drawn for the first time) is not answered by what was typed before, or by a key that is
    still held down from the page before; but `q` and Ctrl-C always count at once.
    """

    def __init__(self, sink: Sink, keyboard: Keyboard, ticked_s: Callable[[], float]) -> None:
        self._sink = sink
        self._keyboard = keyboard
        self._ticked_s = ticked_s
        self._counts_early = counts_early_keys()
        self._held, self._held_at = "", 0.0  # the key that left the page before, and when it last came

    def choose(
        self,
        above: Sequence[Line],
        block: Block,
        keys: Mapping[str, int],
        others: Sequence[str],
        *,
        ticks: Callable[[], float] | None = None,
        meanwhile: Callable[[], None] | None = None,
        unseen: bool = False,
    ) -> tuple[int, ...]:
        """Draw lines and a block below them and let the player choose; return the chosen indices.

        There is exactly one unless entries are checked. `keys` choose (or check) an entry at once. `ticks` is called
        when the prompt begins and returns in how many seconds it must be called again. `meanwhile` is called once
        everything is drawn, unless a key is waiting. Raises `Pressed` for a key of `others` (Ctrl-D counts as `q`),
        `Resized`, KeyboardInterrupt for Ctrl-C, `Stopped` at the end of the input, and what `ticks` raises.
        """
        with self._keyboard.listening():
            size = self._sink.size()
            drawing = _Drawing(self._sink, block, size[1])
            drawing.begin(above)
            try:
                if unseen and self._leaves_early(others, drawing.end):
                    raise Pressed("q")
                self._sink.flush()
                if meanwhile is not None and not self._keyboard.has_key():
                    meanwhile()
                while True:
                    key = self._key(size, others, drawing.end, ticks() if ticks else None)
                    if not key or (unseen and self._is_held(key)):
                        continue
                    if key in others:
                        self._hold(key)
                        raise Pressed(key)
                    if key in ("down", "enter", "space") and drawing.read_on():
                        continue
                    if key in ("page-up", "page-down") or (key == "up" and drawing.is_above()):
                        drawing.turn(-1 if key.endswith("up") else 1)
                        continue
                    chosen = block.press(keys[key]) if key in keys else block.act(key)
                    if chosen:
                        self._hold(key)
                        return chosen
                    drawing.update()
            finally:
                drawing.end()

    def any_key(self, above: Sequence[Line], text: str, others: Sequence[str], *, unseen: bool = False) -> str:
        """Draw lines and a text below them, and wait for any key except a paste. Returns it if it is one of `others`.

        An `unseen` page stays for at least `SHORTEST_PAGE` seconds. Raises as `choose` does.
        """
        with self._keyboard.listening():
            size = self._sink.size()
            lines, line = self._sink.styled([*above, ()]), self._sink.styled([(Span(f" {text}"),)])
            self._sink.raw(f"{_BEGIN}{lines}{_NO_WRAP}{line} {_WRAP}")

            def erase() -> None:
                self._sink.raw(f"\r\x1b[J{_END}")

            try:
                if unseen and self._leaves_early(others, erase):
                    return "q"
                leaves_from = self._ticked_s() + (SHORTEST_PAGE if unseen and not self._counts_early else 0)
                self._sink.flush()
                while True:
                    key = self._key(size, others, erase)
                    if key in ("", "paste") or (unseen and self._is_held(key)):
                        continue
                    if self._ticked_s() >= leaves_from or (key == "q" and key in others):
                        self._hold(key)
                        return key if key in others else ""
            finally:
                erase()

    def drop_early(self, others: Sequence[str]) -> None:
        """Drop what was typed before a line to type on is drawn.

        Raises as `choose` does, `Pressed` only for `q` if that is one of `others`.
        """
        with self._keyboard.listening():
            if self._leaves_early(others, lambda: None):
                raise Pressed("q")

    def is_enter_held(self) -> bool:
        """Return whether Enter, on a line to type on, is probably still held down from the page or the line before."""
        return self._is_held("enter")

    def line_taken(self) -> None:
        """Remember that a line to type on was left with Enter."""
        self._hold("enter")

    def _leaves_early(self, others: Sequence[str], erase: Callable[[], None]) -> bool:
        """Drop what was typed before a page is drawn.

        Returns whether that was `q`, which leaves it; raises as `_act`.
        """
        while not self._counts_early and self._keyboard.has_key():
            key = self._act(self._keyboard.key(0), others, erase)
            if key == "q" and key in others:
                return True
        return False

    def _hold(self, key: str) -> None:
        """Remember with which key a page is left."""
        self._held, self._held_at = "" if self._counts_early or key == "q" else key, self._ticked_s()

    def _is_held(self, key: str) -> bool:
        """Return whether a key left the page before and has probably been held down since."""
        now = self._ticked_s()
        if key == self._held and now - self._held_at < SHORTEST_PAGE:
            self._held_at = now
            return True
        self._held = ""
        return False

    def _key(
        self, size: tuple[int, int], others: Sequence[str], erase: Callable[[], None], timeout: float | None = None
    ) -> str:
        """Return the next key, or nothing after a while. Raises `Resized`, and as `_act` does.

        `erase` clears what was drawn before the shell writes there.
        """
        if self._sink.size() != size:  # checked before a key is taken, so that none is lost with a resize
            raise Resized
        return self._act(self._keyboard.key(timeout), others, erase)

    def _act(self, key: str, others: Sequence[str], erase: Callable[[], None]) -> str:
        """Return a key, if it does not leave the prompt. Raises the error with which a key or a signal leaves it."""
        raise_received()
        if key == "ctrl-c":
            raise KeyboardInterrupt
        if key == "ctrl-z" and can_suspend():
            erase()
            self._sink.flush()
            self._keyboard.suspend()
            raise Resized  # the shell's lines are below the page now
        return "q" if key == "ctrl-d" and "q" in others else key


class _Drawing:
    """A block on the screen; if it is too tall, the part around the entry that is pointed at."""

    def __init__(self, sink: Sink, block: Block, height: int) -> None:
        self._sink = sink
        self._block = block
        self._height = height
        self._top = 0  # the first line that is shown
        if len(block.lines()) > height:
            self._top = 1  # there is no room for a blank line
            self._height = height - (block.scroll is not None)  # its keys are in the last line
        self._row = 0  # where the cursor is, from the first line that is shown
        self._drawn: list[str] = []

    def begin(self, above: Sequence[Line]) -> None:
        """Draw lines and the block below them, with the next flush."""
        if self._block.scroll is None:
            self._show_pointed()
        elif self._top:
            self._top = min(1 + self._block.scroll.start, self._end())
        self._drawn, row = self._visible()
        self._row = len(self._drawn) - 1
        lines = self._sink.styled([*above, ()])
        block = "\n".join(self._drawn)
        self._sink.raw(f"{_BEGIN}{_HIDE_CURSOR}{lines}{_NO_WRAP}{block}{self._to(row, _INDENT)}{_WRAP}")

    def update(self) -> None:
        """Draw the lines that have changed."""
        if self._block.redraw is not None:
            self._block.heads, self._block.rows = self._block.redraw()
        self._show_pointed()
        self._draw_changes()

    def read_on(self) -> bool:
        """Show the next lines, if the entry that is pointed at is still below them. Returns whether it was."""
        first, last = self._pointed()
        if min(last, first + self._height - 1) < self._top + self._height:
            return False
        self._top = min(self._top + self._height - 1, max(last + 1 - self._height, first), self._end())
        self._draw_changes()
        return True

    def is_above(self) -> bool:
        """Return whether the first entry is pointed at and there are lines above it to read."""
        return self._block.scroll is not None and self._block.pointed == 0 and self._top > 1

    def turn(self, by: int) -> None:
        """Show the screen after what is shown, or the one before."""
        if self._top:
            self._top = max(1, min(self._top + by * (self._height - 1), self._end()))
            self._draw_changes()

    def _end(self) -> int:
        """Return the first line of the last screen."""
        return len(self._block.lines()) - self._height

    def _draw_changes(self) -> None:
        before, (self._drawn, row) = self._drawn, self._visible()
        for i, (line, old) in enumerate(zip(self._drawn, before, strict=True)):
            if line != old:
                self._sink.raw(f"{self._to(i)}{line}\x1b[K")
        self._sink.raw(self._to(row, _INDENT))
        self._sink.flush()

    def end(self) -> None:
        """Erase the block. It stays on the screen until the next is drawn, so that nothing flickers."""
        self._sink.raw(f"{self._to(0)}\x1b[J{_END}")

    def _to(self, row: int, column: int = 0) -> str:
        """Return the escape that moves the cursor to a place in the block."""
        by, self._row = row - self._row, row
        move = f"\x1b[{by}B" if by > 0 else f"\x1b[{-by}A" if by else ""
        return f"\r{move}" + (f"\x1b[{column}C" if column else "")

    def _pointed(self) -> tuple[int, int]:
        """Return the first and the last line of the entry that is pointed at; the last one has the lines below it."""
        block = self._block
        first = 1 + len(block.heads) + sum(map(len, block.rows[: block.pointed]))
        last = first + len(block.rows[block.pointed]) - 1
        is_last = block.pointed == len(block.rows) - 1
        return first, last + len(block.foot) if is_last and last + len(block.foot) - first < self._height else last

    def _show_pointed(self) -> None:
        """Bring the entry that is pointed at into sight; above the first one, show as much as there is room for."""
        first, last = self._pointed()
        lowest = last + 1 - self._height
        if self._block.pointed == 0:
            self._top = min(self._top, max(lowest, 1)) if self._top else 0
        self._top = min(max(self._top, lowest), first)

    def _visible(self) -> tuple[list[str], int]:
        """Return the lines that are shown, and which of them is pointed at, or the last if none is."""
        shown = self._block.lines()[self._top : self._top + self._height]
        if self._top and self._block.scroll is not None:
            shown.append(self._block.scroll.keys(self._top > 1, self._top < self._end()))
        drawn = [self._sink.styled([line]) for line in shown]
        return drawn, max(0, min(self._pointed()[0] - self._top, len(drawn) - 1))
