"""The terminal wizard: a screen for each step, with a line to type on below it."""

from collections.abc import Sequence

from quiz.term.lines import BLANK, Line, Span, Style, hanging, usable
from quiz.term.prompt import Resized
from quiz.term.typed import LinePrompt
from quiz.ui import pages
from quiz.ui.document import Document
from quiz.ui.prompter import Entry
from quiz.ui.render.terminal import lines
from quiz.ui.terminal import TerminalPrompter
from quiz.ui.wizard import Step, answer_to

_KEYS = "Enter goes on   Ctrl-C leaves, nothing is written"


class TerminalWizard(TerminalPrompter):
    """Draws on a terminal and reads lines and keys. Use as a context manager."""

    def enter(self, step: Step) -> str:
        """Ask on a screen of its own until the answer will do."""
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

        def whole(width: int) -> list[Line]:
            shown = [*pages.title_lines(*head, width), BLANK, *lines(page, usable(width))]
            return [*shown, (Span(" "), Span(title, Style.STRONG))]

        self._page = whole
        return self.choose(title, entries)

    def told(self, *texts: str) -> None:
        """Say how it ended, on what is left of the screen."""
        width = usable(self._sink.size()[0])
        lines: list[Line] = []
        for text in texts:
            indent = len(text) - len(text.lstrip())
            lines += hanging((Span(" " * (1 + indent)),), text.lstrip(), width)
        self._sink.lines([BLANK, *lines, BLANK])


def _step_lines(step: Step, expected: str, width: int, height: int) -> list[Line]:
    """Return what stands above the line to type on; in a low terminal without the keys."""
    lines = pages.title_lines(step.title, step.place, width)
    width = usable(width)

    def shown(text: str, style: str = Style.PLAIN) -> list[Line]:
        return hanging((Span(" "),), text, width, style) if text else []

    for text in step.above:
        lines += shown(text)
    lines += [BLANK, *shown(step.question or f"{step.label}?", Style.STRONG)]
    lines += shown(step.example and f"for example: {step.example}", Style.FAINT)
    lines += shown(step.default and f"Enter alone takes: {step.default}", Style.FAINT)
    below = shown(expected, Style.WRONG) or shown(_KEYS, Style.FAINT)
    if expected or len(lines) + len(below) + 3 <= height:
        lines += [BLANK, *below]
    return [*lines, BLANK]
