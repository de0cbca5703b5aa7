"""First tries in DuckDB: for a school, whose answers need not fit into memory, and to be written as Parquet."""

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar

from quiz.app.errors import Exit, UserError
from quiz.classroom.counts import (
    ClassCounts,
    FirstTry,
    ItemCounts,
    OptionCounts,
    Reliability,
    StudentCounts,
    TypedCounts,
    settled,
)
from quiz.classroom.item_statistics import alpha_of
from quiz.classroom.statements import (
    OFFER_COLUMNS,
    OPTIONS_SQL,
    SCOPE_SQL,
    STUDENTS_SQL,
    TRY_COLUMNS,
    TYPED_SQL,
    items_statement,
    reliability_statement,
)
from quiz.classroom.thresholds import SHARE_FROM

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_T = TypeVar("_T")


def duckdb_module() -> ModuleType | None:
    """Return the library, None if it is not installed."""
    try:
        import duckdb
    except ImportError:
        return None
    return duckdb


def needs_duckdb() -> UserError:
    """Return the error to raise if the library is missing."""
    help_ = "install it with `pip install 'quizround[school]'`"
    return UserError(Exit.USAGE, "this needs the `duckdb` library", help_)


class DuckTries:
    """First tries in two sheets in a folder, which DuckDB reads: it holds no more of them in memory than fits."""

    def __init__(self, duckdb: ModuleType, folder: Path) -> None:
        self._duckdb = duckdb
        self._folder = folder
        self._paths = (folder / "tries.csv", folder / "offers.csv")
        folder.mkdir()
        self._files = [path.open("w", encoding="utf-8", newline="") for path in self._paths]
        self._tries, self._offers = (csv.writer(file, quoting=csv.QUOTE_NONNUMERIC) for file in self._files)

    def add(self, tries: Sequence[FirstTry]) -> None:
        """Add the tries of a student."""
        self._tries.writerows(map(_try_row, tries))
        for one in tries:
            self._offers.writerows(
                (one.student, one.item, id_, int(id_ in one.keys), int(id_ in one.chosen), int(one.right))
                for id_ in one.offered
            )

    def close(self) -> None:
        """Close the sheets."""
        for file in self._files:
            file.close()

    def counts(self) -> ClassCounts:
        """Count all of them. Raises `UserError` if DuckDB cannot."""
        return self._asked(counted_in)

    def write_parquet(self, folder: Path) -> None:
        """Write both tables as Parquet files in a folder. Raises `UserError` if they cannot be written."""

        def write(db: "DuckDBPyConnection") -> None:
            for table in ("tries", "offers"):
                path = str(folder / f"{table}.parquet").replace("'", "''")
                db.execute(f"COPY (SELECT * FROM {table} ORDER BY item, student) TO '{path}' (FORMAT parquet)")

        self._asked(write)

    def _asked(self, ask: "Callable[[DuckDBPyConnection], _T]") -> _T:
        """Return the result of a query on the tables. Raises `UserError` if DuckDB fails."""
        self.close()
        try:
            with self._duckdb.connect(str(self._folder / "class.duckdb")) as db:
                for path, columns in zip(self._paths, (TRY_COLUMNS, OFFER_COLUMNS), strict=True):
                    _load(db, path, columns)
                return ask(db)
        except self._duckdb.Error as error:
            raise UserError(Exit.STORAGE, f"DuckDB failed: {str(error).splitlines()[0]}") from None


def _load(db: "DuckDBPyConnection", path: Path, columns: Mapping[str, str]) -> None:
    """Make a table of a sheet, unless it is there."""
    listed = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    db.execute(
        f"CREATE TABLE IF NOT EXISTS {path.stem} AS SELECT * FROM read_csv(?, header = false, auto_detect = false, "
        f"delim = ',', quote = '\"', escape = '\"', allow_quoted_nulls = false, columns = {{{listed}}})",
        [str(path)],
    )


def _try_row(one: FirstTry) -> tuple[object, ...]:
    typed = (one.typed, one.typed.lower())
    return one.student, one.item, int(one.right), one.took_ms, *typed, int(one.is_checked)


def counted_in(db: "DuckDBPyConnection") -> ClassCounts:
    """Return the counts of the tables `tries` and `offers` of a database."""
    items, students, whole = db.execute(SCOPE_SQL).fetchone() or (0, 0, 0)
    if not items:
        return ClassCounts()
    is_same = 2 * whole > students
    asked = items_statement(is_same=is_same)
    offered = db.execute(OPTIONS_SQL).fetchall()
    return ClassCounts(
        items=tuple(ItemCounts(*row[:3], *map(settled, row[3:])) for row in db.execute(asked).fetchall()),
        options=tuple(OptionCounts(row[0], row[1], bool(row[2]), *map(int, row[3:])) for row in offered),
        students=tuple(
            StudentCounts(id_, tries, right, settled(took_ms) or 0.0)
            for id_, tries, right, took_ms in db.execute(STUDENTS_SQL).fetchall()
        ),
        typed=tuple(TypedCounts(*row) for row in db.execute(TYPED_SQL).fetchall()),
        reliability=_reliability(db, items) if is_same and whole >= SHARE_FROM else None,
    )


def _reliability(db: "DuckDBPyConnection", items: int) -> Reliability | None:
    row = db.execute(reliability_statement(items)).fetchone()
    if row is None:
        return None
    students, spread, variance = row
    deviation = None if variance is None else variance**0.5
    return Reliability(items, students, settled(alpha_of(items, spread or 0.0, variance)), settled(deviation))
