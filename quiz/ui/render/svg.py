"""A document as a self-contained picture in SVG. Every text is cleaned and escaped."""

from collections.abc import Iterator
from datetime import date, timedelta
from html import escape
from typing import NamedTuple

from quiz.term.lines import wrap
from quiz.text import clean, clean_lines
from quiz.ui.document import (
    Alternative,
    Bars,
    Calendar,
    Document,
    Paragraph,
    Picture,
    Sparkline,
    Subheading,
    Title,
    indented,
)
from quiz.ui.render.plain import element_texts
from quiz.ui.render.terminal import day_levels, weeks

WIDTH = 720
MADE_BY = "made by `quiz stats`"  # a file with it may be overwritten
COLORS = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1c1c1c; --faint: #e6e6e6; --mark: #1f6f54; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181a; --ink: #e8e8e8; --faint: #33373a; --mark: #57bd95; }
}
@media print { :root { --paper: #fff; --ink: #000; --faint: #ddd; --mark: #1f6f54; } }
text { fill: var(--ink); font: 14px system-ui, sans-serif; }
.mark { fill: var(--mark); } .none { fill: var(--faint); }
.line { fill: none; stroke: var(--mark); stroke-width: 2; }
"""
_ROW = 24
_NAMES = 300  # the width of the column of names
_BARS = 240
_CELL = 12
_LONGEST = 95  # characters of a line


class Section(NamedTuple):
    """A part of a page: its heading, if it has one, and its pictures and paragraphs in order."""

    title: str
    parts: tuple[Picture | Paragraph, ...]


def sections(document: Document) -> list[Section]:
    """Return the sections of a document, with text alternatives for everything that is not a picture."""
    found: list[tuple[str, list[Picture | Paragraph]]] = []
    for element in document:
        if isinstance(element, Title):
            continue
        if isinstance(element, Subheading) or not found:
            found.append((element.text if isinstance(element, Subheading) else "", []))
        if isinstance(element, Picture):
            found[-1][1].append(element)
        elif isinstance(element, Paragraph):
            found[-1][1].extend([element] if element.text.strip() else [])
        elif not isinstance(element, Alternative) or element.shown:
            found[-1][1].extend(indented(text) for text in element_texts(element) if text.strip())
    return [Section(title, tuple(parts)) for title, parts in found if title or parts]


def safe(text: str) -> str:
    """Return a text cleaned, trimmed and escaped."""
    return escape(clean(text.strip()))


def svg(document: Document, title: str, day: date, player: str = "") -> str:
    """Return all sections, one below the other, with the words as the description, and the player's name."""
    title = f"{title}: {player}" if player else title
    bodies: list[str] = []
    words: list[str] = []
    top = 70
    for section in sections(document):
        if section.title:
            bodies.append(f'<text x="20" y="{top}" font-weight="bold">{safe(section.title)}</text>')
            top += 12
        for part in section.parts:
            texts = (part.text,) if isinstance(part, Paragraph) else part.words
            words += texts
            if isinstance(part, Picture):
                body, height = drawn(part)
                bodies.append(f'<g transform="translate(20 {top})">{body}</g>')
                top += height
            for row in _wrapped(texts):
                top += _ROW - 4
                bodies.append(f'<text x="20" y="{top}" xml:space="preserve">{escape(clean(row))}</text>')
        top += 40
    width = WIDTH + 40
    return f"""<?xml version="1.0" encoding="utf-8"?>
<!-- {MADE_BY} or `quiz class` -->
<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title told"
  viewBox="0 0 {width} {top}" width="{width}" height="{top}">
<title id="title">{safe(title)}: {day.isoformat()}</title>
<desc id="told">{safe(" ".join(words))}</desc>
<style>{COLORS}</style>
<rect width="{width}" height="{top}" style="fill: var(--paper)"/>
<text x="20" y="34" style="font-size: 22px">{safe(title)}</text>
{chr(10).join(bodies)}
</svg>
"""


def _wrapped(texts: tuple[str, ...]) -> list[str]:
    """Return a text in rows."""
    return wrap(clean_lines(texts[0]), _LONGEST) if len(texts) == 1 else []


def drawn(picture: Picture) -> tuple[str, int]:
    """Return the elements of a drawing, and how high they are."""
    match picture.drawing:
        case Bars(rows):
            return "".join(_bar(i * _ROW, *row) for i, row in enumerate(rows)), _ROW * len(rows)
        case Sparkline(scores):
            return _line(scores)
        case Calendar() as calendar:
            return "".join(_cells(calendar)), 18 + 7 * _CELL


def _bar(top: int, name: str, share: float, text: str) -> str:
    indent = 14 if name.startswith("  ") else 0
    short = clean(name.strip())
    if len(short) > 38:
        short = short[:37] + "…"  # the words next to the picture say all of it
    return (
        f'<text x="{indent}" y="{top + 16}">{escape(short)}</text>'
        f'<rect class="none" x="{_NAMES}" y="{top + 6}" width="{_BARS}" height="12" rx="3"/>'
        f'<rect class="mark" x="{_NAMES}" y="{top + 6}" width="{share * _BARS:.1f}" height="12" rx="3"/>'
        f'<text x="{_NAMES + _BARS + 12}" y="{top + 16}">{escape(clean(text))}</text>'
    )


def _line(scores: tuple[tuple[int, int], ...]) -> tuple[str, int]:
    """Return scores as a line from left to right."""
    height, step = 60, (WIDTH - 20) / max(1, len(scores) - 1)
    points = [
        f"{10 + i * step:.1f},{5 + (height - 10) * (1 - right / total):.1f}" for i, (right, total) in enumerate(scores)
    ]
    dots = "".join('<circle class="mark" cx="{}" cy="{}" r="3"/>'.format(*point.split(",")) for point in points)
    return f'<polyline class="line" points="{" ".join(points)}"/>{dots}', height


def _cells(calendar: Calendar) -> Iterator[str]:
    """Yield a square for each day of a year, by weeks, the months above."""
    level, month = day_levels(calendar.days), 0
    for column, monday in enumerate(weeks(calendar.today, 53)):
        if monday.month != month and monday.day <= 7:
            month = monday.month
            yield f'<text x="{column * _CELL}" y="12" style="font-size: 11px">{monday:%b}</text>'
        for weekday in range(7):
            day = monday + timedelta(weekday)
            if day > calendar.today:
                continue
            place = f'x="{column * _CELL}" y="{18 + weekday * _CELL}" width="10" height="10" rx="2"'
            if level.get(day.isoformat()):
                count = calendar.days[day.isoformat()]
                shade = 0.25 + level[day.isoformat()] * 0.1875
                title = f"<title>{day.isoformat()}: {count}</title>"
                yield f'<rect class="mark" {place} fill-opacity="{shade:.2f}">{title}</rect>'
            else:
                yield f'<rect class="none" {place}/>'
