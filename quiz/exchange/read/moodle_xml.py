"""Moodle XML: a `<quiz>` with a `<question type="...">` for each question, as Moodle 2 to 5 export it."""

from collections.abc import Callable, Iterator, Mapping

from quiz.exchange.elements import XmlElement, elements, root_of
from quiz.exchange.losses import Loss, Skipped
from quiz.exchange.markup import PICTURE, Plain, from_html, from_markdown, from_plain
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion, Pair, Place
from quiz.exchange.read.gift import topic_of
from quiz.exchange.reader import Reader
from quiz.exchange.source import Source

_MOST_WORDS = 200
_UNSAID = {
    "description": ("X101", "it is a text, not a question"),
    "essay": ("X101", "it is an essay"),
    "random": ("X103", "it stands for questions that are drawn at random"),
    "randomsamatch": ("X103", "it stands for questions that are drawn at random"),
    "calculated": ("X103", "its numbers are calculated"),
    "calculatedsimple": ("X103", "its numbers are calculated"),
    "calculatedmulti": ("X103", "its numbers are calculated"),
    "ddimageortext": ("X103", "it is answered by clicking in a picture"),
    "ddmarker": ("X103", "it is answered by clicking in a picture"),
}


def _read(source: Source) -> Iterator[ForeignQuestion | Loss]:
    topic: tuple[str, ...] = ()
    for element in elements(source.data, ("question",)):
        place, kind = Place(source.name, element.line), element.get("type")
        if kind == "category":
            topic = topic_of(element.words("category", "text"))
            continue
        try:
            yield _question(element, kind, topic, place)
        except Skipped as skipped:
            yield skipped.loss(place, element.words("name", "text") or _text(element.first("questiontext")).text)


def _question(element: XmlElement, kind: str, topic: tuple[str, ...], place: Place) -> ForeignQuestion:
    if kind in _UNSAID:
        raise Skipped(*_UNSAID[kind])
    if kind not in _KINDS:
        raise Skipped("X103", f"questions of the type `{kind}` are not supported")
    texts = _Texts()
    stem = texts.of(element.first("questiontext"))
    why = texts.said(element.first("generalfeedback"))
    fields = _KINDS[kind](element, texts)
    return ForeignQuestion(
        kind=fields.kind,
        place=place,
        stem=fields.stem or stem,
        options=fields.options,
        several=fields.several,
        pairs=fields.pairs,
        gaps=fields.gaps,
        exact=element.words("usecase") == "1",
        why="\n".join(text for text in (why, *fields.why) if text),
        hints=tuple(text for hint in element.children if hint.name == "hint" and (text := texts.said(hint))),
        id=element.words("idnumber"),
        name=element.words("name", "text"),
        topic=topic,
        tags=tuple(tag.words("text") for tag in element.all("tag")),
        marks=frozenset(texts.marks)
        | ({"X114"} if element.words("shuffleanswers").lower() in ("0", "false") else set()),
        is_weighted=True,
    )


class _Texts:
    """Turns elements with a text into plain texts, and collects what is lost by that."""

    def __init__(self) -> None:
        self.marks: set[str] = set()

    def of(self, element: XmlElement | None) -> str:
        plain = _text(element)
        self.marks |= plain.marks
        if element is not None and element.first("file") is not None and "@@PLUGINFILE@@" in element.words("text"):
            self.marks.add(PICTURE)
        return plain.text

    def said(self, element: XmlElement | None) -> str:
        plain = _text(element).aside
        self.marks |= plain.marks
        return plain.text


def _text(element: XmlElement | None) -> Plain:
    if element is None:
        return Plain("")
    text, form = element.words("text"), element.get("format", "html")
    if form == "plain_text":
        return from_plain(text)
    if form == "markdown":
        return from_markdown(text)
    return from_html(text.replace("\n", "<br>") if form == "moodle_auto_format" else text)


class _Fields:
    """What is particular to a type of question."""

    def __init__(
        self,
        kind: AnswerType,
        options: tuple[ForeignOption, ...] = (),
        *,
        several: bool = False,
        pairs: tuple[Pair, ...] = (),
        gaps: tuple[tuple[ForeignOption, ...], ...] = (),
        stem: str = "",
        why: tuple[str, ...] = (),
    ) -> None:
        self.kind, self.options, self.several, self.pairs = kind, options, several, pairs
        self.gaps, self.stem, self.why = gaps, stem, why


def _options(element: XmlElement, texts: _Texts) -> tuple[ForeignOption, ...]:
    found = []
    for answer in element.children:
        if answer.name == "answer":
            found.append(
                ForeignOption(
                    texts.of(answer),
                    _share(answer.get("fraction")),
                    texts.said(answer.first("feedback")),
                    answer.words("tolerance"),
                )
            )
    return tuple(found)


def _share(text: str) -> float:
    try:
        return round(float(text) / 100, 5)
    except ValueError:
        return 0.0


def _choice(element: XmlElement, texts: _Texts) -> _Fields:
    several = element.words("single").lower() in ("false", "0")
    return _Fields(AnswerType.CHOICE, _options(element, texts), several=several)


def _claim(element: XmlElement, texts: _Texts) -> _Fields:
    options = _options(element, texts)
    right = next((option for option in options if option.is_right), None)
    if right is None:
        raise Skipped("X140")
    why = right.why or next((option.why for option in options if option.why), "")
    return _Fields(AnswerType.TRUE_FALSE, (ForeignOption(right.text.lower(), 1.0),), why=(why,))


