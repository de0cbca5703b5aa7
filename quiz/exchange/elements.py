"""XML as small trees with line numbers, read with the standard library's parser and refused if it may do harm.

A document type may be named, as in old packages, but nothing may be declared in it and nothing is fetched.
"""

from collections.abc import Container, Iterator
from contextlib import suppress
from html import escape
from html.entities import html5
from xml.parsers import expat

from quiz.exchange.markup import tag_like
from quiz.exchange.source import Hostile, Refused

_DEEPEST = 200
_STEP = 1024 * 1024  # a token that spans many steps is looked at in each of them
_BEGINNING = 64 * 1024


class XmlElement:
    """An element: its name without a prefix, attributes without theirs, what it holds in order, and its line.

    titles: those of the elements around the outermost element that was asked for.
    """

    __slots__ = ("attributes", "content", "line", "name", "titles")

    def __init__(self, name: str, attributes: dict[str, str], line: int, titles: tuple[str, ...] = ()) -> None:
        self.name = name
        self.attributes = attributes
        self.content: list[XmlElement | str] = []
        self.line = line
        self.titles = titles

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute."""
        return self.attributes.get(name, default)

    @property
    def children(self) -> Iterator["XmlElement"]:
        """The elements directly inside."""
        return (child for child in self.content if isinstance(child, XmlElement))

    def all(self, *names: str) -> Iterator["XmlElement"]:
        """Yield the elements of these names inside, at any depth, in order."""
        for child in self.children:
            if child.name in names:
                yield child
            yield from child.all(*names)

    def first(self, *path: str) -> "XmlElement | None":
        """Return the first element on a path of names, each directly inside the one before."""
        found: XmlElement | None = self
        for name in path:
            found = next((child for child in found.children if child.name == name), None) if found else None
        return found

    def words(self, *path: str) -> str:
        """Return the text of an element on a path, and of all that is in it; "" if there is none."""
        found = self.first(*path)
        return "".join(found.strings()).strip() if found else ""

    def strings(self) -> Iterator[str]:
        """Yield the texts in it, at any depth."""
        for part in self.content:
            if isinstance(part, XmlElement):
                yield from part.strings()
            else:
                yield part

    def markup(self) -> str:
        """Return what it holds as HTML again, without attributes except those that say what a picture shows."""
        return "".join(self.pieces())

    def alternative(self) -> str:
        """Return the attributes of a picture that say what it shows, as HTML."""
        names = ("alt", "class", "data-equation-content") if self.name == "img" else ()
        return "".join(f' {name}="{escape(self.get(name))}"' for name in names if self.get(name))

    def pieces(self) -> Iterator[str]:
        """Yield what it holds as HTML, piece by piece."""
        for part in self.content:
            if isinstance(part, XmlElement):
                yield f"<{tag_like(part.name)}{part.alternative()}>"
                yield from part.pieces()
                yield f"</{tag_like(part.name)}>"
            else:
                yield part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def root_of(data: bytes) -> str:
    """Return the name of the outermost element if a text may be the beginning of XML, else nothing."""
    names: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, _: names.append(_local(name))
    with suppress(expat.ExpatError, ValueError, LookupError):
        parser.Parse(data[:_BEGINNING])
    return names[0] if names else ""


def elements(data: bytes, wanted: Container[str]) -> Iterator[XmlElement]:
    """Yield each element of these names that is not inside another of them, as soon as it is read.

    Raises `Refused` if the text is not XML, declares entities, or is too deep.
    """
    tree = _Tree(wanted)
    for start in range(0, len(data) or 1, _STEP):
        chunk = data[start : start + _STEP]
        try:
            tree.parser.Parse(chunk, start + _STEP >= len(data))
        except expat.ExpatError as error:
            yield from tree.done
            raise Refused(
                f"not valid XML: {expat.errors.messages[error.code]}", "export it again", error.lineno
            ) from None
        except (ValueError, LookupError):  # an encoding that nobody knows
            raise Refused("the XML is in an unknown encoding", "save it as UTF-8") from None
        yield from tree.done
        tree.done.clear()


class _Tree:
    """What the parser has read: the elements that are still open, and those that are done."""

    def __init__(self, wanted: Container[str]) -> None:
        self.done: list[XmlElement] = []
        self._wanted = wanted
        self._open: list[XmlElement] = []
        self._titles: list[str] = []
        self._depth = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity
        self.parser.SkippedEntityHandler = self._skipped
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Hostile(f"elements inside elements, more than {_DEEPEST} deep", "", self.parser.CurrentLineNumber)
        local = _local(name)
        if self._open or local in self._wanted:
            named = {_local(key): value for key, value in attributes.items()}
            titles = () if self._open else tuple(title for title in self._titles if title)
            element = XmlElement(local, named, self.parser.CurrentLineNumber, titles)
            if self._open:
                self._open[-1].content.append(element)
            self._open.append(element)
        else:
            self._titles.append(attributes.get("title", ""))

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._open:
            element = self._open.pop()
            if not self._open:
                self.done.append(element)
        else:
            self._titles.pop()

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1].content.append(text)

    def _entity(self, *_: object) -> None:
        raise Hostile("the XML declares entities", "it may be meant to do harm", self.parser.CurrentLineNumber)

    def _skipped(self, name: str, is_parameter: bool) -> None:
        self._text(html5.get(f"{name};", f"&{name};"))


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
