"""The facts that are studied: their topics, and the forms in which they are asked, each with the chance of a guess."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from quiz.app.banks import find_banks
from quiz.game.scoring import guess_chance
from quiz.items.item import Item
from quiz.items.sources import bank_facts
from quiz.library.banks import load_to_play
from quiz.library.files import cache_folder

__all__ = ["LARGE", "SMALL", "Deck", "Question", "Topic", "deck"]

SMALL, LARGE = ("literature",), ("literature", "chemistry", "greek")  # 102 and 331 facts
Topic = Sequence[int]  # facts, by their positions in the deck


class Question(NamedTuple):
    """A question that may be asked about a fact: its form, and how likely a blind guess is to be right."""

    form: str
    chance: float


class Deck(NamedTuple):
    """The ids of facts, their topics, and the questions about each fact."""

    ids: tuple[str, ...]
    topics: tuple[tuple[int, ...], ...]
    questions: tuple[tuple[Question, ...], ...]


@cache
def deck(courses: tuple[str, ...]) -> Deck:
    """Return the facts of courses that ship, with the items that can really be asked about them."""
    ids: list[str] = []
    questions: list[tuple[Question, ...]] = []
    topics: dict[str, list[int]] = {}
    for file in find_banks(courses):
        bank = load_to_play(file, cache_folder()).bank
        assert bank is not None
        for fact in bank_facts(bank):
            items = [source.item(fact.row, "1", 1) for source in fact.item_sources if fact.row in source.rows]
            made = [item for item in items if isinstance(item, Item)]
            topics.setdefault(f"{bank.id} {fact.topic}", []).append(len(ids))
            ids.append(fact.id)
            questions.append(tuple(map(_question, made)))
    return Deck(tuple(ids), tuple(map(tuple, topics.values())), tuple(questions))


def _question(item: Item) -> Question:
    return Question(item.form, guess_chance(item.answer_kind, len(item.options)))
