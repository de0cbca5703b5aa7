"""hashcards: `Q:` and `A:` are the sides of a card, `C:` is a text whose gaps are in brackets; `---` ends a card."""

from collections.abc import Iterator

from quiz.bank.limits import MAX_SCALAR
from quiz.exchange.losses import Loss, Skipped
from quiz.exchange.markup import PICTURE, from_markdown
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion, Place
from quiz.exchange.reader import Reader
from quiz.exchange.source import Source

_SIGNS = ("Q:", "A:", "C:")


def _read(source: Source) -> Iterator[ForeignQuestion | Loss]:
    topic: tuple[str, ...] = ()
    card: dict[str, list[str]] = {}
    now, first = "", 0
    lines = source.text.split("\n")
    start = _after_header(lines)
    for line in lines[:start]:
        key, _, value = line.partition("=")
        topic = (value.strip().strip("\"'"),) if key.strip() == "name" else topic
    for number, line in enumerate([*lines[start:], "---"], start=start + 1):
        sign = line[:2] if line[:2] in _SIGNS else ""
        if sign in ("Q:", "C:") or line.strip() == "---":
            if card:
                yield _told(card, topic, Place(source.name, first))
            card, now, first = {}, "", number
        if sign:
            first = first if card else number
            now = sign
            card[now] = [line[2:].strip()]
        elif now and not line.startswith("<!--"):
            card[now].append(line)


def _after_header(lines: list[str]) -> int:
    """Return where the cards begin: after the lines between --- at the top, if there are any."""
    if lines[0].strip() != "---":
        return 0
    return next((i + 1 for i, line in enumerate(lines[1:50], start=1) if line.strip() == "---"), 0)


def _told(card: dict[str, list[str]], topic: tuple[str, ...], place: Place) -> ForeignQuestion | Loss:
    try:
        if "C:" in card:
            return _cloze("\n".join(card["C:"]), topic, place)
        front, back = (from_markdown("\n".join(card.get(sign, ()))) for sign in ("Q:", "A:"))
        if not front.text and not back.text:
            raise Skipped("X145")
        if not front.text or not back.text:
            raise Skipped("X105" if PICTURE in front.marks | back.marks else "X143", "one side of the card is empty")
        option = ForeignOption(back.text, 1.0)
        return ForeignQuestion(
            kind=AnswerType.CARD,
            place=place,
            stem=front.text,
            options=(option,),
            topic=topic,
            marks=front.marks | back.marks,
        )
    except Skipped as skipped:
        return skipped.loss(place, " ".join(next(iter(card.values()))).strip())


def _cloze(text: str, topic: tuple[str, ...], place: Place) -> ForeignQuestion:
    """Return a text with gaps; brackets after a backslash or an exclamation mark, or with a link, are not gaps."""
    plain = from_markdown(_marked(text))
    out, gaps = [], []
    for nth, piece in enumerate(plain.text.replace("{", "{{").replace("}", "}}").split("\ue000")):
        answer, closed, rest = piece.partition("\ue001")
        if nth and closed:
            gaps.append((ForeignOption(answer.strip().replace("{{", "{").replace("}}", "}"), 1.0),))
            out.append(f"{{{len(gaps)}}}{rest}")
        else:
            out.append(piece)
    if not gaps:
        raise Skipped("X143", "it has no gap in brackets")
    return ForeignQuestion(
        kind=AnswerType.GAPS, place=place, stem="".join(out), gaps=tuple(gaps), topic=topic, marks=plain.marks
    )


def _marked(text: str) -> str:
    """Return a text in which the brackets around gaps are replaced by signs that mean nothing in Markdown."""
    out: list[str] = []
    at = 0
    while (start := text.find("[", at)) >= 0:
        end = text.find("]", start, start + MAX_SCALAR)
        before = text[start - 1 : start]
        if end < 0 or before == "!" or text[end + 1 : end + 2] == "(":
            out.append(text[at : start + 1])
            at = start + 1
        elif before == "\\":
            out += [text[at : start - 1], text[start:end].removesuffix("\\"), "]"]
            at = end + 1
        else:
            out += [text[at:start], "\ue000", text[start + 1 : end], "\ue001"]
            at = end + 1
    return "".join(out) + text[at:]


def _sniff(source: Source) -> int:
    lines = source.beginning.split("\n")
    fronts = sum(line.startswith("Q:") for line in lines)
    backs = sum(line.startswith("A:") for line in lines)
    clozes = sum(line.startswith("C:") for line in lines)
    return 80 if (fronts and fronts == backs) or (clozes and any("[" in line for line in lines)) else 0


READER = Reader("hashcards", "hashcards", (".md",), _sniff, _read)
