"""Sheets, .csv, .tsv, .xlsx and .ods: of questions, one in each row, or of facts, which become a table.

Its headings say what a sheet holds, and it is refused if that is not clear: a wrong answer
must never become a right one.
"""

from collections.abc import Generator, Iterator, Sequence

from quiz.author.nouns import is_known
from quiz.exchange.grid import Grid, GridRow
from quiz.exchange.grids import grids_of
from quiz.exchange.losses import Loss, in_lines
from quiz.exchange.question import ForeignTable, Place, Seen
from quiz.exchange.question_rows import Columns, cards_of, key_reading, question_columns, questions_of
from quiz.exchange.reader import Found, Reader
from quiz.exchange.source import Refused, Source
from quiz.text import quoted, slug

_PAIRS = (  # headings of cards: they name the columns, and say nothing about what is in them
    frozenset(("term", "definition")),
    frozenset(("front", "back")),
    frozenset(("question", "answer")),
    frozenset(("word", "meaning")),
    frozenset(("word", "translation")),
    frozenset(("frage", "antwort")),
    frozenset(("pregunta", "respuesta")),
)
_SIDES = ("Front", "Back")
#: What spreadsheet programs call a sheet that nobody named.
_UNNAMED = frozenset(("sheet", "tabelle", "feuil", "feuille", "hoja", "foglio", "planilha", "folha", "blad", "arkusz"))
#: Headings of two columns; if the first row has neither of them, it is the first card.
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
        raise Refused("the sheet is empty", "write headings in the first row, and a question or a fact into each below")
    yield from pictures_in(source)
    for grid in grids:
        yield from read_grid(grid, source.name)


def pictures_in(source: Source) -> Iterator[Loss]:
    """Yield a loss if a workbook has pictures, which are not read."""
    if source.is_package and any(name.startswith(("xl/media/", "Pictures/")) for name in source.parts):
        yield Loss("X117", Place(source.name))


def read_grid(grid: Grid, file: str) -> Iterator[Found]:
    """Yield what the rows of a sheet hold. Raises `Refused` if it is not clear what that is."""
    for broken in grid.broken:
        yield Loss("X143", Place(file, broken.number), "", broken.message)
    if not grid.rows:
        return
    first, below = grid.rows[0], list(grid.rows[1:])
    names = frozenset(slug(cell) for cell in first.cells if cell)
    # In a workbook, a heading that spans several columns is followed by cells that are not there.
    widest = 0 if grid.separator else max(len(row.cells) for row in grid.rows)
    columns = None if names in _PAIRS else question_columns([*first.cells, *[""] * (widest - len(first.cells))])
    if columns is not None and columns.is_complete:
        good = yield from _fitting(first, below, grid, file, max(*columns.options, *columns.wrong, 0) + 1)
        yield Seen(Place(file, first.number), _seen_columns(first, columns, good))
        yield from questions_of(good, columns, file)
    elif names in _PAIRS:
        yield from _facts(first, below, grid, file, is_generic=True)
    elif columns is not None and columns.key >= 0 and not columns.options:
        good = yield from _fitting(first, below, grid, file)
        yield from cards_of(good, columns, file)
    elif asks_questions(grid):
        _refuse(first, columns is not None and bool(columns.options or columns.wrong))
    elif _has_headings(first, below):
        yield from _facts(first, below, grid, file, is_generic=False)
    elif len([cell for cell in first.cells if cell]) == len(_SIDES):
        sides = first._replace(cells=list(_SIDES))
        yield from _facts(sides, list(grid.rows), grid, file, is_generic=True)
    else:
        raise Refused(
            f"the first row, {_listed(first.cells)}, does not look like headings",
            "write a heading for each column above the rows",
            first.number,
        )


def _seen_columns(first: GridRow, columns: Columns, below: Sequence[GridRow]) -> str:
    """Return which column was taken for what, as a sentence."""
    wrong = columns.wrong or columns.options
    reading = key_reading(below, columns)
    by = {"number": " (as numbers of answers)", "letter": " (as letters of answers)"}.get(reading, "")
    right, others = _listed([first.cell(columns.key)]), _listed([first.cell(i) or "(no heading)" for i in wrong])
    return (
        f"Questions in {_listed([first.cell(columns.stem)])}; the right answers in {right}{by}; "
        f"{'wrong answers' if columns.wrong else 'answers'} in {others}."
    )


