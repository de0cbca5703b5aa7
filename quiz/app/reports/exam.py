"""The plan for an exam, day by day: made from what the player knows now, and shown."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from quiz.app.reports import Report
from quiz.game.exam import Plan, enough, plan_exam
from quiz.history.derived.schedule import Schedule
from quiz.history.log import History
from quiz.history.players import Exam, keep_planned
from quiz.items.sources import Fact
from quiz.text import plural
from quiz.ui.document import Alternative, Bars, Document, Gap, Paragraph, Picture, Title, said
from quiz.ui.words import day_name, left

_MOST_DAYS = 14  # that are shown one by one


class ExamPlanView(NamedTuple):
    """A plan as it is shown. `days` are (day, facts to review, new facts) on which something is asked.

    With `daily` facts a day, `late` facts will not be asked in time; with `enough` a day all would be (None: no number
    is enough). About `remembered` facts will be remembered at the exam.
    """

    exam: date
    today: date
    facts: int
    daily: int
    days: tuple[tuple[date, int, int], ...]
    late: int
    enough: int | None
    remembered: int


def exam_page(plan: ExamPlanView) -> Document:
    """Return a plan as a page."""
    when, facts = left(plan.exam, plan.today), plural(plan.facts, "fact")
    most = max((old + new for _, old, new in plan.days), default=1)
    days = [(day_name(day, plan.today), (old + new) / most, _asked(old, new)) for day, old, new in plan.days]
    days = days[:_MOST_DAYS]
    texts = tuple(f"{name[:1].upper()}{name[1:]}: {asked}." for name, _, asked in days)
    return (
        Title(f"Exam on {_long(plan.exam)}", when),
        said(f"The exam is {when}, on {_long(plan.exam)}. It covers {facts}."),
        Alternative((Paragraph(f"The exam covers {facts}. You are asked about {plan.daily} a day at most."), Gap())),
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
    return [f"And so on for {plural(count, 'more day', 'more days')}."] if count > 0 else []


def _verdict(plan: ExamPlanView) -> list[str]:
    share = f"about {plan.remembered} of {plural(plan.facts, 'fact')}"
    remembered = f"If you keep to the plan, you will remember {share} at the exam."
    if not plan.late:
        return [remembered]
    late = f"With {plan.daily} a day, {plural(plan.late, 'fact')} will not have been asked by then."
    if plan.enough is None:
        return [remembered, late, "There are too few days for all of them: choose fewer banks."]
    return [remembered, late, f"With `--limit {plan.enough}`, all of them would be asked."]


def _long(day: date) -> str:
    return f"{day:%A}, {day.day} {day:%B} {day.year}"


def plan_for(history: History, exam: Exam, facts: Mapping[str, Fact], today: date) -> tuple[Plan, ExamPlanView]:
    """Plan the days from today to the exam on these facts. Raises `HistoryError`."""
    asked = [
        fact.id for fact in facts.values() if any(fact.row in item_source.rows for item_source in fact.item_sources)
    ]
    schedule = Schedule(history)
    memories = schedule.memories({fact.partition("/")[0] for fact in asked})
    day = date.fromisoformat(exam.day)
    days = (day - today).days
    plan = plan_exam(asked, memories, today.toordinal(), days, exam.daily, schedule.pace())
    view = ExamPlanView(
        exam=day,
        today=today,
        facts=len(asked),
        daily=exam.daily,
        days=tuple((today + timedelta(one.number), len(one.review), len(one.new)) for one in plan.days),
        late=len(plan.unseen),
        enough=enough(sum(fact not in memories for fact in asked), days) if plan.unseen else None,
        remembered=round(plan.remembered),
    )
    return plan, view


def planned_today(history: History, plan: Plan, today: date) -> Sequence[str]:
    """Save what a plan asks today, and return it."""
    first = next((day for day in plan.days if day.number == 0), None)
    facts = [*first.review, *first.new] if first else []
    keep_planned(history, today.isoformat(), facts)
    return facts


_Planned = tuple[Plan, ExamPlanView]


def _document(found: _Planned, _today: date) -> Document:
    return exam_page(found[1])


def _record(found: _Planned) -> dict[str, object]:
    """Return a plan as the JSON that is promised to other programs (version 1)."""
    plan = found[1]
    return {
        "version": 1,
        "exam": plan.exam.isoformat(),
        "facts": plan.facts,
        "daily": plan.daily,
        "days": [{"day": day.isoformat(), "review": old, "new": new} for day, old, new in plan.days],
        "late": plan.late,
        "enough": plan.enough,
        "remembered": plan.remembered,
    }


REPORT = Report(
    title="The plan for an exam",
    collect=plan_for,
    document=_document,
    record=_record,
    columns=("day", "review", "new"),
    rows=lambda found: ((day.isoformat(), old, new) for day, old, new in found[1].days),
)
