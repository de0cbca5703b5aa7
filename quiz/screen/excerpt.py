"""Drawing a problem: its line, the place in the text, and what to do."""

from collections.abc import Sequence

from quiz.bank.problems import Problem
from quiz.screen.lines import text_width
from quiz.text import clean

__all__ = ["excerpt"]

_WIDEST = 160


def excerpt(file: str, problem: Problem, source: Sequence[str]) -> list[str]:
    """Return a problem as lines: `file:line:col: ...`, the source line, a caret with the help."""
    line, column, width = problem.place
    head = problem.line(file)
    text = source[line - 1] if 0 < line <= len(source) else ""
    if not text.strip() or len(text) > _WIDEST:
        return [f"{head} ({problem.help})" if problem.help else head]
    number = f"{line:>5}"
    before = text_width(clean(text[: column - 1]))
    caret = "^" * max(1, text_width(clean(text[column - 1 : column - 1 + width])))
    return [head, f"{number} | {clean(text)}", f"      | {' ' * before}{caret} {problem.help}".rstrip()]