def _fitting(
    first: GridRow, rows: Sequence[GridRow], grid: Grid, file: str, width: int = 0
) -> Generator[Loss, None, list[GridRow]]:
    """Yield what does not fit below the headings; return the rows that do.

    In a text, a row that is longer than the headings has a separator inside a cell, which moves all cells after it. In
    a workbook, it has cells without a heading.
    """
    last = max((i for i, cell in enumerate(first.cells, start=1) if cell), default=0)
    width = max(width, last)
    good: list[GridRow] = []
    unnamed: list[int] = []
    for row in rows:
        filled = max((i for i, cell in enumerate(row.cells, start=1) if cell), default=0)
        if filled > width and grid.separator:
            detail = f"{filled} cells for {width} columns; put a cell with `{grid.separator}` in it in quotation marks"
            yield Loss("X143", Place(file, row.number), row.cell(0), detail.replace("`\t`", "a tab"))
            continue
        unnamed += [row.number] if filled > width else []
        good.append(row)
    if unnamed:
        yield Loss("X147", Place(file, unnamed[0]), "", f"cells to the right of the headings: {in_lines(unnamed)}")
    return good


def _refuse(first: GridRow, has_options: bool) -> None:
    seen = f"the columns are {_listed(first.cells)}"
    if has_options:
        raise Refused(
            f"the sheet does not say which answers are right: {seen}", "name a column `Correct`", first.number
        )
    raise Refused(
        f"these are questions with several answers, but it is not clear which are right: {seen}",
        "name the columns Question, Correct, Wrong 1, Wrong 2, Wrong 3",
        first.number,
    )


def asks_questions(grid: Grid) -> bool:
    """Return whether a column holds questions, and several others hold what may be answers to them."""
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
    """Return whether the first row names the columns: by different texts, none of them a number or a question."""
    cells = [cell for cell in first.cells if cell]
    if not below or len(cells) < len(_SIDES) or len({slug(cell) for cell in cells}) < len(cells):
        return False
    if any(not slug(cell) or slug(cell).isdecimal() or len(cell) > 80 or cell.endswith("?") for cell in cells):
        return False
    if len(cells) > len(_SIDES):
        return True
    if any(slug(cell) in _COLUMNS for cell in cells) or _differs(cells, below):
        return True
    return all(is_known(cell) and cell[:1].isupper() for cell in cells)


def _differs(cells: Sequence[str], below: Sequence[GridRow]) -> bool:
    """Return whether one column holds numbers everywhere except in its first row."""
    for i in range(len(cells)):
        texts = [row.cell(i) for row in below if row.cell(i)]
        digits = [text for text in texts if any(char.isdigit() for char in text)]
        if texts and len(digits) == len(texts) and not any(char.isdigit() for char in cells[i]):
            return True
    return False


def _facts(first: GridRow, rows: Sequence[GridRow], grid: Grid, file: str, *, is_generic: bool) -> Iterator[Found]:
    """Yield the table of the columns that have a heading."""
    kept = [i for i, heading in enumerate(first.cells) if heading.strip()]
    good = yield from _fitting(first, rows, grid, file)
    unnamed = [row.number for row in good if any(row.cell(i) for i in range(max(kept)) if i not in kept)]
    if unnamed:
        yield Loss("X147", Place(file, unnamed[0]), "", f"a column without a heading is left out: {in_lines(unnamed)}")
    yield ForeignTable(
        place=Place(file, rows[0].number if rows else 0),
        name="" if slug(grid.name).rstrip("0123456789-") in _UNNAMED else grid.name,
        headings=tuple(first.cells[i] for i in kept),
        rows=tuple(tuple(row.cell(i) for i in kept) for row in good),
        numbers=tuple(row.number for row in good),
        is_generic=is_generic,
        marks=tuple(_mark(good, i, grid) for i in kept),
    )


def _mark(rows: Sequence[GridRow], i: int, grid: Grid) -> str:
    """Return which decimal mark the numbers of a column are likely to have."""
    if grid.separator:
        return "decimal comma" if grid.separator == ";" else ""
    digits = [row for row in rows if any(char.isdecimal() for char in row.cell(i))]
    return "decimal point" if digits and all(row.is_number(i) for row in digits) else ""


def _listed(cells: Sequence[str]) -> str:
    shown = [quoted(cell, 30) for cell in cells if cell]
    return ", ".join(shown[:8]) + (" ..." if len(shown) > 8 else "")


def _sniff(source: Source) -> int:
    if source.is_package:
        names = source.parts
        is_open = "content.xml" in names and "mimetype" in names and b"spreadsheet" in source.part("mimetype")
        return 90 if is_open or "xl/workbook.xml" in names else 0
    if source.head.startswith(b"\xd0\xcf\x11\xe0"):
        return 50
    lines = [line for line in source.beginning.split("\n")[:50] if line.strip()]
    if lines and lines[0].lower().startswith("sep="):
        return 90
    for sign in ("\t", ";", ","):
        counts = [line.count(sign) for line in lines]
        if len(lines) > 1 and min(counts) > 0:
            if max(counts) > min(counts):
                return 35
            headings = frozenset(map(slug, lines[0].split(sign)))
            # Cards have no headings. The first of them may be two words that could be some, but not in a .tsv.
            return 85 if headings in _PAIRS else 70 if headings <= _COLUMNS else 55
    return 0


READER = Reader("sheet", "sheet of questions or facts", (".csv", ".tsv", ".xlsx", ".ods"), _sniff, _read)
