"""An item: one concrete question, ready to be asked, marked and saved."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from quiz.items.answer_kind import AnswerKind

if TYPE_CHECKING:
    from quiz.values.marking import Expected

#: The ids of the right option and of a wrong one that was chosen for it.
MixedUp = tuple[str, str]


class Option(NamedTuple):
    """One answer to choose. `why` is the feedback if it is chosen and wrong.

    The id is never a position: `michel` for the value of the row michel, `mars.2` for
    the second value of a list cell, `decoy.…`, `confuse.…`, `near.28`, `true`, `false`, `answer`,
    `wrong.1`, `pinned.1`.
    """

    id: str
    text: str
    why: str = ""


class Passage(NamedTuple):
    """A text that several questions are about; empty for a question that is about no text."""

    id: str = ""  # `bank/passage`
    text: str = ""


NO_PASSAGE = Passage()


class Origin(NamedTuple):
    """Where an item comes from: what all items of a pattern share. `as_of` is when its facts were true."""

    bank: str
    title: str
    topic: str
    form: str  # its name
    source: str
    asks: str  # what the item's id starts with: `bank/table.pattern`
    answer_kind: AnswerKind
    as_of: str = ""
    passage: Passage = NO_PASSAGE


class Blank:
    """A place where an answer is typed: what is expected, and the other values by their numbers.

    If there are `choices`, one of them has to be typed. If there are several blanks, each has a `label`.
    """

    __slots__ = ("choices", "expected", "label", "options")

    def __init__(
        self, expected: "Expected", options: "Mapping[int, Option]", choices: tuple[str, ...] = (), label: str = ""
    ) -> None:
        self.expected = expected
        self.options = options
        self.choices = choices
        self.label = label

    def __eq__(self, other: object) -> bool:
        """Return whether both ask the same and have the same right answers. Everything else belongs to their table."""
        return isinstance(other, Blank) and self._said == other._said

    def __hash__(self) -> int:
        return hash(self._said)

    def __repr__(self) -> str:
        return f"Blank{self._said}"

    @property
    def _said(self) -> tuple[object, ...]:
        return self.expected.reading, self.expected.right, self.expected.within, self.choices, self.label


class Item(NamedTuple):
    """One question with its options in the order shown.

    `keys` are the ids of the right options: for a sequence, all options in the right order; for pairs, the option that
    belongs to each of the `prompts`. Options that are not keys are extra there. If the answer is typed, each of the
    `blanks` has one option, what is right there.
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
    blanks: tuple[Blank, ...] = ()

    @property
    def form(self) -> str:
        """The name of its form."""
        return self.origin.form

    @property
    def answer_kind(self) -> AnswerKind:
        """How it is answered."""
        return self.origin.answer_kind

    @property
    def topic(self) -> str:
        """The topic it belongs to."""
        return self.origin.topic

    @property
    def key_options(self) -> tuple[Option, ...]:
        """The right options, in the order shown; if each has its place, in the right order."""
        return self.chosen_options(self.keys)

    def chosen_options(self, chosen: Sequence[str]) -> tuple[Option, ...]:
        """Return the options with these ids in the order shown; if the order matters, in that of the ids."""
        if self.answer_kind.is_placed:
            by_id = {option.id: option for option in self.options}
            return tuple([by_id[id_] for id_ in chosen])
        return tuple(option for option in self.options if option.id in chosen)


class NotGenerated(NamedTuple):
    """Why no item can be made from a row: what could not be proven.

    If a cell was `left_empty` by `[]`, there is nothing to ask, and nothing to fix.
    """

    reason: str
    help: str = ""
    left_empty: bool = False
