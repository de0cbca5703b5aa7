"""The spreadsheet that Kahoot takes: the layout of its own template, with the headings in row 8 from column B on."""

from collections.abc import Iterable, Iterator, Sequence

from quiz.exchange.question import AnswerType, ForeignQuestion
from quiz.exchange.workbook import SheetOfCells, workbook
from quiz.exchange.writer import FileHead, Holds, Writer

_SECONDS = 20  # one of the times that Kahoot knows, and the one that it proposes
_MOST_OPTIONS = 4
_TASK = (
    "Add questions, at least two answer alternatives, time limit and choose correct answers (at least one). "
    "Have fun creating your awesome quiz!"
)
_LIMITS = (
    "Remember: questions have a limit of 120 characters and answers can have 75 characters max. Text will turn red in "
    "Excel or Google Docs if you exceed this limit. If several answers are correct, separate them with a comma."
)
_ABOVE: Sequence[Sequence[str]] = (
    (),
    ("", "Quiz template"),
    ("", _TASK),
    ("", _LIMITS),
    ("", "See an example question below (don't forget to overwrite this with your first question!)"),
    ("", "And remember,  if you're not using Excel you need to export to .xlsx format before you upload to Kahoot!"),
    (),
    (
        "",
        "Question - max 120 characters",
        *(f"Answer {nth} - max 75 characters" for nth in range(1, _MOST_OPTIONS + 1)),
        "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
        "Correct answer(s) - choose at least one",
    ),
)
_SHEET = SheetOfCells("Sheet1", (12.5, 49.33, 31.83, 31.83, 31.83, 31.83, 26.33, 33.17), 8, ("B3:H3", "B4:H4", "B6:H6"))


def _write(questions: Iterable[ForeignQuestion], about: FileHead) -> bytes:
    del about  # there is no place for it
    return workbook(_SHEET, _rows(questions))


def _rows(questions: Iterable[ForeignQuestion]) -> Iterator[Sequence[str | int]]:
    yield from _ABOVE
    for number, question in enumerate(questions, start=1):
        texts = [option.text for option in question.options]
        yield number, question.stem, *texts, *[""] * (_MOST_OPTIONS - len(texts)), _SECONDS, key_numbers(question)


def key_numbers(question: ForeignQuestion) -> str | int:
    """Return the numbers of the right options, from 1: a number, or `1,3`."""
    right = [nth for nth, option in enumerate(question.options, start=1) if option.share > 0]
    return right[0] if len(right) == 1 else ",".join(map(str, right))


WRITER = Writer(
    "kahoot",
    "Kahoot",
    ".xlsx",
    Holds(
        frozenset((AnswerType.CHOICE,)),
        feedback=False,
        why=False,
        topics=False,
        longest_stem=120,
        longest_option=75,
        most_options=_MOST_OPTIONS,
    ),
    _write,
)
