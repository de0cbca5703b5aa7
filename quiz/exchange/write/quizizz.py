"""The spreadsheet that Quizizz (now Wayground) takes: the layout of its own template, with a row that explains it."""

from collections.abc import Iterable, Iterator, Sequence

from quiz.exchange.question import AnswerType, ForeignQuestion
from quiz.exchange.workbook import SheetOfCells, workbook
from quiz.exchange.write.kahoot import key_numbers
from quiz.exchange.writer import FileHead, Holds, Writer

_SECONDS = 30  # what Quizizz proposes
_MOST_OPTIONS = 5
_OPTIONS = range(1, _MOST_OPTIONS + 1)
_HEADINGS = (
    *("Question Text", "Question Type", *(f"Option {nth}" for nth in _OPTIONS)),
    *("Correct Answer", "Time in seconds", "Image Link", "Answer explanation"),
)
_EXPLAINED = (
    "Text of the question\n\n(required)",
    "Question Type\n\n(default is Multiple Choice)",
    *(
        f"Text for option {nth}\n\n({'required in all cases except open-ended & draw' if nth < 3 else 'optional'})"
        for nth in _OPTIONS
    ),
    'The correct option choice (between 1-5).\n\nLeave blank for "Open-Ended", "Poll", "Draw" and "Fill-in-the-Blank".',
    "Time in seconds\n\n(optional, default value is 30 seconds)",
    "Link of the image\n\n(optional)",
    "Explanation for the answer\n\n(optional)",
)
_SHEET = SheetOfCells("Create a Quiz", (50.0, 18.0, *[25.0] * _MOST_OPTIONS, 18.0, 18.0, 18.0, 40.0))


def _write(questions: Iterable[ForeignQuestion], about: FileHead) -> bytes:
    del about  # there is no place for it
    return workbook(_SHEET, _rows(questions))


def _rows(questions: Iterable[ForeignQuestion]) -> Iterator[Sequence[str | int]]:
    yield _HEADINGS
    yield _EXPLAINED
    for question in questions:
        texts = [option.text for option in question.options]
        is_typed = question.kind is AnswerType.TYPED
        kind = "Fill-in-the-Blank" if is_typed else "Checkbox" if question.several else "Multiple Choice"
        key = "" if is_typed else key_numbers(question)
        yield question.stem, kind, *texts, *[""] * (_MOST_OPTIONS - len(texts)), key, _SECONDS, "", question.why


WRITER = Writer(
    "quizizz",
    "Quizizz",
    ".xlsx",
    Holds(frozenset((AnswerType.CHOICE, AnswerType.TYPED)), feedback=False, topics=False, most_options=_MOST_OPTIONS),
    _write,
)
