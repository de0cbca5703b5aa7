"""The tables with and without a flaw, and whether the check is right about one."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from quiz.items.decoding import decode
from quiz.lint.check import check_bank

__all__ = ["FALSE_ALARMS", "RECALL", "Labelled", "Verdict", "flawed", "judged", "sound"]

RECALL = 0.9  # at least so many of the flaws are to be found
FALSE_ALARMS = 0.05  # of the sound tables, at most

_TWO_READINGS = "B307"
_FOLDER = Path(__file__).parent
_LABEL = re.compile(r"  # ([BF]\d{3})(?: at (\d+))?$")


class Labelled(NamedTuple):
    """A bank as a teacher would write it. expected: `line code` of its flaw, or nothing."""

    kind: str
    name: str
    text: str
    expected: str

    @property
    def is_flawed(self) -> bool:
        """Whether it has a flaw."""
        return self.expected != ""


class Verdict(NamedTuple):
    """What the check found about the facts of a bank, as `line code`, and whether that is right."""

    found: tuple[str, ...]
    is_right: bool


def flawed() -> list[Labelled]:
    """Return the tables with a flaw."""
    return list(_labelled("flawed"))


def sound() -> list[Labelled]:
    """Return the tables without one."""
    return list(_labelled("sound"))


def judged(table: Labelled) -> Verdict:
    """Check a table: right if the flaw is found at its line, or nothing where there is none."""
    data = table.text.encode()
    decoded = decode(data, "table")
    assert decoded.bank is not None, f"{table.name} cannot be read"
    problems = [*decoded.problems, *check_bank(decoded.bank, data=data).problems]
    codes = [f"{problem.span.line} {problem.code}" for problem in problems]
    found = tuple(code for code in codes if code.endswith(_TWO_READINGS) or " F" in code)
    return Verdict(found, table.expected in found if table.is_flawed else not found)


def _labelled(folder: str) -> Iterator[Labelled]:
    for path in sorted((_FOLDER / folder).glob("*.yaml")):
        for number, text in enumerate(path.read_text(encoding="utf-8").split("\n---\n"), 1):
            yield Labelled(path.stem, f"{folder}/{path.stem} {number}", *_without_label(text))


def _without_label(text: str) -> tuple[str, str]:
    """Return a text without the label of its flaw, and `line code` of it."""
    lines = text.split("\n")
    expected = ""
    for at, line in enumerate(lines):
        label = _LABEL.search(line)
        if label:
            lines[at] = line[: label.start()]
            expected = f"{label[2] or at + 1} {label[1]}"
    return "\n".join(lines), expected
