"""A dialogue in steps, in a terminal and in plain lines."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from quiz.author.draft import tidy
from quiz.term.lines import BLANK, Line, Span, Style, hanging, usable
from quiz.term.prompt import Resized
from quiz.ui import pages
from quiz.ui.document import Document
from quiz.ui.menu import Menu
from quiz.ui.plain import PlainPrompter
from quiz.ui.prompter import Entry
from quiz.ui.render.terminal import UNWRAPPED, lines
from quiz.ui.terminal import TerminalPrompter

LONGEST = 4000  # bytes of an answer


def _anything(_text: str) -> str:
    return ""


class Step(NamedTuple):
    """One question of a dialogue, answered by a line of text.

    label comes before the answer, example is shown in grey, and default is taken for an empty answer. check returns
    what is expected instead of an answer, or nothing if it will do. above is what there is so far; title and place
    (such as `5 of 6`) are the head of a screen.
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
        """Ask until the answer will do; return it, tidied."""

    def choose(self, title: str, entries: Sequence[Entry], *, plain_title: str = "") -> int:
        """Offer entries; return the index of the chosen one."""

    def review(self, head: tuple[str, str], page: Document, title: str, entries: Sequence[Entry]) -> int:
        """Show a head and a page, and offer entries below; return the index of the chosen one."""

    def told(self, *texts: str) -> None:
        """Say how it ended, below what is on the screen."""


def answer_to(step: Step, typed: str) -> tuple[str, str]:
    """Return the answer that was typed and what is expected instead, if it will not do."""
    if len(typed.encode("utf-8", "replace")) > LONGEST:
        return "", f"That is too long. Use at most {LONGEST} characters."
    answer = tidy(typed) or step.default
    return answer, step.check(answer)


class PlainWizard(PlainPrompter):
    """Asks by writing lines and reading lines."""

    def enter(self, step: Step) -> str:
        """Ask until the answer will do."""
        example = f" For example: {step.example}" if step.example else ""
        default = f" [{step.default}]" if step.default else ""
        if step.question:
            self._sink.text("", f"{step.question}{example}")
        while True:
            answer, expected = answer_to(step, self._line(f"{step.label}{default}: ", 2 * LONGEST, "\r\n"))
            if not expected:
                return answer
            self._sink.text(expected)

    def review(self, head: tuple[str, str], page: Document, title: str, entries: Sequence[Entry]) -> int:
        """Write the head and the page, then the numbered entries."""
        self._sink.text("", ". ".join(head), "")
        self._sink.lines(lines(page, UNWRAPPED)[:-1])
        return self.choose(title, entries)

    def told(self, *texts: str) -> None:
        """Write how it ended."""
        self._sink.text("", *texts)


_KEYS = "Enter continues   Ctrl-C leaves without writing"


class TerminalWizard(TerminalPrompter):
    """Draws on a terminal and reads lines and keys. Use it as a context manager."""

    def enter(self, step: Step) -> str:
        """Ask on a screen of its own until the answer will do."""
        from quiz.term.typed import LinePrompt  # with the prompt library, which takes long to import

        prompt = LinePrompt(self._sink, self._keyboard)
        typed = expected = ""
        while True:
            self._clear()
            try:
                typed = prompt.line(_step_lines(step, expected, *self._sink.size()), typed)
            except Resized:
                typed = prompt.typed
                continue
            answer, expected = answer_to(step, typed)
            if not expected:
                return answer

    def review(self, head: tuple[str, str], page: Document, title: str, entries: Sequence[Entry]) -> int:
        """Show a head and a page, and offer entries below."""

        def above(width: int) -> list[Line]:
            return [*pages.title_lines(*head, width), *hanging((Span(" "),), title, usable(width), Style.STRONG), BLANK]

        def questions(width: int) -> list[Line]:
            return lines(page, usable(width))

        return self._offer(Menu(entries, above, questions))

    def told(self, *texts: str) -> None:
        """Say how it ended, on what is left of the screen."""
        width = usable(self._sink.size()[0])
        lines: list[Line] = []
        for text in texts:
            indent = len(text) - len(text.lstrip())
            lines += hanging((Span(" " * (1 + indent)),), text.lstrip(), width)
        self._sink.lines([BLANK, *lines, BLANK])


def _step_lines(step: Step, expected: str, width: int, height: int) -> list[Line]:
    """Return what is above the line to type on, without the keys if the terminal is short."""
    lines = pages.title_lines(step.title, step.place, width)
    width = usable(width)

    def shown(text: str, style: str = Style.PLAIN) -> list[Line]:
        return hanging((Span(" "),), text, width, style) if text else []

    for text in step.above:
        lines += shown(text)
    lines += [BLANK, *shown(step.question or f"{step.label}?", Style.STRONG)]
    lines += shown(step.example and f"for example: {step.example}", Style.FAINT)
    lines += shown(step.default and f"Press Enter for: {step.default}", Style.FAINT)
    below = shown(expected, Style.WRONG) or shown(_KEYS, Style.FAINT)
    if expected or len(lines) + len(below) + 3 <= height:
        lines += [BLANK, *below]
    return [*lines, BLANK]
