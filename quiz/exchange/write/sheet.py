"""CSV: one question in each row, with letters for its options and its key; `quiz bank import` reads it as a sheet."""

from collections.abc import Iterable, Iterator, Sequence
from string import ascii_uppercase

from quiz.exchange.question import AnswerType, ForeignQuestion
from quiz.exchange.writer import FileHead, Holds, Writer
from quiz.serialize import csv_text

_FEWEST = 4  # columns of options


def _write(questions: Iterable[ForeignQuestion], about: FileHead) -> bytes:
    del about  # the topic is in each row
    every = list(questions)
    letters = ascii_uppercase[: max([_FEWEST, *(len(question.options) for question in every)])]
    names = [
        *("ID", "Topic", "Question", *(f"Option {letter}" for letter in letters), "Correct"),
        *(*(f"Feedback {letter}" for letter in letters), "Explanation", "Hint"),
    ]
    return csv_text(names, (list(map(_guarded, _row(question, letters))) for question in every)).encode("utf-8-sig")


def _guarded(text: str) -> str:
    """Return a text; if a reader would remove its first apostrophe as a guard against formulas, there are two."""
    return f"'{text}" if text.startswith("'") and text.lstrip("' ").startswith(("=", "+", "-", "@")) else text


def _row(question: ForeignQuestion, letters: Sequence[str]) -> Iterator[str]:
    spare = [""] * (len(letters) - len(question.options))
    yield from (question.id, question.topic[-1] if question.topic else "", question.stem)
    yield from (*(option.text for option in question.options), *spare)
    yield ", ".join(letter for letter, option in zip(letters, question.options, strict=False) if option.share > 0)
    yield from (*(option.why for option in question.options), *spare)
    yield question.why
    yield " ".join(question.hints)


WRITER = Writer(
    "csv",
    "CSV",
    ".csv",
    Holds(frozenset((AnswerType.CHOICE,)), hints=True, most_options=len(ascii_uppercase)),
    _write,
)
