"""A progress bar for what takes longer than a moment, on a terminal only."""

from collections.abc import Callable

from quiz.term.lines import text_width
from quiz.term.sink import Sink
from quiz.text import clean

_PATIENCE = 1.0  # seconds before a bar is drawn
_BETWEEN = 0.1  # seconds between two drawings
_BAR = 20


class Progress:
    """Draws one line again and again in its place; `close` removes it. `clock` counts seconds.

    On a `still` screen, the line is drawn once, without the progress.
    """

    def __init__(self, sink: Sink, clock: Callable[[], float], *, still: bool = False) -> None:
        self._sink = sink
        self._still = still
        self._clock = clock
        self._next = clock() + _PATIENCE
        self._drawn = False

    def at(self, share: float, what: str) -> None:
        """Show how much is done, from 0 to 1, and what is being done."""
        if not self._sink.isatty() or self._clock() < self._next:
            return
        if self._still and self._drawn:
            return
        self._next = self._clock() + _BETWEEN
        self._drawn = True
        if self._still:
            self._sink.raw("\r Please wait ...\x1b[K")
            self._sink.flush()
            return
        full = min(_BAR, int(share * _BAR))
        head = f" {'█' * full}{'─' * (_BAR - full)} {share:4.0%}  "
        room = self._sink.size()[0] - 1 - text_width(head)
        what = clean(what)
        self._sink.raw(f"\r{head}{what if text_width(what) <= room else ''}\x1b[K")
        self._sink.flush()

    def close(self) -> None:
        """Leave nothing of the bar on the screen."""
        if self._drawn:
            self._sink.raw("\r\x1b[K")
            self._sink.flush()
