"""Statistics as a page of HTML and as a picture in SVG, which need nothing else.

All that a picture shows stands beside it in words. Every text is cleaned and escaped.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from html import escape
from typing import NamedTuple

from quiz.game.statistics import Statistics
from quiz.text import clean
from quiz.ui import stats_words as words
from quiz.ui.charts import levels, weeks
from quiz.ui.stakes import calibration_text

MARK = "made by `quiz stats`"  # a file with it may be written over

_WIDTH = 720
_ROW = 24
_NAMES = 300  # the width of the column of names
_BARS = 240
_CELL = 12
_COLORS = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1c1c1c; --faint: #e6e6e6; --mark: #1f6f54; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181a; --ink: #e8e8e8; --faint: #33373a; --mark: #57bd95; }
}
@media print { :root { --paper: #fff; --ink: #000; --faint: #ddd; --mark: #1f6f54; } }
text { fill: var(--ink); font: 14px system-ui, sans-serif; }
.mark { fill: var(--mark); } .none { fill: var(--faint); }
.line { fill: none; stroke: var(--mark); stroke-width: 2; }
"""


class _Part(NamedTuple):
    """A part of the page: its heading, what it says, and its picture, if it has one."""

    title: str
    texts: list[str]
    body: str = ""
    height: int = 0


def as_html(found: Statistics, today: date) -> str:
    """Return a page that stands for itself: no scripts, nothing from elsewhere."""
    sections = "\n".join(_section(part) for part in _parts(found, today))
    return f"""<!DOCTYPE html>
<!-- {MARK} -->
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>How you do: {today.isoformat()}</title>
<style>{_COLORS}
body {{ background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif;
  max-width: 45rem; margin: 2rem auto; padding: 0 1rem; }}
h1 {{ font-size: 1.6rem; }} h2 {{ font-size: 1.15rem; margin: 2rem 0 .5rem; }}
svg {{ display: block; max-width: 100%; height: auto; }} p, ul {{ margin: .5rem 0; overflow-wrap: anywhere; }}
section {{ break-inside: avoid; }}
</style>
</head>
<body>
<main>
<h1>How you do</h1>
<p>{today.isoformat()}</p>
{sections}
</main>
</body>
</html>
"""


def _section(part: _Part) -> str:
    picture = ""
    if part.body:
        picture = (
            f'<svg role="img" aria-label="{part.title}, in words below" viewBox="0 0 {_WIDTH} {part.height}" '
            f'width="{_WIDTH}" height="{part.height}">{part.body}</svg>\n'
        )
    texts = "\n".join(f"<li>{_safe(text)}</li>" for text in part.texts)
    told = f"<ul>\n{texts}\n</ul>" if len(part.texts) > 1 else f"<p>{_safe(part.texts[0])}</p>"
    return f"<section>\n<h2>{part.title}</h2>\n{picture}{told}\n</section>"


def as_svg(found: Statistics, today: date) -> str:
    """Return a picture of all parts, one below the other, with its words as its description."""
    parts = _parts(found, today)
    bodies, top = [], 70
    for part in parts:
        bodies.append(f'<text x="20" y="{top}" font-weight="bold">{part.title}</text>')
        top += 12
        if part.body:
            bodies.append(f'<g transform="translate(20 {top})">{part.body}</g>')
            top += part.height
        if not part.body or len(part.texts) == 1:
            for text in part.texts:
                for row in _wrapped(text):
                    top += _ROW - 4
                    bodies.append(f'<text x="20" y="{top}">{_safe(row)}</text>')
        top += 40
    told = " ".join(text for part in parts for text in part.texts)
    width = _WIDTH + 40
    return f"""<?xml version="1.0" encoding="utf-8"?>
<!-- {MARK} -->
<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title told"
  viewBox="0 0 {width} {top}" width="{width}" height="{top}">
<title id="title">How you do: {today.isoformat()}</title>
<desc id="told">{_safe(told)}</desc>
<style>{_COLORS}</style>
<rect width="{width}" height="{top}" style="fill: var(--paper)"/>
<text x="20" y="34" style="font-size: 22px">How you do</text>
{chr(10).join(bodies)}
</svg>
"""


