"""Items of QTI 2.0 to 2.2, and of 3.0, which says the same with other names."""

from collections.abc import Callable, Iterator, Mapping

from quiz.exchange.elements import XmlElement
from quiz.exchange.losses import Skipped
from quiz.exchange.markup import Plain, from_html, tag_like
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion, Pair, Place

_INLINE = ("textEntryInteraction", "inlineChoiceInteraction")
_UNSAID = {
    "extendedTextInteraction": ("X101", "it is an essay"),
    "uploadInteraction": ("X101", "it asks for an upload"),
    "drawingInteraction": ("X101", "it asks for a drawing"),
    "mediaInteraction": ("X105", "it plays a sound or a film"),
}
_GAP = "_____"
_MOST = 100  # gaps


class _Item:
    """An item, with what its texts lose."""

    def __init__(self, element: XmlElement) -> None:
        self.element = element
        self.marks: set[str] = set()
        self.declared = {one.get("identifier"): one for one in element.children if one.name == "responseDeclaration"}

    def text(self, plain: Plain) -> str:
        self.marks |= plain.marks
        return plain.text

    def right(self, interaction: XmlElement) -> list[str]:
        """Return the right values of an interaction: those declared, else those that earn most points."""
        declared = self.declared.get(interaction.get("responseIdentifier"))
        if declared is None:
            raise Skipped("X140")
        values = [
            value.words() for one in declared.children if one.name == "correctResponse" for value in one.all("value")
        ]
        if values:
            return [value for value in values if value]
        points = self.points(interaction)
        best = max(points.values(), default=0.0)
        several = declared.get("cardinality") in ("multiple", "ordered")
        found = [key for key, value in points.items() if value > 0 and (several or value == best)]
        if not found:
            raise Skipped("X140")
        return found

    def points(self, interaction: XmlElement) -> dict[str, float]:
        """Return what each value is worth by the mapping."""
        declared = self.declared.get(interaction.get("responseIdentifier"))
        found: dict[str, float] = {}
        for entry in declared.all("mapEntry") if declared else ():
            try:
                found[entry.get("mapKey")] = float(entry.get("mappedValue"))
            except ValueError:
                continue
        return found

    def cardinality(self, interaction: XmlElement) -> str:
        declared = self.declared.get(interaction.get("responseIdentifier"))
        return declared.get("cardinality", "single") if declared else "single"


def item_of_qti2(element: XmlElement, place: Place) -> ForeignQuestion:
    """Return the question of an `<assessmentItem>`. Raises `Skipped`."""
    if "-" in element.name:
        _rename(element)
    if any(child.name in ("templateDeclaration", "templateProcessing") for child in element.children):
        raise Skipped("X103", "its numbers are calculated")
    if element.get("adaptive") == "true":
        raise Skipped("X103", "it depends on earlier answers")
    body = element.first("itemBody")
    if body is None:
        raise Skipped("X145")
    interactions = [one for one in _interactions(body) if one.name != "endAttemptInteraction"]
    if not interactions:
        raise Skipped("X101", "it is a text, not a question")
    for one in interactions:
        if one.name in _UNSAID:
            raise Skipped(*_UNSAID[one.name])
    if len(interactions) > _MOST or sum(1 for _ in body.all("gap")) > _MOST:
        raise Skipped("X118", f"it has more than {_MOST} gaps")
    item = _Item(element)
    if len(interactions) > 1 and not all(one.name in _INLINE for one in interactions):
        raise Skipped("X104", "it asks several questions in one")
    kind = "gaps" if len(interactions) > 1 else interactions[0].name
    if kind not in _KINDS:
        raise Skipped("X103", f"questions of the type `{kind}` are not supported")
    return _KINDS[kind](item, body, interactions, place)


def _rename(element: XmlElement) -> None:
    """Give elements of QTI 3.0 the names that they had before: `qti-choice-interaction` was `choiceInteraction`."""
    element.name = _camel(element.name.removeprefix("qti-"))
    element.attributes = {_camel(name): value for name, value in element.attributes.items()}
    for child in element.children:
        _rename(child)


def _camel(name: str) -> str:
    first, *rest = name.split("-")
    return first + "".join(word.capitalize() for word in rest)


def _interactions(body: XmlElement) -> Iterator[XmlElement]:
    for child in body.children:
        if child.name.endswith("Interaction"):
            yield child
        else:
            yield from _interactions(child)


