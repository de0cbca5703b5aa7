"""Word documents, by their XML: numbered questions and lettered options, whose numbers are not part of the text.

The right option is bold, underlined, highlighted or coloured, has a star, or is named by a line `Answer: b`.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from quiz.exchange.choices import TextLine, read_choices
from quiz.exchange.elements import XmlElement, elements
from quiz.exchange.losses import Loss
from quiz.exchange.markup import PICTURE, TABULAR
from quiz.exchange.question import ForeignQuestion
from quiz.exchange.reader import Reader
from quiz.exchange.source import Refused, Source

_DOCUMENT = "word/document.xml"
_LETTERS = ("lowerLetter", "upperLetter")
_OPTION_NUMBERS = ("bullet", "decimal", "lowerRoman", "upperRoman")
_DEEPEST_STYLE = 10  # styles that are based on one another
_OFF = ("0", "false", "none", "off", "auto", "000000")


class _Level(NamedTuple):
    """How a level of a list is numbered."""

    format: str
    start: int


class _Numbered(NamedTuple):
    """Which list a paragraph is in, and how deep."""

    list: str
    depth: int


class _Numbering(NamedTuple):
    """The lists of a document, list -> level -> how it is numbered; and the styles whose paragraphs are in a list."""

    lists: Mapping[str, Mapping[int, _Level]]
    styles: Mapping[str, _Numbered]


def _read(source: Source) -> Iterator[ForeignQuestion | Loss]:
    if not source.is_package or _DOCUMENT not in source.parts:
        raise Refused("it is not a Word document", "save it as .docx")
    numbering = _Numbering(
        _lists(source.part("word/numbering.xml")) if "word/numbering.xml" in source.parts else {},
        _styles(source.part("word/styles.xml")) if "word/styles.xml" in source.parts else {},
    )
    yield from read_choices(_lines(source.part(_DOCUMENT), numbering), source.name)


def _lists(data: bytes) -> Mapping[str, Mapping[int, _Level]]:
    """Return list -> level -> how it is numbered."""
    kinds: dict[str, dict[int, _Level]] = {}
    found: dict[str, Mapping[int, _Level]] = {}
    for element in elements(data, ("abstractNum", "num")):
        if element.name == "abstractNum":
            kinds[element.get("abstractNumId")] = {
                _int(level.get("ilvl")): _Level(_value(level, "numFmt"), _int(_value(level, "start")) or 1)
                for level in element.children
                if level.name == "lvl"
            }
        else:
            found[element.get("numId")] = kinds.get(_value(element, "abstractNumId"), {})
    return found


def _value(element: XmlElement, name: str) -> str:
    child = element.first(name)
    return child.get("val") if child else ""


def _int(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def _styles(data: bytes) -> Mapping[str, _Numbered]:
    """Return style -> the list that its paragraphs are in: its own, or that of the style that it is based on.

    `List Number 2` is one level deeper than `List Number`, though each is a list of its own.
    """
    found: dict[str, _Numbered] = {}
    bases: dict[str, str] = {}
    for style in elements(data, ("style",)):
        name = style.get("styleId")
        bases[name] = _value(style, "basedOn")
        properties = style.first("pPr", "numPr")
        if properties is not None and _value(properties, "numId"):
            deeper = _int(name[-1:]) - 1 if name.startswith("List") and name[-1:] in "2345" else 0
            found[name] = _Numbered(_value(properties, "numId"), max(_int(_value(properties, "ilvl")), deeper))
    for name in bases:
        base, left = name, _DEEPEST_STYLE
        while base not in found and bases.get(base) and left:
            base, left = bases[base], left - 1
        if base in found:
            found[name] = found[base]
    return found


def _lines(data: bytes, numbering: _Numbering) -> Iterator[TextLine]:
    """Yield a line for each paragraph; what its list writes in front of it is its label."""
    counts: dict[_Numbered, int] = {}
    number = 0
    for element in elements(data, ("p", "tbl")):
        if element.name == "tbl":
            number += 1
            yield TextLine(number, "", marks=frozenset((TABULAR,)))
            continue
        number += 1
        label = _label(element, numbering, counts)
        for nth, (text, is_marked, marks) in enumerate(_runs(element)):
            yield TextLine(number, text, "" if nth else label, is_marked, marks)


def _label(paragraph: XmlElement, numbering: _Numbering, counts: dict[_Numbered, int]) -> str:
    """Return `3.` or `b)` for a paragraph in a list."""
    properties = paragraph.first("pPr", "numPr")
    style = paragraph.first("pPr")
    of_style = numbering.styles.get(_value(style, "pStyle")) if style is not None else None
    if properties is not None:
        place = _Numbered(_value(properties, "numId"), _int(_value(properties, "ilvl")))
    elif of_style is not None:
        place = of_style
    else:
        return ""
    if place.list == "0":  # the paragraph was taken out of its list
        return ""
    level = numbering.lists.get(place.list, {}).get(place.depth, _Level("decimal", 1))
    at = counts.get(place, level.start - 1) + 1
    counts[place] = at
    for key in [key for key in counts if key.depth > place.depth and (key.list == place.list or properties is None)]:
        del counts[key]
    if level.format in _LETTERS or (place.depth and level.format in _OPTION_NUMBERS):
        return f"{chr(64 + at)})" if at <= 26 else ""  # options, whatever is in front of them
    return f"{at}." if level.format == "decimal" else ""


def _runs(paragraph: XmlElement) -> list[tuple[str, bool, frozenset[str]]]:
    """Return the lines of a paragraph, each with whether all of it is marked, and what is lost of it."""
    lines: list[tuple[list[str], list[bool], set[str]]] = [([], [], set())]
    for run in paragraph.all("r", "oMath", "drawing", "pict"):
        if run.name != "r":
            lines[-1][2].add(PICTURE)
            continue
        is_marked = _is_set_off(run)
        for part in run.children:
            if part.name in ("drawing", "pict", "object"):
                lines[-1][2].add(PICTURE)
            elif part.name in ("br", "cr"):
                lines.append(([], [], set()))
            elif part.name in ("t", "tab", "noBreakHyphen"):
                text = "".join(part.strings()) if part.name == "t" else "\t" if part.name == "tab" else "-"
                lines[-1][0].append(text)
                if text.strip():
                    lines[-1][1].append(is_marked)
    return [("".join(text), bool(set_off) and all(set_off), frozenset(marks)) for text, set_off, marks in lines]


def _is_set_off(run: XmlElement) -> bool:
    properties = run.first("rPr")
    if properties is None:
        return False
    return any(
        child.name in ("b", "u", "highlight", "shd", "color")
        and (child.get("fill") if child.name == "shd" else child.get("val", "1")).lower()
        not in (*_OFF, "ffffff", "clear", "")
        for child in properties.children
    )


def _sniff(source: Source) -> int:
    return 95 if source.is_package and _DOCUMENT in source.parts else 0


READER = Reader("word", "Word document", (".docx",), _sniff, _read)
