"""Some of a bank's questions: those of a pattern, those about a fact, or the first few."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quiz.items.item import Item, NotGenerated
from quiz.items.sources import Fact, ItemSource


class Selected(NamedTuple):
    """The questions of one pattern (or a written-out one), and the facts for which there is none."""

    item_source: ItemSource
    items: Sequence[tuple[Fact, Item]]
    gaps: Sequence[tuple[Fact, NotGenerated]]
    is_cut: bool = False  # whether there may be more of them


def is_pattern(item_source: ItemSource, name: str) -> bool:
    """Return whether a name is that of a pattern or written-out question: `who`, `leaders.who` or with the bank."""
    return name in (item_source.origin.asks, item_source.name, item_source.name.rpartition(".")[2])


def is_fact(fact: Fact, name: str) -> bool:
    """Return whether a name is that of a fact: `michel`, `leaders/michel` or with the bank."""
    return f"/{fact.id}".endswith(f"/{name}")


def asked_for(facts: Sequence[Fact], pattern: str = "", fact: str = "") -> Mapping[ItemSource, list[Fact]]:
    """Return what to ask about which facts, in the order of the bank; everything if nothing is named."""
    found: dict[ItemSource, list[Fact]] = {}
    for one in facts:
        for item_source in one.item_sources:
            if not pattern or is_pattern(item_source, pattern):
                rows = found.setdefault(item_source, [])
                if one.row in item_source.rows and (not fact or is_fact(one, fact)):
                    rows.append(one)
    return {item_source: rows for item_source, rows in found.items() if rows or not fact}


def make(item_source: ItemSource, facts: Sequence[Fact], seed: str, limit: int | None = None) -> Selected:
    """Make the questions about the facts, `limit` of them if it is given."""
    items: list[tuple[Fact, Item]] = []
    gaps: list[tuple[Fact, NotGenerated]] = []
    for fact in facts:
        if len(items) == limit:
            return Selected(item_source, items, gaps, is_cut=True)
        made = item_source.item(fact.row, seed, 0, fact.prefer)
        if isinstance(made, NotGenerated):
            gaps.append((fact, made))
        else:
            items.append((fact, made))
    return Selected(item_source, items, gaps)


def only(selected: Sequence[Selected]) -> list[Fact]:
    """Return the facts that are asked for, each only with the selected sources of items."""
    item_sources: dict[str, list[ItemSource]] = {}
    facts: dict[str, Fact] = {}
    for one in selected:
        for fact, _ in one.items:
            facts[fact.id] = fact
            item_sources.setdefault(fact.id, []).append(one.item_source)
    return [fact._replace(item_sources=item_sources[id_]) for id_, fact in facts.items()]
