"""`python -m MODULE -h`, for the modules that measure, try or release something: it explains, and does nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PATIENCE
from trials.__main__ import TRIALS

ROOT = Path(__file__).parents[1]


def answer(folder: Path, *args: str) -> tuple[int, str]:
    """Run a module of the project in a folder; return its exit code and what it wrote."""
    done = subprocess.run(
        [sys.executable, "-m", *args],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200", "NO_COLOR": "1"},
        timeout=PATIENCE,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    "module",
    ["bench", "bench.classes", "bench.learning", "bench.lint", "bench.school", "release", "trials", "trials.handlers"],
)
def test_help_is_all_that_is_written(tmp_path: Path, module: str) -> None:
    code, said = answer(tmp_path, module, "-h")

    assert code == 0
    assert said.startswith(f"usage: python -m {module} ")
    assert said.rstrip().splitlines()[-1].startswith("  "), "something follows the options"
    assert [] == list(tmp_path.iterdir())


def test_a_release_needs_a_file_and_knows_no_options(tmp_path: Path) -> None:
    assert [2, 2] == [answer(tmp_path, "release", *args)[0] for args in ((), ("--verbose",))]
    assert [] == list(tmp_path.iterdir())


def test_the_help_of_a_trial_says_what_it_does_and_what_is_counted(tmp_path: Path) -> None:
    code, said = answer(tmp_path, "trials", "crowd", "-h")

    assert code == 0
    assert "Have many processes write to one history at once.\n" in said
    assert "how many processes (default: 32)\n" in said
    assert "the number from which everything is drawn (default: 0)\n" in said


def test_every_trial_says_what_is_counted() -> None:
    assert [] == [name for name, trial in TRIALS.items() if not trial.counted or trial.counted.endswith(".")]
