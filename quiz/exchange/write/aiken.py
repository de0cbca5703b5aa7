"""Aiken: the stem in one line, options `A. text`, and `ANSWER: B`."""

from collections.abc import Iterable, Iterator
from string import ascii_uppercase

from quiz.exchange.losses import Skipped
from quiz.exchange.question import AnswerType, ForeignQuestion
from quiz.exchange.writer import FileHead, Holds, Writer


def _check(question: ForeignQuestion) -> None:
    head = question.stem[:7].upper()
    if head.startswith("ANSWER:") or (head[:1].isalpha() and head[1:2] in (".", ")") and not head[2:3].strip()):
        raise Skipped("X121", "Aiken would take the beginning of its text for an option or an answer")


def _write(questions: Iterable[ForeignQuestion], about: FileHead) -> bytes:
    del about  # there is no place for it
    return "\n".join(map("".join, map(_lines, questions))).encode()


def _lines(question: ForeignQuestion) -> Iterator[str]:
    yield f"{question.stem}\n"
    key = ""
    for letter, option in zip(ascii_uppercase, question.options, strict=False):
        yield f"{letter}. {option.text}\n"
        key = letter if option.share > 0 else key
    yield f"ANSWER: {key}\n"


WRITER = Writer(
    "aiken",
    "Aiken",
    ".txt",
    Holds(
        frozenset((AnswerType.CHOICE,)),
        several=False,
        feedback=False,
        why=False,
        topics=False,
        fixed_order=False,
        lines=False,
        option_lines=False,
        most_options=len(ascii_uppercase),
    ),
    _write,
    _check,
    "Moodle adds copies if you import again.",
)
