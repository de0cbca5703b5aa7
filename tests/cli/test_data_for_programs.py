"""JSON and CSV of every command, from a history in which every text is hostile."""

from __future__ import annotations

import csv
import io
import json
import re
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
import typer

from quiz.cli.app import app
from quiz.game.shown import Shown, ShownOption
from quiz.history.log import History
from quiz.history.players import Player, add_player
from quiz.history.records import Attempt, Flag, RoundRow
from quiz.text import is_hidden
from tests.conftest import COLORS, Program
from tests.terminal.test_hostile import bank, every

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Every kind of character that moves, hides, reorders or erases, and the six that begin a formula.
HOSTILE = (
    "x\x1b]0;pwned\x07\x1b[2J\x9b31m\x9d0;y\x9c\x85\u202ey\u2066\u200b\u2060\ufeff\xad\u061c\U000e0041\u2028\r\n\tz"
)
FORMULAS = ("=", "+", "-", "@", "\t", "\r", " =", "\n=", "\t=", "\r@")
ROUNDS = [f"{sign}{HOSTILE}" for sign in FORMULAS]

#: What every command writes for programs.
LINES = [
    "stats --json", "stats --csv", "stats --facts --json", "stats --facts --csv", "stats --confusions --json",
    "stats --confusions --csv", "flags --json", "flags --export new.csv", "history --json", "history ROUND --json",
    "banks --json", "find green --json", "aside --json", "players --json",
    "players export NAME", "players export NAME new.jsonl",
    "review --exam DATE --json", "bank preview hostile --json", "bank check hostile --json",
    "bank check hostile --format json", "bank check hostile --format github", "bank check hostile --format sarif",
    "bank schema",
    "class handed-in.results --json", "class handed-in.results --csv",
    "bank export hostile --format gift --output new.gift --json",
    "bank import foreign.gift --dry-run --json", "bank import foreign.gift --dry-run --report sarif",
]  # fmt: skip

#: Formats of files that are read from other programs, or written for them.
FOREIGN = (("bank", "import", "--format"), ("bank", "export", "--format"))


def answer(round_: str, position: int, text: str, right: bool) -> Attempt:
    """Return an answer to a fact of the bank in which every other text is hostile."""
    options = tuple(ShownOption(f"{text}{i}", f"{text}{i}", correct=not i) for i in range(3))
    shown = Shown(text, text, options, text, text)
    return Attempt(
        f"{text}{round_}{position}", round_, position, "first", "colors", text, text, "colors/mixes/green",
        text, "pick", position, shown, (f"{text}{int(not right)}",), hinted=False, right=right, took_ms=5,
        answered_at=1_700_000_000_000 + position, certainty=None if right else "sure",
    )  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program with a good and a hostile bank, and a history that a hostile program has written."""
    program = Program(tmp_path_factory.mktemp("hostile"))
    program.bank("colors", COLORS)
    program.bank("hostile", bank(" ".join(every())))
    escaped = re.sub(r"([~=#{}:\\])", r"\\\1", HOSTILE.replace("\n", " ").replace("\r", " "))
    gift = f"::{escaped}::{escaped}?{{={escaped} ~b{escaped} ~c}}\n\n::{escaped}::{escaped}?{{}}\n"
    (program.folder / "foreign.gift").write_text(gift, encoding="utf-8", newline="")
    program.data.mkdir()
    history = History.open(program.history_file, write=True)
    assert history is not None
    with closing(history):
        with history.transaction() as db:
            add_player(db, "another", HOSTILE)
        history = history.of(Player("", "Ada"))
        for nth, text in enumerate(ROUNDS):
            setup = {"seed": text, "mode": "learn", "questions": 2, "banks": [["colors", text], [text, text]],
                     "topics": [text], "facts": [text], "names": [text]}  # fmt: skip
            row = RoundRow(text, nth, "learn", text, 2, json.dumps(setup))
            history.save(row, answer(row.id, 0, text, right=False))
            history.save(row, answer(row.id, 1, text, right=True), finished_at=nth + 1)
            history.flag(Flag(text, f"{text}{text}0", text, nth, answer(text, 0, text, right=False).shown))
    done = program.run("results", "handed-in.results", "--bank", "colors", env={"QUIZ_PLAYER": "Ada"})
    assert 0 == done.code, done.err
    yield program
    program.stop()


def written(program: Program, line: str) -> str:
    """Run a command; return what it has written, to its output or into a file."""
    known = {"ROUND": ROUNDS[0], "NAME": "Ada", "DATE": "31 December"}
    args = [known.get(word, word) for word in line.split()]
    (program.folder / "new.gift").unlink(missing_ok=True)  # an export overwrites nothing
    done = program.run(*args, env={"QUIZ_PLAYER": "Ada"})
    assert "" == done.err
    assert done.code in (0, 1)
    made = program.folder / args[-1]
    if not made.is_file():
        return done.out
    text = made.read_bytes().decode()
    made.unlink()
    return text


@pytest.mark.parametrize("line", LINES)
def test_no_hidden_character_is_written_for_programs(hostile: Program, line: str) -> None:
    text = written(hostile, line)

    ends = "\r\n" if "csv" in line else "\n"
    assert set() == {hex(ord(char)) for char in text.replace(ends, "") if is_hidden(char)}


@pytest.mark.parametrize("line", [line for line in LINES if "csv" in line])
def test_a_sheet_is_of_rfc_4180_and_runs_nothing(hostile: Program, line: str) -> None:
    text = written(hostile, line)
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))

    assert text.endswith("\r\n")
    assert text.count("\r\n") == len(rows) > 1
    assert 1 == len({len(row) for row in rows})
    assert [] == [cell for row in rows for cell in row if re.match(r"\s*[=+\-@\t\r]", cell)]


@pytest.mark.parametrize("line", [line for line in LINES if "csv" not in line and "github" not in line])
def test_json_is_read_back(hostile: Program, line: str) -> None:
    text = written(hostile, line)

    for value in text.splitlines() if "players export" in line else [text]:
        assert isinstance(json.loads(value), dict | list)


def test_an_export_keeps_every_text_as_it_is(hostile: Program) -> None:
    rounds = list(map(json.loads, written(hostile, "players export NAME").splitlines()))

    assert set(ROUNDS) == {record["seed"] for record in rounds if record["type"] == "round"}


def test_every_way_to_write_for_programs_is_looked_at() -> None:
    def walk(path: tuple[str, ...], command: Any) -> Iterator[tuple[str, str]]:
        if hasattr(command, "list_commands"):
            for name in command.list_commands(None):
                yield from walk((*path, name), command.get_command(None, name))
        for parameter in command.params:
            for option in {"--json", "--csv", "--format", "--export", "--report"} & set(parameter.opts):
                if (*path, option) not in FOREIGN:
                    yield " ".join(path), option

    found = list(walk((), typer.main.get_command(app)))

    assert len(found) > 8
    for command, option in found:
        assert any(line.startswith(command) and option in line for line in LINES), (command, option)
