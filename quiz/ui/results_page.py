"""What results contain: the page that a student sees, and agrees to, before handing them in."""

from quiz.classroom.result_file import StudentResults
from quiz.text import listed, plural
from quiz.ui.document import Document, Gap, Paragraph

_FEW = 3  # titles that are named one by one
_OF_EACH = (
    "For each answer: which question it was, what you chose or typed, whether that was right, whether you looked at a "
    "hint, when you gave it, how long it took, and what you had mixed up with this fact before."
)


def results_page(results: StudentResults, days: str, *, is_random: bool) -> Document:
    """Return what results hold and what they do not; `is_random`: the code is a random one. Answers are from `days`."""
    titles = list(dict.fromkeys(bank.title for bank in results.banks))
    more = [*titles[:_FEW], f"{len(titles) - _FEW} more"] if len(titles) > _FEW else titles
    late = sum(answer.is_late for answer in results.answers)
    lines = [
        f"{plural(len(results.answers), 'answer')} to {listed(more)}, {days}."
        + (f" {late} of them came after the last day." if late else ""),
        _OF_EACH,
        f"Your code: {results.code}." + (" It is random and stays the same." if is_random else ""),
        f"Your name: {results.name}." if results.name else "No name, unless you type one.",
        "Nothing else: no notes, no settings, no answers to other banks.",
    ]
    return (*(part for line in lines for part in (Paragraph(line), Gap())),)
