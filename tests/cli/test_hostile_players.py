"""Players' files from strangers are refused, or imported, and then no command fails, hangs or prints anything harmful.

The files are intact ones in which some values were changed: another type, too large, or a harmful text.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.game.modes import MODES
from quiz.items.forms import FORMS
from quiz.text import is_clean
from tests.conftest import COLORS, Program
from trials.forked import Done, pool, run

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

AT = 1_700_000_000_000
MOST = 2**53 - 1
NAME = "Eve"
#: Commands that read what was imported; those that ask get what is typed, and then the end of input.
COMMANDS = [
    *(("stats",), ("stats", "--json"), ("stats", "--facts"), ("stats", "--csv"), ("stats", "--confusions", "--csv")),
    *(("history",), ("history", "--json"), ("banks",), ("flags",), ("flags", "--json"), ("doctor",), ("players",)),
    *(("review", "--plain"), ("play", "colors", "--plain"), ("play", "colors", "--mode", "mistakes", "--plain")),
    *(("play", "colors", "--mode", "sprint", "--plain"), ("stats", "--recount"), ("players", "export", NAME)),
]
CODES = (0, 2, 65)  # 2 if there is nothing to do, such as no mistakes


def attempt(position: int, row: str) -> dict[str, Any]:
    """Return an answer as a player's file has it: `green`, which is wrong if another row is asked about."""
    options = [{"id": "green", "text": "green", "correct": True}, {"id": "gray", "text": "gray", "correct": False}]
    return {
        "type": "answer", "id": f"a{position}", "round": "r", "position": position, "kind": "first",
        "bank": "colors", "bank_hash": "h", "item": f"colors/mixes.what/{row}", "fact": f"colors/mixes/{row}",
        "topic": "Mixing", "form": "pick", "slot": position,
        "shown": {"bank": "Colors", "stem": "What?", "options": options, "why": "", "source": ""},
        "chosen": [row], "hinted": False, "right": row == "green", "took_ms": 900, "answered_at": AT,
        "certainty": None, "voided_at": None, "response": None, "utc_offset_s": 3600,
    }  # fmt: skip


SETUP = {"seed": "7", "mode": "learn", "questions": 3, "banks": [["colors", "h"]], "topics": [], "facts": [],
         "names": ["colors"], "asks": [], "mixed_up": [], "time_ms": 0, "draws": 1}  # fmt: skip
RECORDS: list[dict[str, Any]] = [
    {"type": "player", "version": 2, "id": "p", "name": NAME, "rounds": 1, "answers": 2, "flags": 1},
    {"type": "round", "id": "r", "started_at": AT, "ended_at": None, "ending": None, "mode": "learn", "seed": "7",
     "planned": 3, "setup": SETUP},
    attempt(0, "green"),
    attempt(1, "gray"),
    {"type": "flag", "id": "f", "answer": "a0", "note": "", "flagged_at": AT, "shown": attempt(0, "green")["shown"]},
]  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path to every value within a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [*([path] if path else []), *(found for name, one in inner for found in places(one, (*path, name)))]


def with_value(value: Any, path: tuple[Any, ...], new: object) -> Any:
    """Return a value with the part at a path replaced; a part that is gone stays gone."""
    if not path:
        return new
    if isinstance(value, dict) and path[0] in value:
        return {**value, path[0]: with_value(value[path[0]], path[1:], new)}
    if isinstance(value, list) and isinstance(path[0], int) and path[0] < len(value):
        return [*value[: path[0]], with_value(value[path[0]], path[1:], new), *value[path[0] + 1 :]]
    return value


