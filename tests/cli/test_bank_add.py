"""`quiz bank add` copies the banks of a pack or a folder, asks before it replaces any, and loses no answers."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from tests.conftest import COLORS, PETS

if TYPE_CHECKING:
    from tests.conftest import Program

FIXED = COLORS.replace("blue and yellow", "yellow and blue")


def test_the_command_that_takes_the_test_can_be_typed(program: Program) -> None:
    packed(program, COLORS, "Ada's test.quiz", "--test", "3")
    *_, last = program.run("bank", "add", "Ada's test.quiz").out.splitlines()
    command = shlex.split(last.partition(": ")[2])

    assert ["quiz", "play", "Ada's test.quiz"] == command
    assert 0 == program.run(*command[1:], typed="q\n").code


def packed(program: Program, text: str, name: str = "t.quiz", *args: str) -> None:
    """Make a pack of a bank of the course `paint`, as a teacher on another computer does."""
    folder = program.folder / "teacher" / "paint"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "colors.yaml").write_text(text, encoding="utf-8")
    done = program.run("bank", "pack", str(folder), name, *args)
    assert 0 == done.code, done.err


def test_the_banks_of_a_pack_are_found_by_name_from_then_on(program: Program) -> None:
    packed(program, COLORS, "t.quiz", "--test", "3")
    done = program.run("bank", "add", "t.quiz")
    again = program.run("bank", "add", "t.quiz")
    path = program.banks / "paint" / "colors.yaml"

    assert f"Added: {path}\nTo take the test, run: quiz play t.quiz\n" == done.out
    assert f"Unchanged: {path}\n" in again.out
    assert COLORS.encode() == path.read_bytes()


def test_a_later_pack_replaces_an_earlier_one_where_that_is_wanted_and_the_answers_stay(program: Program) -> None:
    packed(program, COLORS, "t.quiz", "--date", "2026-11-30")
    program.run("bank", "add", "t.quiz")
    program.play("paint", "--seed", "1", "--questions", "3")
    (program.folder / "t.quiz").unlink()
    packed(program, FIXED, "t.quiz", "--date", "2026-12-01")
    refused = program.run("bank", "add", "t.quiz")
    path = program.banks / "paint" / "colors.yaml"

    assert 2 == refused.code
    assert "you already have the version of `Colors: basics` from 2026-11-30; nothing was changed" in refused.err
    assert "add `--yes` to replace it with the version from 2026-12-01" in refused.err
    assert COLORS.encode() == path.read_bytes()

    done = program.run("bank", "add", "t.quiz", "--yes")

    assert f"Replaced: {path}\n" == done.out
    assert FIXED.encode() == path.read_bytes()
    assert 3 == program.run("stats", "--json").json()["banks"][0]["facts_seen"]


def test_a_folder_is_added_as_a_course(program: Program) -> None:
    folder = program.folder / "zoo"
    folder.mkdir()
    (folder / "pets.yaml").write_text(PETS, encoding="utf-8")
    done = program.run("bank", "add", "zoo")

    assert f"Added: {program.banks / 'zoo' / 'pets.yaml'}\n" == done.out


def test_the_file_of_a_bank_is_added_and_replaces_an_earlier_version_of_it_where_that_is_wanted(
    program: Program,
) -> None:
    file, path = program.folder / "pets.quiz.yaml", program.banks / "pets.yaml"
    file.write_text(PETS, encoding="utf-8")
    added, again = program.run("bank", "add", "pets.quiz.yaml"), program.run("bank", "add", str(path))
    file.write_text(PETS.replace("Pets", "Animals"), encoding="utf-8")
    refused = program.run("bank", "add", "pets.quiz.yaml")

    assert (f"Added: {path}\n", f"Unchanged: {path}\n") == (added.out, again.out)
    assert 2 == refused.code
    assert "add `--yes` to replace it with the version in `pets.quiz.yaml`" in refused.err
    assert PETS.encode() == path.read_bytes()

    assert f"Replaced: {path}\n" == program.run("bank", "add", "pets.quiz.yaml", "--yes").out
    assert file.read_bytes() == path.read_bytes()


def test_what_ships_is_not_kept_once_more(program: Program) -> None:
    program.run("bank", "pack", "eu-nato/leaders", "t.quiz")
    done = program.run("bank", "add", "t.quiz")

    assert done.out.startswith("Unchanged: ")
    assert [] == list(program.banks.rglob("*.yaml"))


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("colors", 2, "is neither a bank, a pack nor a folder of banks"),
        ("gone.yaml", 2, "is neither a bank, a pack nor a folder of banks"),
        ("faulty/colors.yaml", 65, "error B"),
        ("gone.quiz", 2, "is neither a bank, a pack nor a folder of banks"),
        ("empty", 2, "there is no bank in"),
        ("bad.quiz", 65, "`bad.quiz`: the pack is damaged"),
        ("faulty", 65, "error B"),
        ("taken", 2, "already exists and is a different bank"),
    ],
)
def test_what_cannot_be_added_is_said_and_nothing_is_written(program: Program, name: str, code: int, said: str) -> None:
    for folder, text in [("empty", ""), ("faulty", "title: X\ntables: 5\n"), ("taken", COLORS)]:
        (program.folder / folder).mkdir()
        if text:
            (program.folder / folder / "colors.yaml").write_text(text, encoding="utf-8")
    (program.folder / "bad.quiz").write_bytes(b"PK\x03\x04")
    program.bank("taken/colors", PETS)
    before = {path: path.read_bytes() for path in program.banks.rglob("*.yaml")}
    done = program.run("bank", "add", name)

    assert code == done.code
    assert said in done.err
    assert before == {path: path.read_bytes() for path in program.banks.rglob("*.yaml")}


def test_where_the_folder_of_banks_cannot_be_made_it_is_said(program: Program) -> None:
    packed(program, COLORS)
    folder = program.folder / "t.quiz" / "banks"
    done = program.run("bank", "add", "t.quiz", env={"QUIZ_BANK_DIR": str(folder)})

    assert (74, "") == (done.code, done.out)
    assert done.err == f"quiz: `{folder / 'paint'}` cannot be created: not a directory\n"


@pytest.mark.parametrize("kept", [None, "", "[]", '{"a": 1}', "["])
def test_an_older_pack_is_said_to_be_older_and_one_of_unknown_date_to_be_another(
    program: Program, kept: str | None
) -> None:
    packed(program, FIXED, "new.quiz", "--date", "2026-12-01")
    packed(program, COLORS, "old.quiz", "--date", "2026-11-30")
    program.run("bank", "add", "new.quiz")
    if kept is not None:
        (program.banks / ".packs.json").write_text(kept, encoding="utf-8")
    done = program.run("bank", "add", "old.quiz")

    known = "the version of {} from 2026-12-01" if kept is None else "another version of {}"
    assert f"you already have {known.format('`Colors: basics`')}; nothing was changed" in done.err
    assert f"replace it with the {'older version' if kept is None else 'version'} from 2026-11-30" in done.err
