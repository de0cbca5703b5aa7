"""`quiz stats --facts`: how well each fact of the banks that were played is known."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import NamedTuple

from quiz import clock
from quiz.bank.model import Bank
from quiz.game.mastery import STATES, FactCount, mastery
from quiz.history.derived.counts import fact_counts
from quiz.history.derived.schedule import Schedule
from quiz.history.log import History
from quiz.serialize import csv_text, json_text, utc
from quiz.term.lines import BLANK, Line, Span, Style, hanging
from quiz.ui.stats_words import NOTHING
from quiz.ui.words import plural

_NOTHING = FactCount()


class FactState(NamedTuple):
    """A fact, what it is called, how well it is known, and the day on which it is due."""

    bank: str
    title: str
    fact: str
    name: str
    state: str
    tries: int
    right: int
    due: date | None


def fact_states(history: History, banks: Mapping[str, Bank]) -> list[FactState]:
    """Return the facts of banks, those that are known least first. Raises `HistoryError`."""
    counts = fact_counts(history)
    due = {one.fact: date.fromordinal(one.due) for one in Schedule(history).known(banks)}
    found: list[FactState] = []
    for bank in banks.values():
        facts = []
        for fact, name in _named(bank):
            count = counts.get(fact, _NOTHING)
            facts.append(
                FactState(bank.id, bank.title, fact, name, mastery(count), count.tries, count.right, due.get(fact))
            )
        found += sorted(facts, key=lambda one: _WORST_FIRST.index(one.state))
    return found


_WORST_FIRST = (*STATES[1:], STATES[0])  # new ones last


def _named(bank: Bank) -> Iterator[tuple[str, str]]:
    """Yield each fact's id and what it is about: the first cell of its row, or its question."""
    for table in bank.tables:
        for row in table.rows:
            name = next((cell[0].text for cell in row.cells if cell), row.id)
            yield f"{bank.id}/{table.id}/{row.id}", name
    for question in bank.questions:
        yield f"{bank.id}/{question.id}", question.ask


def as_text(facts: list[FactState], today: date) -> list[str]:
    """Return a line for each fact, below the title of its bank."""
    lines: list[str] = []
    for title, found in groupby(facts, key=lambda one: one.title):
        lines += [*([""] if lines else []), title]
        for state, alike in groupby(found, key=lambda one: one.state):
            some = list(alike)
            lines.append(f"  {state}: {plural(len(some), 'fact')}")
            lines += [f"    {one.name}{_beside(one, today)}" for one in some]
    return lines


def _beside(one: FactState, today: date) -> str:
    if not one.tries:
        return ""
    told = f"{one.right} of {one.tries} right at the first try"
    if one.due is None:
        return f" ({told})"
    left = (one.due - today).days
    when = "due today" if left <= 0 else "due tomorrow" if left == 1 else f"due {one.due.isoformat()}"
    return f" ({told}, {when})"


def as_lines(facts: list[FactState], today: date, width: int) -> list[Line]:
    """Return the same as lines of at most `width` cells."""
    if not facts:
        return hanging((Span(" "),), NOTHING, width)
    lines: list[Line] = []
    for text in as_text(facts, today):
        indent = " " * (1 + len(text) - len(text.lstrip()))
        style = Style.PLAIN if len(indent) > 1 else Style.STRONG
        lines += hanging((Span(indent),), text.strip(), width, style) if text else [BLANK]
    return lines


def as_record(facts: list[FactState]) -> str:
    """Return the facts as JSON (version 1)."""
    return json_text({"version": 1, "facts": [_record(one) for one in facts]})


def _record(one: FactState) -> dict[str, object]:
    return {
        "bank": one.bank,
        "fact": one.fact,
        "name": one.name,
        "state": one.state,
        "first_tries": one.tries,
        "right": one.right,
        "due_at": None if one.due is None else utc(clock.day_begins(one.due)),
    }


def as_sheet(facts: list[FactState]) -> str:
    """Return the facts as CSV, as they are in JSON."""
    names = ("bank", "fact", "name", "state", "first_tries", "right", "due_at")
    return csv_text(names, (list(_record(one).values()) for one in facts))