EVIL = [
    "\x1b]0;pwned\x07",
    "\x9b2J",
    "\u202eevil",
    "\u200b",
    "a\r\n::error::b",
    "=1+1",
    "\t=1+1",
    "\U000e0041",
    "\0",
    "",
]
VALUES = st.one_of(
    *(st.sampled_from(EVIL), st.text(max_size=8), st.none(), st.booleans(), st.just([]), st.just({}), st.floats()),
    st.sampled_from([-1, 0, 1, 86_400_000, 86_400_001, AT + 10**9, 4 * 10**12, MOST, MOST + 1, 2**63, 10**400]),
    st.sampled_from(["finished", "left", "again", "between", "sure", *MODES, *FORMS, "green", "r", "a1", "colors"]),
)
CHANGES = st.lists(st.tuples(st.sampled_from([p for p in places(RECORDS) if len(p) > 1]), VALUES), max_size=3)
#: Changes that were once found to harm, or of a sort that is otherwise nearly always refused.
FOUND: list[list[tuple[tuple[Any, ...], object]]] = [
    [],
    [((2, "took_ms"), MOST), ((3, "took_ms"), MOST)],
    [((i, "answered_at"), MOST) for i in (2, 3)],
    [((i, "answered_at"), 0) for i in (2, 3)],
    [((2, "topic"), EVIL[0]), ((2, "shown", "stem"), EVIL[2]), ((4, "note"), EVIL[5])],
    [((3, "right"), True)],
    [((2, "position"), MOST - 1), ((3, "position"), MOST)],
    [((1, "planned"), MOST), ((1, "setup", "questions"), MOST)],
    [((1, "setup", "mode"), "sprint"), ((1, "setup", "time_ms"), 86_400_000)],
    [((1, "setup", "draws"), MOST)],
    [((2, "slot"), MOST), ((3, "certainty"), "sure")],
    [((2, "fact"), "green"), ((2, "bank"), "/"), ((3, "item"), "//")],
]


def text_of(changes: list[tuple[tuple[Any, ...], object]]) -> str:
    """Return a file with some of its values changed."""
    records: Any = RECORDS
    for path, new in changes:
        records = with_value(records, path, new)
    return "".join(json.dumps(record) + "\n" for record in records)


def assert_harmless(done: Done, args: tuple[str, ...]) -> None:
    """Check that a command ended properly, and that everything it printed is clean."""
    assert [] == done.wrong(CODES), args
    assert all(map(is_clean, lines_of(done.out, args) + done.err.split("\n"))), (args, done)


def lines_of(out: str, args: tuple[str, ...]) -> list[str]:
    """Return the lines of an output. In a sheet all lines end in CRLF, and nothing else has a CR."""
    if "--csv" not in args:
        return out.split("\n")
    assert not re.search("(?<!\r)\n", out), args
    return out.split("\r\n")


@pytest.fixture(scope="module")
def processes() -> Iterator[ProcessPoolExecutor]:
    """Return small processes, which fork quickly."""
    with pool() as found:
        yield found


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for the program, with one bank."""
    folder = tmp_path_factory.mktemp("hostile")
    Program(folder).bank("colors", COLORS)
    return folder


def check(processes: ProcessPoolExecutor, folder: Path, text: str) -> None:
    """Import a file and let every command read the result."""

    def start(*args: str, typed: str = "") -> Done:
        return processes.submit(run, folder, args, typed).result()

    shutil.rmtree(folder / "data", ignore_errors=True)
    (folder / "eve.jsonl").write_text(text, encoding="utf-8")
    imported = start("players", "import", "eve.jsonl", "--as", NAME)
    assert_harmless(imported, ("import",))
    if imported.code:
        return
    exported = start("players", "export", NAME).out
    for args in COMMANDS:
        assert_harmless(start(*args, typed="1\n1\n1\n"), args)
    shutil.rmtree(folder / "data")
    (folder / "eve.jsonl").write_text(exported, encoding="utf-8")
    again = start("players", "import", "eve.jsonl", "--as", NAME)
    assert (0, f"Added to {NAME}: 1 round and 2 answers.\n", "") == again
    assert exported == start("players", "export", NAME).out


@pytest.mark.parametrize("changes", FOUND, ids=range(len(FOUND)))
def test_what_was_found_to_harm_harms_no_more(
    processes: ProcessPoolExecutor, empty: Path, changes: list[tuple[tuple[Any, ...], object]]
) -> None:
    check(processes, empty, text_of(changes))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(changes=CHANGES)
def test_no_file_of_strangers_makes_a_command_fail(
    processes: ProcessPoolExecutor, empty: Path, changes: list[tuple[tuple[Any, ...], object]]
) -> None:
    check(processes, empty, text_of(changes))