def _made(
    item: _Item,
    kind: AnswerType,
    stem: str,
    place: Place,
    *,
    options: tuple[ForeignOption, ...] = (),
    several: bool = False,
    pairs: tuple[Pair, ...] = (),
    gaps: tuple[tuple[ForeignOption, ...], ...] = (),
) -> ForeignQuestion:
    why = [
        item.text(from_html(_written(one)).aside)
        for one in item.element.children
        if one.name == "modalFeedback" and one.get("identifier").lower() in ("correct", "right", "solution", "general")
    ]
    return ForeignQuestion(
        kind=kind, place=place, stem=stem, options=options, several=several, pairs=pairs, gaps=gaps,
        why="\n".join(filter(None, why)), id=item.element.get("identifier"), name=item.element.get("title"),
        topic=item.element.titles, marks=frozenset(item.marks),
    )  # fmt: skip


def _stem(item: _Item, body: XmlElement, interaction: XmlElement, gap: str = "") -> str:
    """Return the text of a question: what is around its answers, and its prompt."""
    around = item.text(from_html(_around(body, interaction, gap)))
    prompt = interaction.first("prompt")
    return "\n".join(filter(None, (around, item.text(from_html(_written(prompt))) if prompt else "")))


def _around(element: XmlElement, interaction: XmlElement, gap: str) -> str:
    out = []
    for part in element.content:
        if isinstance(part, str):
            out.append(_escaped(part))
        elif part is interaction:
            out.append(gap)
        elif part.name not in ("rubricBlock", "feedbackBlock", "feedbackInline", "endAttemptInteraction"):
            tag = tag_like(part.name)
            out.append(f"<{tag}>{_around(part, interaction, gap)}</{tag}>")
    return "".join(out)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _written(element: XmlElement) -> str:
    """Return an element as HTML, without the feedback in it."""
    return _around(element, element, "")


def _choices(item: _Item, interaction: XmlElement, name: str) -> dict[str, tuple[str, str]]:
    """Return id -> text and feedback of the choices."""
    found = {}
    for one in interaction.all(name):
        said = [item.text(from_html(_written(part)).aside) for part in one.all("feedbackInline")]
        found[one.get("identifier")] = (item.text(from_html(_written(one))), " ".join(said))
    return found


def _choice(item: _Item, body: XmlElement, interactions: list[XmlElement], place: Place) -> ForeignQuestion:
    interaction = interactions[0]
    inline, hot = interaction.name == "inlineChoiceInteraction", interaction.name == "hottextInteraction"
    choices = _choices(item, interaction, "inlineChoice" if inline else "hottext" if hot else "simpleChoice")
    right = [value for value in item.right(interaction) if value in choices]
    if not right:
        raise Skipped("X141")
    several = item.cardinality(interaction) == "multiple" and interaction.get("maxChoices") != "1"
    points = item.points(interaction)
    best = max(points.values(), default=0.0)
    options = []
    for ident, (text, why) in choices.items():
        share = 1 / len(right) if ident in right and several else 1.0 if ident in right else 0.0
        if not several and ident not in right and best > 0 and 0 < points.get(ident, 0) < best:
            share = round(points[ident] / best, 5)
        options.append(ForeignOption(text, share, why))
    stem = _stem(
        item, body, interaction, _GAP if inline else item.text(from_html(_written(interaction))) if hot else ""
    )
    return _made(item, AnswerType.CHOICE, stem, place, options=tuple(options), several=several)


def _order(item: _Item, body: XmlElement, interactions: list[XmlElement], place: Place) -> ForeignQuestion:
    choices = _choices(item, interactions[0], "simpleChoice")
    order = [value for value in item.right(interactions[0]) if value in choices]
    if len(order) != len(choices):
        raise Skipped("X140", "its right order is not given")
    options = tuple(ForeignOption(choices[ident][0], 1.0) for ident in order)
    return _made(item, AnswerType.ORDERING, _stem(item, body, interactions[0]), place, options=options)


def _match(item: _Item, body: XmlElement, interactions: list[XmlElement], place: Place) -> ForeignQuestion:
    choices = _choices(item, interactions[0], "simpleAssociableChoice")
    sets = [set_ for set_ in interactions[0].children if set_.name == "simpleMatchSet"]
    lefts = [one.get("identifier") for one in sets[0].children] if sets else []
    pairs: dict[str, str] = {}
    for value in item.right(interactions[0]):
        left, _, right = value.partition(" ")
        right = right.strip()
        if left not in choices or right not in choices:
            raise Skipped("X141")
        if left in pairs:
            raise Skipped("X103", "one of its texts belongs to several others")
        pairs[left] = right
    if lefts and set(lefts) != set(pairs):
        raise Skipped("X103", "some of its texts belong to nothing")
    spare = [one for one in choices if sets and one not in pairs and one not in pairs.values()]
    found = [Pair(choices[left][0], choices[right][0]) for left, right in pairs.items()]
    found += [Pair("", choices[one][0]) for one in spare]
    return _made(item, AnswerType.MATCHING, _stem(item, body, interactions[0]), place, pairs=tuple(found))


