"""Making again what a student was shown, and marking again what they chose.

What was shown follows from the bank (by the hash of its content), the version of the drawing rules, the item, its
form, the seed, the slot and the pairs of its fact. So if these are known, an answer can be checked: whether what was
chosen was on offer, and whether it was right. Nothing proves who chose it, or when.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from quiz.bank.model import Bank
from quiz.classroom.drawn import DrawnQuestion
from quiz.classroom.result_file import StudentAnswer
from quiz.classroom.today import WasShown, right_today
from quiz.game.scoring import is_right, typed_in
from quiz.items.answer_kind import AnswerKind
from quiz.items.draw import DRAWS
from quiz.items.item import Blank, Item, NotGenerated
from quiz.items.sources import ItemSource, PatternSource, QuestionSource, bank_sources

_MOST_KEPT = 20_000  # items; those of a test are the same for everybody


class Replay:
    """The outcome of replaying an answer. Only `DIFFERS` speaks against the answer."""

    AGREES = "agrees"
    DIFFERS = "differs"
    OTHER_RULES = "other rules"  # it was drawn by another version of the program
    NO_BANK = "no bank"  # its bank, or that version of it, is not here


class Replayed(NamedTuple):
    """An answer that was replayed.

    right: by the bank that it was asked from, or as it was handed in if that bank is not known. today: by the bank as
    it is today, None if that is not known. item: what was shown, if that is known. why: how it differs.
    """

    verdict: str
    right: bool
    today: bool | None = None
    item: Item | None = None
    why: str = ""


class BankItems:
    """Makes any item of a bank by its id."""

    def __init__(self, bank: Bank) -> None:
        self._sources: dict[str, ItemSource] = {source.origin.asks: source for _, _, source in bank_sources(bank)}
        self._rows: dict[str, Mapping[str, int]] = {}

    def remade(self, answer: StudentAnswer) -> Item | str:
        """Return the item that was answered, or why it cannot be made."""
        source, row = self._place(answer.item)
        if source is None or row not in source.rows:
            return "its bank has no such question"
        if source.origin.form != answer.form:
            source = source.typed
            if source is None or source.origin.form != answer.form:
                return "its bank does not ask that question in this way"
        made = source.item(row, answer.seed, answer.slot, answer.pairs)
        if isinstance(made, NotGenerated):
            return "its bank cannot ask that question"
        return made if made.fact == answer.fact else "that question is about another fact"

    def line(self, item: str) -> int:
        """Return the line of a bank where the fact of an item is; 0 if the bank no longer has it."""
        source, row = self._place(item)
        if isinstance(source, PatternSource):
            return source.table.rows[row].span.line if row >= 0 else 0
        return source.span.line if source else 0

    def gaps(self, item: str) -> tuple[tuple[str, Blank], ...]:
        """Return the gaps of a text in their order, each with its name; nothing if an item is something else."""
        source, row = self._place(item)
        if not isinstance(source, QuestionSource) or not source.question.gaps:
            return ()
        made = source.item(row, "", 0)
        if isinstance(made, NotGenerated):
            return ()
        return tuple((option.id, blank) for option, blank in zip(made.options, made.blanks, strict=True))

    def _place(self, item: str) -> tuple[ItemSource | None, int]:
        """Return what makes an item, and the number of its row; -1 if there is none."""
        if item in self._sources:  # a written-out question
            return self._sources[item], 0
        asks, _, row = item.rpartition("/")
        source = self._sources.get(asks)
        if source is None:
            return None, -1
        if asks not in self._rows:
            self._rows[asks] = {id_: number for number, id_ in enumerate(source.row_ids)}
        return source, self._rows[asks].get(row, -1)


_ItemKey = tuple[object, ...]


class Replayer:
    """Replays answers against banks. If several have the same id, the last one is the bank as it is today.

    `tests` maps the ids of tests to their questions, if these are known.
    """

    def __init__(
        self, banks: Iterable[Bank], tests: Mapping[str, Collection[DrawnQuestion]] = MappingProxyType({})
    ) -> None:
        self.tests = {id_: frozenset(questions) for id_, questions in tests.items()}
        self._items: dict[tuple[str, str], BankItems] = {}
        self._today: dict[str, str] = {}
        for bank in banks:
            self._items[bank.id, bank.hash] = BankItems(bank)
            self._today[bank.id] = bank.hash
        self._made: dict[_ItemKey, Item | str] = {}
        self._replayed: dict[_ItemKey, Replayed] = {}

    def replay(self, answer: StudentAnswer) -> Replayed:
        """Replay an answer. Equal answers to an equal item are marked once."""
        key = (
            *(answer.bank, answer.bank_hash, answer.draws, answer.item, answer.form, answer.seed, answer.slot),
            *(answer.pairs, answer.fact, answer.chosen, answer.response, answer.right, answer.test),
        )
        found = self._replayed.get(key)
        if found is None:
            if len(self._replayed) > _MOST_KEPT:
                self._replayed.clear()
            found = self._replayed[key] = self._judged(answer)
        return found

    def _judged(self, answer: StudentAnswer) -> Replayed:
        if answer.draws != DRAWS:
            return Replayed(Replay.OTHER_RULES, answer.right)
        if not self._is_asked(answer):
            return Replayed(Replay.DIFFERS, right=False, why="that is not a question of the test")
        items = self._items.get((answer.bank, answer.bank_hash))
        if items is None:
            return Replayed(Replay.NO_BANK, answer.right, self._by_today(answer, None))
        item = self._remade(items, answer, answer.bank_hash)
        if isinstance(item, str):
            return Replayed(Replay.DIFFERS, right=False, why=item)
        right = marked_again(item, answer.chosen, answer.response)
        if right is None:
            return Replayed(Replay.DIFFERS, right=False, item=item, why="what was chosen was not on offer")
        if right != answer.right:
            said = "right" if answer.right else "wrong"
            return Replayed(Replay.DIFFERS, right, right, item, f"the file says that it was {said}, but it was not")
        return Replayed(Replay.AGREES, right, self._by_today(answer, item), item)

    def _is_asked(self, answer: StudentAnswer) -> bool:
        """Return whether the test of an answer asks its question; True if its test is not known."""
        questions = self.tests.get(answer.test or "")
        drawn = DrawnQuestion(answer.bank, answer.bank_hash, answer.item, answer.form, answer.seed, answer.slot)
        return questions is None or (drawn in questions and not answer.pairs)

    def _by_today(self, answer: StudentAnswer, item: Item | None) -> bool | None:
        """Return whether an answer is right by the bank as it is today; None if that is not known."""
        today = self._today.get(answer.bank)
        if today == answer.bank_hash:
            return answer.right
        if today is None:
            return None
        now = self._remade(self._items[answer.bank, today], answer, today)
        if isinstance(now, str):
            return None
        return right_today(now, WasShown.of(item) if item else None, answer.chosen, answer.response)

    def _remade(self, items: BankItems, answer: StudentAnswer, content: str) -> Item | str:
        """Return the item of an answer, made once for all who were shown it."""
        key = (answer.bank, content, answer.item, answer.form, answer.seed, answer.slot, answer.pairs, answer.fact)
        found = self._made.get(key)
        if found is None:
            if len(self._made) > _MOST_KEPT:
                self._made.clear()
            found = self._made[key] = items.remade(answer)
        return found


def marked_again(item: Item, chosen: Sequence[str], response: str | None) -> bool | None:
    """Return whether an answer to an item is right; None if it cannot have been given to that item.

    If a text was typed, only the text is marked: what was chosen follows from it.
    """
    if (response is None) is bool(item.blanks):
        return None
    if response is not None:
        try:
            return is_right(item, [one.option.id for one in typed_in(item, response)])
        except ValueError:
            return None
    kind, offered = item.answer_kind, {option.id for option in item.options}
    if not chosen or len(set(chosen)) < len(chosen) or not offered.issuperset(chosen):
        return None
    if (kind.is_placed and len(chosen) != len(item.keys)) or (kind is AnswerKind.ONE and len(chosen) > 1):
        return None
    return is_right(item, chosen)
