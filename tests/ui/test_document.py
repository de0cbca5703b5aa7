"""A document is one description: every output shows all of it, and a page cuts nothing."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from html.parser import HTMLParser
from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.term.lines import Span, joined, text_width
from quiz.text import clean
from quiz.ui.document import (
    Alternative,
    Bars,
    Calendar,
    Document,
    Element,
    Gap,
    Noted,
    NotedList,
    Paragraph,
    Picture,
    Sparkline,
    Subheading,
    Title,
    Verdict,
    indented,
    said,
)
from quiz.ui.render.html import html
from quiz.ui.render.plain import texts
from quiz.ui.render.svg import svg
from quiz.ui.render.terminal import lines

TODAY = date(2026, 11, 24)
TEXT = st.text(st.sampled_from("aÄ語-🎨<&\"'"), min_size=1, max_size=30)
SHARES = st.tuples(TEXT, st.floats(0, 1), TEXT)
DRAWINGS = st.one_of(
    st.lists(SHARES, min_size=1, max_size=4).map(lambda rows: Bars(tuple(rows))),
    st.just(Sparkline(((0, 3), (2, 3), (3, 3)))),
    st.just(Calendar({"2026-11-20": 3, "2026-11-24": 9}, TODAY)),
)
NOTED = st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=3).map(
    lambda rows: tuple(Noted(Span("1  "), text, Span(note)) for text, note in rows)
)
SHOWN = st.one_of(
    st.tuples(TEXT, st.integers(1, 5)).map(lambda given: Paragraph(*given)),
    st.just(Gap()),
    TEXT.map(Subheading),
    TEXT.map(lambda text: Verdict(is_right=True, word="Right.", text=text)),
    st.tuples(NOTED, st.booleans()).map(lambda given: NotedList(given[0], pairs=given[1])),
)
TEXTS = st.lists(TEXT, min_size=1, max_size=3).map(tuple)
PICTURES = st.tuples(DRAWINGS, TEXTS, st.booleans()).map(lambda given: Picture(*given))
ALTERNATIVES = st.tuples(st.lists(SHOWN, max_size=3).map(tuple), TEXTS).map(lambda given: Alternative(*given))
ELEMENTS = st.one_of(SHOWN, PICTURES, ALTERNATIVES, st.tuples(TEXT, TEXT).map(lambda given: Title(*given)))
DOCUMENTS = st.lists(ELEMENTS, max_size=6).map(tuple)


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


def every_element() -> list[Document]:
    """Return a document for each kind of element."""
    return [
        (Title("On top"),),
        (Paragraph("Above"), Subheading("A section")),
        (Paragraph("A text", 3),),
        (Gap(),),
        (NotedList((Noted(Span("1  "), "Paris", Span("✓ the answer")),)),),
        (Verdict(is_right=True, word="Right.", text="It is."),),
        (Picture(Bars((("new", 0.5, "3"),)), ("Facts: 3 new.",)),),
        (Alternative((Paragraph("seen"),), ("heard",)),),
    ]


def test_every_kind_of_block_is_tried() -> None:
    assert {type(element) for document in every_element() for element in document} == set(get_args(Element))


@pytest.mark.parametrize("document", every_element())
def test_every_element_is_drawn_in_every_output(document: Document) -> None:
    page = joined(lines(document, 80))

    assert page or document == (Gap(),)
    assert html(document, "Title", TODAY).count("</main>") == 1
    assert ET.fromstring(svg(document, "Title", TODAY)) is not None


@settings(max_examples=80, deadline=None, derandomize=True)
@given(DOCUMENTS, st.integers(20, 120))
def test_no_line_is_wider_than_the_terminal(document: Document, width: int) -> None:
    assert all(text_width(row) <= width for row in joined(lines(document, width)).splitlines())


@settings(max_examples=80, deadline=None, derandomize=True)
@given(TEXT, st.integers(20, 120))
def test_a_page_says_every_letter_of_its_texts(text: str, width: int) -> None:
    document: Document = (
        Title(text, text),
        Paragraph(text),
        Verdict(is_right=True, word="Right.", text=text),
        NotedList((Noted(Span("1  "), text, Span(text)),)),
        Picture(Bars(((text, 0.5, text),)), (text,)),
    )

    assert letters(joined(lines(document, width))).count(letters(text)) >= 9


class _Text(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def page_texts(document: Document) -> list[str]:
    """Return what an HTML page says: labelled bars are texts there, and their values are said once."""
    found: list[str] = []
    for element in document:
        if isinstance(element, Picture) and isinstance(element.drawing, Bars) and element.says_all:
            found += [text for name, _, told in element.drawing.rows for text in (name, told)]
        else:
            found += texts((element,))
    return found


@settings(max_examples=80, deadline=None, derandomize=True)
@given(DOCUMENTS, TEXT)
def test_pages_for_a_browser_are_well_formed_and_have_the_words(document: Document, title: str) -> None:
    page = _Text(html(document, title, TODAY))
    picture = ET.fromstring(svg(document, title, TODAY))

    assert page.open == []
    described = picture.findtext("{http://www.w3.org/2000/svg}desc") or ""
    hidden = [element for element in document if isinstance(element, Alternative) and not element.shown]
    for element in document:
        if element not in hidden:
            assert all(letters(clean(text)) in letters(described) for text in texts((element,)))
            assert all(letters(clean(text)) in letters(unescape(page.text)) for text in page_texts((element,)))


def test_what_pages_do_not_show_is_said_in_plain_lines_alone() -> None:
    document: Document = (Paragraph("shown"), said("only said"))

    assert texts(document) == ["shown", "only said"]
    assert "only said" not in joined(lines(document, 80))
    assert "only said" not in html(document, "Title", TODAY)
    assert "only said" not in svg(document, "Title", TODAY)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(0, 6), st.text(st.sampled_from("ab "), max_size=10))
def test_an_indented_line_is_the_same_in_plain_lines(indent: int, text: str) -> None:
    line = " " * indent + text

    assert texts((indented(line),)) == [line]


def test_a_heading_below_the_title_is_left_out_in_a_terminal() -> None:
    document: Document = (Title("Top"), Subheading("First"), Paragraph("a"), Subheading("Second"), Paragraph("b"))

    page = joined(lines(document, 80))
    assert "First" not in page
    assert "Second" in page
    assert "First" in html(document, "Top", TODAY)


@pytest.mark.parametrize(
    ("today", "months"),
    [(date(2026, 9, 8), "          Aug  Sep"), (date(2026, 8, 24), "        Jul Aug")],
)
def test_a_calendar_names_every_month_that_begins_in_it(today: date, months: str) -> None:
    drawn = lines((Picture(Calendar({today.isoformat(): 1}, today), ("Played on 1 day.",)),), 80)
    assert months == joined(drawn[:1]).rstrip()
