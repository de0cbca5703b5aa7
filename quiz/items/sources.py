"""All the items of a bank: which ones there are, each made on demand.

Only what is drawn is generated. In a bank of ten thousand facts, a round only prepares the columns of the patterns that
its questions come from.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import repeat
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from quiz.bank.model import Bank, Pattern, Question, Row, Table
from quiz.bank.nodes import SourceSpan
from quiz.interpreter import collector_off
from quiz.items.answer_kind import AnswerKind
from quiz.items.draw import Draw
from quiz.items.forms import FORMS, written
from quiz.items.index import TableIndex
from quiz.items.item import NO_PASSAGE, Item, MixedUp, NotGenerated, Origin, Passage
from quiz.items.prepared import ItemParts, Prepared
from quiz.values.clashes import MOST_PAIRS

if TYPE_CHECKING:
    from quiz.items.reasons import Reasons


class PatternSource:
    """Makes the items of one pattern, one for each row."""

    def __init__(self, bank: Bank, index: TableIndex, pattern: Pattern) -> None:
        form = FORMS[pattern.form]
        self.span: SourceSpan = pattern.span
        self.name = f"{index.table.id}.{pattern.id}"
        self.origin = Origin(
            bank=bank.id,
            title=bank.title,
            topic=index.table.topic,
            form=pattern.form,
            source=_dated(index.table.source or bank.source, bank),
            asks=f"{bank.id}/{self.name}",
            answer_kind=form.answer_kind,
            as_of=bank.as_of,
            passage=_passage(bank, index.table.passage),
        )
        self.form = form
        self.table = index.table
        self.pattern = pattern
        self.language = bank.language
        self.has_cards = bank.cards
        self._bank = bank
        self._index = index
        self.row_ids = index.row_ids
        self.facts = f"{bank.id}/{index.table.id}/"

    @cached_property
    def prepared(self) -> Prepared:
        """The pattern's query, answers and texts, built at the first item."""
        return Prepared(self._index, self.pattern, states_answer=self.form.states_answer)

    @cached_property
    def rows(self) -> Collection[int]:
        """The rows that the pattern asks about, in order; quick to search."""
        rows = self.form.rows(self._index, self.pattern)
        return rows if isinstance(rows, range) else dict.fromkeys(rows)

    @cached_property
    def typed(self) -> "PatternSource | None":
        """The source of the same questions with typed answers; None if these cannot be typed."""
        if self.origin.answer_kind is AnswerKind.TYPED:
            return self
        from quiz.items.typable import can_be_typed  # few rounds need it

        return _TypedSource(self._bank, self._index, self.pattern) if can_be_typed(self.pattern) else None

    def gather(self) -> None:
        """Prepare to make the items of all rows; without this, each takes a little longer."""
        self.prepared.gather()

    def item(self, row: int, seed: str, slot: int, prefer: Sequence[MixedUp] = ()) -> Item | NotGenerated:
        """Return the item of a row for a seed and a slot, or why there is none.

        The wrong options that `prefer` has for its key come first, if they are proven wrong.
        """
        return next(self.items((row,), seed, slot, prefer))

    def items(
        self, rows: Iterable[int], seed: str, slot: int, prefer: Sequence[MixedUp] = ()
    ) -> Iterator[Item | NotGenerated]:
        """Yield what `item` returns for each of some rows. That is quicker than asking for one after the other."""
        prepared, make, row_ids, facts, origin = self.prepared, self.form.make, self.row_ids, self.facts, self.origin
        has_hints, takes_all = bool(self.pattern.hints), self.form.answer_kind is AnswerKind.MANY
        asks = f"{origin.asks}/"
        before, after = f"{seed}\n{asks}", f"\n{slot}"
        if prepared.vague:
            yield from repeat(prepared.vague, len(tuple(rows)))
            return
        for row in rows:
            row_id = row_ids[row]
            made = make(prepared, row, Draw(f"{before}{row_id}{after}"), prefer)
            if isinstance(made, NotGenerated):
                yield made
                continue
            stem, options, keys, why, prompts, about, blanks = made
            hints = prepared.hints(row, about, len(keys) if takes_all else 0) if has_hints else ()
            parts = (asks + row_id, facts + row_id, origin, stem, options, keys, why, hints, prompts, blanks)
            yield _new(Item, parts)

    def reasons(self, item: Item) -> tuple[str, ...]:
        """Return why each option of an item is right or wrong, in the order shown; an empty text for nothing."""
        return self._reasons.of(item)

    @cached_property
    def _reasons(self) -> "Reasons":
        from quiz.items.reasons import Reasons  # for those who look a bank through

        return Reasons(self.prepared, self.form.reason, is_statement=self.form.is_statement)


