"""Drawing a problem: its line, the place in the text, and what to do."""

from collections.abc import Sequence

from quiz.bank.problems import Problem
from quiz.screen.lines import text_width
from quiz.text import clean

__all__ = ["excerpt"]

_WIDEST = 160  # characters of a line; of a longer one only what is around the place is shown
_BEFORE = 40


def excerpt(file: str, problem: Problem, source: Sequence[str]) -> list[str]:
    """Return a problem as lines: `file:line:col: ...`, the source line, a caret with the help."""
    line, column, width = problem.place
    head = problem.line(file)
    text = source[line - 1] if 0 < line <= len(source) else ""
    if not text.strip():
        return [f"{head} ({problem.help})" if problem.help else head]
    start, cut = 0, ""
    if len(text) > _WIDEST:
        start = max(0, min(column - 1 - _BEFORE, len(text) - _WIDEST))
        cut = "…" if start else ""
        text = text[start : start + _WIDEST] + ("…" if start + _WIDEST < len(text) else "")
    at = column - 1 - start
    before = text_width(cut + clean(text[:at]))
    caret = "^" * max(1, text_width(clean(text[at : at + width])))
    return [head, f"{line:>5} | {cut}{clean(text)}", f"      | {' ' * before}{caret} {problem.help}".rstrip()]
