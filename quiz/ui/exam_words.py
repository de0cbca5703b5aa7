"""What is said of an exam: how many days are left, what each of them asks, and whether that is enough."""

from datetime import date
from typing import NamedTuple

from quiz.term.lines import BLANK, Line, Span, hanging, usable
from quiz.ui.charts import Signs, bars
from quiz.ui.pages import title_lines
from quiz.ui.words import plural

_MOST_DAYS = 14  # that are shown one by one


class ExamPlanView(NamedTuple):
    """A plan as it is told. `days` are (day, facts to review, new facts) on which something is asked.

    `late` facts will not be fresh in time with `daily` a day; with `enough` a day all would be, None if no number
    is enough.
    """

    exam: date
    today: date
    facts: int
    daily: int
    days: tuple[tuple[date, int, int], ...]
    late: int
    enough: int | None


def left(exam: date, today: date) -> str:
    """Return when an exam is, `in 9 days`."""
    days = (exam - today).days
    return "tomorrow" if days == 1 else f"in {plural(days, 'day')}"


def day_name(day: date, today: date) -> str:
    """Return a day as it is spoken of."""
    days = (day - today).days
    return "today" if days == 0 else "tomorrow" if days == 1 else f"{day:%A}, {day.day} {day:%B}"


def exam_texts(told: ExamPlanView) -> list[str]:
    """Return a plan as sentences."""
    texts = [f"The exam is {left(told.exam, told.today)}, on {_long(told.exam)}. {plural(told.facts, 'fact')}."]
    texts += [f"{_capital(day_name(day, told.today))}: {_asked(old, new)}." for day, old, new in told.days[:_MOST_DAYS]]
    return [*texts, *_more(told), *_verdict(told)]


def exam_lines(told: ExamPlanView, width: int, signs: Signs) -> list[Line]:
    """Return a plan as a page."""
    lines = title_lines(f"Exam on {_long(told.exam)}", left(told.exam, told.today), width)
    width = usable(width)
    lines += [*hanging((Span(" "),), f"{plural(told.facts, 'fact')}, {told.daily} a day at most.", width), BLANK]
    most = max((old + new for _, old, new in told.days), default=1)
    rows = [
        (day_name(day, told.today), (old + new) / most, _asked(old, new)) for day, old, new in told.days[:_MOST_DAYS]
    ]
    lines += bars(rows, width, signs)
    texts = [*_more(told), *_verdict(told)]
    return [*lines, BLANK, *(line for text in texts for line in hanging((Span(" "),), text, width)), BLANK]


def _asked(old: int, new: int) -> str:
    if not old:
        return plural(new, "new fact")
    return f"{plural(old, 'fact')} to review{f', {new} new' if new else ''}"


def _more(told: ExamPlanView) -> list[str]:
    count = len(told.days) - _MOST_DAYS
    return [f"And so on, on {plural(count, 'more day', 'more days')}."] if count > 0 else []


def _verdict(told: ExamPlanView) -> list[str]:
    if not told.late:
        return ["All of it will be fresh on the day, if you keep to the plan."]
    late = f"{plural(told.late, 'fact')} will not be fresh on the day with {told.daily} a day."
    if told.enough is None:
        return [late, "There are too few days for all of it, however many you review a day: choose fewer banks."]
    return [late, f"With `--limit {told.enough}` all of it would be."]


def _long(day: date) -> str:
    return f"{day:%A}, {day.day} {day:%B} {day.year}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
