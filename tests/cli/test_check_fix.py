"""`quiz bank check --fix` and `--diff`, on files."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Program

TEXT = """\
title: Rivers  # mine
source: an atlas
questions:
  loire:
    ask: Which river flows through Nantes?
    correct: the Loire
    wrong: [the Rhone, the Seine, the Elbe]
    explanation: Nantes lies on the Loire.
"""
FIXED = "id: rivers\n" + TEXT.replace("correct", "answer").replace("explanation", "why")


def written(program: "Program", text: str = TEXT) -> Path:
    path = program.folder / "rivers.yaml"
    path.write_bytes(text.encode())
    return path


def test_sure_changes_are_made_and_what_is_left_is_checked(program: "Program") -> None:
    path = written(program)

    code, out, err = program.run("bank", "check", "--fix", str(path))

    assert path.read_text(encoding="utf-8") == FIXED
    assert (0, "No problems. 1 bank, 1 fact, 1 question.\n") == (code, out)
    assert ["B107", "B101", "B101"] == [line.split(": ")[2].split()[-1] for line in err.splitlines()]


def test_a_second_run_changes_nothing(program: "Program") -> None:
    path = written(program)
    program.run("bank", "check", "--fix", str(path))
    before = path.stat()

    _, _, err = program.run("bank", "check", "--fix", str(path))

    assert ("", before) == (err, path.stat())


def test_a_diff_shows_the_changes_and_makes_none(program: "Program") -> None:
    path = written(program)

    code, out, err = program.run("bank", "check", "--diff", str(path))

    assert path.read_text(encoding="utf-8") == TEXT
    changed = [line for line in out.splitlines() if line[:1] in "+-" and line[1:2] not in "+-"]
    assert [
        "+id: rivers",
        "-    correct: the Loire",
        "+    answer: the Loire",
        "-    explanation: Nantes lies on the Loire.",
        "+    why: Nantes lies on the Loire.",
    ] == changed
    assert (0, "3 mistakes can be fixed automatically.\n") == (code, err)


def test_without_anything_to_fix_the_diff_is_empty(program: "Program") -> None:
    path = written(program, FIXED)

    assert (0, "", "Nothing can be fixed automatically.\n") == program.run("bank", "check", "--diff", str(path))


@pytest.mark.parametrize("text", ["title: [", "PK\x03\x04", "", "\ud800"])
def test_what_is_no_bank_is_left_as_it_is(program: "Program", text: str) -> None:
    path = program.folder / "rivers.yaml"
    data = text.encode("utf-8", "surrogatepass")
    path.write_bytes(data)

    code, _, _ = program.run("bank", "check", "--fix", str(path))

    assert (65, data) == (code, path.read_bytes())


@pytest.mark.skipif(os.name != "posix", reason="limits of files are set in a shell")
def test_a_file_that_cannot_be_written_is_reported(program: "Program") -> None:
    path = written(program)
    # A file of compiled code could be cut off, and would then be imported.
    done = program.shell("ulimit -f 0; quiz bank check --fix rivers.yaml", env={"PYTHONDONTWRITEBYTECODE": "1"})

    assert 74 == done.code
    assert "quiz: `rivers.yaml` cannot be written: file too large" in done.err
    assert path.read_text(encoding="utf-8") == TEXT
    assert [path] == list(program.folder.glob("*.yaml"))


def test_it_does_not_watch_at_the_same_time(program: "Program") -> None:
    code, _, err = program.run("bank", "check", "--fix", "--watch", "x.yaml")

    assert 2 == code
    assert "`--watch` cannot be combined with `--fix` or `--diff`" in err
