"""The rounds that were played."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from quiz import clock
from quiz.app.banks import bank_titles
from quiz.app.errors import Exit, UserError
from quiz.app.play.handed_out import is_late
from quiz.app.play.setup import setup_in
from quiz.app.reports import Report
from quiz.game.mode import Ending
from quiz.game.modes import MODES, mode_of
from quiz.game.outcome import Setup
from quiz.history.log import History
from quiz.history.records import RoundRow
from quiz.serialize import utc
from quiz.term.lines import Span
from quiz.text import plural
from quiz.ui.document import Document, Noted, NotedList, Paragraph
from quiz.ui.pages import course_name
from quiz.ui.words import NOTHING_PLAYED, duration

MENU_ROUNDS = 50  # that the menu lists
_FEW = 3  # from this many courses on, they are not named one by one
_NARROWEST = 40  # cells of the column that says what a round was

_COLUMNS = (
    *("id", "started_at", "ended_at", "ending", "banks", "mode", "seed"),
    *("questions", "answered", "right", "took_ms"),
)


class TitledRound(NamedTuple):
    """A round, and what it was about in the words of the banks."""

    row: RoundRow
    title: str


def titled_rounds(history: History | None, most: int | None = None) -> list[TitledRound]:
    """Return the latest `most` rounds (or all) with their titles, the latest first. Raises `HistoryError`."""
    rows = history.rounds()[:most] if history else []
    titles = bank_titles() if rows else {}
    return [TitledRound(row, _title(row, titles)) for row in rows]


def titled(row: RoundRow) -> TitledRound:
    """Return a round with its title."""
    return TitledRound(row, _title(row, bank_titles()))


def _title(row: RoundRow, titles: Mapping[str, str]) -> str:
    """Return what a round was about: its bank or course, or the first of several courses and how many more there are.

    A bank that is gone is called by its id.
    """
    setup = setup_in(row.setup)
    banks = [titles.get(bank, bank) for bank, _ in setup.banks] if setup else []
    named = list(dict.fromkeys(map(course_name, banks))) if len(banks) > 1 else banks
    if not named:
        return "?"
    return " + ".join(named) if len(named) < _FEW else f"{named[0]} and {len(named) - 1} more"


def _document(rounds: Sequence[TitledRound], _today: date) -> Document:
    if not rounds:
        return (Paragraph(NOTHING_PLAYED),)
    rows = [
        Noted(Span(""), f"{one.row.id[:8]}  {local_time(one.row.started_at)}", Span(_line_text(one))) for one in rounds
    ]
    return (NotedList(tuple(rows), indent=1, gap=2, narrowest=_NARROWEST, below=2),)


def find_round(rounds: Sequence[RoundRow], start: str) -> RoundRow:
    """Return the one round whose id starts like this. Raises `UserError` if there is none, or more than one."""
    found = [row for row in rounds if row.id.startswith(start)]
    if not found:
        raise UserError(Exit.USAGE, f"there is no round `{start}`", "`quiz history` lists your rounds")
    if len(found) > 1:
        raise UserError(Exit.USAGE, f"{len(found)} rounds start with `{start}`", "give more of the id")
    return found[0]


def _line_text(one: TitledRound) -> str:
    """Return what a round was, and how it went."""
    late = ", late" if _was_late(one.row, setup_in(one.row.setup)) else ""
    return f"{one.title}, {one.row.mode}: {_score(one.row)}, {duration(one.row.took_ms)}{late}{_stopped(one.row)}"


def _was_late(row: RoundRow, setup: Setup | None) -> bool:
    """Return whether a round was a test that was handed out, and ended (or began) after its last day."""
    return setup is not None and is_late(setup.until, clock.moment(row.ended_at or row.started_at, None))


def _score(row: RoundRow) -> str:
    return f"{row.right} of {row.answered} right"


def _stopped(row: RoundRow) -> str:
    # A round ends after a number of questions, when its time is up, or when each fact was right once.
    has_number = row.planned and row.mode in MODES and mode_of(row.mode).ending == Ending.COUNT
    after = f"{row.answered} of {row.planned}" if has_number else plural(row.answered, "answer")
    if row.ending == "changed":
        return f", the bank changed after {after}"
    return "" if row.ending == "finished" else f", stopped after {after}"


def round_sentence(one: TitledRound) -> str:
    """Return a round as a sentence."""
    return f"{one.row.id[:8]}  {local_time(one.row.started_at)}  {_line_text(one)}"


def round_entry(one: TitledRound) -> tuple[str, str]:
    """Return a round as an entry of a menu: when it was, what it was about, and how it went."""
    return f"{local_time(one.row.started_at)}  {one.title}, {one.row.mode}", _score(one.row)


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
        "test": setup.test or None if setup else None,
        "late": _was_late(row, setup),
    }


def local_time(ms: int) -> str:
    """Return a local time as people read it."""
    return clock.local(ms).strftime("%Y-%m-%d %H:%M")


def _rows(rounds: Sequence[TitledRound]) -> Iterator[list[object]]:
    for record in (round_record(one.row) for one in rounds):
        yield ["; ".join(record[name]) if name == "banks" else record[name] for name in _COLUMNS]


REPORT = Report(
    title="The rounds you played",
    collect=titled_rounds,
    document=_document,
    record=lambda rounds: [round_record(one.row) for one in rounds],
    columns=_COLUMNS,
    rows=_rows,
)
