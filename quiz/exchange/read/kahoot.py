"""The spreadsheet that Kahoot takes: headings `Question`, `Answer 1` ... in some row, and the key as numbers, `1,3`."""

from collections.abc import Iterator

from quiz.exchange.grid import Grid
from quiz.exchange.grids import grids_of
from quiz.exchange.losses import Loss
from quiz.exchange.question import ForeignQuestion
from quiz.exchange.question_rows import Columns, question_columns, questions_of
from quiz.exchange.reader import Reader
from quiz.exchange.source import Refused, Source
from quiz.text import slug

_TOP = 30  # rows in which the headings are looked for


def _headings(grid: Grid) -> tuple[int, Columns] | None:
    """Return in which row the headings of a template of Kahoot are, and what they name."""
    for i, row in enumerate(grid.rows[:_TOP]):
        names = [slug(cell) for cell in row.cells]
        has_all = all(
            any(name.startswith(wanted) for name in names) for wanted in ("answer-1", "answer-2", "time-limit")
        )
        key = next((at for at, name in enumerate(names) if name.startswith("correct")), -1)
        stem = next((at for at, name in enumerate(names) if name.startswith("question")), -1)
        if has_all and key >= 0 and stem >= 0:
            options = tuple(at for at, name in enumerate(names) if name.startswith("answer-"))
            points = next(at for at, name in enumerate(names) if name.startswith("time-limit"))
            known = question_columns(row.cells) or Columns(stem)
            return i, known._replace(stem=stem, key=key, options=options, points=points)
    return None


def _read(source: Source) -> Iterator[ForeignQuestion | Loss]:
    for grid in grids_of(source):
        found = _headings(grid)
        if found:
            yield from questions_of(grid.rows[found[0] + 1 :], found[1], source.name, by_number=True)
            return
    raise Refused(
        "it has no row with Question, Answer 1, Answer 2, Time limit and Correct answer", "use Kahoot's template"
    )


def _sniff(source: Source) -> int:
    return 99 if source.is_package and any(_headings(grid) for grid in grids_of(source)) else 0


READER = Reader("kahoot", "Kahoot spreadsheet", (".xlsx",), _sniff, _read)
