"""How well each fact of the banks that were played is known, and when it is due."""

from datetime import date
from itertools import groupby
from typing import NamedTuple

from quiz import clock
from quiz.app.reports import Report
from quiz.app.reports.statistics import named_facts, played_banks
from quiz.game.mastery import STATES, FactCount, mastery
from quiz.history.derived.schedule import Schedule
from quiz.history.fact_counts import fact_counts
from quiz.history.log import History
from quiz.serialize import utc
from quiz.term.lines import Style
from quiz.text import plural
from quiz.ui.document import Document, Paragraph
from quiz.ui.words import NOTHING_LISTED

_NOTHING = FactCount()
_COLUMNS = ("bank", "fact", "name", "state", "first_tries", "right", "due_at")
_WORST_FIRST = (*STATES[1:], STATES[0])  # new ones last


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


def _collect(history: History | None) -> list[FactState]:
    """Return the facts of the banks that were played and are found by name, those that are known least first.

    Raises `HistoryError`.
    """
    if history is None:
        return []
    counts = fact_counts(history)
    banks = played_banks({fact.partition("/")[0] for fact in counts})
    due = {one.fact: date.fromordinal(one.due) for one in Schedule(history).known(banks)}
    found: list[FactState] = []
    for bank in banks.values():
        facts = []
        for fact, name in named_facts(bank):
            count = counts.get(fact, _NOTHING)
            facts.append(
                FactState(bank.id, bank.title, fact, name, mastery(count), count.tries, count.right, due.get(fact))
            )
        found += sorted(facts, key=lambda one: _WORST_FIRST.index(one.state))
    return found


def _document(facts: list[FactState], today: date) -> Document:
    """Return a line for each fact, below its state and the title of its bank."""
    elements: list[Paragraph] = []
    for title, found in groupby(facts, key=lambda one: one.title):
        elements += [*([Paragraph("")] if elements else []), Paragraph(title, style=Style.STRONG)]
        for state, alike in groupby(found, key=lambda one: one.state):
            some = list(alike)
            elements.append(Paragraph(f"{state}: {plural(len(some), 'fact')}", 3))
            elements += [Paragraph(f"{one.name}{_known_text(one, today)}", 5) for one in some]
    return tuple(elements) or (Paragraph(NOTHING_LISTED),)


def _known_text(one: FactState, today: date) -> str:
    if not one.tries:
        return ""
    score = f"{one.right} of {one.tries} right at the first try"
    if one.due is None:
        return f" ({score})"
    left = (one.due - today).days
    when = "due today" if left <= 0 else "due tomorrow" if left == 1 else f"due {one.due.isoformat()}"
    return f" ({score}, {when})"


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


REPORT = Report(
    title="How well you know each fact",
    collect=_collect,
    document=_document,
    record=lambda facts: {"version": 1, "facts": [_record(one) for one in facts]},
    columns=_COLUMNS,
    rows=lambda facts: (list(_record(one).values()) for one in facts),
)