def _typed(item: _Item, body: XmlElement, interactions: list[XmlElement], place: Place) -> ForeignQuestion:
    interaction = interactions[0]
    declared = item.declared.get(interaction.get("responseIdentifier"))
    is_number = declared is not None and declared.get("baseType") in ("integer", "float")
    right, points = item.right(interaction), item.points(interaction)
    best = max(points.values(), default=1.0)
    options = [ForeignOption(value, 1.0, "", _tolerance(item.element) if is_number else "") for value in right]
    if not is_number:
        more = [(key, value) for key, value in points.items() if key not in right and value > 0]
        options += [ForeignOption(key, round(value / best, 5)) for key, value in more]
    stem = _stem(item, body, interaction, _GAP)
    bare = stem.removesuffix(_GAP).rstrip()
    return _made(
        item, AnswerType.NUMBER if is_number else AnswerType.TYPED, bare or stem, place, options=tuple(options)
    )


def _tolerance(element: XmlElement) -> str:
    """Return the tolerance for a number, from the processing of the response."""
    for one in element.all("equal"):
        mode, within = one.get("toleranceMode"), one.get("tolerance").split(" ")[0]
        if mode in ("absolute", "relative") and within:
            return f"{within}%" if mode == "relative" else within
    return ""


def _gaps(item: _Item, body: XmlElement, interactions: list[XmlElement], place: Place) -> ForeignQuestion:
    gaps = []
    for interaction in interactions:
        right = item.right(interaction)
        if interaction.name == "inlineChoiceInteraction":
            choices = _choices(item, interaction, "inlineChoice")
            gaps.append(tuple(ForeignOption(text, 1.0 if one in right else 0.0) for one, (text, _) in choices.items()))
        else:
            gaps.append(tuple(ForeignOption(value, 1.0) for value in right))
    stem = item.text(from_html(_numbered(body, interactions).replace("{", "{{").replace("}", "}}")))
    for nth in range(len(interactions)):
        stem = stem.replace(f"\ue000{nth}\ue001", f"{{{nth + 1}}}", 1)
    return _made(item, AnswerType.GAPS, stem, place, gaps=tuple(gaps))


def _numbered(element: XmlElement, gaps: list[XmlElement]) -> str:
    out = []
    for part in element.content:
        if isinstance(part, str):
            out.append(_escaped(part))
        elif part in gaps:
            out.append(f"\ue000{gaps.index(part)}\ue001")
        elif part.name not in ("rubricBlock", "gapText", "gapImg"):
            tag = tag_like(part.name)
            out.append(f"<{tag}>{_numbered(part, gaps)}</{tag}>")
    return "".join(out)


def _gap_match(item: _Item, body: XmlElement, interactions: list[XmlElement], place: Place) -> ForeignQuestion:
    interaction = interactions[0]
    if next(interaction.all("gapImg"), None) is not None:
        raise Skipped("X105")
    choices = _choices(item, interaction, "gapText")
    holes = list(interaction.all("gap"))
    right: dict[str, str] = {}
    for value in item.right(interaction):
        text, _, gap = value.partition(" ")
        right[gap.strip()] = text
    gaps = []
    for hole in holes:
        if right.get(hole.get("identifier")) not in choices:
            raise Skipped("X140", "one of its gaps has no answer")
        key = right[hole.get("identifier")]
        others = (ForeignOption(text) for one, (text, _) in choices.items() if one != key)
        gaps.append((ForeignOption(choices[key][0], 1.0), *others))
    stem = item.text(from_html(_numbered(body, holes).replace("{", "{{").replace("}", "}}")))
    for nth in range(len(holes)):
        stem = stem.replace(f"\ue000{nth}\ue001", f"{{{nth + 1}}}", 1)
    return _made(item, AnswerType.GAPS, stem, place, gaps=tuple(gaps))


_KINDS: Mapping[str, Callable[[_Item, XmlElement, list[XmlElement], Place], ForeignQuestion]] = {
    "choiceInteraction": _choice,
    "inlineChoiceInteraction": _choice,
    "hottextInteraction": _choice,
    "orderInteraction": _order,
    "matchInteraction": _match,
    "associateInteraction": _match,
    "textEntryInteraction": _typed,
    "gapMatchInteraction": _gap_match,
    "gaps": _gaps,
}
