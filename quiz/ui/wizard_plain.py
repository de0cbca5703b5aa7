"""The plain wizard: a line asks, a line answers. For screen readers, pipes and simple terminals."""

from collections.abc import Sequence

from quiz.ui.document import Document
from quiz.ui.plain import PlainPrompter
from quiz.ui.prompter import Entry
from quiz.ui.render.terminal import UNWRAPPED, lines
from quiz.ui.wizard import LONGEST, Step, answer_to


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
