"""Counting the first tries of a school or a country with DuckDB, compared with merely reading the same columns.

`python -m bench.school 10000000` measures that many tries, with 100 questions for each student; docs/scale.md has the
figures.
"""

import argparse
import resource
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import Figure, by_turns, timed
from bench.sample import work_folder
from bench.table import about, as_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["school"]

_SMALL = 1_000_000
_QUESTIONS = 100
_READ = """SELECT COUNT(DISTINCT student), COUNT(DISTINCT item), SUM(is_right), SUM(took_ms),
    (SELECT SUM(is_key + is_chosen) FROM offers) FROM tries"""
#: Made-up tries: each student is asked 100 of 400 questions; later students know more. `hash` draws the same
#: everywhere.
_TRIES = """CREATE TABLE tries AS
    SELECT 's' || s AS student, 'b/t.q/' || (s * 7 + q * 3) % 400 AS item,
           CAST(hash(s, q) % 1000 < 250 + 500 * (s % 97) // 97 + q AS INTEGER) AS is_right,
           CAST(1000 + hash(q, s) % 19000 AS INTEGER) AS took_ms, '' AS typed, '' AS folded, 1 AS is_checked
    FROM range({students}) AS a(s), range({questions}) AS b(q)"""
_OFFERS = """CREATE TABLE offers AS
    SELECT student, item, 'o' || o AS option_id, CAST(o = 0 AS INTEGER) AS is_key,
           CAST(o = CASE WHEN is_right = 1 THEN 0 ELSE 1 + took_ms % 3 END AS INTEGER) AS is_chosen,
           is_right
    FROM tries, range(4) AS c(o)"""


def school(runs: int, tries: int = _SMALL) -> list[Figure]:
    """Measure all statements over a number of tries from Parquet, compared with a query that reads the same columns."""
    import duckdb

    from quiz.app.class_engine import counted_in

    with work_folder() as folder:
        _made_up(folder, tries)
        with duckdb.connect() as db:
            for table in ("tries", "offers"):
                db.execute(f"CREATE VIEW {table} AS SELECT * FROM '{folder / table}.parquet'")
            ours, floor = by_turns(
                max(1, runs // 7), lambda: timed(lambda: counted_in(db)), lambda: timed(lambda: _read(db))
            )
        size = sum(file.stat().st_size for file in folder.iterdir()) / tries
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Figure(f"{tries:,} tries counted by DuckDB, floor: reading their columns", "ms", ours, floor),
        Figure("the most memory of that, with making the tries", "MiB", [memory]),
        Figure("Parquet, bytes a try with its options", "bytes", [size]),
    ]


def _made_up(folder: Path, tries: int) -> None:
    import duckdb

    with duckdb.connect(str(folder / "made-up.duckdb")) as db:
        db.execute(_TRIES.format(students=tries // _QUESTIONS, questions=_QUESTIONS))
        db.execute(_OFFERS)
        for table in ("tries", "offers"):
            db.execute(f"COPY (SELECT * FROM {table}) TO '{folder / table}.parquet' (FORMAT parquet)")
    (folder / "made-up.duckdb").unlink()


def _read(db: "DuckDBPyConnection") -> None:
    db.execute(_READ).fetchall()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        prog="python -m bench.school",
        description="Measure how fast DuckDB counts the first tries of a school, next to merely reading them.",
    )
    parser.add_argument(
        "tries", type=int, nargs="?", default=_SMALL, help=f"how many first tries (default: {_SMALL:,})"
    )
    print("\n".join([as_text(school(7, parser.parse_args().tries)), "", *about()]))
