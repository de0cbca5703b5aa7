"""Aiken: the stem, options `A. text` or `A) text`, and `ANSWER: B`; the next question may follow at once."""

from collections.abc import Iterator

from quiz.exchange.losses import Loss, Skipped
from quiz.exchange.markup import from_plain
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion, Place
from quiz.exchange.reader import Reader
from quiz.exchange.source import Source

_KEY = "ANSWER:"


def _read(source: Source) -> Iterator[ForeignQuestion | Loss]:
    stem: list[str] = []
    options: list[tuple[str, str]] = []
    first = 0
    for number, line in enumerate(source.text.split("\n"), start=1):
        bare = line.strip()
        if not bare:
            continue
        option = _option(bare)
        if bare.upper().startswith(_KEY):
            place = Place(source.name, first or number)
            try:
                yield _question(stem, options, bare[len(_KEY) :].strip(), place)
            except Skipped as skipped:
                yield skipped.loss(place, " ".join(stem))
            stem, options, first = [], [], 0
        elif option and stem:
            options.append(option)
        elif options and option is None and stem:
            yield Skipped("X140", "no `ANSWER:` line follows its options").loss(
                Place(source.name, first), " ".join(stem)
            )
            stem, options, first = [bare], [], number
        else:
            first = first or number
            stem.append(bare)
    if stem:
        yield Skipped("X140", "no `ANSWER:` line follows it").loss(Place(source.name, first), " ".join(stem))


def _option(line: str) -> tuple[str, str] | None:
    """Return the letter and the text of an option, else nothing."""
    is_option = "A" <= line[:1] <= "Z" and line[1:2] in (".", ")") and (line[2:3].isspace() or not line[2:])
    return (line[0], line[2:].strip()) if is_option else None


def _question(stem: list[str], options: list[tuple[str, str]], key: str, place: Place) -> ForeignQuestion:
    if not stem:
        raise Skipped("X143", "an `ANSWER:` line without a question")
    if len(options) < 2:
        raise Skipped("X143", "it has fewer than two options like `A. ...`")
    letters = [letter for letter, _ in options]
    right = key.rstrip(".) ").upper()
    if right not in letters:
        raise Skipped("X141", f"the right answer `{key[:40]}` is not among the options")
    if letters.count(right) > 1:
        raise Skipped("X143", f"two of its options are called `{right}`")
    text = from_plain(" ".join(stem))
    found = tuple(ForeignOption(from_plain(option).text, 1.0 if letter == right else 0.0) for letter, option in options)
    return ForeignQuestion(kind=AnswerType.CHOICE, place=place, stem=text.text, options=found, marks=text.marks)


def _sniff(source: Source) -> int:
    keys = options = others = 0
    for line in source.beginning.split("\n")[:2000]:
        bare = line.strip()
        keys += bare.startswith(_KEY) and len(bare) < 12
        options += _option(bare) is not None
        others += bare[:1].isdecimal() and bare.lstrip("0123456789")[:2] in (". ", ") ")
    return (85 if others < keys else 40) if keys and options > keys else 0


READER = Reader("aiken", "Aiken", (".aiken",), _sniff, _read)
