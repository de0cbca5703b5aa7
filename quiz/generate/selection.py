"""Some of a bank's questions: those of a pattern, those on a fact, the first few."""

from collections.abc import Mapping, Sequence

from quiz.generate.bank_items import Asker, Fact
from quiz.generate.item import Item, Short
from quiz.record import Record

__all__ = ["Selected", "asked_for", "is_fact", "is_pattern", "make", "only"]


class Selected(Record):
    """The questions of one pattern (or a written-out one), and the facts for which there is none."""

    asker: Asker
    items: Sequence[tuple[Fact, Item]]
    gaps: Sequence[tuple[Fact, Short]]
    is_cut: bool = False  # whether there may be more of them


def is_pattern(asker: Asker, name: str) -> bool:
    """Tell whether a name is that of a pattern or written-out question: `who`, `leaders.who` or with the bank."""
    return name in (asker.origin.asks, asker.name, asker.name.rpartition(".")[2])


def is_fact(fact: Fact, name: str) -> bool:
    """Tell whether a name is that of a fact: `michel`, `leaders/michel` or with the bank."""
    return f"/{fact.id}".endswith(f"/{name}")


def asked_for(facts: Sequence[Fact], pattern: str = "", fact: str = "") -> Mapping[Asker, list[Fact]]:
    """Return what is to be asked about which facts, in the order of the bank; all where nothing is named."""
    found: dict[Asker, list[Fact]] = {}
    for one in facts:
        for asker in one.askers:
            if not pattern or is_pattern(asker, pattern):
                rows = found.setdefault(asker, [])
                if one.row in asker.rows and (not fact or is_fact(one, fact)):
                    rows.append(one)
    return {asker: rows for asker, rows in found.items() if rows or not fact}


def make(asker: Asker, facts: Sequence[Fact], seed: str, limit: int | None = None) -> Selected:
    """Make the questions about the facts, `limit` of them where it is given."""
    items: list[tuple[Fact, Item]] = []
    gaps: list[tuple[Fact, Short]] = []
    for fact in facts:
        if len(items) == limit:
            return Selected(asker, items, gaps, is_cut=True)
        made = asker.item(fact.row, seed, 0)
        if isinstance(made, Short):
            gaps.append((fact, made))
        else:
            items.append((fact, made))
    return Selected(asker, items, gaps)


def only(selected: Sequence[Selected]) -> list[Fact]:
    """Return the facts that are asked for, each with nothing but what is selected to ask for it."""
    askers: dict[str, list[Asker]] = {}
    facts: dict[str, Fact] = {}
    for one in selected:
        for fact, _ in one.items:
            facts[fact.id] = fact
            askers.setdefault(fact.id, []).append(one.asker)
    return [fact._replace(askers=askers[id_]) for id_, fact in facts.items()]
