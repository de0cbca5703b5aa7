"""The plan for an exam: how many days are left, what each of them asks, and whether that is enough."""

from datetime import date
from typing import NamedTuple

from quiz.ui.document import Alternative, Bars, Document, Gap, Paragraph, Picture, Title, said
from quiz.ui.words import plural

_MOST_DAYS = 14  # that are shown one by one


class ExamPlanView(NamedTuple):
    """A plan as it is shown. `days` are (day, facts to review, new facts) on which something is asked.

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


def exam_page(plan: ExamPlanView) -> Document:
    """Return a plan as a page."""
    when, facts = left(plan.exam, plan.today), plural(plan.facts, "fact")
    most = max((old + new for _, old, new in plan.days), default=1)
    days = [(day_name(day, plan.today), (old + new) / most, _asked(old, new)) for day, old, new in plan.days]
    days = days[:_MOST_DAYS]
    texts = tuple(f"{name[:1].upper()}{name[1:]}: {asked}." for name, _, asked in days)
    return (
        Title(f"Exam on {_long(plan.exam)}", when),
        said(f"The exam is {when}, on {_long(plan.exam)}. {facts}."),
        Alternative((Paragraph(f"{facts}, {plan.daily} a day at most."), Gap())),
        Picture(Bars(tuple(days)), texts, says_all=True),
        Gap(),
        *map(Paragraph, (*_more(plan), *_verdict(plan))),
        Gap(),
    )


def _asked(old: int, new: int) -> str:
    if not old:
        return plural(new, "new fact")
    return f"{plural(old, 'fact')} to review{f', {new} new' if new else ''}"


def _more(plan: ExamPlanView) -> list[str]:
    count = len(plan.days) - _MOST_DAYS
    return [f"And so on, on {plural(count, 'more day', 'more days')}."] if count > 0 else []


def _verdict(plan: ExamPlanView) -> list[str]:
    if not plan.late:
        return ["All of it will be fresh on the day, if you keep to the plan."]
    late = f"{plural(plan.late, 'fact')} will not be fresh on the day with {plan.daily} a day."
    if plan.enough is None:
        return [late, "There are too few days for all of it, however many you review a day: choose fewer banks."]
    return [late, f"With `--limit {plan.enough}` all of it would be."]


def _long(day: date) -> str:
    return f"{day:%A}, {day.day} {day:%B} {day.year}"
