"""An installed wheel is complete: it plays a round away from the checkout, with the banks that ship."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import quiz

if TYPE_CHECKING:
    from tests.conftest import Done, Program

ROOT = Path(__file__).resolve().parents[1]
BANKS = sorted(path.relative_to(ROOT) for path in (ROOT / "question_banks").rglob("*.yaml"))
PAGES = sorted(path.relative_to(ROOT) for path in (ROOT / "docs").glob("*.md"))
QUIET = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}


def pip(*args: str) -> None:
    """Run pip; its messages are shown if it fails."""
    command = [sys.executable, "-m", "pip", *args]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, timeout=120, env={**os.environ, **QUIET}
    )
    assert 0 == done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, without a download if the build backend is installed."""
    folder = tmp_path_factory.mktemp("wheel")
    isolation = ["--no-build-isolation"] if find_spec("hatchling") else []
    pip("wheel", "--no-deps", "--quiet", *isolation, "--wheel-dir", str(folder), str(ROOT))
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a folder of its own; its dependencies are those of the tests."""
    folder = tmp_path_factory.mktemp("site")
    pip("install", "--no-deps", "--no-index", "--quiet", "--target", str(folder), str(wheel))
    return folder


def installed(program: Program, site: Path, *args: str, typed: str = "") -> Done:
    """Run the installed program away from the checkout."""
    return program.run(*args, typed=typed, env={"PYTHONPATH": str(site)})


def test_the_wheel_holds_the_program_and_its_banks(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    sources = {path.relative_to(ROOT).as_posix() for path in (ROOT / "quiz").rglob("*.py")}

    shipped = [f"quiz/{path.as_posix()}" for path in (*BANKS, *PAGES)]
    assert set() == {*sources, "quiz/history/schema.sql", *shipped} - names
    assert BANKS
    assert {path.name for path in PAGES} == {name.rpartition("/")[2] for name in names if name.startswith("quiz/docs/")}
    others = {name.partition("/")[0] for name in names} - {"quiz"}
    assert {f"quizround-{quiz.__version__}.{kind}" for kind in ("data", "dist-info")} == others
    manual = f"quizround-{quiz.__version__}.data/data/share/man/man1"
    assert {f"{manual}/quiz.1", f"{manual}/quizround.1"} == {name for name in names if name.startswith(manual)}


def test_its_page_has_no_links_that_lead_nowhere(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        head, _, page = archive.read(name).decode().partition("\n\n")

    assert "Description-Content-Type: text/markdown" in head
    assert page.startswith("# quiz\n")
    links = re.findall(r"\]\(([^)]*)\)", page)
    assert [] == [link for link in links if not link.startswith("https://")]
    assert "(`quiz help writing-banks`)" in page
    assert "![" not in page
    assert "\nWith Python 3.11 or newer:\n" in page
    assert ".venv/bin/pip install --quiet quizround && .venv/bin/quiz play eu-nato\n" in page
    assert "copy of this repository" not in page


def test_the_installed_program_is_the_one_that_runs(program: Program, site: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import quiz; print(quiz.__file__)"],
        check=True,
        capture_output=True,
        text=True,
        cwd=program.folder,
        env=program.env({"PYTHONPATH": str(site)}),
    )

    assert f"{site / 'quiz' / '__init__.py'}\n" == done.stdout


def test_a_round_is_played_from_it(program: Program, site: Path) -> None:
    done = installed(
        program, site, "play", "eu-nato/member-counts", "--questions", "2", "--mode", "test", typed="1\n1\nq\n"
    )

    assert (0, "") == (done.code, done.err)
    assert "Question 2 of 2. Member counts." in done.out
    assert "\nThe round is over.\n" in done.out
    assert done.out.endswith("\nSaved.\n")
    assert [("finished", 2)] == [(row.ending, row.answered) for row in program.rounds()]
    assert "EU and NATO: member counts, test: " in installed(program, site, "history").out


def test_it_lists_the_banks_that_ship_with_it(program: Program, site: Path) -> None:
    records = installed(program, site, "banks", "--json").json()

    expected = [str(site / "quiz" / path) for path in BANKS]
    assert expected == sorted(record["path"] for record in records)
    assert [0] * len(BANKS) == [record["errors"] for record in records]


def test_it_shows_the_manual(program: Program, site: Path) -> None:
    done = installed(program, site, "help", "learning")

    assert (0, "") == (done.code, done.err)
    assert done.out.startswith("How the program helps you remember\n")


@pytest.mark.parametrize("name", ["quiz", "quizround"])
def test_its_command_has_two_names(program: Program, site: Path, name: str) -> None:
    done = subprocess.run(
        [site / "bin" / name, "--help"],
        check=False,
        capture_output=True,
        text=True,
        cwd=program.folder,
        env=program.env({"PYTHONPATH": str(site)}),
    )

    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith(f"Usage: {name} ")
