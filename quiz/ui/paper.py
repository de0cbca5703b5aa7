"""A paper: the same questions in several versions, A, B ..., on pages to be printed, with their keys.

A version has its own order of the questions and of the answers to each, drawn from the seed. Numbers in rising order,
and answers that stay last, are not moved. Questions on one passage stay together.
"""

from collections.abc import Sequence
from string import ascii_uppercase
from typing import NamedTuple

from quiz.exchange.item_question import stays_in_order
from quiz.items.answer_kind import AnswerKind
from quiz.items.draw import Draw
from quiz.items.forms import FORMS
from quiz.items.item import Blank, Item, Option

MOST_VERSIONS = len(ascii_uppercase)


class PaperQuestion(NamedTuple):
    """A question of a version: its number, the item, its options and prompts in their order, and the key in letters.

    If a text is typed, the key is that text. blanks: what is before each line to write on. passage: the text above it,
    unless the question before is about the same one.
    """

    number: int
    item: Item
    options: tuple[Option, ...]
    prompts: tuple[str, ...]
    key: str
    blanks: tuple[str, ...] = ()
    passage: str = ""

    @property
    def letters(self) -> str:
        """The letters of the options."""
        return ascii_uppercase[: len(self.options)]


class Version(NamedTuple):
    """One version of a paper: its letter, and its questions in their order."""

    letter: str
    questions: tuple[PaperQuestion, ...]


class Paper(NamedTuple):
    """A paper: its title, its versions, the seed that gave them, and when its facts were true."""

    title: str
    versions: tuple[Version, ...]
    seed: str
    as_of: tuple[str, ...] = ()

    @property
    def points(self) -> int:
        """How many points there are: one for each question."""
        return len(self.versions[0].questions)

    @property
    def note(self) -> str:
        """What identifies the paper: the seed, and when its facts were true."""
        return " · ".join([f"Seed {self.seed}", *(f"As of {when}" for when in self.as_of)])


def make_paper(title: str, items: Sequence[Item], versions: int, seed: str) -> Paper:
    """Return a paper of items; the first version has them in their order."""
    as_of = tuple(dict.fromkeys(item.origin.as_of for item in items if item.origin.as_of))
    letters = ascii_uppercase[:versions]
    return Paper(title, tuple(_version(letter, items, seed) for letter in letters), seed, as_of)


def _version(letter: str, items: Sequence[Item], seed: str) -> Version:
    draw = Draw(f"{seed}\npaper\n{letter}")
    by_passage: dict[str, list[Item]] = {}
    for item in items:
        by_passage.setdefault(item.origin.passage.id or item.id, []).append(item)
    groups = list(by_passage.values())
    if letter != ascii_uppercase[0]:
        groups = draw.shuffled([draw.shuffled(group) for group in groups])
    questions: list[PaperQuestion] = []
    for group in groups:
        for nth, item in enumerate(group):
            question = _question(len(questions) + 1, item, draw)
            questions.append(question if nth else question._replace(passage=item.origin.passage.text))
    return Version(letter, tuple(questions))


def _question(number: int, item: Item, draw: Draw) -> PaperQuestion:
    if item.answer_kind is AnswerKind.TYPED:
        labels = tuple(map(_blank_label, item.blanks))
        return PaperQuestion(number, item, (), (), "; ".join(map(_typed_key, item.blanks)), labels)
    options = _ordered(item, draw)
    letters = {option.id: letter for option, letter in zip(options, ascii_uppercase, strict=False)}
    if item.answer_kind is AnswerKind.PAIRS:
        pairs = draw.shuffled([*zip(item.prompts, item.keys, strict=True)])
        key = ", ".join(letters[right] for _, right in pairs)
        return PaperQuestion(number, item, options, tuple(left for left, _ in pairs), key)
    keys = [letters[id_] for id_ in item.keys]
    is_placed = item.answer_kind.is_placed
    return PaperQuestion(number, item, options, (), ", ".join(keys if is_placed else sorted(keys)))


def _blank_label(blank: Blank) -> str:
    """Return what is before the line to write on: which gap it is for, and what there is to choose from."""
    return " ".join(filter(None, (blank.label, f"({', '.join(blank.choices)})" if blank.choices else "")))


def _typed_key(blank: Blank) -> str:
    texts = dict.fromkeys(answer.text for answer in blank.expected.right)
    label = f"{blank.label}: " if blank.label else ""
    return f"{label}{' / '.join(texts)}"


def _ordered(item: Item, draw: Draw) -> tuple[Option, ...]:
    """Return the options in the order of a version; what must be put in order is never in the right order already."""
    if FORMS[item.form].is_statement or stays_in_order(item.options):
        return item.options
    options = draw.shuffled(item.options)
    while item.answer_kind is AnswerKind.SEQUENCE and [option.id for option in options] == list(item.keys):
        options = draw.shuffled(options)
    return tuple(options)
