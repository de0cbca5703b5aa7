"""Foreign questions -> entries of a bank: written-out questions, and tables of cards, facts and pairs.

What a bank cannot hold is a loss. Nothing is guessed: an answer becomes right only if the source says so, and a table
is made only from what is complete by its nature.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quiz.author.draft import tidy
from quiz.exchange.fact_tables import TableEntry, table_of_cards, table_of_facts, table_of_pairs
from quiz.exchange.losses import LOSSES, Loss, Skipped
from quiz.exchange.markup import was_code
from quiz.exchange.question import AnswerType, ForeignQuestion, ForeignTable, Place, Seen
from quiz.exchange.reader import Found
from quiz.exchange.recover import recover
from quiz.exchange.written import check_sayable, written_out
from quiz.interpreter import content_hash
from quiz.text import slug

_IN_ONE_LINE = (AnswerType.CARD, AnswerType.MATCHING, AnswerType.ORDERING, AnswerType.GAPS)
_FEWEST_PAIRS = 3
_FEWEST_CARDS = 3
_LONGEST_NAME = 40


class QuestionEntry(NamedTuple):
    """A written-out question: its key in its source, the name it would like, and its lines of YAML."""

    key: str
    wish: str
    lines: tuple[str, ...]
    place: Place
    label: str


class Mapped(NamedTuple):
    """The result of reading: the entries of a bank, and what was lost on the way, in the order of the source."""

    questions: tuple[QuestionEntry, ...]
    tables: tuple[TableEntry, ...]
    losses: tuple[Loss, ...]
    topics: tuple[str, ...] = ()  # the topmost categories, which may name the bank
    claims: tuple[str, ...] = ()  # what the tables say that were made from multiple choice
    seen: tuple[str, ...] = ()  # how sheets were read

    @property
    def unit(self) -> str:
        """What the source is counted in: rows of facts, cards, questions, or `fact` if it has several of these."""
        kinds = {table.key.partition(":")[0] for table in self.tables}
        if self.claims or not kinds:
            return "question"
        if self.questions or len(kinds) > 1:
            return "fact"
        return {"table": "row", "cards": "card"}.get(kinds.pop(), "fact")

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not self.questions and not self.tables


def map_foreign(found: Iterable[Found], *, tables: bool = False) -> Mapped:
    """Return the entries and the losses of what readers have found.

    `tables`: multiple-choice questions that amount to a table become one, if `quiz.exchange.recover` is sure of it.
    """
    mapper = _Mapper()
    for one in mapper.recovered(list(found)) if tables else found:
        if isinstance(one, Loss):
            mapper.lose(one)
        elif isinstance(one, ForeignTable):
            mapper.take_table(one)
        elif isinstance(one, Seen):
            mapper.see(one)
        else:
            mapper.take(one)
    return mapper.mapped()


class _Mapper:
    """Collects entries and losses; losses that are reported once per file are counted."""

    def __init__(self) -> None:
        self._questions: list[QuestionEntry] = []
        self._tables: list[TableEntry] = []
        self._losses: list[Loss] = []
        self._counted: dict[tuple[str, str], list[Loss]] = {}
        self._cards: dict[tuple[str, tuple[str, ...]], list[ForeignQuestion]] = {}
        self._keys: dict[str, int] = {}
        self._table_keys: dict[str, int] = {}
        self._topics: dict[str, None] = {}
        self._claims: list[str] = []
        self._seen: list[str] = []

    def lose(self, loss: Loss) -> None:
        if loss.kind.once:
            self._counted.setdefault((loss.place.file, loss.code), []).append(loss)
        else:
            self._losses.append(loss._replace(name=tidy(loss.name[:2000])))

    def see(self, seen: Seen) -> None:
        self._seen.append(seen.text)

    def recovered(self, found: list[Found]) -> list[Found]:
        """Take the questions that are tables; return all else."""
        questions = [one for one in found if isinstance(one, ForeignQuestion)]
        keys = {id(question): self._key(question) for question in questions}
        taken: set[int] = set()
        for table, members, claim in recover(questions, keys):
            self._add(table)
            self._claims.append(claim)
            taken |= {id(question) for question in members}
            for question in members:
                if question.why or question.hints or any(option.why for option in question.options):
                    self.lose(Loss("X116", question.place, question.label))
        self._keys.clear()
        return [one for one in found if id(one) not in taken]

    def _add(self, table: TableEntry) -> None:
        """Take a table, and give it and its rows keys of their own."""
        rows: dict[str, int] = {}
        own = tuple(row._replace(key=_numbered(row.key, rows)) for row in table.rows)
        self._tables.append(table._replace(key=_numbered(table.key, self._table_keys), rows=own))

    def take_table(self, table: ForeignTable) -> None:
        """Add a sheet of facts, and what was lost of it."""
        found = table_of_facts(table)
        for loss in found.losses:
            self.lose(loss)
        self._seen += found.seen
        if found.entry is not None:
            self._add(found.entry)

    def take(self, question: ForeignQuestion) -> None:
        """Add a question: at once, or with the other cards of its deck at the end."""
        label = tidy(question.label[:2000])
        if question.topic:
            self._topics[tidy(question.topic[0])] = None
        try:
            check_sayable(question)
            if question.kind is AnswerType.CARD:
                self._cards.setdefault((question.place.file, question.topic), []).append(question)
            elif question.kind is AnswerType.MATCHING and len([p for p in question.pairs if p.left]) >= _FEWEST_PAIRS:
                self._add(table_of_pairs(question, self._key(question), _wish(question), label))
            else:
                lines, losses = written_out(question)
                self._questions.append(
                    QuestionEntry(self._key(question), _wish(question), lines, question.place, label)
                )
                for code in losses:
                    self.lose(Loss(code, question.place, label))
        except Skipped as skipped:
            self.lose(skipped.loss(question.place, label))
            return
        for mark in sorted(question.marks):
            self.lose(Loss(mark, question.place, label))
        if question.kind in _IN_ONE_LINE and any(map(was_code, _texts(question))):
            self.lose(Loss("X109", question.place, label))
        if question.tags:
            self.lose(Loss("X113", question.place, label))

    def _key(self, question: ForeignQuestion) -> str:
        """Return the key of a question: its id there, else its name, else its text."""
        right = sorted(option.text for option in question.options if option.is_right)
        said = "\x1f".join([question.stem, *right, *(f"{a}\x1e{b}" for a, b in question.pairs)])
        key = (
            f"id:{question.id}" if question.id else f"name:{question.name}" if question.name
            else f"text:{content_hash(said.encode('utf-8', 'replace'))[:16]}"
        )  # fmt: skip
        return _numbered(key, self._keys)

    def mapped(self) -> Mapped:
        """Return the bank of everything that was read, and the losses."""
        for (_, topic), cards in self._cards.items():
            if len(cards) < _FEWEST_CARDS:
                for card in cards:
                    self.lose(
                        Loss(
                            "X144",
                            card.place,
                            tidy(card.label[:2000]),
                            "a deck needs at least three cards, so that there are wrong answers",
                        )
                    )
                continue
            entry, losses = table_of_cards(cards, topic)
            for loss in losses:
                self.lose(loss)
            if entry is not None:
                self._add(entry)
        counted = [_summed(losses) for losses in self._counted.values()]
        return Mapped(
            tuple(self._questions),
            tuple(self._tables),
            (*self._losses, *counted),
            tuple(self._topics),
            tuple(self._claims),
            tuple(self._seen),
        )


def _texts(question: ForeignQuestion) -> Iterator[str]:
    """Yield the stem of a question and its answers."""
    yield question.stem
    yield from (option.text for options in (question.options, *question.gaps) for option in options)
    yield from (text for pair in question.pairs for text in pair)


def _numbered(key: str, seen: dict[str, int]) -> str:
    """Return a key that was not seen before: itself, or with a number."""
    nth = seen[key] = seen.get(key, 0) + 1
    return f"{key}#{nth}" if nth > 1 else key


def _summed(losses: Sequence[Loss]) -> Loss:
    """Return one loss for several of a kind in a file: how many, and where the first is."""
    first = losses[0]
    title = LOSSES[first.code].title
    if len(losses) == 1:
        return first._replace(name=tidy(first.name[:2000]))
    return Loss(first.code, first.place, "", f"{title}, in {len(losses)} places")


# Names.


def _wish(question: ForeignQuestion) -> str:
    """Return the name that a question would like: its id if that is a good name, else one from its title or stem."""
    own = question.id.strip()
    is_good = slug(own) == own.casefold() and len(own) <= _LONGEST_NAME and any(char.isalpha() for char in own)
    digits = sum(char.isdigit() for char in own)
    if own and is_good and (digits < 4 or digits * 3 < len(own)):
        return slug(own)
    return short_name(question.name) or short_name(question.stem) or "question"


def short_name(text: str) -> str:
    """Return a name made from the first words of a text."""
    name = slug(text[:200])
    if len(name) > _LONGEST_NAME:
        name = name[: _LONGEST_NAME + 1].rpartition("-")[0] or name[:_LONGEST_NAME]
    return name.strip("-")