def _typed(element: XmlElement, texts: _Texts) -> _Fields:
    return _Fields(AnswerType.TYPED, _options(element, texts))


def _number(element: XmlElement, texts: _Texts) -> _Fields:
    return _Fields(AnswerType.NUMBER, _options(element, texts))


def _matching(element: XmlElement, texts: _Texts) -> _Fields:
    pairs = []
    for sub in element.children:
        if sub.name == "subquestion":
            words = sub.words("answer", "text")
            right = from_plain(words) if sub.get("format") == "plain_text" else from_html(words)
            pairs.append(Pair(texts.of(sub), right.text))
    return _Fields(AnswerType.MATCHING, pairs=tuple(pairs))


def _ordering(element: XmlElement, texts: _Texts) -> _Fields:
    return _Fields(AnswerType.ORDERING, tuple(option._replace(share=1.0) for option in _options(element, texts)))


def _gap_select(element: XmlElement, texts: _Texts) -> _Fields:
    """`[[1]]` in the text stands for the first of the choices; those of its group are the wrong ones."""
    boxes = [box for box in element.children if box.name in ("selectoption", "dragbox")]
    if len(boxes) > _MOST_WORDS:
        raise Skipped("X118", f"it has more than {_MOST_WORDS} words to choose from")
    words = [(texts.of(box), box.words("group")) for box in boxes]
    stem = texts.of(element.first("questiontext"))
    out: list[str] = []
    gaps: list[tuple[ForeignOption, ...]] = []
    for nth, piece in enumerate(stem.replace("{", "{{").replace("}", "}}").split("[[")):
        number, closed, rest = piece.partition("]]")
        if not nth or not closed:
            out.append(piece if not nth else f"[[{piece}")
            continue
        if not number.isdecimal() or not 0 < int(number[:6]) <= len(words):
            raise Skipped("X141", f"its gap {number[:20]} has no choice of that number")
        text, group = words[int(number) - 1]
        others = (ForeignOption(other) for other, of in words if of == group and other != text)
        gaps.append((ForeignOption(text, 1.0), *others))
        out.append(f"{{{len(gaps)}}}{rest}")
    return _Fields(AnswerType.GAPS, gaps=tuple(gaps), stem="".join(out))


def _cloze(element: XmlElement, texts: _Texts) -> _Fields:
    """`{1:SHORTANSWER:=right#why~wrong}` in the text is a gap."""
    stem = texts.of(element.first("questiontext"))
    out: list[str] = []
    gaps: list[tuple[ForeignOption, ...]] = []
    at = 0
    while (start := stem.find("{", at)) >= 0 and (end := _closing(stem, start)) > 0:
        points, colon, _ = stem[start + 1 : start + 12].partition(":")
        kind, named, _ = stem[start + len(points) + 2 : start + 50].partition(":")
        if not colon or not named or not (points.strip() or "1").isdecimal():
            out.append(f"{stem[at:start]}{{{{".replace("}", "}}"))
            at = start + 1
            continue
        answers = stem[start + len(points) + len(kind) + 3 : end]
        kind = kind.strip().upper()
        if kind in ("NUMERICAL", "NM"):
            raise Skipped("X104", "one of its gaps takes a number")
        out.append(f"{stem[at:start].replace('}', '}}')}{{{len(gaps) + 1}}}")
        gaps.append(_cloze_options(answers, typed=kind.startswith(("SA", "MW", "SHORT"))))
        at = end + 1
    out.append(stem[at:].replace("{", "{{").replace("}", "}}"))
    if not gaps:
        raise Skipped("X101", "it is a text, not a question")
    return _Fields(AnswerType.GAPS, gaps=tuple(gaps), stem="".join(out))


def _closing(text: str, start: int) -> int:
    end = text.find("}", start)
    while end > 0 and text[end - 1] == "\\":
        end = text.find("}", end + 1)
    return end


def _cloze_options(text: str, *, typed: bool) -> tuple[ForeignOption, ...]:
    found = []
    for piece in text.replace("\\~", "\x00").replace("\\#", "\x01").split("~"):
        body, _, why = piece.replace("\x00", "~").strip().partition("#")
        body, why = body.replace("\x01", "#"), why.replace("\x01", "#")
        share = 0.0
        if body.startswith("="):
            share, body = 1.0, body[1:]
        elif body.startswith("%") and "%" in body[1:]:
            percent, _, body = body[1:].partition("%")
            share = _share(percent)
        if body.strip() != "*" and not (typed and share <= 0):
            found.append(ForeignOption(body.replace("\\}", "}").strip(), share, why.strip()))
    return tuple(found)


_KINDS: Mapping[str, Callable[[XmlElement, _Texts], _Fields]] = {
    "multichoice": _choice,
    "truefalse": _claim,
    "shortanswer": _typed,
    "numerical": _number,
    "matching": _matching,
    "match": _matching,
    "ddmatch": _matching,
    "ordering": _ordering,
    "gapselect": _gap_select,
    "ddwtos": _gap_select,
    "cloze": _cloze,
    "multianswer": _cloze,
}


def _sniff(source: Source) -> int:
    return 100 if root_of(source.head) == "quiz" and b"<question" in source.head else 0


READER = Reader("moodle-xml", "Moodle XML", (".xml",), _sniff, _read)
