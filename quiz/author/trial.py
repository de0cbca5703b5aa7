"""Trying a draft: what its patterns come to, by the very decoder and generator of the game."""

from collections.abc import Mapping
from typing import NamedTuple

from quiz.author.compose import compose
from quiz.author.draft import Draft
from quiz.bank.problems import Problem
from quiz.items.decoding import decode
from quiz.items.item import Item, NotGenerated
from quiz.items.sources import bank_items

_EXAMPLES = 3


class Made(NamedTuple):
    """What a pattern makes: how many items, the first few of them, and the first row without one."""

    items: int = 0
    examples: tuple[Item, ...] = ()
    gap: tuple[str, NotGenerated] | None = None


class Trial(NamedTuple):
    """A draft that was tried: the bank's text, its problems, and what each pattern makes."""

    text: str
    problems: tuple[Problem, ...]
    made: Mapping[str, Made]

    @property
    def total(self) -> int:
        """How many items follow in all."""
        return sum(made.items for made in self.made.values())


def try_draft(draft: Draft) -> Trial:
    """Write, decode and generate a draft as a bank. Problems are those that its file would have."""
    text = compose(draft)
    decoded = decode(text.encode(), draft.id)
    made = {pattern.id: Made() for pattern in draft.patterns}
    if decoded.bank is not None:
        for item_source, row_id, item in bank_items(decoded.bank):
            pattern = item_source.name.rpartition(".")[2]
            made[pattern] = _with(made[pattern], row_id, item)
    return Trial(text, decoded.problems, made)


def _with(made: Made, row_id: str, item: Item | NotGenerated) -> Made:
    if isinstance(item, NotGenerated):
        return made if made.gap else made._replace(gap=(row_id, item))
    examples = (*made.examples, item) if len(made.examples) < _EXAMPLES else made.examples
    return Made(made.items + 1, examples, made.gap)
