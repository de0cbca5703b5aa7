"""The prompt for single keys: a block of entries to move through, or a page to read."""

from collections.abc import Callable, Mapping, Sequence

from quiz.term.keyboard import Keyboard
from quiz.term.lines import BLANK, Line, Span, Style
from quiz.term.signals import can_suspend, raise_received
from quiz.term.sink import Sink

POINTER = "❯"
_INDENT = 3  # cells before an entry, for the pointer
# A paste comes as one key; a line that is full does not wrap while a block is drawn; between entries no cursor jumps.
_BEGIN, _END = "\x1b[?2004h", "\x1b[?2004l\x1b[?25h"
_NO_WRAP, _WRAP = "\x1b[?7l", "\x1b[?7h"
_HIDE_CURSOR = "\x1b[?25l"


class Checked:
    """Which entries of a block are checked, where any number of them may be, and how that is drawn."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._entries: set[int] = set()

    def toggle(self, entry: int) -> None:
        """Check an entry, or no longer."""
        self._entries ^= {entry}

    def enter(self, entry: int) -> None:
        """Take note of Enter at an entry while nothing can be answered yet."""

    def back(self) -> None:
        """Take back what was done last, where that can be."""

    @property
    def chosen(self) -> tuple[int, ...]:
        """What Enter answers with; nothing while it cannot."""
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

    Where entries are checked, `redraw` returns heads and rows as they are then, as high as they were.
    """

    def __init__(
        self,
        rows: Sequence[Sequence[Line]],
        foot: Sequence[Line],
        pointed: int = 0,
        heads: Sequence[Line] = (),
        checked: Checked | None = None,
        redraw: "Callable[[], Drawn] | None" = None,
    ) -> None:
        self.rows = rows
        self.foot = foot
        self.pointed = pointed
        self.heads = heads
        self.checked = checked
        self.redraw = redraw

    def lines(self) -> list[Line]:
        """Return the block as it is drawn: a blank line, the heads, the entries, the foot."""
        drawn: list[Line] = [BLANK, *self.heads]
        for i, row in enumerate(self.rows):
            head = Span(f" {POINTER} " if i == self.pointed else " " * _INDENT, Style.POINTED)
            drawn.append((head, *_pointed(row[0], i == self.pointed)))
            drawn += [(Span(" " * _INDENT), *_pointed(rest, i == self.pointed)) for rest in row[1:]]
        return [*drawn, *self.foot]

    def press(self, entry: int) -> tuple[int, ...]:
        """Choose an entry; return the answer, or nothing where it was only checked."""
        if self.checked is None:
            return (entry,)
        self.checked.toggle(entry)
        self.pointed = entry
        return ()

    def enter(self) -> tuple[int, ...]:
        """Return the answer, or nothing where there is none yet."""
        if self.checked is None:
            return (self.pointed,)
        if not self.checked.chosen:
            self.checked.enter(self.pointed)
        else:
            return self.checked.chosen
        return ()

    def act(self, key: str) -> tuple[int, ...]:
        """Do what a key does in every block; return the answer, if it gives one."""
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


class Resized(Exception):
    """The terminal has another size now, or was used by others: draw everything again."""


class Pressed(Exception):
    """A key with a meaning of its own was pressed."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class Prompt:
    """Draws lines on a terminal, and waits below them for keys."""

    def __init__(self, sink: Sink, keyboard: Keyboard) -> None:
        self._sink = sink
        self._keyboard = keyboard

    def choose(
        self,
        above: Sequence[Line],
        block: Block,
        keys: Mapping[str, int],
        others: Sequence[str],
        *,
        ticks: Callable[[], float] | None = None,
        meanwhile: Callable[[], None] | None = None,
    ) -> tuple[int, ...]:
        """Draw lines and a block below them and let the player choose; return the chosen indices.

        There is one unless entries are checked. `keys` choose (or check) an entry at once.
        `ticks` is called when the prompt begins and returns in how many seconds it is to be
        called again. `meanwhile` is called once all is drawn, unless a key is waiting.
        Raises `Pressed` for a key of `others` (Ctrl-D counts as `q`), `Resized`,
        KeyboardInterrupt for Ctrl-C, `Stopped` at the end of the input, and what `ticks` raises.
        """
        with self._keyboard.listening():
            size = self._sink.size()
            drawing = _Drawing(self._sink, block, size[1])
            drawing.begin(above)
            try:
                if meanwhile is not None and not self._keyboard.has_key():
                    meanwhile()
                while True:
                    key = self._key(size, others, drawing.end, ticks() if ticks else None)
                    if not key:
                        continue
                    if key in others:
                        raise Pressed(key)
                    chosen = block.press(keys[key]) if key in keys else block.act(key)
                    if chosen:
                        return chosen
                    drawing.update()
            finally:
                drawing.end()

    def any_key(self, above: Sequence[Line], text: str, others: Sequence[str]) -> str:
        """Draw lines and a text below them, and wait for any key. Returns it where it is one of `others`.

        Raises as `choose` does.
        """
        with self._keyboard.listening():
            size = self._sink.size()
            lines, line = self._sink.styled([*above, ()]), self._sink.styled([(Span(f" {text}"),)])
            self._sink.raw(f"{_BEGIN}{lines}{_NO_WRAP}{line} {_WRAP}")
            self._sink.flush()

            def erase() -> None:
                self._sink.raw(f"\r\x1b[J{_END}")

            try:
                while not (key := self._key(size, others, erase)):
                    pass
                return key if key in others else ""
            finally:
                erase()

    def _key(
        self, size: tuple[int, int], others: Sequence[str], erase: Callable[[], None], timeout: float | None = None
    ) -> str:
        """Return the next key, or nothing after a while. Raises what a key or a signal leaves a prompt with.

        `erase` takes what was drawn off the screen before the shell writes there.
        """
        if self._sink.size() != size:  # looked at before a key is taken, so that none is lost with a resize
            raise Resized
        key = self._keyboard.key(timeout)
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
    """A block on the screen. Of one that is too high, the part around the entry that is pointed at."""

    def __init__(self, sink: Sink, block: Block, height: int) -> None:
        self._sink = sink
        self._block = block
        self._height = height
        self._top = 0  # the first line that is shown
        self._row = 0  # where the cursor is, from the first line that is shown
        self._drawn: list[str] = []

    def begin(self, above: Sequence[Line]) -> None:
        """Draw lines and the block below them."""
        self._drawn, row = self._visible()
        self._row = len(self._drawn) - 1
        lines = self._sink.styled([*above, ()])
        block = "\n".join(self._drawn)
        self._sink.raw(f"{_BEGIN}{_HIDE_CURSOR}{lines}{_NO_WRAP}{block}{self._to(row, _INDENT)}{_WRAP}")
        self._sink.flush()

    def update(self) -> None:
        """Draw the lines that have changed."""
        if self._block.redraw is not None:
            self._block.heads, self._block.rows = self._block.redraw()
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
        """Return what moves the cursor to a place in the block."""
        by, self._row = row - self._row, row
        move = f"\x1b[{by}B" if by > 0 else f"\x1b[{-by}A" if by else ""
        return f"\r{move}" + (f"\x1b[{column}C" if column else "")

    def _visible(self) -> tuple[list[str], int]:
        """Return the lines that are shown, and which of them is pointed at."""
        block = self._block
        first = 1 + len(block.heads) + sum(map(len, block.rows[: block.pointed]))
        last = first + len(block.rows[block.pointed]) - 1
        self._top = min(max(self._top, last + 1 - self._height), first)
        shown = block.lines()[self._top : self._top + self._height]
        return [self._sink.styled([line]) for line in shown], first - self._top