def _wrapped(text: str) -> list[str]:
    from quiz.term.lines import wrap

    return wrap(clean(text), 95)


def _safe(text: str) -> str:
    return escape(clean(text.strip()))


def _parts(found: Statistics, today: date) -> list[_Part]:
    if not found.days and not found.topics:
        return [_Part("Nothing yet", [words.NOTHING])]
    parts = [_Part("What stays", [words.recall_text(found.recall)])]
    if found.banks:
        parts.append(_Part("Right at the first try", list(words.bank_texts(found)), *_bars(words.bank_rows(found))))
    if any(found.facts):
        parts.append(_Part("Facts", [words.facts_text(found)], *_bars(words.mastery_rows(found))))
    if found.forecast:
        parts.append(_Part("Reviews to come", [words.forecast_text(found)], *_bars(words.forecast_rows(found))))
    if len(found.rounds) > 1:
        parts.append(_Part("The last rounds", [words.rounds_text(found)], *_line(found)))
    if found.days:
        parts.append(_Part("Days played", [words.days_text(found)], *_map(found, today)))
    if found.calibration:
        parts.append(_Part("How sure you were", [calibration_text(found.calibration)]))
    return parts


def _bars(rows: list[tuple[str, float, str]]) -> tuple[str, int]:
    return "".join(_bar(i * _ROW, *row) for i, row in enumerate(rows)), _ROW * len(rows)


def _bar(top: int, name: str, share: float, text: str) -> str:
    indent = 14 if name.startswith("  ") else 0
    short = clean(name.strip())
    if len(short) > 38:
        short = short[:37] + "…"  # the words beside the picture have it all
    return (
        f'<text x="{indent}" y="{top + 16}">{escape(short)}</text>'
        f'<rect class="none" x="{_NAMES}" y="{top + 6}" width="{_BARS}" height="12" rx="3"/>'
        f'<rect class="mark" x="{_NAMES}" y="{top + 6}" width="{share * _BARS:.1f}" height="12" rx="3"/>'
        f'<text x="{_NAMES + _BARS + 12}" y="{top + 16}">{escape(clean(text))}</text>'
    )


def _line(found: Statistics) -> tuple[str, int]:
    """Return the scores of the last rounds as a line from left to right."""
    height, step = 60, (_WIDTH - 20) / max(1, len(found.rounds) - 1)
    points = [
        f"{10 + i * step:.1f},{5 + (height - 10) * (1 - one.right / one.total):.1f}"
        for i, one in enumerate(found.rounds)
    ]
    dots = "".join('<circle class="mark" cx="{}" cy="{}" r="3"/>'.format(*point.split(",")) for point in points)
    return f'<polyline class="line" points="{" ".join(points)}"/>{dots}', height


def _map(found: Statistics, today: date) -> tuple[str, int]:
    return "".join(_cells(found, today)), 18 + 7 * _CELL


def _cells(found: Statistics, today: date) -> Iterator[str]:
    """Yield a square for each day of a year, by weeks, the months above."""
    level = levels(found.days, max(found.days.values()))
    month = 0
    for column, monday in enumerate(weeks(today, 53)):
        if monday.month != month and monday.day <= 7:
            month = monday.month
            yield f'<text x="{column * _CELL}" y="12" style="font-size: 11px">{monday:%b}</text>'
        for weekday in range(7):
            day = monday + timedelta(weekday)
            if day > today:
                continue
            place = f'x="{column * _CELL}" y="{18 + weekday * _CELL}" width="10" height="10" rx="2"'
            if level.get(day.isoformat()):
                count = found.days[day.isoformat()]
                shade = 0.25 + level[day.isoformat()] * 0.1875
                title = f"<title>{day.isoformat()}: {count}</title>"
                yield f'<rect class="mark" {place} fill-opacity="{shade:.2f}">{title}</rect>'
            else:
                yield f'<rect class="none" {place}/>'
