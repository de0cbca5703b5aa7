"""Statistics for other programs: JSON and CSV, as docs/formats.md promises them."""

import csv
import io
import json

from quiz.days import dated
from quiz.game.mastery import STATES
from quiz.game.statistics import Statistics, interval
from quiz.game.summary import Figures

__all__ = ["as_record", "as_sheet", "safe", "utc"]


def as_record(found: Statistics) -> str:
    """Return statistics as JSON (version 1)."""
    recall = found.recall
    low, high = interval(recall.right, recall.total) if recall.total else (None, None)
    return json.dumps(
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
        },
        indent=2,
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


def utc(ms: int) -> str:
    """Return a time as programs read it, in UTC."""
    from datetime import UTC, datetime

    return datetime.fromtimestamp(dated(ms), UTC).isoformat(timespec="milliseconds")


def as_sheet(found: Statistics) -> str:
    """Return the topics as CSV. A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    names = ("bank", "topic", "facts_seen", "first_tries", "right", "accuracy", "trend")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for figures in found.topics:
        record = _record(figures)
        writer.writerow(["" if record[name] is None else safe(record[name]) for name in names])
    return out.getvalue().rstrip("\n")


def safe(value: object) -> object:
    """Return a value for a cell of a sheet that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value
