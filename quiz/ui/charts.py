"""Small pictures of numbers in cells of a terminal: bars, a line of scores, a map of days."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from quiz.game.statistics import Played
from quiz.term.lines import Line, Span, Style, hanging, text_width

WIDEST_BAR = 20
_FEWEST_WEEKS = 8  # of who has just begun
LEVELS = 4  # of days with answers


class Signs(NamedTuple):
    """What pictures are drawn with. `steps` go from none right to all right, `days` from no answer to many."""

    bar: str
    steps: str
    days: str


BLOCKS = Signs("█", "▁▂▃▄▅▆▇█", "·░▒▓█")
ASCII = Signs("#", "0123456789", ".-+*#")


def fitting(encoding: str, terminal: str) -> Signs:
    """Return the signs that a terminal can show. The fonts of the Linux console lack most blocks."""
    try:
        (BLOCKS.steps + BLOCKS.days).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return ASCII if terminal == "linux" else BLOCKS


def bars(rows: Sequence[tuple[str, float, str]], width: int, signs: Signs) -> list[Line]:
    """Return rows of a name, a bar for a share, and a text; without bars where it is too narrow for them."""
    column = max((text_width(name) for name, _, _ in rows), default=0) + 2
    beside = max((text_width(text) for _, _, text in rows), default=0)
    room = min(WIDEST_BAR, width - 3 - column - 2 - beside - 1)
    lines: list[Line] = []
    for name, share, text in rows:
        if room < LEVELS:
            lines += hanging((Span("   "),), f"{name.strip()}: {text}", width)
            continue
        # Something is never drawn as nothing.
        filled = max(1, round(room * share)) if share else 0
        head = "   " + name + " " * (column - text_width(name))
        lines.append((Span(head), Span((signs.bar * filled).ljust(room)), Span(f"  {text}")))
    return lines


def sparkline(rounds: Sequence[Played], signs: Signs) -> str:
    """Return the scores of rounds, one sign each."""
    last = len(signs.steps) - 1
    return "".join(signs.steps[round(last * one.right / one.total)] for one in rounds if one.total)


def weeks(today: date, count: int) -> list[date]:
    """Return the Mondays of so many weeks, the last one that of today."""
    monday = today - timedelta(today.weekday())
    return [monday - timedelta(7 * i) for i in reversed(range(count))]


def levels(days: Mapping[str, int], most: int) -> dict[str, int]:
    """Return day -> 1 to 4, by its answers beside the most of a day."""
    return {day: -(-LEVELS * count // most) for day, count in days.items() if count}


def calendar(days: Mapping[str, int], today: date, width: int, signs: Signs) -> list[Line]:
    """Return a row for each day of the week and a column for each week up to today's, with the months above."""
    first = date.fromisoformat(min(days, default=today.isoformat()))
    since = (today - first).days // 7 + 2
    mondays = weeks(today, max(1, min(53, max(since, _FEWEST_WEEKS), width - 9)))
    level = levels(days, max(days.values(), default=1))
    months = ""
    for i, monday in enumerate(mondays):
        begins = i == 0 or monday.month != mondays[i - 1].month
        if begins and (not months or i > len(months)) and i + 3 <= len(mondays):
            months = months.ljust(i) + monday.strftime("%b")
    lines: list[Line] = [(Span(f"        {months}", Style.FAINT),)]
    for weekday, name in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")):
        found = [monday + timedelta(weekday) for monday in mondays]
        row = "".join(signs.days[level.get(day.isoformat(), 0)] if day <= today else " " for day in found)
        lines.append((Span(f"   {name}  "), Span(row.rstrip())))
    return lines
