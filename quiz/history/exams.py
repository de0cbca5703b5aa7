"""The exam that a player prepares for: its day, the banks it is about, and what is planned for today."""

import json
from datetime import date
from typing import NamedTuple

from quiz.history.log import History
from quiz.history.players import kept_player
from quiz.history.records import InvalidRecord, loaded


class Exam(NamedTuple):
    """An exam: its day (ISO 8601), the names of the banks it is about, and how many facts a day are asked."""

    day: str
    scope: tuple[str, ...]
    daily: int


def exam_of(history: History) -> Exam | None:
    """Return the exam that the player prepares for. Raises `HistoryError`, as all of these do."""
    rows = history.select("SELECT day, scope, daily FROM exams WHERE player = ?", _id(history))
    if not rows:
        return None
    day, scope, daily = rows[0]
    try:
        date.fromisoformat(day)
    except ValueError:
        raise history.damaged("an exam") from None
    return Exam(day, tuple(_texts(history, scope)), daily)


def keep_exam(history: History, exam: Exam) -> None:
    """Keep an exam in the place of the one before; a player of whom nothing was kept is made."""
    with history.transaction() as db:
        history.player = kept_player(db, history.player)
        db.execute(
            "INSERT OR REPLACE INTO exams (player, day, scope, daily, planned_on, planned) "
            "VALUES (?, ?, ?, ?, '', '[]')",
            (history.player.id, exam.day, json.dumps(exam.scope, ensure_ascii=False), exam.daily),
        )


def forget_exam(history: History) -> bool:
    """Forget the exam. Returns False where there was none."""
    with history.transaction() as db:
        return db.execute("DELETE FROM exams WHERE player = ?", (_id(history),)).rowcount > 0


def planned_on(history: History, day: str) -> list[str] | None:
    """Return the facts that are planned for a day, if they were planned already."""
    rows = history.select("SELECT planned FROM exams WHERE player = ? AND planned_on = ?", _id(history), day)
    return _texts(history, rows[0][0]) if rows else None


def keep_planned(history: History, day: str, facts: list[str]) -> None:
    """Keep what is planned for a day."""
    with history.transaction() as db:
        db.execute(
            "UPDATE exams SET planned_on = ?, planned = ? WHERE player = ?", (day, json.dumps(facts), _id(history))
        )


def _id(history: History) -> str:
    return history.player.id if history.player else ""


def _texts(history: History, kept: str) -> list[str]:
    """Return a list of texts that is kept as JSON. Raises `HistoryError` where it is none."""
    try:
        found = loaded(kept)
    except InvalidRecord:
        found = None
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise history.damaged("an exam")
    return found
