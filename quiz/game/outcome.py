"""What is asked in a round, and how it was answered."""

from typing import NamedTuple

from quiz.game.scoring import SURE, Typed, answer_score
from quiz.items.draw import DRAWS
from quiz.items.item import Item, Option


class Kind:
    """Why a question is asked. Only a first try counts for the score."""

    FIRST = "first"
    AGAIN = "again"  # practice of a fact that was missed
    BETWEEN = "between"  # only in histories of earlier versions: it kept a missed fact from returning too soon


class Setup(NamedTuple):
    """What to play. It gets a seed when a round starts, unless it has one. `banks` are (id, content hash)."""

    seed: str = ""
    mode: str = "learn"
    questions: int = 10
    banks: tuple[tuple[str, str], ...] = ()
    topics: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()  # only these facts, if given
    names: tuple[str, ...] = ()  # what the player asked for: courses, banks, paths
    asks: tuple[tuple[str, str], ...] = ()  # these facts in this order, each with the item that it was last asked with
    mixed_up: tuple[tuple[str, str, str], ...] = ()  # facts with the mix-ups to offer in them, as `MixedUp`
    time_ms: int = 0  # if a clock ends the round
    draws: int = DRAWS  # the version of the rules by which it is drawn
    cards: tuple[str, ...] = ()  # the new facts that are shown on a card before they are asked, in the author's order
    typed: tuple[str, ...] = ()  # the facts whose answer is typed, if it can be
    types_all: bool = False  # every answer is typed, if it can be
    test: str = ""  # the id of the test that was handed out
    until: str = ""  # its last day, such as 2026-12-18
    feedback: str = ""  # of a test, when it is given: a `Feedback`; nothing: as its mode says
    scope: tuple[str, ...] = ()  # the banks that a review is about, until its facts are chosen; nothing: all banks

    @property
    def undecided(self) -> "Setup":
        """The same setup, without what depends on what the player knows."""
        return self._replace(asks=(), mixed_up=(), cards=(), typed=())

    @property
    def of_ones_own(self) -> "Setup":
        """The same setup, without what makes it a test that was handed out."""
        return self._replace(test="", until="", feedback="", time_ms=0) if self.test else self


class Ask(NamedTuple):
    """A question of a round. `slot` and the seed fix its options and their order."""

    item: Item
    kind: str
    slot: int


class Outcome(NamedTuple):
    """An answered question: the ids chosen, whether that was right, how sure the player was, and how long it took.

    If the answer was typed, `response` is the text, and `typed` the options that it means, with their marks.
    """

    ask: Ask
    chosen: tuple[str, ...]
    right: bool
    certainty: str | None = None
    took_ms: int = 0
    response: str | None = None
    typed: tuple[Typed, ...] = ()

    @property
    def options(self) -> tuple[Option, ...]:
        """The options that were chosen, or that typed texts mean, as `Item.chosen_options` has them."""
        return tuple(typed.option for typed in self.typed) or self.ask.item.chosen_options(self.chosen)

    @property
    def surely_wrong(self) -> bool:
        """Whether it was wrong although the player was sure."""
        return self.certainty == SURE and not self.right

    @property
    def score(self) -> float:
        """What the answer counts for, from 0 to 1."""
        item = self.ask.item
        return answer_score(item.answer_kind, item.keys, self.chosen, right=self.right)
