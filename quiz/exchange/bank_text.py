"""Entries -> the text of a new bank; whatever the format refuses is left out and reported."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from quiz.author.draft import yaml_text
from quiz.bank.problems import Problem, errors_in
from quiz.exchange.fact_tables import RowEntry, TableEntry
from quiz.exchange.losses import Loss
from quiz.exchange.mapper import Mapped, QuestionEntry
from quiz.exchange.question import Place
from quiz.interpreter import content_hash
from quiz.items.decoding import decode

_HEAD = """\
# Questions that were imported. Lines that start with `#` are notes; delete them as you like.
#
#   quiz bank check FILE      looks for mistakes and says what to do
#   quiz bank preview FILE    shows every question
#   quiz play FILE            plays it
"""
_AGAIN = """\
#
# Change what you like: importing the same source again keeps what you changed.
"""
_FORMAT = """\

format: 1
# The id is permanent, like the names of questions and rows. The title may change.
"""

_STEP = "  "


class Record(NamedTuple):
    """What was written for an entry: its key in the source, its place in the bank, its text's hash, its file."""

    key: str
    name: str  # questions/NAME, tables/NAME, or tables/NAME/ROW
    hash: str
    file: str

    @property
    def is_table(self) -> bool:
        """Return whether it is about a table, and not a row of it or a question."""
        return self.name.startswith("tables/") and self.name.count("/") == 1


class Composed(NamedTuple):
    """The text of a bank, a record of each entry, and what was lost on the way."""

    text: str
    records: tuple[Record, ...]
    losses: tuple[Loss, ...]


class _Span(NamedTuple):
    """The lines of an entry in a text, from 1, and which entry it is."""

    first: int
    last: int
    entry: QuestionEntry | RowEntry | TableEntry


def compose_bank(
    mapped: Mapped, id_: str, title: str, *, more: Mapping[str, str] | None = None, is_import: bool = True
) -> Composed:
    """Return a new bank of all entries that the format takes; the others are losses.

    more: what else is known about the bank, by the keys of the format. is_import: it can be imported again.
    """
    top = (_HEAD + (_AGAIN if is_import else "") + _FORMAT).split("\n")[:-1]
    top += [f"id: {id_}", f"title: {yaml_text(title)}"]
    top += [f"{key}: {yaml_text(text)}" for key, text in (more or {}).items() if text]
    losses: list[Loss] = []
    dropped: set[int] = set()
    while True:
        text, records, spans = _written(mapped, top, dropped)
        faults = faulty(errors_in(decode(text.encode(), id_).problems), spans)
        if not faults:
            return Composed(text, tuple(records), tuple(losses))
        for entry, problem in faults.values():
            dropped.add(id(entry))
            losses.append(loss_of(entry, problem))


def loss_of(entry: QuestionEntry | RowEntry | TableEntry, problem: Problem) -> Loss:
    """Return the loss of an entry that the format does not take."""
    return Loss(
        "X143", entry.place, entry.label, f"{problem.message} ({problem.help})" if problem.help else problem.message
    )


def faulty(
    errors: Iterable[Problem], spans: Iterable[_Span]
) -> Mapping[int, tuple[QuestionEntry | RowEntry | TableEntry, Problem]]:
    """Return the entries that have errors: for each error the innermost one around it."""
    inner = sorted(spans, key=lambda span: span.last - span.first)
    found: dict[int, tuple[QuestionEntry | RowEntry | TableEntry, Problem]] = {}
    by_line: dict[int, QuestionEntry | RowEntry | TableEntry] = {}
    for span in inner:
        for line in range(span.first, span.last + 1):
            by_line.setdefault(line, span.entry)
    for error in errors:
        entry = by_line.get(error.span.line)
        if entry is not None:
            found.setdefault(id(entry), (entry, error))
    return found


def _written(mapped: Mapped, top: list[str], dropped: set[int]) -> tuple[str, list[Record], list[_Span]]:
    lines = list(top)
    records: list[Record] = []
    spans: list[_Span] = []
    taken: set[str] = set()
    tables = [table for table in mapped.tables if id(table) not in dropped]
    if tables:
        lines += ["", "tables:"]
    for table in tables:
        name = free_name(table.wish, taken)
        rows = [row for row in table.rows if id(row) not in dropped]
        first = len(lines) + 1
        block, row_lines = table_lines(table, name, rows)
        spans += [_Span(first + at, first + at, row) for at, row in zip(row_lines, rows, strict=True)]
        spans.append(_Span(first, first + len(block) - 1, table))
        lines += [f"{_STEP}{line}" for line in block]
        records.append(Record(table.key, f"tables/{name}", hash_around(table), file_of(table.place)))
        records += [
            Record(row.key, f"tables/{name}/{row.name}", hash_of((row.text,)), file_of(row.place)) for row in rows
        ]
    questions = [entry for entry in mapped.questions if id(entry) not in dropped]
    if questions:
        lines += ["", "questions:"]
    for entry in questions:
        name = free_name(entry.wish, taken)
        spans.append(_Span(len(lines) + 1, len(lines) + 1 + len(entry.lines), entry))
        lines += [f"{_STEP}{name}:", *(f"{_STEP * 2}{line}" for line in entry.lines)]
        records.append(Record(entry.key, f"questions/{name}", hash_of(entry.lines), file_of(entry.place)))
    return "\n".join(lines) + "\n", records, spans


def table_lines(table: TableEntry, name: str, rows: Iterable[RowEntry]) -> tuple[list[str], list[int]]:
    """Return a table as lines, and where in them its rows are."""
    lines = [f"{name}:", *(f"{_STEP}{line}" for line in table.head), f"{_STEP}rows:"]
    at = []
    for row in rows:
        at.append(len(lines))
        lines.append(f"{_STEP * 2}{row.name}: {row.text}")
    return [*lines, *(f"{_STEP}{line}" for line in table.foot)], at


def free_name(wish: str, taken: set[str]) -> str:
    """Return a name that nothing has yet, and take it: the one wished for, perhaps with a number."""
    name, nth = wish, 1
    while name in taken:
        nth += 1
        name = f"{wish}-{nth}"
    taken.add(name)
    return name


def file_of(place: Place) -> str:
    """Return the name of a file without its folders, which are nobody's business."""
    return place.file.replace("\\", "/").rpartition("/")[2]


def hash_around(table: TableEntry) -> str:
    """Return the hash of what is above and below the rows of a table."""
    return hash_of([*table.head, "rows:", *table.foot])


def hash_of(lines: Iterable[str]) -> str:
    """Return the hash of the text of an entry."""
    return content_hash("\n".join(lines).encode("utf-8", "replace"))[:16]