class _TypedSource(PatternSource):
    """Makes the items of a pattern with typed answers, if that is fair."""

    def __init__(self, bank: Bank, index: TableIndex, pattern: Pattern) -> None:
        super().__init__(bank, index, pattern._replace(form=FORMS[pattern.form].typed_as))

    def items(
        self, rows: Iterable[int], seed: str, slot: int, prefer: Sequence[MixedUp] = ()
    ) -> Iterator[Item | NotGenerated]:
        """Yield the items of some rows, if only one answer is right and it can be typed."""
        from quiz.items.typable import is_typable

        for made in super().items(rows, seed, slot, prefer):
            fits = isinstance(made, NotGenerated) or is_typable(made)
            yield made if fits else NotGenerated("its answer cannot be typed")


class QuestionSource:
    """Makes the item of one written-out question."""

    rows: Collection[int] = (0,)

    def __init__(self, bank: Bank, question: Question) -> None:
        form = written.form_of(question)
        self.span: SourceSpan = question.span
        self.name = question.id
        self.origin = Origin(
            bank=bank.id,
            title=bank.title,
            topic=question.topic,
            form=form.name,
            source=_dated(question.source or bank.source, bank),
            asks=f"{bank.id}/{question.id}",
            answer_kind=form.answer_kind,
            as_of=bank.as_of,
            passage=_passage(bank, question.passage),
        )
        self.row_ids = (question.id,)
        self.question = question
        self.has_cards = bank.cards
        self._language = bank.language

    @property
    def typed(self) -> "QuestionSource | None":
        """This source if its answer is typed.

        Otherwise only the given wrong answers are proven wrong, so it cannot be typed.
        """
        return self if self.origin.answer_kind is AnswerKind.TYPED else None

    @cached_property
    def _options(self) -> written.Options:
        return written.options_of(self.question, self._language)

    @cached_property
    def combinations(self) -> int:
        """How many combinations of its values a computed question has; one for any other question."""
        from quiz.bank.computed import combinations  # few questions are computed

        return combinations(self.question)

    def gather(self) -> None:
        """Do nothing: there is one item."""

    def item(self, row: int, seed: str, slot: int, prefer: Sequence[MixedUp] = ()) -> Item | NotGenerated:
        """Return the item for a seed and a slot, or why there is none; `prefer` is as in `PatternSource.item`."""
        del row  # a written-out question has only one row: itself
        draw = Draw(f"{seed}\n{self.origin.asks}\n{slot}")
        if self.question.values:
            return self._computed(draw.below(self.combinations), draw, prefer)
        return self._made(self.question, self._options, draw, prefer)

    def items(self, rows: Iterable[int], seed: str, slot: int) -> Iterator[Item | NotGenerated]:
        """Yield the item for each of `rows`, as `PatternSource.items` does."""
        return (self.item(row, seed, slot) for row in rows)

    def every(self) -> Iterator[tuple[str, Item | NotGenerated]]:
        """Yield the item; for a computed question, one for each combination of its values, with these values."""
        if not self.question.values:
            yield self.question.id, self.item(0, "0", 0)
            return
        from quiz.bank.computed import described

        for number in range(self.combinations):
            draw = Draw(f"0\n{self.origin.asks}\n{number}")
            yield described(self.question, number), self._computed(number, draw, ())

    def _computed(self, number: int, draw: Draw, prefer: Sequence[MixedUp]) -> Item | NotGenerated:
        from quiz.bank.computed import FormulaError, worked_out

        try:
            question = worked_out(self.question, number, self._language)
        except FormulaError as error:
            return NotGenerated(error.message, error.help)
        return self._made(question, written.options_of(question, self._language), draw, prefer)

    def _made(
        self, question: Question, options: written.Options, draw: Draw, prefer: Sequence[MixedUp]
    ) -> Item | NotGenerated:
        made = written.make_written(question, options, draw, prefer)
        return made if isinstance(made, NotGenerated) else self._item(question, made)

    def whole(self) -> Item:
        """Return the item with all its options, even those that are never asked together."""
        question = self.question
        if question.values:
            from quiz.bank.computed import worked_out

            question = worked_out(question, 0, self._language)
        return self._item(question, written.as_written(question))

    def _item(self, question: Question, made: ItemParts) -> Item:
        stem, options, keys, why, prompts, _, blanks = made
        asks = self.origin.asks
        return Item(asks, asks, self.origin, stem, options, keys, why, question.hints, prompts, blanks)

    def reasons(self, item: Item) -> tuple[str, ...]:
        """Return the feedback of each option that is wrong, in the order shown; for a typed answer, how it is given."""
        if item.blanks:
            return tuple(map(written.how_given, item.blanks))
        return tuple("" if option.id in item.keys else option.why for option in item.options)


