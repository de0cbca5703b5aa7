"""Exporting: the questions of banks in a file that another program can import."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from quiz.app.banks import find_banks, load_banks, no_topic
from quiz.app.errors import Exit, UserError
from quiz.app.preview import chosen_in
from quiz.bank.model import Bank
from quiz.bank.problems import did_you_mean
from quiz.exchange.item_question import ItemQuestions
from quiz.exchange.losses import Fate, Loss, Skipped, summed
from quiz.exchange.question import ForeignQuestion, Place
from quiz.exchange.write import WRITERS, writer_named
from quiz.exchange.writer import FileHead, Writer, write_questions
from quiz.items.item import Item
from quiz.items.sources import Fact, ItemSource
from quiz.library.files import Taken, Unwritable, expanded, reason_of, write_new
from quiz.text import listed, quoted
from quiz.ui.pages import course_name


class ExportWanted(NamedTuple):
    """What an export is asked for: banks, format and file, and which questions.

    each: how many times an item is drawn. pattern, topic: only questions of these. limit: the most items of a pattern.
    options: the most options of a question, or 0 for as many as are drawn.
    """

    banks: Sequence[str]
    format: str
    output: str
    each: int = 1
    seed: str = "0"
    pattern: str = ""
    topic: str = ""
    limit: int | None = None
    options: int = 0


class BankExport(NamedTuple):
    """The outcome of an export: the file, how many questions it holds, what was lost, and the format."""

    path: Path
    questions: int
    losses: tuple[Loss, ...]
    writer: Writer

    @property
    def skipped(self) -> int:
        """How many questions were skipped."""
        return sum(loss.kind.fate is Fate.SKIPPED for loss in self.losses)


class NothingWritten(UserError):
    """No question can be exported. `losses` say why."""

    def __init__(self, losses: Sequence[Loss]) -> None:
        help_ = "each line above says why" if losses else "`quiz bank check` says why"
        super().__init__(Exit.BAD_DATA, "there is no question that can be exported", help_)
        self.losses = tuple(losses)


def export_banks(wanted: ExportWanted) -> BankExport:
    """Write the questions of banks to a new file. Raises `UserError`: then nothing is written."""
    writer = _writer(wanted.format)
    path = new_file(wanted.output)
    loaded = load_banks(find_banks(wanted.banks))
    banks = [one.bank for one in loaded if one.bank]
    check_topic(banks, wanted.topic)
    places = {one.bank.id: str(one.file.path) for one in loaded if one.bank}
    lost: list[Loss] = []
    questions = _questions(banks, places, wanted, lost)
    data, count, losses = write_questions(questions, writer, FileHead(common_title(banks), banks[0].id))
    every = tuple(summed([*lost, *losses]))
    if not count:
        raise NothingWritten(every)
    save(path, data)
    return BankExport(path, count, every, writer)


def _writer(name: str) -> Writer:
    writer = writer_named(name)
    if writer is None:
        known = [one.name for one in WRITERS]
        help_ = did_you_mean(name, known) or f"the formats are {listed(known)}"
        raise UserError(Exit.USAGE, f"there is no format {quoted(name)}", help_)
    return writer


def new_file(output: str) -> Path:
    """Return the path of a file to be written. Raises `UserError` if it exists, or its folder does not."""
    path = expanded(output)
    try:
        there, folder = path.is_symlink() or path.exists(), path.parent.is_dir()
    except (OSError, ValueError) as error:
        message = f"{quoted(output, 200)} cannot be written: {reason_of(error)}"
        raise UserError(Exit.USAGE, message, "choose another name or folder") from None
    if there:
        raise UserError(Exit.USAGE, f"{quoted(output, 200)} already exists", "choose another name, or delete the file")
    if not folder:
        raise UserError(Exit.USAGE, f"there is no folder {quoted(str(path.parent), 200)}", "create it first")
    return path


def common_title(banks: Sequence[Bank]) -> str:
    """Return the title of a file with the questions of banks: that of the only bank, or the names of their courses."""
    if len(banks) == 1:
        return banks[0].title
    return listed(list(dict.fromkeys(course_name(bank.title) for bank in banks)))


def check_topic(banks: Sequence[Bank], topic: str) -> None:
    """Raise `UserError` if no bank has a topic that is asked for."""
    known = list(dict.fromkeys(one for bank in banks for one in bank.topics))
    if topic and topic not in known:
        raise no_topic(topic, known)


def save(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a new file, which only its owner may read if it is private. Raises `UserError` if that cannot be."""
    try:
        write_new(path, data, private=private)
    except Taken:
        raise UserError(Exit.USAGE, f"{quoted(str(path), 200)} already exists", "choose another name") from None
    except Unwritable as error:
        raise UserError(Exit.STORAGE, f"{quoted(str(path), 200)} cannot be written: {error.reason}") from None


def _questions(
    banks: Sequence[Bank], files: dict[str, str], wanted: ExportWanted, lost: list[Loss]
) -> Iterator[ForeignQuestion]:
    """Yield the questions that are asked for, in the order of the banks; what nobody could mark is added to `lost`."""
    for bank, asked in chosen_in(banks, wanted.pattern, ""):
        written_out = {question.id: question for question in bank.questions}
        for item_source, facts in asked.items():
            if wanted.topic and item_source.origin.topic != wanted.topic:
                continue
            place = Place(files[bank.id], item_source.span.line)
            maker = ItemQuestions(item_source, written_out.get(item_source.name), place)
            item_source.gather()
            for item, nth in _draws(item_source, facts, wanted):
                try:
                    yield maker.of(item, nth=nth, options=wanted.options, seed=wanted.seed)
                except Skipped as skipped:
                    lost.append(skipped.loss(place, item.id))


def _draws(item_source: ItemSource, facts: Sequence[Fact], wanted: ExportWanted) -> Iterator[tuple[Item, int]]:
    """Yield several different draws of each item, each with its number from 0."""

    def draws(fact: Fact) -> Iterator[tuple[Item, int]]:
        """Yield the draws of one fact."""
        seen: set[object] = set()
        for slot in range(wanted.each):
            made = item_source.item(fact.row, wanted.seed, slot)
            if isinstance(made, Item):
                said = (made.stem, frozenset(one.text for one in made.options), made.keys, made.prompts)
                if said not in seen:
                    yield made, len(seen)
                seen.add(said)

    every = (found for fact in facts if (found := list(draws(fact))))
    for found in islice(every, min(wanted.limit or len(facts), len(facts))):
        yield from found
