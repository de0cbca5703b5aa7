"""The spreadsheet of Quizizz: `Question Text`, `Question Type`, `Option 1` ..., and a row that explains them."""

from collections.abc import Iterator

from quiz.exchange.grid import GridRow
from quiz.exchange.grids import grids_of
from quiz.exchange.losses import Loss, Skipped
from quiz.exchange.question import ForeignQuestion, Place
from quiz.exchange.question_rows import Columns, question_columns, questions_of, typed_of
from quiz.exchange.reader import Reader
from quiz.exchange.source import Refused, Source
from quiz.text import slug

_TYPES = ("multiple-choice", "checkbox", "")
_TYPED = "fill-in-the-blank"


def _headings(rows: list[GridRow]) -> tuple[int, Columns] | None:
    for i, row in enumerate(rows[:10]):
        names = {slug(cell) for cell in row.cells}
        if {"question-text", "question-type", "option-1", "option-2"} <= names:
            columns = question_columns(row.cells)
            return (i, columns) if columns else None
    return None


def _read(source: Source) -> Iterator[ForeignQuestion | Loss]:
    for grid in grids_of(source):
        found = _headings(list(grid.rows[:10]))
        if found is None:
            continue
        at, columns = found
        for row in grid.rows[at + 1 :]:
            kind = slug(row.cell(columns.kind))
            if kind in _TYPES:
                yield from questions_of([row], columns, source.name, by_number=True)
            elif kind == _TYPED:
                yield typed_of(row, columns, source.name)
            elif row.number > grid.rows[at].number + 1:  # else it is the row that explains the headings
                code = "X102" if kind in ("open-ended", "draw") else "X103"
                detail = f"questions of the type {row.cell(columns.kind)!r} are not known" if code == "X103" else ""
                yield Skipped(code, detail).loss(Place(source.name, row.number), row.cell(columns.stem))
        return
    raise Refused("it has no row with Question Text, Question Type and Option 1", "use Quizizz's template")


def _sniff(source: Source) -> int:
    found = source.is_package and any(_headings(list(grid.rows[:10])) for grid in grids_of(source))
    return 99 if found else 0


READER = Reader("quizizz", "Quizizz spreadsheet", (".xlsx",), _sniff, _read)
