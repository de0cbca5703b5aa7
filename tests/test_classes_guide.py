"""docs/classes.md: its commands do what it says they do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Program

GUIDE = (Path(__file__).parents[1] / "docs" / "classes.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```console\n\$ quiz (.*?)\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 2


@pytest.mark.parametrize(("command", "printed"), EXAMPLES)
def test_every_example_prints_what_it_shows(program: Program, command: str, printed: str) -> None:
    done = program.run(*command.split())

    assert (0, "", printed) == (done.code, done.err, done.out)


def test_the_page_that_it_shows_is_that_of_the_program(program: Program) -> None:
    program.run("bank", "pack", "eu-nato", "t.quiz", "--test", "10", "--seed", "may")
    program.run("play", "t.quiz", typed="1\n" * 10 + "q\n")
    said = " ".join(program.run("results", "r.jsonl").out.split())

    shown = " ".join(" ".join(GUIDE.split("10 answers to ")[1].split("❯")[0].split()).split())
    code = re.findall(r"Your code: (\S+)\.", said)[0]
    assert f"10 answers to {shown.replace('sfv-m4s', code)}" in said
