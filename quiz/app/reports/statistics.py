"""Statistics for other programs: JSON and CSV, as docs/formats.md promises them."""

from quiz.game.mastery import STATES
from quiz.game.statistics import Statistics, interval
from quiz.game.summary import Figures
from quiz.serialize import csv_text, json_text, utc


def as_record(found: Statistics) -> str:
    """Return statistics as JSON (version 1)."""
    recall = found.recall
    low, high = interval(recall.right, recall.total) if recall.total else (None, None)
    return json_text(
        {
            "version": 1,
            "banks": [_record(figures) for figures in found.banks],
            "topics": [_record(figures) for figures in found.topics],
            "recall": {
                "first_tries": recall.total,
                "right": recall.right,
                "accuracy": _rounded(recall.share) if recall.total else None,
                "low": _rounded(low),
                "high": _rounded(high),
            },
            "forecast": [{"day": day, "due": count} for day, count in found.forecast.items()],
            "facts": dict(zip(STATES, found.facts, strict=True)),
            "rounds": [{"started_at": utc(o.started_at), "right": o.right, "answered": o.total} for o in found.rounds],
            "days": [{"day": day, "answers": count} for day, count in found.days.items()],
            "certainty": {one.certainty: {"right": one.right, "total": one.total} for one in found.calibration},
        }
    )


def _record(figures: Figures) -> dict[str, object]:
    return {
        "bank": figures.bank,
        **({"topic": figures.topic} if figures.topic else {}),
        "facts_seen": figures.facts,
        "first_tries": figures.accuracy.total,
        "right": figures.accuracy.right,
        "accuracy": _rounded(figures.accuracy.share),
        "trend": _rounded(figures.trend),
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def as_sheet(found: Statistics) -> str:
    """Return the topics as CSV."""
    names = ("bank", "topic", "facts_seen", "first_tries", "right", "accuracy", "trend")
    records = map(_record, found.topics)
    return csv_text(names, ([record.get(name) for name in names] for record in records))
