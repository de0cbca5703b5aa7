"""Who plays here, and how much."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from quiz import clock
from quiz.app.reports import Report
from quiz.history.log import History
from quiz.history.players import PlayerTotals, played
from quiz.serialize import utc
from quiz.text import plural
from quiz.ui.document import Document, Paragraph

_NOTHING = "Nobody has played yet. `quiz play` starts a round."
_COLUMNS = ("id", "name", "rounds", "answers", "last_played")


def _collect(history: History | None) -> Sequence[PlayerTotals]:
    """Return every player with what was played. Raises `HistoryError`."""
    return played(history) if history else ()


def _document(found: Sequence[PlayerTotals], _today: date) -> Document:
    return tuple(map(Paragraph, map(_sentence, found))) or (Paragraph(_NOTHING),)


def _sentence(what: PlayerTotals) -> str:
    last = "" if what.last_at is None else f", last on {_last_day(what.last_at, what.last_offset_s)}"
    return f"{what.player.name}: {plural(what.rounds, 'round')}, {plural(what.answers, 'answer')}{last}"


def _last_day(at: int, offset_s: int | None) -> str:
    return date.fromordinal(clock.moment(at, offset_s).day).isoformat()


def _record(what: PlayerTotals) -> dict[str, Any]:
    return {
        "version": 1,
        "id": what.player.id,
        "name": what.player.name,
        "rounds": what.rounds,
        "answers": what.answers,
        "last_played": None if what.last_at is None else utc(what.last_at),
    }


REPORT = Report(
    title="Players",
    collect=_collect,
    document=_document,
    record=lambda found: [_record(one) for one in found],
    columns=_COLUMNS,
    rows=lambda found: ([_record(one)[name] for name in _COLUMNS] for one in found),
)
