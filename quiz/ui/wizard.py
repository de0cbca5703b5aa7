"""What a dialogue in steps needs of whoever answers it: a terminal, a pipe, or a test."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from quiz.author.draft import tidy
from quiz.ui.document import Document
from quiz.ui.prompter import Entry

LONGEST = 4000  # bytes of an answer


def _anything(_text: str) -> str:
    return ""


class Step(NamedTuple):
    """One question of a dialogue, answered by a line of text.

    label stands before the answer, example in grey, and default is what an empty answer
    takes. check says what is expected instead of an answer, or nothing where it will do.
    above is what there is so far, title and place (how far one is) the head, for those
    who see a screen.
    """

    label: str
    question: str
    example: str = ""
    default: str = ""
    check: Callable[[str], str] = _anything
    above: tuple[str, ...] = ()
    title: str = ""
    place: str = ""


class Wizard(Protocol):
    """Asks for texts and choices. Every method may raise `Stopped`."""

    def enter(self, step: Step) -> str:
        """Ask until the answer will do; return it, tidy."""

    def choose(self, title: str, entries: Sequence[Entry], *, plain_title: str = "") -> int:
        """Offer entries; return the index of the chosen one."""

    def review(self, head: tuple[str, str], page: Document, title: str, entries: Sequence[Entry]) -> int:
        """Show a head and a page, and offer entries below; return the index of the chosen one."""

    def told(self, *texts: str) -> None:
        """Say how it ended, below what is on the screen."""


def answer_to(step: Step, typed: str) -> tuple[str, str]:
    """Return the answer that was typed and what is expected instead, if it will not do."""
    if len(typed.encode("utf-8", "replace")) > LONGEST:
        return "", f"That is too long. Use {LONGEST} letters at most."
    answer = tidy(typed) or step.default
    return answer, step.check(answer)
