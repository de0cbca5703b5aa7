"""Numbered lists, as they are pasted from Word: `1. stem`, `a) option`, and the key by a star or a line `Answer: b`.

Also the lists of open trivia, where `#Q` is the question, `^` its answer and letters are the options.
"""

from collections.abc import Iterator

from quiz.bank.limits import MAX_SCALAR
from quiz.exchange.choices import TextLine, read_choices
from quiz.exchange.losses import Loss, Skipped
from quiz.exchange.markup import from_plain
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion, Place
from quiz.exchange.reader import Reader
from quiz.exchange.source import Source
from quiz.text import slug

_TRIVIA = "#Q "


def _read(source: Source) -> Iterator[ForeignQuestion | Loss]:
    if source.text.lstrip().startswith(_TRIVIA):
        yield from _trivia(source)
    else:
        yield from read_choices(_lines(source.text), source.name)


def _lines(text: str) -> Iterator[TextLine]:
    """Yield the lines that belong to questions: not those between --- at the top, and not `[Type: ...]`."""
    lines = text.split("\n")
    start = 0
    if lines[0].strip() == "---" and "---" in lines[1:]:
        start = lines.index("---", 1) + 1
    for number, line in enumerate(lines[start:], start=start + 1):
        bare = line.strip()
        is_heading = bare.startswith("#") and "uestion" not in bare
        is_about = bare.startswith("[") and bare.endswith("]") and ":" in bare
        yield TextLine(number, "" if is_heading or is_about else line)


def _trivia(source: Source) -> Iterator[ForeignQuestion | Loss]:
    block: list[str] = []
    first = 0
    for number, line in enumerate([*source.text.split("\n"), _TRIVIA], start=1):
        if line.startswith(_TRIVIA):
            if block:
                yield _of_trivia(block, Place(source.name, first))
            block, first = [], number
        if line.strip():
            block.append(line.strip())


def _of_trivia(block: list[str], place: Place) -> ForeignQuestion | Loss:
    stem: list[str] = []
    options: list[str] = []
    key = None
    for line in block:
        sign, rest = line[:2], line[2:].strip()
        if line.startswith(_TRIVIA):
            stem.append(line[len(_TRIVIA) :].strip())
        elif sign == "^ " and key is None:
            key = rest
        elif key is None:
            stem.append(line)
        elif sign[:1].isalpha() and sign[1:] == " " and sign[0] == chr(ord("A") + len(options)):
            options.append(rest)
        elif options and len(options[-1]) <= MAX_SCALAR:
            options[-1] = f"{options[-1]} {line}"
    label = " ".join(stem)
    try:
        text = from_plain(" ".join(stem))
        if not text.text or key is None or not options:
            raise Skipped("X143", "a line `#Q`, one with `^`, and options with letters are needed")
        right = [
            nth for nth, option in enumerate(options) if slug(option) == slug(key) and option.split() == key.split()
        ]
        right = right or [nth for nth, option in enumerate(options) if option.casefold() == key.casefold()]
        if not right:
            raise Skipped("X141")
        found = tuple(ForeignOption(option, 1.0 if nth == right[0] else 0.0) for nth, option in enumerate(options))
        return ForeignQuestion(kind=AnswerType.CHOICE, place=place, stem=text.text, options=found, marks=text.marks)
    except Skipped as skipped:
        return skipped.loss(place, label)


def _sniff(source: Source) -> int:
    if source.beginning.lstrip().startswith(_TRIVIA):
        return 95
    numbers = options = keys = 0
    for line in source.beginning.split("\n")[:400]:
        bare = line.strip().lstrip("#* ")
        digits = bare.lower().removeprefix("question").removeprefix("q").lstrip()
        numbers += digits[:1].isdecimal() and digits.lstrip("0123456789")[:1] in (".", ")", ":", "")
        options += len(bare) > 2 and bare[0].isalpha() and bare[1] in ").:" and bare[2] == " "
        keys += bare.lower().startswith(("answer", "ans:", "correct", "antwort")) or line.strip().startswith("*")
    return min(80, 20 + 10 * min(options, 3) + 10 * min(numbers, 2) + 10 * min(keys, 2)) if options > 1 else 0


READER = Reader("numbered-list", "numbered list", (".txt", ".md"), _sniff, _read)
