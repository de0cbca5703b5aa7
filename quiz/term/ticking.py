"""The clock of a sprint, in the head of its question."""

from collections.abc import Callable

from quiz.term.leaving import TimeUp
from quiz.term.lines import Line
from quiz.term.sink import Sink
from quiz.term.switches import is_reduced

_KEEP, _BACK = "\x1b7", "\x1b8"  # the place of the cursor, and its look


class Clock:
    """Draws the head of a question again each second, in its place, because the time left has changed.

    The screen is drawn already, from the top. If so much has scrolled away that the head is gone, or if nothing should
    move, it only ends the prompt in time.
    """

    def __init__(
        self, sink: Sink, left_ms: Callable[[], int], head: Callable[[int, int], list[Line]], *, in_sight: bool
    ) -> None:
        self._sink = sink
        self._left_ms = left_ms
        self._head = head
        self._width = sink.size()[0]
        self._drawn = head(left_ms(), self._width)
        self._still = is_reduced() or not in_sight

    def __call__(self) -> float:
        """Draw what has changed. Returns in how many seconds that is next; raises `TimeUp`."""
        left = self._left_ms()
        if left <= 0:
            raise TimeUp
        if self._still or self._sink.size()[0] != self._width:
            return min(left, 1000) / 1000
        lines = self._head(left, self._width)
        if len(lines) == len(self._drawn):
            changed = [
                f"\x1b[{row};1H{self._sink.styled([line])}\x1b[K"
                for row, (line, old) in enumerate(zip(lines, self._drawn, strict=True), start=1)
                if line != old
            ]
            if changed:
                self._sink.raw(f"{_KEEP}{''.join(changed)}{_BACK}")
                self._sink.flush()
            self._drawn = lines
        return ((left - 1) % 1000 + 1) / 1000
