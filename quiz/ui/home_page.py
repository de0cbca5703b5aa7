"""The home page: an entry for each thing to do, with keys that stay the same, and a bar for each course."""

from collections.abc import Sequence
from typing import NamedTuple

from quiz.game.mastery import MasteryCount
from quiz.term.lines import BLANK, Line, Span, Style, hanging, text_width, usable
from quiz.text import clean, plural
from quiz.ui.asking import foot_lines
from quiz.ui.pages import INDENT, title_lines
from quiz.ui.prompter import Entry
from quiz.ui.render.terminal import Signs

NEXT_KEY = "n"
_BARS = (20, 8)  # cells of a bar: at most, at least
_GAP = "  "
_BEFORE_SIZE = "   "


class HomeEntry(NamedTuple):
    """An entry with the key that always chooses it, a note next to it, and, for a course, how much of it is known."""

    text: str
    key: str
    beside: str = ""
    progress: MasteryCount | None = None


class HomePage(NamedTuple):
    """The home page: its head, the text to the right of it, a note below it, and its entries."""

    title: str
    beside: str
    note: str
    entries: Sequence[HomeEntry]


class HomeScreen(NamedTuple):
    """A part of a home page as it is drawn: the lines above, the entries from `start` to `end`, and the foot."""

    above: list[Line]
    rows: list[list[Line]]
    foot: list[Line]
    start: int
    end: int


def plain_entries(page: HomePage) -> list[Entry]:
    """Return the entries for plain lines, in which the numbers are those of the lines."""
    found = []
    for text, key, beside, progress in page.entries:
        told = f"{text}: {_told(progress)}" if progress else text
        found.append(Entry(told, beside, "" if key.isdigit() else key))
    return found


def home_screen(page: HomePage, width: int, height: int, pointed: int, signs: Signs) -> HomeScreen:
    """Return the part of a home page with the entry that is pointed at, for a terminal of this size.

    In a short terminal, the note, the rule and the head except its first line are left out before entries go to other
    pages.
    """
    rows = _rows(page.entries, width, signs)
    total = sum(map(len, rows))
    title = title_lines(page.title, page.beside, width)
    note = [BLANK, *hanging((Span(" "),), clean(page.note), usable(width), Style.FAINT)] if page.note else []
    above, foot, room = title, [], 0
    for head, is_tight in ((title + note, False), (title, False), (title[:-1], True), (title[:1], True)):
        above = head
        for many in (False, True):
            foot = _foot(width, many=many)[is_tight:]
            room = height - len(head) - len(foot) - 2  # a blank line above the entries, and one that stays free
            if total <= room:
                return HomeScreen(above, rows, foot, 0, len(rows))
        if room >= height // 2:
            break
    start = end = 0
    while end <= pointed:
        start, end = end, _page_end(rows, end, room)
    return HomeScreen(above, rows[start:end], foot, start, end)


def _page_end(rows: Sequence[Sequence[Line]], start: int, room: int) -> int:
    """Return after which entry a page ends; it has at least one."""
    end, used = start + 1, len(rows[start])
    while end < len(rows) and used + len(rows[end]) <= room:
        used, end = used + len(rows[end]), end + 1
    return end


def _foot(width: int, *, many: bool) -> list[Line]:
    keys = f"{NEXT_KEY} next page   q quit" if many else "q quit"
    whole = foot_lines(f"arrows and Enter choose   {keys}", (), width)
    if len(whole) == 2:  # a blank line, and the keys
        return whole
    return foot_lines(f"{NEXT_KEY} more   q quit" if many else "Enter   q quit", (), width)


def _counts(progress: MasteryCount) -> tuple[str, str, str, str]:
    """Return how many facts are known, the same in a short form, and how many are learning and due."""
    short, due = f"{progress.known} of {progress.facts}", f"{progress.due} due" if progress.due else ""
    if progress.new == progress.facts:
        return "not begun", short, plural(progress.facts, "fact"), due
    known = f"all {progress.facts} known" if progress.is_finished else f"{short} known"
    return known, short, f"{progress.learning} learning" if progress.learning else "", due


def _told(progress: MasteryCount) -> str:
    """Return the same as a part of a sentence."""
    known, _, learning, due = _counts(progress)
    return ", ".join(filter(None, (known, learning, due)))


_FULL, _WITHOUT_LEARNING, _SHORT = (0, 2, 3), (0, 3), (1, 3)  # columns of `_counts`


