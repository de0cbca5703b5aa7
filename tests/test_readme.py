"""The README's examples, run exactly as they are."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.cli import COMMANDS
from quiz.items.decoding import decode

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", README, re.DOTALL)
BANKS = dict(zip(re.findall(r"[Ss]ave them as `([\w.]+)`", README), (b for k, b in BLOCKS if k == "yaml"), strict=True))
EXAMPLES = [block for kind, block in BLOCKS if kind == "console"]


def run(command: str, folder: Path) -> str:
    launcher = folder / "bin" / "quiz"
    launcher.parent.mkdir(exist_ok=True)
    launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m quiz "$@"\n')
    launcher.chmod(0o755)
    env = os.environ | {
        "PATH": f"{launcher.parent}{os.pathsep}{os.environ['PATH']}",
        "QUIZ_DATA_DIR": str(folder / "data"),
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        command, shell=True, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stderr == ""
    return done.stdout


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 2
    assert BANKS


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_prints_what_the_readme_shows(example: str, tmp_path: Path) -> None:
    for name, text in BANKS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    command, _, expected = example.removeprefix("$ ").partition("\n")
    shown = "\n".join(line.rstrip() for line in run(command, tmp_path).rstrip().splitlines())
    assert expected.rstrip() == shown


@pytest.mark.parametrize(("name", "text"), BANKS.items())
def test_a_bank_of_the_readme_is_sound_and_has_ten_lines(name: str, text: str) -> None:
    decoded = decode(text.encode(), Path(name).stem)
    assert decoded.bank is not None
    assert len(text.strip().splitlines()) == 10


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_manual(command: str) -> None:
    assert f"`quiz {command}" in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def test_the_picture_shows_what_the_program_draws() -> None:
    drawn = subprocess.run(
        [sys.executable, ROOT / "docs" / "screenshot.py", "--print"], capture_output=True, text=True, check=True
    ).stdout

    assert (ROOT / "docs" / "screenshot.svg").read_text(encoding="utf-8") == drawn
