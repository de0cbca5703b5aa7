"""The plan for an exam, day by day."""

from datetime import date

from quiz.app.exam_plan import plan_for
from quiz.app.report import Report
from quiz.game.exam import Plan
from quiz.ui.document import Document
from quiz.ui.exam import ExamPlanView, exam_page

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
    }


REPORT = Report(
    title="The plan for an exam",
    collect=plan_for,
    document=_document,
    record=_record,
    columns=("day", "review", "new"),
    rows=lambda found: ((day.isoformat(), old, new) for day, old, new in found[1].days),
)
