"""Only one module reads the clock and the time zone, and hands them to all the others."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1] / "quiz"
READER = ROOT / "clock.py"

#: Functions that read a clock, or the time zone of this machine for a given time.
READS = {
    "time": {
        *("time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "process_time"),
        *("process_time_ns", "thread_time", "thread_time_ns", "clock_gettime", "clock_gettime_ns", "localtime"),
        *("gmtime", "ctime", "asctime", "strftime", "mktime", "timezone", "altzone", "tzname", "tzset"),
    },
    "datetime": {"now", "utcnow", "today", "utcfromtimestamp"},
}
#: These read the time zone of this machine if none is named.
IN_A_ZONE = {"astimezone": 1, "fromtimestamp": 2}
#: And these do so within SQL.
IN_SQL = ("localtime", "'now'", "current_timestamp", "current_date", "current_time ", "unixepoch()", "julianday()")


def readings(source: str) -> Iterator[str]:
    """Yield the places in a source that read a clock or the time zone."""
    tree = ast.parse(source)
    docs = {id(body[0].value) for body in map(_documented, ast.walk(tree)) if body and isinstance(body[0], ast.Expr)}
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="time"), attr=name) if name in READS["time"]:
                yield f"time.{name}"
            case ast.Attribute(value=ast.Name(id=of) | ast.Attribute(attr=of), attr=name) if of in ("date", "datetime"):
                yield from READS["datetime"] & {name}
            case ast.ImportFrom(module="time" | "datetime" as module, names=names):
                yield from (name.name for name in names if name.name in READS[module])
            case ast.Import(names=names) if any(name.name in READS and name.asname for name in names):
                yield "a clock by another name"
            case ast.Call(func=ast.Attribute(attr=name), args=args, keywords=keywords) if name in IN_A_ZONE:
                if len(args) + len(keywords) < IN_A_ZONE[name]:
                    yield name
            case ast.Constant(value=str(text)) if id(node) not in docs:
                yield from (name for name in IN_SQL if name in text.lower())


def _documented(node: ast.AST) -> list[ast.stmt]:
    return node.body if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) else []


@pytest.mark.parametrize(
    "path", sorted(set(ROOT.rglob("*.py")) - {READER}), ids=lambda path: str(path.relative_to(ROOT))
)
def test_no_other_module_reads_a_clock(path: Path) -> None:
    assert [] == list(readings(path.read_text(encoding="utf-8")))


def test_the_reader_is_found_out() -> None:
    assert {"time.time_ns", "time.monotonic_ns", "time.localtime"} <= set(readings(READER.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "source",
    [
        "import time\ntime.monotonic()",
        "start = time.perf_counter",
        "from time import time_ns",
        "import time as t",
        "datetime.now(UTC)",
        "datetime.datetime.now()",
        "date.today()",
        "datetime.fromtimestamp(at)",
        "made.astimezone()",
        "time.localtime(at)",
        "sql = \"SELECT date(at, 'unixepoch', 'LOCALTIME')\"",
        'def f():\n    "said"\n    return "SELECT current_timestamp"',
    ],
)
def test_each_way_to_read_a_clock_is_found(source: str) -> None:
    assert 1 == len(list(readings(source)))


@pytest.mark.parametrize(
    "source",
    [
        "clock.now()\nclock.today()",
        "datetime.fromtimestamp(at, UTC)",
        "made.astimezone(UTC)",
        "time.sleep(1)",
        'def f():\n    """Say what time it is now, in localtime."""',
    ],
)
def test_nothing_else_is_taken_for_a_clock(source: str) -> None:
    assert [] == list(readings(source))
