"""A page as data: its elements, for any output. `quiz.ui.render` has a renderer for each of these.

Plain lines, which a screen reader speaks, have words where a page has symbols, columns and pictures. If the two differ,
an element holds both.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, TypeAlias

from quiz.term.lines import Span, Style


class Title(NamedTuple):
    """The head of a page, with a text to its right. Plain lines leave it out."""

    text: str
    beside: str = ""


class Subheading(NamedTuple):
    """The head of a section. A terminal leaves out one that follows the title; plain lines have none."""

    text: str


class Paragraph(NamedTuple):
    """A text, `indent` cells from the left edge (1 is the margin), after a mark, which plain lines leave out.

    An empty one is a blank line everywhere.
    """

    text: str
    indent: int = 1
    style: str = Style.PLAIN
    mark: Span = Span("")


class Gap(NamedTuple):
    """A blank line of a page; plain lines have none there."""


class Noted(NamedTuple):
    """A text after a label, with a note next to it."""

    label: Span
    text: str
    note: Span = Span("")


class NotedList(NamedTuple):
    """Texts with notes in a column, which go below the texts if that is too narrow.

    The column is `gap` cells to the right of the texts and at least `narrowest` cells wide; if that is 0, each note
    fits on one line. Notes below a text are indented by `below` cells more. The labels of `pairs` are in a column of
    their own, or on one line with the texts.
    """

    rows: tuple[Noted, ...]
    indent: int = 3
    gap: int = 5
    narrowest: int = 0
    below: int = 0
    pairs: bool = False


class Verdict(NamedTuple):
    """Whether an answer was right, in one word, and what there is to say about it, on the same line."""

    is_right: bool
    word: str
    text: str


class Bars(NamedTuple):
    """Bars for shares from 0 to 1: (name, share, text next to it). A name may be indented."""

    rows: tuple[tuple[str, float, str], ...]
    indent: int = 3
    gap: int = 2


class Sparkline(NamedTuple):
    """A line through scores: (right, total), the latest last."""

    scores: tuple[tuple[int, int], ...]


class Calendar(NamedTuple):
    """The days of a year (`2026-11-24`) with the number of answers on each, up to today."""

    days: Mapping[str, int]
    today: date


class Picture(NamedTuple):
    """A drawing, and what it shows in words. If the drawing `says_all`, a terminal leaves the words out."""

    drawing: Bars | Sparkline | Calendar
    words: tuple[str, ...]
    says_all: bool = False


class Alternative(NamedTuple):
    """Blocks to look at, and their text alternative, for outputs that cannot draw them."""

    shown: tuple["Paragraph | Gap | NotedList | Verdict | Subheading", ...]
    said: tuple[str, ...] = ()


Element: TypeAlias = Title | Subheading | Paragraph | Gap | NotedList | Verdict | Picture | Alternative
Document: TypeAlias = tuple[Element, ...]


def said(*texts: str) -> Alternative:
    """Return texts for plain lines, which no page shows."""
    return Alternative((), texts)


def passage_above(text: str) -> tuple[Paragraph, ...]:
    """Return a passage above the questions on it, with a blank line; nothing if there is none."""
    return (Paragraph(text), Paragraph("")) if text else ()


def indented(text: str, style: str = Style.PLAIN) -> Paragraph:
    """Return a paragraph that is indented by the spaces at its beginning, unless it has lines."""
    if "\n" in text:
        return Paragraph(text, style=style)
    return Paragraph(text.lstrip(" "), 1 + len(text) - len(text.lstrip(" ")), style)
