"""Sheets, .csv, .tsv, .xlsx and .ods: of questions, a row each, or of facts, of which a table is made.

What a sheet holds is told by its headings, and it is refused where that is not clear: a wrong answer
must never become a right one.
"""

from collections.abc import Iterator, Sequence

from quiz.exchange.grids import Grid, GridRow, grids_of
from quiz.exchange.losses import Loss
from quiz.exchange.question import ForeignTable, Place
from quiz.exchange.question_rows import cards_of, question_columns, questions_of
from quiz.exchange.reader import Found, Reader
from quiz.exchange.source import Refused, Source
from quiz.text import quoted, slug

_PAIRS = (  # headings of cards: they name the columns, and say nothing of what is in them
    frozenset(("term", "definition")),
    frozenset(("front", "back")),
    frozenset(("question", "answer")),
    frozenset(("word", "meaning")),
    frozenset(("word", "translation")),
    frozenset(("frage", "antwort")),
    frozenset(("pregunta", "respuesta")),
)
_SIDES = ("Front", "Back")
#: Headings of two columns; what is in neither of them is the first pair of cards without any.
_COLUMNS = frozenset(
    (
        *(
            "country",
            "capital",
            "name",
            "symbol",
            "year",
            "date",
            "author",
            "title",
            "element",
            "city",
            "river",
            "length",
        ),
        *("population", "event", "formula", "code", "noun", "verb", "plural", "singular", "infinitive", "past", "key"),
        *(
            "value",
            "word",
            "term",
            "definition",
            "meaning",
            "translation",
            "front",
            "back",
            "english",
            "german",
            "french",
        ),
        *(
            "spanish",
            "latin",
            "italian",
            "land",
            "hauptstadt",
            "stadt",
            "fluss",
            "länge",
            "einwohner",
            "stoff",
            "dichte",
        ),
        *("begriff", "erklärung", "bedeutung", "übersetzung", "wort", "deutsch", "englisch", "französisch", "spanisch"),
        *("latein", "vorderseite", "rückseite", "terme", "mot", "définition", "traduction", "pays", "capitale"),
        *("término", "palabra", "significado", "traducción", "país"),
    )
)


def _read(source: Source) -> Iterator[Found]:
    grids = grids_of(source)
    if not grids:
        raise Refused(
            "the sheet is empty", "write headings into the first row, and a question or a fact into each below"
        )
    for grid in grids:
        yield from read_grid(grid, source.name)


def read_grid(grid: Grid, file: str) -> Iterator[Found]:
    """Yield what the rows of a sheet hold. Raises `Refused` where it is not clear what that is."""
    first, below = grid.rows[0], list(grid.rows[1:])
    names = frozenset(slug(cell) for cell in first.cells if cell)
    columns = None if names in _PAIRS else question_columns(first.cells)
    if columns is not None and columns.is_complete:
        yield from questions_of(below, columns, file)
    elif names in _PAIRS:
        yield from _facts(first.cells, below, grid.name, file, is_generic=True)
    elif columns is not None and columns.key >= 0 and not columns.options:
        yield from cards_of(below, columns, file)
    elif asks_questions(grid):
        _refuse(first, columns is not None and bool(columns.options or columns.wrong))
    elif _has_headings(first, below):
        yield from _facts(first.cells, below, grid.name, file, is_generic=False)
    elif len([cell for cell in first.cells if cell]) == len(_SIDES):
        yield from _facts(_SIDES, list(grid.rows), grid.name, file, is_generic=True)
    else:
        raise Refused(
            f"the first row, {_listed(first.cells)}, does not look like headings",
            "write what each column is above the rows",
            first.number,
        )


def _refuse(first: GridRow, has_options: bool) -> None:
    seen = f"the columns are {_listed(first.cells)}"
    if has_options:
        raise Refused(f"it is not said which answers are right: {seen}", "name a column `Correct`", first.number)
    raise Refused(
        f"these are questions with several answers, but it is not clear which are right: {seen}",
        "name the columns Question, Correct, Wrong 1, Wrong 2, Wrong 3",
        first.number,
    )


def asks_questions(grid: Grid) -> bool:
    """Tell whether a column holds questions, and several others hold what may be answers to them."""
    rows = grid.rows
    below = rows[1:] or rows
    width = max(len(row.cells) for row in rows)
    for i in range(width):
        asked = sum(row.cell(i).endswith("?") for row in below)
        if asked * 2 > len(below) and width > 2:
            return True
    columns = question_columns(rows[0].cells)
    return columns is not None and width > 2 and bool(columns.options or columns.wrong or columns.key >= 0)


def _has_headings(first: GridRow, below: Sequence[GridRow]) -> bool:
    """Tell whether the first row names the columns: by different texts, none of them a number or a question."""
    cells = [cell for cell in first.cells if cell]
    if not below or len(cells) < len(_SIDES) or len({slug(cell) for cell in cells}) < len(cells):
        return False
    if any(not slug(cell) or slug(cell).isdecimal() or len(cell) > 80 or cell.endswith("?") for cell in cells):
        return False
    if len(cells) > len(_SIDES):
        return True
    return any(slug(cell) in _COLUMNS for cell in cells) or _differs(cells, below)


def _differs(cells: Sequence[str], below: Sequence[GridRow]) -> bool:
    """Tell whether one column holds numbers everywhere but in its first row."""
    for i in range(len(cells)):
        texts = [row.cell(i) for row in below if row.cell(i)]
        digits = [text for text in texts if any(char.isdigit() for char in text)]
        if texts and len(digits) == len(texts) and not any(char.isdigit() for char in cells[i]):
            return True
    return False


def _facts(
    headings: Sequence[str], rows: Sequence[GridRow], name: str, file: str, *, is_generic: bool
) -> Iterator[Found]:
    """Yield the table of the columns that have a heading; rows without a first cell are reported."""
    kept = [i for i, heading in enumerate(headings) if heading.strip()]
    good = []
    for row in rows:
        if row.cell(kept[0]) and any(row.cell(i) for i in kept[1:]):
            good.append(row)
        else:
            yield Loss("X146", Place(file, row.number))
    yield ForeignTable(
        place=Place(file, rows[0].number if rows else 0),
        name=name,
        headings=tuple(headings[i] for i in kept),
        rows=tuple(tuple(row.cell(i) for i in kept) for row in good),
        numbers=tuple(row.number for row in good),
        is_generic=is_generic,
    )


def _listed(cells: Sequence[str]) -> str:
    shown = [quoted(cell, 30) for cell in cells if cell]
    return ", ".join(shown[:8]) + (" ..." if len(shown) > 8 else "")


def _sniff(source: Source) -> int:
    if source.is_package:
        try:
            names = source.parts
            is_open = "content.xml" in names and "mimetype" in names and b"spreadsheet" in source.part("mimetype")
        except Refused:
            return 0
        return 90 if is_open or "xl/workbook.xml" in names else 0
    if source.head.startswith(b"\xd0\xcf\x11\xe0"):
        return 50
    lines = [line for line in source.beginning.split("\n")[:50] if line.strip()]
    if lines and lines[0].lower().startswith("sep="):
        return 90
    for sign in ("\t", ";", ","):
        counts = [line.count(sign) for line in lines]
        if len(lines) > 1 and min(counts) > 0:
            return 55 if max(counts) == min(counts) else 35
    return 0


READER = Reader("sheet", "sheet of questions or facts", (".csv", ".tsv", ".xlsx", ".ods"), _sniff, _read)
