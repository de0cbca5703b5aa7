"""Setting what somebody mixes up against each other: wrong options that they have chosen before come first.

What is set against is an option's id for the id of the right one. It is only a wish: each
option is proven wrong as all are, and an id that the column does not have is passed over.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from quiz.items.draw import Draw
from quiz.items.item import Item, NotGenerated, Option

if TYPE_CHECKING:
    from quiz.bank.place import Place
    from quiz.items.columns import Column
    from quiz.items.distractors import Distractors
    from quiz.items.item import Origin
    from quiz.items.sources import Fact, PatternSource, QuestionSource


#: The id of the right option, and of a wrong one that was chosen for it.
MixedUp = tuple[str, str]
NEAR = "near."  # how the ids of near numbers begin


class Preferring:
    """Distractors of a column, of which those that are mixed up with the key come first."""

    def __init__(self, distractors: "Distractors", answers: "Column", mixed_up: Collection[MixedUp]) -> None:
        self._distractors = distractors
        self._answers = answers
        self._mixed_up = mixed_up

    def draw(self, draw: Draw, row: int, key: int, right: Collection[int], want: int) -> list[Option]:
        """Return up to `want` options that are wrong wherever `right` is what is right."""
        answer = self._answers.ids[key]
        first = [found for a, chosen in self._mixed_up if a == answer and (found := self._place(chosen)) is not None]
        return self._distractors.draw(draw, row, key, right, want, first)

    def _place(self, id_: str) -> int | str | None:
        """Return the class of an option, or how a near number reads."""
        if id_.startswith(NEAR):
            return id_.removeprefix(NEAR)
        try:
            class_ = self._answers.ids.index(id_)
        except ValueError:
            return None
        return class_ if self._distractors.may_draw(class_) else None


class Against:
    """Makes the items of an asker, with what is mixed up set against each other."""

    def __init__(self, item_source: "PatternSource | QuestionSource", mixed_up: Sequence[MixedUp]) -> None:
        self.item_source = item_source
        self.mixed_up = mixed_up
        self.place: Place = item_source.place
        self.name: str = item_source.name
        self.origin: Origin = item_source.origin
        self.row_ids: Sequence[str] = item_source.row_ids

    @property
    def rows(self) -> Collection[int]:
        """The rows that are asked about."""
        return self.item_source.rows

    def item(self, row: int, seed: str, slot: int) -> Item | NotGenerated:
        """Return the item of a row for a seed and a slot, or why there is none."""
        return self.item_source.item(row, seed, slot, self.mixed_up)


def against(facts: Sequence["Fact"], mixed_up: Mapping[str, Sequence[MixedUp]]) -> list["Fact"]:
    """Return facts, those with what is mixed up in them (by their ids) asked with it."""
    return [
        fact._replace(
            item_sources=[a if isinstance(a, Against) else Against(a, mixed_up[fact.id]) for a in fact.item_sources]
        )
        if fact.id in mixed_up
        else fact
        for fact in facts
    ]


def is_against(item: Item, mixed_up: Collection[MixedUp]) -> bool:
    """Tell whether something that is mixed up is to be told apart in an item."""
    ids = {option.id for option in item.options}
    return any(answer in item.keys and chosen in ids for answer, chosen in mixed_up)
