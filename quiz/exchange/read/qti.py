"""QTI of any version, as files of XML and as packages with a manifest: Canvas, Blackboard, TAO, Onyx and others."""

from collections.abc import Iterator

from quiz.exchange.elements import XmlElement, elements, root_of
from quiz.exchange.losses import Loss, Skipped
from quiz.exchange.markup import from_html
from quiz.exchange.question import ForeignQuestion, Place
from quiz.exchange.read.qti1 import item_of_qti1
from quiz.exchange.read.qti2 import item_of_qti2
from quiz.exchange.reader import Reader
from quiz.exchange.source import Hostile, Refused, Source

_ROOTS_1 = ("questestinterop",)
_ROOTS_2 = ("assessmentItem", "qti-assessment-item")
_ROOTS_OF_TESTS = ("assessmentTest", "qti-assessment-test", "manifest")
_ITEMS = ("item", "assessmentItem", "qti-assessment-item")


def _read(source: Source) -> Iterator[ForeignQuestion | Loss]:
    if not source.is_package:
        if root_of(source.head) in _ROOTS_OF_TESTS:
            raise Refused("it only lists the files with the questions", "import the package, or those files")
        yield from _items(source.data, source.name)
        return
    found = False
    for name in source.parts:
        if not name.lower().endswith((".xml", ".qti")) or "__MACOSX" in name:
            continue
        data = source.part(name)
        if root_of(data) in _ROOTS_1 + _ROOTS_2:
            found = True
            place = f"{source.name}/{name}"
            try:
                yield from _items(data, place)
            except Hostile as hostile:
                hostile.part = hostile.part or name
                raise
            except Refused as refused:
                yield Loss("X143", Place(place, refused.line), "", refused.message)
    if not found:
        raise Refused("there are no questions in the package", "export a quiz, not only a course")


def _items(data: bytes, file: str) -> Iterator[ForeignQuestion | Loss]:
    for element in elements(data, _ITEMS):
        place = Place(file, element.line)
        try:
            yield item_of_qti1(element, place) if element.name == "item" else item_of_qti2(element, place)
        except Skipped as skipped:
            yield skipped.loss(place, _label(element))


def _label(element: XmlElement) -> str:
    """Return what a question that is skipped is called: its title, or how its text begins."""
    title = element.get("title")
    if title and title.lower() != "question":
        return title
    body = next(element.all("mattext", "itemBody"), None)
    return from_html("".join(body.strings())).text if body else title


def _sniff(source: Source) -> int:
    if source.is_package:
        return 80 if any(name.rpartition("/")[2] == "imsmanifest.xml" for name in source.parts) else 0
    return 100 if root_of(source.head) in _ROOTS_1 + _ROOTS_2 + _ROOTS_OF_TESTS else 0


READER = Reader("qti", "QTI", (".xml", ".zip", ".imscc"), _sniff, _read)
