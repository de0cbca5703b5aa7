"""How sure an answer is: what is asked after choosing, how it is answered, and what came of it, in words."""

from collections.abc import Sequence

from quiz.game.scoring import GUESS, SURE, THINK, certainty_mark
from quiz.term.lines import Line, Span, hanging, usable
from quiz.ui import pages
from quiz.ui.prompter import Entry
from quiz.ui.words import signed

_QUESTION = "How sure are you?"
PLAIN_QUESTION = f"{_QUESTION} 1 sure, 2 think so, 3 a guess: "
PLAIN_HELP = (
    "Type 1 or s if you are sure, 2 or t if you think so, 3 or g if it is a guess; "
    "u to choose again, or q to stop. The question is answered only then."
)
#: The certainties in the order in which they are offered, and the place of the one that is pointed at first.
CERTAIN, THINKING = (SURE, THINK, GUESS), 1
_NAMES = {SURE: "sure", THINK: "think so", GUESS: "a guess"}
#: A key -> the place of what it says.
KEYS = {"1": 0, "s": 0, "2": 1, "t": 1, "3": 2, "g": 2}
#: A line that is typed -> the same.
PLAIN = {**KEYS, "sure": 0, "think": 1, "think so": 1, "guess": 2, "a guess": 2}


def rows(width: int) -> list[list[Line]]:
    """Return the lines of each certainty, with what it counts for where there is room."""
    entries = [Entry(f"{i}  {_NAMES[name]}", _stakes(name)) for i, name in enumerate(CERTAIN, start=1)]
    found = pages.entry_rows(entries, width)
    if all(len(row) == 1 for row in found):
        return found
    return pages.entry_rows([Entry(entry.text) for entry in entries], width)


def _stakes(certainty: str) -> str:
    right, wrong = (certainty_mark(certainty, right=right) for right in (True, False))
    return f"right {signed(right)}, wrong {signed(wrong)}"


def with_chosen(options: Sequence[Sequence[Line]], chosen: Sequence[int]) -> list[Line]:
    """Return the lines of a question's options in their place, an arrow at those that were chosen."""
    margin = Span(" " * pages.INDENT)
    lines: list[Line] = []
    for i, (first, *more) in enumerate(options):
        label = Span(f"{first[0].text[:-2]}→ ") if i in chosen else first[0]
        lines += [(margin, label, *first[1:]), *((margin, *part) for part in more)]
    return lines


def question(width: int) -> list[Line]:
    """Return the lines of what is asked."""
    return hanging((Span(" " * pages.INDENT),), _QUESTION, usable(width))


def certainty_keys(*, full: bool, saves: bool) -> str:
    """Return the line of keys below the question, short or in full."""
    if not full:
        return f"1-3 answer   u back   ? keys   q stop{' and save' if saves else ''}"
    stops = f"q or Ctrl-C stops{' and saves the answers before' if saves else ''}"
    return f"1-3 or s, t, g answer, or arrows and Enter; u goes back to choose again; {stops}"
