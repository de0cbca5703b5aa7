"""The kinds of answer: all that a screen needs to know about a question's form."""

from enum import Enum


class AnswerKind(Enum):
    """How an item is answered. The order of the chosen options matters if `is_placed`."""

    ONE = "one"  # one option
    MANY = "many"  # every option that is right
    SEQUENCE = "sequence"  # all options, in their order
    TYPED = "typed"  # a text for each blank
    PAIRS = "pairs"  # an option for each prompt; some may be to spare

    @property
    def is_placed(self) -> bool:
        """Whether every option that is chosen has its place."""
        return self in (AnswerKind.SEQUENCE, AnswerKind.PAIRS)