def _rows(entries: Sequence[HomeEntry], width: int, signs: Signs) -> list[list[Line]]:
    """Return the lines of each entry, without the pointer's indent."""
    room = usable(width) - INDENT
    entries = [one._replace(text=clean(one.text), beside=clean(one.beside)) for one in entries]
    layout = _layout([one for one in entries if one.progress], room)
    sizes = _cells_before_sizes(entries, room)
    rows: list[list[Line]] = []
    for one in entries:
        if one.progress:
            rows.append(_course_row(one, one.progress, layout, room, signs))
        else:
            beside = _BEFORE_SIZE + one.beside if one.beside else ""
            label = f"{one.key}{_GAP}"
            text = _filled(one.text, sizes) if _has_size(one) else one.text
            if text_width(label + text + beside) <= room:
                rows.append([(Span(label + text + beside),)])
            else:
                rows.append(hanging((Span(label),), one.text + (f", {one.beside}" if one.beside else ""), room))
    return rows


def _has_size(entry: HomeEntry) -> bool:
    """Return whether an entry is a course that shows its size, like all courses before anything is played."""
    return bool(entry.key.isdigit() and entry.beside and not entry.progress)


def _cells_before_sizes(entries: Sequence[HomeEntry], room: int) -> int:
    """Return the width of the titles of courses, so that their sizes are in a column; 0 if there is no room."""
    courses = [one for one in entries if _has_size(one)]
    title = max((text_width(one.text) for one in courses), default=0)
    size = max((text_width(one.beside) for one in courses), default=0)
    return title if 1 + len(_GAP) + title + len(_BEFORE_SIZE) + size <= room else 0


class _Layout(NamedTuple):
    """How the courses are drawn: the cells of names, bars and counts. Without bars, these have 0 cells."""

    name: int
    bar: int
    counts: tuple[int, ...]  # the columns of `_counts` that are shown -> their cells; 0 for one that is left out


def _layout(courses: Sequence[HomeEntry], room: int) -> _Layout | None:
    """Return the fullest layout in which each course has one line; None if there is none."""
    if not courses:
        return None
    name = max(text_width(one.text) for one in courses)
    told = [_counts(one.progress) for one in courses if one.progress]
    columns = [max(map(text_width, column)) for column in zip(*told, strict=True)]
    for shown, least in ((_FULL, _BARS[1]), (_WITHOUT_LEARNING, _BARS[1]), (_WITHOUT_LEARNING, 0), (_SHORT, 0)):
        counts = tuple(cells if i in shown else 0 for i, cells in enumerate(columns))
        taken = 1 + len(_GAP) + name + sum(cells + len(_GAP) for cells in counts if cells)
        left = room - taken - len(_GAP)
        if least and left >= least:
            return _Layout(name, min(_BARS[0], left), counts)
        if not least and taken <= room:
            return _Layout(name, 0, counts)
    return None


def _course_row(
    entry: HomeEntry, progress: MasteryCount, layout: _Layout | None, room: int, signs: Signs
) -> list[Line]:
    label, counts = f"{entry.key or ' '}{_GAP}", _counts(progress)
    if layout is None:
        told = ", ".join(filter(None, (counts[0], counts[3])))
        name = hanging((Span(label),), entry.text, room)
        return [*name, *hanging((Span(" " * text_width(label)),), told, room)]
    parts = [_filled(entry.text, layout.name)]
    if layout.bar:
        parts.append(_bar(progress, layout.bar, signs))
    parts += [_filled(text, cells) for text, cells in zip(counts, layout.counts, strict=True) if cells]
    return [(Span(label + _GAP.join(parts).rstrip()),)]


def _filled(text: str, cells: int) -> str:
    return text + " " * (cells - text_width(text))


def _bar(progress: MasteryCount, cells: int, signs: Signs) -> str:
    """Return a bar: what is known, what is learning, and what is new. Each part that exists has at least one cell."""
    parts = [progress.known, progress.learning, progress.new]
    drawn = [max(1, cells * part // progress.facts) if part else 0 for part in parts]
    while (left := cells - sum(drawn)) != 0:  # to the part that lacks most, or from the one that has too much
        lacks = [cells * part - progress.facts * count for part, count in zip(parts, drawn, strict=True)]
        drawn[lacks.index(max(lacks) if left > 0 else min(lacks))] += 1 if left > 0 else -1
    marks = signs.days[4], signs.days[2], signs.days[1]
    return "".join(mark * count for mark, count in zip(marks, drawn, strict=True))
