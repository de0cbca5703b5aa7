"""A document as styled lines for the cells of a terminal."""

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from quiz.term.lines import BLANK, Line, Span, Style, hanging, text_width, usable
from quiz.term.sink import Sink
from quiz.text import CODE, has_lines
from quiz.ui.document import (
    Alternative,
    Bars,
    Calendar,
    Document,
    Element,
    Gap,
    NotedList,
    Paragraph,
    Picture,
    Sparkline,
    Subheading,
    Title,
    Verdict,
)
from quiz.ui.pages import title_lines
from quiz.ui.words import in_one

UNWRAPPED = 10**9  # cells: for pipes and files, in which lines are as long as they are
WIDEST_BAR = 20
LEVELS = 4  # of days with answers
_FEWEST_WEEKS = 8  # for a player who has just begun


class Signs(NamedTuple):
    """The characters of pictures. `steps` go from none right to all right, `days` from no answer to many."""

    bar: str
    steps: str
    days: str


BLOCKS = Signs("█", "▁▂▃▄▅▆▇█", "·░▒▓█")
ASCII = Signs("#", "0123456789", ".-+*#")


def fitting(encoding: str, terminal: str) -> Signs:
    """Return the signs that a terminal can show. The fonts of the Linux console lack most block elements."""
    try:
        (BLOCKS.steps + BLOCKS.days).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return ASCII if terminal == "linux" else BLOCKS


def signs_of(sink: Sink) -> Signs:
    """Return the signs that the terminal of a sink can show."""
    return fitting(sink.encoding, os.environ.get("TERM", ""))


def lines(document: Document, width: int, signs: Signs = BLOCKS) -> list[Line]:
    """Return the lines of a document, each of at most `width` cells."""
    found: list[Line] = []
    before: Element | None = None
    for element in document:
        if not (isinstance(element, Subheading) and (before is None or isinstance(before, Title))):
            found += _element(element, width, signs)
        before = element
    return found


def _element(element: Element, width: int, signs: Signs) -> Sequence[Line]:
    """Return the lines of one element."""
    match element:
        case Paragraph():
            mark = (element.mark,) if element.mark.text else ()
            return (
                hanging((Span(" " * element.indent), *mark), element.text, width, element.style)
                if element.text
                else [BLANK]
            )
        case Gap():
            return [BLANK]
        case Alternative():
            return [line for part in element.shown for line in _element(part, width, signs)]
        case NotedList():
            return _noted(element, width)
        case Verdict():
            return _verdict(element, width)
        case Title():
            return title_lines(element.text, element.beside, width)
        case Subheading():
            return [BLANK, *hanging((Span(" "),), element.text, width, Style.STRONG)]
        case Picture():
            texts = () if element.says_all else element.words
            below = [line for text in texts for line in hanging((Span("   "),), text, width)]
            return [*_drawing(element.drawing, width, signs), *below]


def _noted(element: NotedList, width: int) -> list[Line]:
    """Return texts after their labels, with notes next to them in a column, or below them if it is too narrow."""
    rows = element.rows
    widest = element.narrowest or max(text_width(row.note.text) for row in rows)
    column = max(text_width(row.text) for row in rows) + element.gap
    labels = max(text_width(row.label.text) for row in rows)
    is_low = not any(has_lines(text) for row in rows for text in (row.label.text, row.text, row.note.text))
    if element.pairs and is_low and element.indent + labels + column + widest <= width:
        rows = tuple(row._replace(label=Span(row.label.text.ljust(labels - _wider(row.label.text)))) for row in rows)
    elif element.pairs:
        labels = 0
        rows = tuple(row._replace(label=Span(""), text=in_one(row.label.text.rstrip(), ": ", row.text)) for row in rows)
        column = max(text_width(row.text) for row in rows) + element.gap
    fits = is_low and element.indent + labels + column + widest <= (usable(width) if element.narrowest else width)
    found: list[Line] = []
    for label, text, note in rows:
        head = (Span(" " * element.indent), label)
        if note.text and fits:
            gap = " " * (column - text_width(text))
            found += hanging((*head, Span(text + gap)), note.text, width, note.style)
            continue
        found += hanging(head, text, width)
        if note.text:
            found += hanging((Span(" " * (element.indent + labels + element.below)),), note.text, width, note.style)
    return found


