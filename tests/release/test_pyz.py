"""quiz.pyz: the whole program in one file, played with a Python that has nothing installed."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from release.pyz import archive
from tests.conftest import PATIENCE, PETS, Done

if TYPE_CHECKING:
    from tests.conftest import Program


@pytest.fixture(scope="module")
def pyz(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pyz") / "quiz.pyz"
    path.write_bytes(archive(allow_missing=True))
    return path


def run(program: Program, pyz: Path, *args: str, typed: str = "", cache: str = "") -> Done:
    """Run the file with a Python that sees only its own packages, and no environment variable of Python's."""
    env = program.env({"XDG_CACHE_HOME": cache or str(program.folder / "cache")})
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(pyz), *args],
        check=False,
        input=typed.encode(),
        capture_output=True,
        env={name: value for name, value in env.items() if name != "PYTHONPATH"},
        cwd=program.folder,
        timeout=PATIENCE,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_a_round_is_played_from_the_one_file_without_a_compiled_part(program: Program, pyz: Path) -> None:
    program.bank("pets", PETS)
    shipped = run(program, pyz, "play", "eu-nato", "--questions", "2", typed="1\n1\nq\n")
    own = run(program, pyz, "play", "pets", "--no-cards", "--questions", "2", typed="1\n1\nq\n")
    (unpacked,) = (program.folder / "cache" / "quiz-program").iterdir()

    assert (0, "") == (shipped.code, shipped.err)
    assert "Question 2 of 2." in shipped.out
    assert (0, "") == (own.code, own.err)
    assert ["pets", "pets"] == [attempt.bank for attempt in program.attempts()]
    assert [] == [path for path in unpacked.rglob("*") if path.suffix in (".so", ".pyd")]


def test_where_nothing_can_be_unpacked_for_good_it_runs_all_the_same(program: Program, pyz: Path) -> None:
    done = run(program, pyz, "--version", cache="/dev/null")

    assert (0, "") == (done.code, done.err)
    assert done.out.startswith("quiz ")


def test_the_manual_is_in_it(program: Program, pyz: Path) -> None:
    assert "Using the program in your own way" in run(program, pyz, "help", "accessibility").out


def test_the_same_packages_give_the_same_file(pyz: Path) -> None:
    assert pyz.read_bytes() == archive(allow_missing=True)
    with zipfile.ZipFile(pyz) as file:
        names = file.namelist()
    assert len(set(names)) == len(names)
    assert [] == [name for name in names if name.endswith((".so", ".pyc", "RECORD", "direct_url.json"))]
