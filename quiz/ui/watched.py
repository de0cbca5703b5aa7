"""A check that goes on: one screenful of findings and of the questions that were just edited."""

from collections.abc import Iterator, Sequence

from quiz.bank.problems import Severity
from quiz.library.banks import Loaded
from quiz.term.lines import BLANK, Line, line, text_width, wrap
from quiz.term.sink import Sink
from quiz.ui.findings import tally, told
from quiz.ui.words import plural

_CLEAR = "\x1b[H\x1b[2J"


def as_page(sink: Sink, banks: Sequence[Loaded], edited: Sequence[Line]) -> None:
    """Draw one screen anew: as many findings as it holds, errors first, what was edited, and the sums."""
    width, height = sink.size()
    sums = [tally(banks), f"Watching {plural(len(banks), 'file')}. Ctrl-C ends."]
    end = [BLANK, *(line(row) for text in sums for row in wrap(text, width))]
    room = height - 1 - sum(_rows(row, width) for row in end)
    blocks = list(_blocks(banks, width))
    wanted = sum(_rows(row, width) for row in edited)
    above = _fitting(blocks, max(room - wanted, room // 2), width)
    room -= sum(_rows(row, width) for row in above)
    sink.raw(_CLEAR)
    sink.lines([*above, *_first(edited, room, width), *end])


def as_text(sink: Sink, banks: Sequence[Loaded], edited: Sequence[Line]) -> None:
    """Write the findings, what was edited and the sums, for pipes and files."""
    findings = [row for block in _blocks(banks, None) for row in block]
    sink.lines([*findings, *edited, line(tally(banks)), BLANK])


def _blocks(banks: Sequence[Loaded], width: int | None) -> Iterator[list[Line]]:
    """Yield the lines of each finding, errors first."""
    for severity in Severity:
        for loaded in banks:
            problems = [problem for problem in loaded.problems if problem.severity is severity]
            yield from told(loaded, problems, width)


def _fitting(blocks: Sequence[Sequence[Line]], room: int, width: int) -> list[Line]:
    """Return the first blocks that fit, and how many do not. Of the very first at least its start is shown."""
    found: list[Line] = []
    for i, block in enumerate(blocks):
        left = room - sum(_rows(row, width) for row in block)
        after = len(blocks) - i - 1
        if left < (1 if after else 0):
            start = [] if i else _first(block, room - (1 if after else 0), width)
            count = after if start else after + 1
            return [*found, *start, *([line(f"and {count} more")] if count else [])]
        room = left
        found += block
    return found


def _first(rows: Sequence[Line], room: int, width: int) -> list[Line]:
    """Return as many of the rows as there is room for."""
    found: list[Line] = []
    for row in rows:
        room -= _rows(row, width)
        if room < 0:
            break
        found.append(row)
    return found


def _rows(row: Line, width: int) -> int:
    """Return how many rows of the screen a line takes."""
    return max(1, -(-sum(text_width(span.text) for span in row) // max(1, width)))
