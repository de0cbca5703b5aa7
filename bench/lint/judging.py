"""The banks with and without a flaw, and whether the check is right about one."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from quiz.items.decoding import decode
from quiz.lint.check import check_bank

__all__ = ["FACTS", "GOALS", "QUESTIONS", "Goal", "Labelled", "Verdict", "flawed", "judged", "sound"]

FACTS, QUESTIONS = "facts", "questions"

_FOLDER = Path(__file__).parent
_LABEL = re.compile(r"  # ([BFQ]\d{3})(?: at (\d+))?$")
# Q100, Q123, Q124 and Q127 are about the bank as a whole, or what it leaves out.
_CODES = {FACTS: re.compile(r"F|B307"), QUESTIONS: re.compile(r"Q(?!100|123|124|127)")}


class Goal(NamedTuple):
    """What the rules about facts, or about questions, must reach: the shares of flaws found and of false alarms."""

    recall: float
    false_alarms: float


GOALS = {FACTS: Goal(0.9, 0.05), QUESTIONS: Goal(0.85, 0.04)}


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

    @property
    def about(self) -> str:
        """What is judged in it: its facts or its questions."""
        return QUESTIONS if self.kind.startswith("q") else FACTS


class Verdict(NamedTuple):
    """What the check found in a bank, as `line code`, and whether that is right."""

    found: tuple[str, ...]
    is_right: bool


def flawed(about: str) -> list[Labelled]:
    """Return the banks whose facts, or questions, have a flaw."""
    return [bank for bank in _labelled("flawed") if bank.about == about]


def sound(about: str) -> list[Labelled]:
    """Return the banks whose facts, or questions, have none."""
    return [bank for bank in _labelled("sound") if bank.about == about]


def judged(labelled: Labelled) -> Verdict:
    """Check a bank: right if the flaw is found at its line, or nothing is found in a bank without one."""
    data = labelled.text.encode()
    decoded = decode(data, "table")
    assert decoded.bank is not None, f"{labelled.name} cannot be read"
    problems = [*decoded.problems, *check_bank(decoded.bank, data=data).problems]
    wanted = _CODES[labelled.about]
    found = tuple(f"{problem.span.line} {problem.code}" for problem in problems if wanted.match(problem.code))
    return Verdict(found, labelled.expected in found if labelled.is_flawed else not found)


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
