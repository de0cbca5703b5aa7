"""The SQL statements count what plain Python counts, to the last digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.app import class_results
from quiz.app.class_engine import DuckTries
from quiz.app.class_results import MOST_IN_MEMORY
from quiz.app.errors import UserError
from quiz.classroom.counts import ClassCounts, FirstTry, Tries, count_class
from tests.classroom.test_counts import grid

if TYPE_CHECKING:
    from pathlib import Path

duckdb = pytest.importorskip("duckdb")

TEXTS = ["", "Händel", "händel", 'a "b", c', "x\\N", "NULL", "ÄÖ", "äö", "'"]


@st.composite
def classes(draw: st.DrawFn) -> list[FirstTry]:
    """Draw tries of students at items, few or many, each pair once."""
    students, items = draw(st.integers(1, 45)), draw(st.integers(1, 14))
    seed = draw(st.randoms(use_true_random=False))
    share = draw(st.sampled_from([0.3, 0.9, 1.0]))
    tries = []
    for s in range(students):
        for i in range(items):
            if seed.random() > share:
                continue
            right, typed = seed.random() < (s + 3) / (students + 5), seed.choice(TEXTS) if i % 4 == 3 else ""
            offered = () if i % 4 == 3 else tuple(seed.sample(["a", "b,", 'c"', "ü"], 3))
            keys = offered[:1]
            chosen = keys if right else offered[1:2]
            took = seed.randrange(500, 60_000)
            tries.append(FirstTry(f"s{s}", f"i{i}", right, took, offered, keys, chosen, typed))
    return tries


def by_sql(tries: list[FirstTry], folder: Path) -> ClassCounts:
    sink = DuckTries(duckdb, folder)
    sink.add(tries[:7])
    sink.add(tries[7:])
    return sink.counts()


def rounded(counts: ClassCounts) -> list[list[tuple[object, ...]]]:
    """Return counts with numbers rounded to more digits than any page shows."""

    def each(row: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(round(value, 9) + 0.0 if isinstance(value, float) else value for value in row)

    rows = (counts.items, counts.options, counts.students, counts.typed)
    return [*([each(row) for row in table] for table in rows), [each(counts.reliability or ())]]


@settings(max_examples=15, deadline=None)
@given(classes())
def test_both_ways_count_the_same(tmp_path_factory: pytest.TempPathFactory, tries: list[FirstTry]) -> None:
    folder = tmp_path_factory.mktemp("duck")
    assert rounded(by_sql(tries, folder / "class")) == rounded(count_class(tries))


@pytest.mark.parametrize(("students", "items"), [(40, 12), (12, 3), (1, 1)])
def test_a_test_that_all_took_is_counted_the_same(students: int, items: int, tmp_path: Path) -> None:
    tries = grid(students, items)
    assert rounded(by_sql(tries, tmp_path / "class")) == rounded(count_class(tries))


def test_nothing_comes_to_nothing(tmp_path: Path) -> None:
    assert ClassCounts() == by_sql([], tmp_path / "class")


def test_what_is_written_as_parquet_is_what_was_counted(tmp_path: Path) -> None:
    tries = grid(20, 5)
    sink = DuckTries(duckdb, tmp_path / "class")
    sink.add(tries)
    sink.write_parquet(tmp_path)

    sql = f"SELECT COUNT(*), SUM(is_right), COUNT(DISTINCT student) FROM '{tmp_path / 'tries.parquet'}'"
    assert (100, sum(one.right for one in tries), 20) == duckdb.connect().execute(sql).fetchone()


@pytest.mark.parametrize(
    ("engine", "answers", "installed", "expected"),
    [
        ("", MOST_IN_MEMORY, True, Tries),
        ("", MOST_IN_MEMORY + 1, True, DuckTries),
        ("", MOST_IN_MEMORY + 1, False, Tries),
        ("python", MOST_IN_MEMORY + 1, True, Tries),
        ("duckdb", 1, True, DuckTries),
    ],
)
def test_duckdb_counts_where_it_is_asked_for_or_there_are_very_many(
    engine: str, answers: int, installed: bool, expected: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(class_results, "duckdb_module", lambda: duckdb if installed else None)
    with class_results._sinks(engine, answers) as new_sink:
        assert isinstance(new_sink(), expected)


def test_without_the_library_duckdb_is_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(class_results, "duckdb_module", lambda: None)
    with pytest.raises(UserError) as raised, class_results._sinks("duckdb", 1):
        pass
    assert ["quiz: this needs the `duckdb` library", "  install it with `pip install 'quizround[school]'`"] == list(
        raised.value.lines
    )
