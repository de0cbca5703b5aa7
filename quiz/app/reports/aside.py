"""The facts that a player has set aside."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from quiz import clock
from quiz.app.reports import Report
from quiz.app.reports.statistics import named_facts, played_banks
from quiz.history.asides import aside_facts
from quiz.history.log import History
from quiz.serialize import utc
from quiz.term.lines import Style
from quiz.ui.document import Alternative, Document, Paragraph
from quiz.ui.words import day_name

_NOTHING = "Nothing is set aside. In a round, - after an answer sets its fact aside; `quiz aside FACT` does the same."
_COLUMNS = ("bank", "fact", "name", "set_at")


class AsideFact(NamedTuple):
    """A fact that is set aside: its id, its name (the id again if its bank is gone), and when it was set aside."""

    fact: str
    name: str
    set_at: int

    @property
    def bank(self) -> str:
        """The id of its bank."""
        return self.fact.partition("/")[0]


def _collect(history: History | None) -> list[AsideFact]:
    """Return the facts that are set aside, the latest last. Raises `HistoryError`."""
    found = aside_facts(history) if history else {}
    banks = played_banks({fact.partition("/")[0] for fact in found})
    names = {fact: name for bank in banks.values() for fact, name in named_facts(bank)}
    return [AsideFact(fact, names.get(fact, fact), at) for fact, at in found.items()]


def _document(found: list[AsideFact], today: date) -> Document:
    return tuple(_lines(found, today)) or (Paragraph(_NOTHING),)


def _lines(found: list[AsideFact], today: date) -> Iterator[Alternative]:
    for one in found:
        since = f"set aside {day_name(clock.date_of(one.set_at), today)}"
        shown = (Paragraph(f"{one.name}, {since}"), Paragraph(one.fact, 3, Style.FAINT))
        yield Alternative(shown, (f"{one.name} ({one.fact}), {since}.",))


def _record(one: AsideFact) -> dict[str, object]:
    return {"bank": one.bank, "fact": one.fact, "name": one.name, "set_at": utc(one.set_at)}


REPORT = Report(
    title="What is set aside",
    collect=_collect,
    document=_document,
    record=lambda found: {"version": 1, "aside": [_record(one) for one in found]},
    columns=_COLUMNS,
    rows=lambda found: ([_record(one)[name] for name in _COLUMNS] for one in found),
)
