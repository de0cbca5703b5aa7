"""Items of QTI 1.2, as Canvas, Blackboard, Respondus and text2qti write them.

The conditions for points say which options are right; an option that earns fewer than the best is worth that share.
Canvas writes the kind of a question into its metadata.
"""

from collections.abc import Iterator
from typing import NamedTuple

from quiz.exchange.decimals import decimal_text, plain_number
from quiz.exchange.elements import XmlElement
from quiz.exchange.losses import Skipped
from quiz.exchange.markup import PICTURE, Plain, from_html, from_plain
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion, Pair, Place

_UNSAID = {
    "essay_question": ("X101", "it is an essay"),
    "file_upload_question": ("X101", "it asks for an upload"),
    "text_only_question": ("X101", "it is a text, not a question"),
    "calculated_question": ("X103", "its numbers are calculated"),
    "hot_spot_question": ("X103", "it is answered by clicking in a picture"),
}
_MOST_RESPONSES = 100
_RESPONSES = ("response_lid", "response_str", "response_num", "response_xy", "response_grp", "response_extension")


class _Condition(NamedTuple):
    """A condition: response and value of what has to be chosen, in order; the points; the feedback that follows."""

    equal: tuple[tuple[str, str], ...]
    ranges: tuple[tuple[str, float, float], ...]
    score: float
    feedback: tuple[str, ...]
    is_exact: bool


class _Response(NamedTuple):
    """Where an answer goes: its id, the text before it, its options, and how many may be chosen."""

    id: str
    text: Plain
    labels: tuple[tuple[str, Plain], ...]
    is_text: bool
    cardinality: str
    fib: str


class _Item:
    """The parts of an item."""

    def __init__(self, element: XmlElement) -> None:
        fields = _metadata(element)
        self.kind = fields.get("question_type", "").strip()
        self.topic = fields.get("qmd_topic", "").strip()  # as the vocabulary of QTI 1.2 has it
        self.conditions = [_condition(one) for one in element.all("respcondition")]
        self.feedback = {one.get("ident"): _material(one).aside for one in element.all("itemfeedback")}
        self.marks: set[str] = set()
        self.responses: list[_Response] = []
        self.parts: list[Plain | _Response] = []
        presentation = next(element.all("presentation"), None)
        if presentation is not None:
            self._walk(presentation)

    def _walk(self, element: XmlElement) -> None:
        for child in element.children:
            if child.name == "material":
                self.parts.append(_material(child))
            elif child.name in _RESPONSES:
                response = _response(child)
                self.responses.append(response)
                self.parts.append(response)
            elif child.name.startswith("flow"):
                self._walk(child)

    def stem(self, gap: str) -> str:
        """Return the texts of a question, with `gap` wherever an answer goes."""
        out = []
        for nth, part in enumerate(self.parts):
            if isinstance(part, Plain):
                self.marks |= part.marks
                out.append(part.text)
            elif gap and any(isinstance(rest, Plain) and rest.text for rest in self.parts[nth + 1 :]):
                out.append(gap)
        return " ".join(filter(None, out))

    @property
    def best(self) -> float:
        """The most points that a condition gives."""
        return max((one.score for one in self.conditions), default=0.0)


def item_of_qti1(element: XmlElement, place: Place) -> ForeignQuestion:
    """Return the question of an `<item>`. Raises `Skipped`."""
    item = _Item(element)
    if item.kind in _UNSAID:
        raise Skipped(*_UNSAID[item.kind])
    if len(item.responses) > _MOST_RESPONSES:
        raise Skipped("X118", f"it takes more than {_MOST_RESPONSES} answers")
    if not item.responses:
        raise Skipped("X101", "it is a text, not a question")
    if any(response.id == "" or response.fib == "xy" for response in item.responses):
        raise Skipped("X103", "it is answered by clicking in a picture")
    fields = _fields(item)
    why = [item.feedback[ident].text for ident in ("general_fb", "correct_fb") if ident in item.feedback]
    title = element.get("title").strip()
    return ForeignQuestion(
        kind=fields.kind,
        place=place,
        stem=fields.stem or item.stem(""),
        options=fields.options,
        several=fields.several,
        pairs=fields.pairs,
        gaps=fields.gaps,
        exact=fields.is_exact,
        why="\n".join(filter(None, why)),
        id=element.get("ident").strip(),
        name="" if title.lower() in ("question", "") else title,
        topic=element.titles[1:] or ((item.topic,) if item.topic else ()),
        marks=frozenset(item.marks),
    )


class _Fields(NamedTuple):
    kind: AnswerType
    options: tuple[ForeignOption, ...] = ()
    several: bool = False
    pairs: tuple[Pair, ...] = ()
    gaps: tuple[tuple[ForeignOption, ...], ...] = ()
    stem: str = ""
    is_exact: bool = False


