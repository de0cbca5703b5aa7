"""The plain wizard: a line asks, a line answers. For screen readers, pipes and simple terminals."""

from collections.abc import Sequence

from quiz.term.leaving import Stopped
from quiz.text import clean
from quiz.ui.plain import PlainPrompter
from quiz.ui.prompter import Entry
from quiz.ui.wizard import LONGEST, Page, Step, answer_to

_UNWRAPPED = 10**9  # cells: lines are as long as they are


class PlainWizard(PlainPrompter):
    """Asks by writing lines and reading lines."""

    def enter(self, step: Step) -> str:
        """Ask until the answer will do."""
        example = f" For example: {step.example}" if step.example else ""
        default = f" [{step.default}]" if step.default else ""
        if step.question:
            self._sink.text("", f"{step.question}{example}")
        while True:
            answer, expected = answer_to(step, self._typed(f"{step.label}{default}: "))
            if not expected:
                return answer
            self._sink.text(expected)

    def review(self, head: tuple[str, str], page: Page, title: str, entries: Sequence[Entry]) -> int:
        """Write the head and the page, then the numbered entries."""
        self._sink.text("", ". ".join(head), "")
        self._sink.lines(page(_UNWRAPPED)[:-1])
        return self.choose(title, entries)

    def told(self, *texts: str) -> None:
        """Write how it ended."""
        self._sink.text("", *texts)

    def _typed(self, prompt: str) -> str:
        """Return the next line as it was typed; of one that is too long no more than shows that."""
        self._sink.ask(prompt)
        try:
            data = part = self._source.readline(2 * LONGEST) if self._source else b""
            while part and not part.endswith(b"\n"):
                assert self._source is not None
                part = self._source.readline(2 * LONGEST)
        except (OSError, ValueError):
            data = b""
        if not data:
            self._sink.text("")
            raise Stopped
        text = data.decode("utf-8", errors="replace").rstrip("\r\n")
        if self._echo:
            self._sink.text(clean(text)[:80])
        return text
