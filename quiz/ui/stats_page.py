"""Statistics as a page for a terminal."""

from datetime import date

from quiz.game.statistics import Statistics
from quiz.term.lines import BLANK, Line, Span, Style, hanging, usable
from quiz.ui import stats_words as words
from quiz.ui.charts import Signs, bars, calendar, sparkline
from quiz.ui.pages import title_lines
from quiz.ui.stakes import calibration_text


def stats_lines(found: Statistics, today: date, width: int, signs: Signs) -> list[Line]:
    """Return statistics as lines of at most `width` cells."""
    width = usable(width)
    if not found.days and not found.topics:
        return hanging((Span(" "),), words.NOTHING, width)
    lines = [*title_lines("How you do", "", width), *hanging((Span(" "),), words.recall_text(found.recall), width)]
    if found.banks:
        lines += [*_heading("Right at the first try", width), *bars(words.bank_rows(found), width, signs)]
    if any(found.facts):
        lines += [*_heading("Facts", width), *bars(words.mastery_rows(found), width, signs)]
    if found.forecast:
        lines += [*_heading("Reviews to come", width), *bars(words.forecast_rows(found), width, signs)]
        lines += hanging((Span("   "),), words.forecast_text(found), width)
    if len(found.rounds) > 1:
        lines += _heading("The last rounds", width)
        shown = sparkline(found.rounds[-(width - 6) :], signs)
        lines += [(Span("   "), Span(shown)), *hanging((Span("   "),), words.rounds_text(found), width)]
    if found.days:
        lines += [*_heading("Days played", width), *calendar(found.days, today, width, signs)]
        lines += hanging((Span("   "),), words.days_text(found), width)
    told = calibration_text(found.calibration)
    if told:
        lines += [*_heading("How sure you were", width), *hanging((Span("   "),), told, width)]
    return lines


def _heading(text: str, width: int) -> list[Line]:
    return [BLANK, *hanging((Span(" "),), text, width, Style.STRONG)]
