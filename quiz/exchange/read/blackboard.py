"""The text that Blackboard takes as an upload: one question on each line, its kind first, with tabs between the parts.

`MC<tab>stem<tab>option<tab>correct<tab>option<tab>incorrect`, as Blackboard's help describes it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from quiz.exchange.losses import Loss, Skipped
from quiz.exchange.markup import Plain, from_html
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion, Pair, Place
from quiz.exchange.reader import Reader
from quiz.exchange.source import Refused, Source

_UNSAID = {
    "ESS": ("X101", "it is an essay"),
    "SR": ("X101", "it is an essay"),
    "FIL": ("X101", "it asks for an upload"),
    "OP": ("X101", "it asks for an opinion"),
    "QUIZ_BOWL": ("X103", "it is answered by a question"),
    "JUMBLED_SENTENCE": ("X103", "a sentence must be put together"),
}
_GAPS = "FIB_PLUS"


class _Answers(NamedTuple):
    kind: AnswerType
    options: tuple[ForeignOption, ...] = ()
    several: bool = False
    pairs: tuple[Pair, ...] = ()
    gaps: tuple[tuple[ForeignOption, ...], ...] = ()
    stem: str = ""


def _read(source: Source) -> Iterator[ForeignQuestion | Loss]:
    found = False
    for number, line in enumerate(source.text.split("\n"), start=1):
        cells = [cell.strip() for cell in line.split("\t")]
        kind = cells[0].upper()
        if kind not in _KNOWN:
            if any(cells) and found:
                yield Skipped("X143", "its line does not begin with a kind, such as MC").loss(
                    Place(source.name, number), cells[0]
                )
            continue
        found = True
        place = Place(source.name, number)
        texts = [from_html(cell) for cell in cells[1:]]
        stem = texts[0] if texts else Plain("")
        try:
            if kind in _UNSAID:
                raise Skipped(*_UNSAID[kind])
            cells = [text.text for text in texts[1:]]
            answers = _gaps(stem.text, cells) if kind == _GAPS else _KINDS[kind](cells)
        except Skipped as skipped:
            yield skipped.loss(place, stem.text)
            continue
        yield ForeignQuestion(
            kind=answers.kind,
            place=place,
            stem=answers.stem or stem.text,
            options=answers.options,
            several=answers.several,
            pairs=answers.pairs,
            gaps=answers.gaps,
            marks=frozenset().union(*(text.marks for text in texts)),
        )
    if not found:
        raise Refused("no line begins with a kind of question, such as MC and a tab", "save it with tabs")


def _choice(cells: Sequence[str]) -> _Answers:
    pairs = [(text, mark.lower()) for text, mark in zip(cells[::2], cells[1::2], strict=False) if text]
    if any(mark not in ("correct", "incorrect") for _, mark in pairs):
        raise Skipped("X143", "each option needs `correct` or `incorrect` after it")
    right = sum(mark == "correct" for _, mark in pairs)
    if not right:
        raise Skipped("X140")
    options = tuple(ForeignOption(text, 1 / right if mark == "correct" else 0.0) for text, mark in pairs)
    return _Answers(AnswerType.CHOICE, options, several=right > 1)


def _several(cells: Sequence[str]) -> _Answers:
    return _choice(cells)._replace(several=True)


def _claim(cells: Sequence[str]) -> _Answers:
    value = cells[0].lower() if cells else ""
    if value not in ("true", "false"):
        raise Skipped("X140")
    return _Answers(AnswerType.TRUE_FALSE, (ForeignOption(value, 1.0),))


def _typed(cells: Sequence[str]) -> _Answers:
    options = tuple(ForeignOption(cell, 1.0) for cell in cells if cell)
    if not options:
        raise Skipped("X140")
    return _Answers(AnswerType.TYPED, options)


def _number(cells: Sequence[str]) -> _Answers:
    try:
        value, within = float(cells[0]), float(cells[1]) if len(cells) > 1 and cells[1] else 0.0
    except (ValueError, IndexError):
        raise Skipped("X143", "it has no number") from None
    if value - value != 0 or within - within != 0:
        raise Skipped("X143", "it has no number")
    return _Answers(AnswerType.NUMBER, (ForeignOption(cells[0], 1.0, "", cells[1] if len(cells) > 1 else ""),))


def _order(cells: Sequence[str]) -> _Answers:
    return _Answers(AnswerType.ORDERING, tuple(ForeignOption(cell, 1.0) for cell in cells if cell))


def _pairs(cells: Sequence[str]) -> _Answers:
    pairs = tuple(Pair(left, right) for left, right in zip(cells[::2], cells[1::2], strict=False) if right)
    if len(pairs) < 2:
        raise Skipped("X143", "it has fewer than two pairs")
    return _Answers(AnswerType.MATCHING, pairs=pairs)


def _gaps(stem: str, cells: Sequence[str]) -> _Answers:
    """`[x]` in the stem is a gap; its name, its answers, and an empty cell follow for each."""
    gaps: list[tuple[ForeignOption, ...]] = []
    text = stem.replace("{", "{{").replace("}", "}}")
    group: list[str] = []
    for cell in [*cells, ""]:
        if cell:
            group.append(cell)
        elif group:
            if len(group) < 2 or f"[{group[0]}]" not in text:
                raise Skipped("X143", f"its gap `{group[0][:20]}` has no place or no answer")
            gaps.append(tuple(ForeignOption(one, 1.0) for one in group[1:]))
            text = text.replace(f"[{group[0]}]", f"{{{len(gaps)}}}", 1)
            group = []
    if not gaps:
        raise Skipped("X140")
    return _Answers(AnswerType.GAPS, gaps=tuple(gaps), stem=text)


_KINDS: Mapping[str, Callable[[Sequence[str]], _Answers]] = {
    "MC": _choice,
    "MA": _several,
    "TF": _claim,
    "FIB": _typed,
    "NUM": _number,
    "ORD": _order,
    "MAT": _pairs,
}
_KNOWN = frozenset((*_KINDS, *_UNSAID, _GAPS))


def _sniff(source: Source) -> int:
    kinds = [line.split("\t")[0].strip().upper() for line in source.beginning.split("\n")[:200] if "\t" in line]
    known = sum(kind in _KNOWN for kind in kinds)
    return 96 if known and known * 2 >= len(kinds) else 0


READER = Reader("blackboard", "Blackboard upload", (".txt",), _sniff, _read)
