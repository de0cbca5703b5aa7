"""Planning for an exam from what the player knows now. Imports the scheduler's library, which takes long."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from quiz.game.exam import Plan, enough, plan_exam
from quiz.history.derived.schedule import Schedule
from quiz.history.log import History
from quiz.history.players import Exam, keep_planned
from quiz.items.sources import Fact
from quiz.ui.exam import ExamPlanView


def plan_for(history: History, exam: Exam, facts: Mapping[str, Fact], today: date) -> tuple[Plan, ExamPlanView]:
    """Plan the days from today to the exam on these facts. Raises `HistoryError`."""
    asked = [
        fact.id for fact in facts.values() if any(fact.row in item_source.rows for item_source in fact.item_sources)
    ]
    memories = Schedule(history).memories({fact.partition("/")[0] for fact in asked})
    day = date.fromisoformat(exam.day)
    days = (day - today).days
    plan = plan_exam(asked, memories, today.toordinal(), days, exam.daily)
    told = ExamPlanView(
        exam=day,
        today=today,
        facts=len(asked),
        daily=exam.daily,
        days=tuple((today + timedelta(one.number), len(one.review), len(one.new)) for one in plan.days),
        late=len(plan.late),
        enough=enough(asked, memories, today.toordinal(), days) if plan.late else None,
    )
    return plan, told


def planned_today(history: History, plan: Plan, today: date) -> Sequence[str]:
    """Keep what a plan asks today, and return it."""
    first = next((day for day in plan.days if day.number == 0), None)
    facts = [*first.review, *first.new] if first else []
    keep_planned(history, today.isoformat(), facts)
    return facts
