"""The file of a new bank."""

from pathlib import Path

import pytest

from quiz.app.new_bank import Target


@pytest.mark.parametrize(
    ("title", "file"),
    [
        ("Rivers of Europe", "rivers-of-europe.yaml"),
        ("Con", "con-bank.yaml"),
        ("NUL", "nul-bank.yaml"),
        ("com1", "com1-bank.yaml"),
        ("Com 1", "com-1.yaml"),
        ("a: b? <c>", "a-b-c.yaml"),
    ],
)
def test_a_title_gives_a_name_that_every_system_can_hold(title: str, file: str) -> None:
    assert Target(Path("banks")).path(title) == Path("banks", file)
