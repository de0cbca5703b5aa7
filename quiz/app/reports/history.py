"""The rounds that were played."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from quiz import clock
from quiz.app.errors import Exit, UserError
from quiz.app.play.setup import setup_in
from quiz.app.reports import Report
from quiz.history.log import History
from quiz.history.records import RoundRow
from quiz.serialize import utc
from quiz.ui.document import Document, Paragraph
from quiz.ui.words import NOTHING_PLAYED, duration

_COLUMNS = (
    *("id", "started_at", "ended_at", "ending", "banks", "mode", "seed"),
    *("questions", "answered", "right", "took_ms"),
)


def _collect(history: History | None, most: int | None = None) -> Sequence[RoundRow]:
    """Return the rounds, the latest first, `most` of them at most. Raises `HistoryError`."""
    return history.rounds()[:most] if history else ()


def _document(rounds: Sequence[RoundRow], _today: date) -> Document:
    return tuple(map(Paragraph, map(round_sentence, rounds))) or (Paragraph(NOTHING_PLAYED),)


def find_round(rounds: Sequence[RoundRow], start: str) -> RoundRow:
    """Return the one round whose id starts so; end the command where there is none, or more than one."""
    found = [row for row in rounds if row.id.startswith(start)]
    if not found:
        raise UserError(Exit.USAGE, f"there is no round `{start}`", "`quiz history` lists them")
    if len(found) > 1:
        raise UserError(Exit.USAGE, f"{len(found)} rounds start with `{start}`", "give more of the id")
    return found[0]


def _names(row: RoundRow) -> str:
    setup = setup_in(row.setup)
    return ", ".join(bank for bank, _ in setup.banks) if setup else "?"


def round_sentence(row: RoundRow) -> str:
    """Return a round as a sentence."""
    when = local_time(row.started_at)
    after = f"{row.answered} of {row.planned}" if row.planned else f"{row.answered}"  # a sprint has no number
    state = "" if row.ending == "finished" else f", stopped after {after}"
    if row.ending == "changed":
        state = f", the bank changed after {after}"
    score = f"{row.right} of {row.answered} right"
    return f"{row.id[:8]}  {when}  {_names(row)}, {row.mode}: {score}, {duration(row.took_ms)}{state}"


def round_record(row: RoundRow) -> dict[str, Any]:
    """Return a round as programs read it (version 1)."""
    setup = setup_in(row.setup)
    return {
        "version": 1,
        "id": row.id,
        "started_at": utc(row.started_at),
        "ended_at": None if row.ended_at is None else utc(row.ended_at),
        "ending": row.ending,
        "banks": [bank for bank, _ in setup.banks] if setup else [],
        "mode": row.mode,
        "seed": row.seed,
        "questions": row.planned,
        "answered": row.answered,
        "right": row.right,
        "took_ms": row.took_ms,
    }


def local_time(ms: int) -> str:
    """Return a time as people read it, where they are."""
    return clock.local(ms).strftime("%Y-%m-%d %H:%M")


def _rows(rounds: Sequence[RoundRow]) -> Iterator[list[object]]:
    for record in map(round_record, rounds):
        yield ["; ".join(record[name]) if name == "banks" else record[name] for name in _COLUMNS]


REPORT = Report(
    title="The rounds you played",
    collect=_collect,
    document=_document,
    record=lambda rounds: [round_record(row) for row in rounds],
    columns=_COLUMNS,
    rows=_rows,
)
