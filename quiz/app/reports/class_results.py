"""How a class did: the page, JSON and CSV of what `quiz.app.class_results` finds."""

from collections.abc import Iterator, Sequence

from quiz.app.class_results import class_report
from quiz.app.reports import Report
from quiz.classroom.counts import ItemCounts, Reliability, settled
from quiz.classroom.item_statistics import error_ratio, facility_index, standard_error
from quiz.classroom.report import ClassReport, Total
from quiz.classroom.thresholds import SHARE_FROM
from quiz.game.statistics import interval
from quiz.ui.class_page import CLASS_TITLE, class_page

_COLUMNS = (
    *("about", "id", "text", "place", "tries", "right", "share", "low", "high", "seconds"),
    *("with_the_rest", "best_less_weakest", "offered", "chosen", "offered_above", "chosen_above"),
)


def _record(found: ClassReport) -> dict[str, object]:
    """Return the report as the JSON that is promised to other programs (version 1)."""
    checked, shown = found.checked, found.checked.shown
    times = {one.student: one.took_ms for one in found.counts.students}
    return {
        "version": 1,
        "handed_in": len(found.students),
        "missing": [one._asdict() for one in found.missing],
        "repeated": list(found.handed_in.repeated),
        "unread": [one._asdict() for one in found.unread],
        "banks": list(found.titles),
        "teach_again": [one._asdict() | {"taken": one.taken and one.taken._asdict()} for one in found.teach],
        "look_at": [one._asdict() | {"place": found.places.get(one.item)} for one in found.look_at],
        "tests": [{"id": id_, "questions": questions or None} for id_, questions in checked.tests.items()],
        "checked": dict(checked.verdicts),
        "differing": [one._asdict() for one in checked.differing],
        "irregular": [one._asdict() for one in checked.irregular],
        "changed": dict(checked.changed),
        "students": [_student(found, code, times.get(code)) for code in checked.scores],
        "questions": [
            {
                **one._asdict(),
                **_shares(one.right, one.tries),
                "moodle": _moodle(one),
                "fact": checked.facts[one.item],
                "stem": shown[one.item].stem if one.item in shown else None,
                "key": shown[one.item].key if one.item in shown else None,
                "place": found.places.get(one.item),
            }
            for one in found.counts.items
        ],
        "options": [one._asdict() | {"text": _option(found, one.item, one.option)} for one in found.counts.options],
        "patterns": [_total(one) for one in found.patterns],
        "facts": [_total(one) for one in found.facts],
        "typed": [one._asdict() for one in found.counts.typed],
        "reliability": _reliability(found.counts.reliability),
    }


def _moodle(one: ItemCounts) -> dict[str, float | None]:
    """Return the figures of a question as Moodle's report has them, in per cent."""
    facility = facility_index((1.0,) * one.right + (0.0,) * (one.tries - one.right))
    return {
        "facility_index": settled(facility) if one.tries >= SHARE_FROM else None,
        "discrimination_index": settled(None if one.agreement is None else 100 * one.agreement),
        "discriminative_efficiency": one.efficiency,
    }


def _student(found: ClassReport, code: str, took_ms: float | None) -> dict[str, object]:
    score = found.checked.scores[code]
    return {
        "student": code,
        "name": found.name(code) or None,
        "tries": score.tries,
        "right": score.right,
        **_shares(score.right, score.tries),
        "right_when_asked": score.right_then,
        "with_hint": score.hinted,
        "differing": score.differing,
        "late": score.is_late,
        "retaken": score.is_retaken,
        "took_ms": took_ms,
    }


def _total(one: Total) -> dict[str, object]:
    return one._asdict() | _shares(one.right, one.tries)


def _shares(right: int, tries: int) -> dict[str, float | None]:
    """Return the share of right answers and its 95 % interval, if there are enough of them."""
    if tries < SHARE_FROM:
        return {"share": None, "low": None, "high": None}
    low, high = interval(right, tries)
    return {"share": round(right / tries, 4), "low": round(low, 4), "high": round(high, 4)}


def _reliability(found: Reliability | None) -> dict[str, object] | None:
    if found is None:
        return None
    consistency = None if found.alpha is None else 100 * found.alpha
    error = standard_error(found.deviation, found.alpha)
    ratio = error_ratio(consistency)
    moodle = {"coefficient_of_internal_consistency": settled(consistency), "error_ratio": settled(ratio)}
    return found._asdict() | {"standard_error": settled(error), "moodle": moodle}


def _option(found: ClassReport, item: str, option: str) -> str | None:
    shown = found.checked.shown.get(item)
    return shown.texts.get(option) if shown else None


def _rows(found: ClassReport) -> Iterator[Sequence[object]]:
    """Yield what the JSON has of students, questions, options, patterns and facts, a row each."""
    record = _record(found)
    for about, id_ in (("students", "student"), ("questions", "item"), ("options", "item"), *_BY_ID):
        parts = record[about]
        assert isinstance(parts, list)
        for one in parts:
            seconds = None if one.get("took_ms") is None else round(one["took_ms"] / 1000, 3)
            text = one.get("stem") or one.get("text") or one.get("name")
            extra = (one.get("agreement"), one.get("difference"))
            values = (one.get("tries"), one.get("right"), one.get("share"), one.get("low"), one.get("high"), seconds)
            offers = (one.get("offered"), one.get("chosen"), one.get("offered_above"), one.get("chosen_above"))
            yield about.removesuffix("s"), one[id_], text, one.get("place"), *values, *extra, *offers


_BY_ID = (("patterns", "id"), ("facts", "id"))

REPORT = Report(
    title=CLASS_TITLE,
    collect=class_report,
    document=lambda found, _today: class_page(found),
    record=_record,
    columns=_COLUMNS,
    rows=_rows,
)
