"""All the items of a bank: which there are, and each on demand.

Nothing is generated that is not drawn. A bank of ten thousand facts costs a round only
the columns of the patterns that its questions come from.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import repeat
from typing import NamedTuple

from quiz.bank.model import Bank, Form, Pattern, Question, Table
from quiz.bank.place import Place
from quiz.items.against import Against, MixedUp
from quiz.items.draw import Draw
from quiz.items.forms import FORMS, written
from quiz.items.index import TableIndex
from quiz.items.item import Item, NotGenerated, Origin
from quiz.items.prepared import Prepared, asked_rows


class PatternSource:
    """Makes the items of one pattern, a row each."""

    mixed_up: Sequence[MixedUp] = ()

    def __init__(self, bank: Bank, index: TableIndex, pattern: Pattern) -> None:
        self.place: Place = pattern.place
        self.name = f"{index.table.id}.{pattern.id}"
        self.origin = Origin(
            bank=bank.id,
            title=bank.title,
            topic=index.table.topic,
            form=pattern.form,
            source=_dated(index.table.source or bank.source, bank),
            asks=f"{bank.id}/{self.name}",
        )
        self.table = index.table
        self.pattern = pattern
        self._index = index
        self._make = FORMS[pattern.form]
        # What follows is looked up for every item.
        self.row_ids = index.row_ids
        self._asks = f"{self.origin.asks}/"
        self.facts = f"{bank.id}/{index.table.id}/"

    @cached_property
    def prepared(self) -> Prepared:
        """The pattern's query, answers and texts, built at the first item."""
        return Prepared(self._index, self.pattern)

    @cached_property
    def rows(self) -> Collection[int]:
        """The rows that the pattern asks about, in order; quick to search."""
        rows = asked_rows(self._index, self.pattern)
        return rows if isinstance(rows, range) else dict.fromkeys(rows)

    def item(self, row: int, seed: str, slot: int, mixed_up: Sequence[MixedUp] = ()) -> Item | NotGenerated:
        """Return the item of a row for a seed and a slot, or why there is none; with what is mixed up, if it can be."""
        row_id = self.row_ids[row]
        id_ = f"{self._asks}{row_id}"
        prepared = self.prepared if not mixed_up else self.prepared.preferring(mixed_up)
        made = self._make(prepared, row, Draw(f"{seed}\n{id_}\n{slot}"))
        if isinstance(made, NotGenerated):
            return made
        hints = tuple([hint.text(row) for hint in prepared.hints]) if prepared.hints else ()
        if len(made) == 5:
            stem, options, keys, why, prompts = made
            return Item(id_, self.facts + row_id, self.origin, stem, options, keys, why, hints, prompts)
        stem, options, keys, why = made
        return Item(id_, self.facts + row_id, self.origin, stem, options, keys, why, hints, ())


class QuestionSource:
    """Makes the item of one written-out question."""

    rows: Collection[int] = (0,)
    mixed_up: Sequence[MixedUp] = ()

    def __init__(self, bank: Bank, question: Question) -> None:
        self.place: Place = question.place
        self.name = question.id
        self.origin = Origin(
            bank=bank.id,
            title=bank.title,
            topic=question.topic,
            form=Form.CHOOSE_ALL if question.choose_all else Form.PICK,
            source=_dated(question.source or bank.source, bank),
            asks=f"{bank.id}/{question.id}",
        )
        self.row_ids = (question.id,)
        self._question = question

    def item(self, row: int, seed: str, slot: int, mixed_up: Sequence[MixedUp] = ()) -> Item | NotGenerated:
        """Return the item for a seed and a slot, with what is mixed up in it."""
        del row  # a written-out question has only itself
        made = written.make(self._question, Draw(f"{seed}\n{self.origin.asks}\n{slot}"), mixed_up)
        return Item(self.origin.asks, self.origin.asks, self.origin, *made, self._question.hints, ())


ItemSource = PatternSource | QuestionSource | Against


class Fact(NamedTuple):
    """A unit of knowledge and all that can ask for it."""

    id: str
    topic: str
    row: int
    item_sources: Sequence[ItemSource]


def _dated(source: str, bank: Bank) -> str:
    if not bank.as_of or bank.as_of.casefold() in source.casefold():
        return source
    return f"{source}, {bank.as_of}" if source else bank.as_of


def _askers(bank: Bank, table: Table) -> list[ItemSource]:
    index = TableIndex(table)
    return [PatternSource(bank, index, pattern) for pattern in table.patterns]


def bank_facts(bank: Bank) -> list[Fact]:
    """Return every fact of a bank: its rows and its written-out questions."""
    facts: list[Fact] = []
    for table in bank.tables:
        item_sources = _askers(bank, table)
        prefix = f"{bank.id}/{table.id}/"
        ids = [prefix + row.id for row in table.rows]
        parts = zip(ids, repeat(table.topic), range(len(ids)), repeat(item_sources))
        facts += map(tuple.__new__, repeat(Fact), parts)  # a quarter of the time of `Fact(...)`
    for question in bank.questions:
        item_source = QuestionSource(bank, question)
        facts.append(Fact(item_source.origin.asks, question.topic, 0, [item_source]))
    return facts


def bank_sources(bank: Bank) -> Iterator[tuple[Table | None, Pattern | Question, ItemSource]]:
    """Yield (table, pattern, what makes its items), and (None, question, what makes its item)."""
    for table in bank.tables:
        yield from zip(repeat(table), table.patterns, _askers(bank, table))
    for question in bank.questions:
        yield None, question, QuestionSource(bank, question)


def bank_items(bank: Bank, seed: str = "0") -> Iterator[tuple[ItemSource, str, Item | NotGenerated]]:
    """Yield (asker, row id, item or why there is none) for every item of a bank, pattern by pattern."""
    for _, _, item_source in bank_sources(bank):
        item, row_ids = item_source.item, item_source.row_ids
        for row in item_source.rows:
            yield item_source, row_ids[row], item(row, seed, 0)