ItemSource = PatternSource | QuestionSource
_new = tuple.__new__  # quicker than that of a named tuple, for what is made ten thousand times
# The parts of a row; quicker than access by name.
_row_id, _row_cells = itemgetter(Row._fields.index("id")), itemgetter(Row._fields.index("cells"))
_MOST_PAIRS_OF_BANK = 1_000_000  # seven seconds and 240 MB


class Fact(NamedTuple):
    """A unit of knowledge and all sources of its items; and the wrong options that must come first in these.

    If it is `typed`, its answer is typed, if that is possible.
    """

    id: str
    topic: str
    row: int
    item_sources: Sequence[ItemSource]
    prefer: Sequence[MixedUp] = ()
    typed: bool = False


def _dated(source: str, bank: Bank) -> str:
    if not bank.as_of or bank.as_of.casefold() in source.casefold():
        return source
    return f"{source}, {bank.as_of}" if source else bank.as_of


def _passage(bank: Bank, name: str) -> Passage:
    return Passage(f"{bank.id}/{name}", bank.passages[name]) if name else NO_PASSAGE


def _most_pairs(bank: Bank) -> int:
    """Return how many pairs of the values of a column are looked at: fewer if a bank has many long columns."""
    phrases = [_own_columns(table) for table in bank.tables]
    if MOST_PAIRS * (sum(len(table.columns) for table in bank.tables) + sum(phrases)) <= _MOST_PAIRS_OF_BANK:
        return MOST_PAIRS  # most banks
    possible: list[int] = []
    for table, others in zip(bank.tables, phrases, strict=True):
        sizes = [sum(map(len, cells)) for cells in zip(*map(_row_cells, table.rows), strict=True)]
        of_each = [min(size * size // 2, MOST_PAIRS) for size in sizes]
        possible += [*of_each, *[max(of_each, default=0)] * others]
    left = _MOST_PAIRS_OF_BANK
    for number, pairs in enumerate(sorted(possible)):
        share = left // (len(possible) - number)
        if pairs > share:
            return share
        left -= pairs
    return MOST_PAIRS


def _own_columns(table: Table) -> int:
    """Return how many patterns have answers that are compared as a column of their own: phrases and their decoys."""
    return sum(1 for pattern in table.patterns if pattern.answer.texts != ("", "") or pattern.decoys)


def _item_sources(bank: Bank, table: Table, most_pairs: int) -> list[ItemSource]:
    index = TableIndex(table, bank.language, most_pairs)
    return [PatternSource(bank, index, pattern) for pattern in table.patterns]


def bank_facts(bank: Bank) -> list[Fact]:
    """Return every fact of a bank: its rows and its written-out questions."""
    facts: list[Fact] = []
    with collector_off():
        most_pairs = _most_pairs(bank)
        for table in bank.tables:
            item_sources = _item_sources(bank, table, most_pairs)
            prefix = f"{bank.id}/{table.id}/"
            ids = list(map(prefix.__add__, map(_row_id, table.rows)))
            shared = (repeat(item_sources), repeat(()), repeat(False))  # noqa: FBT003 # what each fact begins with
            parts = zip(ids, repeat(table.topic), range(len(ids)), *shared)
            facts += map(_new, repeat(Fact), parts)
        for question in bank.questions:
            item_source = QuestionSource(bank, question)
            facts.append(Fact(item_source.origin.asks, question.topic, 0, [item_source]))
    return facts


def bank_sources(bank: Bank) -> Iterator[tuple[Table | None, Pattern | Question, ItemSource]]:
    """Yield (table, pattern, source of its items), and (None, question, source of its item)."""
    most_pairs = _most_pairs(bank)
    for table in bank.tables:
        yield from zip(repeat(table), table.patterns, _item_sources(bank, table, most_pairs))
    for question in bank.questions:
        yield None, question, QuestionSource(bank, question)


def bank_items(bank: Bank, seed: str = "0") -> Iterator[tuple[ItemSource, str, Item | NotGenerated]]:
    """Yield (source, row id, item or why there is none) for every item of a bank, pattern by pattern."""
    for _, _, item_source in bank_sources(bank):
        item_source.gather()
        rows = item_source.rows
        row_ids = map(item_source.row_ids.__getitem__, rows)
        yield from zip(repeat(item_source), row_ids, item_source.items(rows, seed, 0), strict=False)
