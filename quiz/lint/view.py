"""What rules look at: the items of one pattern, with the texts in them gathered once."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from quiz.bank.model import Allowed, Bank, Pattern, Question, Table
from quiz.bank.nodes import SourceSpan
from quiz.bank.readings import read_options
from quiz.items.forms import FORMS
from quiz.items.item import Item, Option
from quiz.layout import prose
from quiz.lint.words import Vocabulary, bare_forms, split_words, stand_for_others
from quiz.lint.worth import worth
from quiz.text import CODE, is_english, quoted
from quiz.values.columns import ColumnValues, counted
from quiz.values.relations import Sense, sense

# The parts of an item and of an option; quicker than access by name.
_stem, _options = map(itemgetter, map(Item._fields.index, ("stem", "options")))
_text = itemgetter(Option._fields.index("text"))


class Finding(NamedTuple):
    """What a rule has found, where, and what to do: `what` in `hits` of `total` items, such as `example`.

    Findings of several patterns of one table about the same `subject` become one. `allow` is where it may be
    suppressed, besides in the bank. `several` says the same of several questions, after their number.
    """

    what: str
    example: str
    span: SourceSpan
    help: str
    hits: int = 1
    total: int = 1
    subject: str = ""
    allow: tuple[Allowed, ...] = ()
    several: str = ""

    @property
    def message(self) -> str:
        """The finding in one sentence."""
        if self.total == 1:
            return f"{self.what}: {self.example}" if self.example else self.what
        such_as = (": " if self.hits == 1 else ", such as ") + self.example if self.example else ""
        if self.several and self.hits > 1:
            return f"{self.hits} of {self.total} {self.several}{such_as}"
        return f"{self.what} in {self.hits} of {self.total} questions{such_as}"


class View:
    """The items of one pattern, or all written-out questions of one form.

    Texts are gathered when a rule first needs them, each distinct one once. `pattern` and `table` are None for
    written-out questions; each of those has its own place.
    """

    def __init__(
        self,
        bank: Bank,
        items: Sequence[Item],
        *,
        table: Table | None = None,
        pattern: Pattern | None = None,
        vocabulary: Vocabulary | None = None,
        questions: Mapping[str, Question] | None = None,
    ) -> None:
        self.bank = bank
        self.items = in_prose(items)
        self.table = table
        self.pattern = pattern
        self.form = FORMS[items[0].form]
        self.is_english = is_english(bank.language)
        self._vocabulary = vocabulary
        self._questions = questions or {}
        self._senses: dict[str, Mapping[str, Sense]] = {}

    @cached_property
    def stems(self) -> list[str]:
        """The stem of every item."""
        return list(map(_stem, self.items))

    @cached_property
    def stem_words(self) -> AbstractSet[str]:
        """The normalized words that the stems may show: other words need not be looked for in any of them."""
        if self.pattern is not None and self._vocabulary is not None:
            found = self._vocabulary.of(self.pattern.stem)
            if found is not None:
                return found
        return split_words(self.stems)

    @cached_property
    def has_gaps(self) -> bool:
        """Whether a stem has a blank to fill, written as underscores or dots."""
        joined = "\n".join(self.stems)
        return "__" in joined or "..." in joined or "…" in joined

    @cached_property
    def sizes(self) -> AbstractSet[int]:
        """How many options the items have."""
        return set(map(len, map(_options, self.items)))

    @cached_property
    def texts(self) -> list[str]:
        """Every distinct text of an option; for written-out questions, also those that were not drawn."""
        found = dict.fromkeys(map(_text, chain.from_iterable(map(_options, self.items))))
        for question in self._questions.values():
            found |= dict.fromkeys(_given(question))
        return list(found)

    @cached_property
    def all_texts(self) -> str:
        """The distinct texts of options in lower case, one on each line."""
        return "\n".join(text.replace("\n", " ") for text in self.texts).lower()

    @cached_property
    def of_others(self) -> Mapping[str, str]:
        """The options that stand for "all" others, or for "none" of them, if the bank is in English."""
        return stand_for_others(self.texts, self.all_texts) if self.is_english else {}

    @cached_property
    def bare_forms(self) -> dict[str, str]:
        """Distinct text of an option -> its words in canonical form."""
        return dict(zip(self.texts, bare_forms(self.texts, english=self.is_english), strict=True))

    def senses_of(self, item: Item) -> Mapping[str, Sense]:
        """Return the text of each option of a written-out question -> all that it may mean; nothing for other items.

        Those of patterns are proven apart.
        """
        question = self._questions.get(item.id)
        if question is None:
            return {}
        if item.id not in self._senses:
            reading = self._read(question).reading
            self._senses[item.id] = {text: sense(text, reading) for text in _given(question)}
        return self._senses[item.id]

    def forms_of(self, item: Item) -> Mapping[str, AbstractSet[str]]:
        """Return the text of each option of a written-out question -> its forms: texts that share one say the same.

        In English, times and shares have the same form in any unit or words.
        """
        question = self._questions.get(item.id)
        convert = worth if self.is_english and question is not None and not question.exact else lambda _: frozenset()
        return {text: may_say.keys | convert(text) for text, may_say in self.senses_of(item).items()}

    def has_places(self, item: Item) -> bool:
        """Return whether all options of a written-out question are put in order, or B307 reports why not."""
        question = self._questions.get(item.id)
        if question is None:
            return False
        read = self._read(question)
        return read.doubt is not None or None not in read.values or bool(counted(self.texts_of(item)))

    def is_computed(self, item: Item) -> bool:
        """Return whether an item is worked out from values."""
        question = self._questions.get(item.id)
        return question is not None and bool(question.values)

    def _read(self, question: Question) -> ColumnValues:
        texts = [*question.right, *(wrong.text for wrong in question.wrong)]
        return read_options(texts, self.bank.language, exact=question.exact)

    @cached_property
    def keys_at(self) -> list[int]:
        """The place of the (first) key of every item among its options, from 0."""
        return list(map(_key_at, self.items))

    @cached_property
    def _items_with(self) -> Mapping[str, list[int]]:
        """Text of an option -> the numbers of the items that have it."""
        found: dict[str, list[int]] = {text: [] for text in self.texts}
        for number, item in enumerate(self.items):
            for text in self.texts_of(item) if self._questions else map(_text, item.options):
                found[text].append(number)
        return found

    def rows_with(self) -> Counter[str] | None:
        """Return word -> how many items at most show it in their stem or explanation; None if that is not known."""
        if self._vocabulary is None or self.pattern is None:
            return None
        return self._vocabulary.rows_with([self.pattern.stem, *([self.pattern.why] if self.pattern.why else [])])

    def key_of(self, item: Item) -> str:
        """Return the text of an item's (first) key."""
        return item.options[_key_at(item)].text

    def texts_of(self, item: Item) -> list[str]:
        """Return the texts of an item's options; for a written-out question, also those that were not drawn."""
        question = self._questions.get(item.id)
        return _given(question) if question else [option.text for option in item.options]

    def having(self, texts: Collection[str]) -> list[Item]:
        """Return the items that have an option of one of these texts."""
        if not texts:
            return []
        return [self.items[number] for number in sorted(set().union(*map(self._items_with.__getitem__, texts)))]

    def telling(self, texts: Mapping[str, str]) -> Mapping[str, str]:
        """Return the texts that not all options of an item have: what all of them have gives none away."""
        if not texts:
            return texts
        apart = [self.texts_of(item) for item in self.having(texts)]
        found = set().union(*[shown for shown in apart if not all(map(texts.__contains__, shown))])
        return {text: term for text, term in texts.items() if text in found}

    def report(
        self,
        items: Sequence[Item],
        what: str,
        example: Callable[[Item], str],
        help: str,
        subject: str = "",
        several: str = "",
    ) -> Iterator[Finding]:
        """Report items: once for a pattern, or each at its place for written-out questions."""
        if items and self.pattern is not None:
            span, total = self._span(subject), len(self.items)
            yield Finding(what, example(items[0]), span, help, len(items), total, subject, several=several)
            return
        for item in items:
            question = self._questions[item.id]
            yield Finding(what, example(item), question.span, help, allow=question.allow)

    def report_texts(self, texts: Mapping[str, str], what: str, help: str) -> Iterator[Finding]:
        """Report the texts of options, text -> what is wrong in it, at the row if only one row has them."""

        def example(item: Item) -> str:
            text = next(text for text in self.texts_of(item) if text in texts)
            return quoted(text) if texts[text] in ("", text) else f"`{texts[text]}` in {quoted(text)}"

        yield from self.report(self.having(texts), what, example, help, subject="\n".join(texts))

    def _span(self, subject: str) -> SourceSpan:
        assert self.pattern is not None
        if subject and "\n" not in subject and self.table is not None:
            rows = (row for row in self.table.rows if any(v.text == subject for cell in row.cells for v in cell))
            row, another = next(rows, None), next(rows, None)
            if row is not None and another is None:
                return row.span
        return self.pattern.span


def in_prose(items: Sequence[Item]) -> Sequence[Item]:
    """Return items with their stems as words: without code, in which words and signs mean something else."""
    if not any("\n" in stem or CODE in stem for stem in map(_stem, items)):
        return items
    return [item._replace(stem=prose(item.stem)) for item in items]


def _key_at(item: Item) -> int:
    return [option.id for option in item.options].index(item.keys[0])


def _given(question: Question) -> list[str]:
    return [*question.right, *(wrong.text for wrong in (*question.wrong, *question.pinned))]


class BankView(NamedTuple):
    """What rules about a bank as a whole look at.

    keys_at: how often the key of an item was in each position. unread: the codes of the rules that do not read
    the bank's language.
    """

    bank: Bank
    keys_at: Mapping[int, int]
    unread: Sequence[str] = ()
