"""How the player does, by bank and topic."""

from collections.abc import Collection, Sequence
from contextlib import closing, suppress
from datetime import date, timedelta

from quiz import clock
from quiz.app.history import open_upgraded
from quiz.app.report import Report
from quiz.bank.model import Bank
from quiz.game.mastery import STATES
from quiz.game.statistics import Figures, Statistics, interval
from quiz.history.database import HistoryError
from quiz.history.log import History
from quiz.serialize import utc
from quiz.ui.statistics import TITLE, statistics_page

_COLUMNS = ("bank", "topic", "facts_seen", "first_tries", "right", "accuracy", "trend")
_YEAR = 53 * 7  # days


def collect(history: History | None) -> Statistics:
    """Return the statistics of who plays, with what the banks are called and hold. Raises `HistoryError`."""
    if history is None:
        return Statistics()
    from quiz.history.statistics import statistics

    today = clock.now().day
    found = statistics(history, today - _YEAR)
    banks = played_banks({figures.bank for figures in found.banks})
    return found._replace(
        sizes={id_: bank.facts for id_, bank in banks.items()},
        titles={id_: bank.title for id_, bank in banks.items()},
        forecast=_forecast(history, list(banks.values()), today),
    )


def played_banks(played: Collection[str]) -> dict[str, Bank]:
    """Return the banks that were played and are still there, by their ids."""
    from quiz.app.banks import all_banks
    from quiz.library.banks import load_to_play
    from quiz.library.files import cache_folder

    loaded = (load_to_play(file, cache_folder()).bank for file in all_banks()) if played else ()
    return {bank.id: bank for bank in loaded if bank and bank.id in played}


def _keep_schedule(history: History) -> None:
    """Keep the schedule where there is none yet and it can be written: to fold a million answers takes seconds.

    A damaged history may seem to have no schedule. Reading it changes nothing, so the file is checked first.
    """
    from quiz.history.derived.schedule import Schedule

    if history.writable or history.player is None or Schedule(history).is_kept:
        return
    with suppress(HistoryError):
        if history.select("PRAGMA quick_check(1)") != [("ok",)]:
            return
        writable = open_upgraded(history.path, write=True)
        if writable is not None:
            with closing(writable):
                Schedule(writable.of(history.player)).update()


def _forecast(history: History, banks: Sequence[Bank], today: int) -> dict[str, int]:
    """Return the days to come -> how many facts are due that are still in the banks; nothing where none ever is."""
    from quiz.game.statistics import forecast
    from quiz.history.derived.schedule import Schedule

    _keep_schedule(history)
    there = {fact for bank in banks for fact in bank.fact_ids()}
    due = [one.due for one in Schedule(history).known([bank.id for bank in banks]) if one.fact in there]
    if not due:
        return {}
    first = date.fromordinal(today)
    return {(first + timedelta(day)).isoformat(): count for day, count in enumerate(forecast(due, today))}


def _whole(found: Statistics) -> dict[str, object]:
    """Return statistics as the JSON that is promised to other programs (version 1)."""
    recall = found.recall
    low, high = interval(recall.right, recall.total) if recall.total else (None, None)
    return {
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


def _rows(found: Statistics) -> list[list[object]]:
    """Return the topics."""
    return [[record.get(name) for name in _COLUMNS] for record in map(_record, found.topics)]


REPORT = Report(title=TITLE, collect=collect, document=statistics_page, record=_whole, columns=_COLUMNS, rows=_rows)