def _fields(item: _Item) -> _Fields:
    first = item.responses[0]
    if item.kind == "categorization_question":
        return _categories(item)
    if item.kind in ("multiple_dropdowns_question", "fill_in_multiple_blanks_question") or (
        len(item.responses) > 1 and all(response.is_text for response in item.responses)
    ):
        return _gaps(item)
    if len(item.responses) > 1:
        return _matching(item)
    if first.is_text:
        return _typed(item, first)
    if first.cardinality == "ordered" or item.kind == "ordering_question":
        return _ordering(item, first)
    return _choice(item, first)


def _choice(item: _Item, response: _Response) -> _Fields:
    several = response.cardinality == "multiple"
    shares = {ident: 0.0 for ident, _ in response.labels}
    if several:
        best = [one for one in item.conditions if one.score > 0]
        chosen = {value for one in best for _, value in one.equal}
        shares |= {ident: 1 / len(chosen) for ident in chosen if ident in shares}
    elif item.best > 0:
        for one in item.conditions:
            if len(one.equal) == 1 and one.equal[0][1] in shares:
                ident = one.equal[0][1]
                shares[ident] = max(shares[ident], one.score / item.best)
    if not any(shares.values()):
        raise Skipped("X140")
    options = []
    for ident, text in response.labels:
        why = item.feedback.get(f"{ident}_fb") or _feedback_of(item, response.id, ident)
        item.marks |= text.marks | why.marks
        options.append(ForeignOption(text.text, round(shares[ident], 5), why.text))
    return _Fields(AnswerType.CHOICE, tuple(options), several=several, stem=item.stem("_____"))


def _feedback_of(item: _Item, response: str, ident: str) -> Plain:
    links = (link for one in item.conditions if one.equal == ((response, ident),) for link in one.feedback)
    return next((item.feedback[link] for link in links if link in item.feedback), Plain(""))


def _typed(item: _Item, response: _Response) -> _Fields:
    right = [one for one in item.conditions if one.score > 0]
    if not right or (not any(one.equal for one in right) and not any(one.ranges for one in right)):
        raise Skipped("X140") if any(one.equal for one in item.conditions) else Skipped("X101", "it is an essay")
    is_number = (
        item.kind == "numerical_question" or response.fib in ("decimal", "integer") or any(one.ranges for one in right)
    )
    options = []
    for one in right:
        share = round(one.score / item.best, 5)
        values = [value.strip() for _, value in one.equal]
        if is_number and one.ranges:
            _, low, high = one.ranges[0]
            middle = values[0] if values and _is_number(values[0]) else decimal_text((low + high) / 2)
            within = max(high - float(middle), float(middle) - low)
            options.append(ForeignOption(plain_number(middle), share, "", decimal_text(within)))
        else:
            options += [ForeignOption(plain_number(value) if is_number else value, share) for value in values if value]
    if is_number and not all(_is_number(option.text) for option in options):
        is_number = False
    return _Fields(
        AnswerType.NUMBER if is_number else AnswerType.TYPED,
        tuple(options),
        stem=item.stem("_____"),
        is_exact=any(one.is_exact for one in right),
    )


def _is_number(text: str) -> bool:
    try:
        value = float(text)
    except ValueError:
        return False
    return value - value == 0


def _ordering(item: _Item, response: _Response) -> _Fields:
    texts = dict(response.labels)
    best = max(item.conditions, key=lambda one: (one.score, len(one.equal)), default=None)
    order = [value for _, value in best.equal if value in texts] if best else []
    if len(order) < 2 or len(set(order)) != len(texts):
        raise Skipped("X140", "its right order is not given")
    for text in texts.values():
        item.marks |= text.marks
    return _Fields(AnswerType.ORDERING, tuple(ForeignOption(texts[ident].text, 1.0) for ident in order))


def _matching(item: _Item) -> _Fields:
    rights = {(response, value) for one in item.conditions if one.score > 0 for response, value in one.equal}
    if not rights:  # Canvas leaves out the points of what is worth nothing
        rights = {pair for one in item.conditions for pair in one.equal if len(one.equal) == 1}
    pairs, used = [], set()
    spare: dict[str, str] = {}
    for response in item.responses:
        item.marks |= response.text.marks
        found = [(ident, text) for ident, text in response.labels if (response.id, ident) in rights]
        if len(found) != 1 or not response.text.text:
            raise Skipped("X140", "it does not say what belongs together")
        pairs.append(Pair(response.text.text, found[0][1].text))
        used.add(found[0][0])
        spare |= {ident: text.text for ident, text in response.labels}
    pairs += [Pair("", text) for ident, text in spare.items() if ident not in used and text]
    return _Fields(AnswerType.MATCHING, pairs=tuple(pairs))


def _categories(item: _Item) -> _Fields:
    rights = [(response, value) for one in item.conditions for response, value in one.equal]
    names = {response.id: response.text.text for response in item.responses}
    texts = {ident: text.text for response in item.responses for ident, text in response.labels}
    pairs = tuple(
        Pair(texts[value], names[response])
        for response, value in dict.fromkeys(rights)
        if value in texts and response in names
    )
    if len({pair.left for pair in pairs}) < len(texts):
        raise Skipped("X103", "some of its texts belong to no category")
    return _Fields(AnswerType.MATCHING, pairs=pairs)