def _wider(text: str) -> int:
    """Return how many cells more than characters a text takes."""
    return text_width(text) - len(text)


def _verdict(element: Verdict, width: int) -> list[Line]:
    """Return the verdict with the text after it, which continues below it, indented by three."""
    sign, style = ("✓", Style.RIGHT) if element.is_right else ("✗", Style.WRONG)
    head: Line = (Span(" "), Span(f"{sign} {element.word}", style), Span(" "))
    if not element.text:
        return [head]
    used = sum(text_width(span.text) for span in head)
    if used + 12 > width or element.text.startswith(CODE):
        return [head, *hanging((Span(" " * 3),), element.text, width)]
    filler = "x" * (used - 3)  # stands for the head, so that wrapping knows of it
    first, *rest = hanging((Span(" " * 3),), f"{filler}{element.text}", width)
    return [(*head, Span(first[1].text[len(filler) :])), *rest]


def _drawing(drawing: Bars | Sparkline | Calendar, width: int, signs: Signs) -> list[Line]:
    match drawing:
        case Bars():
            return _bars(drawing, width, signs)
        case Sparkline():
            last = len(signs.steps) - 1
            scores = [(right, total) for right, total in drawing.scores[-(width - 6) :] if total]
            return [(Span("   "), Span("".join(signs.steps[round(last * right / total)] for right, total in scores)))]
        case Calendar():
            return list(_calendar(drawing, width, signs))


def _bars(bars: Bars, width: int, signs: Signs) -> list[Line]:
    """Return a line with a name, a bar and a text for each bar; without bars if it is too narrow for them."""
    column = max((text_width(name) for name, _, _ in bars.rows), default=0) + bars.gap
    beside = max((text_width(text) for _, _, text in bars.rows), default=0)
    room = min(WIDEST_BAR, width - bars.indent - column - 2 - beside - 1)
    indent = " " * bars.indent
    found: list[Line] = []
    for name, share, text in bars.rows:
        if room < LEVELS:
            found += hanging((Span(indent),), f"{name.strip()}: {text}", width)
            continue
        # What is more than nothing is never drawn as nothing.
        filled = max(1, round(room * share)) if share else 0
        head = indent + name + " " * (column - text_width(name))
        found.append((Span(head), Span((signs.bar * filled).ljust(room)), Span(f"  {text}")))
    return found


def weeks(today: date, count: int) -> list[date]:
    """Return the Mondays of a number of weeks, the last one that of today."""
    monday = today - timedelta(today.weekday())
    return [monday - timedelta(7 * i) for i in reversed(range(count))]


def day_levels(days: Mapping[str, int]) -> dict[str, int]:
    """Return day -> 1 to 4, by its answers in proportion to the day with the most."""
    most = max(days.values(), default=1)
    return {day: -(-LEVELS * count // most) for day, count in days.items() if count}


def _calendar(calendar: Calendar, width: int, signs: Signs) -> Iterator[Line]:
    """Yield the months, then a row for each day of the week with a column for each week up to today's."""
    today = calendar.today
    first = date.fromisoformat(min(calendar.days, default=today.isoformat()))
    since = (today - first).days // 7 + 2
    mondays = weeks(today, max(1, min(53, max(since, _FEWEST_WEEKS), width - 9)))
    level = day_levels(calendar.days)
    months = ""
    for i, monday in enumerate(mondays):
        is_cut = any(one.month != monday.month for one in mondays[i + 1 : i + 4])  # the name of the next month follows
        begins = i == 0 or monday.month != mondays[i - 1].month
        if begins and not (i == 0 and is_cut) and i + 3 <= width - 8:
            months = months.ljust(i) + monday.strftime("%b")
    yield (Span(f"        {months}", Style.FAINT),)
    for weekday, name in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")):
        found = [monday + timedelta(weekday) for monday in mondays]
        row = "".join(signs.days[level.get(day.isoformat(), 0)] if day <= today else " " for day in found)
        yield (Span(f"   {name}  "), Span(row.rstrip()))
