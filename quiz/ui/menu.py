"""A menu in a terminal: entries below a head, and between them a page that may be longer than the screen."""

from collections.abc import Callable, Sequence
from itertools import accumulate

from quiz.term.lines import BLANK, Line
from quiz.term.prompt import Block
from quiz.ui.asking import compacted, foot_lines
from quiz.ui.pages import entry_rows
from quiz.ui.prompter import Entry

TURN = "space"  # the key that turns the page above the entries
_NEXT = Entry("Next page", key="n")
_KEYS = "arrows and Enter choose   q quit"
_FEW_KEYS = "Enter   q quit"  # in a short terminal, in which entries need the room
_FREE = 2  # rows: a blank line above the entries, and one below
_LEAST_PART = 3  # with fewer rows above the entries, a page gets a screen of its own

#: A function that draws lines for a width.
Page = Callable[[int], list[Line]]


class Menu:
    """Entries below a head that stays in sight. Entries, and the page in between, are turned if they are too long."""

    def __init__(self, entries: Sequence[Entry], head: Page, page: Page | None = None) -> None:
        self.by_key = {entry.key: i for i, entry in enumerate(entries) if entry.key}
        self._entries = entries
        self._head = head
        self._page = page
        self._start = 0  # the first entry that is shown
        self._end = 0
        self._rows: list[Line] = []  # of the page
        self._at = 0  # the first row of the page that is shown
        self._part = 0  # past the last one
        self._block = Block((), ())

    @property
    def own_keys(self) -> list[str]:
        """The keys with a meaning of their own: those of entries, q, and the one that turns the page."""
        turns = self._at or self._part < len(self._rows)
        return [*self.by_key, *([] if "q" in self.by_key else ["q"]), *([TURN] if turns else [])]

    def laid_out(self, width: int, height: int) -> tuple[list[Line], Block, dict[str, int]]:
        """Return the lines above the entries, the entries, and the keys that choose one."""
        above, pointed = self._head(width), self._block.pointed
        foot = foot_lines(_KEYS, (), width)
        if height - len(foot) - _FREE < height // 2:
            foot = foot_lines(_FEW_KEYS, (), width)[1:]
        room = height - len(foot) - _FREE
        self._end = page_end(self._entries, self._start, width, room, len(above))
        shown = list(self._entries[self._start : self._end])
        if len(shown) < len(self._entries):
            shown.append(_NEXT)
        self._block = Block(entry_rows(shown, width), foot, min(pointed, len(shown) - 1))
        if len(self._block.lines()) >= height:
            numbered = zip(range(1, len(shown) + 1), shown, strict=True)
            self._block.rows = entry_rows([Entry(f"{i}  {e.text}", e.beside) for i, e in numbered], width)
            above, self._block = compacted([*above, BLANK], self._block)
        else:
            self._rows = self._page(width) if self._page else []
            if self._page:
                self._set_foot(width, height - len(above))
            # If a head is too tall, the rule and the blank line are left out, and the words stay.
            self._block.is_tight = len(above) - 1 > height - len(self._block.lines())
            above = above[: height - len(self._block.lines())]
            above += self._shown_part(height - len(above) - len(self._block.lines()))
        keys = {str(i + 1): i for i in range(min(len(shown), 9))}
        if shown[-1] is _NEXT:
            keys[_NEXT.key] = len(shown) - 1
        return above, self._block, keys

    def _set_foot(self, width: int, height: int) -> None:
        """Say below the entries how the page is turned, in short if the head leaves little of the height."""
        if len(self._rows) + len(self._block.lines()) > height:
            self._block.foot = foot_lines(f"{TURN} shows more   {_KEYS}", (), width)
        if len(self._block.lines()) > height:
            self._block.foot = foot_lines(f"{TURN} more", (), width)[1:]

    def _shown_part(self, room: int) -> list[Line]:
        """Return the part of the page that is shown, if there is room for a given number of rows."""
        self._part = len(self._rows)
        if len(self._rows) > room:
            self._part = part_end(self._rows, self._at, room) if room >= _LEAST_PART else self._at
        shown = self._rows[self._at : self._part]
        return shown[:-1] if shown and shown[-1] == BLANK else shown

    def chosen(self, index: int) -> int | None:
        """Return which entry was chosen; None if it only turned the entries."""
        if self._start + index < self._end:
            return self._start + index
        self._start, self._block.pointed = self._end % len(self._entries), 0
        return None

    def whole(self, width: int) -> list[Line]:
        """Return head and page, for a screen of their own if there is no room above the entries."""
        return [*self._head(width), *(self._page(width) if self._page else [])]

    def turn(self) -> bool:
        """Go on to the next part of the page. Returns False if there is no room for any."""
        if self._at == self._part:
            return False
        self._at = self._part if self._part < len(self._rows) else 0
        return True

    def resized(self) -> None:
        """Begin again, at the entry that was pointed at."""
        self._block.pointed += self._start
        self._start = self._at = 0


def page_end(entries: Sequence[Entry], start: int, width: int, room: int, head: int) -> int:
    """Return after which entry a page of a menu ends, given its room in lines.

    All entries are on one page if they fit, even if the head then scrolls away. If they do not
    fit, the head and a line for the next page stay in sight, if there is room for an entry with them.
    """
    rows = entry_rows(entries, width)
    if sum(map(len, rows)) <= room:
        return len(entries)
    rows = rows[start:]
    for left in (room - head - 1, room - 1):
        fitting = sum(height <= left for height in accumulate(map(len, rows)))
        if fitting:
            return start + fitting
    return start + 1


def part_end(rows: Sequence[Line], start: int, room: int) -> int:
    """Return after which row a part of a text ends, given the room in rows: after a paragraph, if possible."""
    end = start + max(1, room)
    if end < len(rows) and BLANK in rows[start + 1 : end]:
        end = max(i for i in range(start + 1, end) if rows[i] == BLANK) + 1
    return end


def row_after(before: Sequence[Line], rows: Sequence[Line]) -> int:
    """Return the row of a text with which its rest begins, if `before` is what comes before that in another width."""
    left = _letters(before)
    for i, row in enumerate(rows):
        left -= _letters([row])
        if left < 0:
            return i
    return 0


def _letters(rows: Sequence[Line]) -> int:
    """Return how many letters and digits lines have: as many in each width, unlike spaces, rules and bars."""
    return sum(sign.isalnum() for row in rows for span in row for sign in span.text)
