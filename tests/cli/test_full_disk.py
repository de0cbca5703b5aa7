"""On a full disk each command that writes a file says so, and leaves no half-written file behind."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from quiz.history.backups import back_up
from tests.conftest import PETS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Done, Program

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits of files are set in a shell")

QUESTION = "Which is {which}?{{=a ~b ~c}}\n"


@pytest.fixture
def played(colors: Program) -> Program:
    """Return the program with an answer, its flag, a folder of banks to add, an added bank, and an imported one."""
    colors.run("play", "colors", "--questions", "2", typed="1\n! hm\nq\n")
    for folder, text in (("zoo", PETS), ("farm", PETS.replace("pets", "cows").replace("Rex", "Max"))):
        (colors.folder / folder).mkdir()
        (colors.folder / folder / "animals.yaml").write_text(text, encoding="utf-8")
    colors.bank("farm/animals", PETS.replace("pets", "cows"))
    (colors.folder / "x.gift").write_text(QUESTION.format(which="first"), encoding="utf-8")
    colors.run("bank", "import", "x.gift", "--to", "first.yaml")
    (colors.folder / "x.gift").write_text(QUESTION.format(which="second"), encoding="utf-8")
    return colors


def limited(program: Program, command: str, kilobytes: int = 0) -> Done:
    """Run a command that cannot write a file larger than `kilobytes`; its output goes into pipes."""
    # A file of compiled code could be cut off, and would then be imported.
    return program.shell(f"ulimit -f {kilobytes}; quiz {command}", env={"PYTHONDONTWRITEBYTECODE": "1"})


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "cache" not in path.parts
    }


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("bank export colors --format gift --output out.gift", "`out.gift` cannot be written: file too large"),
        ("bank pack colors out.quiz", "`out.quiz` cannot be written: file too large"),
        ("bank paper colors --output out.html", "cannot be written: file too large"),
        ("bank add zoo", "zoo/animals.yaml` cannot be written: file too large"),
        ("bank add farm --yes", "farm/animals.yaml` cannot be written: file too large"),
        ("bank import x.gift --to first.yaml", "`first.yaml` cannot be written: file too large"),
        ("bank import x.gift --to other.yaml", "`other.yaml` cannot be written: file too large"),
        ("players export me out.jsonl", "`out.jsonl` cannot be written: file too large"),
        ("flags --export out.csv", "`out.csv` cannot be written: file too large"),
        ("stats --html out.html", "`out.html` cannot be written: file too large"),
        ("config plain yes", "config.yaml` cannot be written: file too large"),
    ],
)
def test_what_cannot_be_written_is_said_and_nothing_changes(played: Program, command: str, said: str) -> None:
    before = files(played.folder)
    done = limited(played, command)

    assert 74 == done.code, done
    assert said in done.err
    assert before == files(played.folder)


@pytest.mark.parametrize("kilobytes", [0, 8])
@pytest.mark.parametrize("command", ["doctor", "doctor --restore"])
def test_without_room_for_a_copy_nothing_is_said_against_the_history(
    played: Program, command: str, kilobytes: int
) -> None:
    back_up(played.history_file, "2026-01-01")
    before = files(played.folder)
    done = limited(played, command, kilobytes)

    assert (74, "") == (done.code, done.out)
    assert done.err.startswith(f"quiz: there is no room for a copy of `{played.history_file}`")
    assert before == files(played.folder)
