"""Commands that are shown for typing, and one in a variable, on POSIX and on Windows."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest

import quiz
from quiz.term.shell import as_argument, split_command

if TYPE_CHECKING:
    from collections.abc import Callable


_T = TypeVar("_T")


def on_windows(call: Callable[[str], _T], text: str) -> _T:
    """Call a function as on Windows, and only that, as pytest itself looks at the name of the system."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "name", "nt")
        return call(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("capitals", "capitals"),
        (r"C:\quiz\flüsse.yaml", r"C:\quiz\flüsse.yaml"),
        (r"C:\My banks\a.yaml", r'"C:\My banks\a.yaml"'),
        ("a&b (1).yaml", '"a&b (1).yaml"'),
        ("it's.yaml", '"it\'s.yaml"'),
        ("", '""'),
    ],
)
def test_an_argument_for_cmd_exe(text: str, shown: str) -> None:
    assert on_windows(as_argument, text) == shown
    # What a Windows program reads: only characters that need no quotation marks are without them.
    assert subprocess.list2cmdline([text]) in (shown, shown.strip('"'))


@pytest.mark.parametrize("text", ["capitals", "my banks/it's.yaml", "$HOME", ""])
def test_an_argument_for_a_shell_of_posix(text: str) -> None:
    assert shlex.split(as_argument(text)) == [text]


def test_a_command_keeps_its_backslashes_on_windows() -> None:
    assert on_windows(split_command, r'"C:\Program Files\less.exe" -R') == [r"C:\Program Files\less.exe", "-R"]
    assert on_windows(split_command, r"C:\bin\less.exe") == [r"C:\bin\less.exe"]


def test_a_command_is_taken_apart_as_a_shell_does() -> None:
    assert split_command("less -R 'two words'") == ["less", "-R", "two words"]


def test_commands_are_quoted_for_the_shell_in_one_place() -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in Path(quiz.__file__).parent.rglob("*.py")}

    assert ["shell.py"] == [path.name for path, text in sources.items() if "import shlex" in text]
    # What is in braces after the name of a command that is shown, unless it is already quoted.
    names = [
        name for text in sources.values() for name in re.findall(r"quiz (?:play|class|aside)[a-z -]* \{(\w+)", text)
    ]
    assert {"as_argument"} == set(names)