def _gaps(item: _Item) -> _Fields:
    """Gaps of Canvas are in brackets in the text; others are where the answer goes."""
    rights: dict[str, list[str]] = {}
    for one in item.conditions:
        if one.score > 0:
            for ident, value in one.equal:
                rights.setdefault(ident, []).append(value)
    gaps = []
    for response in item.responses:
        right = rights.get(response.id, [])
        if response.labels and any(text.text for _, text in response.labels):
            options = tuple(ForeignOption(text.text, 1.0 if ident in right else 0.0) for ident, text in response.labels)
            if item.kind == "fill_in_multiple_blanks_question":
                options = tuple(option for option in options if option.share) or tuple(
                    o._replace(share=1.0) for o in options
                )
        else:
            options = tuple(ForeignOption(value, 1.0) for value in right)
        if not any(option.share for option in options):
            raise Skipped("X140")
        gaps.append(options)
    return _Fields(AnswerType.GAPS, gaps=tuple(gaps), stem=_gapped(item))


def _gapped(item: _Item) -> str:
    names = [response.id.removeprefix("response_") for response in item.responses]
    out: list[str] = []
    bracketed = False
    count = 0
    for part in item.parts:
        if isinstance(part, Plain):
            item.marks |= part.marks
            text = part.text.replace("{", "{{").replace("}", "}}")
            for nth, name in enumerate(names, start=1):
                if f"[{name}]" in text:
                    text, bracketed = text.replace(f"[{name}]", f"{{{nth}}}", 1), True
            out.append(text)
        else:
            count += 1
            out.append("" if bracketed else f"{{{count}}}")
    return " ".join(filter(None, out))


def _response(element: XmlElement) -> _Response:
    labels = []
    for label in element.all("response_label"):
        labels.append((label.get("ident"), _material(label)))
    texts = [_material(child) for child in element.children if child.name == "material"]
    fib = next(element.all("render_fib"), None)
    is_text = element.name in ("response_str", "response_num") or fib is not None
    kind = (
        "xy"
        if element.name == "response_xy" or next(element.all("render_hotspot"), None)
        else fib.get("fibtype")
        if fib
        else ""
    )
    text = Plain(" ".join(text.text for text in texts), frozenset().union(*(text.marks for text in texts)))
    return _Response(
        element.get("ident"), text, tuple(labels), is_text, element.get("rcardinality", "Single").lower(), kind.lower()
    )


def _material(element: XmlElement) -> Plain:
    """Return the text of what is shown, with pictures as marks."""
    texts: list[str] = []
    marks: set[str] = set()
    for child in element.all("mattext", "matemtext", "matimage", "mataudio", "matvideo", "matapplet", "matbreak"):
        if child.name in ("mattext", "matemtext"):
            has_tags = any(True for _ in child.children)
            text = child.markup() if has_tags else "".join(child.strings())
            is_html = has_tags or child.get("texttype", "text/plain") != "text/plain"
            plain = from_html(text) if is_html or "&" in text else from_plain(text)
            texts.append(plain.text)
            marks |= plain.marks
        elif child.name != "matbreak":
            marks.add(PICTURE)
    return Plain(" ".join(filter(None, texts)), frozenset(marks))


def _metadata(element: XmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for field in element.all("qtimetadatafield"):
        found.setdefault(field.words("fieldlabel"), field.words("fieldentry"))
    return found


def _condition(element: XmlElement) -> _Condition:
    score = 0.0
    for setvar in element.all("setvar"):
        value = setvar.words()
        if _is_number(value):
            score += float(value)
    feedback = tuple(one.get("linkrefid") for one in element.all("displayfeedback"))
    conditions = element.first("conditionvar")
    equal: list[tuple[str, str]] = []
    bounds: dict[str, list[float]] = {}
    exact = False
    for one in _positive(conditions) if conditions else ():
        value = one.words()
        if one.name == "varequal":
            equal.append((one.get("respident"), value))
            exact = exact or one.get("case").lower() == "yes"
        elif one.name in ("vargte", "vargt", "varlte", "varlt") and _is_number(value):
            low, high = bounds.setdefault(one.get("respident"), [float("-inf"), float("inf")])
            bounds[one.get("respident")] = [float(value), high] if "g" in one.name else [low, float(value)]
    ranges = tuple((ident, low, high) for ident, (low, high) in bounds.items() if high - low < float("inf"))
    return _Condition(tuple(equal), ranges, score, feedback, exact)


def _positive(element: XmlElement) -> Iterator[XmlElement]:
    """Yield the comparisons that must hold, not those inside `<not>`."""
    for child in element.children:
        if child.name != "not":
            yield child
            yield from _positive(child)
