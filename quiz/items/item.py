"""An item: one concrete question, ready to be asked, marked and kept."""

from collections.abc import Sequence
from typing import NamedTuple

from quiz.bank.model import Form


class Option(NamedTuple):
    """One answer to choose. `why` is the feedback to whoever chooses it wrongly.

    The id never is a position: `michel` for the value of the row michel, `mars.2` for
    the second value of a list cell, `decoy.…`, `confuse.…`, `near.28`, `true`, `false`, `answer`,
    `wrong.1`, `pinned.1`.
    """

    id: str
    text: str
    why: str = ""


class Origin(NamedTuple):
    """Where an item comes from: what all items of a pattern share."""

    bank: str
    title: str
    topic: str
    form: Form
    source: str
    asks: str  # what the item's id starts with: `bank/table.pattern`


class Item(NamedTuple):
    """One question with its options in the order shown.

    `keys` are the ids of the right options. Of an order they are all options in the right
    order, of a match the option that goes with each of the `prompts`. A record, as
    they are made by the hundred thousand when a bank is checked.
    """

    id: str
    fact: str
    origin: Origin
    stem: str
    options: tuple[Option, ...]
    keys: tuple[str, ...]
    why: str
    hints: tuple[str, ...]
    prompts: tuple[str, ...] = ()

    @property
    def form(self) -> Form:
        """The kind of the item."""
        return self.origin.form

    @property
    def topic(self) -> str:
        """The topic it belongs to."""
        return self.origin.topic

    @property
    def key_options(self) -> tuple[Option, ...]:
        """The right options, in the order shown; where each has its place, in the right order."""
        return self.chosen_options(self.keys)

    def chosen_options(self, chosen: Sequence[str]) -> tuple[Option, ...]:
        """Return the options of these ids, in the order shown; where their order counts, in that of the ids."""
        if self.form.keeps_order:
            by_id = {option.id: option for option in self.options}
            return tuple([by_id[id_] for id_ in chosen])
        return tuple(option for option in self.options if option.id in chosen)


class NotGenerated(NamedTuple):
    """Why no item can be made of a row: what could not be proven.

    Where a cell was `left_empty` by `[]`, there is nothing to ask, and nothing to mend.
    """

    reason: str
    help: str = ""
    left_empty: bool = False
